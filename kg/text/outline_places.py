"""The texts of a newspaper page: headlines without numbers, each text about a place of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg import patterns as re
from kg.gazetteer.registry import registry
from kg.model import BlockKind
from kg.text.items import Item

_COUNTY = re.compile(r"[\u4e00-\u9fff]{2,9}?[县旗区市](?![长域级别块间民场容])")
_TOWN = re.compile(r"[\u4e00-\u9fff]{2}(?:镇|乡(?![村镇亲愁土贤])|街道|苏木)(?![长里])")
_NO_NAME = re.compile(r"[全各该本我市县区旗两一山城社小校园辖片老新发示高验牧林灾库郊半]$")
_NEAR = 50


@lru_cache(maxsize=4096)
def _county(words: str) -> str:
    """The name at the end of some words: one of the gazetteer, else two characters and the suffix."""
    names = registry().by_name
    for size in range(min(9, len(words)), 1, -1):
        if words[-size:] in names:
            return words[-size:]
    if len(words) < 3 or _NO_NAME.search(words[:-1]):
        return ""
    return words[-3:]


def _counties(text: str) -> list[str]:
    """The counties that a text names, in order."""
    return [name for m in _COUNTY.finditer(text) if (name := _county(m[0]))]


def _towns(text: str) -> list[str]:
    """The towns that a text names, in order."""
    return [m[0] for m in _TOWN.finditer(text)]


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of headings with the text below it: where it starts and which places it names, first of
    all (``lead``) and altogether, of county and of town rank."""

    start: int
    lead: tuple[str, str]
    counties: frozenset[str]
    towns: frozenset[str]


def _unit(items: Sequence[Item], start: int, end: int) -> Unit:
    """The unit of some items."""
    own = [x.text for x in items[start:end] if x.kind in (BlockKind.HEADING, BlockKind.BODY)]
    body = next((x.text for x in items[start:end] if x.kind is BlockKind.BODY), "")
    near = "，".join([x.text for x in items[start:end] if x.is_heading] + [body[:_NEAR]])
    text = "\n".join(own)
    lead = (next(iter(_counties(near)), ""), next(iter(_towns(near)), ""))
    return Unit(start, lead, frozenset(_counties(text)), frozenset(_towns(text)))


def _units(items: Sequence[Item], first: int) -> list[Unit]:
    """The units from the first heading on."""
    starts = [
        i for i in range(first, len(items)) if items[i].is_heading and (i == first or not items[i - 1].is_heading)
    ]
    return [_unit(items, a, b) for a, b in zip(starts, [*starts[1:], len(items)], strict=True)]


def _each_its_own(units: Sequence[Unit]) -> bool:
    """Whether every unit is about one county, and neighbours about different ones."""
    if not all(len(u.counties) == 1 and u.lead[0] for u in units):
        return False
    return all(a.counties != b.counties for a, b in pairwise(units))


def _town_each(units: Sequence[Unit]) -> bool:
    """Whether every unit is about one town, all different, of at most one county."""
    if not all(len(u.towns) == 1 and u.lead[1] for u in units):
        return False
    return len({u.lead[1] for u in units}) == len(units)


def unit_starts(items: Sequence[Item], first: int, page: bool) -> set[int]:
    """The headings that begin an article about a place of its own; ``page`` tells that the head of a
    newspaper stands above them."""
    if any(x.style or x.paragraph.level for x in items[first + 1 :] if x.is_heading):
        return set()
    units = _units(items, first)
    if len(units) < 2:
        return set()
    if _each_its_own(units) or (page and _town_each(units)):
        return {u.start for u in units}
    if not page:
        return set()
    starts: set[int] = set()
    current = units[0].counties
    for unit in units[1:]:
        if len(current) == 1 == len(unit.counties) and unit.lead[0] and unit.counties != current:
            starts.add(unit.start)
            current = unit.counties
        else:
            current |= unit.counties
    return starts
