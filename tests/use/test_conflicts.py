"""`kg conflicts`: documents that cannot all be right, and pairs that only look so."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.graph import store as st
from kg.graph import terms as t
from kg.model import Document
from kg.pipeline import build
from kg.use.conflicts import Conflict, _rounding, conflicts
from kg.use.reader import Reader

HEAD = "临泽县推行“枣乡红”行动，"


def found(*texts: str) -> list[Conflict]:
    documents = [Document(str(n) * 64, f"{n}.txt", text) for n, text in enumerate(texts, 1)]
    return conflicts(Reader(st.of_facts(build(documents))), "zh")


DISAGREE = [
    ("2023年村集体经济收入达到62万元。", "2023年村集体经济收入达到75万元。", "value", ""),
    ("2023年村集体经济收入达到62万元。", "2023年村集体经济收入达到6200元。", "value", "unit"),
    ("2023年村集体经济收入62万元。", "2023年村集体经济收入超过70万元。", "value", ""),
    ("2023年村集体经济收入同比增长12%。", "2023年村集体经济收入同比增长18%。", "change", ""),
]
AGREE = [
    ("2023年村集体经济收入达到62万元。", "2023年村集体经济收入达到62万元。"),
    ("2023年村集体经济收入达到62万元。", "2024年村集体经济收入达到75万元。"),
    ("2023年村集体经济收入达到62万元。", "2023年村集体经济收入达到62.3万元。"),
    ("2023年村集体经济收入达到60余万元。", "2023年村集体经济收入达到62.3万元。"),
    ("2023年村集体经济收入近80万元。", "2023年村集体经济收入达到78.4万元。"),
    ("2023年村集体经济收入达到62万元。", "2023年村均集体经济收入达到15万元。"),
    ("2023年村集体经济收入达到62万元。", "计划2023年村集体经济收入达到90万元。"),
    ("村集体经济收入达到62万元。", "村集体经济收入达到75万元。"),
]


@pytest.mark.parametrize(("one", "two", "what", "hint"), DISAGREE)
def test_values_that_cannot_both_be_right(one: str, two: str, what: str, hint: str) -> None:
    (conflict,) = found(HEAD + one, HEAD + two)
    assert (conflict.what, conflict.region, conflict.hint) == (what, "临泽县", hint)
    assert "2023" in conflict.of
    assert sorted(d for p in conflict.positions for d in p.documents) == ["1.txt", "2.txt"]


@pytest.mark.parametrize(("one", "two"), AGREE)
def test_values_that_may_both_be_right(one: str, two: str) -> None:
    assert found(HEAD + one, HEAD + two) == []


def test_one_document_that_gives_both_values_disagrees_with_nobody() -> None:
    assert found(HEAD + DISAGREE[0][0] + "另据统计，" + DISAGREE[0][1]) == []


LISTED = "高台县推行“三链联创”工作法：组织链、产业链、服务链。"


def test_other_parts_of_one_programme() -> None:
    (conflict,) = found(LISTED, "高台县推行“三链联创”工作法：组织链、产业链、治理链。")
    assert (conflict.what, conflict.name) == ("parts", "三链联创")
    assert {p.says for p in conflict.positions} == {"组织链；产业链；服务链", "组织链；产业链；治理链"}
    assert {p.documents for p in conflict.positions} == {("1.txt",), ("2.txt",)}


@pytest.mark.parametrize("other", [LISTED, "高台县推行“三链联创”工作法，党员参与率92%。"])
def test_the_same_parts_or_none_are_no_disagreement(other: str) -> None:
    assert found(LISTED, other + "共选派干部45名。") == []


def test_rounding_needs_more_than_one_digit() -> None:
    assert _rounding(Decimal(620000), Decimal(623000)) == 5000
    assert _rounding(Decimal(600000), Decimal(623000)) == 0
    assert _rounding(Decimal(60), Decimal(62)) == 0
    assert _rounding(Decimal(12), Decimal("12.4")) == Decimal("0.5")


def kg(*args: object) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, list(map(str, args)))


def test_the_command_in_both_languages_and_three_forms(tmp_path: Path) -> None:
    for n, text in enumerate((HEAD + DISAGREE[0][0], HEAD + DISAGREE[0][1])):
        (tmp_path / f"{n}.txt").write_text(text, "utf-8")
    out = tmp_path / "out"
    kg("build", tmp_path / "0.txt", tmp_path / "1.txt", "-o", out, "--no-page")
    assert "数值不一致" in kg("--lang", "zh", "conflicts", out).output
    assert "1 disagreements" in kg("--lang", "en", "conflicts", out).output
    rows = list(csv.DictReader(io.StringIO(kg("conflicts", out, "-f", "csv").stdout.lstrip("\ufeff"))))
    assert {r["document"] for r in rows} == {"0.txt", "1.txt"}
    assert {r["conflict"] for r in rows} == {"1"}
    assert json.loads(kg("conflicts", out, "-f", "json").stdout)[0]["what"] == "value"
    assert json.loads(kg("conflicts", out, "-f", "json", "--only", "parts").stdout) == []
    assert kg("check", out / "graph.ttl").exit_code == 0


def test_what_has_no_region_may_be_disagreed_on_too() -> None:
    """A national body's programme, and figures of an organisation that no region is told of; figures of nobody knows whom disagree with nothing."""
    texts = (
        HEAD + "主要抓好设岗、竞岗、亮岗三个环节：设岗、竞岗、亮岗。2023年村集体经济收入达到62万元。",
        HEAD + "主要抓好三个环节：定责、履责、评责。2023年村集体经济收入达到75万元。",
    )
    documents = [Document(str(n) * 64, f"{n}.txt", text) for n, text in enumerate(texts, 1)]
    facts = set(build(documents))
    placed = conflicts(Reader(st.of_facts(facts)), "zh")
    assert {c.what for c in placed} >= {"value"}
    about = t.SCHEMA + "observationAbout"
    nowhere = {f for f in facts if f.predicate not in (t.DCTERMS + "spatial", about)}
    of_nobody = conflicts(Reader(st.of_facts(nowhere)), "zh")
    assert "value" not in {c.what for c in of_nobody}
    body = t.ID + "agent/o1"
    whose = {f._replace(object=body) for f in facts if f.predicate == about}
    of_a_body = conflicts(Reader(st.of_facts(nowhere | whose)), "zh")
    assert [(c.what, c.region) for c in of_a_body] == [(c.what, "") for c in placed]
