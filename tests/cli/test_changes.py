"""`kg diff`, `kg verify`, and what `kg check` finds of a figure that was changed by hand."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command import kg

A = "临泽县推行“枣乡红”行动，建成示范点7个，村集体经济收入达到62万元，党员占三成。"
B = "海宁市深入实施“潮乡先锋”工程，建成示范点12个。"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("changes")
    (home / "in").mkdir()
    (home / "in" / "a.txt").write_text(A, "utf-8")
    (home / "in" / "b.txt").write_text(B, "utf-8")
    assert kg("build", home / "in", "-o", home / "out", "--no-page").exit_code == 0
    return home / "out"


def altered(out: Path, folder: Path, old: str, new: str) -> Path:
    shutil.copytree(out, folder / "out")
    graph = folder / "out" / "graph.ttl"
    text = graph.read_text("utf-8")
    assert old in text
    graph.write_text(text.replace(old, new), "utf-8")
    return graph


def test_an_untouched_graph_says_what_its_texts_give(out: Path) -> None:
    assert kg("verify", out).exit_code == 0
    assert kg("check", out / "graph.ttl").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new"), [("620000", "999999"), ("620000", "62000"), ("schema:value 7.0", "schema:value 9.0")]
)
def test_a_figure_changed_by_hand_is_found(out: Path, tmp_path: Path, old: str, new: str) -> None:
    graph = altered(out, tmp_path, old, new)
    for command in (("check", graph), ("verify", graph)):
        result = kg(*command)
        assert result.exit_code == 1, result.output
        assert new.removeprefix("schema:value ").removesuffix(".0") in result.output


def test_a_statement_of_another_kind_is_found(out: Path, tmp_path: Path) -> None:
    graph = altered(out, tmp_path, "枣乡红”行动", "枣乡绿”行动")
    result = kg("verify", graph.parent)
    assert result.exit_code == 1
    assert "not what the texts give" in result.output


def test_a_text_that_is_gone_is_named(out: Path, tmp_path: Path) -> None:
    shutil.copytree(out, tmp_path / "out")
    (tmp_path / "out" / "texts" / "b.txt").unlink()
    result = kg("verify", tmp_path / "out")
    assert result.exit_code == 1
    assert "b.txt" in result.output


def test_a_difference_is_told_in_words(out: Path, tmp_path: Path) -> None:
    assert kg("diff", out, out).exit_code == 0
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(A.replace("62万", "75万"), "utf-8")
    kg("build", tmp_path / "in", "-o", tmp_path / "out", "--no-page")
    result = kg("diff", out, tmp_path / "out")
    assert result.exit_code == 1
    assert "潮乡先锋" in result.output
    changed = json.loads(kg("diff", out, tmp_path / "out", "--json").stdout)
    by_how = {h: [c for c in changed if c["how"] == h] for h in ("appeared", "vanished", "changed")}
    (figure,) = by_how["changed"]
    assert (figure["region"], "62" in figure["before"], "75" in figure["after"]) == ("临泽县", True, True)
    assert {c["what"] for c in by_how["vanished"]} >= {"programme", "region", "document"}


def test_some_statements_are_verified_alone(out: Path, tmp_path: Path) -> None:
    told = kg("verify", out, "--only", "“枣乡红”行动")
    assert told.exit_code == 0, told.output
    assert "are what the texts give" in told.output
    assert kg("verify", out, "--only", "没有的工作").exit_code == 2
    graph = altered(out, tmp_path, "620000", "999999")
    assert kg("verify", graph.parent, "--only", "“枣乡红”行动").exit_code == 1  # its figure
    assert kg("verify", graph.parent, "--only", "海宁市").exit_code == 0
    figures = [
        line.split()[0]
        for line in graph.read_text("utf-8").split("\n\n")
        if line.startswith("metric:") and "999999" in line
    ]
    (figure,) = figures
    assert kg("verify", graph.parent, "--only", figure.removeprefix("metric:")).exit_code == 1


NATIONAL = "中共中央组织部推行“红色引擎”工程。全国已建成示范点300个。"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (A + "该县“枣乡红”行动获评全国典型案例。", "recognition"),
        (A + "高台县学习借鉴临泽县“枣乡红”行动。", "adoption"),
        (NATIONAL, ""),
    ],
)
def test_nothing_that_differs_is_passed_over(tmp_path: Path, text: str, what: str) -> None:
    """Things without a region, adoptions and recognitions, and what is no thing at all: every graph that differs is told to differ."""
    for name, said in (("old", A), ("new", text)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(said, "utf-8")
        kg("build", tmp_path / name, "-o", tmp_path / f"{name}-out", "--no-page")
    result = kg("diff", tmp_path / "old-out", tmp_path / "new-out", "--json")
    assert result.exit_code == 1
    kinds = {c["what"] for c in json.loads(result.stdout)}
    assert what in kinds or not what
    graph = tmp_path / "old-out" / "graph.ttl"
    (other := tmp_path / "other.ttl").write_text(
        graph.read_text("utf-8").replace("dj:confidence 0", "dj:confidence 1", 1), "utf-8"
    )
    if other.read_bytes() != graph.read_bytes():
        told = kg("diff", graph, other)
        assert told.exit_code == 1
        assert "1 statements differ" in told.output or "2 statements differ" in told.output
