"""Typed tokens: every word of the lexicon that stands in a text, found by one automaton in one pass.

Words may overlap (推行 and 试点推行): a token is no cut of the sentence but the answer to “which known word begins, or
ends, here?”. What asks for a class gets the longest word of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
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


_OF_PATTERNS = ("figure.", "measure.", "pattern.", "role.")
"""Classes that patterns are made of: their words are never asked for by place."""
_token = partial(tuple.__new__, Token)  # rows become tokens without a call of Python for each
_Hit = tuple[int, int, int]
"""Where a word begins and ends, and its number."""


@cache
def _automaton() -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[tuple[str, frozenset[str]], ...]]:
    asked = (x for x in entries().items() if any(not c.startswith(_OF_PATTERNS) for c in x[1]))
    words = tuple(sorted(asked))
    return CharwiseDoubleArrayAhoCorasick([w for w, _ in words]), words


@cache
def _numbers(classes: tuple[str, ...]) -> frozenset[int]:
    """The words of any of the classes by their numbers."""
    wanted = members(*classes)
    return frozenset(i for i, (word, _) in enumerate(_automaton()[1]) if word in wanted)


class Tokens:
    """The tokens of one text by where they begin, where they end and what they are. Of what is found only what is asked for
    becomes tokens."""

    def __init__(self, clean: str) -> None:
        """Find all words of the lexicon in a text."""
        automaton, self._words = _automaton()
        self._hits: list[_Hit] = automaton.find_overlapping(
            clean
        )  # by their end, there the longest first
        begun, ended, words = defaultdict(list), defaultdict(list), defaultdict(list)
        for hit in reversed(self._hits):
            begun[hit[0]].append(hit)
        for hit in self._hits:
            ended[hit[1]].append(hit)
            words[hit[2]].append(hit)
        self._from: dict[int, list[_Hit]] = begun
        self._to: dict[int, list[_Hit]] = ended
        self._of_word: dict[int, list[_Hit]] = words
        self._chosen: dict[tuple[str, ...], tuple[list[int], list[Token]]] = {}

    def __iter__(self) -> Iterator[Token]:
        return (_token((start, end, *self._words[i])) for start, end, i in self._hits)

    def of(self, *classes: str) -> list[Token]:
        """The words of any of the classes, in the order of the text, at one start the longest first."""
        return (self._chosen.get(classes) or self._of(classes))[1]

    def _of(self, classes: tuple[str, ...]) -> tuple[list[int], list[Token]]:
        """The words of some classes and where they begin; gathered once."""
        found = [h for i in self._of_word.keys() & _numbers(classes) for h in self._of_word[i]]
        found.sort(key=lambda hit: (hit[0], -hit[1]))
        tokens = [_token((start, end, *self._words[i])) for start, end, i in found]
        known = self._chosen[classes] = [hit[0] for hit in found], tokens
        return known

    def starting(self, position: int, *classes: str) -> Token | None:
        """The longest word of any of the classes that begins at ``position``."""
        for start, end, i in self._from.get(position, ()):
            word = self._words[i]
            if not word[1].isdisjoint(classes):
                return _token((start, end, *word))
        return None

    def ending(self, position: int, *classes: str, since: int = 0) -> Token | None:
        """The longest word of any of the classes that ends at ``position`` and begins at ``since`` or behind it."""
        for start, end, i in self._to.get(position, ()):
            word = self._words[i]
            if start >= since and not word[1].isdisjoint(classes):
                return _token((start, end, *word))
        return None

    def within(self, start: int, end: int, *classes: str) -> list[Token]:
        """The words of any of the classes that lie inside ``start:end``, none inside a longer one of them."""
        starts, tokens = self._chosen.get(classes) or self._of(classes)
        found: list[Token] = []
        reached = -1
        for token in tokens[bisect_left(starts, start) : bisect_left(starts, end)]:
            if reached < token[1] <= end:
                found.append(token)
                reached = token[1]
        return found
