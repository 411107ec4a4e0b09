"""Where the text reports a figure: under which programme or measure, of which organisation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import BlockKind, Formula, Programme, Text
from kg.rules.metrics.words import RUN
from kg.text.positions import section_end

# 采取“……+……”方式 is how something is done, nothing that figures are reported under.
_MANNERS = ("方式", "方法", "形式", "办法", "做法")


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of the text that belongs to a programme or to one of its parts."""

    start: int
    end: int
    programme: Programme | Formula
    part: int | None = None


class Context:
    """The programmes and measures of one text by position.

    A figure is reported under a programme that its sentence has named before it; else under the
    measure whose title heads its section. Nothing else counts: the relation claims no cause.
    """

    def __init__(self, text: Text, programmes: Sequence[Programme], formulas: Sequence[Formula]) -> None:
        """Index the names and the sections."""
        self._text = text
        ways = [f for f in formulas if f.name or (f.kind and f.kind not in _MANNERS)]
        things: list[Programme | Formula] = [*programmes, *ways]
        named = [_Place(q.start, q.end, thing) for thing in things for q in thing.quotes]
        self._named = sorted(named, key=lambda p: (p.start, -p.end))
        self._starts = [p.start for p in self._named]
        self._sections: dict[int, list[_Place]] = {}
        for place in self._titled(things):
            self._sections.setdefault(self._article(place.start), []).append(place)

    def _article(self, position: int) -> int:
        article = self._text.article_at(position)
        return -1 if article is None else article.index

    def _titled(self, things: Sequence[Programme | Formula]) -> list[_Place]:
        """The sections headed by the title of a part or by the name of a programme."""
        text = self._text
        parts = [_Place(part.start, part.end, thing, i) for thing in things for i, part in enumerate(thing.parts, 1)]
        found = []
        for place in (*parts, *self._named):
            section = _section(text, place.start, place.end)
            if section is not None:
                found.append(_Place(*section, place.programme, place.part))
        return found

    def under(self, position: int) -> tuple[Programme | Formula | None, int | None, str]:
        """The programme and the number of the measure that a figure is reported under, and why."""
        near = self._sections.get(self._article(position), ())
        held = [s for s in near if s.start <= position < s.end]
        sentence = self._text.sentence_at(position)
        if sentence is not None:
            i = bisect_right(self._starts, position) - 1
            while i >= 0 and self._named[i].start >= sentence.start:
                place = self._named[i]
                words = self._text.clean[max(sentence.start, place.start - 18) : place.start]
                if place.end <= position and RUN.search(words):
                    part = self._part(place.programme, held)
                    return place.programme, part, "named before the figure in its sentence"
                i -= 1
        if not held:
            return None, None, ""
        best = min(held, key=lambda s: (s.end - s.start, s.part is None, s.start))
        return best.programme, best.part, "its title heads the section of the figure"

    @staticmethod
    def _part(programme: Programme | Formula, held: Sequence[_Place]) -> int | None:
        """The measure of a programme whose title heads the section, where one does."""
        parts = [s for s in held if s.programme is programme and s.part is not None]
        return min(parts, key=lambda s: (s.end - s.start, s.start)).part if parts else None


def _section(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """The text that a title at ``start:end`` heads, ``None`` where it is no title."""
    block = text.block_at(start)
    if block is None:
        return None
    if block.kind is BlockKind.HEADING:
        return block.end, section_end(text, text.block_index(block))
    if block.lead is not None and end <= block.lead + 1:
        return block.lead, block.end
    return None
