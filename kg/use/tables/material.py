"""What the tables are made from: the records of one graph, read once, and the columns that several tables share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.terms import DCTERMS, DJ, SCHEMA
from kg.use.compare.report import Comparer
from kg.use.fields import Fields, basis_of
from kg.use.reader import Reader
from kg.use.records import Place, Source, surest
from kg.use.tables.columns import BASES, Row

TIERS = {"县级": "county", "地级": "prefecture", "省级": "province"}
Time = tuple[str | None, str | None]
"""A date or its beginning, and what it rests on."""


class Material:
    """The records of one store."""

    def __init__(self, store: ox.Store) -> None:
        """Read when asked for."""
        self.store = store
        self.comparer = Comparer(store)
        self.reader: Reader = self.comparer.reader

    @cached_property
    def places(self) -> dict[str, Place]:
        """All regions by IRI."""
        return self.reader.places()

    def fields(self, iri: str) -> Fields:
        """Everything that is said on a node."""
        return self.reader.fields(ox.NamedNode(iri))

    def instances(self, cls: str) -> list[str]:
        """The nodes of a class."""
        return sorted(n.value for n in st.instances(self.store, cls))

    def place(self, iri: str, suffix: str = "") -> Row:
        """The cells of a place."""
        place = self.places.get(iri)
        row: Row = {f"place{suffix}": None, f"place{suffix}_code": None}
        row |= {f"{tier}{suffix}": None for tier in TIERS.values()}
        if place is None:
            return row
        row |= {f"place{suffix}": place.name, f"place{suffix}_code": place.code}
        for above in (place, *self.reader.above(iri)):
            if above.tier in TIERS:
                row[TIERS[above.tier] + suffix] = above.name
        return row

    def source(self, sources: Iterable[Source], suffix: str = "") -> Row:
        """The cells of the first piece of evidence."""
        first = next(iter(sources), None)
        return {
            f"document{suffix}": first.document if first else None,
            f"quote{suffix}": first.quote if first else None,
            f"start{suffix}": first.start if first else None,
            f"end{suffix}": first.end if first else None,
        }

    def reports(self) -> dict[str, list[tuple[str, Time]]]:
        """The reports about each region, with their times."""
        found: dict[str, list[tuple[str, Time]]] = {}
        for report in self.instances("dj:Report"):
            said = self.fields(report)
            dated = (first(said, DCTERMS + "issued"), basis_of(first(said, DJ + "dateBasis")))
            for region in said.get(DCTERMS + "spatial", ()):
                found.setdefault(region.value, []).append((report, dated))
        return found


def first(said: Fields, predicate: str) -> str | None:
    """The first object of a property as words."""
    terms = said.get(predicate)
    return terms[0].value if terms else None


def name_of(said: Fields) -> str | None:
    """The name of a node."""
    return first(said, SCHEMA + "name")


def time_of(own: str | int | None, sources: Iterable[Source]) -> Time:
    """The one time of a statement: its own, else that of the earliest report on the surest ground."""
    if own is not None:
        return str(own), "text"
    dated = [(BASES.index(s.basis or BASES[-1]), s.issued) for s in sources if s.issued]
    if not dated:
        return None, None
    rank, day = min(dated, key=lambda d: (d[1], d[0]))
    return day, BASES[rank]


def sureness(sources: Iterable[Source]) -> float | None:
    """The greatest confidence that evidence states, where each piece states one."""
    best = surest(sources)
    return None if best is None or best.confidence is None else float(best.confidence)


def time_cells(time: Time, suffix: str = "") -> Row:
    """The cells of a time."""
    return {f"time{suffix}": time[0], f"time{suffix}_basis": time[1]}
