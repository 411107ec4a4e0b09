"""Named programmes: quoted names, numeral abbreviations, names with a kind word, and their parts in order."""
