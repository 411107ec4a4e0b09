"""The parts of a programme that a text spells out: candidate lists around the name, and the choice between them."""
