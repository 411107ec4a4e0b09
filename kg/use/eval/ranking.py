"""How far stated confidences can be trusted: whether they are right on the whole, and whether the doubtful ones are the wrong ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import fmean
from typing import Any, NamedTuple

Judged = Sequence[tuple[float, bool]]
"""Statements: the confidence that is stated, and whether the statement is right."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure or programme as a graph shows it; ``agrees``: in what the gold agrees, nothing where it does not have it."""

    kind: str
    fact: Mapping[str, Any]
    agrees: Mapping[str, bool] | None

    @property
    def right(self) -> bool:
        """Whether all that is shown is right."""
        return self.agrees is not None and all(self.agrees.values())

    @property
    def stated(self) -> float | None:
        """The confidence that the graph states."""
        value: float | None = self.fact.get("_sure")
        return value


BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where ranges of confidences begin."""
_GROUPS = 10


class Bin(NamedTuple):
    """The statements of one range of confidences."""

    low: float
    high: float
    number: int
    stated: float
    right: float


def bins(judged: Judged) -> list[Bin]:
    """The statements by what is stated."""
    found = []
    for low, high in zip(BINS, (*BINS[1:], 1.0), strict=True):
        held = [j for j in judged if low <= j[0] < high or (high == 1.0 and j[0] == 1.0)]
        if held:
            found.append(Bin(low, high, len(held), fmean(s for s, _ in held), fmean(r for _, r in held)))
    return found


def _in_order(judged: Judged) -> list[tuple[float, float]]:
    """The statements from the least sure on; of those that are equally sure each is as right as all of them together."""
    found: list[tuple[float, float]] = []
    for stated, same in groupby(sorted(judged), key=lambda j: j[0]):
        rights = [right for _, right in same]
        found += [(stated, fmean(rights))] * len(rights)
    return found


def error(judged: Judged) -> float:
    """The expected calibration error: how far what is stated is from what is right, over ten groups of the like confidence."""
    order = _in_order(judged)
    cut = [round(i * len(order) / _GROUPS) for i in range(_GROUPS + 1)]
    groups = [order[a:b] for a, b in pairwise(cut) if b > a]
    return sum(len(g) * abs(fmean(s for s, _ in g) - fmean(r for _, r in g)) for g in groups) / len(order)


def wrong(judged: Judged, share: float = 0.2) -> tuple[float, float]:
    """The share of wrong statements among the least sure (a fifth), and among the others."""
    order = [right for _, right in _in_order(judged)]
    few = max(1, round(len(order) * share))
    return 1 - fmean(order[:few]), 1 - fmean(order[few:] or order)


def area(judged: Judged) -> float:
    """The area under the curve of precision by coverage: the mean precision of the surest one, two, three … statements."""
    right, reached = 0.0, []
    for number, (_, share) in enumerate(reversed(_in_order(judged)), 1):
        right += share
        reached.append(right / number)
    return fmean(reached)
