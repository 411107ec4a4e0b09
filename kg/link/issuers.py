"""Which body a document's number names: 张办发 is the office of the Party committee of 张掖, where the text is about that place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.gazetteer.registry import Entry, registry
from kg.lexicon import kinds, levels
from kg.lexicon.sectors import EDUCATION
from kg.lexicon.words import of_class, opening
from kg.model import Organisation, Quote, Region

_ABBREVIATED = {
    "京": "北京市",
    "津": "天津市",
    "冀": "河北省",
    "晋": "山西省",
    "内": "内蒙古自治区",
    "辽": "辽宁省",
    "吉": "吉林省",
    "黑": "黑龙江省",
    "沪": "上海市",
    "苏": "江苏省",
    "浙": "浙江省",
    "皖": "安徽省",
    "闽": "福建省",
    "赣": "江西省",
    "鲁": "山东省",
    "豫": "河南省",
    "鄂": "湖北省",
    "湘": "湖南省",
    "粤": "广东省",
    "桂": "广西壮族自治区",
    "琼": "海南省",
    "渝": "重庆市",
    "川": "四川省",
    "黔": "贵州省",
    "云": "云南省",
    "滇": "云南省",
    "藏": "西藏自治区",
    "陕": "陕西省",
    "甘": "甘肃省",
    "青": "青海省",
    "宁": "宁夏回族自治区",
    "新": "新疆维吾尔自治区",
}
_CITIES = {
    "穗": "广州市",
    "榕": "福州市",
    "甬": "宁波市",
    "蓉": "成都市",
    "筑": "贵阳市",
    "邕": "南宁市",
    "洪": "南昌市",
    "并": "太原市",
    "鹭": "厦门市",
}
_NATIONAL = {
    "中发": (kinds.CENTRE, kinds.COMMITTEE),
    "中委": (kinds.CENTRE, kinds.COMMITTEE),
    "中办发": (kinds.CENTRE + kinds.GENERAL_OFFICE, kinds.OTHER),
    "国发": (kinds.COUNCIL, kinds.STATE),
    "国办发": (kinds.COUNCIL + kinds.GENERAL_OFFICE, kinds.STATE),
    "国函": (kinds.COUNCIL, kinds.STATE),
    "国办函": (kinds.COUNCIL + kinds.GENERAL_OFFICE, kinds.STATE),
    "中组发": ("中央组织部", kinds.PERSONNEL),
    "组通字": ("中央组织部", kinds.PERSONNEL),
}
_COMMITTEE, _OFFICE = kinds.COMMITTEE, kinds.COMMITTEE + kinds.OFFICE
_STATE, _STATE_OFFICE = kinds.GOVERNMENT, kinds.GOVERNMENT + kinds.OFFICE
_OFFICES = (kinds.GENERAL_OFFICE, kinds.OFFICE)
_COMMITTEES = (kinds.FULL_COMMITTEE, "委", kinds.COMMITTEE)
_PUBLICITY = "宣传部"
_CODES = {
    **dict.fromkeys(("发", "委", "委发", "字", "委字", "党发", "党委发", "党字"), _COMMITTEE),
    **dict.fromkeys(
        ("办", "办发", "办字", "办函", "委办", "委办发", "委办字", "党办", "党办发", "厅字", "委厅字", "委厅"), _OFFICE
    ),
    **dict.fromkeys(
        ("政", "政发", "政字", "政规", "政规发", "政函", "府", "府发", "府字", "府规", "府函", "政规字"), _STATE
    ),
    **dict.fromkeys(
        ("政办", "政办发", "政办字", "政办规", "政办函", "府办", "府办发", "府办字", "府办规", "府办函"), _STATE_OFFICE
    ),
    **dict.fromkeys(("组", "组发", "组字", "组通", "组文", "组办", "委组", "委组发", "委组通"), kinds.PERSONNEL),
    **dict.fromkeys(("纪发", "纪", "纪办发"), kinds.DISCIPLINE),
    **dict.fromkeys(("宣发", "宣字", "宣通", "委宣"), _PUBLICITY),
    **dict.fromkeys(("民发", "民字", "民政规", "民函"), "民政"),
    **dict.fromkeys(("农发", "农字"), "农业农村"),
    **dict.fromkeys(("司发", "司字"), "司法"),
    **dict.fromkeys(("财发", "财字"), "财政"),
    **dict.fromkeys(("教发", "教字"), EDUCATION),
}
_ENDINGS = {
    **{of + office: _OFFICE for of in _COMMITTEES for office in _OFFICES},
    **{of + kinds.PERSONNEL: kinds.PERSONNEL for of in _COMMITTEES},
    **{of + _PUBLICITY: _PUBLICITY for of in _COMMITTEES},
    **dict.fromkeys(_COMMITTEES, _COMMITTEE),
    **{of + office: _STATE_OFFICE for of in of_class("pattern.state") for office in _OFFICES},
    **dict.fromkeys(of_class("pattern.state"), _STATE),
}
_KINDS = {
    _COMMITTEE: kinds.COMMITTEE,
    _OFFICE: kinds.OTHER,
    kinds.PERSONNEL: kinds.PERSONNEL,
    kinds.DISCIPLINE: kinds.DISCIPLINE,
    _PUBLICITY: kinds.OTHER,
}
_LONGEST = 20
_NATION = ("中华人民共和国", "中国共产党", kinds.CENTRE, kinds.COUNCIL)
_CENTRE = of_class("pattern.centre_named")


def level_of(issuer: Organisation | Region | None, title: str = "") -> str | None:
    """The level of who issued a document: a tier of regions, or 国家级."""
    if title.startswith(_NATION) or (issuer is not None and issuer.name.startswith(_CENTRE)):
        return levels.NATIONAL
    region = issuer.region if isinstance(issuer, Organisation) else issuer
    return levels.RANKS.get(region.level) if region is not None else None


def by_number(number: str, regions: Iterable[Region], quote: Quote) -> Organisation | None:
    """The body whose code a number bears, among those of the places that the text is about; none where several fit."""
    head = number.partition("〔")[0]
    if head == number:
        return None
    if head in _NATIONAL:
        name, kind = _NATIONAL[head]
        return Organisation(name=name, kind=kind, quotes=(quote,), why=_why(number))
    found = {
        (region.name, region.code): (region, _CODES[code]) for region in regions for code in _codes_behind(head, region)
    }
    best = _nearest(list(found.values()), head)
    return None if best is None else _body(*best, number, quote)


def by_title(title: str, regions: Iterable[Region], quote: Quote) -> Organisation | Region | None:
    """The body, or the place, that a title begins with: 《四川省委关于……的决定》, 《威海市……办法》."""
    words = title.removeprefix(opening(title, "party.name"))
    fitting = [r for r in regions if words.startswith(r.name)]
    region = max(fitting, key=lambda r: len(r.name)) if fitting else _listed(words)
    if region is None:
        return None
    rest = words.removeprefix(region.name)
    for ending, code in _ENDINGS.items():
        if rest.startswith(ending) and rest.removeprefix(ending).startswith(of_class("pattern.title_opens")):
            return _body(region, code, "", quote)
    return region


def _listed(words: str) -> Region | None:
    """The one place of the gazetteer, by its name in full, that a title begins with."""
    for size in range(min(len(words), _LONGEST), 2, -1):
        found = [e for e in registry().by_name.get(words[:size], ()) if e.name == words[:size]]
        if len(found) == 1:
            return _region(found[0])
        if found:
            return None
    return None


def _region(entry: Entry) -> Region:
    above = registry().above(entry.key)
    within = None if above is None else _region(above)
    return Region(name=entry.name, kind=entry.kind, level=entry.level, code=entry.code, within=within)


def _why(number: str) -> str:
    return f"told by the number {number}" if number else "told by the title"


def _codes_behind(head: str, region: Region) -> Iterator[str]:
    """The code that is left of a number's head behind a region's abbreviation."""
    for size in range(1, min(len(head), 5)):
        if head[size:] in _CODES and _abbreviates(head[:size], region):
            yield head[size:]


def _abbreviates(short: str, region: Region) -> bool:
    """Whether a few characters stand for a region: 甘, 张, 榆, 黔南, 泾源镇."""
    if region.level == "province":
        return _ABBREVIATED.get(short) == region.name
    above = region.within
    while above is not None and above.level != "province":
        above = above.within
    if above is not None and len(short) > 1 and _ABBREVIATED.get(short[0]) == above.name:
        return _in_order(short[1:], region.name) or _in_order(short, region.name)
    return _CITIES.get(short) == region.name or _in_order(short, region.name)


def _in_order(short: str, name: str) -> bool:
    """Whether the characters stand in a name in this order, the first of them among its first two."""
    at = -1
    for i, character in enumerate(short):
        at = name.find(character, at + 1, 2 if i == 0 else len(name))
        if at < 0:
            return False
    return True


def _nearest(found: list[tuple[Region, str]], head: str) -> tuple[Region, str] | None:
    """The one that fits; of several the province, else the one whose name begins with the number's first character."""
    if len(found) > 1:
        higher = [f for f in found if f[0].level == "province"]
        found = higher or [f for f in found if f[0].name.startswith(head[0])]
    return found[0] if len(found) == 1 else None


def _body(region: Region, code: str, number: str, quote: Quote) -> Organisation:
    name = region.name
    autonomous = name.endswith(levels.REGION)
    town = region.level in ("township", "village")
    committee = f"{name}{kinds.COMMITTEE}" if autonomous or town else f"{name}委"
    committee = f"{name}{kinds.WORKING}" if name.endswith(levels.STREET) else committee
    state = name + kinds.GOVERNMENT
    office = kinds.GENERAL_OFFICE if region.level == "province" else kinds.OFFICE
    bodies = {
        _COMMITTEE: committee,
        _OFFICE: committee + office,
        _STATE: state,
        _STATE_OFFICE: state + office,
        kinds.PERSONNEL: committee + kinds.PERSONNEL,
        _PUBLICITY: committee + _PUBLICITY,
        kinds.DISCIPLINE: f"{name}{kinds.DISCIPLINE}",
    }
    named = bodies.get(code) or name + code + ("厅" if region.level == "province" else "局")
    kind = _KINDS.get(code, kinds.STATE)
    return Organisation(name=named, kind=kind, region=region, quotes=(quote,), why=_why(number))
