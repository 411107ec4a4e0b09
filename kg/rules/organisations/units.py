"""Party bodies of units that only their place in the text names: 地质产能党支部、工艺物资党支部, 呼吸与危重症医学科党支部."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import OrganisationMention
from kg.rules.organisations.classes import GENERIC, HARD_STOPS, NAME_VERBS
from kg.rules.organisations.context import Context
from kg.rules.organisations.edges import NOUN_END, free_before, left_edge
from kg.rules.organisations.party import BODY, CHAIN, COUNT_AFTER, body_kind
from kg.text.words import Word, words

# A unit of a hospital, school or works, at the end of the host's words.
_UNIT = re.compile(
    r"(?:[^小学]学院|学部|(?<=[^一-鿿])书院|工程系|[学文理工语建药]系|附属医院|车间|分厂|工区|项目部|经理部|指挥部|教研室|实验室|[^各某科]科|学科|"
    r"(?:胸痛|卒中|创伤|肿瘤|血液|透析|体检|康复|检验|影像|急救|生殖|健康管理|医学|技术|研发|检测|实训|信息|网络|教学|培训|调度|运维)中心|病区|门诊|急诊|护理|药剂|医技|检验|后勤集团|后勤|事业部|研究所|设计所|工作室|班组|作业区|管理区|采油队|[^小大]段|[一二三四五六七八九十]队|[一二三四五六七八九十]区|[^各某到用好四]处|党政办)$"
)
# Words before 学院 that are a subject, though elsewhere they only make a kind.
_SUBJECT = re.compile(
    r"(?:艺术|体育|农业|工业|商|经济|管理|教育|设计|法|传媒|信息|软件|医药|药|旅游|建筑|材料|机械|数字|金融|文化|林业|水利|师范)$"
)
_SCHOOL_KIND = re.compile(r"^(?:二级|独立|各|高等|民办|职业|成人|公办|下属|所属|县|市|省|本)")
_AND = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=大学)|(?<=医院))[\u4e00-\u9fff]{2,6}与[\u4e00-\u9fff]{2,10}$"
)
_NUMBERED = re.compile(r"第?[一二三四五六七八九十]{1,2}[科区队]?")
_CLASS = re.compile(r"\d{2,4}级$")
_HOST = 24
_NOUNS = frozenset(
    "njxblvag"
)  # word classes that a unit's name is made of; verbs only as NAME_VERBS


def _stretch(context: Context, end: int) -> list[Word]:
    """The words of the unbroken stretch before ``end``, from the last function word or verb on."""
    clean = context.clean
    low = end
    while low > max(0, end - _HOST) and "\u4e00" <= clean[low - 1] <= "\u9fff":
        if low in context.by_end and low != end:
            break
        low -= 1
    taken: list[Word] = []
    for word in reversed(words(clean, low, end)):
        if word.text[0] in "各某每":
            return []
        if not _fits(word) and not (word.end == end and word.flag == "v" and len(word.text) > 1):
            joins = word.text == "与" and _AND.search(clean, max(0, low - 1), end)
            if not joins:
                return taken
        taken.insert(0, word)
    reaches = low == 0 or not "\u4e00" <= clean[low - 1] <= "\u9fff" or low in context.by_end
    return taken if reaches else []


def _fits(word: Word) -> bool:
    if word.text in NAME_VERBS:
        return True
    if word.text in HARD_STOPS:
        return False
    if word.flag[:1] == "v":
        return word.flag == "vn"
    if word.flag[:1] == "l":
        return NOUN_END.search(word.text) is not None
    return word.flag[:1] in _NOUNS or _NUMBERED.fullmatch(word.text) is not None


def _listed(context: Context, m: re.Match[str]) -> bool:
    """Whether another body of the same kind stands beside it in a list: …党支部、…党支部."""
    clean = context.clean
    before = re.compile(rf"{m[2]}[、和与]$").search(
        clean, max(0, m.start() - _HOST - 6), _list_start(clean, m.start())
    )
    after = re.compile(rf"[、和与][\u4e00-\u9fff]{{2,12}}{m[2]}").match(clean, m.end())
    return before is not None or after is not None


def _list_start(clean: str, at: int) -> int:
    """Where the item of the list begins that ends at ``at``."""
    low = at
    while low > max(0, at - _HOST) and clean[low - 1] not in "、和与，。；：\n":
        low -= 1
    return low


def _is_named(context: Context, taken: list[Word], m: re.Match[str]) -> bool:
    """Whether the host's words name a unit and not a kind of units."""
    host = "".join(w.text for w in taken)
    if len(host) < 2 or _SCHOOL_KIND.match(host):
        return False
    specific = [w for w in taken if w.text not in GENERIC]
    if host.endswith("学院") and (len(specific) > 1 or _SUBJECT.search(host[:-2])):
        return True
    if not specific:
        return False
    if _UNIT.search(host):
        return len(host) > 2 and (len(taken) > 1 or len(host) > 3 or host[-1] in "科处")
    return len(taken) > 1 and len(host) >= 4 and _listed(context, m)


def units(context: Context) -> Iterator[OrganisationMention]:
    """A unit's body at the head of its clause, within the host that the document is about."""
    clean = context.clean
    for m in BODY.finditer(clean):
        if context.in_title(m.start()) or context.region_over(m.start()) is not None:
            continue
        if COUNT_AFTER.match(clean, m.end()) or CHAIN.match(clean, m.end()):
            continue
        begin = _beginning(context, m)
        if begin is None or context.counted(begin):
            continue
        yield OrganisationMention(
            start=begin,
            end=m.end(),
            rule="organisation.unit",
            name=clean[begin : m.end()],
            kind=body_kind(m[2]),
        )


def _beginning(context: Context, m: re.Match[str]) -> int | None:
    """Where the unit's name begins, with the class of students or the owner before it."""
    if m[1] and (year := _CLASS.search(context.clean, max(0, m.start() - 6), m.start())):
        return year.start() if free_before(context, year.start()) else None
    taken = _stretch(context, m.start())
    if not taken or not _is_named(context, taken, m):
        return None
    owner = left_edge(context, taken[0].start, m.end()) if "与" in {w.text for w in taken} else None
    return taken[0].start if owner is None else owner.start
