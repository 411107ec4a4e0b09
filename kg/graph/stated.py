"""The confidence that evidence states: how often the rule that read the words was right, times the choices that made a statement of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from math import prod
from typing import NamedTuple

from kg.choose import margins
from kg.model import Choice

_PLACES = Decimal("0.001")


class Factor(NamedTuple):
    """A rule or a choice, by how much it won, and how often it was right."""

    name: str
    margin: int
    share: float


def factors(
    rule: str, choices: Iterable[Choice], rules: Mapping[str, Decimal], table: margins.Table | None = None
) -> list[Factor]:
    """What the confidence of a statement is the product of; nothing where the rule was not measured.

    A choice that bears the rule's name, what a quoted name reached, stands in the rule's place; one that was not measured takes
    nothing off.
    """
    table = margins.measured() if table is None else table
    graded = [Factor(n, m, share) for n, m in choices if (share := margins.precision(n, m, table)) is not None]
    if any(f.name == rule for f in graded):
        return graded
    return [Factor(rule, 0, float(rules[rule])), *graded] if rule in rules else []


def stated(rule: str, choices: tuple[Choice, ...], rules: Mapping[str, Decimal]) -> Decimal | None:
    """How often such a statement was right; nothing where that was not measured."""
    return _product(rule, choices, rules.get(rule)) if choices else rules.get(rule)


@lru_cache(maxsize=4096)
def _product(rule: str, choices: tuple[Choice, ...], own: Decimal | None) -> Decimal | None:
    found = factors(rule, choices, {} if own is None else {rule: own})
    return Decimal(prod(f.share for f in found)).quantize(_PLACES) if found else None
