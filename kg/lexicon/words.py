"""The words of the lexicon and their classes.

``words/*.tsv`` hold one word a line with its classes behind a tab: ``推行<TAB>verb.set verb.run verb.found``. A word
stands once in all files; what it can be is said by its classes, never by typing it again. A class is a point in
a path (``kind.strong``); ``classes.tsv`` says in a sentence what each one means, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from kg.lexicon.classes import CLASSES
from kg.patterns import alternatives

Entries = dict[str, frozenset[str]]


def read_table(lines: Iterator[str] | list[str], name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The words of one table with their classes. ``ValueError`` names a line that cannot be read."""
    sets: dict[str, frozenset[str]] = {}  # few lines have classes of their own
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        word, tab, classes = line.partition("\t")
        if classes not in sets:
            sets[classes] = frozenset(classes.split())
        if not tab or not word or not sets[classes]:
            raise ValueError(f"{name}:{number}: a word, a tab and its classes are wanted")
        yield word, sets[classes]


@cache
def entries() -> Entries:
    """All words with their classes. ``ValueError`` where a word stands twice or a class is unknown."""
    found: Entries = {}
    known = frozenset(CLASSES)
    folder = resources.files("kg.lexicon").joinpath("words")
    for table in sorted(folder.iterdir(), key=lambda t: t.name):
        for word, classes in read_table(table.read_text("utf-8").splitlines(), table.name):
            if word in found:
                raise ValueError(f"{table.name}: {word} stands in the lexicon twice")
            if not classes <= known:
                unknown = ", ".join(sorted(classes - known))
                raise ValueError(f"{table.name}: {word}: unknown class {unknown}")
            found[word] = classes
    return found


@cache
def of_class(*classes: str) -> tuple[str, ...]:
    """The words of any of ``classes``, the longest first, then by their characters. ``KeyError`` for an unknown class."""
    wanted = {c for c in classes if CLASSES[c]}
    found = {word for c in wanted for word in _by_class().get(c, ())}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


@cache
def _by_class() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, classes in entries().items():
        for c in classes:
            found.setdefault(c, []).append(word)
    return found


@cache
def members(*classes: str) -> frozenset[str]:
    """The words of any of ``classes`` as a set."""
    return frozenset(of_class(*classes))


def ending(name: str, *classes: str) -> str | None:
    """The longest word of any of ``classes`` that a name ends with."""
    known = members(*classes)
    return next((name[i:] for i in range(len(name)) if name[i:] in known), None)


def opening(name: str, *classes: str) -> str:
    """The longest word of any of ``classes`` that a name begins with, or nothing."""
    return next((word for word in of_class(*classes) if name.startswith(word)), "")


def any_of(*classes: str) -> str:
    """The words of any of ``classes`` as alternatives of a regular expression, the longest first."""
    return alternatives(of_class(*classes))


def classes_of(word: str) -> frozenset[str]:
    """The classes of a word; none for a word that the lexicon lacks."""
    return entries().get(word, frozenset())
