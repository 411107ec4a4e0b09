"""The text of a PDF file in reading order: columns are found by the white gutters between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from kg.text.glyphs import Row, glyphs_of, rows_of, words_of
from kg.text.grid import UNREAD
from kg.text.page_lines import figure_lines
from kg.text.pdf_aligned import aligned
from kg.text.pdf_rules import boxes_of

_MOST = (
    200  # rows of a page with columns below a headline; a page with more is no page of an article
)


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
        lines.append(("\u3000\u3000" if indent else "") + words_of(row, em))
    return lines


def _page_lines(page: Any, number: int) -> list[str]:
    """The lines of one page in reading order, tables with tabs between their cells."""
    glyphs = glyphs_of(page)
    if not glyphs:
        return []
    em = median(g.top - g.bottom for g in glyphs)
    tables: list[tuple[float, list[str]]] = []
    unread = 0
    for box in boxes_of(page, glyphs, em):
        if box.crossed:
            unread += 1
        elif lines := figure_lines(box.grid):
            tables.append((box.top, lines))
            glyphs = [g for g in glyphs if not box.holds(g)]
    rows = rows_of(glyphs)
    for table in aligned(rows, em):
        if table.grid is None:
            unread += 1
        elif lines := figure_lines(table.grid):
            tables.append((table.top, lines))
            rows = [row for row in rows if row not in table.rows]
    lines = []
    for top, table_lines in sorted(tables, key=lambda t: -t[0]):
        lines += _flow([row for row in rows if row[0].middle > top], em)
        rows = [row for row in rows if row[0].middle <= top]
        lines += ["", *table_lines, ""]
    lines += _flow(rows, em)
    return [*lines, *[UNREAD.format(number)] * unread]


def _flow(rows: Sequence[Row], em: float) -> list[str]:
    """The lines of running text, column by column."""
    return [line for block in _columns(rows, em) if block for line in _block(block, em)]


def pdf_text(data: bytes) -> str:
    """The text of all pages."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(data)
    try:
        pages = ["\n".join(_page_lines(page, n)) for n, page in enumerate(document, 1)]
        return "\n".join(page for page in pages if page)
    finally:
        document.close()
