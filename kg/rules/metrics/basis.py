"""What a figure is taken over: a total, a mean and of what, every one of several, a single one, a share."""

from __future__ import annotations

from typing import NamedTuple

from kg import patterns as re
from kg.lexicon import levels
from kg.lexicon.words import any_of
from kg.model import MetricMention
from kg.rules.metrics.words import MEAN
from kg.rules.numbers.units import AGES, AREA, HOUR, LENGTH, MASS, MINUTE, VOLUME
from kg.text.positions import behind_last
from kg.text.words import words_of

MARKS = "，。；：！？"
_SIZES = tuple(w for w in (*AREA, *VOLUME, *MASS, *LENGTH) if len(w) > 1)
_BEARERS = "人户村社镇乡县岗站栋家件车场组队班校店头只株棵季日月年天片股瓶箱张套位台座间床"
# 人均收入, 平均每栋大棚: what a mean is over stands before 均 or after 每.
_MEAN = re.compile(
    rf"(?P<per>[{_BEARERS}亩吨斤])均(?![由为已超达能将]|可(?!支配))|(?:^|(?<=[，、年平]))(?P<yield>亩)产(?!业)|[一每](?P<field>亩)地|(?<![全该本我])(?P<one>[户村人亩]){MEAN}"
    rf"|{MEAN}每(?:个|名|位)?(?P<each>[一-龥]{{1,3}}?)(?=[\d一-龥]|$)|(?:{MEAN}|均价|均龄)"
)
# 每亩补助300元, 3元/人, 元每公斤. A year or a month is the time in which a total came together.
_RATE = re.compile(
    r"(?:每(?:一|1)?(?:个|名|位|台|片|条|座|套|张)?|[/／]"
    r"|(?<![第统唯十之同万])[一1](?=[一-龥]{1,3}(?:才|就|只|可|能|约|大约)?[卖补奖收赚给值]))"
    rf"(?P<per>{'|'.join(_SIZES)}|{HOUR}|{MINUTE}|大棚|{levels.ANY_VILLAGE}|套间|床位|光伏板|[{_BEARERS}亩吨斤克度秒米课条])(?![家年月季])"
)
# 一份土鸡68元, 每餐8元, 一晚158元: what a price is of.
_SERVED = re.compile(r"[一每](?P<per>[碗份客桌餐顿晚盘杯])[^，。；\d]*$")
_TIMES = frozenset("年月季")
_MEASURES = frozenset((*_SIZES, *"亩吨斤克度秒米股", HOUR, MINUTE, *levels.VILLAGES[1:]))
_PART = re.compile(rf"(?:{any_of('figure.share')})$")
_SHARE = re.compile(rf"(?:{any_of('figure.share')}|率)$")
# 都过了20万元, 各6幅, 均低于3万元: every one of several.
_EACH = re.compile(
    rf"(?:{any_of('figure.every')}|(?<![{_BEARERS}亩吨平])均|都|(?<![由国省])各)(?:地)?"
    rf"(?:已|能|可|会|在|将|{any_of('figure.every_link')})*"
    rf"(?:(?:{any_of('figure.more')}|[跨迈越闯冲]过?|[达超过有在破为至是增])了?)?(?:{any_of('figure.hedge')})?$"
)
# 甲县、乙县和丙县产值超50亿元: a bound that several places have passed is one of every place.
_OF_AREA = rf"(?:[县市区旗村]|{levels.ANY_TOWN})"
_SEVERAL = re.compile(
    rf"{_OF_AREA}、[^，。；、]{{1,8}}{_OF_AREA}(?:(?!{any_of('figure.so_far')})[^，。；、共]){{2,12}}$"
)
# 单日接待, 一户就有, 最大的: one of several; 距县城40公里: how far one lies.
_ONE = re.compile(
    r"(?<![享名订菜清])单(?:日|个|户|人|村|株|棵|次|家|体|项|笔|场|店|车|台)(?!位)"
    r"|[仅光]一[户家人个村天项地]|其中一[户家人个村]|一[户家人村]就|最[高大长小低年][的者]?(?![生工])"
)
_APART = re.compile(r"相?距|离(?![退休岗职婚异散任校家])(?:[^，；。]){1,12}(?:仅|只|有|约|近)*$|之遥")
_VILLAGES_OWN = re.compile(rf"(?:{levels.ANY_VILLAGE})(?:级?{levels.COLLECTIVE}|[的年收])")
_SUMMED = re.compile(
    rf"[两二三四五六七八九十\d]个?(?:{any_of('pattern.sort_of_unit')})?(?:{levels.ANY_VILLAGE})[^，。；]{{2,16}}(?:合计|总计|共计?)"
)


class Basis(NamedTuple):
    """What a figure is taken over: a notation of dk:basis, and what a mean is over."""

    basis: str
    per: str | None = None


def basis_of(clean: str, mention: MetricMention, start: int) -> Basis:
    """The basis of a figure in the sentence that begins at ``start``."""
    left = clean[behind_last(clean, MARKS, mention.at, start) : mention.at]
    unit = (mention.unit if mention.value is not None else mention.change and mention.change.unit) or ""
    if unit in AGES and MEAN not in mention.property + left:
        return Basis("one")
    if mention.unit == "%" and _PART.search(mention.property):  # 人均种植收入占比
        return Basis("share")
    if mean := _mean(mention.property) or _mean(left[-24:]):
        return mean
    if mention.unit == "元" and (served := _SERVED.search(left)):
        return Basis("mean", served["per"])
    for words in (unit, left[-16:], clean[mention.at : mention.end]):
        per = next((m["per"] for m in _RATE.finditer(words) if m["per"] not in _TIMES), None)
        if per is not None:
            return Basis("mean" if per in _MEASURES else "each", per)
    fraction = mention.unit is None and mention.value is not None and mention.value < 1
    if mention.unit in ("%", "‰") or fraction or _SHARE.search(mention.property):
        return Basis("share")
    if _EACH.search(left) or (mention.hedge and _SEVERAL.search(left)):
        return Basis("each")
    one = _ONE.search(left[-12:]) or _APART.search(left[-14:]) or _APART.search(mention.property)
    return Basis("one" if one else "total")


def of_villages(clean: str, mention: MetricMention) -> bool:
    """Whether a figure is of several villages together, so of no single one: 三个村集体收入合计, 村集体收入全部超过……."""
    told = clean[mention.start : mention.at] + mention.property
    each = mention.basis == "each" and _VILLAGES_OWN.search(told) is not None
    return mention.per in levels.VILLAGES or each or _SUMMED.search(told) is not None


def _mean(words: str) -> Basis | None:
    found = list(_MEAN.finditer(words))[-1:]
    if found and found[0]["each"]:  # 平均每名股东
        return Basis("mean", words_of(words[found[0].start("each") :])[0].text)
    return Basis("mean", next(filter(None, found[0].groups()), None)) if found else None
