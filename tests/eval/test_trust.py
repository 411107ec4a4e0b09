"""Whether stated confidences can be trusted: on the whole, and whether the doubtful statements are the wrong ones."""

from __future__ import annotations

import pytest

from kg.use.eval import ranking
from kg.use.eval.ranking import Shown
from kg.use.eval.score import score

GRADED = [(0.1, False)] * 2 + [(0.9, True)] * 7 + [(0.9, False)]
FLAT = [(0.8, right) for _, right in GRADED]


def test_the_least_sure_are_the_wrong_ones_or_as_wrong_as_all() -> None:
    assert ranking.wrong(GRADED) == pytest.approx((1.0, 0.125))
    assert ranking.wrong(FLAT) == pytest.approx((0.3, 0.3))  # equally sure, equally right


def test_the_error_is_what_is_stated_against_what_is_right() -> None:
    assert ranking.error(FLAT) == pytest.approx(0.1)
    assert ranking.error([(0.1, False), (0.9, True)]) == pytest.approx(0.1)
    assert ranking.error([(0.5, False), (0.5, True)]) == pytest.approx(0.0)


def test_the_area_is_greater_where_the_wrong_ones_come_last() -> None:
    assert ranking.area([(0.9, True), (0.1, False)]) == pytest.approx(0.75)
    assert ranking.area([(0.1, True), (0.9, False)]) == pytest.approx(0.25)


def test_bins_hold_each_statement_once() -> None:
    found = ranking.bins([(0.0, False), (0.2, True), (0.5, True), (1.0, True)])
    assert [(b.low, b.number) for b in found] == [(0.0, 1), (0.2, 1), (0.5, 1), (0.9, 1)]


def test_a_figure_is_right_where_all_that_is_shown_of_it_is() -> None:
    gold = {"quote": "合作社35家", "value": 35, "unit": "家", "property": "合作社", "region": "甲县", "time": None}
    found = [gold | {"_sure": 0.7}, gold | {"quote": "党员40名", "value": 40, "unit": "人", "_sure": 0.2}]
    told = score({"a": {"metrics": [gold]}}, {"a": {"metrics": found}}).shown
    assert [(s.stated, s.right) for s in told] == [(0.7, True), (0.2, False)]
    elsewhere = score({"a": {"metrics": [gold | {"region": "乙县"}]}}, {"a": {"metrics": found}}).shown[0]
    assert elsewhere.agrees == {"said": True, "region": False, "time": True}
    assert not elsewhere.right
    assert not Shown("metrics", gold, None).right
