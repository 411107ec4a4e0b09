"""The page of a graph that was just built is made of what was read, and is that of the finished graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.graph.ordered import Facts
from kg.graph.quoted import TOLD, kept, of_kept, quoted, rows
from kg.graph.store import facts, load
from kg.graph.terms import DJ, OA, RDF
from kg.model import Fact
from kg.use.ask.catalogue import catalogue
from kg.use.view import at_hand, borrowed, page
from kg.use.view.at_hand import COUNTED
from kg.use.view.evidence import Evidence
from kg.use.view.reading import Graph

TEXTS = {
    "a.txt": "临泽县推行“枣乡红”行动，建成示范点7个，村集体经济收入达到62万元。\n县委印发《关于推进枣乡红行动的意见》（临委发〔2024〕3号）。",
    "b.txt": "海宁市在全省率先推行“潮乡先锋”工程，建成示范点12个。“三会一课”制度落实到位。\n  a dj:Report  ",
    "c.txt": "高台县学习借鉴海宁市“潮乡先锋”工程，推行“三岗联创”工作法：设岗、竞岗、亮岗，获评全国典型案例。",
    "d.txt": "高台县推行“三岗联创”工作法，党员参与率92%，入选全省优秀案例。",
}


def kg(*args: object) -> str:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, [*map(str, args)])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[ox.Store]:
    """Pages of however few reports are made so; tells of which stores."""
    seen: list[ox.Store] = []

    def add(store: ox.Store, graph: Graph, region: str) -> None:
        seen.append(store)
        at_hand.add_asked(store, graph, region)

    monkeypatch.setattr(at_hand, "MOST", 1)
    monkeypatch.setattr(borrowed, "MOST", 1)
    monkeypatch.setattr(page, "add_asked", add)
    return seen


def built(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def said_of(path: Path) -> dict[str, list[Fact]]:
    """What a graph says but for the evidence, as the build that wrote it hands it over."""
    return dict(Facts(f for f in facts(load(path)) if "/id/ev/" not in f.subject).groups())


@pytest.mark.parametrize("corrected", [False, True])
def test_the_page_of_a_build_is_that_of_its_graph(tmp_path: Path, made: list[ox.Store], *, corrected: bool) -> None:
    folder, out = built(tmp_path), tmp_path / "out"
    if corrected:
        out.mkdir()
        said = '[[correction]]\ndo = "value"\nquote = "村集体经济收入达到62万元"\nto = 650000\nauthor = "a"\ndate = 2026-11-28\nreason = "r"\n'
        (out / "corrections.toml").write_text(said, "utf-8")
    for _ in range(2):  # read, and remembered
        (out / "graph.html").unlink(missing_ok=True)
        kg("build", folder, "-o", out)
        kg("view", out / "graph.ttl", "-o", tmp_path / "again.html")
        assert (out / "graph.html").read_bytes() == (tmp_path / "again.html").read_bytes()
    assert len(made) == 2


@pytest.mark.usefixtures("made")
def test_the_store_of_a_page_is_without_evidence(tmp_path: Path) -> None:
    kg("build", built(tmp_path), "-o", tmp_path / "out")
    path = tmp_path / "out" / "graph.ttl"
    said = said_of(path)
    left = at_hand.without_evidence(path, said)
    assert left is not None
    store, links = left
    assert not any("/id/ev/" in str(quad) for quad in store)
    assert (tmp_path / "out" / "graph.ttl").read_text("utf-8").count(" a dj:Evidence")
    assert links == sum(fact.predicate == DJ + "evidence" for about in said.values() for fact in about)


def test_few_reports_need_the_whole_graph(tmp_path: Path) -> None:
    kg("build", built(tmp_path), "-o", tmp_path / "out")
    path = tmp_path / "out" / "graph.ttl"
    assert at_hand.without_evidence(path, said_of(path)) is None


def test_every_query_that_counts_evidence_can_be_asked_of_counts() -> None:
    """And those that do not ask for what the store holds."""
    counting = {q.name for q in catalogue().values() if "COUNT(?e)" in q.text}
    assert counting == set(COUNTED)


def test_rows_of_evidence_hold_what_is_told_of_it_several_times() -> None:
    iri = "urn:e"
    said = [
        Fact(iri, RDF + "type", DJ + "Evidence", ""),
        Fact(iri, OA + "exact", "七个", "x"),
        Fact(iri, DJ + "extractedBy", "a", "x"),
        Fact(iri, DJ + "extractedBy", "b", "x"),
    ]
    at = TOLD.index(DJ + "extractedBy") + 2
    assert [row[at] for row in rows(said)] == ["a", "b"]
    (home,) = quoted(rows(said))
    assert home.rule[0] == "a + b"
    assert list(of_kept(kept([home]))) == [home]
    reports, rules = Evidence([home]).counts()
    assert (reports, rules) == ({"": 2}, {"a": 1, "b": 1})
