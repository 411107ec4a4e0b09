"""Turtle that every library reads back as the facts that were written, in one order whatever the input's."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as some

from kg.graph.terms import DJ, RDF, SCHEMA, XSD
from kg.graph.write import turtle, write_turtle, write_whole
from kg.model import Fact

S = "https://dangjian.example/id/prog/p1"


@given(
    some.sets(some.tuples(some.text(some.characters(exclude_categories=("Cs",))), some.booleans()))
)
def test_any_words_come_back(words: set[tuple[str, bool]]) -> None:
    facts = {Fact(S, SCHEMA + "name", w, "@zh-Hans" if t else XSD + "string") for w, t in words}
    text = "".join(turtle(facts))
    read = {
        (q.object.value, q.object.language is not None)
        for q in ox.parse(text.encode("utf-8"), format=ox.RdfFormat.TURTLE)
        if isinstance(q.object, ox.Literal)
    }
    assert read == words


def test_rdflib_and_oxigraph_read_the_same_from_any_order() -> None:
    facts = [
        Fact(S, RDF + "type", DJ + "Programme", ""),
        Fact(S, DJ + "evidence", "https://dangjian.example/id/ev/d1-2-3", ""),
        Fact(S, DJ + "evidence", "https://dangjian.example/id/ev/a.b.", ""),
        Fact(S, DJ + "evidence", "https://else.example/a b#c", ""),
        Fact(S, SCHEMA + "value", "12.50", XSD + "decimal"),
        Fact(S, SCHEMA + "value", "12.", XSD + "decimal"),
        Fact(S, SCHEMA + "position", "007", XSD + "integer"),
        Fact(S, DJ + "year", "2024", XSD + "gYear"),
        Fact(S, SCHEMA + "name", 'a "quoted"\nname\\', "@zh-Hans"),
    ]
    text = "".join(turtle(facts))
    assert text == "".join(turtle(reversed(facts)))
    ours = {str(q.object) for q in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)}
    graph = rdflib.Graph().parse(data=text, format="turtle")
    assert len(ours) == len(graph) == len(facts)
    assert "    schema:position 007 ;\n" in text
    assert text.count(f"\n{S.replace('https://dangjian.example/id/prog/', 'prog:')} a dj:Pro") == 1


def test_a_break_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    write_turtle([Fact(S, RDF + "type", DJ + "Programme", "")], path)
    before = path.read_bytes()
    with pytest.raises(TypeError):
        write_whole(path, None)  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert [f.name for f in tmp_path.iterdir()] == ["graph.ttl"]
