"""The text of a spreadsheet that holds tables of figures: for each sheet its name, the lines above its tables, their rows, the lines below.

Empty rows part the tables of a sheet, an empty column parts two that stand side by side. What is hidden is not read, and said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path

from kg import patterns as re
from kg.text.decode import ReadError
from kg.text.from_office import COMPOUND, turned
from kg.text.grid import Grid, Slot, anchored, has_figures, is_figure
from kg.text.page_lines import grid_lines
from kg.text.workbooks import Sheet, read_sheets

# Names that programs give to sheets and files, and those that tell nothing.
_UNNAMED = re.compile(
    r"(?:(?:sheet|工作[表簿]|表格?|table|worksheet|book|新建.*|附[件表]|副本|汇总|数据|data)?\s*[（(]?\d{0,8}[）)]?)",
    re.I,
)
_STAMP = re.compile(r"^(?:19|20)\d\d-?\d\d-?\d\d[\s_-]*")
_YEARS = re.compile(r"(?:19|20)\d\d年")
# What stands above and below tables beside other such: 填报单位：, 单位：万元, 填表日期：
_LABEL = re.compile(
    r"[（(]?[一-龥]{0,6}(?:单位|日期|时间|部门|机关|人|电话|表号|文号)(?:[（(][^（）()]{1,6}[)）])?[：:].*"
)
_WORDS = re.compile("[一-龥]{2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PROSE = 100  # characters of a cell that is a text
_UNHIDE = "Unhide them in a spreadsheet program if they are to be read."


def spreadsheet_text(data: bytes, path: Path, errors: list[ReadError], text: str = "") -> str:
    """The tables of figures of a spreadsheet, or of the ``text`` of CSV, as text; empty where there are none."""
    if data.startswith(COMPOUND[:4]) and not text:
        data = turned(data, path, "it is an old spreadsheet (XLS) of figures", "xlsx")
    sheets = read_sheets(data, text)
    seen = [sheet for sheet in sheets if not sheet.hidden and sheet.words]
    grids = [sheet.grid() for sheet in seen]
    if not any(_holds_figures(grid) for _, grid in grids):
        return ""
    _tell(sheets, path, errors)
    called = _STAMP.sub("", path.stem)
    return "\n\n".join(
        "\n".join(_lines(sheet.name.strip(), called, *grid)) for sheet, grid in zip(seen, grids, strict=True)
    )


def _lines(name: str, called: str, rows: Sequence[int], grid: Grid) -> list[str]:
    """The lines of a sheet. What its name tells and its title does not stands behind the title; the name of the file is the title of one
    that has none, and tells the year where nothing else does."""
    lines = [line for block in _blocks(rows, grid) for line in _block(block)]
    titled = "\t" not in lines[0] and not _LABEL.fullmatch(lines[0])
    told = [line for line in lines if "\t" not in line]
    dated = any(map(_YEARS.search, [name, *told]))
    file = called if not titled or (_YEARS.search(called) and not dated) else ""
    names = [n for n in (file, name) if (_WORDS.search(n) or _YEARS.search(n)) and not _UNNAMED.fullmatch(n)]
    names = [n for k, n in enumerate(names) if not any(n in line for line in (*told[:2], *names[:k]))]
    head = ([lines[0]] if titled else []) + names
    return [head[0] + "".join(f"（{n}）" for n in head[1:]), *lines[titled:]] if head else lines


def _holds_figures(grid: Grid) -> bool:
    """Whether a sheet holds a table of figures, with words that say of what, and no column of texts."""
    words = [[slot.words for slot in row] for row in grid]
    told = [row for row in words if any(map(is_figure, row))]
    prose = sum(any(len(cell) > _PROSE and "。" in cell for cell in row) for row in words)
    headed = any(_WORDS.search(cell) for row in words for cell in row)
    return headed and bool(told) and len(told[0]) > 1 and 2 * prose < max(len(words), 2)


def _tell(sheets: Sequence[Sheet], path: Path, errors: list[ReadError]) -> None:
    """Say what of a workbook is not read."""
    for sheet in sheets:
        place = path / sheet.name if sheet.name else path
        if sheet.hidden and sheet.words:
            errors.append(ReadError(place, "the sheet is hidden and not read", _UNHIDE))
        elif sheet.unseen:
            errors.append(ReadError(place, f"{sheet.unseen} rows or columns are hidden and not read", _UNHIDE))
        if sheet.bare and not sheet.hidden:
            reason = f"{sheet.bare} cells hold formulas without values"
            errors.append(ReadError(place, reason, "Open it in a spreadsheet program and save it again."))


def _blocks(rows: Sequence[int], grid: Grid) -> Iterator[Grid]:
    """The tables of a sheet, each with the lines that stand about it. What has no heads of its own goes on after an empty row."""
    blocks: list[Grid] = []
    pairs = zip(rows, grid, strict=True)
    for _, group in groupby(enumerate(pairs), key=lambda at: at[1][0] - at[0]):
        block = [row for _, (_, row) in group]
        if blocks and any(is_figure(slot.words) and not _YEAR.fullmatch(slot.words) for slot in block[0][1:]):
            blocks[-1] += block
        else:
            blocks.append(block)
    yield from blocks


def _block(grid: Grid) -> Iterator[str]:
    """The lines of a table and of what stands above and below it."""
    first, last = 0, len(grid)
    while first < last and (lines := _loose(grid[first])):
        yield from lines
        first += 1
    below: list[str] = []
    while last > first and (lines := _loose(grid[last - 1])):
        below[:0] = lines
        last -= 1
    for table in _side_by_side(grid[first:last]):
        yield from grid_lines(anchored([[(slot.words, slot.anchor) for slot in row] for row in table]))
        yield ""
    yield from below


def _loose(row: Sequence[Slot]) -> list[str]:
    """The words of a row that belongs to no table: a title, a note, labels beside it."""
    cells = [said for _, said in dict.fromkeys((slot.anchor, slot.words) for slot in row if slot.words)]
    words: list[str] = []
    for said in cells:  # what a label is of may stand in the next cell
        if words and words[-1].endswith(("：", ":")) and _LABEL.fullmatch(words[-1]) and not _LABEL.fullmatch(said):
            words[-1] += said
        else:
            words.append(said)
    bare = [said for said in words if not _LABEL.fullmatch(said)]
    return words if len(bare) <= (len(row) > len(cells)) and not any(map(is_figure, bare)) else []


def _side_by_side(grid: Grid) -> Iterator[Grid]:
    """The tables that empty columns part: each has a column of names and figures beside it."""
    width = len(grid[0]) if grid else 0
    empty = [j for j in range(width) if not any(row[j].words for row in grid)]
    edges = [-1, *empty, width]
    tables: list[Grid] = []
    for a, b in pairwise(edges):
        part = [row[a + 1 : b] for row in grid]
        if not part or not part[0]:
            continue
        names = sum(bool(row[0].words) and not is_figure(row[0].words) for row in part)
        if tables and not (2 * names > len(part) and has_figures([[s.words for s in row] for row in part])):
            tables[-1] = [[*x, *y] for x, y in zip(tables[-1], part, strict=True)]
        else:
            tables.append(part)
    yield from tables
