"""A linear model with small integer weights: what was learnt, in a file that a person can read.

A weights file holds one feature a line, its name, a tab and its weight. Features are names of classes of cues that
hold for a candidate; its score is the sum of their weights. Plain Python, the same result everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import repeat

Weights = Mapping[str, int]


def read_weights(lines: Iterable[str]) -> dict[str, int]:
    """The weights of a table; lines that begin with # are notes."""
    rows = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    return {name: int(weight) for name, weight in rows}


@cache
def weights(choice: str) -> Weights:
    """What was learnt for a choice (``kg/choose/weights/CHOICE.tsv``)."""
    table = resources.files("kg.choose").joinpath("weights", f"{choice}.tsv")
    return read_weights(table.read_text("utf-8").splitlines())


def score(features: Iterable[str], learnt: Weights) -> int:
    """The sum of the weights of features; a feature without a weight counts nothing."""
    return sum(map(learnt.get, features, repeat(0)))


def best(candidates: Sequence[Iterable[str]], learnt: Weights) -> int:
    """The index of the candidate with the highest score; of equals the first."""
    scores = [score(features, learnt) for features in candidates]
    return scores.index(max(scores))


def decide(candidates: Sequence[Iterable[str]], learnt: Weights) -> tuple[int, str, int | None]:
    """The index of the candidate with the highest score, the features that decided against the next one, and by how much it
    won; nothing where it had no rival."""
    scores = [score(features, learnt) for features in candidates]
    first, *others = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    decided = explain(candidates[first], candidates[others[0]] if others else (), learnt)
    margin = scores[first] - scores[others[0]] if others else None
    return first, ", ".join(f"{name} +{weight}" for name, weight in decided), margin


def explain(chosen: Iterable[str], other: Iterable[str], learnt: Weights, most: int = 4) -> list[tuple[str, int]]:
    """The features that decided for one candidate against another, the weightiest first.

    What only the other has counts for the chosen one with its sign turned, and is shown as ``not FEATURE``.
    """
    mine, theirs = frozenset(chosen), frozenset(other)
    found = [(name, learnt.get(name, 0)) for name in mine - theirs]
    found += [(f"not {name}", -learnt.get(name, 0)) for name in theirs - mine]
    return sorted((x for x in found if x[1] > 0), key=lambda x: (-x[1], x[0]))[:most]


def telling(names: Iterable[str], learnt: Weights, most: int = 6) -> list[tuple[str, int]]:
    """The features that weigh most, for or against, but for the one that all candidates have."""
    told = [(name, learnt[name]) for name in names if name in learnt and name != "always"]
    return sorted(told, key=lambda t: (-abs(t[1]), t[0]))[:most]


def upto(number: float, *steps: float) -> str:
    """The step that a number does not exceed, as a part of a feature's name."""
    return next((f"<={s}" for s in steps if number <= s), f">{steps[-1]}")


def holding(told: Mapping[str, object], under: str = "") -> Iterator[str]:
    """The names of those features that hold, by the name of their group and their own."""
    return (under + name for name, holds in told.items() if holds)
