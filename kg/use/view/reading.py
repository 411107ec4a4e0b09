"""Read the finished graph into plain lists: things, links, evidence, sentences, concepts.

In no particular order; everything is sorted at the end, so the page has the same bytes whatever order the store gives.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.quoted import SENTENCE, TOLD, Quoted, Row, quoted
from kg.graph.store import stored
from kg.graph.terms import DCTERMS, DJ, DK, ORG, RDF, SCHEMA, SKOS
from kg.model import Fact
from kg.text.read import Known
from kg.use.fields import Fields, fields_of
from kg.use.pinyin import Sounds
from kg.use.reader import Reader
from kg.use.records import Source
from kg.use.view.diffusion import KINDS, line
from kg.use.view.evidence import Evidence
from kg.use.view.words import TYPES

_ORDER = {row.iri: i for i, row in enumerate(TYPES)}
_TYPE = RDF + "type"
_EVIDENCE = DJ + "evidence"
_NAME = SCHEMA + "name"
_LABELS = (SKOS + "prefLabel", DCTERMS + "title")
_MEASURED = SCHEMA + "variableMeasured"
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


def _read_literal(thing: Thing, predicate: str, value: str, kind: str) -> None:
    """Keep a literal of a thing."""
    if predicate == _NAME:
        thing.name = min(filter(None, (thing.name, value)))
    elif predicate == SKOS + "prefLabel" and kind == "@en":
        thing.english = value
    elif predicate in _LABELS:
        thing.label = min(filter(None, (thing.label, value)))
        thing.aliases.add(value)
    elif predicate == SKOS + "altLabel":
        thing.aliases.add(value)
    else:
        thing.facts.setdefault(predicate, []).append(value)


def _read_thing(graph: Graph, thing: Thing, predicate: str, value: str, kind: str) -> None:
    """Keep one statement about a thing."""
    if kind:
        _read_literal(thing, predicate, value, kind)
    elif predicate == _EVIDENCE:  # half of all
        thing.evidence.add(value)
    elif predicate == _TYPE:
        return
    elif value in graph.things:
        graph.links.add((thing.iri, predicate, value))
    elif value.startswith(DK):
        thing.facts.setdefault(predicate, []).append(value)


def _read_concept(concept: Concept, predicate: str, value: str, kind: str) -> None:
    """Keep one statement about an entry of a code list."""
    if kind and predicate == SKOS + "prefLabel":
        if kind == "@en":
            concept.en = value
        else:
            concept.zh = value
    elif kind and predicate == SKOS + "notation":
        concept.notation = value
    elif not kind and predicate == SKOS + "broader":
        concept.broader = max(concept.broader, value)


def _read_claim(claim: Claim, predicate: str, value: str, kind: str) -> None:
    """Keep one statement about a reified edge."""
    if kind:
        return
    if predicate == RDF + "subject":
        claim.subject = value
    elif predicate == RDF + "predicate":
        claim.predicate = value
    elif predicate == RDF + "object":
        claim.object = value
    elif predicate == _EVIDENCE:
        claim.evidence.add(value)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A graph that was just built: a store without its evidence and links to it, that in columns instead, how many ``facts`` the store
    lacks, what is ``said`` of everything else, by its IRI, the pinyin that is known from an earlier page, and where what it packed is."""

    store: ox.Store
    evidence: Iterable[Quoted]
    facts: int
    said: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    sounds: Sounds = field(default_factory=Sounds)
    known: Known | None = None


def read_graph(source: ox.Store | Fresh) -> Graph:
    """Everything in the source that the page shows."""
    fresh = source if isinstance(source, Fresh) else Fresh(source, quoted(_evidence(source)), 0)
    graph = Graph()
    _classify(fresh.store, graph)
    for iri, thing in graph.things.items():
        for said in _told(fresh, iri):
            _read_thing(graph, thing, *said)
    for iri, concept in graph.concepts.items():
        for said in _in_store(fresh.store, iri):
            _read_concept(concept, *said)
    for iri, claim in graph.claims.items():
        for said in _told(fresh, iri):
            _read_claim(claim, *said)
    graph.evidence = Evidence(fresh.evidence)
    held = len(fresh.store) if isinstance(source, Fresh) else _count(fresh.store)
    graph.statements = held + fresh.facts - st.code_lists()
    _settle(graph)
    return graph


Said = tuple[str, str, str]
"""A predicate, words or an IRI, and their kind: nothing for a node, ``@en``, a datatype."""


def _told(source: Fresh, iri: str) -> Iterable[Said]:
    """All that is said of a node."""
    known = source.said.get(iri)
    if known is None:
        return _in_store(source.store, iri)
    return [(predicate, stored(words, kind) if kind else words, kind) for _, predicate, words, kind in known]


def _in_store(store: ox.Store, iri: str) -> Iterator[Said]:
    for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()):
        term = quad.object
        if isinstance(term, ox.NamedNode):
            yield quad.predicate.value, term.value, ""
        elif isinstance(term, ox.Literal):
            kind = f"@{term.language}" if term.language else term.datatype.value
            yield quad.predicate.value, term.value, kind


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
    """Records for the page's comparison: of their evidence they hold what it asks for, which is the quotations of figures and the
    sentences around them, as they were read already."""

    def __init__(self, source: ox.Store | Fresh, graph: Graph) -> None:
        """The records of a source that ``graph`` was read from."""
        super().__init__(source.store if isinstance(source, Fresh) else source)
        self._graph = graph
        self._said = source.said if isinstance(source, Fresh) else {}

    def fields(self, node: ox.NamedNode) -> Fields:
        """Everything that is said on a node, by the IRI of the property; the evidence of figures alone."""
        said = self._said.get(node.value)
        if said is None:
            return super().fields(node)
        if not any(fact.predicate == _MEASURED for fact in said):
            said = [fact for fact in said if fact.predicate != _EVIDENCE]
        return fields_of(said)

    def source(self, iri: str) -> Source:
        """One piece of evidence."""
        said = self._graph.evidence.passage(iri)
        if said is None:
            return Source(iri, "", 0, 0, "")
        home = self._graph.things.get(said.document)
        name = home.name if home else ""
        return Source(iri, said.exact, said.start, said.end, name, context=said.context)


def _settle(graph: Graph) -> None:
    """Give a figure the name of its indicator, and everything else a name that can be shown."""
    measured = {s: o for s, p, o in sorted(graph.links) if p == _MEASURED}
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
