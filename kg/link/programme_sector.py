"""The sector of a programme: what its name, its parts, the words before it and the titles above it are about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Block, BlockKind, ProgrammeMention, Region, Text

SECTORS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("教育", re.compile("教育系统|学校|中小学|高校|大学|学院|校园|师生|教师|教研|思政|班主任")),
    ("卫生健康", re.compile("卫生健康|卫健|医院|医共体|医疗|医护|医师|健康系统|疾控")),
    ("国企", re.compile("国企|国有企业|央企|国资|班组|车间|电力集团|能源集团|集团公司")),
    (
        "两新",
        re.compile(
            "两新|新兴领域|非公|社会组织|新就业|新业态|快递|外卖|骑手|货车|司机|非公有制|商圈|楼宇|小哥|个体工商|互联网企业"
        ),
    ),
    ("机关", re.compile("机关|县直|市直|省直|区直|州直|旗直|直属单位|窗口单位")),
    (
        "党员干部队伍",
        re.compile(
            "党员|干部|书记|头雁|人才|先锋队|带头人|党务工作者|支部标准化|支部规范化|培训|轮训|党课|党校|夜学|入党|党费"
        ),
    ),
    ("产业", re.compile("产业|合作社|集体经济|致富|增收|富民|联农带农|产业链|企业")),
    ("城市社区", re.compile("社区|街道|小区|城市|物业|楼栋|网格|业委会|市民")),
    ("农村", re.compile("农村|乡村|村级|嘎查|牧区|村寨|行政村|村民|村集体|农民|农牧|村")),
    ("党建全局", re.compile("党建统领|党的建设|基层党建|全域党建|党建质量|党建责任|党建工作")),
)
_BY_KIND = {
    "村": "农村", "嘎查": "农村", "镇": "农村", "乡": "农村", "苏木": "农村", "民族乡": "农村", "社区": "城市社区",
    "街道": "城市社区",
}  # fmt: skip
_PARTY = re.compile("党建|党组织|支部|党委|党旗|先锋|组织生活|组织建设|组织体系")
_INSTITUTIONS = frozenset({"教育", "卫生健康", "国企", "两新"})
_MAJORITY = 2


def heading_over(text: Text, position: int) -> list[Block]:
    """The headings above a position in its article, the nearest first."""
    block = text.block_at(position)
    if block is None:
        return []
    above: list[Block] = []
    level = 99
    for b in reversed(text.blocks[: text.block_index(block) + 1]):
        if b.article != block.article:
            break
        if b.kind is BlockKind.HEADING and b.level < level:
            above.append(b)
            level = b.level
    return above


def _sector_of(words: str) -> str | None:
    return next((notation for notation, pattern in SECTORS if pattern.search(words)), None)


def _nearest(words: str) -> str | None:
    """The sector of the last telling word."""
    last = [
        (hits[-1].end(), -i, notation)
        for i, (notation, pattern) in enumerate(SECTORS)
        if (hits := list(pattern.finditer(words)))
    ]
    return max(last)[2] if last else None


def _most(words: str) -> str | None:
    """The sector of most telling words, where there are several."""
    hits = [
        (len(pattern.findall(words)), -i, notation)
        for i, (notation, pattern) in enumerate(SECTORS)
        if notation != "党建全局"
    ]
    best = max(hits)
    return best[2] if best[0] >= _MAJORITY else None


def _stated(text: Text, mention: ProgrammeMention) -> str | None:
    """What the name, the opening of the sentence, the paragraph's title or the headings above say."""
    if named := _sector_of(mention.name):
        return named
    sentence = text.sentence_at(mention.start)
    if sentence is not None and text.clean[sentence.start] == "在":
        opening = re.match(r"在([^，。]{2,14})[，,]", text.clean[sentence.start : mention.start])
        if opening and (found := _sector_of(opening[1])):
            return found
    block = text.block_at(mention.start)
    lead = text.clean[block.start : block.lead] if block and block.lead is not None else ""
    if found := _sector_of(lead):
        return found
    titles = (_sector_of(text.clean[b.start : b.end]) for b in heading_over(text, mention.start))
    return next((found for found in titles if found), None)


def _near(text: Text, mention: ProgrammeMention) -> str | None:
    """What the parts, the words of the sentence before the name, and the paragraph say."""
    if found := _most("".join(p.name for p in mention.parts)):
        return found
    sentence, block = text.sentence_at(mention.start), text.block_at(mention.start)
    if sentence is not None:
        before = text.clean[max(sentence.start, mention.start - 60) : mention.start]
        after = text.clean[mention.end : min(sentence.end, mention.end + 60)]
        if found := _nearest(before) or _sector_of(after):
            return found
    return _most(text.clean[block.start : block.end]) if block is not None else None


def _article(text: Text, mention: ProgrammeMention) -> str | None:
    article = text.article_at(mention.start)
    return _sector_of(article.title) if article is not None and article.title else None


def sector(text: Text, mentions: Sequence[ProgrammeMention], region: Region | None) -> str | None:
    """The sector of a programme, from what says most about it down to the kind of place that runs it."""
    title = _article(text, mentions[0])
    if title in _INSTITUTIONS and not any(_stated(text, m) for m in mentions):
        return title
    for told in (_stated, _near, _article):
        if found := next((s for m in mentions if (s := told(text, m))), None):
            return found
    if region is not None and region.kind in _BY_KIND:
        return _BY_KIND[region.kind]
    around = "".join(text.clean[max(0, m.start - 80) : m.end + 80] for m in mentions)
    return "党建全局" if _PARTY.search(around) else None
