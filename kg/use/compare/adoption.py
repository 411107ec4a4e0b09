"""The spread of programmes over regions and time, as the cascade table that diffusion packages read.

A cascade is one programme that several regions run. Its time in a region is the date of the first report
there; the year in which the text says it began stands apart. Where a text says that a programme carries
out one of a higher level, that region is the origin of the cascade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.use.compare.match import Relation
from kg.use.compare.report import Comparison
from kg.use.reader import Reader
from kg.use.records import Figure, ProgrammeOf, Source, jsonable

COLUMNS = ("node", "cascade", "time", "event_year", "origin", "programme", "region", "document", "quote")
_LATER = ("renamed", "derived", "ended", "spread")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")


@dataclass(frozen=True, slots=True)
class Adoption:
    """One region's part in a cascade.

    ``time`` is the date (or its beginning: 2025, 2025-03) of the first report, ``None`` where no report of
    it is dated; ``event_year`` the year that the text ties to the programme; ``origin`` is set on the
    higher level that the programme comes from, and on it alone.
    """

    node: str
    cascade: str
    time: str | None
    event_year: int | None
    origin: bool
    programme: str
    region: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Cascades:
    """All adoptions, by cascade and time; ``undated`` counts those without a report date."""

    adoptions: tuple[Adoption, ...]
    undated: int

    def table(self, *, dated_only: bool = False) -> list[dict[str, Any]]:
        """Flat rows under :data:`COLUMNS`; with ``dated_only`` what an event-history package accepts."""
        rows = []
        for a in self.adoptions:
            if dated_only and not a.time:
                continue
            rows.append(
                {
                    "node": a.node,
                    "cascade": a.cascade,
                    "time": a.time or "",
                    "event_year": a.event_year or "",
                    "origin": int(a.origin),
                    "programme": a.programme,
                    "region": a.region.rsplit("/", 1)[-1],
                    "document": a.source.document if a.source else "",
                    "quote": a.source.quote if a.source else "",
                }
            )
        return rows

    def to_json(self) -> dict[str, Any]:
        """The cascades for :func:`json.dump`."""
        return {"adoptions": jsonable(self.adoptions), "undated": self.undated}


def adoption(comparison: Comparison, reader: Reader) -> Cascades:
    """The cascades of a comparison: every row that several regions share, and every one with a known origin."""
    found: dict[tuple[str, str, str], Adoption] = {}
    cascades: dict[str, str] = {}
    learned = {a.what for a in comparison.spread.adoptions if a.kind == "learned"}
    years = _years_of_figures(comparison) | _years_told(comparison)
    for row in comparison.rows:
        if row.relation is Relation.HOMONYM:
            continue
        cells = [(i, c) for i, c in enumerate(row.cells) if c is not None]
        origins = [o for _, c in cells if (o := _origin(c, reader))]
        spreads = any(c.iri in learned for _, c in cells)
        if len(cells) < 2 and not origins and not spreads:
            continue
        cascade = origins[0].programme if origins else row.label
        cascades |= {c.iri: cascade for _, c in cells}
        for i, cell in cells:
            node = comparison.columns[i].place
            one = _adoption(node.name, node.iri, cascade, cell, years)
            found[cascade, one.node, one.region] = one
        for origin in origins:
            key = cascade, origin.node, origin.region
            found.setdefault(key, origin)
    for one in _learners(comparison, reader, cascades):
        found.setdefault((one.cascade, one.node, one.region), one)
    ordered = sorted(found.values(), key=lambda a: (a.cascade, not a.origin, a.time or "9999", a.node, a.region))
    return Cascades(tuple(ordered), sum(1 for a in ordered if not a.time))


def _adoption(node: str, region: str, cascade: str, cell: ProgrammeOf, years: dict[str, int]) -> Adoption:
    dated = sorted((s for s in cell.sources if s.issued), key=lambda s: (s.issued or "", s.start))
    first = dated[0] if dated else (cell.sources[0] if cell.sources else None)
    time = dated[0].issued if dated else None
    year = years.get(_told(cell.iri, region)) or event_year(cell.sources) or years.get(cell.iri)
    return Adoption(node, cascade, time, year, False, cell.name, region, first)


def event_year(sources: Sequence[Source]) -> int | None:
    """The earliest year that a sentence names before the programme: 2021年以来，实施……."""
    found = []
    for source in sources:
        before = source.context.partition(source.quote)[0] if source.quote else ""
        found += [int(y) for y in _YEAR.findall(before)]
        found += [int(y) for y in _YEAR.findall(source.quote)]
    return min(found, default=None)


def _told(programme: str, region: str) -> str:
    return f"{programme} {region}"


def _years_told(comparison: Comparison) -> dict[str, int]:
    """The earliest year in which the texts say that a region took up a programme, by both."""
    years: dict[str, int] = {}
    for a in comparison.spread.adoptions:
        if a.year and a.kind not in _LATER:
            key = _told(a.what, a.who)
            years[key] = min(a.year, years.get(key, a.year))
    return years


def _learners(comparison: Comparison, reader: Reader, cascade: dict[str, str]) -> list[Adoption]:
    """The places that took up a programme that is another's, by the cascade of the programme."""
    found = []
    for a in comparison.spread.adoptions:
        what, place = reader.programme(a.what), reader.places().get(a.who)
        if a.what not in cascade or place is None or a.who == what.region or a.kind in _LATER:
            continue
        time = min((s.issued for s in a.sources if s.issued), default=None)
        source = a.sources[0] if a.sources else None
        found.append(Adoption(place.name, cascade[a.what], time, a.year, False, what.name, place.iri, source))
    return found


def _years_of_figures(comparison: Comparison) -> dict[str, int]:
    """The earliest year of the figures that the texts report under a programme."""
    figures: list[Figure] = [r.figure for row in comparison.metrics for cell in row.cells for r in cell]
    years: dict[str, int] = {}
    for figure in figures:
        if figure.under and figure.year:
            years[figure.under] = min(figure.year, years.get(figure.under, figure.year))
    return years


def _origin(cell: ProgrammeOf, reader: Reader) -> Adoption | None:
    if cell.carries_out is None:
        return None
    above = reader.programme(cell.carries_out)
    place = reader.places().get(above.region)
    if place is None:
        return None
    one = _adoption(place.name, place.iri, above.name, above, {})
    return Adoption(one.node, one.cascade, one.time, one.event_year, True, one.programme, one.region, one.source)
