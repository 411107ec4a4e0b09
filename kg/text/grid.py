"""Tables of files that merge cells: what stands over several rows or columns is said in each of them.

A merged figure is said once, in its first cell, with :data:`DITTO` in the others: it belongs to all of them together
and to none alone. A row that is one merged cell names the table, parts it or closes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from kg import patterns as re

DITTO = "〃"
"""Stands in what a merged figure covers besides its first cell."""

UNREAD = "［表格未能读出，第{}页］"
"""A line of its own in the text of a file: a table of the page could not be read."""
_UNREAD = re.compile(re.escape(UNREAD).replace(r"\{\}", r"(\d+)"))
# A cell that holds a figure and nothing else but its unit.
_FIGURE_CELL = re.compile(r"[-−+]?[¥￥]?\d[\d,]*(?:\.\d+)?\s*[%‰\u4e00-\u9fff]{0,4}")
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度|末|底)?|1?\d月份?")
_WIDEST = 200  # columns and rows that a merged cell may claim


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a grid: the words of its cell, and the place where that cell begins."""

    words: str
    anchor: tuple[int, int]


Grid = list[list[Slot]]
Spanned = tuple[str, int, int]
"""The words of a cell, how many columns and how many rows it stands over."""


def placed(rows: Iterable[Sequence[Spanned]]) -> Grid:
    """The grid of rows that tell each cell once, with its spans, as HTML does."""
    grid: Grid = []
    below: dict[tuple[int, int], Slot] = {}
    for i, row in enumerate(rows):
        line: list[Slot] = []
        for words, wide, high in row:
            while (slot := below.pop((i, len(line)), None)) is not None:
                line.append(slot)
            own = Slot(words, (i, len(line)))
            for _ in range(min(max(wide, 1), _WIDEST)):
                for k in range(1, min(high, _WIDEST)):
                    below[i + k, len(line)] = own
                line.append(own)
        while (slot := below.pop((i, len(line)), None)) is not None:
            line.append(slot)
        grid.append(line)
    width = max(map(len, grid), default=0)
    return [[*line, *(Slot("", (i, k)) for k in range(len(line), width))] for i, line in enumerate(grid)]


def anchored(rows: Iterable[Sequence[tuple[str, Hashable]]]) -> Grid:
    """The grid of rows of words, each with a key that is the same all over one cell."""
    first: dict[Hashable, tuple[int, int]] = {}
    return [
        [Slot(words, first.setdefault(key, (i, j))) for j, (words, key) in enumerate(row)] for i, row in enumerate(rows)
    ]


def is_figure(words: str) -> bool:
    """Whether a cell is a figure and nothing else but its unit."""
    return bool(_FIGURE_CELL.fullmatch(words)) and not _YEAR.fullmatch(words)


def has_figures(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are a table of figures and not one of words: about as many figures as rows."""
    told = sum(is_figure(cell) for row in rows for cell in row)
    return len(rows) > 1 and min(map(len, rows)) > 1 and told >= len(rows) - 1


def own_words(grid: Grid) -> list[list[str]]:
    """The words of each cell, once; nothing in what it covers besides."""
    return [[slot.words if slot.anchor == (i, j) else "" for j, slot in enumerate(row)] for i, row in enumerate(grid)]


def _whole(row: Sequence[Slot]) -> bool:
    return len(row) > 1 and len({slot.anchor for slot in row}) == 1 and bool(row[0].words)


def parted(grid: Grid) -> tuple[list[str], list[list[str]], list[str]]:
    """The lines above a table of figures, its rows without merged cells, and the lines below it."""
    first, last = 0, len(grid)
    while first < last and _whole(grid[first]):
        first += 1
    while last > first and _whole(grid[last - 1]):
        last -= 1
    rows = [_said(row, (first + i, 0)) for i, row in enumerate(grid[first:last])]
    return [row[0].words for row in grid[:first]], rows, [row[0].words for row in grid[last:]]


def _said(row: Sequence[Slot], at: tuple[int, int]) -> list[str]:
    if _whole(row):
        return [row[0].words, *[""] * (len(row) - 1)]
    return [DITTO if is_figure(slot.words) and slot.anchor != (at[0], j) else slot.words for j, slot in enumerate(row)]


def unread(raw: str) -> dict[int, int]:
    """How many tables of a text could not be read, by page."""
    return dict(Counter(int(m[1]) for m in _UNREAD.finditer(raw)))
