"""Find the figures of a text: number, hedge and unit, each at its place.

A figure is a number that could measure something. Years, ordinals (第三), ranges (1-3项), ratios, durations,
estimates (数十, 三五户) and the indefinite 一个 are read over and give no figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.rules.numbers.numerals import arabic, chinese, multiplier, plain
from kg.rules.numbers.units import ALSO, DURATION, NO_UNIT, PLACE, POINTS, RATES, UNIT, VISITS

_CN = "零〇一二两三四五六七八九百十千万亿"
REACHED, PASSED, BROKEN, PAST = "达到", "超过", "突破", "过了"
"""Verbs between a measure and its number, as patterns take them with 了 and without their second character."""
_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_MULT = r"(?:[百千]?[万亿]亿?|[百千](?![分米克瓦伏卡佳]))?"
# 一半, 半数, 过半, 近半: a half that is told of something, not the 半 of 半年 and 大半天.
_HALF = rf"(?<![另前后上下这每各分成大])一半(?![的地时夜会])|(?<![一])半数|(?<=[过近])半(?![一-龥])|(?<=[过近])半(?=[的是为以村]|{any_of('figure.half_of')})"
_NUMERAL = re.compile(
    rf"(?P<half>{_HALF})|(?P<tens>十)几(?P<tmult>[万亿]?)|(?<![以之向线网赶送合交])上(?P<round>[百千万亿])(?P<rmult>[万亿]?)(?=[个名位家户人件次辆亩头只元吨公里余群干党农游师学村])|"
    rf"(?P<hundred>百分之?百)|(?P<percent>(?:[十百]万|[百千万])分之(?P<of>{_ARABIC}|[{_CN}]+(?:点[{_CN}]+)?))"
    rf"|(?P<over>\d+|[{_CN}]{{1,3}})分之(?P<part>\d+|[{_CN}]{{1,3}})"
    rf"|(?P<arabic>{_ARABIC})(?P<in>[余多来])?(?P<mult>{_MULT})(?P<low>(?:(?<=亿)\d+(?:\.\d+)?万|(?<=万)\d+千)?)"
    rf"|(?P<chinese>[{_CN}]+(?:点[{_CN}]+)?)(?P<cin>[余多来])?(?P<cmult>[万亿]*)"
)
_TENTHS = re.compile(
    r"(?:(?P<a>\d+(?:\.\d+)?)|(?P<c>[一二两三四五六七八九])(?P<half>半)?)成(?P<late>半(?![年天月日]))?"
    r"(?P<more>[一二三四五六七八九](?![一-龥个])|[一二三四五六七八九](?=当[天日场]|即时|按[期时]|升|降|提|增|减|上[升涨]|下[降滑]|扩|到|至|以[上下]|左右|多|的))?"
    r"(?!不变|[立为员功果长就效熟都本交人套品绩型因份])"
)

_BEFORE = re.compile(
    rf"(?:(?P<over>{PASSED}了?|{BROKEN}了?|{any_of('figure.exceeds')}|(?<![赶反不])超|逾|[闯跨迈冲越]{PAST}?|(?<=[都均已全就]){PAST}?)|(?P<least>不少于|不低于|不小于|(?:至少|最少)[有要是]?)"
    rf"|(?P<below>{any_of('figure.less')})|(?P<most>不超过?|不多于|不高于|至多|最多)"
    rf"|(?P<near>将近|接近|(?<![最附临邻相靠])近|几乎)|(?P<about>约[为有达合]|(?:{any_of('figure.some')}|(?<![节契制公条预签集简])约)(?:就?[是有要在]|能[卖挣赚收])?))$"
)
_AFTER = re.compile(
    rf"(?P<over>余|多(?![种次元方样项层个维跨])|之多)|(?P<least>(?:及|或|\(含\)|（含）)?以上)|(?P<most>(?:及|或|（含）)?以[下内])|(?P<about>{any_of('figure.or_so')})"
)
_INDEX = re.compile(r"指数[^。；]*$")  # 指数312.6点: no time of the day
_PER = re.compile(r"(?<=约)每[一-龥]{1,2}$")
# 指数101.3, 收入比2.27: no unit follows; a score tells itself by its decimals (满意度98.6).
_HUNDRED_MILLIONS = re.compile(r"个[亿万](?![元人亩])")
_INDEX_IS = re.compile(rf"(?:{any_of('figure.index')})[^，。；、\d]{{0,6}}$")
_SCORE_IS = re.compile(rf"(?:{any_of('figure.score')})[^，。；、\d]{{0,6}}$")
_PEOPLE = re.compile(rf"(?:{any_of('figure.people')})")
_LIMIT = re.compile(r"不少于|不低于|不小于|不超过?|不多于|不高于|至多|最多")
_HEDGES = {"over": "余", "least": "以上", "below": "不到", "most": "以下", "near": "近", "about": "约"}
_NOT_BEFORE = re.compile(r"(?:[第A-Za-z\d.+×/#№Φ_]|[A-Za-z]-|\d[:：∶]|几|[百十千万][余多])$")
# 上百, 成千, 逢百: estimates, where the numeral is a round one.
_MANY = re.compile(r"[上成逢数几]$")
_NEAR = re.compile(rf"(?:(?<!不){PASSED}?|近|逾|{BROKEN}|过)$")
_SUM = re.compile(rf"(?:元|{VISITS}?|亩|户|[件吨斤条家场])?(?:{any_of('figure.mark')}|[，。；、]|$)")
# 五、六 and the like: the one or the other.
_ABOUT = re.compile(
    r"(?:一、[两二三]|[两二]、三|三、[四五]|四、五|五、六|六、七|七、八|八、九)[百千万个名户人元年天岁亩]"
)
_ROUND = re.compile(r"[百十千万亿]+[余多]?")
_RANGE = re.compile(r"(?:[万亿]?[元个名次项户人亩岁天]|[万亿%])?(?:[-—–~～]|至|到)+(?=[\d一二两三四五六七八九十])")
_RANGE_BEFORE = re.compile(
    r"(?:[\d一二两三四五六七八九百十千万亿%]|\d[万亿]?[元个名次项户人亩岁天])(?:[-—–~～]|至|到)+$"
)
_LIST = re.compile(r"[、和与][-−]?\d+(?:\.\d+)?")
# 增长-0.5%, 为-3.2‰: a sign, and no dash or hyphen of a range.
_SIGN = re.compile(r"[一-龥、：][-−]$")
_SIGNED = (*RATES, "℃")
# 提高6.2个和21.5个百分点
_POINTS = re.compile(rf"个[、和与及]\d+(?:\.\d+)?(?:{'|'.join(POINTS)})")
_RATIO = re.compile(r"[:：∶比]\d")


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


@dataclass(frozen=True, slots=True)
class _Numeral:
    start: int
    end: int
    value: Decimal
    kind: str
    over: str = ""
    unit: str | None = None


def _fraction(m: re.Match[str]) -> _Numeral | None:
    below, above = _any(m["over"]), _any(m["part"])
    if not below or above is None or above > below:
        return None
    value = plain(round(above / below, 4))
    return _Numeral(m.start(), m.end(), value, "fraction")


def _any(word: str) -> Decimal | None:
    return arabic(word) if word[0].isdigit() else chinese(word)


def _percent(m: re.Match[str]) -> _Numeral | None:
    value = _any(m["of"])
    if value is None:
        return None
    if m[0][1] == "万":  # 百万分之三, 十万分之二
        return _Numeral(m.start(), m.end(), plain(value / multiplier(m[0][:2])), "fraction")
    scale = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[m[0][0]]
    return _Numeral(m.start(), m.end(), plain(value * scale), "percent", unit="%")


def _tenths(m: re.Match[str]) -> _Numeral | None:
    value = Decimal(m["a"]) if m["a"] else chinese(m["c"])
    if value is None or value > 10:
        return None
    if m["half"] or m["late"]:
        value += Decimal("0.5")
    if m["more"]:
        value += (chinese(m["more"]) or Decimal(0)) / 10
    return _Numeral(m.start(), m.end(), plain(value / 10), "fraction")


def _numeral(m: re.Match[str]) -> _Numeral | None:
    """The numeral that was matched, ``None`` where its digits make no number."""
    if m["tens"] or m["round"]:  # 十几家, 上百名
        word = m["tens"] or m["round"]
        value = multiplier(word) * multiplier(m["tmult"] or m["rmult"] or "")
        return _Numeral(m.start(), m.end(), plain(value), "chinese", over="余")
    if m["half"]:
        return _Numeral(m.start(), m.end(), Decimal("0.5"), "fraction")
    if m["hundred"]:
        return _Numeral(m.start(), m.end(), Decimal(100), "percent", unit="%")
    if m["percent"]:
        return _percent(m)
    if m["over"]:
        return _fraction(m)
    if m["arabic"]:
        value = arabic(m["arabic"], m["mult"])
        if m["low"]:
            value += arabic(m["low"][:-1], m["low"][-1])
        return _Numeral(m.start(), m.end(), value, "arabic", over=m["in"] or "")
    known = chinese(m["chinese"])
    if known is None:
        return None
    value = plain(known * multiplier(m["cmult"]))
    return _Numeral(m.start(), m.end(), value, "chinese", over=m["cin"] or "")


def _read(clean: str, start: int, end: int) -> Iterator[Figure]:
    position = start
    while m := _NUMERAL.search(clean, position, end):
        tenths = _TENTHS.match(clean, m.start(), end)
        numeral = _tenths(tenths) if tenths else _numeral(m)
        position = max(m.end(), tenths.end() if tenths else 0)
        figure = None if numeral is None else _figure(clean, numeral, start, end)
        if figure is not None:
            position = max(position, figure.end)
            yield figure


def _excluded(clean: str, numeral: _Numeral, end: int) -> bool:
    """An ordinal, a part of a code or formula, an estimate, one side of a range or ratio."""
    before = clean[max(0, numeral.start - 6) : numeral.start]
    word = clean[numeral.start : numeral.end]
    if word in ("万", "亿", "万亿"):  # 单位：亿元, 超亿元项目: a scale without a number
        return not (_NEAR.search(before) and _SUM.match(clean, numeral.end, end))
    if _ABOUT.search(before[-2:] + clean[numeral.start : numeral.start + 2]):
        return True  # 五、六万元
    if _ROUND.fullmatch(word) and _MANY.search(before):
        return True
    if (_NOT_BEFORE.search(before) and numeral.kind not in ("fraction", "percent")) or _RANGE_BEFORE.search(before):
        return True
    return bool(_RANGE.match(clean, numeral.end, end) or _RATIO.match(clean, numeral.end, end))


def _unit_at(clean: str, position: int, end: int, numeral: _Numeral) -> re.Match[str] | None:
    if NO_UNIT.match(clean, position, end) and not clean.startswith("家庭农场", position):
        return None
    unit = UNIT.match(clean, position, end)
    if unit is None and numeral.kind == "arabic":
        unit = PLACE.match(clean, position, end)
    return unit


def _shared_unit(clean: str, position: int, end: int, numeral: _Numeral) -> str | None:
    """The unit that a number without one shares with the next (提高2.1和3.4个百分点)."""
    if numeral.kind != "arabic" or not _LIST.match(clean, position, end):
        return None
    following = _LIST.match(clean, position, end)
    while following and (more := _LIST.match(clean, following.end(), end)):
        following = more
    if following is None:
        return None
    unit = UNIT.match(clean, following.end(), end)
    return unit[0] if unit else None


def _hedge(clean: str, numeral: _Numeral, floor: int) -> tuple[str | None, int]:
    """The hedge before a numeral and where it starts."""
    window = max(floor, numeral.start - 5)
    before = clean[window : numeral.start]
    if rate := _PER.search(before):  # 约每秒5.5米
        before = before[: rate.start()]
    m = _BEFORE.search(before)
    if m is None and numeral.kind == "fraction" and before.endswith("过"):
        return "余", numeral.start - 1
    if m is None or m.lastgroup is None:
        return None, numeral.start
    return _HEDGES[m.lastgroup], window + m.start()


def figures(clean: str, start: int = 0, end: int | None = None) -> tuple[Figure, ...]:
    """All figures in ``clean[start:end]``, in order."""
    end = len(clean) if end is None else end
    return tuple(_read(clean, start, end))


def _measured(clean: str, position: int, end: int, numeral: _Numeral) -> tuple[str | None, int] | None:
    """The unit after a numeral and where it ends; ``None`` where the numeral measures nothing."""
    if clean.startswith("点", position) and _INDEX.search(clean, max(0, position - 40), position):
        return "点", position + 1
    if _HUNDRED_MILLIONS.match(clean, position, end):  # 2.6个亿
        return "元", position + 2
    if time := DURATION.match(clean, position, end):
        year = time[0] == "年" and 1900 <= numeral.value <= 2100
        return None if year else (time[0], time.end())
    if (shared := _shared_unit(clean, position, end, numeral)) is not None:
        return shared, position
    if _POINTS.match(clean, position, end):
        return POINTS[0], position + 1
    if (m := _unit_at(clean, position, end, numeral)) is not None:
        also = None if PLACE.fullmatch(m[0]) else ALSO.match(clean, m.end(), end)
        return m[0], also.end() if also else m.end()
    if numeral.kind == "arabic" and clean[numeral.end - 1] in "万亿":
        return None, position
    lead = clean[max(0, numeral.start - 12) : numeral.start]
    score = "." in clean[numeral.start : numeral.end] and _SCORE_IS.search(lead)
    if numeral.kind == "arabic" and (score or _INDEX_IS.search(lead)):
        return None, position
    if numeral.over == "余" and numeral.kind == "chinese" and _PEOPLE.match(clean, position, end):
        return None, position  # 上百农户
    return None


def _figure(clean: str, numeral: _Numeral, start: int, end: int) -> Figure | None:
    if _excluded(clean, numeral, end):
        return None
    position, over = numeral.end, numeral.over
    counted = numeral.kind in ("arabic", "chinese")
    if position < end and clean[position] in "余多来" and counted:
        over, position = clean[position], position + 1
    measured = _measured(clean, position, end, numeral) if counted else (numeral.unit, position)
    if measured is None:
        return None
    unit, position = measured
    index = unit == "点" and _INDEX.search(clean, max(start, numeral.start - 40), numeral.end)
    value = numeral.value
    if clean.startswith("个", numeral.end) and position == numeral.end + 2 and unit == "元":
        value = plain(value * multiplier(clean[position - 1]))
    if unit == "岁" and clean.startswith("半", position):
        value, position = value + Decimal("0.5"), position + 1
    after = _AFTER.match(clean, position, end)
    hedge, left = _hedge(clean, numeral, start)
    if unit in _SIGNED and left > start and _SIGN.search(clean, max(start, left - 2), left):
        value, left = -value, left - 1
    if after is not None and after.lastgroup is not None:
        hedge, position = hedge or _HEDGES[after.lastgroup], after.end()
    if over:  # 近30多份 is more than thirty
        hedge = "约" if over == "来" else "余"
    return Figure(
        start=left,
        end=position,
        at=numeral.start,
        value=value,
        unit=unit,
        hedge=hedge,
        numeral=numeral.kind,
        word=clean[numeral.start : numeral.end],
        threshold=after is not None and after.lastgroup in ("least", "most"),
        limit=_LIMIT.match(clean, left, numeral.start) is not None,
        duration=counted and not index and DURATION.fullmatch(unit or "") is not None,
    )
