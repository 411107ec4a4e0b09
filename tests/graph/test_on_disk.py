"""A graph that is too large for the memory is asked, compared, checked and derived again from a store on disk, with the same answers."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.graph import on_disk
from kg.graph import store as st
from kg.graph.on_disk import is_large
from kg.graph.store import GraphError, load


def kg(*args: object) -> Result:
    runner = CliRunner(env={"COLUMNS": "200"})
    return runner.invoke(app, ["--lang", "en", *(str(a) for a in args)])


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("graph")
    for name, text in (
        ("a.txt", "海宁市深入实施“潮乡先锋”工程，设立党员先锋岗、巾帼示范岗，建成示范点12个。"),
        ("b.txt", "临泽县推行“枣乡红”行动，做到强组织、强服务、强保障，建成示范点7个。"),
    ):
        (home / name).write_text(text, "utf-8")
    assert kg("build", home, "-o", home / "out", "--no-page").exit_code == 0
    return home / "out" / "graph.ttl"


def stores(graph: Path) -> list[str]:
    return sorted(f.name for f in graph.parent.iterdir() if f.name.startswith((".kg-graph", ".kg-part")))


COMMANDS = (
    ("check", "{}"),
    ("verify", "{}"),
    ("ask", "documents", "-g", "{}", "-f", "csv"),
    ("compare", "海宁", "临泽", "-g", "{}", "-f", "csv"),
    ("export", "--to", "ntriples", "-g", "{}", "-o", "{}.nt"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
def test_a_large_graph_gives_the_answers_of_a_small_one(
    graph: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [word.format(graph) for word in command]
    small = kg(*asked)
    assert small.exit_code == 0, small.output
    monkeypatch.setattr(on_disk, "LARGE", 20)
    large = kg(*asked)
    assert large.output == small.output
    assert len(stores(graph)) == 1
    made = [f.stat().st_mtime_ns for f in sorted((graph.parent / stores(graph)[0]).glob("*.sst"))]
    assert kg(*asked).output == small.output  # the store is found again
    again = [f.stat().st_mtime_ns for f in sorted((graph.parent / stores(graph)[0]).glob("*.sst"))]
    assert made == again


def test_a_store_of_a_changed_graph_is_not_used(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "LARGE", 20)
    copy = tmp_path / "graph.ttl"
    text = graph.read_text("utf-8")
    copy.write_text(text, "utf-8")
    before, one = set(load(copy)), stores(copy)
    copy.write_text(text.replace("潮乡先锋", "潮乡前锋"), "utf-8")
    after, two = set(load(copy)), stores(copy)
    assert before != after
    assert one != two
    assert len(two) == 1


def test_a_folder_that_cannot_be_written_is_no_hindrance(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = set(load(graph))
    monkeypatch.setattr(on_disk, "LARGE", 20)
    assert set(load(graph, home=tmp_path / "nowhere")) == few
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("words", "reason"),
    [("<urn:a> <urn:b> .\n" * 40, "syntax"), ("\n" * 40, "empty"), ("<urn:a> <urn:b> <urn:c> .\n" * 40, "foreign")],
)
def test_what_is_wrong_with_a_large_file_is_told_and_leaves_nothing(
    tmp_path: Path, words: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "LARGE", 20)
    path = tmp_path / "graph.ttl"
    path.write_text(words, "utf-8")
    with pytest.raises(GraphError) as error:
        load(path, built=True)
    assert error.value.reason == reason
    assert stores(path) == []


def test_many_facts_are_held_on_disk(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = sorted(st.facts(load(graph)))
    few = st.of_facts(facts)
    monkeypatch.setattr(on_disk, "LARGE", 20)
    many = st.of_facts(iter(facts))
    assert set(few) == set(many)
    assert isinstance(many, ox.Store)


def test_how_large_a_file_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "LARGE", 100)
    path = tmp_path / "graph.nt"
    for lines, wide, large in ((50, 10, False), (101, 10, True), (1, 90, False), (1, 50_000, True)):
        path.write_text(("x" * wide + "\n") * lines, "utf-8")
        assert is_large(path) is large
