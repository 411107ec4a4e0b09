"""Bad layouts, scripts and encodings cost no kind more than 0.02 F1 over half of all gold documents together, wordings 0.04."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC

import gold_gate
from gold.readings import all_of
from kg import pipeline
from kg.graph.settle import settle
from kg.graph.state import state
from kg.graph.store import of_facts
from kg.graph.terms import OA
from kg.model import Document
from kg.text.inputs import read_inputs
from kg.text.read import read_document
from kg.text.undisturbed import undisturbed
from kg.use.eval.facts import facts_of
from kg.use.eval.score import KINDS, norm, score
from text.transforms import ENCODINGS, TRANSFORMS, s2twp

SIMPLIFIED = OpenCC("t2s")
LOSS = 0.02
OF_WORDING = 0.04  # the wording of Taiwan changes words that cues are made of: .026 of programme_region


@functools.cache
def gold() -> dict[str, Any]:
    return {stem: f for part in gold_gate.OWN for stem, f in gold_gate.gold(gold_gate.PARTS[part][1]).items()}


def reworded(facts: Any) -> Any:
    """Gold in Taiwan's wording, simplified character by character: the wording is the source's (GUIDE)."""
    if isinstance(facts, str):
        return facts if facts.isascii() else SIMPLIFIED.convert(s2twp(facts))
    if isinstance(facts, list):
        return [reworded(f) for f in facts]
    if isinstance(facts, dict):
        return {k: reworded(v) for k, v in facts.items()}
    return facts


@functools.cache
def told(quote: str) -> str:
    """A quotation as the score compares it, less what a web page left in it."""
    return norm(SIMPLIFIED.convert(tidy(quote)))


def tidy(quote: str) -> str:
    """A quotation less what a web page left in it."""
    return html.unescape(re.sub("\u200b|<br/>|&nbsp;", "", quote))


_found: dict[tuple[Any, ...], dict[str, Any]] = {}


def found_in(document: Document) -> dict[str, Any]:
    """The facts of a document; those of before, where a deformation gives the same clean text and the same words as evidence: what
    is scored follows from these."""
    with undisturbed():
        reading = pipeline.read_one(document)
        facts = state(reading.text, reading.links, pipeline.confidence())
    quotes = sorted(told(f.object) for f in facts if f.predicate == OA + "exact")
    key = (document.name, all_of(reading.text), tuple(quotes))
    if key not in _found:
        (_found[key],) = facts_of(of_facts(settle(facts))).values()
        for metric in _found[key]["metrics"]:
            metric["quote"] = tidy(metric["quote"])
    return _found[key]


def half(turn: int) -> list[Path]:
    """Every second gold document of each part."""
    return [f for part in gold_gate.OWN for f in gold_gate.sources(gold_gate.PARTS[part][0])[turn::2]]


def figures(change: Callable[[str], str], turn: int, folder: Path) -> dict[str, float]:
    files = []
    for file in half(turn):
        target = folder / file.name
        target.write_bytes(change(file.read_bytes().decode("utf-8")).encode("utf-8"))
        files.append(target)
    chosen = {f.stem: gold()[f.stem] for f in files}
    expected = reworded(chosen) if change is s2twp else chosen
    inputs = read_inputs(files)
    assert inputs.errors == []
    return gold_gate.figures(score(expected, {Path(d.name).stem: found_in(d) for d in inputs.documents}))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, float]]:
    return [figures(lambda raw: raw, turn, tmp_path_factory.mktemp("plain")) for turn in (0, 1)]


@pytest.mark.parametrize(("turn", "name"), [(i % 2, name) for i, name in enumerate(TRANSFORMS)], ids=TRANSFORMS)
def test_no_kind_loses_more_than_a_little(turn: int, name: str, plain: list[dict[str, float]], tmp_path: Path) -> None:
    """Deformations take turns with the halves."""
    changed, most = figures(TRANSFORMS[name], turn, tmp_path), OF_WORDING if name == "s2twp" else LOSS
    lost = {k: round(plain[turn][k] - changed[k], 4) for k in KINDS if plain[turn][k] - changed[k] > most}
    assert not lost


@pytest.mark.parametrize("name", ENCODINGS)
def test_an_encoding_changes_no_character(name: str, tmp_path: Path) -> None:
    for part in gold_gate.OWN:
        for file in gold_gate.sources(gold_gate.PARTS[part][0]):
            text = file.read_bytes().decode("utf-8")
            target = tmp_path / file.name
            target.write_bytes(ENCODINGS[name](text))
            assert read_document(target, file.name).raw == read_document(file, file.name).raw
