"""Offices and institutions that follow a region or a level: 萧山区政府, 县财政局, 省农科院, 省纪委监委."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import OrganisationMention
from kg.rules.organisations.classes import GENERIC, HARD_STOPS, LEVEL_BODIES, OFFICE
from kg.rules.organisations.context import Context
from kg.rules.organisations.edges import free_before, owner_start
from kg.rules.organisations.party import LEVELS, body_kind
from kg.text.words import words

_ENTERPRISE = re.compile(r"公司$|行$|信用社$")
_LEVEL = re.compile(r"自治区|街道|社区|苏木|嘎查|[省市州盟县区旗镇乡村]")
_NEXT = re.compile(rf"[、和]({OFFICE})")
_BODY = re.compile(r"(?:机关)?(党委|党组|党总支|党支部)")
_YOUTH = re.compile(r"团([省市州县区旗盟])委(?!员)")
_STATION = re.compile(
    r"[\u4e00-\u9fff]{2,5}?(?:分局|派出所|市监所|监管所|司法所|税务所|法庭|中队)(?![\u4e00-\u9fff]*?\d+个)"
)
_UNIT = re.compile(
    r"第[一二三四五六七八九十]检察部|立案庭|(?:刑事|民事|行政)审判庭|执行局|(?:交警|交通警察|治安|刑侦|刑警|特警|巡特警|禁毒|经侦|网安|出入境)(?:管理)?(?:支|大|中)队|(?<=院)(?:政治部|机关党委|机关党总支)|"
    r"(?<=[局厅委])(?:直属)?(?:机关党委|机关党总支|机关党支部|党委办公室)"
)
_PLACE_BODY = re.compile(
    r"(?:(街道办事处|[镇乡](?:人民)?政府|街道司法所)|(?:村|社区)(?:村?民?委会|居民?委员?会|“两委”))(?![员成])"
)
_HEAD_PLACE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}$")
_KIND_BEFORE = set("全各省市州县区旗乡镇村城校社园小辖厂矿景街")


@cache
def _bodies() -> re.Pattern[str]:
    """All bodies of a level as one pattern, the longest first where they share a beginning."""
    groups = [*(pattern for pattern, _ in LEVEL_BODIES), OFFICE]
    return re.compile("|".join(f"(?P<k{i}>{pattern})" for i, pattern in enumerate(groups)))


def _kind_of(m: re.Match[str]) -> str:
    number = int((m.lastgroup or "k0")[1:])
    if number >= len(LEVEL_BODIES):
        return "政府部门"
    return "企业" if _ENTERPRISE.search(m[0]) else LEVEL_BODIES[number][1]


def of_region(context: Context) -> Iterator[OrganisationMention]:
    """A body right after a region's name: 萧山区政府, 宜宾市国资委, 珙县分公司."""
    for end, region in sorted(context.by_end.items()):
        m = _bodies().match(context.clean, end)
        if m is None or context.in_title(region.start):
            continue
        start = owner_start(context, region.start)
        stop = _with_station(context, m.end())
        yield OrganisationMention(
            start=start,
            end=stop,
            rule="organisation.office",
            name=context.clean[start:stop],
            kind=_kind_of(m),
        )


def _with_station(context: Context, end: int) -> int:
    """Where an office ends that names its station for a place behind it: …市场监督管理局|松山湖分局."""
    if unit := _UNIT.match(context.clean, end):
        return unit.end()
    m = _STATION.match(context.clean, end) if context.clean[end - 1] in "局院" else None
    if m is None:
        return end
    inside = words(context.clean, m.start(), m.end())
    return end if any(w.text in HARD_STOPS for w in inside[:-1]) else m.end()


def _with_unit(context: Context, end: int) -> int:
    """Where a bare office ends with the unit named behind it: 市公安局|交警支队."""
    unit = _UNIT.match(context.clean, end)
    return end if unit is None else unit.end()


def listed_offices(context: Context) -> Iterator[OrganisationMention]:
    """Offices that go on a list and leave out what they belong to: 区发改局、|财政局."""
    heads = {r.start: context.clean[r.start : r.end] for r in context.by_end.values()}
    for first in (*of_region(context), *of_level(context)):
        owner = heads.get(first.start) or (_LEVEL.match(first.name) or [""])[0]
        end = first.end
        while (m := _NEXT.match(context.clean, end)) is not None:
            yield OrganisationMention(
                start=m.start(1),
                end=m.end(),
                rule="organisation.listed-office",
                name=owner + m[1],
                kind="政府部门",
                bare=first.bare,
            )
            end = m.end()


def of_level(context: Context) -> Iterator[OrganisationMention]:
    """A body after a bare level: 县政府, 市教育局, 省农科院, 村委会."""
    clean = context.clean
    for level in _LEVEL.finditer(clean):
        m = _bodies().match(clean, level.end())
        if m is None or context.in_title(level.start()) or context.region_over(level.start()):
            continue
        before = clean[max(0, level.start() - 1) : level.start()]
        if before in _KIND_BEFORE or not _begins(context, level.start()):
            continue
        body = _BODY.match(clean, m.end())
        end = body.end() if body else _with_unit(context, m.end())
        yield OrganisationMention(
            start=level.start(),
            end=end,
            rule="organisation.bare-office",
            name=clean[level.start() : end],
            kind=body_kind(body[1]) if body else _kind_of(m),
            bare=LEVELS[level[0]],
        )


def of_place(context: Context) -> Iterator[OrganisationMention]:
    """A body of a township or village that no gazetteer knows, alone at the head of its clause: 鸳鸯街道办事处."""
    clean = context.clean
    for m in _PLACE_BODY.finditer(clean):
        place = _HEAD_PLACE.search(clean, max(0, m.start() - 4), m.start())
        if place is None or context.in_title(m.start()) or context.region_over(m.start()):
            continue
        before = words(clean, place.start(), m.start())
        if any(w.text in GENERIC | HARD_STOPS or w.flag[:1] in "vpcrmd" for w in before):
            continue
        yield OrganisationMention(
            start=place.start(),
            end=m.end(),
            rule="organisation.place-office",
            name=clean[place.start() : m.end()],
            kind="政府部门" if m[1] else "其他",
        )


def _begins(context: Context, start: int) -> bool:
    """Whether a bare body can begin here: after a break, a function word, or 县委 of the same level."""
    return free_before(context, start) or context.clean[max(0, start - 2) : start] in {
        "省委",
        "市委",
        "州委",
        "盟委",
        "县委",
        "区委",
        "旗委",
        "党委",
    }


def beside_committee(context: Context) -> Iterator[OrganisationMention]:
    """The government that shares its region with the committee before it: 横桥乡党委|政府."""
    for m in re.finditer(r"党(?:工)?委[、和]?((?:人民)?政府|办事处)", context.clean):
        region = context.by_end.get(m.start())
        if region is not None and not context.in_title(region.start):
            yield OrganisationMention(
                start=m.start(1),
                end=m.end(1),
                rule="organisation.beside-committee",
                name=context.clean[region.start : region.end] + m[1],
                kind="政府部门",
            )


def youth_leagues(context: Context) -> Iterator[OrganisationMention]:
    """团县委, 共青团平凉市委."""
    clean = context.clean
    for m in _YOUTH.finditer(clean):
        if not context.in_title(m.start()) and clean[max(0, m.start() - 2) : m.start()] != "共青":
            yield OrganisationMention(
                start=m.start(),
                end=m.end(),
                rule="organisation.youth-league",
                name=m[0],
                kind="社会组织",
                bare=LEVELS[m[1]],
            )
    for end, region in sorted(context.by_end.items()):
        if (
            clean[max(0, region.start - 3) : region.start] == "共青团"
            and clean[end : end + 1] == "委"
        ):
            yield OrganisationMention(
                start=region.start - 3,
                end=end + 1,
                rule="organisation.youth-league",
                name=clean[region.start - 3 : end + 1],
                kind="社会组织",
            )
