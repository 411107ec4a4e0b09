"""Lists in running text: their items, and the parts of a programme that they spell out."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds
from kg.rules.programmes.components import edges
from kg.syntax.clauses import Listing, Span, split

_MARK = re.compile(
    rf"(?:“\d”(?:即|是|指|就是)?|即|指|为|是|{any_of('pattern.opens_list')}|[一二三四五六七八九十]是|第[一二三四五六七八九十]步?[，、]?|：|"
    r"\d{1,2}[.．、]|[①-⑳]|（[一二三四五六七八九十\d]{1,2}）)*"
)
_END = re.compile(r"(?:等.{0,6}|这|的|。|；|，)$")


def tidy(clean: str, span: Span) -> Span:
    """An item without its ordinal, the quotation marks around it and a closing 等."""
    start, end = span
    m = _MARK.match(clean, start, end)
    start = m.end() if m else start
    while (m := _END.search(clean[start:end])) and m.start() > 0:
        end = start + m.start()
    return start, end


def _ended(clean: str, spans: Sequence[Span]) -> Sequence[Span]:
    """Items divided by 、 end with the clause: what follows a comma after the last one goes on about something else."""
    start, end = spans[-1]
    comma = clean.find("，", start, end)
    earlier = any("，" in clean[a:b] for a, b in spans[:-1])
    return spans if comma < 0 or earlier or len(spans) < 2 else [*spans[:-1], (start, comma)]


def items(clean: str, start: int, end: int) -> list[Span]:
    """The items that ``start:end`` lists, three or more."""
    readings: list[list[Span]] = []
    for marks in ("；", "、", "，", "、，", "；，、"):
        raw: Sequence[Span] = split(clean, start, end, marks)
        raw = _ended(clean, raw) if marks == "、" and raw else raw
        for spans in [raw] if marks == "；" or not raw else [raw, Listing(tuple(raw)).halved(clean).items]:
            tidied = [t for s in spans if (t := tidy(clean, s))[1] > t[0]]
            if edges.plausible(tidied):
                readings.append(tidied)
    several = [r for r in readings if len(r) >= 3]
    whole = [r for r in several if not any(re.search("[，、；]", clean[a:b]) for a, b in r)]
    return next(iter(whole or several), [])


def ending_at(text: Text, found: Found, start: int, end: int, wanted: tuple[int, ...]) -> list[Span]:
    """The items of a list that ends at ``end``, at most reaching back to ``start``; the verb before the first cut off."""
    clean = text.clean
    raw = split(clean, start, end, "、")
    for spans in (raw, Listing(raw).halved(clean).items if raw else raw):
        for count in [*wanted, 0]:
            chosen = spans[-count:] if count else spans
            if len(spans) < count or (not count and len(spans) < 3):
                continue
            if (fitted := _trimmed(text, found, start, chosen)) and edges.plausible(fitted):
                return fitted
    return []


def _trimmed(text: Text, found: Found, floor: int, spans: Sequence[Span]) -> list[Span]:
    """Tidied items, the first without what precedes the list."""
    rest = [tidy(text.clean, s) for s in spans[1:]]
    usual = median([b - a for a, b in rest]) if rest else 4
    span = (max(floor, spans[0][0]), spans[0][1])
    first = bounds.first_item(text, found, span, usual)
    return [tidy(text.clean, (first, spans[0][1])), *rest]
