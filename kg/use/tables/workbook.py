"""All tables in one workbook for Excel and WPS (XLSX): a sheet for each, and one that says what the columns hold.

Cells are words, numbers or truth values and never formulas; heads stay in sight and can be filtered by. The same graph gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kg import patterns as re
from kg.use.tables.all import TABLES
from kg.use.tables.columns import Table, Value
from kg.use.tables.material import Material
from kg.use.tables.write import CODEBOOK, codebook_rows

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST = 1_048_576
"""How many rows a sheet can have."""
_LONGEST = 32_767  # characters of a cell
_WIDE = {"quote": 50, "sentence": 8, "iri": 14, "zh": 60, "en": 60, "values": 40}
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no time of the run goes into the file
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REST = "… 其余见 CSV（kg export --to tables） · the rest is in the CSV"


def write_workbook(material: Material, path: Path) -> None:
    """Write all tables, a row at a time."""
    from xlsxwriter import Workbook  # no other export needs it

    book = ([row[c] for c in CODEBOOK] for row in codebook_rows())
    sheets: list[tuple[str, Sequence[str], Iterable[Sequence[Value]]]] = [("说明 codebook", CODEBOOK, book)]
    sheets += [(t.zh, t.names, _rows(t, material)) for t in TABLES]
    with Workbook(path, {"constant_memory": True}) as out:
        out.set_properties({"created": _MADE})
        bold = out.add_format({"bold": True})
        for name, heads, rows in sheets:
            sheet = out.add_worksheet(name[:31])
            for n, head in enumerate(heads):
                sheet.set_column(n, n, _WIDE.get(head, 16))
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, heads, bold)
            last = _fill(sheet, rows)
            sheet.autofilter(0, 0, last, len(heads) - 1)


def _rows(table: Table, material: Material) -> Iterator[list[Value]]:
    for row in table.rows(material):
        yield [row.get(name) for name in table.names]


def _fill(sheet: Worksheet, rows: Iterable[Sequence[Value]]) -> int:
    """Write the rows below the heads, and tell the last one's number; what is more than a sheet can hold is told in its last row."""
    last = 0
    for last, row in enumerate(rows, 1):
        if last == MOST - 1:
            sheet.write_string(last, 0, _REST)
            break
        for n, cell in enumerate(row):
            _write(sheet, last, n, cell)
    return last


def _write(sheet: Worksheet, row: int, column: int, cell: Value) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, _UNSEEN.sub("", cell)[:_LONGEST])
