"""The printed characters of a PDF page, and the lines that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

_LOW = 0.6  # share of the usual height below which a mark's box is that of its ink


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character with its box; y grows upwards. ``sure`` tells how sure text recognition is of it."""

    char: str
    left: float
    right: float
    bottom: float
    top: float
    sure: float | None = None

    @property
    def middle(self) -> float:
        """The height of its centre."""
        return (self.bottom + self.top) / 2

    @property
    def centre(self) -> float:
        """Where its centre stands in the line."""
        return (self.left + self.right) / 2


Row = list[Glyph]


def glyphs_of(page: Any) -> list[Glyph]:
    """The characters of a page; one printed twice over itself (false bold) counts once."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        text = text_page.get_text_range(0, count) if count else ""
        found: list[Glyph] = []
        if len(text) != count:
            text = "".join(text_page.get_text_range(i, 1) or " " for i in range(count))
        seen: set[tuple[str, int, int]] = set()
        for i, char in enumerate(text):
            if char.isspace() or char in "\x00\ufffe\uffff":
                continue
            left, bottom, right, top = text_page.get_charbox(i, loose=True)
            if right <= left or top <= bottom:
                continue
            size = top - bottom
            place = (char, round(left / size * 3), round(bottom / size * 3))
            if place not in seen:
                seen.add(place)
                found.append(Glyph(char, left, right, bottom, top))
        return as_high(found)
    finally:
        text_page.close()


def as_high(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs with their marks as high as the line: in some fonts the box of a point is that of its ink, and 8.1 would be two lines."""
    if not glyphs:
        return glyphs
    low = _LOW * median(g.top - g.bottom for g in glyphs)
    found = list(glyphs)
    for i, mark in enumerate(glyphs):
        if mark.top - mark.bottom >= low or mark.char.isalnum():
            continue
        for other in (*found[max(i - 1, 0) : i], *glyphs[i + 1 : i + 2]):
            wide = other.top - other.bottom
            apart = max(other.left - mark.right, mark.left - other.right)
            if wide >= low and other.bottom <= mark.middle <= other.top and apart < wide:
                found[i] = replace(mark, bottom=other.bottom, top=other.top)
                break
    return found


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """The glyphs by printed line, from top to bottom."""
    rows: list[Row] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.middle, g.left)):
        height = glyph.top - glyph.bottom
        if rows and abs(rows[-1][0].middle - glyph.middle) < 0.4 * height:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda g: g.left) for row in rows]


def spaced(row: Row, em: float) -> list[Glyph | None]:
    """The glyphs of a row, ``None`` for a space where they stand apart."""
    out: list[Glyph | None] = [row[0]]
    for before, glyph in pairwise(row):
        if glyph.left - before.right > 0.3 * em:
            out.append(None)
        out.append(glyph)
    return out


def words_of(row: Row, em: float) -> str:
    """The characters of a row, a space where they stand apart."""
    return "".join(glyph.char if glyph else " " for glyph in spaced(row, em))
