"""Short names of enterprises that a list and its closing kind tell: 甲、乙、丙等12家龙头企业."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import OrganisationMention
from kg.rules.organisations.classes import HARD_STOPS
from kg.rules.organisations.context import Context
from kg.text.words import words

_LIST = re.compile(
    r"((?:[\u4e00-\u9fffA-Za-z“”]{2,14}、)*[\u4e00-\u9fffA-Za-z“”]{2,14}?(?:和[\u4e00-\u9fffA-Za-z]{2,8})?)等"
    r"(?:\d+|[一二三四五六七八九十百]+|多|几|数)?[余多]?家?[\u4e00-\u9fff]{0,12}?"
    r"(?:企业(?!家)|[糖酒茶纸药工]厂|厂家|商户|工厂|公司|集团|品牌商|电商平台|药企|车企|国企|央企|民企)"
)
_ITEM = re.compile(r"[^、“”]{2,}(?=和[^、“”]{2,}$)|(?<=和)[^、“”]{2,}$|[^、“”]+")
# One kind among the items, and the list is one of kinds.
_KIND = re.compile(
    r"(?:企业|产业|行业|部门|单位|项目|产品|领域|机关|人员|组织|农户|基地|村|镇|县|市|区|乡)$|"
    r"^(?:农业|工业|旅游|餐饮|物流|快递|外卖|互联网|建筑|制造|能源|国有|民营|食品|化工|医药|养殖|种植|加工)"
)
_FIRM = re.compile(
    r"[糖药乳酒茶矿种纸牧渔农钢铝铜瓷竹木油米面盐]业$|(?:食品|科技|实业|置业|重工|电器|股份|生物|材料|机械|纺织)$"
)
_NAMED_ALREADY = re.compile(r"(?:公司|集团|银行|合作社|学院|大学|医院|协会|党委|党支部|党总支)$")


def _first(context: Context, start: int, end: int) -> int:
    """Where the first name of the list begins: right of the verb that introduces it."""
    begin = start
    for word in words(context.clean, start, end):
        leads = word.start == begin and word.flag[:1] in {"v", "p", "u", "d", "c"}
        if word.end <= end - 2 and (leads or word.text in HARD_STOPS):
            begin = word.end
    return begin


def listed(context: Context) -> Iterator[OrganisationMention]:
    """The items of a list of enterprises; a single item or any kind among them and nothing is read."""
    clean = context.clean
    for m in _LIST.finditer(clean):
        if context.in_title(m.start()):
            continue
        at = _first(context, m.start(1), m.start(1) + len(m[1].split("、")[0]))
        firm = _FIRM.search(clean, m.start(1), m.end(1))
        begins = [r.start for r in context.regions if m.start(1) <= r.start and r.end < m.end(1)]
        if "、" not in m[1] and firm and begins and 5 <= m.end(1) - begins[-1] <= 10:
            yield OrganisationMention(
                start=begins[-1],
                end=m.end(1),
                rule="organisation.listed",
                name=clean[begins[-1] : m.end(1)],
                kind="企业",
            )
            continue
        parts = [(at + p.start(), at + p.end()) for p in _ITEM.finditer(clean[at : m.end(1)])]
        if len(parts) < 2 or any(_KIND.search(clean[a:b]) for a, b in parts):
            continue
        for a, b in parts:
            if not 2 <= b - a <= 8 or _NAMED_ALREADY.search(clean[a:b]):
                continue
            yield OrganisationMention(
                start=a, end=b, rule="organisation.listed", name=clean[a:b], kind="企业"
            )
