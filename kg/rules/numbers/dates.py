"""Dates as reports write them: 2024年, 2018年4月, 二〇二四年六月, 今年, 去年底, 截至目前."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.rules.numbers.numerals import NINETEEN, chinese, chinese_year
from kg.rules.numbers.units import MONTHS, QUARTER

_CN = "〇零一二三四五六七八九十"
NOW, THAT_DAY = "截至目前", "当日"
THIS_YEAR, LAST_YEAR, SAME_YEAR, NEXT_YEAR = "今年", "去年", "当年", "次年"
YEARS_AGO = {THIS_YEAR: 0, LAST_YEAR: 1, "前年": 2, "明年": -1}
"""The words for years that need the year of the article, and how far it lies behind them."""
YEARS_LATER = {SAME_YEAR: 0, NEXT_YEAR: 1}
"""Those that need the year that was told before."""
SINCE, HALF, YEAR, IN_A_ROW, WHOLE_YEAR = "以来", "半年", "年度", "连续", "全年"
_DATE = re.compile(
    rf"(?:(?P<year>(?:19|20)\d\d|[一二][〇零九][{_CN}]{{2}})(?:{YEAR}?|(?=届(?:{any_of('figure.graduate')})?毕业生)|(?=(?:[、和与](?:19|20)\d\d)+年))"
    rf"|(?<![\d第近了时达.{_CN}百千万])(?P<short>[789]\d|[七八九][〇零一二三四五六七八九])年(?=[，、底初末以春夏秋冬全我]|\d{{1,2}}月|[{_CN}]{{1,3}}月)|(?P<word>{any_of('figure.relative_year')}|"
    rf"(?<!{IN_A_ROW})第二年(?!度)))"
    rf"(?:(?P<month>\d{{1,2}}|[{_CN}]{{1,3}})月(?:份)?(?:(?P<day>\d{{1,2}}|[{_CN}]{{1,3}})[日号])?)?"
    rf"(?P<span>\s*(?:[-—–~～至到]+(?:\d{{1,2}}月(?:份)?(?:\d{{1,2}}[日号])?|\d{{1,2}}[日号]))?(?:{SINCE}|[上下]{HALF}|年?[底末初中])?)"
)
# A month whose year is that of the article: 截至10月底, 9月以来, “3月，”, 3月5日至8日.
_MONTH = re.compile(
    rf"(?:截[至止]到?(?P<until>\d{{1,2}}|[{_CN}]{{1,3}})月(?:(?P<day>\d{{1,2}})[日号]|份|底|末|初|中旬|上旬|下旬)?(?![-—–~～至到\d]|龄)"
    rf"|(?<![\d{_CN}年每第各、和-])(?P<of>\d{{1,2}})月(?P<on>\d{{1,2}})[日号](?P<span>[-—–~～至到]+(?:\d{{1,2}}月)?\d{{1,2}}[日号])?(?![-—–~～至到\d])"
    rf"|(?<![\d{_CN}年每第各、和-])(?P<alone>\d{{1,2}}|[{_CN}]{{1,3}})月(?:份?{SINCE}|[底末](?=[，已前共全]))(?![-—–~～至到\d])"
    r"|(?<![^，。；：\s])[到至]?(?P<opening>\d{1,2})月份?(?=，))"
)
_NOW = re.compile(rf"{any_of('figure.present')}|现[已有存]")
# The day of the event that an article tells: its date stands before.
_THAT_DAY = re.compile(
    rf"(?<![至到])当[天日](?=[，上下中晚午傍共]|[一-龥]{{2}})(?!气温)|(?:{any_of('figure.occasion')})?当[天日]，"
)
_SAME = {
    "本年度": THIS_YEAR,
    "上年度": LAST_YEAR,
    "是年": SAME_YEAR,
    "同年": SAME_YEAR,
    "同一年": SAME_YEAR,
    "翌年": NEXT_YEAR,
    "第二年": NEXT_YEAR,
}
# A part of a year, which is dated by its end: 1至9月, 前三季度, 上半年.
_OF_YEAR = (
    rf"(?:1月?[-—–~～至到]+(?P<upto>\d{{1,2}})月(?:份)?|前(?P<months>[\d一二三四五六七八九十]{{1,2}}){MONTHS}"
    rf"|前?(?P<quarter>[一二三四])个?{QUARTER}|(?P<half>[上下]){HALF})"
)
_THIS_YEAR = re.compile(rf"(?<![\d年第每各某]){_OF_YEAR}")
_BEHIND = re.compile(_OF_YEAR)

# How a closed span ends.
_LAST = re.compile(r"[-—–~～至到](?:(?P<month>\d{1,2})月(?:份)?)?(?:(?P<day>\d{1,2})[日号])?")

_PART = re.compile(rf"(?:(?P<year>(?:19|20)\d\d)年)?{_OF_YEAR}")


@dataclass(frozen=True, slots=True)
class Date:
    """A date at ``start:end``; ``value`` is 2024, 2018-04, 2018-04-03, or the word that needs the
    article's date (今年, 去年, 前年, 明年, 今年-03, 月-10, 截至目前) or the date before it (当年, 当日)."""

    start: int
    end: int
    value: str


def _ordinal(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    value = chinese(word)
    return None if value is None else int(value)


def last_month(clean: str, start: int, end: int) -> tuple[str, int] | None:
    """The year (今年 where none is named) and the last month of the first part of a year that is named: 前三季度, 1-10月."""
    m = _PART.search(clean, start, end)
    month = _until(m) if m else ""
    return (m["year"] or THIS_YEAR, int(month[1:])) if m and month else None


def _value(m: re.Match[str]) -> str | None:
    if m["year"]:
        year = int(m["year"]) if m["year"].isdigit() else chinese_year(m["year"])
        head = None if year is None or not 1900 <= year <= 2100 else str(year)
    elif m["short"]:
        year = chinese_year(NINETEEN + m["short"])
        head = f"19{m['short']}" if year is None else str(year)
    else:
        head = _SAME.get(m["word"], m["word"])
    if head is None or m["month"] is None:
        return head
    return _day(head, _ordinal(m["month"]), _ordinal(m["day"]) if m["day"] else None, m["span"])


def _day(head: str, month: int | None, day: int | None, span: str | None) -> str:
    """A year, or a word for one, with its month and day; of a closed span its end."""
    if last := _LAST.search(span or ""):
        month = int(last["month"]) if last["month"] else month
        day = int(last["day"]) if last["day"] else None
    if month is None or not 1 <= month <= 12:
        return head
    if day is None or not 1 <= day <= 31:
        return f"{head}-{month:02}"
    return f"{head}-{month:02}-{day:02}"


def dates(clean: str, start: int = 0, end: int | None = None) -> tuple[Date, ...]:
    """All dates in ``clean[start:end]``, in order."""
    end = len(clean) if end is None else end
    year, month, day, quarter = (clean.find(c, start, end) >= 0 for c in ("年", "月", "日", "季"))
    dated = year or clean.find("届", start, end) >= 0
    found = list(_with_year(clean, start, end)) if dated else []
    found += [Date(m.start(), m.end(), NOW) for m in _NOW.finditer(clean, start, end)]
    if day or clean.find("当天", start, end) >= 0:
        found += [Date(m.start(), m.end(), THAT_DAY) for m in _THAT_DAY.finditer(clean, start, end)]
    taken = [(d.start, d.end) for d in found]
    if year or month or quarter:
        for m in _THIS_YEAR.finditer(clean, start, end):
            if not any(a <= m.start() < b for a, b in taken):
                found.append(Date(m.start(), m.end(), f"{THIS_YEAR}{_until(m)}"))
    if month:
        found += [d for d in _months(clean, start, end) if not any(a <= d.start < b for a, b in taken)]
    return tuple(sorted(found, key=lambda d: (d.start, d.end)))


def _with_year(clean: str, start: int, end: int) -> Iterator[Date]:
    """The dates that name a year, or a word for one."""
    for m in _DATE.finditer(clean, start, end):
        value = _value(m)
        if value is None or value in ("今冬", "年初"):
            continue
        part = None
        if m["month"] is None:  # 2024年|上半年, 今年|1—8月
            at = m.end() - 3 if m["span"].endswith(HALF) else m.end()
            part = _BEHIND.match(clean, at, end)
        until = "" if part is None else _until(part)
        yield Date(m.start(), m.end() if part is None else max(m.end(), part.end()), value + until)


def _until(m: re.Match[str]) -> str:
    """The last month of a part of a year, as the end of a date."""
    if m["half"]:
        return "-06" if m["half"] == "上" else "-12"
    told = _ordinal(m["quarter"] or m["months"] or m["upto"])
    month = (told or 0) * (3 if m["quarter"] else 1)
    return f"-{month:02}" if 1 <= month <= 12 else ""


def _months(clean: str, start: int, end: int) -> Iterator[Date]:
    """The months and days of the year that the article is of."""
    for m in _MONTH.finditer(clean, start, end):
        month, day = (_ordinal(m["until"] or m["alone"] or m["of"] or m["opening"]), m["day"] or m["on"])
        if month and 1 <= month <= 12:
            yield Date(m.start(), m.end(), _day("月", month, int(day) if day else None, m["span"]))
