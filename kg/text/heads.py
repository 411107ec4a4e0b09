"""The place or body that a headline begins with: 【县名】标题, 县名：标题, （县名）, 县名标题, 标题（县名）."""

from __future__ import annotations

from dataclasses import dataclass

from kg import patterns as re
from kg.gazetteer.registry import Entry, registry
from kg.text.shapes import mark_of

PROVINCE, COUNTY, TOWN, VILLAGE, BODY = range(5)
"""Ranks of what headlines begin with; prefectures, counties and zones share one."""

_RANKS = {
    "自治区": PROVINCE,
    "省": PROVINCE,
    "自治州": COUNTY,
    "自治县": COUNTY,
    "自治旗": COUNTY,
    "州": COUNTY,
    "市": COUNTY,
    "盟": COUNTY,
    "地区": COUNTY,
    "县": COUNTY,
    "旗": COUNTY,
    "新区": COUNTY,
    "开发区": COUNTY,
    "高新区": COUNTY,
    "区": COUNTY,
    "镇": TOWN,
    "乡": TOWN,
    "街道": TOWN,
    "苏木": TOWN,
    "社区": VILLAGE,
    "村": VILLAGE,
    "嘎查": VILLAGE,
    "农场": VILLAGE,
    "林场": VILLAGE,
}
_SUFFIX = "|".join(sorted(_RANKS, key=len, reverse=True))
_LINK = re.compile(
    rf"([\u4e00-\u9fff]{{1,10}}?)({_SUFFIX})"
    r"(?:(?<=州)[市区县]|(?<=村)(?:镇|乡|街道|社区)|(?<=场)(?:镇|乡|街道|社区)|(?<=市)市)?"
)
_LAST = re.compile(rf"(?:{_SUFFIX}|行政委员会)$")
_NO_NAME = re.compile(r"[全各该本我某两每一]$|^(?:全|各|该|本|我|某|两|每|农|乡|小|社|山|城|老|园|校|郊|辖|片)$")
_GOES_ON = re.compile(
    r"[长级域民场里务贤亲愁土块位帜政直属]|(?<=乡)[村镇]|(?<=村)(?:[干组居集]|支(?!部)|党(?![支总委]))|(?<=市)[县区]"
)
_LONGEST_NAME = 20
_LONGEST = {PROVINCE: 4, COUNTY: 3, TOWN: 4, VILLAGE: 5}
_FRAMED = re.compile(r"[【（〔\[]([^】）〕\]]{2,20})[】）〕\]]")
_BEHIND = re.compile(r"[（〔]([^（）〔〕]{2,20})[）〕]$")
_BODY_NAME = re.compile(
    r"[\u4e00-\u9fff]{0,18}(?:局|厅|委|办|大学|学院|中学|小学|学校|党校|医院|公司|集团|银行|中心|研究院|研究所|法院|检察院|协会|商会|联合会|总工会|工会|妇联|服务站|管理站|供电所|派出所|合作社|[日晚]报社?|广播电视台"
    r"|油田|电厂|煤矿|农场|林场|党工委|党委|党组|党总支|支部)"
)
_ROLE = re.compile(
    r"(?:[省市县区旗州盟镇乡村](?:级|直)?|街道|社区|基层|机关|企业|学校)?(?:党委|党组|党工委|党总支|党支部|支部|[党常纪]?委)|服务中心|党群中心"
)
_ORGAN = re.compile(
    r"(?:县|市|区|旗|州|盟|镇|乡|街道)?(?:委员会|[党工]*委(?:组织部|办公室|宣传部|政法委|社会工作部)?|党组|党总支|党支部|组织部|人民政府|政府"
    r"|[\u4e00-\u9fff]{2,8}局(?:党组|党委)?)"
)
_BREAKS = ("：", "——", "|", "丨", "·", "/")


@dataclass(frozen=True, slots=True)
class Head:
    """``name`` of the place, its ``rank`` (of the highest place named below the province), whether it
    is set apart from the headline (``apart``), and whether the line holds nothing else (``alone``)."""

    name: str
    rank: int
    apart: bool = False
    alone: bool = False


def _known(text: str) -> str:
    """The longest name of the gazetteer with its suffix that a text begins with."""
    names = registry().by_name
    for size in range(min(_LONGEST_NAME, len(text)), 1, -1):
        if text[:size] in names and _LAST.search(text[:size]):
            return text[:size]
    return ""


def _link(text: str) -> str:
    """The one place name that a text begins with, or nothing."""
    known = _known(text)
    if known and (not _GOES_ON.match(text, len(known)) or _known(text[len(known) :])):
        return known
    match = _LINK.match(text)
    if not match or _NO_NAME.search(match[1]) or _GOES_ON.match(text, match.end()):
        return ""
    rank = _RANKS[match[2]]
    if match[2] in ("旗", "盟") or (len(match[1]) == 1 and match[2] not in ("县", "州", "市")):
        return ""  # the gazetteer knows all of these
    ethnic = "族" in match[1] or match[2].startswith("自治")
    return match[0] if ethnic or len(match[1]) <= _LONGEST[rank] else ""


def _short_province(text: str) -> int:
    """The length of a province's name without suffix before a place of it (江西于都县), or 0."""
    for size in (2, 3):
        entries = registry().by_name.get(text[:size], ())
        below = _known(text[size:]) if any(e.level == "province" for e in entries) else ""
        if below and any(p.holds(e.key) for p in entries for e in registry().by_name[below]):
            return size
    return 0


def chain_of(text: str) -> tuple[str, int]:
    """The place names in a row that a text begins with, and the rank of the first below a province."""
    end, rank = _short_province(text), -1
    while link := _link(text[end:]):
        suffix = _LAST.search(link)
        own = _RANKS.get(suffix[0], COUNTY) if suffix else COUNTY
        if rank > PROVINCE and own <= COUNTY < rank:
            break
        rank = own if rank <= PROVINCE else rank
        end += len(link)
    return text[:end], rank


def county_of(text: str) -> Entry | None:
    """The county, city or prefecture that a text begins with, however many places stand before and behind it."""
    chain = chain_of(text)[0]
    found: Entry | None = None
    at = _short_province(text)
    while link := _link(chain[at:]):
        entry = next(iter(registry().by_name.get(link, ())), None)
        found = entry if entry is not None and entry.level != "province" else found
        at += len(link)
    return found


def _short_name(text: str) -> bool:
    """Whether a text is the short name of a place of the gazetteer (庄浪)."""
    return 2 <= len(text) <= 4 and text in registry().by_name


def _before_break(text: str) -> Head | None:
    """A place without its suffix, or a body, before a colon."""
    words = re.split(r"：|——|\||丨", text, maxsplit=1)[0]
    if len(words) == len(text) or not words:
        return None
    if _short_name(words):
        return Head(words, COUNTY, apart=True)
    place, rank = chain_of(words)
    organ = bool(place) and _ORGAN.fullmatch(words, len(place)) is not None  # 某县委组织部：
    if len(words) > 20 or _ROLE.fullmatch(words) or not (organ or _BODY_NAME.fullmatch(words)):
        return None
    sure = rank == COUNTY and place.count("省") + place.count("自治区") > 0
    return Head(words, COUNTY if sure else BODY, apart=True)  # 某省某县总工会: as good as a county


def head_of(text: str) -> Head | None:
    """What a headline begins with, or names in brackets at its end."""
    text = text[mark_of(text)[1] :].lstrip("、. ")
    framed = _FRAMED.match(text)
    if framed:
        name, rank = chain_of(framed[1])
        if name == framed[1] or _short_name(framed[1]):
            return Head(framed[1], max(rank, COUNTY), True, framed.end() == len(text))
    name, rank = chain_of(text)
    if name and name == text:
        return Head(name, rank, apart=True, alone=True)
    if name and len(text) <= 28 and _ORGAN.fullmatch(text, len(name)):
        return Head(text, rank, apart=True, alone=True)
    if name and text.startswith(_BREAKS, len(name)):
        return Head(name, rank, apart=True)
    behind = _BEHIND.search(text)
    if behind:
        last, last_rank = chain_of(behind[1])
        if last == behind[1]:
            return Head(last, last_rank, apart=True)
    return _before_break(text) or (Head(name, rank) if name else None)
