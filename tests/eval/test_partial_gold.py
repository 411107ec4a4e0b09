"""Gold that leaves kinds out is compared in the kinds that it has."""

from __future__ import annotations

import pytest

from kg.use.eval.score import score

FOUND = {
    "a": {
        "regions": [{"name": "高台县", "aliases": ["高台"]}],
        "programmes": [{"name": "“三心”工程", "region": "高台县", "aliases": [], "components": []}],
        "formulations": [{"name": "两个维护"}],
    }
}


def test_kinds_that_the_gold_leaves_out_are_not_judged() -> None:
    gold = {"a": {"programmes": [{"name": "“三心”工程", "region": "高台", "components": []}]}}
    report = score(gold, FOUND)
    assert [report.tells(kind) for kind in ("programme_region", "regions", "formulations")] == [True, False, False]
    assert report.f1("programmes") == report.f1("programme_region") == 1
    assert report.mean_f1 == pytest.approx(1)
    assert report.misses == []


def test_an_empty_kind_is_judged() -> None:
    report = score({"a": {"formulations": []}}, FOUND)
    assert [(m.kind, m.what) for m in report.misses] == [("formulations", "spurious")]
