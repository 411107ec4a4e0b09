"""Two engines, one answer: generated queries on pyoxigraph and rdflib, and the checks on generated bad graphs by pySHACL.

``KG_EXAMPLES`` makes the runs longer: ``KG_EXAMPLES=5000 pytest tests/use/test_differential.py``.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

from kg.graph.ontology import ontology_dir
from kg.use.ask.engines import Engine, Graph

EXAMPLES = int(os.environ.get("KG_EXAMPLES", "60"))
SMALL = Path(__file__).with_name("small.ttl")
PREFIXES = "".join(line for line in SMALL.read_text("utf-8").splitlines(True) if "@prefix" in line)
LONG = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)

# ---------------------------------------------------------------- generated queries

EDGES = (
    "dcterms:spatial",
    "schema:containedInPlace",
    "dj:component",
    "dj:evidence",
    "dj:inSentence",
    "dcterms:isPartOf",
    "prov:wasQuotedFrom",
    "dj:sector",
    "schema:containedInPlace+",
    "dj:evidence/oa:exact",
    "^dj:component",
    "dcterms:spatial|dj:ledBy",
    "schema:variableMeasured",
)
VALUES = (
    "schema:name",
    "skos:prefLabel",
    "oa:start",
    "dj:declaredCount",
    "schema:position",
    "dcterms:issued",
    "schema:value",
    "rdf:type",
)
VARIABLES = st.sampled_from(("?a", "?b", "?c"))
FILTERS = (
    'CONTAINS(STR({v}), "县")',
    "BOUND({v})",
    "!BOUND({v})",
    "isIRI({v})",
    "isLiteral({v})",
    "STRLEN(STR({v})) > 5",
    "isNumeric({v}) && {v} > 3",
    "{v} = {w}",
    "{v} != {w}",
    'REGEX(STR({v}), "^[清安]")',
    'LANG({v}) = "zh-Hans"',
    "DATATYPE({v}) = xsd:integer",
    "{v} IN (1, 2, dk:county)",
    "EXISTS {{ {v} schema:name ?e }}",
    "NOT EXISTS {{ {v} dcterms:spatial ?e }}",
)


@st.composite
def patterns(draw: st.DrawFn) -> str:
    """Triples that share a variable."""
    first = draw(st.sampled_from(EDGES))
    found = [f"?a {first} ?b ."]
    for _ in range(draw(st.integers(0, 2))):
        from_ = draw(st.sampled_from(("?a", "?b")))
        predicate = draw(st.sampled_from((*EDGES, *VALUES)))
        found.append(f"{from_} {predicate} {draw(VARIABLES)} .")
    return " ".join(found)


@st.composite
def queries(draw: st.DrawFn) -> str:
    """A SELECT or ASK query."""
    body = draw(patterns())
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(("optional", "union", "minus", "filter", "filter", "bind")))
        if kind == "optional":
            body += f" OPTIONAL {{ ?a {draw(st.sampled_from(VALUES))} {draw(st.sampled_from(('?c', '?d')))} }}"
        elif kind == "union":
            body = f"{{ {body} }} UNION {{ {draw(patterns())} }}"
        elif kind == "minus":
            body += f" MINUS {{ ?a {draw(st.sampled_from(VALUES))} ?m }}"
        elif kind == "bind":
            name = f"?n{body.count('BIND')}"
            body += f" BIND(STRLEN(STR({draw(VARIABLES)})) AS {name})"
        else:
            said = draw(st.sampled_from(FILTERS)).format(v=draw(VARIABLES), w=draw(VARIABLES))
            body += f" FILTER({said})" if "EXISTS" not in said else f" FILTER {said}"
    form = draw(st.sampled_from(("plain", "distinct", "ask", "count", "min")))
    if form == "ask":
        return f"ASK {{ {body} }}"
    if form == "count":
        return f"SELECT ?b (COUNT(DISTINCT ?a) AS ?n) {{ {body} }} GROUP BY ?b"
    if form == "min":
        return f"SELECT ?b (MAX(STR(?a)) AS ?m) {{ {body} }} GROUP BY ?b"
    return f"SELECT {'DISTINCT ' if form == 'distinct' else ''}?a ?b ?c ?d {{ {body} }}"


@pytest.fixture(scope="module")
def tiny() -> Graph:
    store = ox.Store()
    store.load(path=str(SMALL), format=ox.RdfFormat.TURTLE)
    return Graph(store)


@given(queries())
@LONG
def test_generated_queries_are_answered_alike(tiny: Graph, query: str) -> None:
    one, two = tiny.ask(query), tiny.ask(query, Engine.RDFLIB)
    assert one.truth == two.truth, query
    assert sorted(map(repr, one.rows)) == sorted(map(repr, two.rows)), query


# ---------------------------------------------------------------- generated bad graphs

# A constraint of SHACL-SPARQL may not hold VALUES.
CHECKS = {
    f.stem: f.read_text("utf-8")
    for f in sorted((ontology_dir() / "checks").glob("*.rq"))
    if "VALUES" not in f.read_text("utf-8")
}
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


def _shapes(nodes: list[str]) -> str:
    """Every check as a constraint of SHACL-SPARQL on these nodes."""
    text = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    targets = ", ".join(f"<{node}>" for node in nodes)
    for name, query in CHECKS.items():
        query = re.sub(r"[?$]node\b", "$this", query).replace("\\", "\\\\").replace('"', '\\"')
        text += (
            f'<x:{name}> a sh:NodeShape ; sh:targetNode {targets} ; sh:sparql [ sh:message "{name}" ; '
            f'sh:select """{query}""" ] .\n'
        )
    return text


prepared = cache(prepareQuery)
_query = rdflib.Graph.query


def _asked(graph: rdflib.Graph, query: str, *how: Any, **bound: Any) -> rdflib.query.Result:
    """pySHACL asks every check of every node: its words are read once."""
    return _query(graph, prepared(query), *how, **bound)


def _triples() -> list[ox.Triple]:
    found = ox.parse(path=str(SMALL), format=ox.RdfFormat.TURTLE)
    return sorted((q.triple for q in found), key=str)


TRIPLES = _triples()
INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
HARMS = st.lists(
    st.tuples(
        st.sampled_from(("lost", "number", "object", "also", "subject")),
        st.integers(0, len(TRIPLES) - 1),
        st.integers(0, len(TRIPLES) - 1),
    ),
    min_size=1,
    max_size=6,
)
"""Statements that are lost, doubled, or about something else."""


def bad_graph(harms: list[tuple[str, int, int]]) -> ox.Store:
    """The small graph after these harms."""
    triples = list(TRIPLES)
    for kind, at, other in harms:
        one, two = triples[at % len(triples)], triples[other % len(triples)]
        triples.remove(one)
        if kind == "lost":
            continue
        if kind == "number":
            triples.append(one)
            numbers = [t for t in triples if getattr(t.object, "datatype", None) == INTEGER]
            one = numbers[at % len(numbers)]
            triples.remove(one)
            number = ox.Literal(str(other % 40 - 1), datatype=INTEGER)
            triples.append(ox.Triple(one.subject, one.predicate, number))
        elif kind == "subject":
            triples.append(ox.Triple(two.subject, one.predicate, one.object))
        else:
            same = [t for t in TRIPLES if t.predicate == one.predicate]
            triples.append(ox.Triple(one.subject, one.predicate, same[other % len(same)].object))
            triples += [one] * (kind == "also")
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in set(triples))
    return store


@given(HARMS, st.lists(st.integers(0, 200), min_size=3, max_size=12))
@settings(LONG, max_examples=max(EXAMPLES // 10, 5))
def test_the_checks_find_what_pyshacl_finds(harms: list[tuple[str, int, int]], some: list[int]) -> None:
    store = bad_graph(harms)
    found: dict[str, set[str]] = {}
    for name, query in CHECKS.items():
        rows = store.query(query)
        assert isinstance(rows, ox.QuerySolutions)
        found[name] = {row["node"].value for row in rows}
    everything = sorted({q.subject.value for q in store})
    others = {everything[n % len(everything)] for n in some}
    nodes = sorted({*others, *(node for nodes in found.values() for node in nodes)})
    graph = rdflib.Graph()
    graph.parse(data=store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()), format="nt")
    shapes = rdflib.Graph().parse(data=_shapes(nodes), format="turtle")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(rdflib.Graph, "query", _asked)
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=True)
    said: dict[str, set[str]] = {name: set() for name in CHECKS}
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        said[str(report.value(result, SH.resultMessage))].add(str(report.value(result, SH.focusNode)))
    assert said == found


@pytest.mark.parametrize(
    ("lost", "gained", "check"),
    [
        ("prog:p3 dj:component prog:p3-3 .", "", "incomplete"),
        ('schema:position 2 ; schema:name "干部', 'schema:position 3 ; schema:name "干部', "shared_position"),
        ("dj:declaredCount 3", "dj:declaredCount 2", "more_than_declared"),
        ("oa:end 31 ;", "oa:end 30 ;", "quotation_length"),
    ],
)
def test_what_is_bad_is_found(lost: str, gained: str, check: str) -> None:
    text = SMALL.read_text("utf-8")
    assert lost in text
    one, two = ox.Store(), ox.Store()
    one.load(text.encode(), format=ox.RdfFormat.TURTLE)
    two.load(text.replace(lost, gained, 1).encode(), format=ox.RdfFormat.TURTLE)
    before, after = (len(list(s.query(CHECKS[check]))) for s in (one, two))  # type: ignore[arg-type]
    assert after > before
