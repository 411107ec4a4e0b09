"""Put the figures of several regions side by side, only where they measure the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.use.compare.indicators import Measure, bare_noun, is_stock, measure, threshold_behind
from kg.use.records import Figure, Place

OWN = ""
COUNTERS = ("个", "人", "场")  # units that others stand for: 支, 名, 期


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure in its cell; ``place`` names the place measured where it is not the column's region."""

    figure: Figure
    place: str = ""


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One measure across the regions.

    ``scope`` is empty for figures of the regions themselves, else the tier of the places inside them that
    were measured. ``names`` are the wordings of the texts; ``conflicts`` the columns in which figures for
    one period differ (they are shown, never averaged). ``apart`` marks the count of a common noun (社区8个) whose
    meaning only its sentence tells: it stands in a row of its own.
    """

    measure: Measure
    scope: str
    names: tuple[str, ...]
    width: int
    members: tuple[tuple[int, tuple[Reading, ...]], ...]
    conflicts: tuple[int, ...] = ()
    apart: bool = False

    @property
    def cells(self) -> tuple[tuple[Reading, ...], ...]:
        """The figures of every column."""
        at = dict(self.members)
        return tuple(at.get(i, ()) for i in range(self.width))

    @property
    def unit(self) -> str:
        """The one unit in which the row is told: that of the texts; of 支 and 个, which count the same teams, 支."""
        printed = sorted({r.figure.unit for _, cell in self.members for r in cell if r.figure.unit})
        if self.measure.unit not in COUNTERS:
            return self.measure.unit
        special = [u for u in printed if u != self.measure.unit] or printed
        return special[0] if len(special) == 1 else self.measure.unit

    @property
    def present(self) -> tuple[int, ...]:
        """The columns that have a figure."""
        return tuple(i for i, _ in self.members)


Key = tuple[Measure, str, str]  # the third part keeps apart what only looks the same


def side_by_side(columns: Sequence[tuple[Place, Sequence[Figure]]], places: dict[str, Place]) -> tuple[MetricRow, ...]:
    """The rows of all measures: those of most regions first, then by topic; a topic's rows stand together."""
    table: dict[Key, dict[int, list[Reading]]] = {}
    for i, (place, figures) in enumerate(columns):
        for figure in figures:
            what = measure_of(figure)
            own = figure.region == place.iri and figure.about == place.iri
            inner = places.get(figure.region)
            scope = OWN if own else _scope(figure, inner, place)
            reading = Reading(figure, OWN if own or inner is None else inner.name)
            cells = table.setdefault((what, scope, apart(what, figure)), {})
            cells.setdefault(i, []).append(reading)
    _join_unitless(table)
    rows = [_row(key, cells, len(columns)) for key, cells in table.items()]
    spread: dict[str, set[int]] = {}
    for row in rows:
        if row.apart:
            continue
        spread.setdefault(row.measure.topic, set()).update(row.present)
    return tuple(
        sorted(
            rows,
            key=lambda r: (
                -len(spread.get(r.measure.topic, ())),
                r.measure.topic,
                -len(r.present),
                r.scope,
                r.measure,
                r.present,
            ),
        )
    )


def measure_of(figure: Figure) -> Measure:
    """What a figure measures, with the threshold that its sentence sets right behind the quotation."""
    what = measure(figure.indicator, figure.unit, figure.condition)
    if not (what.threshold or figure.condition):
        behind = (threshold_behind(s.quote, s.context) for s in figure.sources)
        limit = next((b for b in behind if b), None)
        what = measure(figure.indicator, figure.unit, limit) if limit else what
    return what.taken(figure.basis, figure.per, figure.status)


def apart(what: Measure, figure: Figure) -> str:
    """Counts of a common noun compare only where they give the whole stock; others stay with their region."""
    if not bare_noun(what):
        return ""
    stock = any(is_stock(s.quote, s.context) for s in figure.sources)
    return "" if stock else figure.region


def _scope(figure: Figure, inner: Place | None, place: Place) -> str:
    if inner is None:
        return "?"
    if inner.iri == place.iri:  # an organisation of the region, not the region
        return "组织" if figure.about != place.iri else OWN
    return inner.tier or inner.kind


def _join_unitless(table: dict[Key, dict[int, list[Reading]]]) -> None:
    """A change without a level has no unit: it joins the one row that differs from it by nothing else."""
    with_unit: dict[Key, list[Key]] = {}
    for key in table:
        if key[0].unit:
            with_unit.setdefault(_unitless(key), []).append(key)
    for key in [k for k in table if not k[0].unit]:
        same = with_unit.get(_unitless(key), [])
        if len(same) == 1:
            into = table[same[0]]
            for column, mine in table.pop(key).items():
                into.setdefault(column, []).extend(mine)


def _unitless(key: Key) -> Key:
    return replace(key[0], unit="", form=""), *key[1:]


def _row(key: Key, cells: dict[int, list[Reading]], width: int) -> MetricRow:
    what, scope, alone = key
    names = {r.figure.indicator for cell in cells.values() for r in cell}
    ordered = tuple((i, tuple(sorted(cells[i], key=_by_time))) for i in sorted(cells))
    conflicts = tuple(i for i, cell in ordered if _conflict(cell))
    return MetricRow(what, scope, tuple(sorted(names)), width, ordered, conflicts, bool(alone))


def _by_time(reading: Reading) -> tuple[str, str, str, int, str]:
    figure = reading.figure
    source = figure.sources[0] if figure.sources else None
    return (
        reading.place,
        figure.date or str(figure.year or "9999"),
        source.document if source else "",
        source.start if source else 0,
        figure.iri,
    )


def _conflict(cell: Sequence[Reading]) -> bool:
    """Whether two figures of one place differ for the same period; an unknown period may be any."""
    for n, one in enumerate(cell):
        for two in cell[n + 1 :]:
            a, b = one.figure, two.figure
            if a.value is None or b.value is None or a.value == b.value:
                continue
            same_time = not a.year or not b.year or (a.year, a.date) == (b.year, b.date)
            if a.about == b.about and same_time:
                return True
    return False
