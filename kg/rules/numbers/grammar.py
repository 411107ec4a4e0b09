"""Find the figures of a text: number, hedge and unit, each at its place.

A figure is a number that could measure something. Years, ordinals (第三), ranges (1-3项), ratios, durations,
estimates (数十, 三五户) and the indefinite 一个 are read over and give no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.rules.numbers.numerals import arabic, chinese, multiplier, plain
from kg.rules.numbers.units import ALSO, DURATION, NO_UNIT, PLACE, POINTS, RATES, UNIT, VISITS

_CN = "零〇一二两三四五六七八九百十千万亿"
REACHED, PASSED, BROKEN, PAST = "达到", "超过", "突破", "过了"
"""Verbs between a measure and its number, as patterns take them with 了 and without their second character."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at ``start:end``, hedges and unit included; ``at`` is its first digit.

    ``value`` is written out in the base unit; ``unit`` is ``None`` for fractions. ``numeral`` is
    “arabic”, “chinese”, “percent” (百分之) or “fraction”; ``word`` the numeral as printed. ``threshold``
    tells that 以上 or 以下 closes the figure, ``limit`` that words such as 不低于 require it.
    """

    start: int
    end: int
    at: int
    value: Decimal
    unit: str | None
    hedge: str | None
    numeral: str
    word: str
    threshold: bool = False
    duration: bool = False
    limit: bool = False


# -------------------------------------------------------------------- numerals: patterns and what they produce


class _Numeral(NamedTuple):
    """The value of a numeral, what kind it is, and the 余, 多 or 来 inside it."""

    value: Decimal
    kind: str
    over: str = ""


_Production = Callable[[re.Match[str]], _Numeral | None]
_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_CHINESE = rf"[{_CN}]+(?:点[{_CN}]+)?"
_MULT = r"(?:[百千]?[万亿]亿?|[百千](?![分米克瓦伏卡佳]))?"


def _any(word: str) -> Decimal | None:
    return arabic(word) if word[0].isdigit() else chinese(word)


def _tenths(m: re.Match[str]) -> _Numeral | None:
    value = Decimal(m["a"]) if m["a"] else chinese(m["c"])
    if value is None or value > 10:
        return None
    value += Decimal("0.5") if m["halved"] or m["late"] else (chinese(m["more"] or "") or Decimal(0)) / 10
    return _Numeral(plain(value / 10), "fraction")


def _round(m: re.Match[str]) -> _Numeral:
    return _Numeral(
        plain(multiplier(m["ten"] or m["big"]) * multiplier(m["tmult"] or m["rmult"] or "")), "chinese", "余"
    )


def _of_hundred(m: re.Match[str]) -> _Numeral | None:
    value = _any(m["of"])
    if value is None:
        return None
    if m["base"][1:] == "万":  # 百万分之三, 十万分之二
        return _Numeral(plain(value / multiplier(m["base"])), "fraction")
    return _Numeral(plain(value * 100 / multiplier(m["base"])), "percent")


def _fraction(m: re.Match[str]) -> _Numeral | None:
    below, above = _any(m["over"]), _any(m["part"])
    if not below or above is None or above > below:
        return None
    return _Numeral(plain(round(above / below, 4)), "fraction")


def _in_digits(m: re.Match[str]) -> _Numeral:
    low = arabic(m["low"][:-1], m["low"][-1]) if m["low"] else Decimal(0)
    return _Numeral(arabic(m["digits"], m["mult"]) + low, "arabic", m["in"] or "")


def _in_words(m: re.Match[str]) -> _Numeral | None:
    value = chinese(m["words"])
    return None if value is None else _Numeral(plain(value * multiplier(m["cmult"])), "chinese", m["cin"] or "")


_PRODUCTIONS: dict[str, tuple[str, _Production]] = {
    # 九成, 三成五, 七成半当天
    "tenths": (
        r"(?:(?P<a>\d+(?:\.\d+)?)|(?P<c>[一二两三四五六七八九])(?P<halved>半)?)成(?P<late>半(?![年天月日]))?"
        r"(?P<more>[一二三四五六七八九](?![一-龥个])|[一二三四五六七八九](?=当[天日场]|即时|按[期时]|升|降|提|增|减|上[升涨]|下[降滑]|扩|到|至|以[上下]|左右|多|的))?"
        r"(?!不变|[立为员功果长就效熟都本交人套品绩型因份])",
        _tenths,
    ),
    # 一半, 半数, 过半, 近半: a half that is told of something, not the 半 of 半年 and 大半天
    "half": (
        rf"(?<![另前后上下这每各分成大])一半(?![的地时夜会])|(?<![一])半数|(?<=[过近])半(?![一-龥])|(?<=[过近])半(?=[的是为以村]|{any_of('figure.half_of')})",
        lambda _: _Numeral(Decimal("0.5"), "fraction"),
    ),
    # 十几家, 上百名
    "round": (
        r"(?P<ten>十)几(?P<tmult>[万亿]?)|(?<![以之向线网赶送合交])上(?P<big>[百千万亿])(?P<rmult>[万亿]?)(?=[个名位家户人件次辆亩头只元吨公里余群干党农游师学村])",
        _round,
    ),
    "whole": (r"百分之?百", lambda _: _Numeral(Decimal(100), "percent")),
    "percent": (rf"(?P<base>[十百]万|[百千万])分之(?P<of>{_ARABIC}|{_CHINESE})", _of_hundred),
    "fraction": (rf"(?P<over>\d+|[{_CN}]{{1,3}})分之(?P<part>\d+|[{_CN}]{{1,3}})", _fraction),
    "arabic": (
        rf"(?P<digits>{_ARABIC})(?P<in>[余多来])?(?P<mult>{_MULT})(?P<low>(?:(?<=亿)\d+(?:\.\d+)?万|(?<=万)\d+千)?)",
        _in_digits,
    ),
    "chinese": (rf"(?P<words>{_CHINESE})(?P<cin>[余多来])?(?P<cmult>[万亿]*)", _in_words),
}
_NUMERAL = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in _PRODUCTIONS.items()))

# -------------------------------------------------------------------- what is no figure

_NOT_BEFORE = re.compile(r"(?:[第A-Za-z\d.+×/#№Φ_]|[A-Za-z]-|\d[:：∶]|几|[百十千万][余多])$")
# 上百, 成千, 逢百: estimates, where the numeral is a round one; 五、六万元: the one or the other.
_MANY = re.compile(r"[上成逢数几]$")
_ROUND = re.compile(r"[百十千万亿]+[余多]?")
_ABOUT = re.compile(
    r"(?:一、[两二三]|[两二]、三|三、[四五]|四、五|五、六|六、七|七、八|八、九)[百千万个名户人元年天岁亩]"
)
# 单位：亿元, 超亿元项目: a scale without a number.
_NEAR = re.compile(rf"(?:(?<!不){PASSED}?|近|逾|{BROKEN}|过)$")
_SUM = re.compile(rf"(?:元|{VISITS}?|亩|户|[件吨斤条家场])?(?:{any_of('figure.mark')}|[，。；、]|$)")
_RANGE = re.compile(
    r"(?:[万亿]?[元个名次项户人亩岁天]|[万亿%])?(?:[-—–~～]|至|到)+(?=[\d一二两三四五六七八九十])|[:：∶比]\d"
)
_RANGE_BEFORE = re.compile(
    r"(?:[\d一二两三四五六七八九百十千万亿%]|\d[万亿]?[元个名次项户人亩岁天])(?:[-—–~～]|至|到)+$"
)


def _excluded(clean: str, m: re.Match[str], kind: str, end: int) -> bool:
    """An ordinal, a part of a code or formula, an estimate, one side of a range or ratio."""
    before, word = clean[max(0, m.start() - 6) : m.start()], m[0]
    if word in ("万", "亿", "万亿"):
        return not (_NEAR.search(before) and _SUM.match(clean, m.end(), end))
    if _ABOUT.search(before[-2:] + word[:2]) or (_ROUND.fullmatch(word) and _MANY.search(before)):
        return True
    if (kind in ("arabic", "chinese") and _NOT_BEFORE.search(before)) or _RANGE_BEFORE.search(before):
        return True
    return _RANGE.match(clean, m.end(), end) is not None


# -------------------------------------------------------------------- units and hedges

_INDEX = re.compile(r"指数[^。；]*$")  # 指数312.6点: no time of the day
# 指数101.3, 收入比2.27: no unit follows; a score tells itself by its decimals (满意度98.6).
_INDEX_IS = re.compile(rf"(?:{any_of('figure.index')})[^，。；、\d]{{0,6}}$")
_SCORE_IS = re.compile(rf"(?:{any_of('figure.score')})[^，。；、\d]{{0,6}}$")
# 2.6个亿, 4块5, 1元2角, 8毛钱: sums as people say them.
_SPOKEN = re.compile(
    r"个[亿万](?![元人亩])|(?P<unit>[块元])(?P<tenths>[1-9一二三四五六七八九])(?:[毛角]|(?=[钱，。；、！”）]|$))钱?"
    r"|(?P<coin>[毛角])(?:钱|(?=[，。；、！”）]|$))"
)
_PEOPLE = re.compile(rf"(?:{any_of('figure.people')})")
# 提高2.1和3.4个百分点, 6.2个和21.5个百分点: a unit for several.
_LIST = re.compile(r"(?P<of>个)?(?:[、和与及][-−]?\d+(?:\.\d+)?)+")
_BEFORE = re.compile(
    rf"(?:(?P<over>{PASSED}了?|{BROKEN}了?|{any_of('figure.exceeds')}|(?<![赶反不])超|逾|[闯跨迈冲越]{PAST}?|(?<=[入值额量])[破过]|(?<=[都均已全就刚]){PAST}?)"
    rf"|(?P<least>不少于|不低于|不小于|(?:至少|最少)[有要是]?)"
    rf"|(?P<below>{any_of('figure.less')})|(?P<most>不超过?|不多于|不高于|至多|最多)"
    rf"|(?P<near>将近|接近|(?<![最附临邻相靠])近|几乎)|(?P<about>约[为有达合]|(?:{any_of('figure.some')}|(?<![节契制公条预签集简])约)(?:就?[是有要在]|能[卖挣赚收])?))"
    r"(?:(?<=约)每[一-龥]{1,2})?$"  # 约每秒5.5米
)
_AFTER = re.compile(
    rf"(?P<over>余|多(?![种次元方样项层个维跨])|之多)|(?P<least>(?:及|或|\(含\)|（含）)?以上)|(?P<most>(?:及|或|（含）)?以[下内])|(?P<about>{any_of('figure.or_so')})"
)
_LIMIT = re.compile(r"不少于|不低于|不小于|不超过?|不多于|不高于|至多|最多")
_HEDGES = {"over": "余", "least": "以上", "below": "不到", "most": "以下", "near": "近", "about": "约"}
# 增长-0.5%, 为-3.2‰, 零下27℃: a sign, and no dash or hyphen of a range.
_SIGN = re.compile(r"(?<=[一-龥、：])[-−]$|零下$")
_SIGNED = (*RATES, "℃", "摄氏度", "度")


def _measured(
    clean: str, m: re.Match[str], numeral: _Numeral, position: int, end: int
) -> tuple[str | None, int] | None:
    """The unit behind a numeral and where it ends; ``None`` where the numeral measures nothing."""
    digits = numeral.kind == "arabic"
    if clean.startswith("点", position) and _INDEX.search(clean, max(0, position - 40), position):
        return "点", position + 1
    if spoken := _SPOKEN.match(clean, position, end):
        return spoken["unit"] or spoken["coin"] or "元", spoken.end()
    if time := DURATION.match(clean, position, end):
        year = time[0] == "年" and 1900 <= numeral.value <= 2100
        return None if year else (time[0], time.end())
    if digits and (listed := _LIST.match(clean, position, end)):
        unit = UNIT.match(clean, listed.end(), end)
        if unit and (not listed["of"] or unit[0] in POINTS):
            return unit[0], position + len(listed["of"] or "")
    if not NO_UNIT.match(clean, position, end) or clean.startswith("家庭农场", position):
        unit = UNIT.match(clean, position, end)
        place = PLACE.match(clean, position, end) if digits and unit is None else None
        also = ALSO.match(clean, unit.end(), end) if unit and not PLACE.fullmatch(unit[0]) else None
        if found := unit or place:
            return found[0], (also or found).end()
    lead = clean[max(0, m.start() - 12) : m.start()]
    if digits and (m[0][-1] in "万亿" or ("." in m[0] and _SCORE_IS.search(lead)) or _INDEX_IS.search(lead)):
        return None, position
    if numeral.over == "余" and numeral.kind == "chinese" and _PEOPLE.match(clean, position, end):
        return None, position  # 上百农户
    return None


def _hedge(clean: str, m: re.Match[str], kind: str, floor: int) -> tuple[str | None, int]:
    """The hedge before a numeral and where it starts."""
    window = max(floor, m.start() - 5)
    told = _BEFORE.search(clean[window : m.start()])
    if told is not None:
        return next((h for name, h in _HEDGES.items() if told[name]), None), window + told.start()
    over = (kind == "fraction" or m[0] in "万亿") and clean.endswith("过", floor, m.start())
    return ("余", m.start() - 1) if over else (None, m.start())


def figures(clean: str, start: int = 0, end: int | None = None) -> tuple[Figure, ...]:
    """All figures in ``clean[start:end]``, in order."""
    return tuple(_read(clean, start, len(clean) if end is None else end))


def _read(clean: str, start: int, end: int) -> Iterator[Figure]:
    position = start
    while m := _NUMERAL.search(clean, position, end):
        numeral = _PRODUCTIONS[m.lastgroup or ""][1](m)
        figure = None if numeral is None else _figure(clean, m, numeral, (start, end))
        position = max(m.end(), figure.end if figure else 0)
        if figure is not None:
            yield figure


def _figure(clean: str, m: re.Match[str], numeral: _Numeral, within: tuple[int, int]) -> Figure | None:
    start, end = within
    value, kind, over = numeral
    if _excluded(clean, m, kind, end):
        return None
    position, counted = m.end(), kind in ("arabic", "chinese")
    if counted and position < end and clean[position] in "余多来":
        over, position = clean[position], position + 1
    share = ("%" if kind == "percent" else None), position
    measured = _measured(clean, m, numeral, position, end) if counted else share
    if measured is None:
        return None
    unit, position = measured
    if unit == "元" and clean.startswith("个", m.end()):  # 2.6个亿
        value = plain(value * multiplier(clean[position - 1]))
    if (spoken := _SPOKEN.match(clean, m.end(), end)) and spoken["tenths"]:
        value += (_any(spoken["tenths"]) or Decimal(0)) / 10
    index = unit == "点" and _INDEX.search(clean, max(start, m.start() - 40), m.end())
    if unit == "岁" and clean.startswith("半", position):
        value, position = value + Decimal("0.5"), position + 1
    hedge, left = _hedge(clean, m, kind, start)
    if unit in _SIGNED and left > start and (sign := _SIGN.search(clean, max(start, left - 2), left)):
        value, left = -value, sign.start()
    after = _AFTER.match(clean, position, end)
    if after is not None:
        hedge, position = hedge or _HEDGES[after.lastgroup or ""], after.end()
    if over:  # 近30多份 is more than thirty
        hedge = "约" if over == "来" else "余"
    return Figure(
        start=left,
        end=position,
        at=m.start(),
        value=value,
        unit=unit,
        hedge=hedge,
        numeral=kind,
        word=m[0],
        threshold=after is not None and after.lastgroup in ("least", "most"),
        limit=_LIMIT.match(clean, left, m.start()) is not None,
        duration=counted and not index and DURATION.fullmatch(unit or "") is not None,
    )
