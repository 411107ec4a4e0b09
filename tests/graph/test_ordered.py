"""Few rows in memory and many in files give the same groups, and a large graph is settled into the same bytes as a small one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import ordered
from kg.graph import terms as t
from kg.graph.confident import keep_confident
from kg.graph.ordered import Facts, Grouped, beside, joined
from kg.graph.settle import settle
from kg.graph.settle_many import settled
from kg.graph.write import turtle_of
from kg.model import Fact
from kg.pipeline import build_one
from recombine import reports

WORDS = st.text("ab\\\t\n\r县\x00\ud800", max_size=4)
ROWS = st.lists(st.tuples(st.sampled_from("pqrs"), WORDS, WORDS), max_size=40)


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordered, "LIMIT", 3)
    monkeypatch.setattr(ordered, "WIDTH", 2)


def grouped(rows: list[tuple[str, ...]], folder: Path | None = None) -> list[tuple[str, set[object]]]:
    found: Grouped[tuple[str, ...]] = Grouped(tuple, folder)
    for row in rows:
        found.update([row])
    groups = list(found.groups())
    assert groups == list(found.groups())
    assert all(len(same) == len(set(same)) for _, same in groups)
    return [(first, set(same)) for first, same in groups]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(rows=ROWS)
@pytest.mark.usefixtures("tiny")
def test_files_give_what_memory_gives(rows: list[tuple[str, ...]]) -> None:
    expected = [(first, {r for r in rows if r[0] == first}) for first in sorted({r[0] for r in rows})]
    assert grouped(rows) == expected


@pytest.mark.usefixtures("tiny")
def test_rows_may_be_added_after_they_were_asked_for_and_files_go(tmp_path: Path) -> None:
    many = [("p", str(i)) for i in range(20)]
    found: Grouped[tuple[str, ...]] = Grouped(tuple, tmp_path)
    found.update(many)
    assert [len(same) for _, same in found.groups()] == [20]
    found.update([("a", "1"), ("p", "3"), ("z", "2"), ("q", "4")])
    assert [(first, len(same)) for first, same in found.groups()] == [("a", 1), ("p", 20), ("q", 1), ("z", 1)]
    assert [first for first, _ in found.groups({"q", "x"})] == ["q"]
    assert any(tmp_path.iterdir())
    del found
    assert not any(tmp_path.iterdir())


def test_groups_are_joined_and_stand_beside_rows() -> None:
    one, two = Facts([Fact("b", "p", "1"), Fact("d", "p", "1")]), Facts([Fact("a", "p", "1")])
    two.update([Fact("b", "p", "1"), Fact("b", "p", "2"), Fact("e", "p", "1")])
    both = list(joined(one.groups(), two.groups()))
    assert [(s, len(facts)) for s, facts in both] == [("a", 1), ("b", 2), ("d", 1), ("e", 1)]
    rows: Grouped[tuple[str, ...]] = Grouped(tuple)
    rows.update([("c", "x"), ("d", "y"), ("f", "z")])
    assert [(s, len(facts), r) for s, facts, r in beside(both, rows)] == [
        ("c", 0, [("c", "x")]),
        ("d", 1, [("d", "y")]),
        ("f", 0, [("f", "z")]),
    ]


@pytest.fixture(scope="module")
def union() -> frozenset[Fact]:
    facts: set[Fact] = set()
    for document in reports(8, seed=3):
        facts |= build_one(document)
    return frozenset(facts) | frozenset(told())


def told() -> Iterator[Fact]:
    """Programmes that go by each other's names, and lists of their parts that differ, in two documents."""
    for number, (name, alias) in enumerate((("甲乙联创", "乙创"), ("乙创", "丙创"), ("丙创", "甲乙联创"))):
        node = f"{t.ID}prog/p{number}"
        yield Fact(node, t.RDF + "type", t.DJ + "Programme")
        yield Fact(node, t.SCHEMA + "name", name, t.XSD + "string")
        yield Fact(node, t.SKOS + "altLabel", alias, "@zh-Hans")
        for place in range(number + 1):
            part = t.part_iri(node, place + 1, f"要素{number}{place}")
            yield Fact(node, t.DJ + "component", part)
            yield Fact(part, t.SCHEMA + "name", f"要素{number}{place}", t.XSD + "string")
            yield Fact(part, t.SCHEMA + "position", str(place + 1), t.XSD + "integer")
            yield Fact(part, t.DJ + "evidence", f"{t.ID}ev/d{number}-{place}-9")
            yield Fact(f"{t.ID}metric/m{number}", t.DJ + "reportedUnder", part)


def test_many_facts_are_settled_as_few_are(
    union: frozenset[Fact], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    few = "".join(turtle_of(settled(Facts(union))()))
    monkeypatch.setattr(ordered, "LIMIT", 500)
    monkeypatch.setattr(ordered, "WIDTH", 3)
    facts = Facts(union, tmp_path)
    assert "".join(turtle_of(settled(facts)())) == few
    assert any(tmp_path.iterdir())
    one = [f for f in settle(union) if f.subject.startswith(f"{t.ID}prog/p") and "县" not in f.object]
    assert len({f.subject for f in one if f.object in ("甲乙联创", "乙创", "丙创")}) == 1


@pytest.mark.parametrize("least", ["0.6", "0.9", "0.97"])
def test_what_is_sure_enough_is_the_same_of_many_facts(
    union: frozenset[Fact], least: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = settle(union)
    few = keep_confident(graph, Decimal(least))
    monkeypatch.setattr(ordered, "LIMIT", 500)
    assert keep_confident(graph, Decimal(least)) == few
    assert 0 < len(few) < len(graph)
