"""The time that a sentence ties to a figure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg import patterns as re
from kg.lexicon.words import any_of, of_class
from kg.rules.numbers.dates import NOW, SINCE, WHOLE_YEAR, YEAR, YEARS_LATER, Date, dates

# A date that something is measured against, or that belongs to another thing, dates no figure.
_AGAINST = re.compile(rf"(?:较|比|与|同|(?<![仅光就单])是|由|从|{any_of('figure.year_against')}|于)$")
_ORIGIN = re.compile(rf"(?:以前|之前|前)?[^，。；]{{0,3}}(?:{any_of('figure.founded')})[^，。；]{{0,6}}的")
_HONOUR = re.compile(rf"(?:荣?获得?|{any_of('figure.awarded')})[一-龥]{{0,4}}$")
# 2019年与2018年相比, 与上年持平: set against, where 2018与2019年 joins.
_COMPARED = re.compile(rf"{any_of('figure.year_against', 'figure.compared')}|[比同持相]")
_JOINTS = frozenset("、和、与、及")
_SPAN = re.compile(rf"((?:19|20)\d\d)年?[-—–~～至到]+((?:19|20)\d\d){YEAR}?$")
_AS_AT = of_class("pattern.as_at")
_SINCE = of_class("date.since")


def dated(clean: str, start: int, end: int, aside: list[tuple[int, int]]) -> list[Date]:
    """The dates of a sentence that can date its figures."""
    found: list[Date] = []
    known = dates(clean, start, end)
    for date in known:
        word, _, rest = date.value.partition("-")
        if word in YEARS_LATER:
            years = [d.value for d in known if d.start < date.start and d.value[:4].isdigit()]
            year = str(int(years[-1][:4]) + YEARS_LATER[word]) if years else word
            date = replace(date, value="-".join(filter(None, (year, rest))))
        if any(a <= date.start < b for a, b in aside):
            continue
        if date.value == NOW and any(_is_now(clean, d, date) for d in found):
            continue
        before = clean[max(start, date.start - 4) : date.start]
        if _HONOUR.search(clean, max(start, date.start - 8), date.start):
            continue  # 获2021年度先进称号
        since = clean.endswith(SINCE, 0, date.end)
        since = since or clean.startswith(_SINCE, date.end)
        if _AGAINST.search(before) and not (since and before.endswith(("从", "于"))) and not _joins(clean, found, date):
            continue
        if _ORIGIN.match(clean, date.end, end):
            continue
        found.append(date)
    return found


def _joins(clean: str, found: Sequence[Date], date: Date) -> bool:
    """Whether 与 before a date only joins it to the one before: 2018与2019年."""
    joined = any(d.end == date.start - 1 for d in found[-1:]) and clean.endswith("与", 0, date.start)
    return joined and _COMPARED.match(clean, date.end) is None


def _is_now(clean: str, date: Date, now: Date) -> bool:
    """Whether a word such as 目前 means a date before it: 2021年至今; 截至2023年底，……现有……"""
    return as_at(clean, date) or date.end in (now.start, now.start - 1)


def as_at(clean: str, date: Date) -> bool:
    """Whether what is told is so at a date: 截至2023年底, 到2023年底."""
    return clean.startswith("截", date.start) or clean.endswith(_AS_AT, 0, date.start)


def row(clean: str, found: Sequence[Date]) -> list[str]:
    """The last of some dates with those that are joined to it (2018年、2019年和2020年), all the years of a span (2018—2020年)."""
    told = [d.value for d in found[-1:]]
    for one, other in reversed(list(pairwise(found))):
        if clean[one.end : other.start] not in _JOINTS:
            break
        told.insert(0, one.value)
    span = _SPAN.search(clean, 0, found[-1].end) if len(told) == 1 else None
    return [str(year) for year in range(int(span[1]), int(span[2]) + 1)] if span else told


def time_at(clean: str, found: Sequence[Date], position: int) -> str | None:
    """The value of the last date before ``position``; one in a bracket only dates what stands in it."""
    for date in reversed(found[: bisect_right([d.start for d in found], position)]):
        closed = clean.find("）", date.end, position)
        if closed < 0 or clean.find("（", date.end, closed) >= 0:  # 前5个月……，全年可突破……
            whole = clean.find(WHOLE_YEAR, date.end, position) >= 0
            return date.value.partition("-")[0] if whole else date.value
    return None
