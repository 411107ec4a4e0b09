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

from kg.lexicon.words import entries, members


class Token(NamedTuple):
    """A word of the lexicon at ``start:end`` of the cleaned text, with its classes."""

    start: int
    end: int
    word: str
    classes: frozenset[str]


def _position(token: Token) -> tuple[int, int]:
    return token[0], -token[1]


_token = partial(tuple.__new__, Token)  # rows become tokens without a call of Python for each


@cache
def _automaton() -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[tuple[str, frozenset[str]], ...]]:
    # What only patterns of figures turn on (figure.*) is never asked for by place.
    asked = (x for x in entries().items() if any(not c.startswith("figure.") for c in x[1]))
    words = tuple(sorted(asked))
    return CharwiseDoubleArrayAhoCorasick([w for w, _ in words]), words


@dataclass(slots=True)
class Tokens:
    """The tokens of one text by where they begin, where they end and what they are; given by their end, at one end the
    longest first, and none twice."""

    by_end: tuple[Token, ...]
    _from: dict[int, list[Token]] = field(default_factory=dict)
    _to: dict[int, list[Token]] = field(default_factory=dict)
    _of_word: dict[str, list[Token]] = field(default_factory=dict)
    _chosen: dict[tuple[str, ...], tuple[list[int], list[Token]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        begun, ended, words = defaultdict(list), defaultdict(list), defaultdict(list)
        for token in reversed(self.by_end):
            begun[token[0]].append(token)
        for token in self.by_end:
            ended[token[1]].append(token)
            words[token[2]].append(token)
        self._from, self._to, self._of_word = begun, ended, words

    def of(self, *classes: str) -> list[Token]:
        """The words of any of the classes, in the order of the text, at one start the longest first."""
        return self._of(classes)[1]

    def _of(self, classes: tuple[str, ...]) -> tuple[list[int], list[Token]]:
        """The words of some classes and where they begin; gathered once."""
        known = self._chosen.get(classes)
        if known is None:
            wanted = members(*classes)
            found = [t for word in self._of_word.keys() & wanted for t in self._of_word[word]]
            found.sort(key=_position)
            known = self._chosen[classes] = [t[0] for t in found], found
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
    """All tokens of a text."""
    automaton, words = _automaton()
    found = automaton.find_overlapping(clean)
    return Tokens(tuple([_token((start, end, *words[i])) for start, end, i in found]))
