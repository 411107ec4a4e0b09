"""Policy documents: titles in 《》 with the words that name who issued them."""
