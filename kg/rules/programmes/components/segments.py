"""Parts told further on: a list that bears the words the name counts, each segment of an abbreviation with its own definition."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from kg import patterns as re
from kg.rules.programmes import numerals
from kg.rules.programmes.components import edges
from kg.rules.programmes.components.around import DEFINED, REACH, Around, Candidate, article_end, link_at, readings
from kg.rules.programmes.components.edges import HAN
from kg.syntax.clauses import Span, split

_DEFINED = re.compile(rf"”?(?:[{HAN}]{{0,6}}[，、])?{DEFINED.pattern}")
_STOP = re.compile("[。；）\n]")
_STOP_OF_ONE = re.compile("[。；，）\n]")


def later(around: Around) -> Iterator[Candidate]:
    """A list further on in the article that has as many items as the name announces, most with the words that it counts."""
    plans = [p for p in around.plans if p.total > 2]
    end = article_end(around) if plans else around.draft.end
    for listing in around.analysis.listings_in(around.draft.end, end):
        words = [around.clean[a:b] for a, b in listing.items]
        if any(p.total == len(words) and p.share(words) >= 0.75 for p in plans):
            link, at = link_at(around.clean, listing.start, listing.end)
            spans = split(around.clean, at, listing.end, "、")
            yield from readings(around, spans, "later", link, 9)


def keyed(around: Around) -> Iterator[Candidate]:
    """以组织主线为轴，设瞭望岗、巡护岗: in a sentence as many words as announced that end as what each numeral counts does."""
    clean, analysis, draft = around.clean, around.analysis, around.draft
    announced = numerals.declared(draft.core)
    plan = next((p for p in around.plans if p.total == announced and all(p.keys)), None)
    if plan is None or plan.total < 3:
        return
    counted = frozenset().union(*plan.keys)
    own = analysis.text.sentence_at(draft.start)
    reach = min(draft.end + REACH, article_end(around))
    for sentence in analysis.text.sentences_in(own.start if own else draft.end, reach):
        low = max(sentence.start, draft.end)
        if sum(map(clean[low : sentence.end].count, counted)) < plan.total:
            continue
        cuts = {*edges.word_starts(clean, low, sentence.end), sentence.end}
        ends = [e for e in sorted(cuts) if e > low and clean[e - 1] in counted]
        ends, rest = ends[: plan.total], ends[plan.total :]
        apart, more = (sum(clean[e : e + 1] in "、，；。" for e in x) for x in (ends, rest))
        if len(ends) < plan.total or more or apart < 0.75 * plan.total:
            continue
        if any(clean[e - 1] not in k for e, k in zip(ends, plan.keys, strict=True)):
            continue
        starts = [max(clean.rfind(m, low, e) + 1 for m in "、，；：—“（") or low for e in ends]
        starts = [max(s, e) for s, e in zip(starts, (low, *ends), strict=False)]
        sizes = [e - s for s, e in zip(starts, ends, strict=True) if clean[s - 1] == "、"]
        if 2 * len(sizes) < len(ends):
            continue
        for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if clean[start - 1] != "、":  # 在早课、晚课之外增设云课
                places = edges.openings(analysis, around.found, (start, end))
                within = [start + 1] * (clean[start] == "在")
                starts[i] = min([*places, *within], key=lambda p: (abs(end - p - median(sizes)), p))
        if len({clean[s:e] for s, e in zip(starts, ends, strict=True)}) == len(ends):
            yield Candidate(tuple(zip(starts, ends, strict=True)), "segments", "keyed")


def segments(around: Around) -> Iterator[Candidate]:
    """“两单一账”。两单是甲清单和乙清单，一账是积分账: each segment of the name with a definition of its own."""
    clean, draft = around.clean, around.draft
    groups = numerals.groups(draft.core)
    article = around.analysis.text.article_at(draft.start)
    if len(groups) < 2 or article is None or not any(g.count > 1 for g in groups):
        return
    spans: list[Span] = []
    at, reach = article.start, article.end
    for g in groups:
        start = _definition(clean, g.words, at, min(article.end, reach))
        if start is None:
            return
        stop = (_STOP if g.count > 1 else _STOP_OF_ONE).search(clean, start)
        end = stop.start() if stop else article.end
        others = (clean.find(o.words, start, end) for o in groups if o is not g)
        end = min([end, *(i for i in others if i >= 0)])
        items = [(start, end)] if g.count == 1 else _counted(clean, start, end, g.count)
        if len(items) != g.count:
            return
        spans += [edges.bare(clean, s) for s in items]
        at, reach = items[-1][1], items[-1][1] + 220
    yield Candidate(tuple(spans), "segments")


def _definition(clean: str, words: str, start: int, end: int) -> int | None:
    """Where the definition of words begins that stands first."""
    while (start := clean.find(words, start, end) + 1) > 0:
        if m := _DEFINED.match(clean, start - 1 + len(words), end):
            return m.end()
    return None


def _counted(clean: str, start: int, end: int, count: int) -> list[Span]:
    """The items of a stretch where one way to split it gives as many as wanted."""
    for marks in ("、", "，", "、，；"):
        spans = split(clean, start, end, marks)
        for reading in (spans, [*spans[:-1], *edges.divided(clean, edges.closed(clean, spans)[0])]) if spans else ():
            if len(reading) == count:
                return list(reading)
    return []
