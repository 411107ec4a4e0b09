"""Read the finished graph into records, a region at a time and each only once."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.terms import DCTERMS, DJ, OA, PREFIXES, PROV, RDF, SCHEMA, SKOS
from kg.use.fields import Fields, basis_of, chinese, decimal, first, in_order, whole
from kg.use.records import Figure, PartOf, Place, ProgrammeOf, Source
from kg.use.seats import seats

NOWHERE = Place("", "", "", "", None, None)
"""Where things are of which the graph says no region."""
LOW = ("乡级", "村级")  # the tiers of towns and villages
_NOTHING = ox.NamedNode("urn:kg:nothing")


class Reader:
    """Records of one store. The store must not change while a reader is in use."""

    def __init__(self, store: ox.Store) -> None:
        """Read from ``store``, lazily."""
        self.store = store
        self._places: dict[str, Place] | None = None
        self._children: dict[str, list[str]] = {}
        self._sources: dict[str, Source] = {}
        self._texts: dict[str, tuple[int | None, str]] = {}
        self._reports: dict[str, Fields] = {}
        self._names: dict[str, str] = {}
        self._notations: dict[str, str] = {}
        self._programmes: dict[str, tuple[ProgrammeOf, ...]] = {}
        self._figures: dict[str, tuple[Figure, ...]] = {}
        self._covered: tuple[Place, ...] | None = None
        self._seats: dict[str, str] | None = None

    # ---------------------------------------------------------------- values

    def fields(self, node: ox.NamedNode) -> Fields:
        """Everything that is said on a node, by the IRI of the property."""
        found: Fields = {}
        for quad in self.store.quads_for_pattern(node, None, None):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                found.setdefault(quad.predicate.value, []).append(quad.object)
        return in_order(found)

    def name(self, iri: str) -> str:
        """The ``schema:name`` of a node, or its IRI."""
        if iri not in self._names:
            self._names[iri] = st.value(self.store, _node(iri), "schema:name") or iri
        return self._names[iri]

    def notation(self, iri: str | None) -> str | None:
        """The notation of a concept."""
        if iri is None:
            return None
        if iri not in self._notations:
            said = st.value(self.store, _node(iri), "skos:notation")
            self._notations[iri] = said or iri.rsplit("#", 1)[-1]
        return self._notations[iri]

    # ---------------------------------------------------------------- places

    def places(self) -> dict[str, Place]:
        """All regions by IRI."""
        if self._places is None:
            nodes = st.instances(self.store, "dj:Region")
            self._places = {n.value: self._place(n) for n in nodes}
            for place in self._places.values():
                if place.parent:
                    self._children.setdefault(place.parent, []).append(place.iri)
        return self._places

    def _place(self, node: ox.NamedNode) -> Place:
        said = self.fields(node)
        kind = first(said, DCTERMS + "type")
        broader = st.link(self.store, _node(kind), "skos:broader") if kind else None
        name = first(said, SCHEMA + "name") or node.value
        aliases = chinese(said, SKOS + "altLabel") | chinese(said, SKOS + "prefLabel")
        return Place(
            iri=node.value,
            name=name,
            kind=self.notation(kind) or "",
            tier=(self.notation(broader.value) if broader else self.notation(kind)) or "",
            code=first(said, DCTERMS + "identifier"),
            parent=first(said, SCHEMA + "containedInPlace"),
            aliases=tuple(sorted(aliases - {name})),
        )

    def everywhere(self) -> list[Place]:
        """All regions, and :data:`NOWHERE`."""
        return [*self.places().values(), NOWHERE]

    def within(self, region: str, without: frozenset[str] = frozenset()) -> list[str]:
        """A region and all regions inside it, except those in ``without`` and what lies in them."""
        self.places()
        found, open_ = {region}, [region]
        while open_:
            inside = {c for c in self._children.get(open_.pop(), ()) if c not in without} - found
            found |= inside
            open_ += inside
        return sorted(found)

    def above(self, region: str) -> list[Place]:
        """The regions that contain a region, nearest first."""
        places, found = self.places(), []
        place = places.get(region)
        while place and place.parent in places and places[place.parent] not in found:
            place = places[place.parent]
            found.append(place)
        return found

    def covered(self) -> list[Place]:
        """The regions that reports are about, by code and name."""
        if self._covered is None:
            nodes = {
                o.value
                for report in st.instances(self.store, "dj:Report")
                for o in st.objects(self.store, report, "dcterms:spatial")
            }
            places = [self.places()[n] for n in nodes if n in self.places()]
            self._covered = tuple(sorted(places, key=lambda p: (p.code or "~", p.name, p.iri)))
        return list(self._covered)

    def seats(self) -> dict[str, str]:
        """The seat of every region: see :mod:`kg.use.seats`."""
        if self._seats is None:
            places = self.places()
            self._seats = seats(
                places,
                {p.iri: p.parent for p in places.values() if p.parent in places},
                reported=frozenset(p.iri for p in self.covered()),
                low=frozenset(p.iri for p in places.values() if p.tier in LOW),
            )
        return self._seats

    def apart(self, region: str, chosen: Iterable[str]) -> frozenset[str]:
        """The regions inside ``region`` that count apart where ``chosen`` are compared: see :func:`kg.use.seats.owner`."""
        reported = frozenset(p.iri for p in self.covered())
        return (frozenset(chosen) | (reported if region in reported else frozenset())) - {region}

    # ---------------------------------------------------------------- evidence

    def source(self, iri: str) -> Source:
        """One piece of evidence."""
        if iri not in self._sources:
            said = self.fields(_node(iri))
            number, context = self._sentence(first(said, DJ + "inSentence"))
            report = self._report(first(said, DCTERMS + "isPartOf"))
            document = first(said, PROV + "wasQuotedFrom")
            self._sources[iri] = Source(
                iri=iri,
                quote=first(said, OA + "exact") or "",
                start=whole(first(said, OA + "start")) or 0,
                end=whole(first(said, OA + "end")) or 0,
                document=self.name(document) if document else "",
                report=first(report, DCTERMS + "title"),
                issued=first(report, DCTERMS + "issued"),
                sentence=number,
                context=context,
                rule=first(said, DJ + "extractedBy") or "",
                basis=basis_of(first(report, DJ + "dateBasis")),
                medium=first(report, DJ + "sourceName"),
                confidence=decimal(said, DJ + "confidence"),
            )
        return self._sources[iri]

    def confidence(self, iri: str) -> Decimal | None:
        """How often such a statement as a piece of evidence makes was right when that was measured."""
        return self.source(iri).confidence

    def _sentence(self, iri: str | None) -> tuple[int | None, str]:
        if iri is None:
            return None, ""
        if iri not in self._texts:
            said = self.fields(_node(iri))
            number = first(said, SCHEMA + "position")
            text = first(said, OA + "exact") or ""
            self._texts[iri] = (whole(number), text)
        return self._texts[iri]

    def _report(self, iri: str | None) -> Fields:
        if iri is None:
            return {}
        if iri not in self._reports:
            self._reports[iri] = self.fields(_node(iri))
        return self._reports[iri]

    def sources(self, said: Fields) -> tuple[Source, ...]:
        """The evidence of a node, in the order of the documents and their text."""
        found = [self.source(o.value) for o in said.get(DJ + "evidence", ())]
        return tuple(sorted(found, key=lambda s: (s.document, s.start, s.end, s.iri)))

    # ---------------------------------------------------------------- programmes and figures

    def programmes(self, region: str, without: frozenset[str] = frozenset()) -> tuple[ProgrammeOf, ...]:
        """The programmes and formulas of a region and of what lies inside it, in the order of the texts."""
        found = [p for r in self.within(region, without) for p in self.programmes_of(r)]
        return tuple(sorted(found, key=_reading_order))

    def all_programmes(self) -> list[ProgrammeOf]:
        """The programmes and formulas of every region, by IRI."""
        found = (p for r in self.places() for p in self.programmes_of(r))
        return sorted(found, key=lambda p: p.iri)

    def programmes_of(self, region: str) -> tuple[ProgrammeOf, ...]:
        """The programmes and formulas of a region itself, or those of none."""
        if region not in self._programmes:
            found = []
            nodes = st.subjects(self.store, "dcterms:spatial", _node(region))
            for node in nodes if region else self._without_region():
                said = self.fields(node)
                types = {t.value for t in said.get(RDF + "type", ())}
                if types & {DJ + "Programme", DJ + "Formula"}:
                    found.append(self._programme(node.value, said, region))
            self._programmes[region] = tuple(found)
        return self._programmes[region]

    def _without_region(self) -> list[ox.NamedNode]:
        """The programmes and formulas of which the graph says no region that it knows."""
        known, found = self.places(), dict[str, ox.NamedNode]()
        for cls in ("dj:Programme", "dj:Formula"):
            for node in st.instances(self.store, cls):
                region = st.link(self.store, node, "dcterms:spatial")
                if region is None or region.value not in known:
                    found[node.value] = node
        return list(found.values())

    def programme(self, iri: str) -> ProgrammeOf:
        """One programme by its IRI."""
        said = self.fields(_node(iri))
        return self._programme(iri, said, first(said, DCTERMS + "spatial") or "")

    def _programme(self, iri: str, said: Fields, region: str) -> ProgrammeOf:
        name = first(said, SCHEMA + "name") or iri
        aliases = chinese(said, SKOS + "altLabel") | chinese(said, SKOS + "prefLabel")
        label = min(chinese(said, SKOS + "prefLabel"), default=name)
        parts = self._parts(said)
        declared = first(said, DJ + "declaredCount")
        return ProgrammeOf(
            iri=iri,
            name=name,
            label=label,
            region=region,
            formula=any(t.value == DJ + "Formula" for t in said.get(RDF + "type", ())),
            kind=self.notation(first(said, DCTERMS + "type")),
            kind_word=first(said, DJ + "kindWord"),
            sector=self.notation(first(said, DJ + "sector")),
            aliases=tuple(sorted(aliases - {name})),
            parts=parts,
            declared=whole(declared),
            found=len(parts),
            leaders=tuple(self.name(o.value) for o in said.get(DJ + "ledBy", ())),
            parent=first(said, DCTERMS + "isPartOf"),
            carries_out=first(said, DJ + "carriesOut"),
            expressions=tuple(o.value for o in said.get(DJ + "expressedBy", ())),
            sources=self.sources(said),
        )

    def _parts(self, said: Fields) -> tuple[PartOf, ...]:
        """The components in order; one that two documents give at two places counts once."""
        found = []
        for term in said.get(DJ + "component", ()):
            of = self.fields(_node(term.value))
            found.append(
                PartOf(
                    name=first(of, SCHEMA + "name") or "",
                    position=whole(first(of, SCHEMA + "position")) or 0,
                    iri=term.value,
                    segment=first(of, DJ + "segment"),
                    actor=self.notation(first(of, DJ + "actor")),
                    multiplicity=first(of, DJ + "multiplicity"),
                    sources=self.sources(of),
                )
            )
        found.sort(key=lambda p: (p.position, p.name, p.iri))
        kept: dict[tuple[str, str | None, int], PartOf] = {}
        for part in found:
            same_place = part.position if part.multiplicity and not part.actor else 0
            kept.setdefault((part.name, part.multiplicity, same_place), part)
        return tuple(kept.values())

    def recognised(self) -> dict[str, tuple[str, ...]]:
        """The levels (省级) on which a programme was recognised, by its IRI; "" where the text tells none."""
        found: dict[str, set[str]] = {}
        for node in st.instances(self.store, "dj:Recognition"):
            level = st.link(self.store, node, "dj:level")
            words = min(chinese(self.fields(level), SKOS + "prefLabel"), default="") if level else ""
            for programme in st.objects(self.store, node, "dj:recognised"):
                found.setdefault(programme.value, set()).add(words)
        return {iri: tuple(sorted(levels)) for iri, levels in found.items()}

    def figures(self, region: str, without: frozenset[str] = frozenset()) -> tuple[Figure, ...]:
        """The metrics of a region, of what lies inside it, and of the organisations there."""
        found = [f for r in self.within(region, without) for f in self.figures_of(r)]
        return tuple(sorted(found, key=_reading_order))

    def all_figures(self) -> list[Figure]:
        """The metrics of every region and of the organisations there, by IRI."""
        found = (f for r in self.places() for f in self.figures_of(r))
        return sorted(found, key=lambda f: f.iri)

    def unplaced_figures(self) -> list[Figure]:
        """The metrics of which the graph says no region: what they are about is open, or an organisation without one."""
        placed = {f.iri for f in self.all_figures()}
        nodes = (n for n in st.instances(self.store, "dj:Metric") if n.value not in placed)
        about = ((n, st.link(self.store, n, "schema:observationAbout")) for n in nodes)
        return [self._figure(n, a.value if a else "", "") for n, a in about]

    def figures_of(self, region: str) -> tuple[Figure, ...]:
        """The metrics of a region itself and of the organisations there, or those of none."""
        if not region:
            return tuple(self.unplaced_figures())
        if region not in self._figures:
            about = [region]
            here = st.subjects(self.store, "dcterms:spatial", _node(region))
            about += [n.value for n in here if n.value.startswith(PREFIXES["agent"])]
            self._figures[region] = tuple(
                self._figure(node, a, region)
                for a in about
                for node in st.subjects(self.store, "schema:observationAbout", _node(a))
            )
        return self._figures[region]

    def _figure(self, node: ox.NamedNode, about: str, region: str) -> Figure:
        said = self.fields(node)
        indicator = first(said, SCHEMA + "variableMeasured")
        year, base_year = first(said, DJ + "year"), first(said, DJ + "baselineYear")
        return Figure(
            iri=node.value,
            indicator=self.name(indicator) if indicator else "",
            region=region,
            about=about,
            value=decimal(said, SCHEMA + "value"),
            unit=first(said, SCHEMA + "unitText"),
            hedge=self.notation(first(said, DJ + "precision")),
            year=whole(year),
            date=first(said, SCHEMA + "observationDate"),
            change_percent=decimal(said, DJ + "changePercent"),
            change_amount=decimal(said, DJ + "changeAmount"),
            baseline=self.notation(first(said, DJ + "baseline")),
            baseline_year=whole(base_year),
            baseline_value=decimal(said, DJ + "baselineValue"),
            condition=first(said, DJ + "condition"),
            under=first(said, DJ + "reportedUnder"),
            basis=self.notation(first(said, DJ + "basis")),
            per=first(said, DJ + "per"),
            status=self.notation(first(said, DJ + "status")),
            sources=self.sources(said),
        )


def _reading_order(record: ProgrammeOf | Figure) -> tuple[str, int, str]:
    """Where the record is first read: file, offset, IRI."""
    first = record.sources[0] if record.sources else None
    return (first.document if first else "~", first.start if first else 0, record.iri)


def leaders_of(programmes: Iterable[ProgrammeOf]) -> dict[str, int]:
    """How many of the programmes each organisation leads, most first."""
    count: dict[str, int] = {}
    for programme in programmes:
        for name in programme.leaders:
            count[name] = count.get(name, 0) + 1
    return dict(sorted(count.items(), key=lambda item: (-item[1], item[0])))


def _node(iri: str) -> ox.NamedNode:
    """The node of an IRI; of words that are none, one that nothing is said of."""
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return _NOTHING
