"""SPARQL stores elsewhere, which a person names: graphs are put into them, and questions are asked of them."""
