"""Align the programmes of several regions into rows, and the parts inside a row one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.use.compare.match import Features, Relation, Score, score
from kg.use.compare.parts import CHANGED, SAME, Likeness, pair_up, part_likeness, partner_likeness
from kg.use.records import PartOf, ProgrammeOf

Column = Sequence[Features]
_STRENGTH = {Relation.SHARED: 0, Relation.RENAMED: 1, Relation.ALIKE: 2, Relation.HOMONYM: 3}


@dataclass(frozen=True, slots=True)
class PartRow:
    """Corresponding parts across the regions of a row, ``None`` where a region lacks it.

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

    ``relation`` is the weakest that holds the row together, ``score`` the lowest of its links.
    """

    relation: Relation
    score: float
    cells: tuple[ProgrammeOf | None, ...]
    links: tuple[Link, ...] = ()
    parts: tuple[PartRow, ...] = ()

    @property
    def label(self) -> str:
        """The name of the first programme of the row."""
        return next(c.name for c in self.cells if c is not None)

    @property
    def present(self) -> tuple[int, ...]:
        """The columns that have the programme."""
        return tuple(i for i, c in enumerate(self.cells) if c is not None)


Member = tuple[int, int]
Scorer = Callable[[Features, Features], Score]
Scores = dict[tuple[Member, Member], Score]


def align(columns: Sequence[Column], scored: Scorer = score) -> tuple[Row, ...]:
    """Rows of corresponding programmes, then those of one region alone, then equal names of other contents.

    Pairs join from the best score down; a pair joins two groups only when every two members of the new
    group correspond and no region would have two programmes in it. ``scored`` gives the score of a pair.
    """
    scores = _scores(columns, scored)
    groups = _group(columns, scores)
    rows = [_row(columns, scores, members) for members in groups]
    rows += _homonyms(columns, scores)
    return tuple(sorted(rows, key=_order))


def _scores(columns: Sequence[Column], scored: Scorer) -> Scores:
    """The scores of all pairs of two regions that share a key: a telling word, a scheme, a partner."""
    found: Scores = {}
    indexes = [_index(column) for column in columns]
    for i, left in enumerate(columns):
        for m, a in enumerate(left):
            for j in range(i + 1, len(columns)):
                near = {n for key in _keys(a) for n in indexes[j].get(key, ())}
                for n in sorted(near):
                    result = scored(a, columns[j][n])
                    if result.relation is not Relation.ONLY:
                        found[(i, m), (j, n)] = result
    return found


def _keys(features: Features) -> Iterable[str]:
    return ("formula",) if features.formula else features.keys


def _index(column: Column) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for n, features in enumerate(column):
        for key in _keys(features):
            index.setdefault(key, []).append(n)
    return index


def _group(columns: Sequence[Column], scores: Scores) -> list[list[Member]]:
    group: dict[Member, list[Member]] = {
        (i, m): [(i, m)] for i, column in enumerate(columns) for m in range(len(column))
    }
    pairs = [(pair, s) for pair, s in scores.items() if s.matches]
    pairs.sort(key=lambda item: (_STRENGTH[item[1].relation] > 0, -item[1].value, item[0]))
    for (one, two), _ in pairs:
        left, right = group[one], group[two]
        if left is right or {i for i, _ in left} & {i for i, _ in right}:
            continue
        if all(_matches(scores, x, y) for x in left for y in right):
            left += right
            left.sort()
            for member in right:
                group[member] = left
    return [g for member, g in group.items() if g[0] == member]


def _matches(scores: Scores, one: Member, two: Member) -> bool:
    found = scores.get((min(one, two), max(one, two)))
    return found is not None and found.matches


def _row(columns: Sequence[Column], scores: Scores, members: list[Member]) -> Row:
    cells: list[ProgrammeOf | None] = [None] * len(columns)
    for i, m in members:
        cells[i] = columns[i][m].programme
    links = tuple(
        Link(one[0], two[0], scores[one, two])
        for n, one in enumerate(members)
        for two in members[n + 1 :]
    )
    if not links:
        return Row(Relation.ONLY, 0.0, tuple(cells))
    relation = max((k.score.relation for k in links), key=lambda r: _STRENGTH[r])
    return Row(relation, min(k.score.value for k in links), tuple(cells), links, align_parts(cells))


def _homonyms(columns: Sequence[Column], scores: Scores) -> list[Row]:
    found = []
    for (one, two), result in sorted(scores.items(), key=lambda item: item[0]):
        if result.relation is Relation.HOMONYM:
            row = _row(columns, scores, [one, two])
            found.append(replace(row, score=result.value))
    return found


def align_parts(cells: Sequence[ProgrammeOf | None]) -> tuple[PartRow, ...]:
    """The parts of a row's programmes side by side, in the order of the programme with the most parts."""
    spelled = [i for i, c in enumerate(cells) if c is not None and c.parts]
    if not spelled:
        return ()
    formula = any(c is not None and c.formula for c in cells)
    likeness: Likeness = partner_likeness if formula else part_likeness
    first = max(spelled, key=lambda i: (len(_parts(cells, i)), -i))
    table: list[list[PartOf | None]] = []
    weakest: list[float] = []
    for i in (first, *(s for s in spelled if s != first)):
        _add_column(table, weakest, (i, len(cells)), _parts(cells, i), likeness)
    return tuple(_part_row(r, w, spelled) for r, w in zip(table, weakest, strict=True))


def _parts(cells: Sequence[ProgrammeOf | None], i: int) -> tuple[PartOf, ...]:
    cell = cells[i]
    return cell.parts if cell is not None else ()


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


def _part_row(cells: list[PartOf | None], weakest: float, spelled: list[int]) -> PartRow:
    missing = tuple(i for i in spelled if cells[i] is None)
    if sum(c is not None for c in cells) == 1:
        return PartRow("only", 0.0, tuple(cells), missing)
    return PartRow("same" if weakest >= SAME else "changed", weakest, tuple(cells), missing)


def _order(row: Row) -> tuple[int, int, float, tuple[int, ...], str, int, str]:
    """Wide rows first, then the stronger relation and score; single ones by region, file and place."""
    several = len(row.present) > 1
    cell = next(c for c in row.cells if c is not None)
    rank = _STRENGTH.get(row.relation, 2.5) if several else 2.5
    source = cell.sources[0] if cell.sources else None
    place = (source.document, source.start) if source and not several else ("", 0)
    width = -len(row.present) if rank < 2.5 else 0
    first = row.present[:1] if not several else row.present
    return (int(rank * 2), width, -row.score, first, *place, cell.iri)
