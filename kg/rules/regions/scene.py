"""What the reading of towns and villages knows of a text: the names read so far and the counties they open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from string import digits

from kg import patterns as re
from kg.gazetteer.kinds import kind_of_village
from kg.gazetteer.registry import Registry, registry
from kg.lexicon import kinds, levels
from kg.model import Place, RegionMention
from kg.rules.regions.edges import HAN
from kg.rules.regions.gazetteer_matches import Hit

_Look = Callable[[str, Iterable[str]], tuple[Place, ...]]
LONGEST = 8
# Stands for a place that the gazetteer lacks where keys are asked for.
UNKNOWN = "?"
_NUMERALS = str.maketrans(digits, "〇一二三四五六七八九")
# Other words for the endings that the gazetteer uses.
_SAME = (
    (levels.STREET + kinds.COUNTRY_OFFICE, (levels.STREET,)),
    ("街办", (levels.STREET,)),
    (kinds.COUNTRY_OFFICE, (levels.STREET,)),
    (levels.QUARTER, (levels.COMMUNITY, "")),
    (kinds.RESIDENTS, (levels.COMMUNITY, "")),
    (levels.CLUSTER, (levels.COMMUNITY,)),
    (f"村{levels.COMMUNITY}", ("村",)),
    (levels.GACHA_VILLAGE, (levels.GACHA,)),
    ("团", ("团",)),
)


@dataclass
class Scene:
    """The text, the counties it opens, and the names read so far."""

    clean: str
    hits: tuple[Hit, ...]
    zones: tuple[RegionMention, ...]
    counties: tuple[str, ...] = ()
    mentions: list[RegionMention] = field(default_factory=list)
    _keys_at: dict[int, list[str]] = field(default_factory=dict)
    _level_at: dict[int, str] = field(default_factory=dict)
    _named: set[int] = field(default_factory=set)
    _lefts: dict[str, list[str]] = field(default_factory=dict)
    _ends: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    _near: dict[tuple[_Look, str], tuple[Place, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index where the names end."""
        self.counties = gate(self.hits)
        for hit in self.hits:
            self._keys_at.setdefault(hit.end, []).extend(e.key for e in hit.entries)
            self._level_at[hit.end] = hit.level
            self._named.update(range(hit.start, hit.end))
        for zone in self.zones:
            self._take(zone)

    def add(self, mention: RegionMention) -> None:
        """Take in one more name."""
        self.mentions.append(mention)
        self._take(mention)

    def _take(self, mention: RegionMention) -> None:
        keys = [p.code for p in mention.places if p.code]
        self._keys_at.setdefault(mention.end, []).extend(keys or [UNKNOWN])
        self._level_at[mention.end] = mention.level
        self._named.update(range(mention.start, mention.end))

    def keys_at(self, position: int) -> list[str]:
        """The keys of the places whose names end at ``position``."""
        return self._keys_at.get(position, [])

    def level_at(self, position: int) -> str:
        """The level of the name that ends at ``position``; empty without one."""
        return self._level_at.get(position, "")

    def in_name(self, position: int) -> bool:
        """Whether a position lies inside a name read so far: 乡 of 西乡县."""
        return position in self._named

    def starts(self, at: int) -> list[int]:
        """Where the name that ends before the suffix at ``at`` may begin, the latest first."""
        found = []
        start = at
        while start > 0 and at - start < LONGEST and start not in self._keys_at:
            start -= 1
            if not HAN.match(self.clean[start]) or start in self._named:
                break
            found.append(start)
        return found

    def lefts(self, name: str) -> list[str]:
        """The characters before a name, wherever it stands in the text."""
        if name not in self._lefts:
            found, behind = list[str](), 0
            for end in self._standing(name[-2:]):
                at = end - len(name)
                if at >= behind and self.clean.startswith(name, at):
                    found.append(self.clean[at - 1 : at])
                    behind = end
            self._lefts[name] = found
        return self._lefts[name]

    def _standing(self, two: str) -> list[int]:
        """Where two characters end, the second of which many names end with."""
        last = self._ends.get(two[1])
        if last is None:
            last = self._ends[two[1]] = defaultdict(list)
            for m in re.finditer(re.escape(two[1]), self.clean):
                last[self.clean[m.start() - 1 : m.end()]].append(m.end())
        return last.get(two, [])

    def towns(self, name: str, start: int) -> tuple[Place, ...]:
        """The towns of a name: in the place right before it, else in the counties of the text."""
        return self._first(towns, name, start)

    def villages(self, name: str, start: int) -> tuple[Place, ...]:
        """The villages of a name: in the place right before it, else in the counties of the text."""
        found = self._first(villages, name, start)
        return tuple(_renamed(p, name) for p in found) if name.endswith(levels.QUARTER) else found

    def _first(self, look: _Look, name: str, start: int) -> tuple[Place, ...]:
        return _below(look, name, self.keys_at(start)) or self._nearby(look, name)

    def _nearby(self, look: _Look, name: str) -> tuple[Place, ...]:
        """The places of a name in the counties of the text, looked up once."""
        if (look, name) not in self._near:
            self._near[look, name] = _below(look, name, self.counties)
        return self._near[look, name]


def _below(look: _Look, name: str, keys: Iterable[str]) -> tuple[Place, ...]:
    """The places of the first form of a name that the places with ``keys`` hold."""
    return next((found for form in _forms(name) if (found := look(form, keys))), ()) if keys else ()


def _renamed(place: Place, name: str) -> Place:
    kind = kind_of_village(name)
    return Place(name=name, kind=kind, level="village", code=place.code, parent=place.parent)


def _forms(name: str) -> list[str]:
    """A name as printed and as the gazetteer may have it."""
    forms = [name]
    for ending, others in _SAME:
        if name.endswith(ending):
            forms += [name.removesuffix(ending) + other for other in others]
    if name.endswith("团"):
        numbered = name.translate(_NUMERALS)
        forms += [numbered, numbered.replace("〇", "零")]
    return forms


def _counties(keys: Iterable[str]) -> list[tuple[Registry, str, str]]:
    book = registry()
    return [(book, key, county) for key in keys for county in book.counties_of(key)]


def towns(name: str, keys: Iterable[str]) -> tuple[Place, ...]:
    """The towns of a name below the places with ``keys``."""
    found = (p for book, _, c in _counties(keys) for p in book.town_names(c).get(name, ()))
    return tuple(dict.fromkeys(found))


def villages(name: str, keys: Iterable[str]) -> tuple[Place, ...]:
    """The villages of a name below the places with ``keys``."""
    codes = dict.fromkeys(
        code
        for book, key, county in _counties(keys)
        for code in book.village_names(county).get(name, ())
        if code.startswith(key) or len(key) <= 6
    )
    kind = kind_of_village(name)
    return tuple(Place(name=name, kind=kind, level="village", code=code, parent=code[:9]) for code in codes)


def gate(hits: Iterable[Hit]) -> tuple[str, ...]:
    """The six-digit keys of the counties that the text opens by naming them or their prefecture."""
    book = registry()
    opened: dict[str, None] = {}
    entries = dict.fromkeys(e for hit in hits for e in hit.entries[:6])
    for rank in ("county", "zone", "prefecture"):
        for entry in entries:
            if entry.level != rank:
                continue
            opened.update(dict.fromkeys(book.counties_below(entry)))
            above = book.above(entry.key)
            if rank == "zone" and above is not None and above.level == "prefecture":
                opened.update(dict.fromkeys(book.counties_below(above)))
    return tuple(opened)
