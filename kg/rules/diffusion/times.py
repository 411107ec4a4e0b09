"""When what a clause tells happened: the date in it before its verb, or the one that opens its sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from kg import patterns as re
from kg.lexicon.words import of_class
from kg.model import Text
from kg.rules.diffusion.pieces import Row
from kg.rules.numbers.dates import THIS_YEAR, YEARS_AGO, YEARS_LATER, Date, dates

_LONGEST = 3
_MONTHS = 12
_FROM = of_class("date.since")
_TO = ("至", "到", "—", "-")
_SAME_MONTH = "同月"
# None that only opens a span: 5月至8月.
_MONTH = re.compile(
    rf"(?:{_SAME_MONTH}|(?:(?<=[，；。：\n ])|\A)(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})[日号])?+)(?![至到—龄-])"
)


@lru_cache(maxsize=4)
def calendar(text: Text) -> tuple[Date, ...]:
    """The dates of a text in order, 同年, 次年 and a month alone told by the year that was named before."""
    found = sorted([*dates(text.clean), *_months(text.clean)], key=lambda d: (d.start, -d.end))
    told: list[Date] = []
    year = article = None
    for d in found:
        here = text.article_at(d.start)
        if told and d.start < told[-1].end:
            continue
        year, article = (year if here is article else None), here
        word, _, rest = d.value.partition("-")
        if word.isdigit():
            year = int(word)
        elif word == _SAME_MONTH:
            if not told or article is not text.article_at(told[-1].start):
                continue
            d = Date(d.start, d.end, told[-1].value[:7])
        elif word in YEARS_LATER or word == "月":
            year = None if year is None else year + YEARS_LATER.get(word, 0)
            if year is None and word != "月":
                continue
            told_year = THIS_YEAR if year is None else str(year)
            d = Date(d.start, d.end, "-".join(filter(None, (told_year, rest))))
        elif YEARS_AGO.get(word, -1) >= 0:
            year = None
        else:
            continue
        told.append(d)
    return tuple(told)


def _months(clean: str) -> Iterator[Date]:
    """Months, with their days, that stand alone at the head of a clause: “，5月登上……”, and 同月."""
    for m in _MONTH.finditer(clean):
        if m["month"] is None:
            yield Date(m.start(), m.end(), _SAME_MONTH)
        elif 0 < int(m["month"]) <= _MONTHS:
            day = f"-{int(m['day']):02}" if m["day"] else ""
            yield Date(m.start(), m.end(), f"月-{int(m['month']):02}{day}")


def _between(text: Text, start: int, end: int) -> list[Date]:
    known = calendar(text)
    first = bisect_left(known, start, key=attrgetter("start"))
    return list(known[first : bisect_right(known, end - 1, key=attrgetter("start"))])


def own_date(text: Text, row: Row, start: int, end: int) -> str | None:
    """The last date that stands in a stretch of a clause."""
    found = [d for d in _between(text, start, end) if d.end <= row.clause.end and not row.bracketed(d.start)]
    return found[-1].value if found else None


def lasted(text: Text, start: int, end: int) -> bool:
    """Whether a stretch holds a span from one date to another: 2018年至2021年, 2015年底至2022年底."""
    found = _between(text, start, end)
    return any(text.clean[a.end : b.start].strip("底末初") in _TO for a, b in pairwise(found))


def opening_date(text: Text, earlier: list[Row]) -> str | None:
    """The date that the clauses before, nearest first, open with: 2021年3月，……. It holds up to the next ；."""
    for i, row in enumerate(earlier):
        if row.clause.mark == "；":
            return None
        first = i + 1 == len(earlier) or earlier[i + 1].clause.mark == "；"
        found = _between(text, row.clause.start, row.clause.end)
        if found and i == 0 and text.clean[found[-1].end : row.clause.end] in _FROM:
            return found[-1].value  # 甲县自2017年起，……
        if not found or found[0].start - row.clause.start > _LONGEST:
            continue
        if first or row.clause.end - found[-1].end <= _LONGEST:
            return found[0].value
    return None
