"""No kind falls below its floor on any part of the gold, and the floors belong to this gold."""

from __future__ import annotations

import pytest

import gold_gate


@pytest.mark.parametrize("part", list(gold_gate.PARTS))
def test_floors(part: str) -> None:
    if not gold_gate.at_hand(part):
        pytest.skip("the real documents are not beside the project")
    stated = gold_gate.floors()
    assert stated[part]["gold"] == gold_gate.checksum(part), "the gold changed: set its floors again"
    reached = gold_gate.figures(gold_gate.measure_part(part))
    assert gold_gate.broken(part, reached, stated) == []


def test_a_lower_figure_breaks_its_floor() -> None:
    stated = {"seeds": {"gold": "", "f1": {"regions": 0.9}}}
    assert gold_gate.broken("seeds", {"regions": 0.89}, stated)
    assert not gold_gate.broken("seeds", {"regions": 0.9}, stated)
