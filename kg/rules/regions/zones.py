"""Zones that the gazetteer does not know: by the place before them, by a list, by the county in brackets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import patterns as re
from kg.gazetteer.kinds import kind_of_zone
from kg.gazetteer.registry import registry
from kg.lexicon import levels
from kg.lexicon.words import any_of
from kg.model import RegionMention
from kg.rules.regions.disambiguation import COMMON_NOUNS
from kg.rules.regions.edges import ends_in_word
from kg.rules.regions.gazetteer_matches import Hit, mention_of
from kg.text.words import is_rare, words_of

# Kinds that are statutory wherever they stand, and those that are so only right behind a place.
_STATUTORY = rf"{any_of('zone.statutory')}"
_LOOSE = f"{levels.ZONE}|示范区|{levels.NEW_AREA}|管理区|合作区"
# After these the words before them are a zone that has its own bodies, whatever it is called after.
_BODY_AFTER = re.compile(rf"{any_of('pattern.zone_body')}|：")
# The part of a name that stands before it in full: 西部（重庆）科学城|重庆高新区.
_TWIN = re.compile(r"[一-鿿]{2,4}[（(][一-鿿]{2,4}[）)]科学城·?$")
_ZONE = re.compile(rf"(?:{levels.NATIONAL})?(?:(?P<sure>{_STATUTORY})|{_LOOSE})")
_ELIDED = re.compile(rf"[、和](?P<zone>{any_of('pattern.zone')})(?![建域])")
_COUNTY = re.compile(r"[（(](?P<name>[一-鿿]{2,8}[区县市])[）)]")
# Zones without a place before them: 柳东新区, 东湖高新区.
_BARE = re.compile(rf"(?P<stem>[一-鿿]{{2,5}})(?P<zone>{_STATUTORY}|{levels.ZONE}|{levels.NEW_AREA})")
_NOT_IN_STEM = re.compile(
    r"[的了在与及是为等各全由以和从向对到将把该本设含市县区镇乡村]|京津|津冀|沪苏|苏浙|浙皖|三角|大湾|称|[一二两三四五六七八九十][个条家座批项]"
)
_NOT_STEM = re.compile(rf"(?:{any_of('stop.zone')}|高|州|化|级|性|型)$")
_NOT_AFTER = re.compile(rf"镇|乡|市|村(?!{levels.OF_VILLAGES})|路|街|站|建设(?!局)|域|化|{any_of('pattern.not_zone')}")
_NOT_MIDDLE = re.compile(rf"{any_of('stop.zone_middle')}|[的了在和与及、是为等个各全]|[县区市镇乡村](?=.)|有|首|多|家")
_MIDDLE = re.compile(r"[一-鿿]{0,6}\Z")


def zone_mentions(clean: str, hits: Sequence[Hit], weak: Sequence[Hit]) -> Iterator[RegionMention]:
    """Every zone that is not in the gazetteer by its printed name.

    ``weak`` are short forms that are no places by themselves, but are where a zone follows: 宁国经开区.
    """
    zones = list(_ZONE.finditer(clean))
    if not zones:
        return
    by_end = {h.end: h for h in (*weak, *hits) if h.strong or h.name not in COMMON_NOUNS}
    ends = sorted(by_end)
    covered = [(h.start, h.end) for h in hits]
    for match in zones:
        hit = _place_before(clean, match, by_end, ends)
        if hit is not None and not _NOT_AFTER.match(clean, match.end()):
            mention = _with_twin(clean, _zone_of(clean, hit, match.start(), match.end()))
            covered.append((mention.start, mention.end))
            yield mention
    taken = {i for start, end in covered for i in range(start, end)}
    lines = {clean.rfind("\n", 0, match.start()) + 1 for match in zones}
    ends_of = ((start, clean.find("\n", start)) for start in sorted(lines))
    spans = ((start, end if end >= 0 else len(clean)) for start, end in ends_of)
    for match in (m for span in spans for m in _BARE.finditer(clean, *span)):
        start = _stem_start(clean, match)
        free = start is not None and taken.isdisjoint(range(start, match.end()))
        if start is not None and free and not _NOT_AFTER.match(clean, match.end()):
            yield _mention(start, match.end(), clean[start : match.end()], "region.zone_new")


def _stem_start(clean: str, match: re.Match[str]) -> int | None:
    """Where the name of a zone without a place before it begins: behind a word or at the edge of a clause."""
    at = match.start("zone")
    for start in range(match.start(), at - 1):
        stem = clean[start:at]
        if _NOT_IN_STEM.search(stem) or _NOT_STEM.search(stem) or stem in registry().words or _only_common(stem):
            continue
        if ends_in_word(clean, start):
            return start
    return None


def _only_common(stem: str) -> bool:
    """Whether words before a suffix are common words alone: 评估结果|开发区."""
    return all(
        len(w.text) > 1 and w.flag[:2] not in ("ns", "nr", "nz") and not is_rare(w.text, 500) for w in words_of(stem)
    )


def _place_before(clean: str, match: re.Match[str], by_end: dict[int, Hit], ends: list[int]) -> Hit | None:
    """The place whose zone this is: right before it, or with a name of its own between."""
    at = match.start()
    i = bisect_right(ends, at)
    if i < len(ends) and by_end[ends[i]].strong and by_end[ends[i]].start < at:
        return None  # 浦东新区 is a county: its suffix is no zone of 上海市
    if i == 0 or ends[i - 1] < at - 6:
        return None
    hit = by_end[ends[i - 1]]
    middle = clean[hit.end : at]
    if hit.how == "zone" or not _MIDDLE.match(middle) or _NOT_MIDDLE.search(middle):
        return None
    free = hit.start in by_end or ends_in_word(clean, hit.start)
    return hit if hit.strong or (free and _may_have_zone(clean, hit, match)) else None


def _with_twin(clean: str, zone: RegionMention) -> RegionMention:
    """A zone with the other name that stands before its own: 西部（重庆）科学城重庆高新区."""
    twin = _TWIN.search(clean, max(0, zone.start - 16), zone.start)
    return zone if twin is None else replace(zone, start=twin.start())


def _may_have_zone(clean: str, hit: Hit, match: re.Match[str]) -> bool:
    """Whether a short form that is no place by itself is one before this zone."""
    bodies = _BODY_AFTER.match(clean, match.end()) is not None
    return hit.how == "short" or match["sure"] is not None or bodies


def _mention(start: int, end: int, name: str, rule: str) -> RegionMention:
    return RegionMention(start=start, end=end, rule=rule, name=name, kind=kind_of_zone(name), level="zone")


def _zone_of(clean: str, hit: Hit, at: int, end: int) -> RegionMention:
    """A zone behind the name of its place, or the county that it is the same as.

    Behind an official name the zone is a mention of its own: 青岛市 names the city too.
    """
    county = _COUNTY.match(clean, end)
    if county:
        for entry in registry().by_name.get(county["name"], ()):
            if any(h.holds(entry.key) for h in hit.entries) and entry.level == "county":
                return mention_of(hit.start, county.end(), "region.zone_county", (entry,))
    whole = hit.level != "province" or hit.entries[0].kind == levels.MUNICIPALITY or hit.end == at
    if hit.how != "official" and whole:
        return _mention(hit.start, end, clean[hit.start : end], "region.zone_new")
    name = clean[hit.start if hit.end == at else hit.end : end]
    return _mention(hit.end, end, name, "region.zone_new")


def elided_zones(clean: str, zones: Sequence[RegionMention]) -> Iterator[RegionMention]:
    """The second of two zones that share the name of their place: 某某高新区、示范区."""
    for zone in zones:
        match = _ELIDED.match(clean, zone.end)
        stem = _stem(clean[zone.start : zone.end])
        if match and stem:
            name = stem + match["zone"]
            yield _mention(match.start("zone"), match.end(), name, "region.zone_elided")


def _stem(name: str) -> str | None:
    match = _ZONE.search(name)
    return name[: match.start()] if match and match.start() >= 2 else None
