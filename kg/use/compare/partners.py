"""The formulas of all regions aligned by partner: one line a formula, one column a role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.use.compare.parts import broad_partner, named
from kg.use.records import ProgrammeOf


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One formula of the region in ``column``: ``cells[i]`` are its addends in the role ``roles[i]``."""

    column: int
    formula: ProgrammeOf
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PartnerTable:
    """The roles, those in most formulas first, and a line for every formula that names a partner.

    ``counts`` tells in how many regions a role takes part.
    """

    roles: tuple[str, ...]
    counts: tuple[int, ...]
    lines: tuple[PartnerLine, ...]


def partner_table(columns: Sequence[Sequence[ProgrammeOf]]) -> PartnerTable:
    """Align the formulas of the columns by the roles of their addends.

    A role that only one formula has stands at the end; formulas of counts alone (1+N) are left out.
    """
    formulas = [(i, f) for i, column in enumerate(columns) for f in column if f.formula and addends(f)]
    use: Counter[str] = Counter()
    regions: dict[str, set[int]] = {}
    for i, formula in formulas:
        for role in addends(formula):
            use[role] += 1
            regions.setdefault(role, set()).add(i)
    roles = tuple(sorted(use, key=lambda r: (-len(regions[r]), -use[r], r)))
    lines = []
    for i, formula in formulas:
        by_role = addends(formula)
        lines.append(PartnerLine(i, formula, tuple(by_role.get(r, ()) for r in roles)))
    return PartnerTable(roles, tuple(len(regions[r]) for r in roles), tuple(lines))


def addends(formula: ProgrammeOf) -> dict[str, tuple[str, ...]]:
    """The addends of a formula that name somebody, by the role that they stand for."""
    found: dict[str, tuple[str, ...]] = {}
    for part in formula.parts:
        if named(part):
            role = broad_partner(part)
            found[role] = (*found.get(role, ()), part.name)
    return found
