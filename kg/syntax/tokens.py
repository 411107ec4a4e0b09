"""Typed tokens: every word of the lexicon that stands in a text, found by one automaton in one pass.

Words may overlap (推行 and 试点推行): a token is no cut of the sentence but the answer to “which known word begins, or
ends, here?”. What asks for a class gets the longest word of it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from daachorse import CharwiseDoubleArrayAhoCorasick

from kg.lexicon.words import entries


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the lexicon at ``start:end`` of the cleaned text, with its classes."""

    start: int
    end: int
    word: str
    classes: frozenset[str]


@cache
def _automaton() -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[tuple[str, frozenset[str]], ...]]:
    words = tuple(sorted(entries().items()))
    return CharwiseDoubleArrayAhoCorasick([w for w, _ in words]), words


@dataclass(slots=True)
class Tokens:
    """The tokens of one text, by where they begin and where they end."""

    all: tuple[Token, ...]
    _from: dict[int, list[Token]] = field(default_factory=dict)
    _to: dict[int, list[Token]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        for token in self.all:
            self._from.setdefault(token.start, []).append(token)
            self._to.setdefault(token.end, []).append(token)
            self._starts.append(token.start)
        for here in self._from.values():
            here.sort(key=lambda t: -t.end)
        for here in self._to.values():
            here.sort(key=lambda t: t.start)

    def starting(self, position: int, *classes: str) -> Token | None:
        """The longest word of any of the classes that begins at ``position``."""
        return _first(self._from.get(position, ()), classes)

    def ending(self, position: int, *classes: str, since: int = 0) -> Token | None:
        """The longest word of any of the classes that ends at ``position`` and begins at ``since`` or behind it."""
        here = self._to.get(position, ())
        return _first([t for t in here if t.start >= since] if since else here, classes)

    def within(self, start: int, end: int, *classes: str) -> list[Token]:
        """The words of any of the classes that lie inside ``start:end``, none inside a longer one of them."""
        found: list[Token] = []
        for i in range(bisect_left(self._starts, start), len(self.all)):
            token = self.all[i]
            if token.start >= end:
                break
            held = found and found[-1].end >= token.end
            if token.end <= end and not held and not token.classes.isdisjoint(classes):
                found.append(token)
        return found


def _first(tokens: list[Token] | tuple[()], classes: tuple[str, ...]) -> Token | None:
    return next((t for t in tokens if not t.classes.isdisjoint(classes)), None)


def tokens_of(clean: str) -> Tokens:
    """All tokens of a text, by their start, at one start the longest first."""
    automaton, words = _automaton()
    found = [Token(start, end, *words[i]) for start, end, i in automaton.find_overlapping(clean)]
    return Tokens(tuple(sorted(found, key=lambda t: (t.start, -t.end))))
