"""The text of a PDF file in reading order: columns are found by the white gutters between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character with its box; y grows upwards."""

    char: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        """The height of its centre."""
        return (self.bottom + self.top) / 2


Row = list[Glyph]
_MOST = (
    200  # rows of a page with columns below a headline; a page with more is no page of an article
)


def _glyphs(page: Any) -> list[Glyph]:
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
        return found
    finally:
        text_page.close()


def _rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """The glyphs by printed line, from top to bottom."""
    rows: list[Row] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.middle, g.left)):
        height = glyph.top - glyph.bottom
        if rows and abs(rows[-1][0].middle - glyph.middle) < 0.4 * height:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda g: g.left) for row in rows]


def _gutter(rows: Sequence[Row], em: float) -> float | None:
    """The middle of a white gutter that parts all rows into two columns of running text."""
    if len(rows) < 3:
        return None
    spans = sorted((g.left, g.right) for row in rows for g in row)
    reach = spans[0][1]
    best: tuple[float, float] | None = None
    for left, right in spans:
        if left - reach >= 0.8 * em and (best is None or left - reach > best[0]):
            middle = (left + reach) / 2
            if _balanced(rows, middle):
                best = (left - reach, middle)
        reach = max(reach, right)
    return best[1] if best else None


def _balanced(rows: Sequence[Row], x: float) -> bool:
    """Whether running text stands on both sides: three lines and six characters a line."""
    for side in (True, False):
        parts = [n for row in rows if (n := sum((g.left < x) is side for g in row))]
        if len(parts) < 3 or sum(parts) < 6 * len(parts):
            return False
    return True


def _columns(rows: Sequence[Row], em: float) -> list[list[Row]]:
    """The rows in reading order, as blocks of one column each."""
    x = _gutter(rows, em)
    if x is not None:
        left = [part for row in rows if (part := [g for g in row if g.left < x])]
        right = [part for row in rows if (part := [g for g in row if g.left >= x])]
        return _columns(left, em) + _columns(right, em)
    if len(rows) > _MOST:
        return [list(rows)]
    for k in range(1, len(rows) - 2):
        if _gutter(rows[k:], em) is not None:
            return [list(rows[:k]), *_columns(rows[k:], em)]
    for k in range(len(rows) - 1, 2, -1):
        if _gutter(rows[:k], em) is not None:
            return [*_columns(rows[:k], em), *_columns(rows[k:], em)]
    return [list(rows)]


def _text(row: Row, em: float) -> str:
    """The characters of a row, a space where they stand apart."""
    out = [row[0].char]
    for before, glyph in pairwise(row):
        if glyph.left - before.right > 0.3 * em:
            out.append(" ")
        out.append(glyph.char)
    return "".join(out)


def _edge(lefts: Sequence[float], em: float) -> float:
    """Where the lines of a column begin: the leftmost place that a good part of them share."""
    ordered = sorted(lefts)
    for left in ordered:
        near = bisect_left(ordered, left + 0.3 * em) - bisect_right(ordered, left - 0.3 * em)
        if near * 4 >= len(ordered):
            return left
    return min(lefts)


def _block(rows: Sequence[Row], em: float) -> list[str]:
    """The lines of a column: indents kept as two wide spaces, wide gaps as empty lines."""
    edge = _edge([row[0].left for row in rows], em)
    pitches = [a[0].middle - b[0].middle for a, b in pairwise(rows)]
    usual = median(pitches) if pitches else 0.0
    lines: list[str] = []
    for i, row in enumerate(rows):
        if i and pitches[i - 1] > 1.6 * usual:
            lines.append("")
        indent = 1.2 * em <= row[0].left - edge <= 4 * em
        lines.append(("\u3000\u3000" if indent else "") + _text(row, em))
    return lines


def _page_lines(page: Any) -> list[str]:
    """The lines of one page in reading order."""
    glyphs = _glyphs(page)
    if not glyphs:
        return []
    em = median(g.top - g.bottom for g in glyphs)
    lines: list[str] = []
    for block in _columns(_rows(glyphs), em):
        lines += _block(block, em)
    return lines


def pdf_text(data: bytes) -> str:
    """The text of all pages."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(data)
    try:
        pages = ["\n".join(_page_lines(page)) for page in document]
        return "\n".join(page for page in pages if page)
    finally:
        document.close()
