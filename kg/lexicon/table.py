"""How a table of words is read."""

from __future__ import annotations

from collections.abc import Iterator


def read_table(lines: Iterator[str] | list[str], name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The words of one table with their classes. ``ValueError`` names a line that cannot be read."""
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        word, tab, classes = line.partition("\t")
        if not tab or not word or not classes.split():
            raise ValueError(f"{name}:{number}: a word, a tab and its classes are wanted")
        yield word, frozenset(classes.split())
