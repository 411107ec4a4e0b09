"""Read the figures of a sentence one by one, in order, each with the words that say what it measures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg import patterns as re
from kg.choose.lists import OF_WHICH, SEVERALLY
from kg.lexicon.words import any_of
from kg.model import MetricMention
from kg.rules.metrics import changes, countable, times
from kg.rules.metrics.clauses import Span, clauses_of, names
from kg.rules.metrics.levels import read_level
from kg.rules.metrics.reader import Draft, Reader, of_unit
from kg.rules.metrics.words import CHANGE_VERB
from kg.rules.numbers.dates import LAST_YEAR
from kg.rules.numbers.grammar import Figure
from kg.syntax.analysis import Analysis

_DEALS = re.compile(rf"(?:{any_of('figure.on_base')}|[比较]{LAST_YEAR})?(?:{SEVERALLY})?{CHANGE_VERB}了?\d")


def sentences(
    analysis: Analysis, spans: Iterable[Span], aside: Iterable[Span], places: Mapping[int, int]
) -> Iterator[MetricMention]:
    """The figures of several sentences but those inside ``aside`` (names, formulas); ``places`` begin and end there."""
    kept = sorted(aside)
    longest = max((b - a for a, b in kept), default=0)
    before: list[Draft] = []
    for start, end in _whole(analysis.text.clean, spans):
        near = kept[bisect_left(kept, (start - longest, 0)) : bisect_left(kept, (end, 0))]
        drafts = read_sentence(analysis, start, end, [span for span in near if span[1] > start], before, places)
        before = drafts
        yield from (d.mention for d in drafts)


def _whole(clean: str, spans: Iterable[Span]) -> list[Span]:
    """The sentences; one that only tells the change (分别增长8%、3%) belongs to the one before, a full stop or not."""
    whole: list[Span] = []
    for start, end in spans:
        if whole and whole[-1][1] == start and _DEALS.match(clean, start):
            whole[-1] = whole[-1][0], end
        else:
            whole.append((start, end))
    return whole


def read_sentence(
    analysis: Analysis,
    start: int,
    end: int,
    aside: Iterable[Span] = (),
    before: Sequence[Draft] = (),
    places: Mapping[int, int] | None = None,
) -> list[Draft]:
    """The figures of the sentence at ``start:end``; ``before`` are those of the sentence before it."""
    clean = analysis.text.clean
    clauses = clauses_of(analysis, start, end, aside)
    if not clauses:
        return []
    told = before if clean.startswith(OF_WHICH, start) else ()
    unit = next((f.unit for clause in clauses for f in clause.figures), None)
    carried = next((replace(d, clause=-1) for d in (*of_unit(reversed(told), unit), *told[-1:])), None)
    r = Reader(clean, times.dated(clean, start, end, names(analysis, start, end)), clauses, places or {}, carried)
    norm = False
    for r.index, clause in enumerate(clauses):
        words, r.used = clean[clause.start : clause.end], clause.start
        norm = countable.sets_norm(words, norm)
        if not countable.is_reward(words):
            _read_clause(r, [f for f in clause.figures if not (norm and countable.is_normal(f, words))])
    return r.drafts


def _read_clause(r: Reader, figures: Iterable[Figure]) -> None:
    shift, steps = None, changes.steps(r.clean, r.clause)
    olds = [step.old for step in steps.values()]
    for figure in figures:
        if figure in olds or countable.is_told(r, figure):
            continue
        if changes.read_listed(r, figure, shift) or changes.is_old(r, figure):
            continue
        found = changes.shift(r.left(figure), figure) or changes.shift_behind(r, figure)
        if figure in steps:
            changes.read_step(r, figure, steps[figure])
        elif found is not None:
            changes.read_change(r, figure, found)
            shift = found
        elif not changes.read_more(r, figure, shift) and not countable.is_threshold(r, figure):
            read_level(r, figure)
    changes.read_doubled(r)
