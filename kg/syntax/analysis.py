"""The Analysis of a text: what it is made of below its paragraphs, found once and asked by everything after it.

All positions are clean offsets. No rule and no linker cuts clauses, pairs quotation marks or searches words by itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.model import Text
from kg.syntax.clauses import Clause, Listing, Shield, clauses_of, listings_of, shields
from kg.syntax.pairs import Pair, pairs_of
from kg.syntax.quotations import Quoted, group, quotations_of
from kg.syntax.tokens import Tokens


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """``pairs`` are all paired marks, ``quotations`` what stands in “ ” and ‘ ’, ``runs`` neighbouring outer quotations,
    ``titles`` the pairs 《》 that stand in no other, ``tokens`` the words of the lexicon, ``clauses`` and ``listings``
    in the order of the text."""

    text: Text
    pairs: tuple[Pair, ...]
    titles: tuple[Pair, ...]
    quotations: tuple[Quoted, ...]
    runs: tuple[tuple[Quoted, ...], ...]
    tokens: Tokens
    clauses: tuple[Clause, ...]
    listings: tuple[Listing, ...]
    _clause_starts: list[int] = field(default_factory=list)
    _quoted_starts: list[int] = field(default_factory=list)
    _closing: dict[int, int] = field(default_factory=dict)
    _titles: Shield = field(default_factory=lambda: Shield(()))
    _title_ends: dict[int, int] = field(default_factory=dict)

    def clause_index(self, position: int) -> int:
        """The index of the clause that holds a position, or of the one before the mark that stands there; -1 before
        the first."""
        return bisect_right(self._clause_starts, position) - 1

    def clause_at(self, position: int) -> Clause | None:
        """The clause that holds a position, or the one before the mark that stands there."""
        i = self.clause_index(position)
        return self.clauses[i] if i >= 0 else None

    def clauses_in(self, start: int, end: int) -> Iterator[Clause]:
        """The clauses that begin in ``start:end``."""
        first = bisect_right(self._clause_starts, start - 1)
        for i in range(first, bisect_right(self._clause_starts, end - 1)):
            yield self.clauses[i]

    def quotations_in(self, start: int, end: int) -> tuple[Quoted, ...]:
        """The quotations that begin in ``start:end``."""
        starts = self._quoted_starts
        return self.quotations[bisect_left(starts, start) : bisect_left(starts, end)]

    def listings_in(self, start: int, end: int) -> tuple[Listing, ...]:
        """The lists that begin in ``start:end``."""
        first, last = (bisect_left(self.listings, at, key=lambda x: x.start) for at in (start, end))
        return self.listings[first:last]

    def listing_at(self, position: int) -> Listing | None:
        """The list whose clause holds a position, where it has one."""
        clause = self.clause_at(position)
        if clause is None:
            return None
        i = bisect_right(self.listings, clause.end, key=lambda x: x.start) - 1
        found = self.listings[i] if i >= 0 else None
        return found if found is not None and found.start >= clause.start else None

    def unbracketed(self, start: int, end: int) -> int:
        """The end of a range without the round brackets that close it."""
        while self._closing.get(end, start) > start:
            end = self._closing[end]
        return end

    def bracket_ending(self, end: int) -> int | None:
        """Where the round brackets begin that end at a position."""
        return self._closing.get(end)

    def pairs_in(self, start: int, end: int) -> tuple[Pair, ...]:
        """The paired marks that open in ``start:end``."""
        first, last = (bisect_left(self.pairs, at, key=lambda p: p.start) for at in (start, end))
        return self.pairs[first:last]

    def pair_at(self, position: int) -> Pair | None:
        """The paired marks that open at a position."""
        i = bisect_left(self.pairs, position, key=lambda p: p.start)
        return self.pairs[i] if i < len(self.pairs) and self.pairs[i].start == position else None

    def titles_in(self, start: int, end: int) -> tuple[Pair, ...]:
        """The titles that begin in ``start:end``."""
        first, last = (bisect_left(self.titles, at, key=lambda p: p.start) for at in (start, end))
        return self.titles[first:last]

    def title_ending(self, end: int) -> int | None:
        """Where the title begins whose closing mark ends at a position."""
        return self._title_ends.get(end)

    def in_title(self, position: int) -> bool:
        """Whether a position stands between 《 and 》."""
        return position in self._titles


@lru_cache(maxsize=8)
def analyse(text: Text) -> Analysis:
    """The analysis of a text. It is made once: asking again for the same text gives the same object."""
    pairs = pairs_of(text.clean)
    shield = Shield(shields(pairs))
    clauses = clauses_of(text, shield)
    titles = _outermost([p for p in pairs if p.mark == "《"])
    quotations = quotations_of(text.clean, titles)
    return Analysis(
        text=text,
        pairs=pairs,
        titles=titles,
        quotations=quotations,
        runs=group(text.clean, quotations),
        tokens=Tokens(text.clean),
        clauses=clauses,
        listings=listings_of(text.clean, clauses, shield),
        _clause_starts=[c.start for c in clauses],
        _quoted_starts=[q.start for q in quotations],
        _closing={p.end: p.start for p in pairs if p.mark in "（("},
        _titles=Shield([p.inner for p in titles]),
        _title_ends={p.end: p.start for p in titles},
    )


def _outermost(pairs: list[Pair]) -> tuple[Pair, ...]:
    """The pairs that stand in none of the others."""
    found: list[Pair] = []
    for pair in pairs:
        if not found or pair.start >= found[-1].end:
            found.append(pair)
    return tuple(found)
