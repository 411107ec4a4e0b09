"""How often each rule is right on the gold: the measured precision that becomes ``dj:confidence``."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from importlib import resources

from kg.use.eval.score import Report


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: what the graph states, and what the gold says."""

    rule: str
    predicted: float | None
    right: int
    total: int

    @property
    def actual(self) -> float:
        """The share of its facts that the gold confirms."""
        return self.right / self.total


def _counts(report: Report) -> dict[str, tuple[int, int]]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for _, rules, ok in report.judged:
        for rule in rules:
            total[rule] += 1
            right[rule] += ok
    return {rule: (right[rule], total[rule]) for rule in sorted(total)}


def stated() -> dict[str, float]:
    """The confidences that builds state now."""
    table = json.loads(resources.files("kg.rules").joinpath("confidence.json").read_text("utf-8"))
    return {rule: float(row["confidence"]) for rule, row in table.items()}


def calibration(report: Report) -> list[Row]:
    """Each rule's stated confidence beside its precision on the gold."""
    known = stated()
    return [Row(rule, known.get(rule), r, n) for rule, (r, n) in _counts(report).items()]


def measured(report: Report) -> dict[str, dict[str, float | int]]:
    """The table for kg/rules/confidence.json: counts, and the rule of succession, which is modest about few cases."""
    return {
        rule: {"confidence": round((right + 1) / (total + 2), 3), "right": right, "total": total}
        for rule, (right, total) in _counts(report).items()
    }
