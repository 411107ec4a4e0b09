"""Every word that reading knows, once, with its classes; numerals, units, levels and marks in one table each."""
