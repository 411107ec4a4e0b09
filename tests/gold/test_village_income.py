"""The figures on village income in the project's own open parts: none false, none missed, none of another place, and what means
the same stands in one row of a comparison."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.graph.store import of_facts
from kg.pipeline import build
from kg.text.inputs import read_inputs
from kg.use.compare.indicators import measure
from kg.use.eval import score
from kg.use.eval.facts import facts_of

HERE = Path(__file__).parent
PARTS = {"seeds": HERE.parent.parent / "seeds", **{part: HERE / part for part in ("open", "open2", "open3", "open4")}}
_INCOME = re.compile(r"(?:村|嘎查|社区)[^，]{0,6}集体[^，]{0,8}收入|村均[^，]{0,8}收入|集体经济[^，]{0,6}收入")
# Multiples, operating income alone and the sum of so many villages are measures of their own.
_OTHER = re.compile(r"相当于|经营性|[两三四五六七八九十\d]个村")
Fact = dict[str, Any]


def _told(facts: Fact) -> list[Fact]:
    return [m for m in facts.get("metrics", ()) if _INCOME.search(m["property"])]


@pytest.fixture(scope="module")
def read() -> list[tuple[str, Fact, Fact]]:
    """The files that tell such figures: their name, their gold, what is read in them."""
    found = []
    for part, folder in PARTS.items():
        gold = {f.stem: json.loads(f.read_text("utf-8")) for f in (HERE / part).glob("*.json")}
        gold = {stem: facts for stem, facts in gold.items() if _told(facts)}
        files = [f for f in folder.iterdir() if f.stem in gold and f.suffix != ".json"]
        graph = facts_of(of_facts(build(read_inputs(files).documents)))
        found += [(f"{part}/{Path(n).stem}", gold[Path(n).stem], facts) for n, facts in graph.items()]
    return found


def test_every_figure_is_found_with_its_place(read: list[tuple[str, Fact, Fact]]) -> None:
    """Value, unit, place, basis and status of each agree; no other is read."""
    wrong, number = [], 0
    for name, gold, facts in read:
        aliases = {n: score.norm(r["name"]) for r in gold["regions"] for n in score.names(r)}
        pairs = dict(score.pair(gold["metrics"], facts["metrics"], score.same_figure))
        for i, told in enumerate(gold["metrics"]):
            if told not in _told(gold):
                continue
            number += 1
            got = facts["metrics"][pairs[i]] if i in pairs else {}
            place, placed = (score.norm(m.get("region")) for m in (told, got))
            same = aliases.get(place, place) == aliases.get(placed, placed)
            beside = all(told[k] == got.get(k) for k in ("basis", "status") if told.get(k))
            if not (got and same and beside):
                wrong.append(f"{name}: {told['quote']} got {got}")
        matched = {facts["metrics"][j]["quote"] for j in pairs.values()}
        wrong += [f"{name}: {m['quote']} is false" for m in _told(facts) if m["quote"] not in matched]
    assert wrong == []
    assert number >= 32


def test_what_means_the_same_stands_together(read: list[tuple[str, Fact, Fact]]) -> None:
    """Sums are one measure and means are one, however they are worded."""
    topics: dict[str, set[str]] = {"total": set(), "mean": set()}
    for _, _, facts in read:
        for m in _told(facts):
            if m["unit"] == "元" and m["value"] and not _OTHER.search(m["property"]):
                kind = "mean" if m["basis"] == "mean" else "total"
                topics[kind].add(measure(m["property"], m["unit"]).label)
    assert topics == {"total": {"村集体经济收入"}, "mean": {"村集体经济收入（村均）"}}
