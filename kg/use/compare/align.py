"""Align the programmes of several regions into rows, and the parts inside a row one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from kg.use.compare.groups import complete_link
from kg.use.compare.match import Evidence, Features, Relation, Score
from kg.use.compare.pairs import Scores, ordered
from kg.use.compare.parts import CHANGED, SAME, Likeness, pair_up, part_likeness, partner_likeness
from kg.use.records import PartOf, ProgrammeOf

STRENGTH = {Relation.SHARED: 0, Relation.RENAMED: 1, Relation.ALIKE: 2, Relation.HOMONYM: 3}
_ONLY = 2.5  # in one region alone: behind what corresponds, before what only bears one name


class Entry(NamedTuple):
    """A programme with what is compared of it."""

    programme: ProgrammeOf
    features: Features


Column = Sequence[Entry]


@dataclass(frozen=True, slots=True)
class PartRow:
    """Corresponding parts across the regions of a row, ``None`` where a region does not mention one.

    ``relation`` is same (the same words, wordings folded), changed, or only (in one region alone);
    ``missing`` lists the columns that spell out parts but not this one.
    """

    relation: str
    score: float
    cells: tuple[PartOf | None, ...]
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Why two programmes of a row correspond: the columns ``a`` and ``b`` and the score's terms."""

    a: int
    b: int
    score: Score


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the alignment: at most one programme a region.

    ``relation`` is the weakest that holds the row together, ``score`` the lowest of its links; ``members``
    are the columns that have the programme, with it.
    """

    relation: Relation
    score: float
    width: int
    members: tuple[tuple[int, ProgrammeOf], ...]
    links: tuple[Link, ...] = ()
    parts: tuple[PartRow, ...] = ()

    @property
    def cells(self) -> tuple[ProgrammeOf | None, ...]:
        """A programme or nothing for every column."""
        at = dict(self.members)
        return tuple(at.get(i) for i in range(self.width))

    @property
    def label(self) -> str:
        """The name of the first programme of the row."""
        return self.members[0][1].name

    @property
    def labels(self) -> tuple[str, ...]:
        """The names on all sides, each once."""
        return tuple(dict.fromkeys(programme.name for _, programme in self.members))

    @property
    def present(self) -> tuple[int, ...]:
        """The columns that have the programme."""
        return tuple(i for i, _ in self.members)


Member = tuple[int, int]


class _Alignment:
    """The members of all columns, the pairs of them that correspond, and the scores behind these."""

    def __init__(self, columns: Sequence[Column], scores: Scores) -> None:
        self.columns = columns
        self.scores = scores
        self.holders: dict[Features, list[Member]] = {}
        for i, column in enumerate(columns):
            for m, entry in enumerate(column):
                self.holders.setdefault(entry.features, []).append((i, m))

    def entry(self, member: Member) -> Entry:
        return self.columns[member[0]][member[1]]

    def pairs(self, *, homonyms: bool) -> list[tuple[Member, Member, Score]]:
        """The pairs of members of two columns, the smaller first."""
        found = []
        for (a, b), result in self.scores.items():
            if (result.relation is Relation.HOMONYM) is not homonyms:
                continue
            for one, two in product(self.holders.get(a, ()), self.holders.get(b, ())):
                if one[0] != two[0] and (a is not b or one < two):
                    found.append((min(one, two), max(one, two), result))
        return found

    def groups(self) -> list[list[Member]]:
        """Pairs join from the best score down, those of one name first; equal ones by their programmes."""

        def rank(pair: tuple[Member, Member, Score]) -> tuple[bool, float, list[tuple[bool, str]]]:
            keys = sorted(iri_order(self.entry(m).programme) for m in pair[:2])
            return STRENGTH[pair[2].relation] > 0, -pair[2].value, keys

        members = [m for holders in self.holders.values() for m in holders]
        ranked = sorted(self.pairs(homonyms=False), key=rank)
        return complete_link(sorted(members), [(a, b) for a, b, _ in ranked], lambda m: m[0])

    def row(self, members: Sequence[Member]) -> Row:
        width = len(self.columns)
        held = tuple((i, self.columns[i][m].programme) for i, m in members)
        links = tuple(
            Link(one[0], two[0], self._between(one, two)) for n, one in enumerate(members) for two in members[n + 1 :]
        )
        if not links:
            return Row(Relation.ONLY, 0.0, width, held)
        relation = max((k.score.relation for k in links), key=lambda r: STRENGTH[r])
        least = min(k.score.value for k in links)
        return Row(relation, least, width, held, links, align_parts(held, width))

    def _between(self, one: Member, two: Member) -> Score:
        """The score of two members, its terms in their order."""
        a, b = self.entry(one).features, self.entry(two).features
        pair = ordered(a, b)
        found = self.scores[pair]
        if pair[0] is a:
            return found
        return replace(found, evidence=tuple(map(_turned, found.evidence)))


def _turned(term: Evidence) -> Evidence:
    return replace(term, a=term.b, b=term.a)


def iri_order(programme: ProgrammeOf) -> tuple[bool, str]:
    """Programmes before formulas, then by IRI: the order of nodes everywhere."""
    return programme.formula, programme.iri


def align(columns: Sequence[Column], scores: Scores) -> tuple[Row, ...]:
    """Rows of corresponding programmes, then those of one region alone, then equal names of other contents.

    Pairs join from the best score down; a pair joins two groups only when every two members of the new
    group correspond and no region would have two programmes in it. ``scores`` holds those of all pairs
    that correspond (:func:`kg.use.compare.pairs.matched`).
    """
    alignment = _Alignment(columns, scores)
    rows = [alignment.row(members) for members in alignment.groups()]
    for one, two, result in sorted(alignment.pairs(homonyms=True), key=lambda p: p[:2]):
        rows.append(replace(alignment.row([one, two]), score=result.value))
    return tuple(sorted(rows, key=_order))


def align_parts(members: Sequence[tuple[int, ProgrammeOf]], width: int) -> tuple[PartRow, ...]:
    """The parts of a row's programmes side by side, in the order of the programme with the most parts."""
    spelled = {i: programme.parts for i, programme in members if programme.parts}
    if not spelled:
        return ()
    formula = any(programme.formula for _, programme in members)
    likeness: Likeness = partner_likeness if formula else part_likeness
    first = max(spelled, key=lambda i: (len(spelled[i]), -i))
    table: list[list[PartOf | None]] = []
    weakest: list[float] = []
    for i in (first, *(s for s in spelled if s != first)):
        _add_column(table, weakest, (i, width), spelled[i], likeness)
    return tuple(_part_row(r, w, spelled) for r, w in zip(table, weakest, strict=True))


def _add_column(
    table: list[list[PartOf | None]],
    weakest: list[float],
    column: tuple[int, int],
    parts: tuple[PartOf, ...],
    likeness: Likeness,
) -> None:
    """Put the parts of one column beside the rows they correspond to, the others below."""
    at, width = column
    heads = [next(p for p in row if p is not None) for row in table]
    pairs = {p.b: p for p in pair_up(heads, parts, likeness, CHANGED)} if heads else {}
    for n, part in enumerate(parts):
        pair = pairs.get(n)
        if pair is None:
            row: list[PartOf | None] = [None] * width
            row[at] = part
            table.append(row)
            weakest.append(1.0)
        else:
            table[pair.a][at] = part
            weakest[pair.a] = min(weakest[pair.a], pair.score)


def _part_row(cells: list[PartOf | None], weakest: float, spelled: Iterable[int]) -> PartRow:
    missing = tuple(i for i in spelled if cells[i] is None)
    if sum(c is not None for c in cells) == 1:
        return PartRow("only", 0.0, tuple(cells), missing)
    return PartRow("same" if weakest >= SAME else "changed", weakest, tuple(cells), missing)


def _order(row: Row) -> tuple[float, int, float, tuple[int, ...], str, int, tuple[bool, str]]:
    """Stronger relations first, wide rows and good scores before others; single ones by region, file and place."""
    programme = row.members[0][1]
    last = iri_order(programme)
    if len(row.members) > 1:
        rank = STRENGTH[row.relation]
        return (rank, -len(row.members), -row.score, row.present, "", 0, last)
    source = programme.sources[0] if programme.sources else None
    place = (source.document, source.start) if source else ("", 0)
    return (_ONLY, 0, 0.0, row.present, *place, last)
