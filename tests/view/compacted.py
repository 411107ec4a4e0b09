"""A comparison by node numbers, as `kg compare` computes it: what the page's own assembling is held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.use.compare.align import PartRow, Row
from kg.use.compare.match import Relation
from kg.use.compare.metrics import MetricRow
from kg.use.compare.report import Comparison
from kg.use.records import PartOf, ProgrammeOf

Number = Callable[[str], int]


def compact(comparison: Comparison, number: Number) -> dict[str, object]:
    """A comparison by node numbers; what only one region has is a plain list for each region."""
    wide = len(comparison.columns)
    rows: list[object] = []
    only: list[list[int]] = [[] for _ in range(wide)]
    for row in comparison.rows:
        if row.relation is Relation.ONLY:
            only[row.present[0]].append(_number(row.cells[row.present[0]], number))
        else:
            rows.append(_row(row, number))
    figures: list[object] = []
    alone: list[list[int]] = [[] for _ in range(wide)]
    common = frozenset(map(id, comparison.common_metrics))
    for metric in comparison.metrics:
        if id(metric) in common:
            figures.append(_metric(metric, number))
        else:
            for i in metric.present:
                alone[i] += [number(r.figure.iri) for r in metric.cells[i]]
    partners = comparison.partners
    near = comparison.similarity
    return {
        "rows": rows,
        "only": only,
        "figures": figures,
        "alone": alone,
        "roles": list(partners.roles),
        "partners": [
            [line.column, number(line.formula.iri), [list(cell) for cell in line.cells]] for line in partners.lines
        ],
        "near": [[round(float(v), 2) for v in line] for line in near.total] if near else [],
    }


def _number(cell: ProgrammeOf | PartOf | None, number: Number) -> int:
    return -1 if cell is None else number(cell.iri)


def _row(row: Row, number: Number) -> list[object]:
    links = [[link.a, link.b, round(float(link.score.value), 2), _terms(link.score.evidence)] for link in row.links]
    cells = [_number(cell, number) for cell in row.cells]
    return [str(row.relation), cells, links, [_part(part, number) for part in row.parts]]


def _terms(evidence: Sequence[object]) -> list[object]:
    """What a score is made of: name, parts, actors, kind, sector, each with its value."""
    return [[str(getattr(e, "what", "")), round(float(getattr(e, "value", 0)), 2)] for e in evidence]


def _part(part: PartRow, number: Number) -> list[object]:
    cells: list[object] = []
    for cell in part.cells:
        at = _number(cell, number)
        cells.append(cell.name if cell is not None and at < 0 else at)
    return [part.relation, cells, list(part.missing)]


def _metric(row: MetricRow, number: Number) -> list[object]:
    cells = [[[number(r.figure.iri), r.place] for r in cell] for cell in row.cells]
    return [row.measure.label, row.scope, cells, list(row.conflicts)]
