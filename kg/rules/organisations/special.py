"""Bodies of their own kind: zones, the Xinjiang corps, members away from home, a village's “两委”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import OrganisationMention
from kg.rules.organisations.context import Context
from kg.rules.organisations.edges import free_before, left_edge
from kg.rules.organisations.party import ANY_OF_THEM, BODY, bare_level, body_kind

_AWAY = re.compile(
    r"驻[\u4e00-\u9fff]{1,6}(?:流动(?:党员)|务工人员)(?:联合|临时)?(党委|党总支|党支部|党工委|服务站|工作站|联络站|服务中心)(?!\d)"
)
_CORPS = re.compile(
    r"(?:第[一二三四五六七八九十]+师|(?<![\u4e00-\u9fff\d])[一二三四五六七八九十〇零\d]{1,4}团(?:[一二三四五六七八九十\d]+连)?|"
    r"(?<=[^\d])[一二三四五六七八九十\d]+连|(?:新疆生产建设)?兵团)(?:党委|党支部|党总支|[“‘]?两委[”’]?)"
)
_HOST_OFFICE = re.compile(
    r"(?:集团公司|集团|公司|学校|学院|大学|医院|校|院|局)(?:纪委(?!监委)|党办|党委办公室|工会(?![委会主员])|团委(?![书员会]))"
)
_MASS = re.compile(r"(?:工会(?:委员会)?|团委|团总支|团支部|妇委会)(?![书主员干会])")
_MASS_HOST = re.compile(
    r"(?:公司|集团|医院|学校|学院|大学|中学|小学|局|厂|矿|银行|支行|分行|油田|农场|林场|段|项目部)$"
)
_ZONES = re.compile(
    r"(?:(?<![\u4e00-\u9fff）])|(?<=[由对按照在和]))(?:党工委|党建办公室|党群工作部|党政办公室)(?![）—])|(?<=党工委、)管委会|(?:[两三新]|高新|开发|经开|示范|度假|实验|合作)区(?:党工委|党建办公室|管委会)"
)
_TWO = re.compile(r"[“‘]?(?:支|三)?[两二]委[”’]?(?!员)")

_FOUNDED = re.compile(
    r"(?:成立|组建|设立|建立|组建成立|挂牌成立|揭牌成立)了?(?:全?[省市县区镇])?([\u4e00-\u9fff]{2,6}?(?:行业|产业链|产业|商圈|园区|市场|片区|新业态|街区|楼宇群))"
    r"(综合|联合)?(党委|党工委|党总支)(?![\d、和]|等)"
)
_ANY_SECTOR = re.compile(
    r"^(?:各|重点|特色|主导|优势|相关|若干|多个|[一二三四五六七八九十\d]+[个家])"
)


def founded(context: Context) -> Iterator[OrganisationMention]:
    """The one committee of a sector that the text says was set up: 成立|快递行业党委."""
    for m in _FOUNDED.finditer(context.clean):
        if context.in_title(m.start()) or _ANY_SECTOR.search(m[1]):
            continue
        if any(m.start(1) <= r.start < m.end() for r in context.by_end.values()):
            continue
        yield OrganisationMention(
            start=m.start(1),
            end=m.end(),
            rule="organisation.founded",
            name=context.clean[m.start(1) : m.end()],
            kind=body_kind(m[3]),
        )


def away(context: Context) -> Iterator[OrganisationMention]:
    """A county's Party body for its members who work elsewhere: 驻东莞流动党员党委."""
    for m in _AWAY.finditer(context.clean):
        if m.start() not in context.by_end and not context.in_title(m.start()):
            yield OrganisationMention(
                start=m.start(),
                end=m.end(),
                rule="organisation.away",
                name=m[0],
                kind="其他" if m[1][-1] in "站心" else body_kind(m[1]),
                bare="county",
            )


def division(context: Context) -> Iterator[OrganisationMention]:
    """The committee of a division and its city, named bare: 师市党委."""
    for m in re.finditer(r"师市党委(?:组织部|宣传部)?", context.clean):
        yield OrganisationMention(
            start=m.start(),
            end=m.end(),
            rule="organisation.division",
            name=m[0],
            kind="组织部" if m[0].endswith("组织部") else "党委",
            bare="division",
        )


def corps(context: Context) -> Iterator[OrganisationMention]:
    """Bodies of the divisions, regiments and companies of the Xinjiang corps: 一四三团十七连党支部."""
    for m in _CORPS.finditer(context.clean):
        if not context.in_title(m.start()):
            body = BODY.search(m[0])
            yield OrganisationMention(
                start=m.start(),
                end=m.end(),
                rule="organisation.corps",
                name=m[0],
                kind=body_kind(body[2]) if body else "其他",
            )


def _office_kind(name: str) -> str:
    """The type of a host's office."""
    if name.endswith("纪委"):
        return "纪委"
    return "社会组织" if name.endswith(("工会", "团委")) else "其他"


def host_offices(context: Context) -> Iterator[OrganisationMention]:
    """The discipline committee or Party office of a host that the context tells: 院纪委, 医院党办."""
    for m in _HOST_OFFICE.finditer(context.clean):
        free = free_before(context, m.start()) and not context.in_title(m.start())
        if free and context.clean[max(0, m.start() - 1) : m.start()] not in ANY_OF_THEM:
            yield OrganisationMention(
                start=m.start(),
                end=m.end(),
                rule="organisation.host-office",
                name=m[0],
                kind=_office_kind(m[0]),
                bare="organisation",
            )


def mass_bodies(context: Context) -> Iterator[OrganisationMention]:
    """The trade union or Youth League of a named company, hospital or school: 潘三矿工会."""
    for m in _MASS.finditer(context.clean):
        if context.in_title(m.start()) or context.region_over(m.start()) is not None:
            continue
        edge = left_edge(context, m.start(), m.end())
        if edge is None or context.counted(edge.start):
            continue
        if not _MASS_HOST.search(context.clean, edge.start, m.start()):
            continue
        yield OrganisationMention(
            start=edge.start,
            end=m.end(),
            rule="organisation.mass-body",
            name=context.clean[edge.start : m.end()],
            kind="社会组织",
        )


def working_committees(context: Context) -> Iterator[OrganisationMention]:
    """党工委 alone, in a zone or a street that the article is about; and of several zones (两区党工委)."""
    clean = context.clean
    for m in _ZONES.finditer(clean):
        if context.in_title(m.start()) or context.region_over(m.start()) is not None:
            continue
        yield OrganisationMention(
            start=m.start(),
            end=m.end(),
            rule="organisation.working-committee",
            name=m[0],
            kind="党工委" if m[0].endswith("党工委") else "其他",
            bare="zone",
        )


def two_committees(context: Context) -> Iterator[OrganisationMention]:
    """七里川村“两委”, and 村“两委” where the context tells the village."""
    clean = context.clean
    for m in _TWO.finditer(clean):
        if context.in_title(m.start()):
            continue
        region = context.by_end.get(m.start())
        level = None if region else bare_level(context, m.start())
        if region is None and (level is None or level[1] != "village"):
            continue
        if level is not None and re.compile(r"换届|班子换届|干部|其他").match(clean, m.end()):
            continue
        begin = region.start if region else level[0] if level else m.start()
        yield OrganisationMention(
            start=begin,
            end=m.end(),
            rule="organisation.two-committees",
            name=f"{clean[begin : m.start()]}“两委”",
            kind="其他",
            bare=None if region else "village",
        )
