"""Lists in running text: their items, and the parts of a programme that they spell out."""

from __future__ import annotations

import re

from kg.model import Part
from kg.rules.programmes import kinds, numerals

Span = tuple[int, int]

_OPEN, _CLOSE = "“（《‘(", "”）》’)"
_MARK = re.compile(
    r"(?:即|指|为|是|包括|分别是|分别为|主要是|就是|一是|二是|三是|四是|五是|六是|七是|八是|九是|十是|其中|：|\d{1,2}[.．、]|[①-⑳]|（[一二三四五六七八九十\d]{1,2}）|“)*"
)
_END = re.compile(r"(?:等(?:[一二三四五六七八九十两\d]+[个项大条种类方]?(?:面|环节|方面|内容)?)?|这|的|。|；|，)*$")
_AND = re.compile(r"以及|和|及|与")


def split(clean: str, start: int, end: int, marks: str) -> list[Span]:
    """The stretches between ``marks`` outside of brackets and quotations."""
    spans, depth, at = [], 0, start
    for i in range(start, end):
        c = clean[i]
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth -= 1
        elif depth <= 0 and c in marks:
            spans.append((at, i))
            at = i + 1
    spans.append((at, end))
    return [s for s in spans if s[1] > s[0]]


def tidy(clean: str, span: Span) -> Span:
    """An item without its ordinal, its quotation marks and a closing 等."""
    start, end = span
    m = _MARK.match(clean, start, end)
    start = m.end() if m else start
    m = _END.search(clean[start:end])
    end = start + m.start() if m else end
    words = clean[start:end]
    if words.endswith("”") and words.count("“") < words.count("”"):
        end -= 1
    return start, end


def _halved(clean: str, spans: list[Span]) -> list[Span]:
    """The same items with the last one divided at 和, 及 or 与."""
    start, end = spans[-1]
    m = _AND.search(clean, start + 2, end - 1)
    return spans if m is None else [*spans[:-1], (start, m.start()), (m.end(), end)]


def items(clean: str, start: int, end: int, wanted: int | None) -> list[Span]:
    """The items that ``start:end`` lists: as many as ``wanted`` where a reading gives that, else three or more."""
    readings: list[list[Span]] = []
    for marks in ("；", "、", "，", "、，", "；，、"):
        spans = [tidy(clean, s) for s in split(clean, start, end, marks)]
        spans = [s for s in spans if s[1] > s[0]]
        if not spans:
            continue
        readings.append(spans)
        if marks != "；":
            readings.append(_halved(clean, spans))
    if wanted is not None:
        exact = next((r for r in readings if len(r) == wanted), None)
        if exact is not None:
            return exact
    return next((r for r in readings if len(r) >= 3), [])


def parts(clean: str, spans: list[Span], core: str) -> tuple[Part, ...]:
    """Parts from the ranges of items, with the segment of the abbreviation that each spells out."""
    names = [re.sub("^“|”$", "", clean[a:b]) if clean[a:b].count("“") == 1 and clean[a] == "“" and clean[b - 1] == "”" else clean[a:b] for a, b in spans]
    segments = numerals.segments_of(core, len(spans))
    return tuple(
        Part(start=a, end=b, name=n, segment=s)
        for (a, b), n, s in zip(spans, names, segments, strict=True)
    )


def plausible(clean: str, spans: list[Span]) -> bool:
    """Whether ranges can be the items of one list: neither empty nor whole sentences, none far longer than the rest."""
    lengths = [b - a for a, b in spans]
    if not lengths or min(lengths) < 1 or max(lengths) > 40:
        return False
    return max(lengths) <= 6 + 4 * sorted(lengths)[len(lengths) // 2]


def shares(clean: str, spans: list[Span], core: str) -> bool:
    """Whether each item bears the character that its segment counts (支部建在产业链 for 四链)."""
    wanted = [g.words[-1] if len(g.words) == 2 else g.words[1] for g in numerals.groups(core) for _ in range(g.count)]
    if len(wanted) != len(spans):
        return False
    hits = sum(w in clean[a:b] for w, (a, b) in zip(wanted, spans, strict=True))
    return hits >= 0.7 * len(spans)


