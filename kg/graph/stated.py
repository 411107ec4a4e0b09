"""The confidence that evidence states: how often the rule that read the words was right, and the choices that made a statement of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from math import prod

from kg.choose import margins
from kg.model import Choice

_PLACES = Decimal("0.001")


def stated(rule: str, choices: Sequence[Choice], rules: Mapping[str, Decimal]) -> Decimal | None:
    """How often such a statement was right: the precision of its rule times those of its choices.

    A choice that bears the rule's name, what a quoted name reached, stands in the rule's place. Nothing where the rule was not
    measured; a choice that was not takes nothing off.
    """
    own = rules.get(rule)
    return _product(rule, own, tuple(choices)) if choices else own


@lru_cache(maxsize=4096)
def _product(rule: str, own: Decimal | None, choices: tuple[Choice, ...]) -> Decimal | None:
    table = margins.measured()
    graded = {name: share for name, margin in choices if (share := margins.precision(name, margin, table)) is not None}
    if rule not in graded and own is None:
        return None
    first = 1.0 if rule in graded else float(own or 0)
    return Decimal(first * prod(graded.values())).quantize(_PLACES)
