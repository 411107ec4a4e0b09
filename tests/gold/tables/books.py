"""Write invented sheets as XLSX, ODS and CSV: numbers as numbers in their formats, merged cells, what is hidden."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from odfdo import Cell as OdfCell
from odfdo import Document, Row, Style, Table

from tests.gold.tables.declared import Cell

SHEETS = ("xlsx", "ods", "csv")
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Held(Cell):
    """A cell that holds a value which its format shows as the words."""

    value: float | datetime.date | str = 0.0
    form: str = "General"


@dataclass(slots=True)
class Sheet:
    """A sheet: its name, its rows, and what of it is hidden."""

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    hidden: bool = False


def held(cell: Cell) -> Held:
    """A cell with the value that a person would have typed."""
    if isinstance(cell, Held):
        return cell
    words = cell.words
    if not _NUMBER.fullmatch(words) or (words.startswith("0") and words[1:2].isdigit()):
        return Held(words, cell.wide, cell.high, words)
    places = len(words.partition(".")[2])
    form = "#,##0" + "." * bool(places) + "0" * places if "," in words else "General"
    return Held(words, cell.wide, cell.high, float(words.replace(",", "")), form)


def placed(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, int, Held]]:
    """Each cell with the row and the column where it begins."""
    taken: set[tuple[int, int]] = set()
    for i, cells in enumerate(rows):
        j = 0
        for cell in cells:
            while (i, j) in taken:
                j += 1
            taken |= {(i + a, j + b) for a in range(cell.high) for b in range(cell.wide)}
            yield i, j, held(cell)
            j += cell.wide


def write_book(path: Path, sheets: Sequence[Sheet]) -> list[Path]:
    """The files of a workbook: one, but for CSV, which holds a sheet each and nothing of what is hidden."""
    if path.suffix == ".xlsx":
        _xlsx(path, sheets)
        return [path]
    if path.suffix == ".ods":
        _ods(path, sheets)
        return [path]
    seen = [sheet for sheet in sheets if not sheet.hidden]
    files = [path.with_suffix("") / f"{sheet.name}.csv" for sheet in seen]
    path.with_suffix("").mkdir()
    for file, sheet in zip(files, seen, strict=True):
        _csv(file, sheet)
    return files


def _xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.hidden else "visible"
        for i, j, cell in placed(sheet.rows):
            own = page.cell(i + 1, j + 1)
            own.value = cell.value if cell.words else None
            own.number_format = cell.form
            if cell.wide > 1 or cell.high > 1:
                page.merge_cells(None, i + 1, j + 1, i + cell.high, j + cell.wide)
        for i in sheet.hidden_rows:
            page.row_dimensions[i + 1].hidden = True
        for j in sheet.hidden_columns:
            page.column_dimensions[openpyxl.utils.get_column_letter(j + 1)].hidden = True
    book.save(path)


def _ods(path: Path, sheets: Sequence[Sheet]) -> None:
    document = Document("spreadsheet")
    document.body.clear()
    gone = document.insert_style(_gone(), automatic=True)
    for sheet in sheets:
        page = Table(sheet.name, style=str(gone) if sheet.hidden else None)
        cells = {(i, j): cell for i, j, cell in placed(sheet.rows)}
        width = max(j + cell.wide for (_, j), cell in cells.items())
        for i in range(len(sheet.rows)):
            row = Row()
            for j in range(width):
                cell = cells.get((i, j))
                row.append(_ods_cell(cell) if cell else OdfCell())
            if i in sheet.hidden_rows:
                row.set_attribute("table:visibility", "collapse")
            page.append(row)
        for j, column in enumerate(page.columns):
            if j in sheet.hidden_columns:
                column.set_attribute("table:visibility", "collapse")
                page.set_column(j, column)
        for (i, j), cell in cells.items():
            if cell.wide > 1 or cell.high > 1:
                page.set_span((j, i, j + cell.wide - 1, i + cell.high - 1))
        document.body.append(page)
    document.save(str(path))


def _gone() -> Style:
    """The style of a sheet that is not shown."""
    style = Style("table", name="gone")
    style.set_properties({"table:display": "false"}, area="table")
    return style


def _ods_cell(cell: Held) -> OdfCell:
    if not cell.words:
        return OdfCell()
    own = OdfCell(cell.value, text=cell.words)
    if isinstance(cell.value, float) and "%" in cell.form:
        own.set_attribute("office:value-type", "percentage")
    return own


def _csv(path: Path, sheet: Sheet) -> None:
    width = max(j + cell.wide for _, j, cell in placed(sheet.rows))
    grid = [[""] * width for _ in sheet.rows]
    for i, j, cell in placed(sheet.rows):
        grid[i][j] = cell.words
    seen = [
        [words for j, words in enumerate(row) if j not in sheet.hidden_columns]
        for i, row in enumerate(grid)
        if i not in sheet.hidden_rows
    ]
    with path.open("w", encoding="gb18030", newline="") as to:
        csv.writer(to).writerows(seen)
