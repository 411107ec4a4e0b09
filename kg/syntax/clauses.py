"""Clauses and lists: the one place that cuts a text below its sentences.

A clause ends at ，；：。！？, at ——, behind a quoted sentence (。”), at the space that parts the halves of a headline and at the end of its block; marks
inside brackets, titles and short quotations do not cut, those inside quoted speech do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kg import patterns as re
from kg.lexicon.words import any_of, of_class
from kg.model import Text
from kg.syntax.pairs import Pair

SPEECH = 24
"""A quotation longer than this is speech: its marks cut clauses like those of running text."""

Span = tuple[int, int]
_OPENING, _CLOSING = "“（《‘(", "”）》’)"
_CUT = re.compile(
    r"[，；：。！？\n]|——|……|(?<=。”)(?=[\u3400-\u9fff\d“])|(?<=[\u3400-\u9fff”》]) (?=[\u3400-\u9fff“《])"
)
_ITEM = re.compile("、")
JOINTS = of_class("pattern.joint")
"""What joins the last of several things to those before it."""
LISTED = ("、", *JOINTS)
"""What stands between the things of a list."""
AND = re.compile(any_of("pattern.joint"))
CLEFT = "的是"
"""Before what is said to be it: 最先探索X|的是|甲县."""


class Clause(NamedTuple):
    """``start:end`` of the cleaned text without the mark that ends it, which is ``mark`` (empty at the end of a
    block); ``number`` counts from 0 in its sentence, ``sentence`` is the index into ``Text.sentences`` (-1 outside)."""

    start: int
    end: int
    mark: str
    sentence: int
    number: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Items joined by 、 inside one clause: their ranges. The last item may hold 和, 及 or 与 (see :meth:`halved`) and
    what follows the list; the first what precedes it."""

    items: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where the first item begins."""
        return self.items[0][0]

    @property
    def end(self) -> int:
        """Where the last item ends."""
        return self.items[-1][1]

    def halved(self, clean: str) -> Listing:
        """The same list with its last item divided at 和, 及, 与 or 以及, where it has one."""
        start, end = self.items[-1]
        match = AND.search(clean, start + 1, end - 1)
        if match is None:
            return self
        return Listing((*self.items[:-1], (start, match.start()), (match.end(), end)))


def shields(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """The ranges, sorted and apart, inside which no clause ends."""
    found: list[tuple[int, int]] = []
    for pair in pairs:
        if pair.mark in "“‘「『" and pair.end - pair.start > SPEECH:
            continue
        if not found or pair.start >= found[-1][1]:
            found.append((pair.start, pair.end))
    return found


class Shield:
    """Whether a position lies inside a shielded range."""

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Take sorted ranges that do not overlap."""
        self._ranges = ranges
        self._starts = [a for a, _ in ranges]

    def __contains__(self, position: int) -> bool:
        i = bisect_right(self._starts, position) - 1
        return i >= 0 and position < self._ranges[i][1]


def clauses_of(text: Text, shield: Shield) -> tuple[Clause, ...]:
    """The clauses of a text in order; none is empty."""
    found: list[Clause] = []
    start = 0
    for end, mark, behind in _cuts(text.clean, shield):
        if end > start:
            sentence = text.sentence_index(start)
            same = bool(found) and found[-1].sentence == sentence
            found.append(Clause(start, end, mark, sentence, found[-1].number + 1 if same else 0))
        start = behind
    return tuple(found)


def _cuts(clean: str, shield: Shield) -> Iterator[tuple[int, str, int]]:
    """End, mark and what follows of each clause."""
    for match in _CUT.finditer(clean):
        if match[0] == "\n" or match.start() not in shield:
            mark = match[0].strip("\n") if match[0] else "。"
            yield match.start(), mark, match.end()
    yield len(clean), "", len(clean)


def listings_of(clean: str, clauses: Sequence[Clause], shield: Shield) -> tuple[Listing, ...]:
    """The lists of two and more items in the clauses."""
    found: list[Listing] = []
    for clause in clauses:
        cuts = [m.start() for m in _ITEM.finditer(clean, clause.start, clause.end) if m.start() not in shield]
        if cuts:
            starts = [clause.start, *(c + 1 for c in cuts)]
            items = [(a, b) for a, b in zip(starts, [*cuts, clause.end], strict=True) if b > a]
            found.append(Listing(tuple(items)))
    return tuple(x for x in found if len(x.items) > 1)


@lru_cache(maxsize=4096)
def split(clean: str, start: int, end: int, marks: str) -> tuple[Span, ...]:
    """The stretches of ``start:end`` between ``marks``; those inside of brackets and quotations left alone."""
    spans, depth, at = list[Span](), 0, start
    for m in _marks(marks).finditer(clean, start, end):
        c = m[0]
        depth += (c in _OPENING) - (c in _CLOSING)
        if depth <= 0 and c in marks:
            spans.append((at, m.start()))
            at = m.end()
    spans.append((at, end))
    return tuple([s for s in spans if s[1] > s[0]])


@cache
def _marks(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(_OPENING + _CLOSING + marks)}]")
