"""The parts of a programme that a text spells out: the rows of like items around its name, and the choice between them."""
