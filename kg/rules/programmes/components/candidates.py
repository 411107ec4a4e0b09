"""Candidate lists: every stretch near a programme's name that may spell out its parts, found by structure alone.

Nothing is decided here. A candidate is a list of ranges with the place where it stands and what joins it to the name;
:mod:`kg.rules.programmes.components.choice` weighs them against each other.
"""

from __future__ import annotations

from dataclasses import replace

from kg import patterns as re
from kg.rules.programmes import numerals
from kg.rules.programmes.components import edges
from kg.rules.programmes.components.around import Around, Candidate
from kg.rules.programmes.components.beside import after, before, in_bracket, in_name
from kg.rules.programmes.components.edges import AS, HAN, Span
from kg.rules.programmes.components.ranked import captions, heads, openers, series
from kg.rules.programmes.components.segments import later, segments

_BEARS_RANK = re.compile("[第（(]?[一二三四五六七八九十\\d①-⑩]")


_GRADES = re.compile(rf"([二两三四五六])级[{HAN}]{{2,14}}?(?:机制|体系|制度|平台|网络)")


_COUNTER = re.compile(f"一[{HAN}]{{1,3}}?[是为叫](?=[{HAN}])")


_MEANS = re.compile(f"{AS}$")


def candidates(around: Around) -> list[Candidate]:
    """All candidate lists of a name, each once, the nearest places first."""
    found: dict[tuple[Span, ...], Candidate] = {}
    for read in (
        in_name,
        in_bracket,
        before,
        after,
        series,
        heads,
        openers,
        captions,
        segments,
        later,
    ):
        for candidate in read(around):
            candidate = _without_counter(around.clean, candidate)
            ok = len(candidate.spans) > 1 or (candidate.place == "segments")
            if ok and edges.plausible(candidate.spans) and not _beside(around, candidate):
                found.setdefault(candidate.spans, candidate)
    for candidate in list(found.values()):
        if (inner := _quoted_inside(around, candidate)) is not None:
            found.setdefault(inner.spans, inner)
    return list(found.values())


def _without_counter(clean: str, candidate: Candidate) -> Candidate:
    """一张网是甲，……；一张网是乙，……: the items without the words by which all of them are counted off."""
    first, *rest = (clean[a:b] for a, b in candidate.spans)
    m = _COUNTER.match(first)
    if m is None or not rest or not all(w.startswith(m[0]) for w in rest):
        return candidate
    return replace(candidate, spans=tuple((a + m.end(), b) for a, b in candidate.spans))


def _beside(around: Around, candidate: Candidate) -> bool:
    """Whether the name is one more item of the list: 甲制度、乙制度、丙制度 are neighbours of each other."""
    draft, clean = around.draft, around.clean
    first, *_, last = candidate.spans
    if _MEANS.search(clean, *first) and not _MEANS.search(clean, *last):
        return True  # 以甲为抓手，带动乙: the means stands before the list
    low, high = sorted((draft.end, candidate.start, candidate.end, draft.start))[1:3]
    between = clean[low:high].strip("“”")
    levels = _GRADES.match(clean, candidate.end)
    if levels and low == draft.end and numerals.value(levels[1]) == len(candidate.spans):
        return True  # 健全县、乡、村三级某某机制: the levels of another name
    return candidate.place in ("before", "after") and between in ("、", "和", "与", "及", "以及")


def _quoted_inside(around: Around, candidate: Candidate) -> Candidate | None:
    """第一阶段“甲”、第二阶段“乙”: the quotation in each item, where each holds just one behind its rank."""
    spans: list[Span] = []
    for start, end in candidate.spans:
        if not _BEARS_RANK.match(around.clean, start, end):
            return None
        inside = [q for q in around.analysis.quotations_in(start, end) if q.end <= end and q.outer]
        if len(inside) != 1:
            return None
        spans.append((inside[0].start + 1, inside[0].end - 1))
    return replace(candidate, spans=tuple(spans), close="inside")
