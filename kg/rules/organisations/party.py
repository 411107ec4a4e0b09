"""The Party's bodies: committees of a level, their offices, and the bodies of towns, villages and hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import OrganisationMention
from kg.rules.organisations.classes import (
    COMMITTEE_OFFICES,
    GENERIC,
    HARD_STOPS,
    PARTY_KINDS,
    PARTY_SORTS,
)
from kg.rules.organisations.context import Context
from kg.rules.organisations.edges import Edge, free_before, left_edge
from kg.text.words import words

LEVELS = {
    "省": "province",
    "自治区": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "地": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
    "镇": "township",
    "乡": "township",
    "街道": "township",
    "苏木": "township",
    "团": "township",
    "村": "village",
    "社区": "village",
    "嘎查": "village",
}
_COMMITTEE = re.compile(
    r"(自治区(?=党委)|[省市州盟地县区旗])(?:委员会(?!议)|党委|委(?!员|托|屈|会(?!同)))"
    rf"({COMMITTEE_OFFICES}|常委会|常委|全委会)?"
)
ANY_OF_THEM = frozenset("某各家个每所类型")
_NO_DISTRICT = frozenset("社园校景矿片小灾库辖营厂战山牧林开发新保")
_KIND_BEFORE = frozenset("联强片跨邻各每乡镇村农城社园（）/—")
_OF_OFFICES = frozenset(("和", "与", "组织", "建设", "服务", "党组织"))
_DIVISION = re.compile(r"第[一二三四五六七八九十]+师$")
_KINDS_BEFORE = re.compile(r"[师省市州县区旗乡镇各级）)、/]$")
_LISTED = re.compile(r"[省市县区、各（(）)]{2,}$|各[^，。；]{0,6}$")
BODY = re.compile(
    rf"((?:{PARTY_SORTS})*)(党委|党工委|党组(?!织|成员)|党总支|党支部|党小组|工委(?!会)|总支(?!部)|支部(?=副?书记)|(?<=联合)支部|(?<=第[一二三四五六七八九十])支部)"
    r"((?<=委)(?:组织人事部|组织部|宣传部|统战部|学生工作部|教师工作部|群工部|党群工作部|组织人事局|党群工作局|党群部|"
    r"社会工作部|[“‘]?两新[”’]?(?:组织)?工委|办公室))?"
)
_HOSTS = re.compile(
    r"(?:集团公司|集团|分公司|公司|学校|学院|大学|医院|农场|林场|油田|校|院|局|厅|厂|矿|商会|协会|联盟|银行)$"
)
# Without a region a host's name has to end in what a body is set up in.
_PLACED = re.compile(
    r"(?:公司|集团|银行|支行|分行|酒店|超市|商场|大学|学院|学校|中学|小学|医院|研究院|研究所|合作社|协会|商会|联盟|联合体|商圈|街区|片区|产业链|行业|物业|楼宇|机场|车站|小区|公寓|大厦|广场|花园|家园|苑|城|楼|汽车|科技|药业|乳业|酒业|食品|实业|控股|置业|重工|电气|电器|股份|化工|钢铁|矿业|水泥|纺织|服饰|家居|快递|外卖|环保|"
    r"医药|煤电|煤业|能源|电力|建工|建投|城投|交投|交控|农垦|水务|燃气|热力|公交|地铁|电子|通信|软件|传媒|文旅|农牧|种业|饲料|航空|船舶|管理区|作业区|采油区|工区|联合站|营业站|供电所|事务所|营业部|经理部|指挥部|事业部|物流|骑手|集群|幼儿园|联合会|促进会|基金会|"
    r"(?:机务|车务|工务|电务|车辆|客运|动车|桥工|维管|供电)段|学科|水厂|码头|港口|报社|客运站|收费站|服务区|电站|电视台|图书馆|博物馆|有限|"
    r"社区|市场|产业园|园区|景区|油田|矿区|农场|林场|牧场|煤矿|车间|项目部|班组|分厂|厂|矿|支队|大队|中队|分局|局|委|厅|站|场|队|店|法庭|派出所|司法所|(?<=[学文理工语])系|室|科|门诊|急诊|护理|药剂|医技|检验|村|镇|乡|街道|中心|[师团连]|平台|工地)[”’]?$"
)
CHAIN = re.compile(r"[—\-→/+]")
_AREA = re.compile(r"(?:片区|园区|景区|商圈|口岸|机场|市场|车站)$")
_SECTOR = re.compile(r"(?:行业|系统|产业链|商圈|园区|协会|联盟)$")
_HEADED = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,8}(?:学院|车间|分厂|厂|矿|工区|项目部|分公司|子公司|事业部|"
    r"研究所|教研室)|[\u4e00-\u9fff]{1,8}科|[\u4e00-\u9fff]{0,8}(?:门诊|急诊|门急诊|护理|药剂|医技|检验))$"
)
_PLACE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(村|社区|镇|乡|街道)$")
# A kind beside it in a list makes a bare body a kind as well: 农村党支部、|社区党支部.
_KINDS = "(?:农村|机关|企业|学校|园区|楼宇|行业|商圈|小区|网格|两新|国企|高校|城市)(?:党委|党总支|党支部)"
_KIND_BESIDE = re.compile(rf"{_KINDS}[、和]$")
_KIND_NEXT = re.compile(rf"[、和]{_KINDS}")
_DISTRICT = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}$")
_FIRM_HOST = re.compile(r"(?:有限公司|事务所|幼儿园|农商银行|支公司|集团)$")
_JOINT = re.compile(r"联合|综合|流动|临时")
_VILLAGES = re.compile(r"村.*(?:合作社|公司)$")
_LONG_OFFICE = re.compile(
    r"(?<=委)[\u4e00-\u9fff]{2,14}?(?:委员会办公室|工作委员会|党工委|工委|工作领导小组办公室|工作领导小组)(?![会员])"
)
_NUMBERED_SORT = re.compile(r"第[一二三四五六七八九十]+$")
_UNIT = re.compile(
    r"(?:学院|附属医院|车间|厂|矿|工区|项目部|教研室|科|门诊|急诊|护理|药剂|医技|检验|分公司|子公司|事业部|研究所)$"
)
COUNT_AFTER = re.compile(r"\d+[余多]?[个家所支]|[一二三四五六七八九十百]+[余多]?[个家所支]")


def _kind(office: str | None) -> str:
    """The type of a committee or of its office."""
    if not office or office.startswith("常") or office == "全委会":
        return "党委"
    if office.startswith("组织部"):
        return "组织部"
    if office.endswith(("工委", "工作委员会")):
        return "党工委"
    return "学校" if office == "党校" else "其他"


def _region_before(context: Context, start: int, level_end: int) -> int | None:
    """Where the region begins that a committee's level character closes (太白|县) or follows (海西|州)."""
    region = context.by_end.get(level_end) or context.by_end.get(start)
    return None if region is None else region.start


def committees(context: Context) -> Iterator[OrganisationMention]:
    """县委, 太白县委, 高台县委组织部, 州委常委会: committees from province to county."""
    clean = context.clean
    for m in _COMMITTEE.finditer(clean):
        start, end, office = m.start(), m.end(), m[2]
        if context.in_title(start):
            continue
        begin = _region_before(context, start, m.end(1))
        before = clean[start - 1 : start]
        if m[1] == "区" and (before == "社" or (begin is None and before in _NO_DISTRICT)):
            continue
        if "委员会" in m[0] and (
            begin is None or clean[begin - 2 : begin] not in {"中共", "共产党"[1:]}
        ):
            continue
        if begin is not None:
            listed = False
        else:
            covering = context.region_over(start)
            listed = bool(_LISTED.search(clean, max(0, start - 8), start)) or bool(
                _KINDS_BEFORE.search(clean, max(0, start - 1), start) and clean[start - 1] != "、"
            )
            if covering is not None or (m[1] == "地" and not _is_prefectures(context, start)):
                continue
            begin = _district(context, m) if m[1] == "区" else None
        if begin is not None and (corps := _DIVISION.search(clean, max(0, begin - 6), begin)):
            begin = corps.start()
        if listed or (begin is None and _is_link(clean, start, end)):
            continue
        if not office and (long := _long_office(context, end)) is not None:
            office, end = long, end + len(long)
        yield OrganisationMention(
            start=start if begin is None else begin,
            end=end,
            rule="organisation.committee",
            name=clean[start if begin is None else begin : end],
            kind=_kind(office),
            bare=LEVELS[m[1]] if begin is None else None,
        )


def _is_prefectures(context: Context, start: int) -> bool:
    """Whether 地委 is the committee of a prefecture, and not the end of 当地委托 or 各地委员."""
    return context.clean[max(0, start - 1) : start] not in set("当各本外驻属异") and free_before(
        context, start
    )


def _district(context: Context, m: re.Match[str]) -> int | None:
    """Where the name of a district below a county begins, alone at the head of its clause: 漆河|区委."""
    place = _DISTRICT.search(context.clean, max(0, m.start() - 4), m.start())
    if place is None:
        return None
    before = words(context.clean, place.start(), m.start())
    kind = any(w.text in GENERIC | HARD_STOPS or w.flag[:1] in "vpcrmd" for w in before)
    return None if kind or place[0][-1] in _NO_DISTRICT | _KIND_BEFORE else place.start()


def _long_office(context: Context, end: int) -> str | None:
    """An office of a committee with a name of its own: 区委|教育卫生工作委员会."""
    m = _LONG_OFFICE.match(context.clean, end)
    if m is None:
        return None
    inside = words(context.clean, end, m.end())
    verbs = [w for w in inside[:-1] if w.text in HARD_STOPS and w.text not in _OF_OFFICES]
    return None if verbs else m[0]


def _is_link(clean: str, start: int, end: int) -> bool:
    """Whether a bare name is a link of a chain or an addend of a formula, and so a kind."""
    return bool(CHAIN.match(clean, end)) or clean[max(0, start - 1) : start] in {"—", "+", "→"}


def bare_level(context: Context, start: int) -> tuple[int, str] | None:
    """The level word that ends at ``start`` with no name before it: 镇|党委, 社区|党支部."""
    for word in ("街道", "社区", "苏木", "嘎查", "镇", "乡", "村", "团"):
        begin = start - len(word)
        if context.clean[max(0, begin) : start] != word:
            continue
        before = context.clean[max(0, begin - 1) : begin]
        if before in _KIND_BEFORE:
            return None
        if context.region_over(begin) is None and free_before(context, begin):
            return begin, LEVELS[word]
        return None
    return None
    return None


def _kind_only(context: Context, start: int, end: int, body: str) -> bool:
    """Whether the words between a region and a body are only kinds: 高台县|农村|党支部. A committee of a
    sector is one body all the same: 义乌市|快递行业|党委."""
    between = words(context.clean, start, end)
    if context.clean[max(0, start - (end - start)) : start] == context.clean[start:end]:
        return False  # 良秋村|村|党支部
    if not between or not all(w.text in GENERIC for w in between):
        return False
    if _AREA.search(context.clean, start, end) or _VILLAGES.search(context.clean, start - 1, end):
        return False
    return body not in {"党委", "党工委", "党总支"} or not _SECTOR.search(context.clean, start, end)


def _unit_edge(context: Context, m: re.Match[str]) -> Edge | None:
    """Where the name of a unit begins that only a kind names, within its school or company: 机械学院党委."""
    clean = context.clean
    unit = _UNIT.search(clean, max(0, m.start() - 10), m.start())
    if unit is None:
        return None
    if unit[0].startswith("附属"):
        return Edge(unit.start(), None, True) if free_before(context, unit.start()) else None
    if head := _HEADED.search(clean, max(0, m.start() - 14), m.start()):
        taken = words(clean, head.start(), m.start())
        stopped = any(
            w.text in HARD_STOPS and (len(w.text) > 1 or w.text in "由与和在各某") for w in taken
        )
        kind = all(w.text in GENERIC for w in taken[:-1]) and len(taken) > 1
        return None if stopped or kind else Edge(head.start(), None, True)
    begin = m.start()
    for word in reversed(words(clean, max(0, m.start() - 12), m.start())):
        noun = word.flag[:1] in {"n", "j", "x", "b", "l"} and len(word.text) > 1
        if not noun or (word.text in GENERIC and word.end <= unit.start()):
            break
        begin = word.start
    return Edge(begin, None, True) if begin + 1 < unit.start() else None


def _numbered_edge(context: Context, m: re.Match[str]) -> Edge | None:
    """A numbered branch of the staff or students of the school that the text is about: 教工第三党支部."""
    if not _NUMBERED_SORT.search(m[1]) or not free_before(context, m.start()):
        return None
    return Edge(m.start(), None, True)


def _place_edge(context: Context, m: re.Match[str]) -> Edge | None:
    """A village or community that no county introduces, alone at the head of its clause: 和谐社区党工委."""
    place = _PLACE.search(context.clean, max(0, m.start() - 8), m.start())
    if place is None:
        return None
    before = words(context.clean, place.start(), place.start(1))
    if [len(w.text) for w in before] == [1, 1] and before[0].text not in GENERIC | HARD_STOPS:
        return Edge(place.start(), None, True)  # 春|和|社区
    if any(w.text in GENERIC or w.text in HARD_STOPS or w.flag[:1] in "vpcrm" for w in before):
        return None
    return Edge(place.start(), None, True)


def _named_body(context: Context, m: re.Match[str]) -> OrganisationMention | None:
    """A body with its host's name: 柯柯镇党委, 珙县分公司采卤车间党支部, “红梯田”党建联盟党委."""
    firm = _FIRM_HOST.search(context.clean, max(0, m.start() - 5), m.start())
    edge = (
        left_edge(context, m.start(), m.end())
        or (left_edge(context, firm.start(), firm.end(), legal=True) if firm else None)
        or _unit_edge(context, m)
        or _place_edge(context, m)
        or _numbered_edge(context, m)
    )
    if edge is None:
        return None
    if edge.region is None:
        if m.start() - edge.start < 2 and not m[1]:
            return None
        if context.counted(edge.start) or COUNT_AFTER.match(context.clean, m.end()):
            return None
        if not m[1] and not _PLACED.search(context.clean, edge.start, m.start()):
            return None
    elif COUNT_AFTER.match(context.clean, m.end()) or (
        not _JOINT.search(m[1]) and _kind_only(context, edge.region.end, m.start(2), m[2])
    ):
        return None
    return OrganisationMention(
        start=edge.start,
        end=m.end(),
        rule="organisation.body",
        name=context.clean[edge.start : m.end()],
        kind=_body_kind(m),
        bare=level_word(context, edge),
    )


def body_kind(word: str) -> str:
    """The type that a body's word stands for."""
    return PARTY_KINDS[word if word in PARTY_KINDS else "党支部"]


def _body_kind(m: re.Match[str]) -> str:
    """The type of a body, or of its office: 延安大学党委组织部."""
    if not m[3]:
        return body_kind(m[2])
    return "组织部" if m[3].startswith("组织") else "其他"


def level_word(context: Context, edge: Edge) -> str | None:
    """The level that a name begins with instead of a region: 县|水务公司."""
    first = words(context.clean, edge.start, edge.start + 4)[0].text
    return LEVELS.get(first) if edge.region is None else None


def _bare_body(context: Context, m: re.Match[str]) -> OrganisationMention | None:
    """A body whose host the context tells: 镇党委, 街道党工委, 集团党委, 两区党工委."""
    clean = context.clean
    level = bare_level(context, m.start())
    if level is None:
        host = _HOSTS.search(clean, max(0, m.start() - 4), m.start())
        if host is None or not free_before(context, host.start()):
            return None
        before = words(clean, max(0, host.start() - 4), host.start())
        if before and (before[-1].text in GENERIC or before[-1].text[-1] in ANY_OF_THEM):
            return None  # 公立医院党委
        level = host.start(), "organisation"
    begin, bare = level
    if _KIND_BESIDE.search(clean, max(0, begin - 12), begin) or _KIND_NEXT.match(clean, m.end()):
        return None
    if CHAIN.match(clean, m.end()) or COUNT_AFTER.match(clean, m.end()):
        return None
    return OrganisationMention(
        start=begin,
        end=m.end(),
        rule="organisation.bare-body",
        name=clean[begin : m.end()],
        kind=_body_kind(m),
        bare=bare,
    )


def _body_words(context: Context) -> Iterator[re.Match[str]]:
    for m in BODY.finditer(context.clean):
        if not context.in_title(m.start()) and context.region_over(m.start()) is None:
            yield m


def bodies(context: Context) -> Iterator[OrganisationMention]:
    """Committees, general branches, branches and groups that are named with their host."""
    for m in _body_words(context):
        if (mention := _named_body(context, m)) is not None:
            yield mention


def bare_bodies(context: Context) -> Iterator[OrganisationMention]:
    """The same where only a level or a kind of host stands before them."""
    for m in _body_words(context):
        if (mention := _bare_body(context, m)) is not None:
            yield mention
