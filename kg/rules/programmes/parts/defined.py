"""Parts that are told where the text defines each segment of an abbreviation: 两单是甲清单和乙清单，一账是积分账; “1”即甲，“2”即乙."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import Text
from kg.rules.programmes import numerals
from kg.rules.programmes.kinds import HAN
from kg.rules.programmes.names import Draft
from kg.rules.programmes.parts import edges, rows
from kg.rules.programmes.parts.around import Around, Candidate
from kg.syntax.clauses import Span

_DEFINED = re.compile(rf"”?(?:[{HAN}]{{0,6}}[，、])?[呢吧]?(?:即|{any_of('pattern.defines')}|指|是|为|：|——|（)[：，]?")
_STOP = re.compile("[。；）\n]")


def defined(around: Around) -> Iterator[Candidate]:
    """“两单一账”。两单是甲清单和乙清单，一账是积分账: each segment of the name with a definition of its own."""
    groups = numerals.groups(around.draft.core)
    several = len(groups) > 1 and any(g.count > 1 for g in groups)
    if several and (spans := _definitions(around.analysis.text, around.draft, groups)):
        yield Candidate(spans, "segments")


def defined_figures(text: Text, draft: Draft) -> tuple[Span, ...]:
    """“123”. “1”即甲，“2”即乙，“3”即丙: what each figure of the name stands for; nothing where one is not told."""
    figures = draft.core if numerals.figures(draft.core) else ""
    return _definitions(text, draft, [numerals.Group(f"“{figure}”", 1) for figure in figures])


def _definitions(text: Text, draft: Draft, groups: Sequence[numerals.Group]) -> tuple[Span, ...]:
    """What the article says that the segments are, in their order, as many things as each counts; nothing where one is missing."""
    clean, article = text.clean, text.article_at(draft.start)
    if article is None:
        return ()
    spans: list[Span] = []
    at, reach = article.start, article.end
    for g in groups:
        start = _definition(clean, g.words, at, min(article.end, reach))
        if start is None:
            return ()
        stop = _STOP.search(clean, start)
        end = stop.start() if stop else article.end
        end = min([end, *(i for o in groups if o is not g and (i := clean.find(o.words, start, end)) >= 0)])
        comma = clean.find("，", start, end)
        stretches = [(start, e) for e in (comma, end) if e > start][: 1 if g.count == 1 else 2]
        found = [row for s in stretches for row in ((s,), *rows.divided(clean, *s))]
        halves = ((*row[:-1], *edges.divided(clean, edges.closed(clean, row)[0])) for row in found)
        either = chain.from_iterable(zip(found, halves, strict=True))
        items = next((row for row in either if len(row) == g.count), None)
        if items is None:
            return ()
        spans += [edges.bare(clean, s) for s in items]
        at, reach = items[-1][1], items[-1][1] + 220
    return tuple(spans)


def _definition(clean: str, words: str, start: int, end: int) -> int | None:
    """Where the definition of words begins that stands first."""
    while (start := clean.find(words, start, end) + 1) > 0:
        if m := _DEFINED.match(clean, start - 1 + len(words), end):
            return m.end()
    return None
