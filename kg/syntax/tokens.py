"""Typed tokens: every word of the lexicon that stands in a text, found by one automaton in one pass.

Words may overlap (推行 and 试点推行): a token is no cut of the sentence but the answer to “which known word begins, or
ends, here?”. What asks for a class gets the longest word of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, partial
from typing import NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick

from kg.lexicon.words import entries


class Token(NamedTuple):
    """A word of the lexicon at ``start:end`` of the cleaned text, with its classes."""

    start: int
    end: int
    word: str
    classes: frozenset[str]


_token = partial(tuple.__new__, Token)  # rows become tokens without a call of Python for each


@cache
def _automaton() -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[tuple[str, frozenset[str]], ...]]:
    # What only patterns of figures turn on (figure.*) is never asked for by place.
    asked = (x for x in entries().items() if any(not c.startswith("figure.") for c in x[1]))
    words = tuple(sorted(asked))
    return CharwiseDoubleArrayAhoCorasick([w for w, _ in words]), words


@dataclass(slots=True)
class Tokens:
    """The tokens of one text, in order, by where they begin, where they end and what they are."""

    all: tuple[Token, ...]
    _from: dict[int, list[Token]] = field(default_factory=dict)
    _to: dict[int, list[Token]] = field(default_factory=dict)
    _by_class: dict[str, list[Token]] = field(default_factory=dict)
    _chosen: dict[tuple[str, ...], tuple[list[int], list[Token]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_start, by_end = defaultdict(list), defaultdict(list)
        by_class = defaultdict(list)
        for token in self.all:
            by_start[token.start].append(token)
            by_end[token.end].append(token)
            for one in token.classes:
                by_class[one].append(token)
        self._from, self._to, self._by_class = dict(by_start), dict(by_end), dict(by_class)

    def of(self, *classes: str) -> list[Token]:
        """The words of any of the classes, in the order of the text, at one start the longest first."""
        return self._of(classes)[1]

    def _of(self, classes: tuple[str, ...]) -> tuple[list[int], list[Token]]:
        """The words of some classes and where they begin; gathered once."""
        known = self._chosen.get(classes)
        if known is None:
            lists = [self._by_class[c] for c in classes if c in self._by_class]
            if len(lists) > 1:
                each = {(t.start, -t.end): t for here in lists for t in here}
                found = [each[k] for k in sorted(each)]
            else:
                found = lists[0] if lists else []
            known = self._chosen[classes] = [t.start for t in found], found
        return known

    def starting(self, position: int, *classes: str) -> Token | None:
        """The longest word of any of the classes that begins at ``position``."""
        for token in self._from.get(position, ()):
            if not token.classes.isdisjoint(classes):
                return token
        return None

    def ending(self, position: int, *classes: str, since: int = 0) -> Token | None:
        """The longest word of any of the classes that ends at ``position`` and begins at ``since`` or behind it."""
        for token in self._to.get(position, ()):
            if token.start >= since and not token.classes.isdisjoint(classes):
                return token
        return None

    def within(self, start: int, end: int, *classes: str) -> list[Token]:
        """The words of any of the classes that lie inside ``start:end``, none inside a longer one of them."""
        starts, tokens = self._of(classes)
        found: list[Token] = []
        reached = -1
        for i in range(bisect_left(starts, start), len(tokens)):
            token = tokens[i]
            if token.start >= end:
                break
            if reached < token.end <= end:
                found.append(token)
                reached = token.end
        return found


def tokens_of(clean: str) -> Tokens:
    """All tokens of a text, by their start, at one start the longest first."""
    automaton, words = _automaton()
    found = sorted([(start, -end, i) for start, end, i in automaton.find_overlapping(clean)])
    rows = [(start, -end, *words[i]) for start, end, i in found]
    return Tokens(tuple(map(_token, rows)))
