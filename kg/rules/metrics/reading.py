"""Read the figures of a sentence one by one, in order, each with the words that say what it measures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg import patterns as re
from kg.choose.lists import IN_TURN, OF_WHICH, SEVERALLY
from kg.lexicon.words import any_of
from kg.model import MetricMention
from kg.rules.metrics import changes, countable, times
from kg.rules.metrics.clauses import Clause, names, split
from kg.rules.metrics.draft import Draft, Reader
from kg.rules.metrics.levels import read_level
from kg.rules.metrics.shifts import read_change, read_doubled, read_from_to, read_listed_change, read_paired
from kg.rules.numbers.grammar import Figure
from kg.rules.numbers.units import MONEY

_ONCE = re.compile(
    rf"(?:[一二两三四五六七八九十几\d]+年前|{any_of('figure.once')})(?:还|才|只|仅|曾|就|都)?(?:是|为|{any_of('figure.only')})$"
)
# 高于非党员的41%: the level of others that a figure is set against.
_OTHERS = re.compile(rf"(?:{any_of('figure.against')})[^，。；\d]{{1,14}}的$")
_SMALL = 20  # a norm sets small numbers: 每个网格由1名…


def read_sentence(clean: str, start: int, end: int, aside: Iterable[tuple[int, int]] = ()) -> list[MetricMention]:
    """The figures of ``clean[start:end]``; those inside ``aside`` (names, formulas) are left out."""
    return [d.mention for d in _drafts(clean, (start, end), aside, None)]


def _drafts(clean: str, span: tuple[int, int], aside: Iterable[tuple[int, int]], before: Draft | None) -> list[Draft]:
    start, end = span
    clauses = split(clean, start, end, aside)
    if not clauses:
        return []
    reader = Reader(clean, times.dated(clean, start, end, names(clean, start, end)), clauses)
    if before is not None and clean.startswith(OF_WHICH, start):
        reader.carried = replace(before, clause=-1)
    for index, clause in enumerate(reader.clauses):
        reader.index, reader.used, reader.shift = index, clause.start, None
        _read_clause(reader, clause)
    return reader.drafts


def _read_clause(r: Reader, clause: Clause) -> None:
    words = r.clean[clause.start : clause.end]
    r.norm = countable.norm_opens(words) or (r.norm and countable.norm_goes_on(words))
    doubled = changes.doubled(words)
    paired = changes.paired(r.clean, clause.start, clause.figures)
    olds = {old for told in paired.values() for old in told.olds}
    for figure in () if countable.is_reward(words) else clause.figures:
        if figure in olds:
            continue
        if (told := paired.get(figure)) is not None:
            read_paired(r, figure, told)
            continue
        if doubled is not None and clause.start + doubled[0].start() < figure.start:
            read_doubled(r, clause, *doubled)
            doubled = None
        normal = figure.value <= _SMALL and figure.unit not in (*MONEY, "%")
        if not (r.norm and (normal or "每万" in words)):
            _read_figure(r, figure)
    if doubled is not None:
        read_doubled(r, clause, *doubled)


def _read_figure(r: Reader, figure: Figure) -> None:
    left, right = r.left(figure), r.right(figure)
    more = any(f.start >= figure.end for f in r.clause.figures)
    if read_listed_change(r, figure) or _was(r, figure):
        return
    if changes.is_baseline(r.clean, r.used, figure, r.clause.end) or _bounds_part(r, figure):
        return
    later = next((f for f in r.clause.figures if f.start >= figure.end), None)
    if later is not None and changes.anew(r.clean, r.used, figure, later):
        return
    if (told := changes.from_to(r.clean, r.used, figure, r.clause.figures)) is not None:
        read_from_to(r, figure, told)
    elif (found := changes.before(left, figure)) is not None:
        read_change(r, figure, found)
    elif not countable.is_threshold(figure, left, right, more):
        read_level(r, figure)


def _was(r: Reader, figure: Figure) -> bool:
    """Whether a figure tells what another one was before (……96%，三年前还是61%): its old level."""
    last = r.last()
    if last is not None and last.mention.unit == figure.unit and _OTHERS.search(r.left(figure)):
        return True
    return _ONCE.search(r.left(figure)) is not None


def _bounds_part(r: Reader, figure: Figure) -> bool:
    """Whether a threshold belongs to the share before it (84%的村年收入2万元以上)."""
    last = r.last()
    if last is None or last.clause != r.index or last.mention.rule != "metric.part":
        return False
    return figure.threshold and not r.rest(figure)


def sentences(
    spans: Iterable[tuple[int, int]], clean: str, aside: Iterable[tuple[int, int]]
) -> Iterator[MetricMention]:
    """The figures of several sentences."""
    kept = tuple(aside)
    order = sorted(range(len(kept)), key=kept.__getitem__)
    starts = [kept[i][0] for i in order]
    longest = max((b - a for a, b in kept), default=0)
    clean = clean.replace(IN_TURN, SEVERALLY)  # as long, and the same
    before: Draft | None = None
    for start, end in spans:
        near = order[bisect_left(starts, start - longest) : bisect_left(starts, end)]
        inside = [kept[i] for i in sorted(near) if kept[i][1] > start]
        found = _drafts(clean, (start, end), inside, before)
        before = found[-1] if found else None
        yield from (d.mention for d in found)
