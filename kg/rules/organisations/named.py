"""Organisations with a name of their own and a kind word: companies, schools, associations, halls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import OrganisationMention
from kg.rules.organisations.classes import NAMED
from kg.rules.organisations.context import Context
from kg.rules.organisations.edges import Edge, left_edge, whole_suffix
from kg.rules.organisations.fallback import edge_by_place, is_common
from kg.rules.organisations.party import body_kind, level_word

_COUNT_AFTER = re.compile(r"\d+[余多]?[个家所支]")
_LEGAL = re.compile(
    r"有限(?:责任)?公司$|事务所$|农商银行$|商业银行$|支公司$|家庭农场$|幼儿园$|基金会$"
)
_NATIONAL = re.compile(
    r"中央组织部|中组部|中央宣传部|中宣部|中央统战部|中央政法委|中央社会工作部|中央纪委国家监委|中央纪委|中央党校|中央农办|"
    r"中央网信办|中央编办|国务院国资委|国务院扶贫办|国务院办公厅|国务院|全国人大常委会|全国人大(?!代表)|全国政协(?!委员)|全国总工会|"
    r"共青团中央|团中央|全国妇联|全国工商联|国家发展和?改革委(?:员会)?|国家林业和草原局|国家林草局|国家能源局|国家文物局|国家医保局|国家中医药管理局|"
    r"最高人民法院|最高人民检察院|最高法|最高检|国家数据局|国家统计局|国家发改委|国家乡村振兴局|国家卫生健康委|国家民委|国家税务总局|"
    r"国家市场监管总局|教育部(?!门)|民政部(?!门)|司法部(?!门)|财政部(?!门)|公安部(?!门)|农业农村部(?!门)|农业部(?!门)|水利部(?!门)|"
    r"商务部(?!门)|应急管理部(?!门)|文化和旅游部|科技部(?!门)|工业和信息化部|人力资源社会保障部|自然资源部(?!门)|生态环境部(?!门)|"
    r"住房城乡建设部|交通运输部(?!门)|退役军人事务部"
)
_CENTRE = re.compile(
    r"中共中央(?:办公厅)?|党中央(?=(?:、国务院)?(?:关于|的?决策|的?部署|印发|作出|决定|出台|提出|要求|号召|指挥|批准|发出|统一部署|集中统一领导|确定))"
)
_MASS = re.compile(r"工会|团中央|妇联|工商联")
_PLACE_AFTER = re.compile(
    r"大厦|大楼|大院|广场|家属院|旧址|门口|南路|北路|东路|西路|路口|小区|附近|周边|校区"
)
_SHORT = re.compile(r"（(?:以下|下)?[简下]称[：:]?[“‘]?([\u4e00-\u9fffA-Za-z]{2,12})[”’]?）")
BODY_WORDS = "党委|党总支|党支部|党组"
_MERE_KIND = re.compile(
    r"国有|国营|民营|私营|集体|[镇村县乡市省]级|龙头|物业|农民|专业|乡镇|村企|骨干|重点|大型|中小|下属|所属|本地|优质|知名"
)
_CORE = re.compile(r"核心的?$|同志为核心的?$")


@cache
def _suffixes() -> re.Pattern[str]:
    """All kind words as one pattern."""
    return re.compile("|".join(f"(?P<k{i}>{pattern})" for i, (pattern, _) in enumerate(NAMED)))


def _is_a_regions(context: Context, edge: Edge, suffix: int, kind: str) -> bool:
    """Whether a region and kind words alone are a name: 歙县茶业公司, but not 歙县国有公司."""
    if edge.region is None:
        return False
    if kind not in {"企业", "合作社"} or edge.region.level == "village":
        return True
    return _MERE_KIND.search(context.clean, edge.region.end, suffix) is None


def named(context: Context) -> Iterator[OrganisationMention]:
    """A name before a kind word: 德令哈景润种植专业合作社, 中国农业大学, 萧山民营经济展示馆."""
    clean = context.clean
    for m in _suffixes().finditer(clean):
        if context.in_title(m.start()) or context.region_over(m.start()) is not None:
            continue
        if _PLACE_AFTER.match(clean, m.end()) or not whole_suffix(context, m.start(), m.end()):
            continue
        edge = left_edge(context, m.start(), m.end(), legal=_LEGAL.search(m[0]) is not None)
        edge = edge or edge_by_place(context, m.start())
        kind = NAMED[int((m.lastgroup or "k0")[1:])][1]
        if edge is None or not (edge.own or _is_a_regions(context, edge, m.start(), kind)):
            continue
        if is_common(context, edge.start, m.start(), m.end()):
            continue
        if context.counted(edge.start) or _COUNT_AFTER.match(clean, m.end()):
            continue
        yield OrganisationMention(
            start=edge.start,
            end=m.end(),
            rule="organisation.named",
            name=_unquoted(clean[edge.start : m.end()]),
            kind=kind,
            bare=level_word(context, edge),
        )


def _unquoted(name: str) -> str:
    """A name without the quotation marks around the whole of it."""
    return name if "”" in name or "’" in name else name.strip("“‘")


def defined(context: Context) -> Iterator[OrganisationMention]:
    """The short form that a text gives a name, alone or with its Party body: （简称“北江盐化”）… 北江盐化党委."""
    clean = context.clean
    for full in named(context):
        short = _SHORT.match(clean, full.end)
        if short is None:
            continue
        for m in re.finditer(rf"{re.escape(short[1])}({BODY_WORDS})?", clean[short.end() :]):
            start = m.start() + short.end()
            if context.in_title(start):
                continue
            yield OrganisationMention(
                start=start,
                end=start + len(m[0]),
                rule="organisation.defined",
                name=m[0],
                kind=body_kind(m[1]) if m[1] else full.kind,
            )


def national(context: Context) -> Iterator[OrganisationMention]:
    """The bodies of the whole country: 国务院, 中央组织部, 教育部."""
    for m in _NATIONAL.finditer(context.clean):
        if not context.in_title(m.start()):
            yield OrganisationMention(
                start=m.start(),
                end=m.end(),
                rule="organisation.national",
                name=m[0],
                kind=_national_kind(m[0]),
            )


def _national_kind(name: str) -> str:
    if _MASS.search(name):
        return "社会组织"
    return "组织部" if name in {"中组部", "中央组织部"} else "政府部门"


def centre(context: Context) -> Iterator[OrganisationMention]:
    """党中央 or 中共中央 where it acts or issues something."""
    for m in _CENTRE.finditer(context.clean):
        before = context.clean[max(0, m.start() - 8) : m.start()]
        if not _CORE.search(before) and not context.in_title(m.start()):
            yield OrganisationMention(
                start=m.start(),
                end=m.end(),
                rule="organisation.centre",
                name="中共中央",
                kind="党委",
            )
