"""Candidate lists: every stretch near a programme's name that may spell out its parts, found by structure alone.

Nothing is decided here. A candidate is a list of ranges with the place where it stands and what joins it to the name;
:mod:`kg.rules.programmes.components.choice` weighs them against each other.
"""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.rules.programmes import numerals
from kg.rules.programmes.components import edges
from kg.rules.programmes.components.around import Around, Candidate
from kg.rules.programmes.components.beside import after, before, in_bracket, in_name
from kg.rules.programmes.components.edges import AS, HAN
from kg.rules.programmes.components.ranked import captions, heads, openers, series
from kg.rules.programmes.components.segments import keyed, later, segments
from kg.syntax.clauses import CLEFT, LISTED, Span

_GRADES = re.compile(rf"([二两三四五六])级[{HAN}]{{2,14}}?(?:{any_of('pattern.of_system')})")


_MEANS = re.compile(f"{AS}$")
_STAGE = re.compile(rf"第[{HAN}]{{2,3}}“([^”]+)”")


_READERS = (in_name, in_bracket, before, after, series, heads, openers, captions, segments, keyed, later)
"""Where lists are looked for, the nearest places first."""


def candidates(around: Around) -> list[Candidate]:
    """All candidate lists of a name, each once."""
    found: dict[tuple[Span, ...], Candidate] = {}
    for read in _READERS:
        for candidate in read(around):
            candidate = _tidied(around, candidate)
            stated = any(CLEFT in around.clean[a:b] for a, b in candidate.spans)  # 接听的是民意
            ok = not stated and (len(candidate.spans) > 1 or candidate.place == "segments")
            if ok and edges.plausible(candidate.spans) and not _beside(around, candidate):
                found.setdefault(candidate.spans, candidate)
    return list(found.values())


def _tidied(around: Around, candidate: Candidate) -> Candidate:
    """The items without the brackets that close them, and without what numbers a quotation (第一阶段“…”)."""
    clean, spans = around.clean, candidate.spans
    stages = [_STAGE.fullmatch(clean, *span) for span in spans]
    if len(bare := [m.span(1) for m in stages if m]) == len(spans):
        return candidate._replace(spans=tuple(bare))
    if 2 * sum([clean[b - 1] in "）)" for _, b in spans]) >= len(spans):
        open_ = tuple((a, around.analysis.unbracketed(a, b)) for a, b in spans)
        if 2 * sum(b < old for (_, b), (_, old) in zip(open_, spans, strict=True)) >= len(spans):
            spans = open_
    return candidate._replace(spans=spans) if spans != candidate.spans else candidate


def _beside(around: Around, candidate: Candidate) -> bool:
    """Whether the name is one more item of the list: 甲制度、乙制度、丙制度 are neighbours of each other."""
    draft, clean = around.draft, around.clean
    first, *_, last = candidate.spans
    means = clean.find("为", *first) >= 0 and _MEANS.search(clean, *first)
    if means and not _MEANS.search(clean, *last):
        return True  # 以甲为抓手，带动乙: the means stands before the list
    low, high = sorted((draft.end, candidate.start, candidate.end, draft.start))[1:3]
    between = clean[low:high].strip("“”")
    levels = _GRADES.match(clean, candidate.end)
    if levels and low == draft.end and numerals.value(levels[1]) == len(candidate.spans):
        return True  # 健全县、乡、村三级某某机制: the levels of another name
    return candidate.place in ("before", "after") and between in LISTED
