"""Zones that the gazetteer does not know: by the place before them, by a list, by the county in brackets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from kg.gazetteer.registry import Entry, registry
from kg.model import RegionMention
from kg.rules.regions.edges import ends_in_word
from kg.rules.regions.named import Hit

_KINDS = (
    r"(?:国家级?)?(?:经济技术开发区|高新技术产业开发区|高新技术开发区|农业高新技术产业示范区|高新技术产业园区|经济开发区|旅游度假区|"
    r"城乡一体化示范区|综合保税区|保税港区|综合实验区|工业园区|循环经济产业园区|产业园区|产业集聚区|高新区|经开区|开发区|示范区|"
    r"新区|工业园|产业园|管理区|管委会辖区|合作区|自贸区|自贸试验区)"
)
_ZONE = re.compile(_KINDS)
_ELIDED = re.compile(r"[、和](?P<zone>高新区|经开区|开发区|示范区|新区)(?![建域])")
_COUNTY = re.compile(r"[（(](?P<name>[一-鿿]{2,8}[区县市])[）)]")
# Zones of this shape without a place before them: 柳东新区, 东湖高新区.
_BARE = re.compile(
    r"(?P<stem>[一-鿿]{2,4})(?P<zone>新区|高新区|经开区|经济技术开发区|高新技术产业开发区|工业园区|开发区)"
)
_NOT_STEM = re.compile(
    r"(?:高|城市|建设|国家|国家级|省级|市级|县级|自治区级|各类|全部|重点|所有|经济|产业|工业|特色|现代|生态|旅游|高新|沿海|沿边|跨境|"
    r"功能|该|本|全|各|入驻|辖区|落户|园区|综合|改革|示范|创新|试验|先行|打造|推进|加快|街道|乡镇|社区|企业|机关|村|区|市|县|镇|州|"
    r"\w*[在和与及的是为对把将向从了等])$"
)
_NOT_AFTER = re.compile(r"街道|镇|乡|社区|村|路|街|站|建设(?!局)|域|化|创建|模式|经验")
_OFFICIAL_END = re.compile(r"(?<=..)(?:市|县|区)$")
_MIDDLE = re.compile(r"[一-鿿]{0,6}$")
_NOT_MIDDLE = re.compile(
    r"[的了在和与及、是为等个各全]|建设|打造|推进|发展|高质量|共同|国家|省级|市级|自治区|创建|争创|乡村|率先|现代化|先行|创新|设立|支持|加快"
)


def zone_mentions(clean: str, hits: tuple[Hit, ...]) -> Iterator[RegionMention]:
    """Every zone that is not in the gazetteer by its printed name."""
    by_end = {h.end: h for h in hits}
    ends = sorted(by_end)
    for match in _ZONE.finditer(clean):
        hit = _place_before(clean, match.start(), by_end, ends)
        if hit is not None and not _NOT_AFTER.match(clean, match.end()):
            yield _zone_of(clean, hit, match.end())
    for match in _BARE.finditer(clean):
        for start in range(match.start(), match.start("zone") - 1):
            name = clean[start : match.start("zone")]
            if _NOT_STEM.search(name) or name in registry().words:
                continue
            if _NOT_AFTER.match(clean, match.end()):
                break
            if ends_in_word(clean, start) and not _covered(hits, start):
                yield _mention(start, match.end(), clean[start : match.end()], "region.zone_new")
                break


def _place_before(clean: str, at: int, by_end: dict[int, Hit], ends: list[int]) -> Hit | None:
    i = bisect_right(ends, at)
    if i == 0 or ends[i - 1] < at - 6:
        return None
    last = by_end[ends[i - 1]]
    middle = clean[last.end : at]
    if i < len(ends) and by_end[ends[i]].start < at:
        return None  # 浦东新区 is a county: its suffix is no zone of 上海市
    if last.how == "zone" or not _MIDDLE.match(middle) or _NOT_MIDDLE.search(middle):
        return None
    return last


def _covered(hits: tuple[Hit, ...], position: int) -> bool:
    return any(h.start <= position < h.end for h in hits)


def _mention(start: int, end: int, name: str, rule: str) -> RegionMention:
    return RegionMention(start=start, end=end, rule=rule, name=name, kind="开发区", level="zone")


def _zone_of(clean: str, hit: Hit, end: int) -> RegionMention:
    """A zone behind the name of its place, or the county that it is the same as.

    Behind an official name the zone is a mention of its own: 青岛市 names the city too.
    """
    county = _COUNTY.match(clean, end)
    if county:
        for entry in registry().by_name.get(county["name"], ()):
            if any(h.holds(entry.key) for h in hit.entries) and entry.level == "county":
                return _same_as(hit.start, county.end(), entry)
    place, suffix = clean[hit.start : hit.end], clean[hit.end : end]
    if hit.how != "official":
        return _mention(hit.start, end, place + suffix, "region.zone_new")
    name = suffix
    if _ZONE.match(suffix):
        name = _OFFICIAL_END.sub("", place) + suffix
    for entry in registry().by_name.get(name, ()):
        if entry.level == "zone" and any(h.holds(entry.key) for h in hit.entries):
            return replace(_same_as(hit.end, end, entry), rule="region.zone")
    return _mention(hit.end, end, name, "region.zone_new")


def _same_as(start: int, end: int, entry: Entry) -> RegionMention:
    return RegionMention(
        start=start,
        end=end,
        rule="region.zone_county",
        name=entry.name,
        kind=entry.kind,
        level=entry.level,
        places=(registry().as_place(entry),),
    )


def elided_zones(clean: str, zones: list[RegionMention]) -> Iterator[RegionMention]:
    """The second of two zones that share the name of their place: 某某高新区、示范区."""
    for zone in zones:
        match = _ELIDED.match(clean, zone.end)
        if match:
            stem = _stem(clean[zone.start : zone.end])
            if stem:
                yield _elided(match, stem)


def _elided(match: re.Match[str], stem: str) -> RegionMention:
    return _mention(match.start("zone"), match.end(), stem + match["zone"], "region.zone_elided")


def _stem(name: str) -> str | None:
    match = _ZONE.search(name)
    return name[: match.start()] if match and match.start() >= 2 else None
