"""Every comparison that the page offers, computed by the code behind ``kg compare``.

The page never aligns anything itself: it shows one of these, so page and command agree. All pairs of the
regions with most to compare are kept, and all sets of three to five of the first few.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import pyoxigraph as ox

from kg.use.compare.align import PartRow, Row
from kg.use.compare.match import Relation
from kg.use.compare.metrics import MetricRow
from kg.use.compare.report import Comparer, Comparison
from kg.use.records import PartOf, Place, ProgrammeOf
from kg.use.view.corresponding import corresponding

_PAIRED = 18  # regions of which every pair is kept
_JOINED = 5  # regions of which every set of three to five is kept
_MOST = 5

Number = Callable[[str], int]

NO_COMPARISON: dict[str, object] = {
    "regions": [],
    "sets": {},
    "leftOut": (
        "未保存县区对比；请用 kg compare。",
        "No comparisons are kept; use kg compare.",
    ),
}


def comparisons(store: ox.Store, at: Mapping[str, int], filled: Sequence[str]) -> dict[str, object]:
    """The comparisons by their regions' numbers. ``filled`` are the IRIs of regions, fullest first."""
    comparer = Comparer(store)
    places = comparer.reader.places()
    covered = [p.iri for p in comparer.reader.covered()]
    rank = {iri: i for i, iri in enumerate(filled)}
    first = sorted(covered, key=lambda iri: (rank.get(iri, len(rank)), iri))
    offered = list(dict.fromkeys([*first, *filled]))
    offered = [iri for iri in offered if iri in at and iri in places]
    paired, joined = offered[:_PAIRED], first[:_JOINED]
    sets: dict[str, object] = {}
    for size in range(2, _MOST + 1):
        for chosen in combinations(paired if size == 2 else joined, size):
            regions = sorted((places[iri] for iri in chosen), key=_by_code)
            key = ".".join(str(at[p.iri]) for p in regions)
            sets[key] = compact(comparer.compare(regions), lambda iri: at.get(iri, -1))
    result: dict[str, object] = {"regions": [at[iri] for iri in paired], "sets": sets}
    result |= corresponding(comparer, at, filled)
    rest = len(offered) - len(paired)
    if rest > 0:
        result["leftOut"] = (
            f"本页保存了内容最多的 {len(paired)} 个地区的两两对比；其余 {rest} 个地区请运行 kg compare 甲地 乙地 -g out/graph.ttl。",
            f"This page holds the comparisons of the {len(paired)} fullest regions, two by two; for the rest ({rest}) run kg compare ONE OTHER -g out/graph.ttl.",
        )
    return result


def _by_code(place: Place) -> tuple[str, str]:
    return place.code or "~", place.name


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
            [line.column, number(line.formula.iri), [list(cell) for cell in line.cells]]
            for line in partners.lines
        ],
        "near": [[round(float(v), 2) for v in line] for line in near.total] if near else [],
    }


def _number(cell: ProgrammeOf | PartOf | None, number: Number) -> int:
    return -1 if cell is None else number(cell.iri)


def _row(row: Row, number: Number) -> list[object]:
    links = [
        [link.a, link.b, round(float(link.score.value), 2), _terms(link.score.evidence)]
        for link in row.links
    ]
    cells = [_number(cell, number) for cell in row.cells]
    return [str(row.relation), cells, links, [_part(part, number) for part in row.parts]]


def _terms(evidence: Sequence[object]) -> list[object]:
    """What a score is made of: name, parts, actors, kind, sector, each with its value."""
    return [
        [str(getattr(e, "what", "")), round(float(getattr(e, "value", 0)), 2)] for e in evidence
    ]


def _part(part: PartRow, number: Number) -> list[object]:
    cells: list[object] = []
    for cell in part.cells:
        at = _number(cell, number)
        cells.append(cell.name if cell is not None and at < 0 else at)
    return [part.relation, cells, list(part.missing)]


def _metric(row: MetricRow, number: Number) -> list[object]:
    cells = [[[number(r.figure.iri), r.place] for r in cell] for cell in row.cells]
    return [row.measure.label, row.scope, cells, list(row.conflicts)]
