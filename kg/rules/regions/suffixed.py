"""Towns, villages, communities and zones: read by their suffix, checked against the counties of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.gazetteer.registry import kind_of_town, kind_of_village, registry
from kg.model import Place, RegionMention
from kg.rules.regions.edges import (
    HAN,
    NOT_AFTER_TOWN,
    NOT_TOWN,
    NOT_VILLAGE,
    ends_in_word,
    inside,
)
from kg.rules.regions.named import Hit

LONGEST = 12
_TOWN = re.compile(r"镇|乡|苏木|街道|农场|林场|牧场")
_VILLAGE = re.compile(r"村(?!民小组)|社区|嘎查")
_ALLOWED_IN_NAME = re.compile(r"[一-鿿㐀-䶿·\d]")
# After a village that the gazetteer does not know: what its organisations and people are called.
_VILLAGE_LIFE = re.compile(
    r"(?:[一二三四五六七八九十\d]+组|村?党支部|党总支|党委|党组织|支部|总支|两委|“两委”|村委|居委|村民|居民|委会|支书|书记|第一书记|主任|驻村|妇联|农民|牧民|"
    r"党群服务|新时代文明|股份经济|经济合作|合作社|网格|党员|群众|的|，|。|；|、|：|！|和|与|及|等|为|是|在|以|依托|率先|通过|推行|"
    r"探索|建立|成立|创新|立足|坚持|村集体|集体|位于|地处|积极|大力|采取|采用|引导|组织|开展|实行|$|\n|）|（)"
)
# Characters that no stem consists of: verbs and measures that stand before 村, 镇, 乡 as common nouns.
_SINGLE = frozenset(
    "农乡城镇村州县市区省级每万千百个两几多三四五六七八九十一从到进入下返回离出驻育好选配抓建管带扶帮派查看做让学用强优美富"
    "穷弱大小老新古全各本我该此那包联访走跑问送住办兴治护爱为由被把将使给跨沿临靠近与和及或等化性型员者"
)

# The last character of no stem that only its suffix tells: 返|乡, 小|镇, 进|村, 抓|社区.
_NO_END = frozenset(
    "乡村城集小古重强个座各全返下回离入出家老故侨他异到从农进驻抓管该本我县市区州名"
)

_NO_NAME = re.compile(
    r"[\d的了与及在是为等个名各全委党包]|干部|书记|支部|群众|农民|牧民|苏木|嘎查|乡镇|街道|和$|^和(?![一-鿿]{1,2}$)"
)
_UNKNOWN = "?"


@dataclass
class Scene:
    """What the reading of towns and villages knows of the text."""

    clean: str
    hits: Sequence[Hit]
    counties: tuple[str, ...] = ()
    mentions: list[RegionMention] = field(default_factory=list)

    def ended_at(self, position: int) -> list[str]:
        """The keys of the places whose names end at ``position``."""
        keys = [e.key for h in self.hits if h.end == position for e in h.entries]
        for mention in self.mentions:
            if mention.end == position and mention.level != "village":
                keys += [p.code for p in mention.places if p.code]
                # An unknown town still tells that a name begins behind it.
                keys += [] if mention.places else [_UNKNOWN]
        return keys

    def edge(self, position: int) -> int:
        """Where the name that ends before the suffix at ``position`` may begin at the earliest."""
        start = position
        while (
            start > 0
            and position - start < LONGEST
            and _ALLOWED_IN_NAME.match(self.clean[start - 1])
        ):
            start -= 1
        ends = [h.end for h in self.hits if start < h.end <= position]
        ends += [m.end for m in self.mentions if start < m.end <= position]
        return max([start, *ends])


def gate(hits: Iterable[Hit]) -> tuple[str, ...]:
    """The six-digit keys of the counties that the text opens by naming them or their prefecture."""
    opened: dict[str, None] = {}
    for rank in ("county", "zone", "prefecture"):
        for hit in hits:
            for entry in hit.entries[:6]:
                if entry.level != rank:
                    continue
                for county in registry().counties_below(entry):
                    opened[county] = None
                above = registry().above(entry.key)
                if rank == "zone" and above is not None and above.level == "prefecture":
                    for county in registry().counties_below(above):
                        opened[county] = None
    return tuple(opened)


def town_mentions(scene: Scene) -> Iterator[RegionMention]:
    """The towns of the text."""
    for match in _TOWN.finditer(scene.clean):
        suffix = match[0]
        guard = NOT_AFTER_TOWN.get(suffix)
        if guard and guard.match(scene.clean, match.end()):
            continue
        yield from _town(scene, match.start(), match.end(), suffix)


def _town(scene: Scene, at: int, end: int, suffix: str) -> Iterator[RegionMention]:
    first = scene.edge(at)
    chained = scene.ended_at(first)
    for start in range(first, at):
        name = scene.clean[start:end]
        places = _towns_of(name, chained if start == first and chained else scene.counties)
        places = places or (_towns_of(name, scene.counties) if chained else ())
        if places and (start == first or at - start > 1 or ends_in_word(scene.clean, start)):
            if scene.clean[start:at] in NOT_TOWN and not (chained and start == first):
                return
            place = places[0]
            yield RegionMention(
                start=start,
                end=end,
                rule="region.town",
                name=place.name,
                kind=place.kind,
                level=place.level,
                places=places if place.name else (),
            )
            return
    if suffix in ("农场", "林场", "牧场"):
        return
    found = _unknown(scene, first, at, bool(chained), NOT_TOWN)
    if found is not None:
        name = scene.clean[found:end]
        yield RegionMention(
            start=found,
            end=end,
            rule="region.town_new",
            name=name,
            kind=kind_of_town(name),
            level="township",
        )


def _towns_of(name: str, keys: Iterable[str]) -> tuple[Place, ...]:
    counties: dict[str, None] = {}
    for key in keys:
        entry = registry().entry(key)
        if entry is not None and entry.level not in ("province",):
            counties.update(dict.fromkeys(registry().counties_below(entry)))
        elif entry is None:
            counties[key[:6]] = None
    found = [p for c in counties for p in registry().town_names(c).get(name, ())]
    if not found and not name.endswith("街道") and name.endswith("街"):
        return ()
    return tuple(dict.fromkeys(found))


_LISTED = re.compile(
    r"(?P<names>(?:[一-鿿]{2,4}、)*[一-鿿]{2,4}(?:和[一-鿿]{2,4})?)"
    r"等?(?:[\d一二三四五六七八九十两几多]+个)?(?:贫困|山区|深山区|偏远|重点|试点|示范)?(?P<kind>乡镇|镇街|镇|乡|街道|苏木)"
)


def listed_towns(scene: Scene) -> Iterator[RegionMention]:
    """Towns in a list that shares one suffix: 包家、石关、古坊等乡."""
    stems: dict[str, list[Place]] = {}
    for match in _LISTED.finditer(scene.clean) if scene.counties else ():
        if "、" not in match["names"] and "和" not in match["names"]:
            continue
        if not stems:
            stems = _stems(scene.counties)
        at = match.start()
        found: list[tuple[int, int, tuple[Place, ...]]] = []
        for piece in re.split(r"([、和])", match["names"].removesuffix("等")):
            known = next((n for n in range(len(piece)) if piece[n:] in stems), None)
            if known is not None and len(piece) - known > 1:
                found.append((at + known, at + len(piece), tuple(stems[piece[known:]])))
            elif found and len(piece) > 1:
                found.append((at, at + len(piece), ()))
            at += len(piece)
        if sum(bool(places) for _, _, places in found) > 1:
            for start, end, places in found:
                yield _listed_town(scene.clean[start:end] + match["kind"], start, end, places)


def _listed_town(name: str, start: int, end: int, places: tuple[Place, ...]) -> RegionMention:
    return RegionMention(
        start=start,
        end=end,
        rule="region.town_listed",
        name=places[0].name if places else name,
        kind=places[0].kind if places else kind_of_town(name),
        level="township",
        places=places,
    )


def _stems(counties: Iterable[str]) -> dict[str, list[Place]]:
    """The towns of the counties by their name without its suffix."""
    found: dict[str, list[Place]] = {}
    for county in counties:
        for name, places in registry().town_names(county).items():
            stem = _TOWN_END.sub("", name)
            if stem != name and len(stem) > 1:
                found.setdefault(stem, []).extend(places)
    return found


_TOWN_END = re.compile(r"(?:镇|乡|苏木|街道)$")


def village_mentions(scene: Scene) -> Iterator[RegionMention]:
    """The villages, communities and gacha of the text."""
    for match in _VILLAGE.finditer(scene.clean):
        suffix = match[0]
        guard = NOT_AFTER_TOWN.get(suffix)
        if guard and guard.match(scene.clean, match.end()):
            continue
        end = match.end()
        if suffix == "嘎查" and scene.clean.startswith("村", end):
            end += 1
        for mention in _village(scene, match.start(), end, suffix):
            scene.mentions.append(mention)
            yield mention


def _village(scene: Scene, at: int, end: int, suffix: str) -> Iterator[RegionMention]:
    first = scene.edge(at)
    chained = scene.ended_at(first)
    for start in range(first, at):
        stem = scene.clean[start:at]
        name = stem + suffix
        places = _villages_of(name, chained if start == first and chained else scene.counties)
        if not places or _generic(stem, NOT_VILLAGE):
            continue
        if len(stem) == 1 and stem in _SINGLE and not (chained and start == first):
            continue
        if stem in registry().words and not (chained and start == first):
            # 和平村, 光明村: villages of this name exist, but so do the words.
            if not _stands_alone(scene, start, end):
                continue
        elif at - start == 1 and not ends_in_word(scene.clean, start):
            continue
        yield RegionMention(
            start=start,
            end=end,
            rule="region.village",
            name=name,
            kind=kind_of_village(name),
            level="village",
            places=places,
        )
        return
    found = _unknown(scene, first, at, bool(chained), NOT_VILLAGE)
    if found is None or not (chained or _VILLAGE_LIFE.match(scene.clean, end)):
        return
    if inside(scene.clean, found, end, "“”", 24) and not chained:
        return
    name = scene.clean[found:at] + suffix
    yield RegionMention(
        start=found,
        end=end,
        rule="region.village_new",
        name=name,
        kind=kind_of_village(name),
        level="village",
    )


_TEAM = re.compile(r"(?:牧业|农业|生产)?[一二三四五六七八九十\d]{1,3}(?:队|连)(?![员伍长])")


def team_mentions(scene: Scene) -> Iterator[RegionMention]:
    """Production teams and companies right behind the town or farm they belong to: 托里镇牧业一队."""
    for town in [m for m in scene.mentions if m.level == "township"]:
        match = _TEAM.match(scene.clean, town.end)
        if match:
            yield RegionMention(
                start=match.start(),
                end=match.end(),
                rule="region.village_new",
                name=match[0],
                kind="村级",
                level="village",
            )


def repeated(scene: Scene, found: Sequence[RegionMention]) -> Iterator[RegionMention]:
    """The other places where a name stands that the text has shown to be a village or town."""
    taken = {i for m in found for i in range(m.start, m.end)}
    for name in sorted({m.name for m in found if m.rule in _NEW}, key=lambda n: (-len(n), n)):
        model = next(m for m in found if m.name == name and m.rule in _NEW)
        at = scene.clean.find(name)
        while at >= 0:
            cells = range(at, at + len(name))
            if taken.isdisjoint(cells):
                taken.update(cells)
                yield replace(model, start=at, end=at + len(name))
            at = scene.clean.find(name, at + len(name))


_NEW = ("region.village_new", "region.town_new")


def _stands_alone(scene: Scene, start: int, end: int) -> bool:
    before = scene.clean[start - 1 : start]
    if before and HAN.match(before) and not re.search(r"[在与和到由]$", before):
        return False
    return (
        re.match(r"党支部|党总支|党委|“?两委|村民|支书|书记|居民", scene.clean[end : end + 3])
        is not None
    )


def _villages_of(name: str, keys: Iterable[str]) -> tuple[Place, ...]:
    found: dict[str, None] = {}
    for key in keys:
        for county in _counties(key):
            for code in registry().village_names(county).get(name, ()):
                if code.startswith(key) or len(key) == 6:
                    found[code] = None
    return tuple(
        Place(name=name, kind=kind_of_village(name), level="village", code=c, parent=c[:9])
        for c in found
    )


def _counties(key: str) -> tuple[str, ...]:
    entry = registry().entry(key)
    if entry is None:
        return (key[:6],)
    if entry.level == "province":
        return ()
    return registry().counties_below(entry)


def _generic(stem: str, closed: frozenset[str]) -> bool:
    """Whether a stem says what sort of place is meant instead of naming one: 空壳村, 集体经济示范村."""
    return stem in closed or any(
        stem.endswith(w) for w in closed if len(w) > 1 and len(stem) > len(w) + 1
    )


def _unknown(
    scene: Scene, first: int, at: int, chained: bool, closed: frozenset[str]
) -> int | None:
    """Where the name of a place begins that no gazetteer holds; ``None`` where none can be made out."""
    stem = scene.clean[first:at]
    longest = 8 if scene.clean[at : at + 2] in ("苏木", "嘎查") else 4
    if chained and 1 <= len(stem) <= longest + 2 and not _generic(stem, closed) and _named(stem):
        return first
    for start in range(max(first, at - longest - 2), at - 1):
        name = scene.clean[start:at]
        if _generic(name, closed) or name in registry().words or not _plain(name):
            continue
        if (start == first and at - first > longest) or scene.clean[at - 1] in _NO_END:
            continue
        if start == first or (ends_in_word(scene.clean, start) and at - start <= longest):
            return start
    return None


def _named(stem: str) -> bool:
    """Whether a stem right behind the name of a place can be a name: 三元, 和平, but not 个 or 各."""
    if _NO_NAME.search(stem) or all(c in _SINGLE for c in stem):
        return False
    return stem in registry().words or not _only_words(stem)


def _plain(stem: str) -> bool:
    """Whether a stem can be a name: not made of words and function characters only."""
    return _NO_NAME.search(stem) is None and not _only_words(stem)


def _only_words(stem: str) -> bool:
    """Whether words of general language, verbs of one character and the like cover a stem."""
    reached = [True] + [False] * len(stem)
    for i in range(len(stem)):
        for size in (1, 2, 3, 4) if reached[i] else ():
            piece = stem[i : i + size]
            if len(piece) == size and (
                piece in _SINGLE if size == 1 else piece in registry().words
            ):
                reached[i + size] = True
    return reached[-1]
