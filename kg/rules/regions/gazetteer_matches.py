"""Names of the gazetteer in a text, each with what it may mean and how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.gazetteer.registry import Entry, registry
from kg.model import RegionMention
from kg.rules.regions.edges import SUFFIX_SWALLOWED

_WHOLE = ("official", "old", "zone")


class Hit(NamedTuple):
    """A name of the gazetteer at ``start:end``; ``how`` is official, short, doubtful, old or zone."""

    start: int
    end: int
    name: str
    entries: tuple[Entry, ...]
    how: str
    strong: bool = False

    @property
    def level(self) -> str:
        """The highest level that the name can have."""
        return self.entries[0].level

    @property
    def whole(self) -> bool:
        """Whether the name is printed in full, be it an old one, and not in a short form."""
        return self.how in _WHOLE


def _how(name: str, entry: Entry) -> str:
    if entry.level == "zone":
        return "zone"
    if name == entry.name:
        return "official"
    if name in entry.old or name not in (*entry.shorts, *entry.doubtful):
        return "old"
    return "doubtful" if name in entry.doubtful else "short"


def mention_of(start: int, end: int, rule: str, entries: Sequence[Entry]) -> RegionMention:
    """A mention of what the gazetteer has, the likeliest of several first."""
    best, places = entries[0], tuple(registry().as_place(e) for e in entries)
    return RegionMention(
        start=start, end=end, rule=rule, name=best.name, kind=best.kind, level=best.level, places=places
    )


@cache
def _automata() -> tuple[tuple[CharwiseDoubleArrayAhoCorasick, tuple[str, ...]], ...]:
    """One of names that count by themselves, one of short forms that need a context."""
    sure: list[str] = []
    other: list[str] = []
    for name, entries in registry().by_name.items():
        if len(name) < 2:
            continue
        ways = {_how(name, e) for e in entries}
        whole = not ways.isdisjoint(_WHOLE) or any(
            _how(name, e) == "short" and (e.level != "county" or name[-1] in "县旗州区市盟") for e in entries
        )
        (sure if whole else other).append(name)
    return tuple(
        (CharwiseDoubleArrayAhoCorasick(names, MATCH_KIND_LEFTMOST_LONGEST), tuple(names)) for names in (sure, other)
    )


def find_hits(clean: str) -> list[Hit]:
    """All names of the text that can be places, the surer ones first where they overlap."""
    hits: list[Hit] = []
    rest = clean
    for automaton, names in _automata():
        cells = list(clean)
        for start, end, number in automaton.find(rest):
            hit = _hit(clean, start, end, names[number])
            if hit is not None:
                hits.append(hit)
                cells[hit.start : hit.end] = " " * (hit.end - hit.start)
        rest = "".join(cells)  # 浙江 is taken: what follows is 安吉, not 江安
    ends = {h.end for h in hits}
    kept = [h for h in hits if h.start in ends or not _ends_other_name(clean, h)]
    return sorted(kept, key=lambda h: h.start)


def _ends_other_name(clean: str, hit: Hit) -> bool:
    """Whether the first character of a short form ends another name: 瑞|丽江."""
    if hit.whole or not hit.start:
        return False
    return clean[hit.start - 1 : hit.start + 1] in registry().by_name


def _hit(clean: str, start: int, end: int, name: str) -> Hit | None:
    """The reading of a match, where its edges allow one."""
    entries = registry().by_name[name]
    swallowed = SUFFIX_SWALLOWED.get(name[-1])
    if swallowed and len(name) > 2 and swallowed.match(clean, end - 1):
        shorter = name[:-1]
        entries = tuple(e for e in registry().by_name.get(shorter, ()) if name in e.names)
        if not entries:
            return None
        name, end = shorter, end - 1
    ways = [_how(name, e) for e in entries]
    how = next((w for w in ("official", "zone", "old") if w in ways), ways[0])
    if how in _WHOLE:
        keep = tuple(e for e, w in zip(entries, ways, strict=True) if w in ("official", "zone", how))
        # 吉林市 is official; 吉林 is short of both the province and the city
        entries = keep or entries
    return Hit(start, end, name, entries, how)
