"""Read the finished graph into plain lists: things, links, evidence, sentences, concepts.

One pass over the statements, in no particular order; everything is sorted at the end, so the page has
the same bytes whatever order the store gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from kg.graph.store import triples
from kg.graph.terms import DCTERMS, DJ, DK, OA, ORG, PROV, RDF, SCHEMA, SKOS
from kg.use.view.diffusion import KINDS, line
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
class Passage:
    """A span of a document: a piece of evidence or the sentence around it (then ``number`` is set)."""

    document: str = ""
    report: str = ""
    sentence: str = ""
    start: int = 0
    end: int = 0
    exact: str = ""
    rules: set[str] = field(default_factory=set)
    confidence: str = ""
    number: int = 0
    page: int = 0
    recognised: str = ""


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
    passages: dict[str, Passage] = field(default_factory=dict)
    sentences: dict[str, Passage] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    statements: int = 0


Setter = Callable[[Passage, str], None]


def _passage_setters() -> dict[str, Setter]:
    """How each predicate of a passage is kept."""

    def keep(name: str, kind: Callable[[str], Any] = str) -> Setter:
        def greatest(passage: Passage, value: str) -> None:
            # where the graph states several values the same one is shown whatever their order
            setattr(passage, name, max(getattr(passage, name), kind(value)))

        return greatest

    return {
        OA + "start": keep("start", int),
        OA + "end": keep("end", int),
        OA + "exact": keep("exact"),
        PROV + "wasQuotedFrom": keep("document"),
        DCTERMS + "isPartOf": keep("report"),
        DJ + "inSentence": keep("sentence"),
        DJ + "extractedBy": lambda passage, value: passage.rules.add(value),
        DJ + "confidence": keep("confidence"),
        DJ + "page": keep("page", int),
        DJ + "recognised": keep("recognised"),
        SCHEMA + "position": keep("number", int),
    }


_PASSAGE = _passage_setters()


def _classify(store: ox.Store, graph: Graph) -> None:
    """Make an empty record for every subject that has a class the page knows."""
    for quad in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            _add(graph, quad.subject.value, quad.object.value)
    for iri in graph.sentences:
        graph.passages.pop(iri, None)
    for iri in graph.things:
        graph.concepts.pop(iri, None)


def _add(graph: Graph, iri: str, cls: str) -> None:
    """An empty record for a subject of a class."""
    if cls == DJ + "Sentence":
        graph.sentences[iri] = Passage()
    elif cls == DJ + "Evidence":
        graph.passages[iri] = Passage()
    elif cls == RDF + "Statement":
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


def read_graph(store: ox.Store) -> Graph:
    """Everything in the store that the page shows."""
    graph = Graph()
    _classify(store, graph)
    for quad in triples(store):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        graph.statements += 1
        iri, predicate, term = quad.subject.value, quad.predicate.value, quad.object
        thing = graph.things.get(iri)
        if thing is not None:
            _read_thing(graph, thing, predicate, term)
            continue
        passage = graph.passages.get(iri) or graph.sentences.get(iri)
        if passage is not None:
            setter = _PASSAGE.get(predicate)
            if setter is not None and isinstance(term, ox.Literal | ox.NamedNode):
                setter(passage, term.value)
        elif iri in graph.concepts:
            _read_concept(graph.concepts[iri], predicate, term)
        elif iri in graph.claims:
            _read_claim(graph.claims[iri], predicate, term)
    _settle(graph)
    return graph


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
