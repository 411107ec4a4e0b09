"""Which region counts what: the nearest one upwards that a report is about."""

from __future__ import annotations

from kg.use.seats import owner, seats

WITHIN = {"村": "镇", "镇": "县", "县": "市", "市": "省", "另县": "市"}
ALL = ["村", "镇", "县", "另县", "市", "省"]
LOW = frozenset({"村", "镇"})


def test_without_reports_villages_and_towns_sit_with_their_county() -> None:
    found = seats(ALL, WITHIN, reported=frozenset(), low=LOW)
    assert found == {"村": "县", "镇": "县", "县": "县", "另县": "另县", "市": "市", "省": "省"}
    assert seats(["独村"], {}, reported=frozenset(), low=frozenset({"独村"})) == {"独村": "独村"}


def test_a_region_that_is_only_mentioned_sits_with_the_one_reported_on() -> None:
    found = seats(ALL, WITHIN, reported=frozenset({"市", "村"}), low=LOW)
    assert found == {"村": "村", "镇": "市", "县": "市", "另县": "市", "市": "市", "省": "省"}


def test_of_chosen_regions_the_nearest_one_counts() -> None:
    reported = frozenset({"市", "村"})
    assert owner("另县", WITHIN, frozenset({"市"}), reported) == "市"
    assert owner("另县", WITHIN, frozenset({"市", "另县"}), reported) == "另县"
    assert owner("村", WITHIN, frozenset({"市"}), reported) is None  # its own report counts it
    assert owner("村", WITHIN, frozenset({"省"}), reported) == "省"  # a container holds everything
    assert owner("村", {"村": "镇", "镇": "村"}, frozenset({"省"}), reported) is None
