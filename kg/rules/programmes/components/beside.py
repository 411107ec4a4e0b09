"""Lists beside a name: in its own words, in a bracket, before it, behind it."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.rules.programmes import numerals
from kg.rules.programmes.components import edges
from kg.rules.programmes.components.around import (
    FAR,
    REACH,
    Around,
    Candidate,
    again,
    article_end,
    clauses_from,
    link_at,
    quoted_lists,
    readings,
)
from kg.rules.programmes.components.edges import AS, HAN, NUMERAL
from kg.syntax.clauses import Span, split

_BEFORE = re.compile(
    rf"(?:{any_of('pattern.and_such')}|等|这|的|{AS}的?|共?{NUMERAL}[{HAN}]{{1,5}}|组成的?|构成的?|结合的?)*[“]?$"
)

_AGAIN = 3
"""How often a name is followed further on."""

_TAKEN_UP = re.compile("[这此其它]|之为?|[叫称唤]")
"""What takes up the sentence before."""


def in_name(around: Around) -> Iterator[Candidate]:
    """“群众点单、社区派单、单位接单”机制; 受理流转、提级盯办、限时销号等机制: the name is the list."""
    draft, clean = around.draft, around.clean
    start, end = edges.bare(clean, (draft.core_start, draft.core_end))
    for marks in ("、", "，", "—-", "、，；"):
        spans = split(clean, start, end, marks)
        if len(spans) > 1:
            link = "marked" if clean[draft.core_start : draft.core_start + 1] in "“‘" else "plain"
            yield Candidate(tuple(edges.bare(clean, s) for s in spans), "name", link)


def in_bracket(around: Around) -> Iterator[Candidate]:
    """“四链富民”机制（支部建在产业链、……）: a bracket right after the name."""
    clean, draft = around.clean, around.draft
    for at in sorted({draft.end, draft.core_end}):
        pair = around.analysis.pair_at(at)
        if pair is None or pair.mark not in "（(":
            continue
        start, end = pair.inner
        link, behind = link_at(clean, start, end)
        for first in dict.fromkeys((start, behind if link in ("is", "holds") else start)):
            for marks in ("；", "、", "，", "、，；", "/"):
                spans = split(clean, first, end, marks)
                if len(spans) > 1:
                    yield from readings(around, spans, "bracket", link if first != start else "", 0)
        for quoted in quoted_lists(around, start, end):
            yield Candidate(tuple(quoted), "bracket")


def before(around: Around) -> Iterator[Candidate]:
    """甲、乙、丙“三张清单”; 以甲、乙、丙为主要内容的“…”; 从甲、乙、丙三处着手，探索出“…”."""
    clean, draft, analysis = around.clean, around.draft, around.analysis
    sentence = analysis.text.sentence_at(draft.start)
    floor = sentence.start if sentence else 0
    here = analysis.clause_at(draft.start)
    if here is None:
        return
    near = list(analysis.clauses_in(floor, draft.start))[-5:]
    for gap, clause in enumerate(reversed(near)):
        end = min(clause.end, draft.start)
        joined = _BEFORE.search(clean, clause.start, end) if gap == 0 else None
        stop = joined.start() if joined else end
        link = ("touch" if stop == end else "such") if gap == 0 else "clause"
        spans = split(clean, clause.start, stop, "、")
        if len(spans) > 1 or (spans and gap == 0 and 2 in around.wanted):
            yield from readings(around, spans, "before", link, gap)
        speech = [q.start for q in analysis.quotations_in(floor, clause.start) if stop - 1 <= q.end <= draft.start]
        for quoted in quoted_lists(around, speech[0] if speech else clause.start, stop):
            yield Candidate(tuple(quoted), "before", link, "", gap)
    yield from _clauses_before(around, floor)
    if around.wanted and floor and _TAKEN_UP.search(clean, here.start, draft.start):
        yield from _told_before(around, floor)


def _told_before(around: Around, end: int) -> Iterator[Candidate]:
    """甲、乙、丙，三步走完。乡亲们把这套办法叫作“三步…”: a list in the sentence before with as many items as announced."""
    sentence = around.analysis.text.sentence_at(end - 2)
    block = around.analysis.text.block_at(end)
    if sentence is None or block is None or sentence.start < block.start:
        return
    clauses = [(c.start, min(c.end, sentence.end)) for c in around.analysis.clauses_in(sentence.start, sentence.end)]
    for spans in (*(split(around.clean, *clause, "、") for clause in clauses), clauses):
        if len(spans) in around.wanted:
            yield from readings(around, spans, "before", "touch", 0)


def _clauses_before(around: Around, floor: int) -> Iterator[Candidate]:
    """亮甲、亮乙，比丙、比丁的“双亮双比”; 强化甲，激活乙，提升丙，“三…”: as many clauses, or items over clauses, as announced."""
    clean, draft = around.clean, around.draft
    stretch = list(around.analysis.clauses_in(floor, draft.start))
    for n in around.wanted:
        for back in (0, 1):
            items: list[Span] = []
            for i in range(len(stretch) - 1 - back, -1, -1):
                clause = stretch[i]
                end = min(clause.end, draft.start)
                if i == len(stretch) - 1 and (m := _BEFORE.search(clean, clause.start, end)):
                    end = m.start()
                if end <= clause.start:
                    continue
                items = [*split(clean, clause.start, end, "、"), *items]
                if len(items) >= n:
                    break
            if len(items) == n > 1 and len(stretch) > 1:
                yield from readings(around, items, "before", "clauses", back)


def after(around: Around) -> Iterator[Candidate]:
    """What the clauses behind the name list, in the same paragraph or, where the name ends its own, in the next; and what
    stands right behind the same words further on in the article."""
    draft = around.draft
    stretch = _stretch(around, draft.end)
    for gap in range(min(len(stretch), 9)):
        yield from _after_at(around, stretch, gap)
    end = min(article_end(around), draft.end + FAR)
    at = draft.end
    for _ in range(_AGAIN):
        at = around.clean.find(draft.core, at, end)
        if at < 0:
            return
        at += len(draft.core)
        at += around.clean.startswith("”", at, end)
        for candidate in _after_at(around, _stretch(around, at)[:9], 0):
            yield candidate._replace(place="later")


def _stretch(around: Around, at: int) -> list[tuple[int, int, str]]:
    """The clauses behind a position with the mark before each, to the end of its paragraph or of the next."""
    analysis, clean = around.analysis, around.clean
    block = analysis.text.block_at(at - 1)
    if block is None:
        return []
    end = block.end
    if block.end - at < 12:
        following = analysis.text.block_at(min(block.end + 1, len(clean) - 1))
        if following is not None and following.article == block.article:
            end = following.end
    end = min(end, at + REACH)
    stretch: list[tuple[int, int, str]] = []
    mark = ""
    for clause in clauses_from(analysis, at, end):
        stretch.append((max(clause[0], at), min(clause[1], end), mark))
        mark = clause[2]
    return [s for s in stretch if s[1] > s[0]]


def _after_at(around: Around, stretch: list[tuple[int, int, str]], gap: int) -> Iterator[Candidate]:
    """The candidates whose first item stands in the clause number ``gap`` behind the name."""
    clean = around.clean
    if not stretch:
        return
    start, end, mark = stretch[gap]
    begin = again(around, start, end) if gap or start > around.draft.end else start
    link, at = link_at(clean, begin, end)
    if not link and mark in ("：", "——"):
        link = "colon"
    if not link and begin > start:
        link = "again"
    starts = [at] if at == begin else [at, begin]
    for number, first in enumerate(starts):
        name = link if number == 0 else "kept"
        items = split(clean, first, end, "、→")
        if len(items) > 1:
            yield from readings(around, items, "after", name, gap)
        dashes = split(clean, first, end, "—→")
        if len(dashes) > 2:
            yield from readings(around, dashes, "after", name, gap)
        for quoted in quoted_lists(around, first, end):
            yield Candidate(tuple(edges.bare(clean, s) for s in quoted), "after", name, "", gap)
        yield from _runs(around, stretch, gap, first, name)
        yield from _halves(around, stretch, gap, first, name)


def _halves(
    around: Around, stretch: list[tuple[int, int, str]], gap: int, first: int, link: str
) -> Iterator[Candidate]:
    """甲，怎样做；乙，怎样做；丙，怎样做: of stretches that ； divides what stands before the first comma of each."""
    items = [(first, stretch[gap][1])]
    explained = 0
    if [mark for _, _, mark in stretch[gap + 1 : gap + 2]] == ["："]:
        return  # 是这样走的：甲，……
    for start, end, mark in stretch[gap + 1 :]:
        if mark == "；":
            items.append((start, end))
        elif mark in ("，", "：", "——"):
            explained += 1
        else:
            break
    core = around.draft.core
    # 查甲，改乙；查丙，改丁
    pairs = len(numerals.groups(core)) > 1 and numerals.declared(core) != len(items)
    if len(items) > 2 and explained >= len(items) - 1 and not pairs:
        yield from readings(around, items, "after", link, gap)


def _runs(around: Around, stretch: list[tuple[int, int, str]], gap: int, first: int, link: str) -> Iterator[Candidate]:
    """Items over several clauses: one a clause, or as many as a plan asks for."""
    clean = around.clean
    whole: list[Span] = [(first, stretch[gap][1])]
    pieces = [*split(clean, first, stretch[gap][1], "、")]
    one, most = len(pieces) == 1, max((*around.wanted, 6))
    for start, end, mark in stretch[gap + 1 :]:
        if mark not in ("，", "；", "、") and len(pieces) == 1 and len(whole) == 1:
            break
        whole.append((start, end))
        more = split(clean, start, end, "、")
        one = one and len(more) == 1
        pieces = [*pieces, *more]
        n = len(pieces)
        if n in around.wanted:
            yield from readings(around, pieces, "after", link, gap)
        if len(whole) in around.wanted and not one:
            yield from readings(around, whole, "after", link, gap)
        if one and len(whole) >= 3 and not around.wanted:
            yield from readings(around, whole, "after", link, gap)
        if n > most:
            break
