"""The graph as JSON-LD, as N-Quads with a graph for each document, as N-Triples, Turtle and RDF/XML."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from textwrap import indent

import pyoxigraph as ox

from kg.graph.store import Node, facts, plain, triples
from kg.graph.terms import DCTERMS, DJ, PREFIXES, PROV, RDF, XSD
from kg.graph.write import turtle as turtle_of


def jsonld(store: ox.Store) -> Iterator[str]:
    """JSON-LD with a context of the prefixes: one object a node, sorted, numbers with their types."""
    yield f'{{\n "@context": {indent(_json(PREFIXES), " ").lstrip()},\n "@graph": ['
    mark = "\n"
    for subject, quads in _by_subject(store, plain):
        yield mark + indent(_json(_node(subject, quads)), "  ")
        mark = ",\n"
    yield "\n ]\n}\n"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _node(subject: Node, quads: Iterable[ox.Quad]) -> dict[str, object]:
    said: dict[str, list[object]] = defaultdict(list)
    for quad in sorted(quads, key=_order):
        if quad.predicate.value == RDF + "type":
            said["@type"].append(_compact(plain(quad.object)))
        else:
            said[_compact(quad.predicate.value)].append(_value(quad.object))
    return {"@id": _compact(plain(subject)), **{k: _one(v) for k, v in said.items()}}


def _one(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values


def _value(found: object) -> object:
    if isinstance(found, ox.NamedNode):
        return {"@id": _compact(found.value)}
    if not isinstance(found, ox.Literal):
        return str(found)
    if found.language:
        return {"@value": found.value, "@language": found.language}
    if found.datatype.value == XSD + "string":
        return found.value
    if found.datatype.value == XSD + "integer" and str(int(found.value)) == found.value:
        return int(found.value)
    return {"@value": found.value, "@type": _compact(found.datatype.value)}


def _compact(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri.removeprefix(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _order(quad: ox.Quad) -> tuple[bool, str, str]:
    return quad.predicate.value != RDF + "type", str(quad.predicate), str(quad.object)


def _by_subject(store: ox.Store, key: Callable[[Node], str]) -> Iterator[tuple[Node, list[ox.Quad]]]:
    """Each subject with its statements: only the subjects are held and sorted, never all statements."""
    for subject in sorted({_subject(q) for q in triples(store)}, key=key):
        yield subject, list(store.quads_for_pattern(subject, None, None, ox.DefaultGraph()))


def _subject(quad: ox.Quad) -> Node:
    assert isinstance(quad.subject, ox.NamedNode | ox.BlankNode)
    return quad.subject


def nquads(store: ox.Store) -> Iterator[str]:
    """N-Quads: the statements on a node stand in the graph of every document that it has evidence in.

    A node without evidence (a province, an indicator) is stated in the graphs of the nodes that refer to it;
    code lists stand in the default graph. Loading one document's graph again replaces just its statements.
    """
    homes = documents_of(store)
    for subject, quads in _by_subject(store, str):
        graphs = [f" <{g}>" for g in homes.get(plain(subject), ())] or [""]
        yield from sorted(f"{_said(q)}{graph} .\n" for q in quads for graph in graphs)


def _said(quad: ox.Quad) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object}"


def documents_of(store: ox.Store) -> dict[str, tuple[str, ...]]:
    """The documents that each node was read from, by the IRI of the node."""
    homes: dict[str, set[str]] = defaultdict(set)
    refers: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        subject, predicate, target = plain(quad.subject), quad.predicate.value, quad.object
        if not isinstance(target, ox.NamedNode):
            continue
        if predicate == PROV + "wasQuotedFrom":
            homes[subject].add(target.value)
            homes[target.value].add(target.value)
        elif predicate == DCTERMS + "isPartOf" and "/doc/" in subject:
            homes[subject].add(target.value)
        refers[subject].add(target.value)
    _from_evidence(store, homes)
    _spread(homes, refers)
    return {node: tuple(sorted(found)) for node, found in homes.items()}


def _from_evidence(store: ox.Store, homes: dict[str, set[str]]) -> None:
    """A node was read from the documents of its evidence."""
    for quad in store.quads_for_pattern(None, ox.NamedNode(DJ + "evidence"), None):
        if isinstance(quad.object, ox.NamedNode):
            homes[plain(quad.subject)] |= homes.get(quad.object.value, set())


def _spread(homes: dict[str, set[str]], refers: dict[str, set[str]]) -> None:
    """A node without a document takes those of the nodes that refer to it, as far as that leads."""
    known = set(homes)
    open_ = sorted(known)
    while open_:
        subject = open_.pop()
        for target in refers.get(subject, ()):
            if target in known or "/id/" not in target:
                continue
            new = homes[subject] - homes[target]
            if new:
                homes[target] |= new
                open_.append(target)


def ntriples(store: ox.Store) -> Iterator[str]:
    """Sorted N-Triples: the same graph gives the same bytes."""
    for _, quads in _by_subject(store, str):
        yield from sorted(f"{_said(q)} .\n" for q in quads)


def turtle(store: ox.Store) -> Iterator[str]:
    """Turtle as ``kg build`` writes it."""
    return turtle_of(facts(store))


def rdfxml(store: ox.Store) -> Iterator[str]:
    """RDF/XML."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.parse(data="".join(ntriples(store)), format="nt")
    yield graph.serialize(format="xml").rstrip("\n") + "\n"
