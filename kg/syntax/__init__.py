"""The syntax of a text, found once: typed tokens, quotations, titles, brackets, clauses and lists."""
