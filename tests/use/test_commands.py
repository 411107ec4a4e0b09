"""The commands: languages, forms of output, and what is said when something is wrong."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kg.cli.app import app

Run = Callable[..., Result]


def test_compare_in_both_languages(kg: Run) -> None:
    chinese = kg("compare", "清河", "安丰县", lang="zh")
    assert chinese.exit_code == 0
    assert "项目对齐" in chinese.output
    assert "Programmes aligned" in kg("compare", "清河", "安丰县").output


@pytest.mark.parametrize(
    ("ending", "words"), [("md", "## Programmes aligned"), ("csv", "programmes,relation"), ("html", "<!doctype html>")]
)
def test_the_ending_of_the_file_chooses_the_form(kg: Run, tmp_path: Path, ending: str, words: str) -> None:
    path = tmp_path / f"table.{ending}"
    assert kg("compare", "清河", "安丰县", "-o", str(path)).exit_code == 0
    assert words in path.read_text(encoding="utf-8")


def test_compare_as_json_and_one_table(kg: Run) -> None:
    data = json.loads(kg("compare", "-f", "json").stdout)
    assert [r["name"] for r in data["regions"]] == ["清河县", "安丰县"]
    only = kg("compare", "--table", "only", "-f", "md").output
    assert "红枫驿站" in only
    assert "Similarity" not in only


def test_the_cascade_table(kg: Run) -> None:
    out = kg("compare", "--adoption", "-f", "csv").stdout
    assert out.startswith("\ufeff")
    assert out.splitlines()[0].removeprefix("\ufeff").startswith("node,cascade,time,event_year,origin")
    assert "清河县,“银杏夜话”工作法,2023-05-04,2021,0" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("compare", "青河"), "清河县"),
        (("compare", "清河"), "two regions"),
        (("ask", "programms-of"), "programmes-of"),
        (("ask", "programmes-of"), "region=清河县"),
        (("ask", "programmes-of", "region=青河"), "清河县"),
        (("ask", "programmes-of", "county=清河"), "county"),
        (("ask", "in-year", "year=soon"), "whole number"),
        (("ask", "in-year", "2023"), "name=value"),
        (("ask", "SELECT * {\n ?s ?p }"), "line 2, column"),
        (("ask", "SELECT * { ?s nope:a ?o }"), "PREFIX nope:"),
        (("ask", "SELECT * { SERVICE <http://example.org/> {} }"), "SERVICE"),
        (("ask", "DELETE WHERE { ?s ?p ?o }"), "read only"),
        (("ask", "ASK {}", "-f", "ttl"), "CONSTRUCT"),
        (("export", "--to", "docx"), "metrics-csv"),
    ],
)
def test_a_mistake_is_explained_with_the_way_out(kg: Run, arguments: tuple[str, ...], words: str) -> None:
    result = kg(*arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert "Traceback" not in result.output


def test_a_missing_graph_is_explained() -> None:
    result = CliRunner().invoke(app, ["--lang", "en", "compare", "-g", "none.ttl"])
    assert result.exit_code == 2
    assert "kg build" in result.output


def test_ask_from_standard_input_file_and_text(kg: Run, tmp_path: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s a dj:Region }"
    file = tmp_path / "count.rq"
    file.write_text(query, encoding="utf-8")
    for result in (
        kg("ask", "-", "-f", "csv", given=query),
        kg("ask", str(file), "-f", "csv"),
        kg("ask", query, "-f", "csv"),
    ):
        assert result.stdout.split() == ["n", "6"]
    assert kg("ask", query, "--engine", "rdflib", "-f", "csv").stdout.split() == ["n", "6"]


def test_ask_lists_and_shows_queries(kg: Run) -> None:
    assert "programmes-of region=高台县" in kg("ask", "--list").output
    shown = kg("ask", "programmes-of", "region=清河县", "--show").stdout
    assert 'VALUES ?region { "清河县" }' in shown


def test_export_names_what_it_wrote(kg: Run, tmp_path: Path) -> None:
    result = kg("export", "--to", "csv", "-o", str(tmp_path / "table.csv"))
    assert result.exit_code == 0
    assert {p.name for p in tmp_path.iterdir()} == {"table.nodes.csv", "table.edges.csv"}


def test_serve_says_that_the_port_is_taken(kg: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = kg("serve", "--port", port)
    assert result.exit_code == 2
    assert port in result.output


def test_answers_in_files_for_people_and_spreadsheets(kg: Run, tmp_path: Path) -> None:
    formula = "SELECT ?x ?n { VALUES (?x ?n) { ('=1+1' -6.4) ('+党建' 2) } }"
    kg("ask", formula, "-o", str(tmp_path / "a.csv"))
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfx,n")
    assert data.decode("utf-8-sig").split() == ["x,n", "'=1+1,-6.4", "'+党建,2"]
    assert kg("ask", formula, "-f", "csv").stdout.startswith("x,n")
    for name in ("a.txt", "a", "a.log"):
        assert kg("ask", "regions", "-o", str(tmp_path / name)).exit_code == 0
        assert "安丰县" in (tmp_path / name).read_text("utf-8")
    kg("ask", "ASK {}", "-o", str(tmp_path / "b.txt"))
    assert (tmp_path / "b.txt").read_text("utf-8") == "true\n"


def test_tables_of_the_graph_run_no_formula(small_file: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text(small_file.read_text("utf-8").replace('"三线联动"', '"=HYPERLINK(1)"'), "utf-8")
    for form in ("csv", "metrics-csv"):
        arguments = ["export", "--to", form, "-g", str(graph)]
        assert CliRunner().invoke(app, arguments).exit_code == 0
    written = [p for p in tmp_path.iterdir() if p.suffix == ".csv"]
    assert len(written) == 3
    for path in written:
        data = path.read_text("utf-8")
        assert data.startswith("\ufeff")
        assert ",=" not in data
    assert "'=HYPERLINK" in (tmp_path / "graph.nodes.csv").read_text("utf-8")
