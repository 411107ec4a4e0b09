"""The second pass by key gives what the second pass over everything gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import terms as t
from kg.graph.keyed import home, owner, settle_by_key
from kg.graph.same import same_of
from kg.graph.settle import settle
from kg.model import Document, Fact
from kg.pipeline import build_one

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
NAMES = ("三湾共治", "“三湾共治”工程", "四方会商", "“四方会商”机制", "五步议事")
PARTS = ("共议", "共建", "共享", "共管")
TITLES = ("关于推行三湾共治的意见", "四方会商办法")
DOCUMENTS = ("d1", "d2", "d3")
REGIONS = ("cn330481", "cn330482")


def programme(draw: st.DrawFn) -> set[Fact]:
    """A programme or a formula as one document states it, perhaps with parts, aliases and a claim."""
    name, region, document = (draw(st.sampled_from(x)) for x in (NAMES, REGIONS, DOCUMENTS))
    node = f"{t.ID}prog/p{t.digest(name, region)}"
    cls = draw(st.sampled_from(("Programme", "Formula")))
    facts = {
        Fact(node, t.RDF + "type", t.DJ + cls),
        Fact(node, t.SCHEMA + "name", name, t.XSD + "string"),
        Fact(node, t.SKOS + "prefLabel", name, "@zh-Hans"),
        Fact(node, t.DCTERMS + "spatial", f"{t.ID}region/{region}"),
        Fact(node, t.DJ + "evidence", f"{t.ID}ev/{document}-1-9"),
        Fact(node, t.DJ + "kindWord", draw(st.sampled_from(("工程", "机制"))), t.XSD + "string"),
    }
    for alias in draw(st.lists(st.sampled_from(NAMES), max_size=2)):
        facts.add(Fact(node, t.SKOS + "altLabel", alias, "@zh-Hans"))
    if draw(st.booleans()):
        facts.add(Fact(node, t.DJ + "declaredCount", draw(st.sampled_from("234")), t.XSD + "integer"))
    for i, part in enumerate(draw(st.lists(st.sampled_from(PARTS), max_size=3, unique=True)), 1):
        iri = t.part_iri(node, i, part)
        figure = f"{t.ID}metric/m{t.digest(iri, document)}"
        facts |= {
            Fact(node, t.DJ + "component", iri),
            Fact(iri, t.RDF + "type", t.DJ + "Component"),
            Fact(iri, t.SCHEMA + "name", part, t.XSD + "string"),
            Fact(iri, t.SCHEMA + "position", str(i), t.XSD + "integer"),
            Fact(iri, t.DJ + "evidence", f"{t.ID}ev/{document}-{i}-{i + 4}"),
            Fact(figure, t.DJ + "reportedUnder", iri),
        }
        facts |= claim(iri, t.DJ + "ledBy", f"{t.ID}agent/o1")
    facts |= claim(node, t.DJ + "ledBy", f"{t.ID}agent/o{draw(st.sampled_from('12'))}")
    return facts


def claim(subject: str, predicate: str, target: str) -> set[Fact]:
    iri = f"{t.ID}claim/c{t.digest(subject, predicate, target)}"
    return {
        Fact(subject, predicate, target),
        Fact(iri, t.RDF + "type", t.RDF + "Statement"),
        Fact(iri, t.RDF + "subject", subject),
        Fact(iri, t.RDF + "predicate", predicate),
        Fact(iri, t.RDF + "object", target),
    }


def policy(draw: st.DrawFn) -> set[Fact]:
    """A policy document with or without its number."""
    title, document = draw(st.sampled_from(TITLES)), draw(st.sampled_from(DOCUMENTS))
    number = draw(st.sampled_from(("", "某发〔2024〕3号", "某办发〔2023〕8号")))
    node = t.named_iri("policy", "n", number) if number else t.named_iri("policy", "w", title)
    facts = {
        Fact(node, t.RDF + "type", t.DJ + "PolicyDocument"),
        Fact(node, t.SCHEMA + "name", title, t.XSD + "string"),
        Fact(node, t.DCTERMS + "title", title, "@zh-Hans"),
        Fact(node, t.DJ + "evidence", f"{t.ID}ev/{document}-20-29"),
    }
    if number:
        facts.add(Fact(node, t.DCTERMS + "identifier", number, t.XSD + "string"))
    carrier = f"{t.ID}prog/p{t.digest(draw(st.sampled_from(NAMES)), REGIONS[0])}"
    return facts | claim(carrier, t.DJ + "implementsPolicy", node)


@st.composite
def unions(draw: st.DrawFn) -> set[Fact]:
    found: set[Fact] = set()
    for _ in range(draw(st.integers(0, 5))):
        found |= programme(draw)
    for _ in range(draw(st.integers(0, 3))):
        found |= policy(draw)
    return found


@given(unions())
def test_any_union_is_settled_alike(union: set[Fact]) -> None:
    assert settle_by_key(union) == settle(union)


@given(unions(), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_what_people_keep_apart_stays_apart(union: set[Fact], one: str, other: str) -> None:
    apart = frozenset({frozenset((t.normal(one), t.normal(other)))})
    assert settle_by_key(union, apart) == settle(union, apart)


@pytest.mark.skipif(not SEEDS, reason="no seeds")
def test_real_documents_are_settled_alike() -> None:
    union: set[Fact] = set()
    for number, path in enumerate(SEEDS):
        text = path.read_text("utf-8")
        for copy, raw in enumerate((text, text[: len(text) // 2])):
            union |= build_one(Document(f"{number}{copy}".zfill(64), path.name, raw))
    assert settle_by_key(union) == settle(union)


def test_a_part_belongs_to_its_programme() -> None:
    part = t.part_iri(f"{t.ID}prog/pabc", 2, "共建")
    assert owner(part) == f"{t.ID}prog/pabc"
    assert owner(f"{t.ID}ev/d1-2-3") == f"{t.ID}ev/d1-2-3"
    assert home(part, same_of(())) == f"{t.ID}prog/pabc"
