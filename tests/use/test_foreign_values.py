"""A graph that somebody changed may hold any value anywhere: it is compared, exported and checked without a crash."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.terms import RDF
from kg.use.compare.adoption import adoption
from kg.use.compare.outputs import as_json, sections_csv
from kg.use.compare.report import Comparer
from kg.use.compare.sections import Sections
from kg.use.export import network
from kg.use.export.all import export_to

ODD = [
    ox.Literal("no number"),
    ox.Literal("NaN", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    ox.Literal("1e400", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    ox.Literal("²", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    ox.Literal(""),
    ox.NamedNode("http://example.org/nothing"),
]


@pytest.fixture(scope="module")
def statements(small: ox.Store) -> list[ox.Quad]:
    return sorted(small, key=lambda q: (str(q.predicate), str(q)))


def changed(statements: list[ox.Quad], predicates: list[ox.NamedNode], value: ox.Literal | ox.NamedNode) -> ox.Store:
    """The graph with every third value of some properties taken away, and this one beside, or for, every second."""
    made = ox.Store()
    for predicate, quads in groupby(statements, key=lambda q: q.predicate):
        for n, quad in enumerate(quads):
            if predicate not in predicates or n % 3:
                made.add(quad)
            if predicate in predicates and n % 2 == 0:
                made.add(ox.Quad(quad.subject, predicate, value))
    return made


def together(statements: list[ox.Quad]) -> list[list[ox.NamedNode]]:
    """Which properties are changed at a time: two that have little to do with each other; what a thing is, alone."""
    kind = ox.NamedNode(RDF + "type")
    others = sorted({q.predicate for q in statements} - {kind}, key=str)
    half = (len(others) + 1) // 2
    return [[kind], *(others[n::half] for n in range(half))]


@pytest.mark.parametrize("value", ODD, ids=str)
def test_no_value_of_the_wrong_type_is_a_crash(statements: list[ox.Quad], value: ox.Literal, tmp_path: Path) -> None:
    for predicates in together(statements):
        store = changed(statements, predicates, value)
        comparer = Comparer(store)
        comparison = comparer.compare(comparer.reader.covered())
        as_json(comparison, adoption(comparison, comparer.reader))
        sections_csv(Sections(comparison, "zh").all(everything=True))
        network.nodes_csv(store)
        network.graphml(store)
        network.gexf(store)
        export_to(store, "metrics-csv", tmp_path / "metrics.csv")
