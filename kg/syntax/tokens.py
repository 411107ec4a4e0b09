"""Typed tokens: every word of the lexicon that stands in a text, found by one automaton in one pass.

Words may overlap (推行 and 试点推行): a token is no cut of the sentence but the answer to “which known word begins, or
ends, here?”. What asks for a class gets the longest word of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
from operator import itemgetter
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
def _numbers(classes: tuple[str, ...]) -> set[int]:
    """The words of any of the classes by their numbers."""
    wanted = members(*classes)
    return {i for i, (word, _) in enumerate(_automaton()[1]) if word in wanted}


def _firsts(positions: list[int]) -> dict[int, int]:
    """Where in a sorted list each of its positions stands first."""
    return dict(zip(reversed(positions), range(len(positions) - 1, -1, -1), strict=True))


class Tokens:
    """The tokens of one text by where they begin, where they end and what they are. Of what is found only what is asked for
    becomes tokens."""

    def __init__(self, clean: str) -> None:
        """Find all words of the lexicon in a text."""
        automaton, self._words = _automaton()
        hits: list[_Hit] = automaton.find_overlapping(clean)  # by their end, there the longest first
        begun = hits[::-1]
        begun.sort(key=itemgetter(0))  # by their start, there the longest first
        self._hits, self._begun, self._starts = hits, begun, [hit[0] for hit in begun]
        self._from = _firsts(self._starts)
        self._to = _firsts([hit[1] for hit in hits])
        self._of_word: dict[int, list[int]] = defaultdict(list)
        for place, hit in enumerate(begun):
            self._of_word[hit[2]].append(place)
        self._chosen: dict[tuple[str, ...], tuple[list[int], list[Token]]] = {}

    def __iter__(self) -> Iterator[Token]:
        return (_token((start, end, *self._words[i])) for start, end, i in self._hits)

    def of(self, *classes: str) -> list[Token]:
        """The words of any of the classes, in the order of the text, at one start the longest first."""
        return (self._chosen.get(classes) or self._of(classes))[1]

    def _of(self, classes: tuple[str, ...]) -> tuple[list[int], list[Token]]:
        """The words of some classes and where they begin; gathered once."""
        of_word, begun, words = self._of_word, self._begun, self._words
        found = [place for i in of_word.keys() & _numbers(classes) for place in of_word[i]]
        hits = [begun[place] for place in sorted(found)]
        tokens = [_token((start, end, *words[i])) for start, end, i in hits]
        known = self._chosen[classes] = [hit[0] for hit in hits], tokens
        return known

    def starting(self, position: int, *classes: str) -> Token | None:
        """The longest word of any of the classes that begins at ``position``."""
        place, begun = self._from.get(position, -1), self._begun
        while 0 <= place < len(begun) and begun[place][0] == position:
            _, end, i = begun[place]
            word = self._words[i]
            if not word[1].isdisjoint(classes):
                return _token((position, end, *word))
            place += 1
        return None

    def ending(self, position: int, *classes: str, since: int = 0) -> Token | None:
        """The longest word of any of the classes that ends at ``position`` and begins at ``since`` or behind it."""
        place, hits = self._to.get(position, -1), self._hits
        while 0 <= place < len(hits) and hits[place][1] == position:
            start, _, i = hits[place]
            word = self._words[i]
            if start >= since and not word[1].isdisjoint(classes):
                return _token((start, position, *word))
            place += 1
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

    def classes(self, start: int, end: int) -> frozenset[str]:
        """The classes of all words that lie inside ``start:end``: what none of them is of need not be looked for there."""
        starts, words = self._starts, self._words
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        return frozenset().union(*[words[hit[2]][1] for hit in self._begun[first:last] if hit[1] <= end])
