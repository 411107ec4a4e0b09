"""`kg review`: what to look at, and corrections to fill in."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from command import kg

from kg.graph.correction import read


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("review")
    for name, income in (("a.txt", "62"), ("b.txt", "75")):
        text = f"临泽县推行“枣乡红”行动，2023年村集体经济收入达到{income}万元。"
        (home / name).write_text(text + "临泽县推行“枣乡红网格”工程。", "utf-8")
    assert kg("build", home, "-o", home / "out", "--no-page").exit_code == 0
    return home / "out"


def test_documents_that_disagree_come_first(out: Path) -> None:
    found = json.loads(kg("review", out, "-f", "json").stdout)
    assert [d["why"] for d in found[:2]] == ["conflict", "conflict"]
    assert {"62" in d["says"] and "75" in d["says"] for d in found[:2]} == {True}
    weights = [d["weight"] for d in found]
    assert weights == sorted(weights, reverse=True)
    assert "documents disagree" in kg("review", out).output


def test_only_some_and_not_too_many(out: Path) -> None:
    aliases = json.loads(kg("review", out, "-f", "json", "--only", "alias").stdout)
    assert [d["name"] for d in aliases if "枣乡红" in d["name"]]
    assert len(json.loads(kg("review", out, "-f", "json", "-n", "1").stdout)) == 1


def test_corrections_to_fill_in_do_nothing_before_that(out: Path, tmp_path: Path) -> None:
    text = kg("review", out, "-f", "toml").stdout
    assert tomllib.loads(text) == {}
    how, first, *_ = text.split("\n\n")
    assert "corrections.toml" in how
    filled = "\n".join(x.removeprefix("# ") for x in first.splitlines()[1:])
    (tmp_path / "c.toml").write_text(filled.replace("to = ", "to = 620000"), "utf-8")
    (correction,) = read(tmp_path / "c.toml")
    assert (correction.do, correction.kind) == ("value", "metric")


def test_what_is_new_or_changed_since_the_last_build(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text("临泽县推行“枣乡红”行动，建成示范点7个。", "utf-8")
    kg("build", folder, "-o", out, "--no-page")
    kg("build", folder, "-o", out, "--no-page")

    def changed() -> set[str]:
        told = kg("review", out, "-f", "json", "--only", "changed").stdout
        return {d["name"] for d in json.loads(told)}

    assert changed() == set()  # nothing to compare with, and nothing changed
    (folder / "b.txt").write_text("高台县推行“三岗联创”工作法：设岗、竞岗、亮岗。建成岗位12个。", "utf-8")
    kg("build", folder, "-o", out, "--no-page")
    new = changed()
    assert any("三岗联创" in name for name in new)
    assert not any("枣乡红" in name for name in new)
    kg("build", folder, "-o", out, "--no-page")
    assert changed() == new  # a build that changes nothing hides nothing
    assert "changed since the last build" in kg("review", out).output


def test_a_count_of_which_nothing_is_listed_is_a_doubt_as_well(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("临泽县推行“三联三帮”机制。", "utf-8")
    kg("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--no-page")
    found = json.loads(kg("review", tmp_path / "out", "-f", "json", "--only", "incomplete").stdout)
    assert [(d["name"], d["says"][:3], d["weight"]) for d in found] == [("三联三帮", "0/6", 0.3)]


def test_what_is_more_likely_wrong_than_right_is_listed_with_what_it_says(tmp_path: Path) -> None:
    text = "高台县建成合作社35家。2021年以来，高台县力争新建冷库12座。"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    kg("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--no-page")
    found = json.loads(kg("review", tmp_path / "out", "-f", "json", "--only", "confidence").stdout)
    assert [d["name"].endswith("冷库") for d in found] == [True]  # planned; what was reached is surer than .5
    says, _, sure = found[0]["says"].partition(" · ")
    assert says == "12 座 (2021)"
    assert found[0]["weight"] == pytest.approx(1 - float(sure))
    assert found[0]["weight"] > 0.5
