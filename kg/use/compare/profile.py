"""The structure profile of a region: what its programmes are made of, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.use.compare.parts import broad_partner, named
from kg.use.compare.wording import name
from kg.use.reader import leaders_of
from kg.use.records import ProgrammeOf

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Profile:
    """Counts over the programmes of one region; every table is sorted by count, then by word.

    ``declared`` and ``found`` add up over the programmes that announce a number of parts; ``incomplete``
    names those that spell out fewer; ``depth`` is the longest chain programme → sub-programme → part;
    ``schemes`` are the numeral abbreviations by scheme (n强n创), ``fields`` counts sector and kind together; ``partners`` the formulas by partner set.
    """

    programmes: int
    formulas: int
    kinds: Counts
    sectors: Counts
    depth: int
    with_parts: int
    parts: int
    declared: int
    found: int
    incomplete: tuple[str, ...]
    schemes: Counts
    partners: Counts
    leaders: Counts
    scheme_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fields: Counts = field(default_factory=dict)


def profile(programmes: Sequence[ProgrammeOf]) -> Profile:
    """Count what the programmes of a region are made of."""
    plain = [p for p in programmes if not p.formula]
    formulas = [p for p in programmes if p.formula]
    counted = [p for p in plain if p.declared]
    schemes = _schemes(plain)
    return Profile(
        programmes=len(plain),
        formulas=len(formulas),
        kinds=_sorted(p.kind for p in plain if p.kind),
        sectors=_sorted(p.sector for p in plain if p.sector),
        depth=_depth(plain),
        with_parts=sum(1 for p in plain if p.parts),
        parts=sum(len(p.parts) for p in plain),
        declared=sum(p.declared or 0 for p in counted),
        found=sum(min(p.found, p.declared or 0) for p in counted),
        incomplete=tuple(p.name for p in counted if p.found < (p.declared or 0)),
        schemes={s: len(names) for s, names in schemes.items()},
        partners=_sorted(filter(None, map(partner_set, formulas))),
        leaders=leaders_of(programmes),
        scheme_names=schemes,
        fields=_sorted(f"{p.sector}·{p.kind}" for p in plain if p.sector and p.kind),
    )


def partner_set(formula: ProgrammeOf) -> str:
    """The partners that a formula joins, as roles in a fixed order: 党组织+合作社+农户."""
    return "+".join(sorted({broad_partner(p) for p in formula.parts if named(p)}))


def _sorted(words: Iterable[str]) -> Counts:
    return dict(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))


def _schemes(programmes: Sequence[ProgrammeOf]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for programme in programmes:
        for printed in (programme.name, *programme.aliases):
            read = name(printed)
            if read.pattern and not read.counted:
                found.setdefault(read.pattern, set()).add(read.core)
    order = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {scheme: tuple(sorted(names)) for scheme, names in order}


def _depth(programmes: Sequence[ProgrammeOf]) -> int:
    """The longest chain from a programme over its sub-programmes to its parts."""
    by_iri = {p.iri: p for p in programmes}
    deepest = 0
    for programme in programmes:
        depth, seen, at = 1 + bool(programme.parts), {programme.iri}, programme
        while at.parent and at.parent in by_iri and at.parent not in seen:
            seen.add(at.parent)
            at = by_iri[at.parent]
            depth += 1
        deepest = max(deepest, depth)
    return deepest
