"""What sector a programme is of: the candidates are all sectors, the cues are the words of each around the programme."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache

from kg.lexicon.sectors import SECTORS
from kg.model import Block, BlockKind, ProgrammeMention, Text
from kg.syntax.analysis import Analysis

_CLASSES = tuple(f"sector.{name}" for name in SECTORS)
_NEAR = 60
_STEPS = (0, 0.1, 0.2, 0.35, 0.5, 0.75)
_OVERALL = ("overall", "members")
"""The sectors of which every report has words: what is told beside them tells the field of the place or the house."""
_FIELD_STEPS = (0.2, 0.5, 0.75)


def headings_over(text: Text, position: int) -> list[Block]:
    """The headings above a position in its article, the nearest first."""
    block = text.block_at(position)
    if block is None:
        return []
    above: list[Block] = []
    for i in range(text.block_index(block), -1, -1):
        b = text.blocks[i]
        if b.article != block.article:
            break
        if b.kind is BlockKind.HEADING and (not above or b.level < above[-1].level):
            above.append(b)
    return above


class SectorFeatures:
    """The features of the sectors for the programmes of one text."""

    def __init__(self, text: Text, analysis: Analysis) -> None:
        """Take a text."""
        self.text = text
        self.analysis = analysis
        self._articles: dict[int, Counter[str]] = {}

    def of(self, mentions: Sequence[ProgrammeMention]) -> list[tuple[str, frozenset[str]]]:
        """Each sector's notation with its features, for the mentions of one programme."""
        found: dict[str, set[str]] = {name: set() for name in SECTORS}
        for zone, counts in self._zones(mentions).items():
            total = sum(counts.values())
            for name, count in counts.items():
                found[name] |= _above(zone, _STEPS, bisect_left(_STEPS, count / total))
            fields = {name: count for name, count in counts.items() if name not in _OVERALL}
            total = sum(fields.values())
            for name, count in fields.items():
                found[name] |= _above(f"field.{zone}", _FIELD_STEPS, bisect_left(_FIELD_STEPS, count / total))
        return [(told, frozenset(found[name])) for name, told in SECTORS.items()]

    def _zones(self, mentions: Sequence[ProgrammeMention]) -> dict[str, Counter[str]]:
        text, first = self.text, mentions[0]
        names, near, parts, paragraph, heads, title, whole = (Counter[str]() for _ in range(7))
        for m in mentions:
            names += self._count(m.start, m.end)
            sentence = text.sentence_at(m.start)
            low = max(sentence.start if sentence else 0, m.start - _NEAR)
            high = min(sentence.end if sentence else m.end, m.end + _NEAR)
            near += self._count(low, m.start) + self._count(m.end, high)
            for p in m.parts:
                parts += self._count(p.start, p.end)
        block, article = text.block_at(first.start), text.article_at(first.start)
        if block is not None:
            paragraph = self._count(block.start, block.end)
            if block.lead is not None:
                heads += self._count(block.start, block.lead)
        for b in headings_over(text, first.start):
            heads += self._count(b.start, b.end)
        if article is not None:
            whole = self._article(article.index, article.start, article.end)
            if article.title_start is not None and article.title_end is not None:
                title = self._count(article.title_start, article.title_end)
        return {
            "name": names,
            "near": near,
            "parts": parts,
            "paragraph": paragraph,
            "heads": heads,
            "title": title,
            "article": whole,
        }

    def _article(self, index: int, start: int, end: int) -> Counter[str]:
        if index not in self._articles:
            self._articles[index] = self._count(start, end)
        return self._articles[index]

    def _count(self, start: int, end: int) -> Counter[str]:
        found = Counter[str]()
        for token in self.analysis.tokens.within(start, end, *_CLASSES):
            found.update(_sectors(token.classes))
        return found


@cache
def _above(zone: str, steps: tuple[float, ...], reached: int) -> frozenset[str]:
    """What is called how much of the words of a zone are those of a sector."""
    return frozenset(f"{zone}>{step}" for step in steps[:reached])


@cache
def _sectors(classes: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(c.removeprefix("sector.") for c in classes if c.startswith("sector.")))
