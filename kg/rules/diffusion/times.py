"""When what a clause tells happened: the dates of a text, those told by a word filled in from the date before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from kg import patterns as re
from kg.model import Text
from kg.rules.numbers.dates import THIS_YEAR, YEARS_AGO, YEARS_LATER, Date, dates

_MONTHS = 12
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
        if told and d.start < told[-1].end:
            continue
        here = text.article_at(d.start)
        year = year if here is article else None
        word, _, rest = d.value.partition("-")
        value: str | None = d.value
        if word.isdigit():
            year = int(word)
        elif word == _SAME_MONTH:
            value = told[-1].value[:7] if told and here is article else None
        elif word in YEARS_LATER or word == "月":
            year = None if year is None else year + YEARS_LATER.get(word, 0)
            known = str(year or THIS_YEAR) if year or word == "月" else None
            value = known and "-".join(filter(None, (known, rest)))
        elif YEARS_AGO.get(word, -1) >= 0:
            year = None
        else:
            continue
        article = here
        if value is not None:
            told.append(Date(d.start, d.end, value))
    return tuple(told)


def _months(clean: str) -> Iterator[Date]:
    """Months, with their days, that stand alone at the head of a clause: “，5月登上……”, and 同月."""
    for m in _MONTH.finditer(clean):
        if m["month"] is None:
            yield Date(m.start(), m.end(), _SAME_MONTH)
        elif 0 < int(m["month"]) <= _MONTHS:
            day = f"-{int(m['day']):02}" if m["day"] else ""
            yield Date(m.start(), m.end(), f"月-{int(m['month']):02}{day}")


def between(text: Text, start: int, end: int) -> tuple[Date, ...]:
    """The dates that begin in a stretch of a text."""
    known = calendar(text)
    first, last = (bisect_left(known, at, key=attrgetter("start")) for at in (start, end))
    return known[first:last]
