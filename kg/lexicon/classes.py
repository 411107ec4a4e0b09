"""What each class of the lexicon's words means, in a sentence (``classes.tsv``); a test holds it and the tables together."""

from __future__ import annotations

from importlib import resources


def _read() -> dict[str, str]:
    lines = resources.files("kg.lexicon").joinpath("classes.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)


CLASSES = _read()
"""What each class of words means."""
