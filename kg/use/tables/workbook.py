"""All tables in one workbook for Excel and WPS (XLSX): a sheet for each, and one that says what the columns hold.

Cells are words, numbers or truth values and never formulas; heads stay in sight and can be filtered by. The same graph gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg import patterns as re
from kg.use.tables.all import TABLES
from kg.use.tables.columns import Table, Value
from kg.use.tables.material import Material
from kg.use.tables.write import CODEBOOK, codebook_rows

MOST = 1_048_576
"""How many rows a sheet can have."""
_LONGEST = 32_767  # characters of a cell
_WIDE = {"quote": 50, "sentence": 8, "iri": 14, "zh": 60, "en": 60, "values": 40}
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XF = '<xf numFmtId="0" fontId="{}" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="2">{_XF.format(0)}{_XF.format(1)}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write_workbook(material: Material, path: Path) -> None:
    """Write all tables."""
    sheets = [(t.zh, t.names, _rows(t, material)) for t in TABLES]
    book = [[row[c] for c in CODEBOOK] for row in codebook_rows()]
    told: list[tuple[str, Sequence[str], Iterable[Sequence[Value]]]] = [("说明 codebook", CODEBOOK, book), *sheets]
    names = [name for name, _, _ in told]
    with ZipFile(path, "w") as out:
        for name, text in _frame(names):
            _put(out, name, [text])
        for n, (_, heads, rows) in enumerate(told, 1):
            _put(out, f"xl/worksheets/sheet{n}.xml", _sheet(heads, rows))


def _rows(table: Table, material: Material) -> Iterator[list[Value]]:
    for row in table.rows(material):
        yield [row.get(name) for name in table.names]


def _put(out: ZipFile, name: str, pieces: Iterable[str]) -> None:
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    with out.open(entry, "w") as part:
        for piece in pieces:
            part.write(piece.encode())


def _frame(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts of the file that name its sheets."""
    numbers = range(1, len(names) + 1)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{parts}</Types>',
    )
    yield "_rels/.rels", _relations([(1, "officeDocument", "xl/workbook.xml")])
    sheets = "".join(
        f'<sheet name={quoteattr(name[:31])} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1)
    )
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
    )
    to_sheets = [(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*to_sheets, (len(names) + 1, "styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _relations(targets: Iterable[tuple[int, str, str]]) -> str:
    told = "".join(f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for n, kind, to in targets)
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _sheet(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """A sheet, a row at a time; what is more than a sheet can hold is told in its last row."""
    wide = "".join(
        f'<col min="{n}" max="{n}" width="{_WIDE.get(h, 16)}" customWidth="1"/>' for n, h in enumerate(heads, 1)
    )
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{wide}</cols><sheetData>"
    )
    yield _row(heads, ' s="1"')
    last = 1
    for last, row in enumerate(rows, 2):
        if last == MOST:
            yield _row(["… 其余见 CSV（kg export --to tables） · the rest is in the CSV"])
            break
        yield _row(row)
    yield f'</sheetData><autoFilter ref="A1:{_letters(len(heads))}{last}"/></worksheet>'


def _letters(n: int) -> str:
    """The name of the n-th column: A, B, … AA."""
    return (_letters((n - 1) // 26) if n > 26 else "") + chr(65 + (n - 1) % 26)


def _row(cells: Iterable[Value], style: str = "") -> str:
    return f"<row>{''.join(_cell(cell, style) for cell in cells)}</row>"


def _cell(cell: Value, style: str) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, bool):
        return f'<c t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int | float):
        return f"<c><v>{cell!r}</v></c>"
    words = escape(_UNSEEN.sub("", cell)[:_LONGEST])
    return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{words}</t></is></c>'
