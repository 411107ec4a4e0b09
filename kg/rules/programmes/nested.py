"""Abbreviations made of abbreviations: 632 as 六统筹, 三联动, 两反馈; 一体三环 as 一体, 三环."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter

from kg.model import Part, Text
from kg.rules.programmes import numerals
from kg.rules.programmes.components.choice import parts as made
from kg.rules.programmes.names import Draft
from kg.syntax.analysis import analyse
from kg.syntax.quotations import Quoted


def inner(text: Text, draft: Draft, quoted: tuple[Quoted, ...]) -> tuple[Quoted, ...]:
    """The quotations of the article that name the segments of an abbreviation, in order."""
    article = text.article_at(draft.start)
    if article is None:
        return ()
    figures, groups = numerals.figures(draft.core), numerals.groups(draft.core)
    if not figures and len(groups) < 2:
        return ()
    if figures:
        first = max(article.start, draft.start - 199)
        after = quoted[bisect_left(quoted, first, key=attrgetter("start")) :]
        here = [q for q in after if q.start < article.end and q.core != draft.core]
        return _matching(here, figures)
    places = _by_core(text)
    found = []
    for g in groups:
        here = places.get(g.words, []) if g.words != draft.core else []
        hit = next((q for q in here if article.start <= q.start < article.end), None)
        if hit is None:
            return ()
        found.append(hit)
    return tuple(found)


@lru_cache(maxsize=4)
def _by_core(text: Text) -> dict[str, list[Quoted]]:
    """The quotations of a text by their wording."""
    found: dict[str, list[Quoted]] = {}
    for q in analyse(text).quotations:
        found.setdefault(q.core, []).append(q)
    return found


def _matching(here: list[Quoted], figures: tuple[int, ...]) -> tuple[Quoted, ...]:
    """The first run of quoted abbreviations that count as the figures say."""
    short = [q for q in here if _count(q.core) is not None]
    for i in range(len(short) - len(figures) + 1):
        window = short[i : i + len(figures)]
        if tuple(_count(q.core) for q in window) == figures and len({q.core for q in window}) == len(window):
            return tuple(window)
    return ()


def _count(core: str) -> int | None:
    groups = numerals.groups(core)
    return groups[0].count if len(groups) == 1 and len(core) <= 8 else None


def parts(text: Text, draft: Draft, found: tuple[Quoted, ...]) -> tuple[Part, ...]:
    """The inner names as parts of the outer one."""
    spans = [(q.start + 1, q.end - 1) for q in found]
    return made(text.clean, spans, draft.core, "inner")
