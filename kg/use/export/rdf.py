"""The graph as JSON-LD, as N-Quads with a graph for each document, as N-Triples, Turtle and RDF/XML."""

from __future__ import annotations

import json
from collections import defaultdict

import pyoxigraph as ox
import rdflib

from kg.graph.store import plain
from kg.graph.terms import DCTERMS, DJ, PREFIXES, PROV, RDF, XSD


def jsonld(store: ox.Store) -> str:
    """JSON-LD with a context of the prefixes: one object a node, sorted, numbers with their types."""
    nodes: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in _sorted(store):
        node = nodes[_compact(plain(quad.subject))]
        if quad.predicate.value == RDF + "type":
            node["@type"].append(_compact(plain(quad.object)))
        else:
            node[_compact(quad.predicate.value)].append(_value(quad.object))
    graph = [{"@id": iri, **{k: _one(v) for k, v in said.items()}} for iri, said in nodes.items()]
    data = {"@context": dict(PREFIXES), "@graph": graph}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


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


def _sorted(store: ox.Store) -> list[ox.Quad]:
    quads = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return sorted(
        quads,
        key=lambda q: (
            plain(q.subject),
            q.predicate.value != RDF + "type",
            str(q.predicate),
            str(q.object),
        ),
    )


def nquads(store: ox.Store) -> str:
    """N-Quads: the statements on a node stand in the graph of every document that it has evidence in.

    A node without evidence (a province, an indicator) is stated in the graphs of the nodes that refer to it;
    code lists stand in the default graph. Loading one document's graph again replaces just its statements.
    """
    homes = documents_of(store)
    lines = []
    for quad in _sorted(store):
        graphs = homes.get(plain(quad.subject), ())
        said = f"{quad.subject} {quad.predicate} {quad.object}"
        lines += [f"{said} <{g}> ." for g in graphs] if graphs else [f"{said} ."]
    return "".join(line + "\n" for line in sorted(set(lines)))


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


def ntriples(store: ox.Store) -> str:
    """Sorted N-Triples: the same graph gives the same bytes."""
    return "".join(sorted({f"{q.subject} {q.predicate} {q.object} .\n" for q in _sorted(store)}))


def turtle(store: ox.Store) -> str:
    """Turtle with the project's prefixes."""
    return _serialised(store, "turtle")


def rdfxml(store: ox.Store) -> str:
    """RDF/XML."""
    return _serialised(store, "xml")


def _serialised(store: ox.Store, form: str) -> str:
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.parse(data=ntriples(store), format="nt")
    return graph.serialize(format=form).rstrip("\n") + "\n"
