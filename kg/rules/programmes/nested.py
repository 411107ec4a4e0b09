"""Abbreviations made of abbreviations: 632 as 六统筹, 三联动, 两反馈; 一体三环 as 一体, 三环; 四个三 as four that count three."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Text
from kg.rules.programmes import numerals
from kg.rules.programmes.names import Draft
from kg.syntax.analysis import analyse
from kg.syntax.quotations import Quoted


def inner(text: Text, draft: Draft) -> tuple[Quoted, ...]:
    """The quotations of the article that name the segments of an abbreviation, in order."""
    article = text.article_at(draft.start)
    figures = numerals.figures(draft.core) or numerals.repeated(draft.core)
    groups = numerals.groups(draft.core)
    if article is None or (not figures and len(groups) < 2):
        return ()
    first = max(article.start, draft.start - 199) if figures else article.start
    here = [q for q in analyse(text).quotations_in(first, article.end) if q.core != draft.core]
    if figures:
        return _counting(here, figures)
    found = tuple(q for g in groups if (q := next((q for q in here if q.core == g.words), None)))
    return found if len(found) == len(groups) else ()


def _counting(here: Sequence[Quoted], figures: tuple[int, ...]) -> tuple[Quoted, ...]:
    """The first run of quoted abbreviations that count as the figures say."""
    counts = [(q, g[0].count) for q in here if len(q.core) <= 8 and len(g := numerals.groups(q.core)) == 1]
    for i in range(len(counts) - len(figures) + 1):
        window = counts[i : i + len(figures)]
        if tuple(n for _, n in window) == figures and len({q.core for q, _ in window}) == len(window):
            return tuple(q for q, _ in window)
    return ()
