"""Names that no word of their own tells: by the place that the text speaks of, or by 的 after a place."""

from __future__ import annotations

import re

from kg.rules.organisations.classes import GENERIC, HARD_STOPS
from kg.rules.organisations.context import Context
from kg.rules.organisations.edges import Edge
from kg.text.words import words

_TOWN = re.compile(r"(?:[省市县区旗州盟镇乡村]|街道|社区)$")
_OF_PLACE = re.compile(r"的([\u4e00-\u9fff]{2,6})$")
_SCHOOL = re.compile(r"学院$|学校$|大学$|党校$|中学$|小学$")
_KIND = re.compile(
    r"公立|公办|民办|私立|[一二三]级|三甲|定点|基层|薄弱|同类|其他|优质|所有|部分|全部|各|多|农村|城乡|乡镇"
)
_HELD = re.compile(r"医院|卫生院|学校|中学|小学|幼儿园|学院")


def edge_by_place(context: Context, suffix: int) -> Edge | None:
    """Where a name begins that is the stem of a place of the text (皇甫镇: 皇甫|派出所), or that 的 follows a
    place before (临川区的|天天向上|集团)."""
    clean = context.clean
    stems = {
        clean[r.start : r.end][: m.start()]
        for r in context.regions
        if (m := _TOWN.search(clean[r.start : r.end])) and m.start() >= 2
    }
    for size in (4, 3, 2):
        if clean[max(0, suffix - size) : suffix] in stems:
            return Edge(suffix - size, None, True)
    of_place = _OF_PLACE.search(clean, max(0, suffix - 7), suffix)
    if of_place is None or of_place.start() not in context.by_end:
        return None
    inside = words(clean, of_place.start(1), suffix)
    plain = all(w.text in GENERIC or w.flag[:1] in "vpcrmu" for w in inside)
    if plain or inside[0].text in GENERIC or any(w.text in HARD_STOPS for w in inside):
        return None
    return Edge(of_place.start(1), None, True)


def is_common(context: Context, start: int, suffix: int, end: int) -> bool:
    """Whether the words name only a kind behind a region (某省二级公立医院), or a school in quotation marks
    that is a way of teaching (“红雁学院”)."""
    clean = context.clean
    if clean[start - 1 : start] == "“" and clean[end : end + 1] == "”":
        own = any(start <= r.start < end for r in context.regions)
        return _SCHOOL.search(clean, suffix, end) is not None and not own
    region = next((r for r in context.regions if r.start == start), None)
    if region is None or not _HELD.search(clean, suffix, end):
        return False
    between = words(clean, region.end, suffix)
    kinds = all(w.text in GENERIC or _KIND.fullmatch(w.text) for w in between)
    return kinds and _KIND.search(clean, region.end, suffix) is not None
