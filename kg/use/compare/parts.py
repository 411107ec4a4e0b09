"""Align the parts of two programmes one by one, and the partners of two formulas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.use.compare.wording import bare, fold, role, roles_alike, words_alike
from kg.use.compare.words import BROADER
from kg.use.records import PartOf

SAME = 0.95
CHANGED = 0.5
COMMON_PARTNERS = frozenset({"党组织", "党支部", "农户", "贫困户", "党员"})


@dataclass(frozen=True, slots=True)
class PartPair:
    """Two parts that correspond: ``a`` and ``b`` are indexes, ``score`` 0 to 1."""

    a: int
    b: int
    score: float

    @property
    def same(self) -> bool:
        """Whether the two say the same, wordings apart."""
        return self.score >= SAME


Likeness = Callable[[PartOf, PartOf], float]


def part_likeness(a: PartOf, b: PartOf) -> float:
    """How alike two components are by their words."""
    return words_alike(a.name, b.name)


def partner_likeness(a: PartOf, b: PartOf) -> float:
    """How alike two addends are: by their words, or by the role that they stand for."""
    if not named(a) or not named(b):
        return 0.0
    return _partners(a.name, a.actor or "", b.name, b.actor or "")


@lru_cache(maxsize=65536)
def _partners(a: str, role_a: str, b: str, role_b: str) -> float:
    if bare(fold(a)) == bare(fold(b)):
        return 1.0
    by_role = roles_alike(role(role_a) or role(a), role(role_b) or role(b))
    return by_role or (words_alike(a, b) if words_alike(a, b) >= 0.6 else 0.0)


def named(part: PartOf) -> bool:
    """Whether an addend is more than a count or a letter."""
    return _is_named(part.name)


@lru_cache(maxsize=65536)
def _is_named(words: str) -> bool:
    flat = bare(words)
    return len(flat) > 1 and not flat.isascii()


def pair_up(
    a: Sequence[PartOf], b: Sequence[PartOf], likeness: Likeness, floor: float = CHANGED
) -> tuple[PartPair, ...]:
    """The best pairs, each part once: most alike first, then nearest in place. In the order of ``a``."""
    scored = [(likeness(x, y), -abs(i - j), -i, -j) for i, x in enumerate(a) for j, y in enumerate(b)]
    used_a: set[int] = set()
    used_b: set[int] = set()
    found = []
    for score, _, i, j in sorted(scored, reverse=True):
        if score < floor:
            break
        if -i not in used_a and -j not in used_b:
            used_a.add(-i)
            used_b.add(-j)
            found.append(PartPair(-i, -j, round(score, 3)))
    return tuple(sorted(found, key=lambda p: (p.a, p.b)))


def parts_score(a: Sequence[PartOf], b: Sequence[PartOf]) -> float:
    """How much of two lists of components corresponds, 0 to 1."""
    if not a or not b:
        return 0.0
    return 2 * sum(p.score for p in pair_up(a, b, part_likeness)) / (len(a) + len(b))


def partners_score(a: Sequence[PartOf], b: Sequence[PartOf]) -> float | None:
    """How much of two partner sets corresponds; ``None`` where one names no partner.

    The Party organisation and the household stand in almost every formula: they count half.
    """
    left, right = _named(a), _named(b)
    return _partners_score(left, right) if left and right else None


def _named(parts: Sequence[PartOf]) -> tuple[PartOf, ...]:
    """The addends that name somebody, by their words and role alone."""
    return tuple(PartOf(name=p.name, actor=p.actor) for p in parts if named(p))


@lru_cache(maxsize=65536)
def _partners_score(left: tuple[PartOf, ...], right: tuple[PartOf, ...]) -> float:
    total = sum(map(partner_weight, left)) + sum(map(partner_weight, right))
    both = sum(
        p.score * (partner_weight(left[p.a]) + partner_weight(right[p.b]))
        for p in pair_up(left, right, partner_likeness)
    )
    return both / total


@lru_cache(maxsize=65536)
def partner_weight(part: PartOf) -> float:
    """What a partner weighs: the common ones half."""
    return 0.5 if partner(part) in COMMON_PARTNERS else 1.0


def partner(part: PartOf) -> str:
    """What an addend stands for: its role, or its own words."""
    return role(part.actor or "") or role(part.name) or bare(fold(part.name))


def broad_partner(part: PartOf) -> str:
    """The broader role of an addend: a leading company is a company, a poor household a household."""
    return BROADER.get(partner(part), partner(part))
