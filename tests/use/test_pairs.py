"""The alignment against pairs that were judged by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.use.compare.match import THRESHOLD, Relation, features, score
from kg.use.records import PartOf, ProgrammeOf

PAIRS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))["pair"]


def programme(said: dict[str, Any]) -> ProgrammeOf:
    parts = tuple(PartOf(name=n, position=i) for i, n in enumerate(said.get("parts", ()), 1))
    return ProgrammeOf(
        iri=said["name"],
        name=said["name"],
        kind=said.get("kind"),
        sector=said.get("sector"),
        formula=said.get("formula", False),
        aliases=tuple(said.get("aliases", ())),
        parts=parts,
    )


def judged(pair: dict[str, Any]) -> bool:
    return score(features(programme(pair["a"])), features(programme(pair["b"]))).matches


def test_enough_pairs_on_both_sides() -> None:
    assert len(PAIRS) >= 130
    assert 0.4 <= sum(p["same"] for p in PAIRS) / len(PAIRS) <= 0.6


def test_precision_recall_and_f1_reach_the_floor() -> None:
    found = [judged(p) for p in PAIRS]
    right = sum(f and p["same"] for f, p in zip(found, PAIRS, strict=True))
    precision, recall = right / sum(found), right / sum(p["same"] for p in PAIRS)
    wrong = [(p["a"]["name"], p["b"]["name"], p["same"]) for f, p in zip(found, PAIRS, strict=True) if f != p["same"]]
    f1 = 2 * precision * recall / (precision + recall)
    assert min(precision, recall, f1) >= 0.93, (precision, recall, wrong)


def test_the_order_of_a_pair_does_not_matter() -> None:
    for pair in PAIRS:
        a, b = features(programme(pair["a"])), features(programme(pair["b"]))
        assert score(a, b).value == pytest.approx(score(b, a).value, abs=0.002)
        assert score(a, b).relation == score(b, a).relation


def test_every_score_is_the_weighted_mean_of_its_terms() -> None:
    for pair in PAIRS:
        result = score(features(programme(pair["a"])), features(programme(pair["b"])))
        if not result.evidence:
            continue
        weight = sum(e.weight for e in result.evidence)
        mean = sum(e.value * e.weight for e in result.evidence) / weight
        if result.relation in (Relation.SHARED, Relation.RENAMED):
            mean = max(mean, THRESHOLD)
        assert result.value == pytest.approx(mean, abs=0.002)


def test_same_name_for_other_contents_is_told_apart() -> None:
    pair = next(p for p in PAIRS if p["a"]["name"] == "四个一")
    result = score(features(programme(pair["a"])), features(programme(pair["b"])))
    assert result.relation is Relation.HOMONYM
