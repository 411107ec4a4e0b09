"""When an article was issued, where it says so."""

from __future__ import annotations

from collections.abc import Sequence

from kg import patterns as re
from kg.text.provenance import DATELINE, HEAD, LINE, NAME, RECKONED, Dated
from kg.text.shapes import is_credit_line

_DIGITS = str.maketrans({c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0"})
_FULL = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s?年\s?|[-./]| (?=\d\d/))(\d{1,2})(?:\s?月\s?|[-./])(\d{1,2})(?:\s?日|(?!\d)|(?=\d\d:\d\d))"
)
_CHINESE = re.compile(
    r"(二[〇零][〇零一二三][一二三四五六七八九〇零])年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_LABEL = re.compile(r"(?:时间|日期|来源|发布|发表|印发|编印|更新|日报|晚报|时报|星期|期|电|讯)")
_ALONE = re.compile(
    r"[（(]?(?:[^，。]{0,24})?(?:19|20)\d\d(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?[^，。]{0,12}[）)]?"
)
_OCCASION = re.compile(r"[（(—]*20\d\d年\d{1,2}月\d{1,2}日在[^，。]{4,50}上(?:的[^，。]{2})?[）)]?")
_MONTH = re.compile(r"[（(]?(20\d\d)年(1[0-2]|0?[1-9])月[）)]?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|-\d{4}|[至~—])")
_SINCE = re.compile(r"(?<!\d)(20\d\d)年(?:\d{1,2}月)?以来")
_UNTIL = re.compile(r"截[至止](?:到)?(20\d\d)年(?:\d{1,2}月)?")
_PLANNED = re.compile(r"(?:到|(?<!截)至|力争|争取|规划|远景|计划)(?:20\d\d)年?|20\d\d(?:[-—~至]20\d\d)年")
_THIS_YEAR = re.compile(r"今年（(20\d\d)年?）|(20\d\d)年（今年）")
_LAST_YEAR = re.compile(r"去年（(20\d\d)年?）")
_PLAN_OF = re.compile(r"(20\d\d)年(?:度)?(?:[^，。；》]{0,8})?(?:要点|计划|方案|任务|安排)")
_DATELINE = re.compile(r"(\d{1,2})月(\d{1,2})日(?:电|讯)")
_OPENING = re.compile(r"(20\d\d)年(\d{1,2})月(?:(\d{1,2})日)?")
_REPORTING = re.compile(
    r"(20\d\d)年(\d{1,2})月(?:\d{1,2}日)?(?:上旬|中旬|下旬|初|底)?，?(?:本刊|本报|本网|记者|笔者|编者|我们|调研组)"
)
_BOOK = re.compile(r"《[^》]*》")


def _chinese_number(text: str) -> int:
    """A number up to 39 in Chinese numerals."""
    if "十" in text:
        tens, ones = text.split("十", 1)
        return 10 * (int(tens.translate(_DIGITS)) if tens else 1) + (int(ones.translate(_DIGITS)) if ones else 0)
    return int(text.translate(_DIGITS))


def _iso(year: int, month: int, day: int) -> str | None:
    """The ISO date, or nothing where month or day cannot be."""
    if 1 <= month <= 12 and 1 <= day <= 31:
        return f"{year:04d}-{month:02d}-{day:02d}"
    return None


def date_in(text: str) -> str | None:
    """The first full date of a text as an ISO date."""
    match = _FULL.search(text)
    if match:
        return _iso(int(match[1]), int(match[2]), int(match[3]))
    match = _CHINESE.search(text)
    if match:
        year = int(match[1].translate(_DIGITS))
        return _iso(year, _chinese_number(match[2]), _chinese_number(match[3]))
    return None


def date_of_line(text: str) -> str | None:
    """The date that a line outside the body gives to what it belongs to."""
    month = _MONTH.fullmatch(text)
    if month:
        return f"{month[1]}-{int(month[2]):02d}"
    date = date_in(text)
    if date is None:
        return None
    alone = _ALONE.fullmatch(text) or _OCCASION.fullmatch(text) or _CHINESE.fullmatch(text.strip("（）()"))
    return date if alone or _LABEL.search(text) or is_credit_line(text) else None


def _stated(body: str) -> str | None:
    """A year that the text itself equates with 今年 or 去年."""
    match = _THIS_YEAR.search(body)
    if match:
        return match[1] or match[2]
    match = _LAST_YEAR.search(body)
    return str(int(match[1]) + 1) if match else None


def _reckoned(body: str) -> str | None:
    """The year that 今年 must mean: the text counts up to it (截至2024年6月), or since it where it
    also reports the year before as past or plans it as current."""
    if "今年" not in body:
        return None
    plain = _PLANNED.sub("", body)
    years = {int(y) for y in _YEAR.findall(plain)}
    if not years:
        return None
    last = max(years)
    if any(int(y) == last for y in _UNTIL.findall(body)):
        return str(last)
    if not any(int(y) == last for y in _SINCE.findall(body)):
        return None
    planned = any(int(y) == last for y in _PLAN_OF.findall(body))
    past = any(y == last - 1 for y in (int(x) for x in _YEAR.findall(_BOOK.sub("", plain))))
    return str(last) if planned or past else None


def _opening(first: str, body: str) -> str | None:
    """The month that a report's first words give, where no later year follows."""
    match = _OPENING.match(first) or _REPORTING.search(first[:80])
    if not match:
        return None
    years = {int(y) for y in _YEAR.findall(_PLANNED.sub("", body))}
    if years and max(years) > int(match[1]):
        return None
    month = int(match[2])
    dated = match.re.groups == 2 or match[3]  # without a day only where it says that it reports
    return f"{match[1]}-{month:02d}" if dated and 1 <= month <= 12 else None


def issued(body: Sequence[str], frame: Sequence[str], page: str | None, name: str | None = None) -> Dated | None:
    """When an article was issued and what tells. ``body`` are its paragraphs, ``frame`` its bylines and colophons,
    ``page`` the date of the whole file, ``name`` that of the file's name."""
    for line in frame:
        date = date_of_line(line)
        if date:
            return Dated(date, LINE)
    if page:
        return Dated(page, HEAD)
    whole = "\n".join(body)
    first = body[0] if body else ""
    dateline = _DATELINE.search(first[:40])
    year = _stated(whole) or _reckoned(whole)
    if dateline and year:
        day = _iso(int(year), int(dateline[1]), int(dateline[2]))
        return Dated(day, DATELINE) if day else Dated(year, RECKONED)
    full = date_in(first[:30]) if dateline else None
    if full:
        return Dated(full, DATELINE)
    told = year or _opening(first, whole)
    if name and (told is None or name.startswith(told[:4])):
        return Dated(name, NAME)
    return Dated(told, RECKONED) if told else None
