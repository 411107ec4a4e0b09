"""How often a choice is right that was won by as much: ``margins.tsv``, measured by ``make calibrate`` on texts that nobody fits rules to.

A choice bears the name of what was settled and how (``region.other``: one that is not the article's own) and the margin between what
was chosen and the next best (for a name, its score). Within a choice a greater margin is never less often right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

MOST = 99
"""Margins above count as this; so does the margin of what had no rival."""


class Step(NamedTuple):
    """The cases up to a margin: how many of them were right."""

    upto: int
    right: int
    total: int

    @property
    def precision(self) -> float:
        """Their share by the rule of succession, which is modest about few cases."""
        return (self.right + 1) / (self.total + 2)


Table = Mapping[str, tuple[Step, ...]]


def steps(cases: Iterable[tuple[int, bool]], least: int = 40) -> tuple[Step, ...]:
    """Cases, each a margin and whether it was right, in steps of at least so many of which none is less often right than the one
    below it (pool adjacent violators)."""
    counts: dict[int, list[int]] = {}
    for margin, right in cases:
        row = counts.setdefault(min(margin, MOST), [0, 0])
        row[0] += right
        row[1] += 1
    found: list[Step] = []
    for margin in sorted(counts):
        found.append(Step(margin, *counts[margin]))
        if len(found) > 1 and found[-2].total < least:
            found[-2:] = [_both(*found[-2:])]
    if len(found) > 1 and found[-1].total < least:
        found[-2:] = [_both(*found[-2:])]
    return tuple(_rising(found))


def _rising(found: Iterable[Step]) -> list[Step]:
    """The same with neighbours joined until none is less often right than the one below it."""
    rising: list[Step] = []
    for step in found:
        rising.append(step)
        while len(rising) > 1 and rising[-2].precision >= rising[-1].precision:
            rising[-2:] = [_both(*rising[-2:])]
    return rising


def _both(low: Step, high: Step) -> Step:
    return Step(high.upto, low.right + high.right, low.total + high.total)


def read(lines: Iterable[str]) -> dict[str, tuple[Step, ...]]:
    """The steps of each choice; lines that begin with # are notes."""
    found: dict[str, tuple[Step, ...]] = {}
    for line in lines:
        if line.strip() and not line.startswith("#"):
            choice, *numbers = line.split("\t")
            found[choice] = (*found.get(choice, ()), Step(*map(int, numbers)))
    return found


@cache
def measured() -> Table:
    """What was measured."""
    return read(resources.files("kg.choose").joinpath("margins.tsv").read_text("utf-8").splitlines())


def precision(choice: str, margin: int, table: Table) -> float | None:
    """How often such a choice was right that was won by this; nothing where that was not measured."""
    found = table.get(choice)
    return None if not found else next((s for s in found if margin <= s.upto), found[-1]).precision
