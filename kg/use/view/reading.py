"""Read the finished graph into plain lists: things, links, evidence, sentences, concepts.

In no particular order; everything is sorted at the end, so the page has the same bytes whatever order the store gives.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.quoted import SENTENCE, TOLD, Quoted, Row, quoted
from kg.graph.terms import DCTERMS, DJ, DK, ORG, RDF, SCHEMA, SKOS
from kg.use.reader import Reader
from kg.use.records import Source
from kg.use.view.diffusion import KINDS, line
from kg.use.view.evidence import Evidence
from kg.use.view.words import TYPES

_ORDER = {row.iri: i for i, row in enumerate(TYPES)}
# A formula is a programme as well, a Party organisation an organisation: the narrower class counts.
_NARROWER = (DJ + "Formula", DJ + "PartyOrganisation")


@dataclass(slots=True)
class Thing:
    """A node of the graph. ``name`` is short, ``label`` what people read where there is room; ``facts``
    holds literals and concepts by the predicate's IRI."""

    iri: str
    type: int
    name: str = ""
    label: str = ""
    english: str = ""
    aliases: set[str] = field(default_factory=set)
    facts: dict[str, list[str]] = field(default_factory=dict)
    evidence: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Concept:
    """An entry of a code list."""

    zh: str = ""
    en: str = ""
    notation: str = ""
    broader: str = ""


@dataclass(slots=True)
class Claim:
    """Why an edge without a node of its own was stated."""

    subject: str = ""
    predicate: str = ""
    object: str = ""
    evidence: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Graph:
    """The graph as the page needs it, by IRI."""

    things: dict[str, Thing] = field(default_factory=dict)
    links: set[tuple[str, str, str]] = field(default_factory=set)
    evidence: Evidence = field(default_factory=lambda: Evidence(()))
    concepts: dict[str, Concept] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    statements: int = 0


def _classify(store: ox.Store, graph: Graph) -> None:
    """Make an empty record for every subject that has a class the page knows."""
    for cls in (RDF + "Statement", SKOS + "Concept", *_ORDER):
        for node in st.instances(store, cls):
            _add(graph, node.value, cls)
    for iri in graph.things:
        graph.concepts.pop(iri, None)


def _add(graph: Graph, iri: str, cls: str) -> None:
    """An empty record for a subject of a class."""
    if cls == RDF + "Statement":
        graph.claims[iri] = Claim()
    elif cls == SKOS + "Concept":
        graph.concepts[iri] = Concept()
    elif cls in _ORDER and (iri not in graph.things or cls in _NARROWER):
        graph.things[iri] = Thing(iri, _ORDER[cls])


def _read_literal(thing: Thing, predicate: str, term: ox.Literal) -> None:
    """Keep a literal of a thing."""
    value, language = term.value, term.language or ""
    if predicate == SCHEMA + "name":
        thing.name = value
    elif predicate == SKOS + "prefLabel" and language == "en":
        thing.english = value
    elif predicate in (SKOS + "prefLabel", DCTERMS + "title"):
        thing.label = min(filter(None, (thing.label, value)))
        thing.aliases.add(value)
    elif predicate == SKOS + "altLabel":
        thing.aliases.add(value)
    else:
        thing.facts.setdefault(predicate, []).append(value)


def _read_thing(graph: Graph, thing: Thing, predicate: str, term: object) -> None:
    """Keep one statement about a thing."""
    if isinstance(term, ox.Literal):
        _read_literal(thing, predicate, term)
    elif not isinstance(term, ox.NamedNode) or predicate == RDF + "type":
        return
    elif predicate == DJ + "evidence":
        thing.evidence.add(term.value)
    elif term.value in graph.things:
        graph.links.add((thing.iri, predicate, term.value))
    elif term.value.startswith(DK):
        thing.facts.setdefault(predicate, []).append(term.value)


def _read_concept(concept: Concept, predicate: str, term: object) -> None:
    """Keep one statement about an entry of a code list."""
    if isinstance(term, ox.Literal) and predicate == SKOS + "prefLabel":
        if term.language == "en":
            concept.en = term.value
        else:
            concept.zh = term.value
    elif isinstance(term, ox.Literal) and predicate == SKOS + "notation":
        concept.notation = term.value
    elif isinstance(term, ox.NamedNode) and predicate == SKOS + "broader":
        concept.broader = max(concept.broader, term.value)


def _read_claim(claim: Claim, predicate: str, term: object) -> None:
    """Keep one statement about a reified edge."""
    if not isinstance(term, ox.NamedNode):
        return
    if predicate == RDF + "subject":
        claim.subject = term.value
    elif predicate == RDF + "predicate":
        claim.predicate = term.value
    elif predicate == RDF + "object":
        claim.object = term.value
    elif predicate == DJ + "evidence":
        claim.evidence.add(term.value)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A graph that was just built: a store without its evidence, that in columns instead, and how many facts they stand for."""

    store: ox.Store
    evidence: Iterable[Quoted]
    facts: int


def read_graph(source: ox.Store | Fresh) -> Graph:
    """Everything in the source that the page shows."""
    fresh = source if isinstance(source, Fresh) else Fresh(source, quoted(_evidence(source)), 0)
    store = fresh.store
    graph = Graph()
    _classify(store, graph)
    for iri, thing in graph.things.items():
        for quad in _said(store, iri):
            _read_thing(graph, thing, quad.predicate.value, quad.object)
    for iri, concept in graph.concepts.items():
        for quad in _said(store, iri):
            _read_concept(concept, quad.predicate.value, quad.object)
    for iri, claim in graph.claims.items():
        for quad in _said(store, iri):
            _read_claim(claim, quad.predicate.value, quad.object)
    graph.evidence = Evidence(fresh.evidence)
    graph.statements = _count(store) + fresh.facts
    _settle(graph)
    return graph


def _said(store: ox.Store, iri: str) -> Iterator[ox.Quad]:
    """All that is said of a node."""
    return store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())


def _evidence(store: ox.Store) -> Iterator[Row]:
    """The rows of all evidence: most of what a graph says."""
    names = " ".join(f"?v{n}" for n in range(len(TOLD)))
    asked = " ".join(f"OPTIONAL {{ ?e <{p}> ?v{n} }}" for n, p in enumerate(TOLD))
    for cls in (SENTENCE, DJ + "Evidence"):
        query = f"SELECT ?e {names} {{ ?e a <{cls}> {asked} FILTER (isIRI(?e)) }}"
        for iri, *values in _rows(store, query):
            yield (iri, cls, *values)


def _rows(store: ox.Store, query: str) -> Iterator[list[str]]:
    """The answers to a query as words. The store writes them as CSV: a third of the time of a Python object for every term."""
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    data = found.serialize(format=ox.QueryResultsFormat.CSV)
    assert data is not None
    csv.field_size_limit(max(csv.field_size_limit(), len(data)))
    return islice(csv.reader(StringIO(data.decode(), newline="")), 1, None)


def _count(store: ox.Store) -> int:
    """How many statements there are on nodes that have an IRI."""
    ((number,),) = _rows(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER (isIRI(?s)) }")
    return int(number)


class AtHand(Reader):
    """Records whose evidence is what was read of it already: the quotation and its sentence, all that the page's comparison asks for."""

    def __init__(self, store: ox.Store, graph: Graph) -> None:
        """The records of a store that ``graph`` was read from."""
        super().__init__(store)
        self._graph = graph

    def source(self, iri: str) -> Source:
        """One piece of evidence."""
        found = self._sources.get(iri)
        if found is None:
            said = self._graph.evidence.passage(iri)
            if said is None:
                found = Source(iri, "", 0, 0, "")
            else:
                home = self._graph.things.get(said.document)
                name = home.name if home else ""
                found = Source(iri, said.exact, said.start, said.end, name, context=said.context)
            self._sources[iri] = found
        return found


def _settle(graph: Graph) -> None:
    """Give a figure the name of its indicator, and everything else a name that can be shown."""
    measured = {s: o for s, p, o in sorted(graph.links) if p == SCHEMA + "variableMeasured"}
    _name_diffusion(graph)
    for iri, thing in graph.things.items():
        indicator = measured.get(iri)
        if not thing.name and indicator:
            thing.name = graph.things[indicator].name
        thing.name = thing.name or thing.label or iri.rpartition("/")[2]
        thing.label = thing.label or thing.name
        thing.aliases.discard(thing.name)
        for values in thing.facts.values():
            values.sort()


def _name_diffusion(graph: Graph) -> None:
    """Give adoptions and recognitions the line that says who did what."""
    ends = {(s, p): graph.things[o].name for s, p, o in sorted(graph.links)}
    words = {iri: (c.zh, c.en) for iri, c in graph.concepts.items()}
    for iri, thing in graph.things.items():
        if thing.type in KINDS:
            thing.name, thing.english = line(iri, thing.facts, ends, words)
            thing.aliases.clear()
            thing.label = thing.name


def kind_of(thing: Thing) -> str:
    """The IRI of the concept that says of what kind a thing is, or nothing."""
    kinds = thing.facts.get(DCTERMS + "type") or thing.facts.get(ORG + "classification")
    return kinds[0] if kinds else ""
