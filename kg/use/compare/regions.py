"""Find the region that a person means: by full or short name, code, or pinyin; or say the candidates."""

from __future__ import annotations

from functools import cache

from kg.use.pinyin import letters, syllables
from kg.use.reader import Reader
from kg.use.records import Place

_ENDINGS = (
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "特别行政区",
    "蒙古族藏族自治州",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "新区",
    "省",
    "市",
    "州",
    "盟",
    "县",
    "区",
    "旗",
    "镇",
    "乡",
    "苏木",
    "街道",
    "村",
    "嘎查",
    "社区",
)


class RegionError(Exception):
    """A name that no region of the graph bears, or several do; ``candidates`` are told nearest first."""

    def __init__(self, name: str, candidates: tuple[tuple[str, str], ...], *, several: bool) -> None:
        """``candidates`` are pairs of a name and the regions that contain it."""
        self.name = name
        self.candidates = candidates
        self.several = several
        words = "、".join(f"{n}（{a}）" if a else n for n, a in candidates)
        said = "names several regions" if several else "is no region of this graph"
        super().__init__(f"{name} {said}; candidates: {words or '-'}")


def find_region(reader: Reader, name: str) -> Place:
    """The region of a name: 高台县, 高台, 620724, gaotai, gtx, 甘肃高台 or 张掖市/高台县."""
    wanted = name.strip().replace("/", "")
    places = sorted(reader.places().values(), key=lambda p: (p.code or "~", p.name, p.iri))
    for test in (_exact, _short, _with_container, _pinyin):
        found = [p for p in places if test(reader, p, wanted)]
        if len(found) > 1:
            found = _best_known(reader, found)
        if len(found) == 1:
            return found[0]
        if found:
            raise RegionError(name, _described(reader, found), several=True)
    raise RegionError(name, _described(reader, _near(places, wanted)), several=False)


def _exact(reader: Reader, place: Place, wanted: str) -> bool:
    del reader
    return wanted in (place.iri, place.iri.rsplit("/", 1)[-1], place.name, place.code)


def _short(reader: Reader, place: Place, wanted: str) -> bool:
    del reader
    return wanted in short_names(place)


def _with_container(reader: Reader, place: Place, wanted: str) -> bool:
    """张掖高台县: the names of regions above, then the name itself."""
    for own in short_names(place):
        if wanted.endswith(own) and wanted != own:
            rest = wanted.removesuffix(own)
            for above in reader.above(place.iri):
                for word in sorted(short_names(above), key=len, reverse=True):
                    rest = rest.replace(word, "", 1)
            if not rest:
                return True
    return False


def _pinyin(reader: Reader, place: Place, wanted: str) -> bool:
    del reader
    return wanted.isascii() and wanted.lower() in pinyin_forms(place.name)


@cache
def pinyin_forms(name: str) -> frozenset[str]:
    """The pinyin of a name and of its short form, in full and as initials."""
    forms = set()
    for word in {name, _cut(name)}:
        forms.add(syllables(word))
        forms.add(letters(word))
    return frozenset(f for f in forms if len(f) > 1)


def short_names(place: Place) -> frozenset[str]:
    """The full name, its aliases, and these without the word for the kind."""
    names = {place.name, *place.aliases}
    return frozenset(names | {_cut(n) for n in names})


def _cut(name: str) -> str:
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


def _best_known(reader: Reader, found: list[Place]) -> list[Place]:
    """Of several, the one that a report is about, where there is just one."""
    covered = {p.iri for p in reader.covered()}
    known = [p for p in found if p.iri in covered]
    return known if len(known) == 1 else found


def _near(places: list[Place], wanted: str) -> list[Place]:
    """Regions whose name, pinyin or characters begin like or share most with what was asked for."""
    spelled = syllables(wanted).lower()

    def rank(place: Place) -> tuple[float, int]:
        if place.name.startswith(wanted) or wanted in place.name:
            return (0, len(place.name))
        if any(f.startswith(spelled) or spelled.startswith(f) for f in pinyin_forms(place.name)):
            return (1, len(place.name))
        common = len(set(_cut(place.name)) & set(wanted))
        return (3 - common / max(len(wanted), 1) if common else 9, len(place.name))

    ranked = sorted(((rank(p), i) for i, p in enumerate(places)), key=lambda item: item)
    return [places[i] for (near, _), i in ranked if near < 9][:6]


def _described(reader: Reader, found: list[Place]) -> tuple[tuple[str, str], ...]:
    return tuple((p.name, "".join(a.name for a in reversed(reader.above(p.iri)))) for p in found)
