"""Rows of tables in plain text: cells parted by tabs, by bars (markdown) or by spaces that align."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kg import patterns as re
from kg.text.flow import Flow
from kg.text.lines import Line
from kg.text.polish import polish, unspace

_NO_CELL = re.compile(r"[。，、；：！？,;!?“”]")
_FIGURE = re.compile(r"\d[\d.,]*[%‰]?|-|/")
_TABS = re.compile(r"[ \u3000\x00]*\t[ \u3000\x00]*")
_BARS = re.compile(r"[ \u3000\x00]*[|｜][ \u3000\x00]*")
_GAPS = re.compile(r" +")
_RULE = re.compile(r"[|｜\s:—-]{3,}")
_REACH = 3
"""So many lines may stand between two rows of tabs: cells of several lines."""

Ranges = list[tuple[int, int]]


def _parted(raw: str, line: Line, mark: re.Pattern[str]) -> Ranges:
    """The raw ranges of the cells of a line."""
    cells: Ranges = []
    start = line.start
    for match in mark.finditer(raw, line.start, line.end):
        cells.append((start, match.start()))
        start = match.end()
    return [*cells, (start, line.end)]


def _by_tabs(raw: str, line: Line) -> Ranges:
    """The cells of a line with tabs; those before the first word are empty."""
    if "\t" not in raw[line.start : line.end]:
        return []
    before = raw.count("\t", raw.rfind("\n", 0, line.start) + 1, line.start)
    return [(line.start, line.start)] * before + _parted(raw, line, _TABS)


def _by_bars(raw: str, line: Line) -> Ranges:
    """The cells of a line with bars, those at its ends left out."""
    if raw[line.start] not in "|｜" or line.level:
        return []
    cells = _parted(raw, line, _BARS)[1:]
    return cells[:-1] if cells and cells[-1][0] >= cells[-1][1] else cells


def _by_spaces(raw: str, line: Line) -> Ranges:
    """The cells of a line with spaces, if it may belong to a table: three or more, short, without sentences."""
    body = raw[line.start : line.end]
    if line.level or body.count(" ") < 2 or len(body) > 80 or _NO_CELL.search(body):
        return []
    words = body.split()
    plain = all(_FIGURE.fullmatch(w) or 2 <= len(w) <= 14 for w in words)
    return _parted(raw, line, _GAPS) if len(words) >= 3 and plain else []


def _runs(lines: Sequence[Line], cells: Sequence[Ranges], *, even: bool) -> Iterator[range]:
    """Runs of lines that have cells, of one number where they are to be ``even``."""
    start = 0
    for i in range(1, len(lines) + 1):
        goes_on = i < len(lines) and bool(cells[i]) and bool(cells[start])
        if goes_on and (not even or len(cells[i]) == len(cells[start])):
            continue
        if cells[start]:
            yield range(start, i)
        start = i


def _has_figures(raw: str, cells: Sequence[Ranges], rows: range) -> bool:
    """Whether there are figures in all rows but the head."""
    told = sum(any(_FIGURE.fullmatch(raw[a:b]) for a, b in cells[i]) for i in rows)
    return len(rows) >= 3 and told >= len(rows) - 1


def _mark(lines: Sequence[Line], cells: Sequence[Ranges], rows: range) -> None:
    """Make lines rows of a table."""
    for i in rows:
        lines[i].table = lines[i].ended = True
        lines[i].cells = cells[i] or [(lines[i].start, lines[i].end)]


def mark_tables(lines: list[Line], raw: str, folded: str) -> list[Line]:
    """Mark the rows of tables; the lines without the rules below the heads of tables."""
    ways: tuple[tuple[Callable[[str, Line], Ranges], str], ...] = (
        (_by_tabs, raw),
        (_by_bars, folded),
        (_by_spaces, folded),
    )
    for find, text in ways:
        even = find is _by_spaces
        cells = [[] if line.table else find(text, line) for line in lines]
        runs = list(_runs(lines, cells, even=even))
        for rows in runs:
            if _has_figures(text, cells, rows) if even else len(rows) >= 2:
                _mark(lines, cells, rows)
        if find is _by_tabs and 3 * sum(map(len, runs)) > len(lines):
            _fill(lines, cells, runs, raw)
    return [x for x in lines if not (x.table and _RULE.fullmatch(folded, x.start, x.end))]


def _fill(lines: Sequence[Line], cells: Sequence[Ranges], runs: Sequence[range], raw: str) -> None:
    """Lines between two rows of a page of tabs belong to a cell of several lines, but for a heading, and what stands between
    figures and the heads of the next table."""
    told = [any(_FIGURE.fullmatch(raw[a:b]) for a, b in row) for row in cells]
    for above, below in pairwise(runs):
        parted = any(line.level for line in lines[above.stop : below.start])
        if below.start - above.stop <= _REACH and not parted and told[above.stop - 1] <= told[below.start]:
            _mark(lines, cells, range(above.start, below.stop))


def row(line: Line, folded: str) -> tuple[Flow, Ranges]:
    """The row of a table, commas between its cells, and where the cells stand in it; an empty cell has no length."""
    flows: list[Flow] = []
    cells: Ranges = []
    size = 0
    for start, end in line.cells:
        cell = polish(unspace(Flow.of(folded, start, max(start, end))))
        if cell.text and size:
            flows.append(Flow("，", [start - 1]))
            size += 1
        cells.append((size, size + len(cell)))
        size += len(cell)
        flows.append(cell)
    return Flow.joined(flows), cells
