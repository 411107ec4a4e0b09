"""Towns, townships, sumu and streets: read by their suffix, checked against the counties of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from string import digits

from kg.gazetteer.registry import kind_of_town, registry
from kg.model import Place, RegionMention
from kg.rules.regions.edges import NOT_AFTER_TOWN, NOT_TOWN, ends_in_word
from kg.rules.regions.scene import Scene, unknown_start

_TOWN = re.compile(
    r"镇|乡|苏木|街道|街办|(?<!街道)(?<!街)办事处|农场|林场|牧场|马场|渔场|垦区|团场|地区|公社(?!化)|[一二三四五六七八九十〇零百\d]团(?![员伙结长组])"
)
_ONLY_KNOWN = ("地区", "团场", "街办", "办事处")
# Farms, forestry stations and the communes of old: with an own name behind a place, or where their bodies act.
_FARM = ("农场", "林场", "牧场", "马场", "渔场", "垦区", "公社")
_FARM_BODY = re.compile(
    r"党委|党总支|党支部|党工委|现有|有职工|共有|场部|管委会|管理站|[\u4e00-\u9fff]{2,4}(?:大队|生产队)"
)
# Only in the years of the communes is one named without its county before it: 富硒公社 is a brand.
_OF_OLD = re.compile(r"生产队|社员|大队|一九[五六七八]|19[5-8]\d")
_NOT_FARM = re.compile(
    r"^(?:国有|国营|家庭|生态|联办|集体|各|全|该|本|我|大|小|人民|养殖|示范|现代|智慧|共享|开心|休闲|有机|职工|苗圃|省属|市属|县属|乡办|村办)$"
)
_CORPS = re.compile(r"兵团|团场|第[一二三四五六七八九十]{1,3}师|师市")
_NUMBER = re.compile(r"[一二三四五六七八九十〇零百\d]{1,4}团$")
_NUMERALS = str.maketrans(digits, "〇一二三四五六七八九")
_TOWN_END = re.compile(r"(?:镇|乡|苏木|街道)$")
_LISTED = re.compile(
    r"(?P<names>(?:[一-鿿]{2,4}、)+[一-鿿]{2,4}(?:和[一-鿿]{2,4})?|[一-鿿]{2,4}和[一-鿿]{2,4})"
    r"等?(?:[\d一二三四五六七八九十两几多]+个)?(?:贫困|山区|深山区|偏远|重点|试点|示范)?(?P<kind>乡镇|镇街|镇|乡|街道|苏木)"
)


def town_mentions(scene: Scene) -> Iterator[RegionMention]:
    """The towns of the text."""
    for match in _TOWN.finditer(scene.clean):
        if scene.in_name(match.start()):
            continue
        if match[0] == "镇" and scene.clean[match.start() - 1 : match.start()] == "古":
            continue  # an old town to be seen, no administration
        guard = NOT_AFTER_TOWN.get(match[0])
        if guard is None or not guard.match(scene.clean, match.end()):
            for mention in _town(scene, match):
                scene.add(mention)
                yield mention


def _town(scene: Scene, match: re.Match[str]) -> Iterator[RegionMention]:
    suffix, end = match[0], match.end()
    at = end - 1 if suffix.endswith("团") else match.start()
    first = scene.edge(at)
    chained = scene.ended_at(first)
    for start in range(first, at):
        if start != first and at - start < 2 and not ends_in_word(scene.clean, start):
            continue
        places = _places(scene, start, end, chained if start == first else [])
        if places:
            if scene.clean[start:at] not in NOT_TOWN or (chained and start == first):
                yield _mention("region.town", start, end, places, "")
            return
        if _has_other_rank(scene, start, end) and scene.clean[start:at] not in NOT_TOWN:
            yield _mention("region.town_new", start, end, (), scene.clean[start:end])
            return
    if suffix.endswith("团"):
        yield from _regiment(scene, first, end, chained)
        return
    if suffix in _ONLY_KNOWN or (suffix in _FARM and not _is_farm(scene, first, match)):
        return
    higher = not scene.town_ends_at(first) and any(not k.endswith("0000") for k in chained)
    vouched = higher or scene.follows_town(first)
    found = unknown_start(scene, first, at, vouched, NOT_TOWN)
    if found is not None:
        yield _mention("region.town_new", found, end, (), scene.clean[found:end])


def _regiment(scene: Scene, first: int, end: int, chained: list[str]) -> Iterator[RegionMention]:
    """A regiment of the Xinjiang corps that the gazetteer lacks below the places of the text: 第八师142团."""
    number = _NUMBER.search(scene.clean, first, end)
    corps = any(key.startswith("6590") for key in chained)
    if number and (corps or _CORPS.search(scene.clean)):
        start = number.start()
        yield _mention("region.town_new", start, end, (), scene.clean[start:end])


def _is_farm(scene: Scene, first: int, match: re.Match[str]) -> bool:
    """Whether a farm or commune is named: not 家庭农场, 集体林场."""
    if _NOT_FARM.match(scene.clean[first : match.start()][-2:]):
        return False
    higher = any(not k.endswith("0000") for k in scene.ended_at(first))
    old = match[0] == "公社" and _OF_OLD.search(scene.clean) is not None
    commune = old and first == match.start() - 2
    return higher or commune or _FARM_BODY.match(scene.clean, match.end()) is not None


def _places(scene: Scene, start: int, end: int, above: list[str]) -> tuple[Place, ...]:
    """The towns of a name: in the place right before it, else in the counties of the text."""
    name = scene.clean[start:end]
    names = [name]
    for short in ("街办", "办事处"):
        if name.endswith(short):
            names = [name.removesuffix(short) + "街道"]
    if name.endswith("团"):
        names = [name, name.translate(_NUMERALS), name.translate(_NUMERALS).replace("〇", "零")]
    for form in names:
        found = _towns_of(form, above) or _towns_of(form, scene.counties)
        if found:
            return found
    return ()


def _has_other_rank(scene: Scene, start: int, end: int) -> bool:
    """Whether the counties of the text have a town of this name, but of another rank: 镇 for 乡, 街道 for 镇."""
    name = scene.clean[start:end]
    stem = _TOWN_END.sub("", name)
    if len(stem) < 2 or stem == name:
        return False
    return any(_towns_of(stem + rank, scene.counties) for rank in ("镇", "乡", "街道"))


def _mention(
    rule: str, start: int, end: int, places: tuple[Place, ...], name: str
) -> RegionMention:
    best = places[0] if places else None
    return RegionMention(
        start=start,
        end=end,
        rule=rule,
        name=best.name if best else name,
        kind=best.kind if best else kind_of_town(name),
        level=best.level if best else "township",
        places=places,
    )


def _towns_of(name: str, keys: Iterable[str]) -> tuple[Place, ...]:
    book = registry()
    counties = [c for key in keys for c in book.counties_of(key)]
    return tuple(dict.fromkeys(p for c in counties for p in book.town_names(c).get(name, ())))


def listed_towns(scene: Scene) -> Iterator[RegionMention]:
    """Towns in a list that shares one suffix: 包家、石关、古坊等乡."""
    stems: dict[str, list[Place]] = {}
    for match in _LISTED.finditer(scene.clean) if scene.counties else ():
        stems = stems or _stems(scene.counties)
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
                name = scene.clean[start:end] + match["kind"]
                yield _mention("region.town_listed", start, end, places, name)


def _stems(counties: Iterable[str]) -> dict[str, list[Place]]:
    """The towns of the counties by their name without its suffix."""
    found: dict[str, list[Place]] = {}
    for county in counties:
        for name, places in registry().town_names(county).items():
            stem = _TOWN_END.sub("", name)
            if stem != name and len(stem) > 1:
                found.setdefault(stem, []).extend(places)
    return found
