"""Look up places by name, code and containment.

The gazetteer is one file (see ``scripts/make_gazetteer.py``). Its first part, provinces to towns, is read on
first use; the villages of a province are read when a village below one of its counties is first asked for.
Nothing is written, and what is read never changes.
"""

from __future__ import annotations

import lzma
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from kg.gazetteer.history import History
from kg.gazetteer.kinds import ZONE_KINDS, kind_of_town, kind_of_village, kind_of_zone, plain_town
from kg.model import Place

# Characters that a text turned to simplified character by character may show otherwise (乾县 as 干县).
_TURNED = str.maketrans({"乾": "干", "於": "于"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of county rank or higher, or a statutory zone.

    ``key`` is the code that the children begin with; ``code`` is ``None`` where it is not published in
    GB/T 2260. ``shorts`` are short forms that are no common words, ``doubtful`` those that are, ``old``
    names that the place had before.
    """

    key: str
    name: str
    kind: str
    published: bool
    shorts: tuple[str, ...]
    doubtful: tuple[str, ...]
    old: tuple[str, ...]

    @property
    def code(self) -> str | None:
        """The GB/T 2260 code."""
        return self.key if self.published else None

    @property
    def level(self) -> str:
        """Province, prefecture, county or zone."""
        if self.kind in ZONE_KINDS:
            return "zone"
        if self.key.endswith("0000"):
            return "province"
        return "prefecture" if self.key.endswith("00") else "county"

    @property
    def below(self) -> str:
        """What the keys of everything below this place begin with."""
        if self.key.endswith("0000"):
            return self.key[:2]
        return self.key[:4] if self.key.endswith("00") else self.key

    def holds(self, key: str) -> bool:
        """Whether the place with ``key`` lies in this one (or is it)."""
        return key.startswith(self.below)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name."""
        return (self.name, *self.shorts, *self.doubtful, *self.old)


def _regiment(name: str) -> str:
    """The name in use for a town that the codes call 兵团某某团."""
    return name.removeprefix("兵团") if name.endswith("团") else name


class Registry:
    """The gazetteer."""

    def __init__(self, data: bytes) -> None:
        """Read the first part of ``data``; villages stay packed."""
        reader = lzma.LZMADecompressor()
        first = reader.decompress(data).decode()
        self._rest = reader.unused_data
        parts = {name: body for name, _, body in (part.partition("\n") for part in first.split("\n@"))}
        self._places = parts["@places"]
        self._towns = parts["towns"]
        self._counts = parts["counts"]
        self._words = parts["words"]
        self._streams = parts["streams"]
        self._villages: dict[str, dict[str, tuple[str, ...]]] = {}

    # ------------------------------------------------------------------ county and above

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every place of county rank or higher and every zone, by key."""
        return tuple(_entry(line) for line in self._places.splitlines())

    @cached_property
    def _by_key(self) -> dict[str, Entry]:
        return {entry.key: entry for entry in (*self.entries, *self.divided)}

    @cached_property
    def by_name(self) -> dict[str, tuple[Entry, ...]]:
        """The entries that bear a name of whatever sort, higher ranks first."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in (*self.entries, *self.divided):
            for name in dict.fromkeys(_forms(*entry.names, *self.history.names_of(entry.key))):
                found[name].append(entry)
        return {name: tuple(sorted(items, key=_rank)) for name, items in found.items()}

    @cached_property
    def abbreviated(self) -> dict[str, str]:
        """The provinces and cities that one character stands for: 甘, 穗."""
        text = resources.files("kg.gazetteer").joinpath("abbreviations.tsv").read_text("utf-8")
        return dict(line.split("\t") for line in text.splitlines())

    # ------------------------------------------------------------------ before today

    @cached_property
    def history(self) -> History:
        """The names and codes that provinces, prefectures and counties have had since 1981."""
        text = resources.files("kg.gazetteer").joinpath("history.tsv").read_text("utf-8")
        return History(text.splitlines())

    @cached_property
    def divided(self) -> tuple[Entry, ...]:
        """Places that no longer are and that became parts of others; their codes belong to no other place now."""
        keys = {entry.key for entry in self.entries}
        names = {entry.name for entry in self.entries}
        gone = self.history.gone(keys, names)
        return tuple(Entry(s.code, s.name, s.kind, False, (), (), ()) for s in gone)

    @cached_property
    def divided_keys(self) -> frozenset[str]:
        """The keys of the places that no longer are."""
        return frozenset(entry.key for entry in self.divided)

    def why_former(self, name: str) -> str:
        """What became of a place by a former name, in a sentence; empty for a name that none bore."""
        return self.history.why(name, self._names)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {entry.key: entry.name for entry in self.entries}

    def entry(self, key: str) -> Entry | None:
        """The entry of a key."""
        return self._by_key.get(key)

    def above(self, key: str) -> Entry | None:
        """The next higher entry: the county of a town, the prefecture or province of a county."""
        steps = [key[:6]] if len(key) > 6 else []
        if key[4:6] != "00" or len(key) > 6:
            steps.append(key[:4] + "00")
        steps.append(key[:2] + "0000")
        return next((self._by_key[s] for s in steps if s != key and s in self._by_key), None)

    def chain(self, key: str) -> tuple[Entry, ...]:
        """The entries above a key, nearest first."""
        found: list[Entry] = []
        above = self.above(key)
        while above is not None:
            found.append(above)
            above = self.above(above.key)
        return tuple(found)

    # ------------------------------------------------------------------ towns and villages

    @cached_property
    def _towns_by_county(self) -> dict[str, tuple[tuple[str, str], ...]]:
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for part in self._towns.split("#")[1:]:
            county, *lines = part.split("\n")
            found[county] = tuple((county + line[:3], line[3:]) for line in lines if line)
        return found

    def towns(self, county: str) -> tuple[Place, ...]:
        """The towns of a county."""
        return tuple(_town(code, name) for code, name in self._towns_by_county.get(county, ()))

    @cached_property
    def _town_counts(self) -> Counter[str]:
        return Counter(name for towns in self._towns_by_county.values() for name in {n for _, n in towns})

    def towns_of_name(self, name: str) -> int:
        """How many counties have a town of a name."""
        return self._town_counts[name]

    def is_rare_town(self, name: str) -> bool:
        """Whether no more than two counties have a town of a name."""
        return 0 < self._town_counts[name] < 3

    def counties_below(self, entry: Entry) -> tuple[str, ...]:
        """The six-digit keys below an entry that have towns."""
        if entry.below == entry.key:
            return (entry.key,)
        return self._counties_below(entry.below)

    def _counties_below(self, prefix: str) -> tuple[str, ...]:
        keys = self._counties
        return keys[bisect_left(keys, prefix) : bisect_left(keys, prefix + "~")]

    @cached_property
    def _counties(self) -> tuple[str, ...]:
        keys = tuple(self._towns_by_county)
        assert keys == tuple(sorted(keys))
        return keys

    @cache  # noqa: B019 - the one registry lives as long as the process
    def counties_of(self, key: str) -> tuple[str, ...]:
        """The six-digit keys in which to look for the towns and villages of a place below province rank."""
        entry = self.entry(key)
        if entry is None:
            return (key[:6],)
        return () if entry.level == "province" else self.counties_below(entry)

    @cache  # noqa: B019 - the one registry lives as long as the process
    def town_names(self, county: str) -> dict[str, tuple[Place, ...]]:
        """The towns of a county by every form of their name."""
        found: dict[str, list[Place]] = defaultdict(list)
        for place in self.towns(county):
            corps = [f"兵团{place.name}"] if place.name.endswith("团") else []
            for name in _forms(place.name, plain_town(place.name), *corps):
                found[name].append(place)
        return {name: tuple(places) for name, places in found.items()}

    def village_names(self, county: str) -> dict[str, tuple[str, ...]]:
        """The codes of the villages of a county by name."""
        if county not in self._villages:
            self._villages[county] = _villages(self._unpack(county[:2]), county)
        return self._villages[county]

    @cache  # noqa: B019 - the one registry lives as long as the process
    def _unpack(self, province: str) -> str:
        start = 0
        for line in self._streams.splitlines():
            name, size = line.split("\t")
            if name == province:
                return lzma.decompress(self._rest[start : start + int(size)]).decode()
            start += int(size)
        return ""

    @cached_property
    def _village_counts(self) -> dict[str, int]:
        rows = (line.split("\t") for line in self._counts.splitlines())
        return {name: int(count) for count, name in rows}

    def places_of_name(self, name: str) -> int | None:
        """How many villages of China bear a name; ``None`` for fewer than ten."""
        return self._village_counts.get(name)

    # ------------------------------------------------------------------ anything

    def place(self, code: str) -> Place | None:
        """The place of a code of 6, 9 or 12 digits."""
        if len(code) <= 6:
            entry = self.entry(code)
            return None if entry is None else self.as_place(entry)
        if len(code) == 9:
            return next((p for p in self.towns(code[:6]) if p.code == code), None)
        for name, codes in self.village_names(code[:6]).items():
            if code in codes:
                return _village(code, name)
        return None

    def as_place(self, entry: Entry) -> Place:
        """An entry in the form in which it travels."""
        above = self.above(entry.key)
        return Place(
            name=entry.name,
            kind=entry.kind,
            level=entry.level,
            code=entry.code,
            parent=None if above is None else above.key,
        )

    def lookup(self, name: str, within: Iterable[str] = ()) -> tuple[Place, ...]:
        """The places of a name, in full or short; towns and villages only below the keys ``within``."""
        found = [self.as_place(entry) for entry in self.by_name.get(name, ())]
        for county in self._counties_of(within):
            found += self.town_names(county).get(name, ())
            found += [_village(c, name) for c in self.village_names(county).get(name, ())]
        return tuple(found)

    def _counties_of(self, within: Iterable[str]) -> Iterator[str]:
        seen: set[str] = set()
        for key in within:
            entry = self.entry(key)
            for county in self.counties_below(entry) if entry else ():
                if county not in seen:
                    seen.add(county)
                    yield county

    def children(self, code: str) -> tuple[Place, ...]:
        """The places just below a code."""
        entry = self.entry(code)
        if len(code) == 9:
            items = self.village_names(code[:6]).items()
            rows = sorted((c, n) for n, codes in items for c in codes if c.startswith(code))
            return tuple(_village(c, n) for c, n in rows)
        if entry is None:
            return ()
        lower = [e for e in self.entries if e.key != code and self.above(e.key) is entry]
        return (*(self.as_place(e) for e in lower), *self.towns(code))

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of general language, two to four characters long."""
        return frozenset(self._words.split())


def _forms(*names: str) -> tuple[str, ...]:
    """The names and how they look when turned to simplified characters."""
    return tuple(dict.fromkeys(form for n in names for form in (n, n.translate(_TURNED))))


def _entry(line: str) -> Entry:
    key, name, kind, shorts, old = line.split("\t")
    items = [s for s in shorts.split(",") if s]
    return Entry(
        key=key.rstrip("*"),
        name=name,
        kind=kind_of_zone(name) if kind == "开发区" else kind,
        published=not key.endswith("*"),
        shorts=tuple(s for s in items if not s.startswith("?")),
        doubtful=tuple(s[1:] for s in items if s.startswith("?")),
        old=tuple(s for s in old.split(",") if s),
    )


def _rank(entry: Entry) -> tuple[int, str]:
    order = ("province", "prefecture", "county", "zone")
    return order.index(entry.level), entry.key


def _town(code: str, name: str) -> Place:
    name = _regiment(name)
    kind = kind_of_town(name)
    level = "zone" if kind in ZONE_KINDS else "township"
    return Place(name=name, kind=kind, level=level, code=code, parent=code[:6])


def _village(code: str, name: str) -> Place:
    return Place(name=name, kind=kind_of_village(name), level="village", code=code, parent=code[:9])


def _villages(text: str, county: str) -> dict[str, tuple[str, ...]]:
    """The villages of a county by name, from the text of its province."""
    found: dict[str, tuple[str, ...]] = {}
    start = text.find(f"#{county}")
    while start >= 0:
        end = text.find("#", start + 1)
        town, *lines = text[start + 1 : end if end >= 0 else None].split("\n")
        number = 0
        for line in lines:
            if line:
                given, bar, name = line.rpartition("|")
                number = int(given) if bar else number + 1
                found[name] = (*found.get(name, ()), f"{town}{number:03d}")
        start = text.find(f"#{county}", start + 1)
    return found


@cache
def registry() -> Registry:
    """The gazetteer of this package, read once."""
    return Registry(resources.files("kg.gazetteer").joinpath("places.xz").read_bytes())
