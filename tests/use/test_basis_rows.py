"""A row of figures never mixes a total, what every one of several has, a mean, and a plan with a fact."""

from __future__ import annotations

from kg.use.compare.indicators import measure


def test_kinds_of_figures_stand_apart() -> None:
    """County totals, each of 13 villages, a mean and a target are four measures."""
    what = measure("村集体经济收入", "元")
    kinds = {
        what.taken("total", None, "reached"),
        what.taken("each", None, "reached"),
        what.taken("mean", "村", "reached"),
        what.taken("total", None, "planned"),
    }
    assert len(kinds) == 4
    assert what.taken("total", None, "reached") == what


def test_means_of_villages_meet() -> None:
    """村均收入 and 村级集体经济村均收入 are the same measure."""
    one = measure("村均收入", "元").taken("mean", "村", "reached")
    two = measure("村级集体经济村均收入", "元").taken("mean", "村", "reached")
    assert one == two


def test_labels_say_what_differs() -> None:
    """The label of a row names its basis and its status."""
    label = measure("驿站", "个").taken("each", None, "planned").label
    assert "每个均达到" in label
    assert "计划" in label
