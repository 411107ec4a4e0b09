"""How often choices are right by the margin that they were won by: the steps, and what is looked up in them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.choose import linear, margins
from kg.choose.margins import Step


def cases(*told: tuple[int, int, int]) -> list[tuple[int, bool]]:
    """Margins with how many of how many cases were right."""
    return [(margin, i < right) for margin, right, total in told for i in range(total)]


def test_a_choice_is_won_by_what_the_best_has_before_the_next() -> None:
    learnt = {"near": 7, "far": 2, "odd": -3}
    assert linear.decide([["far"], ["near", "odd"], ["near"]], learnt)[::2] == (2, 3)
    assert linear.decide([["near"], ["near"]], learnt)[::2] == (0, 0)
    assert linear.decide([["near"]], learnt)[2] is None  # no rival


def test_cases_are_joined_until_each_step_has_enough() -> None:
    found = margins.steps(cases((1, 3, 10), (2, 2, 10), (5, 9, 20), (9, 4, 5)), least=20)
    assert found == (Step(2, 5, 20), Step(9, 13, 25))


def test_no_step_is_less_often_right_than_the_one_below_it() -> None:
    found = margins.steps(cases((1, 8, 10), (2, 2, 10), (3, 5, 10), (4, 9, 10)), least=1)
    assert found == (Step(3, 15, 30), Step(4, 9, 10))


def test_margins_above_the_most_count_as_the_most() -> None:
    assert margins.steps(cases((400, 1, 1), (99, 1, 1)), least=1) == (Step(margins.MOST, 2, 2),)


@pytest.mark.parametrize(("margin", "share"), [(-3, 0.25), (6, 0.25), (7, 0.75), (20, 0.75), (500, 0.75)])
def test_a_margin_is_looked_up_in_the_first_step_that_reaches_it(margin: int, share: float) -> None:
    table = {"region.other": (Step(6, 1, 6), Step(20, 8, 10))}
    assert margins.precision("region.other", margin, table) == share
    assert margins.precision("region.unmeasured", margin, table) is None


def test_what_was_measured_rises_with_the_margin() -> None:
    table = margins.measured()
    assert {"figure.said", "region.article", "region.other", "region.told", "time.ahead", "time.told"} <= set(table)
    for steps in table.values():
        assert [s.upto for s in steps] == sorted({s.upto for s in steps})
        assert all(a.precision < b.precision for a, b in pairwise(steps))
    assert table["region.article"][0].precision < 0.4 < 0.9 < table["region.article"][-1].precision
