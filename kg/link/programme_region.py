"""Which region runs a programme: named in its name, by the body that set it up, or what the text is about."""

from __future__ import annotations

import re

from kg.link.programme_context import UPPER, Places, place_called, source
from kg.link.programme_groups import core_of
from kg.model import Block, BlockKind, Organisation, ProgrammeMention, Region, Text
from kg.rules.programmes.kinds import HAN

_PLACE_NAMED = re.compile(
    rf"([{HAN}]{{2,6}}?)(?:方式|经验|模式|实践|样本|做法|路径|方案|答卷|之路|样板)"
)
RULING = frozenset({"党委", "党组", "党工委", "组织部", "纪委", "政府部门", "党总支", "党支部"})
_WHOLE = re.compile(
    r"全(?P<word>县|市|区|州|旗|盟|省|镇|乡|街道|师)(?:范围内?|域)?(?:全面|大力|率先|统一|普遍|陆续)?"
    r"(?:推开|推广|推行|铺开|推而广之|实施|开展|启动)(?:了|的)?$"
)
_LEVELS = {
    "省": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture", "师": "prefecture", "县": "county",
    "区": "county", "旗": "county", "镇": "township", "乡": "township", "街道": "township",
}  # fmt: skip
_MADE_BY = re.compile(
    r"(?:自主|联合|牵头)?(?:研发|开发|创办|首创|推出|打造|发起|创设|设立|创建)的$"
)
_PARTNER = re.compile("(?:与|和|同|跟|会同|联合|携手)$")

Settled = tuple[Region | None, str, bool]


def place_in_name(name: str, places: Places) -> Region | None:
    """The place that a name begins with: “庄浪方式”."""
    core = core_of(name) or name
    m = _PLACE_NAMED.fullmatch(core)
    return place_called(m[1], places) if m else None


def _ending(organisations: tuple[Organisation, ...], floor: int, end: int) -> Organisation | None:
    """The ruling body whose name ends at a position."""
    named = [
        (q.end - q.start, o.name, o)
        for o in organisations
        for q in o.quotes
        if q.end == end and q.start >= floor and o.kind in RULING and o.region is not None
    ]
    return max(named, key=lambda t: t[:2])[2] if named else None


def _owner(
    text: Text, mention: ProgrammeMention, organisations: tuple[Organisation, ...]
) -> Organisation | None:
    """The body right before the name, or before 研发的 and the like: 市委“…”行动, 县林草局研发的“…”系统."""
    sentence = text.sentence_at(mention.start)
    floor = sentence.start if sentence else 0
    before = text.clean[floor : mention.start]
    ends = [mention.start, mention.start - 1] if before.endswith("的") else [mention.start]
    if m := _MADE_BY.search(before):
        ends.append(floor + m.start())
    return next((o for e in ends if (o := _ending(organisations, floor, e))), None)


def _whole_area(text: Text, mention: ProgrammeMention, places: Places) -> Region | None:
    """在全县推开的“…”制度: the county, though the sentence is about a town of it."""
    m = _WHOLE.search(text.clean[max(0, mention.start - 18) : mention.start])
    if m is None or "\n" in m[0]:
        return None
    return places.level_of_article(mention.start, _LEVELS[m["word"]], m["word"])


def _beside_partner(
    text: Text, mention: ProgrammeMention, organisations: tuple[Organisation, ...], about: Region
) -> bool:
    """Whether the region here is only that of a partner: 与某镇党委结成“…”联盟."""
    sentence = text.sentence_at(mention.start)
    floor = sentence.start if sentence else 0
    return any(
        o.region == about and _PARTNER.search(text.clean[max(floor, q.start - 2) : q.start])
        for o in organisations
        for q in o.quotes
        if floor <= q.start and q.end <= mention.start
    )


def _is_above(region: Region, about: Region | None) -> bool:
    return about is not None and UPPER.get(region.level, 0) > UPPER.get(about.level, 0)


def region_of(
    text: Text,
    mention: ProgrammeMention,
    places: Places,
    organisations: tuple[Organisation, ...],
    led: Organisation | None,
) -> Settled:
    """The region that runs a programme, why, and whether the words name it as a higher level's."""
    named = place_in_name(mention.name, places)
    if named is not None:
        return named, f"the name begins with the place {named.name}", False
    about = places.about(mention.start)
    owner = _owner(text, mention, organisations)
    if owner is not None and owner.region is not None:
        article = text.article_at(mention.start)
        subject = places.subjects[article.index] if article is not None else None
        above = _is_above(owner.region, about) or _is_above(owner.region, subject)
        return owner.region, f"it is called {owner.name}'s", above
    origin = source(text, mention, organisations, about)
    if origin is not None:
        return origin[1], f"the text says that it comes from {origin[0].name}", True
    whole = _whole_area(text, mention, places)
    if whole is not None and _is_above(whole, about):
        return whole, f"it runs in all of {whole.name}", False
    near = led is not None and any(0 <= mention.start - q.end <= 40 for q in led.quotes)
    if led is not None and near and led.region is not None and led.kind in RULING:
        return led.region, f"{led.name} runs it", False
    return _about(text, mention, places, organisations, about)


def _about(
    text: Text,
    mention: ProgrammeMention,
    places: Places,
    organisations: tuple[Organisation, ...],
    about: Region | None,
) -> Settled:
    if about is None:
        return None, "the text names no region here", False
    if _beside_partner(text, mention, organisations, about):
        block = text.block_at(mention.start)
        wider = places.about(block.start) if block else None
        if wider is not None and _is_above(wider, about):
            return wider, f"the paragraph is about {wider.name}", False
    return about, f"the text is about {about.name} here", False


def deciding(
    text: Text, mentions: list[ProgrammeMention], fullest: ProgrammeMention, places: Places
) -> ProgrammeMention:
    """The mention whose surroundings tell the region: one in running text before one in a title."""
    body = [
        m for m in mentions if _in_body(text.block_at(m.start), m) or _names_region(text, m, places)
    ]
    if fullest.parts and (fullest in body or not body):
        return fullest
    return body[0] if body else mentions[0]


def _names_region(text: Text, mention: ProgrammeMention, places: Places) -> bool:
    """Whether the title that holds a mention names a region itself."""
    block = text.block_at(mention.start)
    return block is not None and any(
        block.start <= q.start and q.end <= block.end for r in places.regions for q in r.quotes
    )


def _in_body(block: Block | None, mention: ProgrammeMention) -> bool:
    if block is None or block.kind is not BlockKind.BODY:
        return False
    return block.lead is None or mention.start >= block.lead
