"""The writer's Turtle says just the facts, by two other readers; the same facts are the same bytes."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

import gold_gate
from kg.graph import terms as t
from kg.graph.store import term
from kg.graph.write import turtle, write_turtle, writing_whole
from kg.model import Document, Fact
from kg.pipeline import build
from kg.use.export.rdf import nquads, ntriples

Term = tuple[str, str, str, str]

IRIS = st.one_of(
    st.builds(
        str.__add__,
        st.sampled_from([*t.PREFIXES.values(), "https://example.org/", "urn:x:"]),
        st.text("abcZ019_-.~/县", max_size=8),
    )
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=24) | st.text(
    "\\\"'\n\r\t\b\f\x00\x7f\u2028“中🙂^@<>", max_size=12
)
LITERALS = st.one_of(
    st.tuples(WORDS, st.sampled_from([t.XSD + "string", "@zh-Hans", "@zh-Hant", "@en"])),
    st.tuples(st.integers().map(str), st.just(t.XSD + "integer")),
    st.tuples(st.sampled_from(["0", "-0", "+7", "007", "12900"]), st.just(t.XSD + "integer")),
    st.tuples(st.decimals(allow_nan=False, allow_infinity=False), st.just(t.XSD + "decimal")).map(
        lambda d: (format(d[0], "f"), d[1])
    ),
    st.tuples(st.sampled_from(["12900.0", ".5", "-1.50", "3"]), st.just(t.XSD + "decimal")),
    st.tuples(st.sampled_from(["true", "false", "1"]), st.just(t.XSD + "boolean")),
    st.tuples(st.dates().map(str), st.just(t.XSD + "date")),
    st.tuples(st.sampled_from(["2024", "1949"]), st.just(t.XSD + "gYear")),
    st.tuples(st.sampled_from(["1e3", "INF"]), st.just(t.XSD + "double")),
    st.tuples(WORDS, st.just("https://example.org/ns#kind")),
)
FACTS = st.frozensets(
    st.builds(
        lambda s, p, o: Fact(s, p, *o), IRIS, IRIS | st.just(t.RDF + "type"), LITERALS | st.tuples(IRIS, st.just(""))
    ),
    max_size=12,
)


def by_oxigraph(text: str, form: ox.RdfFormat) -> Iterator[Term]:
    for triple in ox.parse(text.encode("utf-8"), format=form):
        s, p, o = triple.subject, triple.predicate, triple.object
        if isinstance(o, ox.NamedNode):
            yield s.value, p.value, o.value, ""
        else:
            yield s.value, p.value, o.value, f"@{o.language}" if o.language else o.datatype.value


def by_rdflib(text: str, form: str) -> Iterator[Term]:
    graph = rdflib.Graph(bind_namespaces="none").parse(data=text, format=form)
    for s, p, o in graph:
        if isinstance(o, rdflib.Literal):
            kind = f"@{o.language}" if o.language else str(o.datatype or t.XSD + "string")
            yield str(s), str(p), str(o), kind
        else:
            yield str(s), str(p), str(o), ""


def spelled(terms: Iterator[Term] | frozenset[Fact]) -> set[Term]:
    """Language tags are one whatever their case."""
    return {(s, p, o, k.lower() if k[:1] == "@" else k) for s, p, o, k in terms}


@given(FACTS)
def test_turtle_says_just_the_facts(facts: frozenset[Fact]) -> None:
    text = "".join(turtle(facts))
    assert spelled(by_oxigraph(text, ox.RdfFormat.TURTLE)) == spelled(facts)


@given(FACTS)
def test_rdflib_reads_the_same(facts: frozenset[Fact]) -> None:
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        assert spelled(by_rdflib("".join(turtle(facts)), "turtle")) == spelled(facts)
    finally:
        rdflib.NORMALIZE_LITERALS = before


@given(FACTS)
def test_streams_of_statements_say_just_what_a_store_holds(facts: frozenset[Fact]) -> None:
    store = ox.Store()
    store.extend(ox.Quad(ox.NamedNode(f.subject), ox.NamedNode(f.predicate), term(f)) for f in facts)
    held = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in store)
    expected = spelled(by_oxigraph(held, ox.RdfFormat.N_TRIPLES))
    lines = "".join(ntriples(store))
    assert spelled(by_oxigraph(lines, ox.RdfFormat.N_TRIPLES)) == expected
    assert lines.count("\n") == len(store) == len(expected)
    assert spelled(by_oxigraph("".join(nquads(store)), ox.RdfFormat.N_QUADS)) == expected
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        assert spelled(by_rdflib(lines, "nt")) == expected
    finally:
        rdflib.NORMALIZE_LITERALS = before


@given(FACTS, st.integers())
def test_the_order_of_facts_changes_no_byte(facts: frozenset[Fact], seed: int) -> None:
    shuffled = list(facts) * 2
    random.Random(seed).shuffle(shuffled)
    assert "".join(turtle(shuffled)) == "".join(turtle(sorted(facts)))


def test_a_built_graph_is_read_alike_by_both() -> None:
    file = gold_gate.sources(gold_gate.PARTS["seeds"][0])[0]
    facts = build([Document("1" * 64, file.name, file.read_text("utf-8"))])
    text = "".join(turtle(facts))
    assert spelled(by_oxigraph(text, ox.RdfFormat.TURTLE)) == spelled(facts)
    assert spelled(by_rdflib(text, "turtle")) == spelled(facts)


def test_the_form_is_made_for_people() -> None:
    node = t.ID + "prog/p1"
    facts = {
        Fact(node, t.SCHEMA + "name", "三岗\n“联创”\\", t.XSD + "string"),
        Fact(node, t.DJ + "evidence", t.ID + "ev/d1-9-12"),
        Fact(node, t.DJ + "evidence", t.ID + "ev/d1-1-5"),
        Fact(node, t.DJ + "declaredCount", "3", t.XSD + "integer"),
        Fact(node, t.SKOS + "prefLabel", "三岗联创", "@zh-Hans"),
        Fact(node, t.RDF + "type", t.DJ + "Programme"),
        Fact(t.ID + "agent/o1", t.PROV + "wasQuotedFrom", "https://example.org/a b".replace(" ", "")),
    }
    assert "".join(turtle(facts)).split("\n\n", 1)[1] == (
        "agent:o1 prov:wasQuotedFrom <https://example.org/ab> .\n\n"
        "prog:p1 a dj:Programme ;\n"
        '    skos:prefLabel "三岗联创"@zh-Hans ;\n'
        "    dj:declaredCount 3 ;\n"
        "    dj:evidence ev:d1-1-5,\n"
        "        ev:d1-9-12 ;\n"
        '    schema:name "三岗\\n“联创”\\\\" .\n'
    )


def test_what_is_no_iri_is_refused() -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        list(turtle([Fact("https://example.org/a b", t.RDF + "type", t.DJ + "Region")]))


def test_a_break_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("before")
    with pytest.raises(TypeError), writing_whole(target) as out:
        out.writelines(["half", 1])  # type: ignore[list-item]
    assert target.read_text() == "before"
    assert [f.name for f in tmp_path.iterdir()] == ["graph.ttl"]
    write_turtle([], target)
    assert target.read_text().startswith("@prefix adoption:")


def test_the_build_loads_no_rdflib() -> None:
    code = "import sys, kg.pipeline, kg.graph.write, kg.scale.pool; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
