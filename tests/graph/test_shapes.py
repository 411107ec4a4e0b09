"""The own validation finds in damaged graphs what pyshacl finds in them."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from pyshacl import validate as by_pyshacl

from kg.graph import store as st
from kg.graph import terms as t
from kg.graph.ontology import ontology_dir
from kg.graph.shapes import UnknownShape, read_shapes, validate
from kg.model import Document, Fact
from kg.pipeline import build
from recombine import reports

SHAPES = ontology_dir() / "shapes.ttl"
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
OTHER = (
    ("县", t.XSD + "string"),
    ("县 委", "@zh-Hans"),
    ("Stadt", "@de"),
    ("7", t.XSD + "integer"),
    ("0", t.XSD + "integer"),
    ("-3.5", t.XSD + "decimal"),
    ("3000", t.XSD + "integer"),
    ("sieben", t.XSD + "integer"),
    ("2024-13", t.XSD + "string"),
    (t.DJ + "Region", ""),
    (t.DK + "county", ""),
    (t.DK + "status-planned", ""),
    (t.DK + "other", ""),
)
NUMBERS = tuple(o for o in OTHER if o[1] == t.XSD + "integer" and o[0] != "sieben")

Found = set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    texts = (
        "平凉市崆峒区推行“三岗联创”工作法，设立党员先锋岗、巾帼示范岗、青年突击岗，建成示范点12个，比上年增长20%，被评为全国优秀案例。",
        "高台县学习借鉴崆峒区“三岗联创”工作法，县委组织部印发《关于推行“三岗联创”的实施意见》（高委发〔2024〕3号），村均收入34万元。",
    )
    documents = [Document(str(i) * 64, f"{i}.txt", text) for i, text in enumerate(texts)]
    return sorted(build([*documents, *reports(1, seed=7)]))


def damaged(facts: list[Fact], seed: int) -> list[Fact]:
    """A graph with facts lost, said twice, or of other things."""
    chance = random.Random(seed)
    left = [f for f in facts if chance.random() > 0.02]
    nodes = sorted({f.subject for f in facts})
    for fact in chance.sample(left, len(left) // 20):
        # What cannot be compared is below nothing, and pyshacl says nothing of it.
        compared = fact.predicate in (t.OA + "end", t.DJ + "year")
        words, kind = chance.choice(NUMBERS if compared else (*OTHER, (chance.choice(nodes), "")))
        if fact.predicate != t.RDF + "type":
            left.append(fact._replace(object=words, datatype=kind))
        left.append(fact._replace(subject=chance.choice(nodes)))
    return left


def ours(store: ox.Store) -> Found:
    results = validate(store, read_shapes(SHAPES))
    return {(r.node, r.value, message) for r in results for message in r.messages}


def theirs(store: ox.Store) -> Found:
    lines = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    data = rdflib.Graph().parse(data=lines, format="nt")
    _, report, _ = by_pyshacl(data, shacl_graph=rdflib.Graph().parse(SHAPES), inference="none")
    found: Found = set()
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        words = {str(m) for m in report.objects(result, SH.resultMessage)}
        value = report.value(result, SH.value)
        said = "" if value is None else str(value)
        found |= {(str(report.value(result, SH.focusNode)), said, w) for w in words}
    return found


def known(found: Found, messages: set[str]) -> Found:
    """The results of the shapes that bear a message."""
    return {result for result in found if result[2] in messages}


@pytest.mark.parametrize("seed", range(4))
def test_pyshacl_finds_the_same(facts: list[Fact], seed: int) -> None:
    store = st.of_facts(damaged(facts, seed))
    messages = {str(m) for m in rdflib.Graph().parse(SHAPES).objects(None, SH.message)}
    one, two = ours(store), theirs(store)
    assert known(one, messages) == known(two, messages)
    assert {r[:2] for r in one} == {r[:2] for r in two}
    assert len({r[2] for r in one}) > 30


def test_every_message_is_told_in_both_languages() -> None:
    shapes = rdflib.Graph().parse(SHAPES)
    for node in set(shapes.subjects(SH.message, None)):
        assert sorted(str(m.language).lower() for m in shapes.objects(node, SH.message)) == ["en", "zh-hans"]


def test_a_sound_graph_conforms(facts: list[Fact]) -> None:
    assert ours(st.of_facts(facts)) == set()


def test_a_shape_that_is_not_known_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:property [ sh:path <urn:p> ; sh:qualifiedMinCount 1 ] .\n",
        "utf-8",
    )
    with pytest.raises(UnknownShape, match="qualifiedMinCount"):
        read_shapes(path)
