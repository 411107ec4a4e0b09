"""Rows of like items in a text, whatever divides or heads them: marks, clauses, quotations, ranks, sentences, titles.

A row is found from the text alone; which of them belongs to a name is for others to say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import Section, Text
from kg.rules.programmes import numerals
from kg.rules.programmes.kinds import HAN
from kg.syntax.analysis import Analysis, analyse
from kg.syntax.clauses import Span, split
from kg.text.words import words

MARKS = ("、", "，", "；", "、；", "、，；", "—-→", "/")
"""What divides the items of a stretch, each by itself or together."""

_DIGIT = "[一二三四五六七八九十]{1,3}"
_ORDINALS = (
    rf"第({_DIGIT})(?:(?:[步个项招条张关环道类]|{any_of('pattern.counts_parts')})?(?:叫作|叫做|叫|是|为|[，、：])|[步招关])",
    rf"({_DIGIT})[是要](?:要|以)?",
    rf"[（(]({_DIGIT}|[1-9]\d?)[）)]",
    r"([1-9]\d?)[.．、](?!\d)",
    "([①-⑩])",
    rf"[{HAN}]{{2,8}}({_DIGIT})[是为叫]",
    rf"({_DIGIT})[、.．]",
)
_ORDINAL = re.compile("|".join(_ORDINALS))
_BULLET = re.compile("[—●■◆★]+")
_FIRST, _NEXT = (re.compile(any_of(f"step.{which}")) for which in ("first", "next"))
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
LEAD = 9
"""From this level on a section is a paragraph with a run-in heading."""


class Stretch(NamedTuple):
    """A clause, ``start:end``, with the mark before it."""

    start: int
    end: int
    mark: str


def divided(clean: str, start: int, end: int, marks: Sequence[str] = MARKS) -> list[tuple[Span, ...]]:
    """The rows that the marks of a stretch make of it."""
    rows = {m: row for m in marks if len(row := split(clean, start, end, m)) > 1}
    parts = rows.get("；", ())
    if len(parts) > 2:
        # 甲，甲；乙，乙；丙，丙: weaker marks stand inside the items; but 甲、甲、甲；乙、乙、乙；丙、丙、丙
        fine = any(len(split(clean, *part, "、")) > 2 for part in parts)
        rows = {m: row for m, row in rows.items() if "，" not in m and (m != "、；" or fine)}
    return list(dict.fromkeys(rows.values()))


def quoted(analysis: Analysis, start: int, end: int) -> Iterator[tuple[Span, ...]]:
    """The quotations that begin in a stretch side by side, and what the last of them lists."""
    inside = [(q.start + 1, q.end - 1) for q in analysis.quotations_in(start, end) if q.outer]
    if len(inside) > 1:
        yield tuple(inside)
    for a, b in inside[-1:]:
        yield from divided(analysis.text.clean, a, b)


def over(clean: str, clauses: Sequence[Stretch], wanted: Sequence[int], back: bool) -> Iterator[tuple[Span, ...]]:
    """Rows over several clauses from the first on (``back``: up to the last): one item a clause, or as many items as
    ``wanted``."""
    most = max((*wanted, 6))
    whole: list[Span] = []
    pieces: list[Span] = []
    parted = [mark == "；" for *_, mark in clauses[1:]] + [False]
    for i, (start, end, mark) in enumerate(reversed(clauses) if back else clauses):
        if len(whole) == len(pieces) == 1 and not back and mark not in ("，", "；", "、"):
            return
        more = split(clean, start, end, "、")
        whole = [(start, end), *whole] if back else [*whole, (start, end)]
        pieces = [*more, *pieces] if back else [*pieces, *more]
        if parted[i] and any(parted[:i]) and not back:
            continue  # 甲、甲；乙、乙|；丙、丙: ； goes on to divide
        if len(whole) > 1 and len(pieces) in wanted:
            yield tuple(pieces)
        if 1 < len(whole) < len(pieces) and len(whole) in wanted:
            yield tuple(whole)
        if len(whole) == len(pieces) > 2 and not wanted and not back:
            yield tuple(whole)
        if len(pieces) > most:
            return


def steps(clean: str, clauses: Sequence[Stretch]) -> tuple[Span, ...]:
    """先甲，再乙，最后丙: the clauses that words of order open, behind these."""
    found: list[Span] = []
    for start, end, _ in clauses:
        m = (_NEXT if found else _FIRST).match(clean, start, end)
        if m is not None and any(w.start == m.end() for w in words(clean, start, end)):
            found.append((m.end(), end))
    return tuple(found)


def behind_ordinal(clean: str, start: int, end: int) -> int:
    """Where the words of a unit begin, behind its rank or its bullet."""
    m = _ORDINAL.match(clean, start, end) or _BULLET.match(clean, start, end)
    return m.end() if m else start


@lru_cache(maxsize=4)
def ranked(text: Text) -> tuple[tuple[Span, ...], ...]:
    """The runs of clauses whose ranks rise from the first on, in one style and one article: 一是……。二是……。"""
    analysis = analyse(text)
    runs: list[list[Span]] = []
    last: dict[tuple[int, int | None], list[Span]] = {}
    for clause in analysis.clauses:
        m = _ORDINAL.match(text.clean, clause.start, min(clause.end + 1, len(text.clean)))
        if m is None or m.lastindex == len(_ORDINALS):
            continue  # what 一、 heads is a title
        holder = analysis.clause_at(m.end())
        item = m.end(), holder.end if holder is not None else m.end()
        style = text.sentences[clause.sentence].article if clause.sentence >= 0 else -1, m.lastindex
        written = m[m.lastindex or 0]
        rank = _CIRCLED.find(written) + 1 or numerals.value(written)
        if rank == 1:
            last[style] = [item]
            runs.append(last[style])
        elif rank == len(last.get(style, ())) + 1:
            last[style].append(item)
    return tuple(tuple(run) for run in runs if len(run) > 1)


class Unit(NamedTuple):
    """A sentence, or a part of one that ； closes: its first clause behind its rank, whether a paragraph opens with it,
    and where it ends."""

    start: int
    end: int
    opens: bool
    stop: int


@lru_cache(maxsize=4)
def units(text: Text) -> tuple[Unit, ...]:
    """What the openers of a text open: its sentences and the parts of them that ； divides."""
    found: list[Unit] = []
    opening = {b.start for b in text.blocks}
    fresh = True
    for clause in analyse(text).clauses:
        if fresh or clause.start in opening:
            start = behind_ordinal(text.clean, clause.start, clause.end)
            found.append(Unit(start, clause.end, clause.start in opening, clause.end))
        elif found:
            found[-1] = found[-1]._replace(stop=clause.end)
        fresh = clause.mark in "。；！？"
    return tuple(found)


@lru_cache(maxsize=4)
def captions(text: Text) -> tuple[Unit, ...]:
    """The short sentences of one clause and without figures that others follow, which go into detail."""
    short = [u for u in units(text) if u.end == u.stop and 3 <= u.end - u.start <= 24]
    short = [u for u in short if not any(c.isdigit() for c in text.clean[u.start : u.end])]
    short = [u for u in short if text.clean[u.start - 1 : u.start] in "。；！？\n”"]  # a rank makes a series
    starts = [*(u.start for u in short[1:]), len(text.clean) + 3]
    return tuple(u for u, after in zip(short, starts, strict=False) if after - u.stop > 2)


def inside(units: Sequence[Unit], start: int, end: int) -> Sequence[Unit]:
    """The units that begin in a stretch."""
    return units[bisect_left(units, start, key=_begins) : bisect_left(units, end, key=_begins)]


def _begins(one: Unit | Section) -> int:
    return one.start


def titles(text: Text, start: int, end: int) -> Iterator[list[Section]]:
    """The sections that begin in a stretch, those of a level together, where they are two to twelve."""
    levels: dict[int, list[Section]] = {}
    first = bisect_left(text.sections, start + 1, key=_begins)
    for section in takewhile(lambda s: s.start < end, islice(text.sections, first, None)):
        if section.head_start is not None:
            levels.setdefault(section.level, []).append(section)
    yield from (level for level in levels.values() if 1 < len(level) <= 12)
