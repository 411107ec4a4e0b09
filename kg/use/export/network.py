"""The graph as a network of things: GraphML, GEXF, and tables of nodes and edges.

Nodes are the things that a reader would name: regions, organisations, programmes, formulas and their parts,
formulations, policy documents, adoptions and recognitions, indicators and figures, documents and reports; a region has an edge
``learnedFrom`` to every region that it learned a programme from, a report an edge ``uses`` to every formulation that it uses. Evidence stays out:
a node tells how many pieces it rests on.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.terms import DCTERMS, DJ, ORG, PREFIXES, RDF, SCHEMA, SKOS
from kg.use.spreadsheet import table

if TYPE_CHECKING:
    import networkx as nx

CLASSES = {
    DJ + "Region": "Region",
    DJ + "PartyOrganisation": "PartyOrganisation",
    ORG + "Organization": "Organization",
    DJ + "Programme": "Programme",
    DJ + "Formula": "Formula",
    DJ + "Component": "Component",
    DJ + "Formulation": "Formulation",
    DJ + "PolicyDocument": "PolicyDocument",
    DJ + "Adoption": "Adoption",
    DJ + "Recognition": "Recognition",
    DJ + "Indicator": "Indicator",
    DJ + "Metric": "Metric",
    DJ + "Document": "Document",
    DJ + "Report": "Report",
}
NUMBERS = {SCHEMA + "value": "value", DJ + "year": "year", DJ + "declaredCount": "declared"}
WORDS = {
    SCHEMA + "unitText": "unit",
    DCTERMS + "identifier": "identifier",
    DCTERMS + "issued": "issued",
    SCHEMA + "position": "position",
    DJ + "condition": "condition",
}
CONCEPTS = {
    DCTERMS + "type": "kind",
    ORG + "classification": "kind",
    DJ + "sector": "sector",
    DJ + "actor": "actor",
    DJ + "precision": "hedge",
    DJ + "basis": "basis",
    DJ + "status": "status",
    DJ + "level": "level",
}
NODE_COLUMNS = (
    "id",
    "label",
    "class",
    "kind",
    "sector",
    "region",
    "identifier",
    "value",
    "unit",
    "hedge",
    "basis",
    "status",
    "level",
    "year",
    "declared",
    "position",
    "actor",
    "condition",
    "issued",
    "evidence",
)
EDGE_COLUMNS = ("id", "source", "target", "label")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def network(store: ox.Store) -> nx.MultiDiGraph:
    """The network, nodes and edges in the order of their IRIs; attributes are words and numbers only."""
    nodes: dict[str, dict[str, str | float | int]] = {}
    for cls, name in CLASSES.items():
        for node in st.subjects(store, "rdf:type", ox.NamedNode(cls)):
            nodes.setdefault(node.value, {})["class"] = name
    notations = {n.value: v for n, v in _pairs(store, SKOS + "notation")}
    edges = []
    for iri in sorted(nodes):
        edges += list(_read(store, iri, nodes, notations))
    edges += sorted({*_learned(edges), *_used(store)})
    import networkx as nx

    graph = nx.MultiDiGraph()
    for iri in sorted(nodes):
        graph.add_node(short(iri), **nodes[iri])
    for n, (source, label, target) in enumerate(sorted(edges)):
        graph.add_edge(short(source), short(target), key=str(n), label=label)
    return graph


def _learned(edges: list[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """An edge from every region that learned a programme to the region that it learned it from."""
    adopters = {s: o for s, label, o in edges if label == "dj:adopter"}
    sources = ((s, o) for s, label, o in edges if label == "dj:learnedFrom")
    return {(adopters[s], "learnedFrom", o) for s, o in sources if s in adopters}


def _used(store: ox.Store) -> Iterator[tuple[str, str, str]]:
    """The formulations that each report uses."""
    for node in st.instances(store, "dj:Formulation"):
        for evidence in st.objects(store, node, "dj:evidence"):
            if isinstance(evidence, ox.NamedNode):
                report = st.link(store, evidence, "dcterms:isPartOf")
                if report is not None:
                    yield report.value, "uses", node.value


def short(iri: str) -> str:
    """An IRI with its prefix: ``region:cn620724``."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _pairs(store: ox.Store, predicate: str) -> Iterator[tuple[ox.NamedNode, str]]:
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject, quad.object.value


def _read(
    store: ox.Store, iri: str, nodes: dict[str, dict[str, str | float | int]], notations: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Fill in the attributes of a node; give its edges."""
    node = nodes[iri]
    evidence = 0
    quads = store.quads_for_pattern(ox.NamedNode(iri), None, None)
    for quad in sorted(quads, key=lambda q: (q.predicate.value, str(q.object))):
        predicate, term = quad.predicate.value, quad.object
        if predicate == DJ + "evidence":
            evidence += 1
        elif isinstance(term, ox.Literal):
            _attribute(node, predicate, term)
        elif isinstance(term, ox.NamedNode):
            if predicate in CONCEPTS:
                node[CONCEPTS[predicate]] = notations.get(term.value, short(term.value))
            elif term.value in nodes and predicate != RDF + "type":
                yield iri, short(predicate), term.value
            if predicate == DCTERMS + "spatial":
                node["region"] = st.value(store, term, "schema:name") or ""
    node.setdefault("label", short(iri))
    node["evidence"] = evidence


def _attribute(node: dict[str, str | float | int], predicate: str, term: ox.Literal) -> None:
    if predicate == SCHEMA + "name" or (predicate == DCTERMS + "title" and "label" not in node):
        node["label"] = _clean(term.value)
    elif predicate in NUMBERS:
        name = NUMBERS[predicate]
        node[name] = _number(term.value, whole=name != "value")
    elif predicate in WORDS:
        node[WORDS[predicate]] = _clean(term.value)


def _number(words: str, *, whole: bool) -> float | int | str:
    """A number; what is none, in a graph that somebody changed, stays as it is."""
    try:
        return int(words) if whole else float(words)
    except ValueError:
        return _clean(words)


def _clean(words: str) -> str:
    """Without the characters that XML cannot hold."""
    return _CONTROL.sub("", words)


def graphml(store: ox.Store) -> str:
    """The network as GraphML."""
    import networkx as nx

    graph = network(store)
    _drop_key(graph)
    out = io.BytesIO()
    nx.write_graphml_xml(graph, out, encoding="utf-8", prettyprint=True)
    return out.getvalue().decode("utf-8")


def gexf(store: ox.Store) -> str:
    """The network as GEXF 1.2, without the date of writing, so that the same graph gives the same bytes."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(network(store), encoding="utf-8", version="1.2draft"))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text) + "\n"


def _drop_key(graph: nx.MultiDiGraph) -> None:
    """An attribute named like a column of GraphML's own confuses some readers."""
    for _, data in graph.nodes(data=True):
        data["type"] = data.pop("class")


def nodes_csv(store: ox.Store) -> str:
    """The table of nodes; Gephi reads the columns id and label."""
    graph = network(store)
    return table(NODE_COLUMNS, ({"id": n, **data} for n, data in graph.nodes(data=True)))


def edges_csv(store: ox.Store) -> str:
    """The table of edges; Gephi reads the columns source and target."""
    graph = network(store)
    rows = (
        {"id": key, "source": s, "target": t, "label": data["label"]}
        for s, t, key, data in graph.edges(keys=True, data=True)
    )
    return table(EDGE_COLUMNS, rows)
