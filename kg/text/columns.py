"""The lines of a printed page in reading order: columns are found by the white gutters between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from kg.text.glyphs import Glyph, Row, rows_of, spaced, words_of
from kg.text.grid import UNREAD
from kg.text.page_lines import figure_lines
from kg.text.pdf_aligned import aligned
from kg.text.pdf_rules import Box
from kg.text.printed import Line, placed_lines

_MOST = 200  # rows of a page with columns below a headline; a page with more is no page of an article


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


def _block(rows: Sequence[Row], em: float) -> list[Line]:
    """The lines of a column: indents kept as two wide spaces, wide gaps as empty lines."""
    edge = _edge([row[0].left for row in rows], em)
    pitches = [a[0].middle - b[0].middle for a, b in pairwise(rows)]
    usual = median(pitches) if pitches else 0.0
    lines: list[Line] = []
    for i, row in enumerate(rows):
        if i and pitches[i - 1] > 1.6 * usual:
            lines.append(Line(""))
        indent = 1.2 * em <= row[0].left - edge <= 4 * em
        glyphs = [*[None] * 2 * indent, *spaced(row, em)]
        lines.append(Line(("\u3000\u3000" if indent else "") + words_of(row, em), glyphs))
    return lines


def height_of(glyphs: Sequence[Glyph]) -> float:
    """How high the characters of a page are."""
    return median(g.top - g.bottom for g in glyphs)


def lines_of(glyphs: list[Glyph], boxes: Iterable[Box], number: int) -> list[Line]:
    """The lines of one page in reading order, tables with tabs between their cells; ``boxes`` are those that lines draw."""
    if not glyphs:
        return []
    em = height_of(glyphs)
    tables: list[tuple[float, list[Line]]] = []
    unread = 0
    for box in boxes:
        if box.crossed:
            unread += 1
        elif lines := figure_lines(box.grid):
            inside = [g for g in glyphs if box.holds(g)]
            tables.append((box.top, list(placed_lines(lines, inside))))
            glyphs = [g for g in glyphs if not box.holds(g)]
    rows = rows_of(glyphs)
    for table in aligned(rows, em):
        if table.grid is None:
            unread += 1
        elif lines := figure_lines(table.grid):
            inside = [g for row in table.rows for g in row]
            tables.append((table.top, list(placed_lines(lines, inside))))
            rows = [row for row in rows if row not in table.rows]
    found: list[Line] = []
    for top, table_lines in sorted(tables, key=lambda t: -t[0]):
        found += _flow([row for row in rows if row[0].middle > top], em)
        rows = [row for row in rows if row[0].middle <= top]
        found += [Line(""), *table_lines, Line("")]
    found += _flow(rows, em)
    return [*found, *[Line(UNREAD.format(number))] * unread]


def _flow(rows: Sequence[Row], em: float) -> list[Line]:
    """The lines of running text, column by column."""
    return [line for block in _columns(rows, em) if block for line in _block(block, em)]
