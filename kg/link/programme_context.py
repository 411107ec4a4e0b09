"""What surrounds a programme: its sector, who leads it, which level it comes from."""

from __future__ import annotations

import re
from typing import Protocol

from kg.model import (
    Block,
    BlockKind,
    Organisation,
    ProgrammeMention,
    Region,
    RegionMention,
    Text,
)
from kg.rules.programmes import kinds
from kg.rules.programmes.heads import index_of

SECTORS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("教育", re.compile("教育系统|学校|中小学|高校|大学|学院|校园|师生|教师|教研|思政|班主任")),
    ("卫生健康", re.compile("卫生健康|卫健|医院|医共体|医疗|医护|医师|健康系统|疾控")),
    ("国企", re.compile("国企|国有企业|央企|国资")),
    (
        "两新",
        re.compile(
            "两新|新兴领域|非公|社会组织|新就业|新业态|快递|外卖|商圈|楼宇|小哥|个体工商|互联网企业"
        ),
    ),
    ("机关", re.compile("机关|县直|市直|省直|区直|州直|旗直|直属单位|窗口单位")),
    ("党员干部队伍", re.compile("党员|干部|书记|头雁|人才|先锋队|带头人|党务工作者|发展党员")),
    ("产业", re.compile("产业|合作社|集体经济|致富|增收|富民|联农带农|产业链|企业")),
    ("城市社区", re.compile("社区|街道|小区|城市|物业|楼栋|网格|业委会|市民")),
    ("农村", re.compile("农村|乡村|村级|嘎查|牧区|村寨|行政村|村民|村集体|农民|农牧|村")),
    ("党建全局", re.compile("党建统领|党的建设|基层党建|全域党建|党建质量|党建责任|党建工作")),
)
_LEADERS = frozenset(
    {
        "党委",
        "党组",
        "党工委",
        "党总支",
        "党支部",
        "组织部",
        "纪委",
        "政府部门",
        "企业",
        "学校",
        "社会组织",
        "其他",
    }
)
_FROM = re.compile(
    r"(?:落实|贯彻|执行|响应|对标|按照|根据|承接|实施|推进|完成|围绕)[^，。；“”]{0,14}$"
)
_WITH = re.compile("(?:与|和|同|跟|会同|携手)$")
UPPER = {"province": 5, "prefecture": 4, "county": 3, "zone": 3, "township": 2, "village": 1}


class Places(Protocol):
    """What the linking of regions offers."""

    def about(self, position: int) -> Region | None:
        """The region that the text is about at a position."""

    def named(self, name: str) -> Region | None:
        """The region of the document that goes by a name."""

    def level_of_article(self, position: int, level: str, word: str = "") -> Region | None:
        """The region of a level that a bare word means at a position."""

    @property
    def regions(self) -> tuple[Region, ...]:
        """All regions that the document names."""


def place_called(stem: str, places: Places) -> Region | None:
    """The region that a stem without 县 or 市 names, where it names just one."""
    named = places.named(stem)
    if named is not None:
        return named
    found = [r for r in places.regions if r.name.startswith(stem) and len(r.name) - len(stem) <= 2]
    return found[0] if len(found) == 1 else None


def heading_over(text: Text, position: int) -> list[Block]:
    """The headings above a position in its article, the nearest first."""
    block = text.block_at(position)
    if block is None:
        return []
    above: list[Block] = []
    level = 99
    for b in reversed(text.blocks[: index_of(text, block) + 1]):
        if b.article != block.article:
            break
        if b.kind is BlockKind.HEADING and b.level < level:
            above.append(b)
            level = b.level
    return above


def _sector_of(words: str) -> str | None:
    return next((notation for notation, pattern in SECTORS if pattern.search(words)), None)


def sector(text: Text, mention: ProgrammeMention) -> str | None:
    """The sector that the name, its clause, the paragraph's title or the headings above tell."""
    named = _sector_of(mention.name)
    if named is not None:
        return named
    sentence = text.sentence_at(mention.start)
    if sentence is not None:
        opening = re.match(r"在?([^，。]{2,14})[，,]", text.clean[sentence.start : mention.start])
        if opening and text.clean[sentence.start] == "在" and (found := _sector_of(opening[1])):
            return found
    block = text.block_at(mention.start)
    if (
        block is not None
        and block.lead is not None
        and (found := _sector_of(text.clean[block.start : block.lead]))
    ):
        return found
    for b in heading_over(text, mention.start):
        if found := _sector_of(text.clean[b.start : b.end]):
            return found
    return None


def _before(
    text: Text, mention: ProgrammeMention, organisations: tuple[Organisation, ...]
) -> list[tuple[int, int, Organisation]]:
    """The organisations named in the sentence before the programme, in order."""
    sentence = text.sentence_at(mention.start)
    floor = sentence.start if sentence else mention.start
    found = [
        (q.start, q.end, o)
        for o in organisations
        for q in o.quotes
        if floor <= q.start and q.end <= mention.start
    ]
    return sorted(found, key=lambda t: (t[0], t[1], t[2].name))


def source(
    text: Text,
    mention: ProgrammeMention,
    organisations: tuple[Organisation, ...],
    about: Region | None,
) -> tuple[Organisation, Region] | None:
    """The higher organisation that the programme comes from: 落实省委“四抓两整治”."""
    here = UPPER.get(about.level, 0) if about else 0
    for start, end, org in reversed(_before(text, mention, organisations)):
        between = text.clean[end : mention.start]
        if len(between) > 24 or re.search("[，。；]", between) or org.region is None:
            continue
        if UPPER.get(org.region.level, 0) <= here or not _FROM.search(text.clean[:start][-24:]):
            continue
        if any(v in between for v in kinds.HARD_VERBS if v not in ("落实", "坚持")):
            continue
        return org, org.region
    return None


def leader(
    text: Text,
    mention: ProgrammeMention,
    organisations: tuple[Organisation, ...],
    named: tuple[RegionMention, ...],
) -> Organisation | None:
    """The organisation that the sentence names as the one that launched the programme."""
    for start, end, org in reversed(_before(text, mention, organisations)):
        between = text.clean[end : mention.start]
        others = [r for r in named if end <= r.start and r.end <= mention.start]
        if any(text.clean[r.start - 1] not in "在对向从、" for r in others):
            continue
        if org.kind not in _LEADERS or _FROM.search(text.clean[:start][-16:]):
            continue
        if _WITH.search(text.clean[max(0, start - 2) : start]):
            continue  # a partner
        subject = text.clean[start - 1 : start] in ("", "\n", "。", "，")
        reach = 160 if subject else 60
        if re.search("[。；]" if subject else "[。；“”]", between) or len(between) > reach:
            continue
        if any(v in between for v in kinds.HARD_VERBS) and not re.match("[、和及的等]", between):
            return org
    return None
