"""Invented tables in several formats, with the figures that must be read from them."""
