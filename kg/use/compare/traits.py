"""What a programme or a figure tells about how its region works: traits that regions can have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.lexicon.words import members, of_class
from kg.use.compare.indicators import bare_noun
from kg.use.compare.metrics import measure_of
from kg.use.compare.parts import broad_partner, named
from kg.use.compare.wording import ending_of, name
from kg.use.compare.words import FIELD_WORDS, GROUPS, KIND_WORDS
from kg.use.records import Figure, ProgrammeOf

ASPECTS: dict[str, float] = {
    "family": 1.3,
    "scheme": 1.0,
    "carrier": 0.9,
    "partners": 1.0,
    "role": 0.4,
    "field": 0.4,
    "leader": 0.5,
    "count": 0.3,
    "recognised": 0.3,
    "indicator": 0.3,
}
"""How much each aspect weighs: the programme itself, the scheme of a numeral abbreviation (n强n创), the thing that
carries the work (党校, 驿站), the partners of a formula together and each role in one, sector and kind, the sort of
body that leads, the number of parts announced, the level on which it was recognised, the indicator."""

_LEADERS = (
    ("body.personnel", "组织部门"),
    ("body.discipline", "纪检机关"),
    ("body.party", "党组织"),
    ("body.gov", "政府部门"),
    ("body.firm", "企业"),
    ("body.school", "学校"),
    ("body.society", "社会组织"),
    ("body.media", "媒体"),
)
_TIME = re.compile(r"n+(?:年|月|日|周|天|后|季|期)")  # 三年, 90后: a time or an age, no scheme
_CARRIERS = ("kind.strong", "kind.weak", "noun.place", "noun.media")


class Trait(NamedTuple):
    """One trait: its aspect (a key of :data:`ASPECTS`) and the words that tell it."""

    aspect: str
    words: str


def traits_of_programme(programme: ProgrammeOf, levels: Iterable[str] = ()) -> Iterator[Trait]:
    """The traits of a programme or formula, but for its family, which only the corpus tells.

    ``levels`` are those on which it was recognised.
    """
    for level in levels:
        yield Trait("recognised", level)
    if programme.formula:
        yield from _of_formula(programme)
        return
    for printed in (programme.name, *programme.aliases):
        read = name(printed)
        if read.pattern and not read.counted and not _TIME.fullmatch(read.pattern):
            yield Trait("scheme", read.pattern)
        if thing := carrier(read.core):
            yield Trait("carrier", thing)
    if all(v and v != "其他" for v in (programme.kind, programme.sector)):
        yield Trait("field", f"{programme.sector}·{programme.kind}")
    if programme.declared:
        yield Trait("count", str(programme.declared))
    for leader in programme.leaders:
        if sort := _sort_of_body(leader):
            yield Trait("leader", sort)


def _of_formula(formula: ProgrammeOf) -> Iterator[Trait]:
    roles = sorted({broad_partner(p) for p in formula.parts if named(p)})
    if len(roles) > 1:
        yield Trait("partners", "+".join(roles))
    for role in roles:
        yield Trait("role", role)


def traits_of_figure(figure: Figure) -> Iterator[Trait]:
    """The traits of a figure: what it measures, if that is more than a count of a common noun."""
    what = measure_of(figure)
    if not bare_noun(what) and not what.basis:
        yield Trait("indicator", what.label)


@lru_cache(maxsize=65536)
def carrier(core: str) -> str:
    """The thing that carries the work, by the end of a name (帐篷党校: 党校), or nothing."""
    return ending_of(core, _carriers(), 2) or ""


@lru_cache(maxsize=1)
def _carriers() -> frozenset[str]:
    """The words for things; kinds of anything (机制), verbs (共建) and words of the whole field (服务) are none."""
    abstract = {*KIND_WORDS, *FIELD_WORDS, *(w for group in GROUPS for w in group)}
    return frozenset(w for w in members(*_CARRIERS) if len(w) > 1) - abstract


@lru_cache(maxsize=16384)
def _sort_of_body(body: str) -> str:
    return next((sort for cls, sort in _LEADERS if body.endswith(tuple(of_class(cls)))), "")
