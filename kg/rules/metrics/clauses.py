"""The clauses of a sentence, each with its figures; what stands in names, titles and formulas is set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.rules.metrics.words import TO_VERBS
from kg.rules.numbers.grammar import Figure, figures
from kg.syntax.analysis import Analysis
from kg.syntax.clauses import split as parted

Span = tuple[int, int]

_OPENING = ("（", "(", "【")
_MARKS = "，；。：！？…—,;!?"
_SPEECH = re.compile(r"[。！？]|，.{12,}")
_LONGEST_NAME = 26
# 由成立之初的113家，增加到175家: one change in two clauses.
_FROM = re.compile(r"[由从][^，；。、]{0,16}?\d[^，；。]{0,6}$")
_TO = re.compile(rf"(?:{any_of('figure.step')}|已)?(?:{TO_VERBS})(?:到|至)")
# 按可比价格计算，与上年相比: how a figure was reckoned, not what it measures.
_RECKONED = re.compile(
    rf"如?(?:{any_of('pattern.according')}|以)[^，。；\d]{{2,12}}(?:计算?|{any_of('figure.reckoned')})"
    rf"|(?:扣除|剔除|不考虑)[^，。；\d]{{2,12}}(?:因素|影响)?后?"
    rf"|(?:(?:19|20)\d\d年)?[与和同较比](?P<base>[^，。；]{{1,12}}?)(?:的?(?:{any_of('figure.compared')})|比较?)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence without its marks, and its figures in order; a bracket that holds figures is one of its own.

    ``against`` is what a clause before it says that changes are measured against (与上年相比).
    """

    start: int
    end: int
    figures: tuple[Figure, ...]
    bracketed: bool = False
    against: str | None = None


def names(analysis: Analysis, start: int, end: int) -> list[Span]:
    """The ranges of quoted names and of titles: numbers inside them measure nothing."""
    quoted = [q for q in analysis.quotations_in(start, end) if len(q.core) < _LONGEST_NAME - 1]
    titles = analysis.titles_in(start, end)
    return [*((t.start, t.end) for t in titles), *((q.start, q.end) for q in quoted if not _SPEECH.search(q.core))]


def clauses_of(analysis: Analysis, start: int, end: int, aside: Iterable[Span] = ()) -> list[Clause]:
    """The clauses of ``start:end``, none where no figure stands there."""
    clean = analysis.text.clean
    found = figures(clean, start, end)
    if not found and "翻" not in clean[start:end]:
        return []
    closed = (*names(analysis, start, end), *aside)
    found = tuple(f for f in found if not any(a <= f.at < b for a, b in closed))
    clauses: list[Clause] = []
    against = None
    for left, right, bracketed in _stretches(analysis, start, end, found):
        if reckoned := _RECKONED.fullmatch(clean, left, right):
            against = reckoned["base"] or against
        elif left < right:
            own = tuple(f for f in found if left <= f.start and f.end <= right)
            clauses.append(Clause(left, right, own, bracketed, against))
    return clauses


def _stretches(analysis: Analysis, start: int, end: int, found: Iterable[Figure]) -> Iterator[tuple[int, int, bool]]:
    """The clauses of the Analysis, cut again at brackets that hold a figure, and whether they stand in one."""
    clean, reached = analysis.text.clean, start
    ats = [f.at for f in found]
    brackets = [
        p for p in analysis.pairs_in(start, end) if p.mark in _OPENING and any(p.start < n < p.end for n in ats)
    ]
    for i in range(max(0, analysis.clause_index(start)), len(analysis.clauses)):
        clause = analysis.clauses[i]
        if clause.start >= end:
            return
        at, stop = max(start, clause.start, reached), min(end, clause.end)
        if clause.mark == "，" and stop < end and _TO.match(clean, stop + 1) and _FROM.search(clean, at, stop):
            reached = stop = min(end, analysis.clauses[i + 1].end)
        for pair in brackets:
            if at <= pair.start < stop:
                yield at, pair.start, False
                yield from ((a, b, True) for a, b in parted(clean, *pair.inner, _MARKS))
                at = pair.end
        yield at, stop, False
