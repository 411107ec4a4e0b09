"""The sheets of a workbook as a person sees them: numbers in their formats, merged cells, without what is hidden."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from lxml import etree  # type: ignore[import-untyped]

from kg import patterns as re
from kg.text.grid import Grid, anchored
from kg.text.number_formats import BUILT_IN, money, shown
from kg.text.sheets import BOOK, worksheets

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_NO_TEXT = ("annotation", "note")  # what is written beside a cell
_REPEATED = 1000  # filled columns or rows that may be alike

Range = tuple[int, int, int, int]
"""The first row and column and the last ones."""


@dataclass(slots=True)
class Sheet:
    """A sheet: its name, its words by row and column, which cells are merged, which rows and columns are hidden."""

    name: str
    words: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    bare: int = 0
    """Formulas without a value."""

    @property
    def unseen(self) -> int:
        """How many rows and columns with words are hidden."""
        rows, columns = {i for i, _ in self.words}, {j for _, j in self.words}
        return len(rows & self.hidden_rows) + len(columns & self.hidden_columns)

    def grid(self) -> tuple[list[int], Grid]:
        """The numbers of the rows that hold anything, and these rows; columns that hold nothing are left out."""
        filled, columns = {i for i, _ in self.words}, {j for _, j in self.words}
        low, right = max(filled, default=0), max(columns, default=0)
        whole: dict[tuple[int, int], tuple[int, int]] = {}
        for a, b, c, d in self.merged:
            whole |= {(i, j): (a, b) for i in range(a, min(c, low) + 1) for j in range(b, min(d, right) + 1)}
        rows = sorted((filled | {i for i, _ in whole if whole[i, _] in self.words}) - self.hidden_rows)
        used = columns | {j for _, j in whole}
        # of empty ones beside each other the first
        seen = sorted((used | {j + 1 for j in used if j < right}) - self.hidden_columns)
        told = [[(self.words.get(at := whole.get((i, j), (i, j)), ""), at) for j in seen] for i in rows]
        return rows, anchored(told)


def read_sheets(data: bytes, text: str = "") -> list[Sheet]:
    """The sheets of XLSX and ODS, or of the ``text`` of CSV; none of another form."""
    if text:
        return [_of_csv(text)]
    if not data.startswith(b"PK"):
        return []
    with ZipFile(BytesIO(data)) as packed:
        names = set(packed.namelist())
        if BOOK in names:
            return list(_of_xlsx(packed, names))
        return list(_of_ods(packed)) if "content.xml" in names else []


def csv_rows(text: str) -> Iterator[list[str]]:
    """The rows of CSV, whatever divides their cells."""
    csv.field_size_limit(1 << 30)
    delimiter = max(",\t;|", key=text.partition("\n")[0].count)
    yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _of_csv(text: str) -> Sheet:
    sheet = Sheet("")
    for i, row in enumerate(csv_rows(text)):
        sheet.words |= {(i, j): words for j, cell in enumerate(row) if (words := _line(cell))}
    return sheet


def _line(words: str) -> str:
    return money(" ".join(words.split()))


def _root(packed: ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(packed.read(name), parser)


# --------------------------------------------------------------------------- XLSX


def _of_xlsx(packed: ZipFile, names: set[str]) -> Iterator[Sheet]:
    shared = [_rich(si) for si in _root(packed, s)] if (s := "xl/sharedStrings.xml") in names else []
    formats = _formats(_root(packed, s)) if (s := "xl/styles.xml") in names else []
    book = _root(packed, BOOK)
    mac = any(of.get("date1904") in ("1", "true") for of in book.iterfind("{*}workbookPr"))
    for of, place in worksheets(packed):
        sheet = Sheet(of.get("name", ""), hidden=of.get("state", "visible") != "visible")
        _fill(sheet, _root(packed, place), shared, formats, mac=mac)
        yield sheet


def _formats(styles: Any) -> list[str]:
    """The format of each style of cells."""
    own = {int(of.get("numFmtId")): of.get("formatCode", "") for of in styles.iterfind("{*}numFmts/{*}numFmt")}
    ids = (int(xf.get("numFmtId", 0)) for xf in styles.iterfind("{*}cellXfs/{*}xf"))
    return [own.get(i) or BUILT_IN.get(i, "General") for i in ids]


def _rich(element: Any) -> str:
    """The words of a text of several runs, without how they are pronounced."""
    return "".join(t.text or "" for t in element.iter("{*}t") if not t.getparent().tag.endswith("}rPh"))


def _fill(sheet: Sheet, root: Any, shared: list[str], formats: list[str], *, mac: bool) -> None:
    for column in root.iterfind("{*}cols/{*}col"):
        if column.get("hidden") in ("1", "true"):
            sheet.hidden_columns |= set(range(int(column.get("min")) - 1, int(column.get("max"))))
    for of in root.iterfind("{*}mergeCells/{*}mergeCell"):
        places = [_at(m) for m in _PLACE.finditer(of.get("ref", ""))]
        sheet.merged += [(*places[0], *places[-1])] if places else []
    i = j = -1
    for row in root.iterfind("{*}sheetData/{*}row"):
        i, j = int(row.get("r", i + 2)) - 1, -1
        if row.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(i)
        for cell in row.iterfind("{*}c"):
            place = _PLACE.fullmatch(cell.get("r", ""))
            i, j = _at(place) if place else (i, j + 1)
            words = _value(cell, shared, formats, mac=mac)
            if words is None:
                sheet.bare += 1
            elif words := _line(words):
                sheet.words[i, j] = words


def _at(m: re.Match[str]) -> tuple[int, int]:
    column = 0
    for letter in m[1]:
        column = column * 26 + ord(letter) - 64
    return int(m[2]) - 1, column - 1


def _value(cell: Any, shared: list[str], formats: list[str], *, mac: bool) -> str | None:
    """What a cell shows, ``None`` where it is a formula without its value."""
    kind, value = cell.get("t", "n"), cell.find("{*}v")
    told = "" if value is None else value.text or ""
    if kind == "inlineStr":
        return "".join(map(_rich, cell.iterfind("{*}is")))
    if kind == "s":
        return shared[int(told)] if told else ""
    if not told:
        return "" if kind == "str" or cell.find("{*}f") is None else None
    if kind != "n":
        return told
    style = int(cell.get("s", 0))
    return shown(told, formats[style] if style < len(formats) else "General", mac=mac)


# --------------------------------------------------------------------------- ODS


def _of_ods(packed: ZipFile) -> Iterator[Sheet]:
    root = _root(packed, "content.xml")
    unseen = {
        style.get(_own(style, "name"))
        for style in root.iterfind("{*}automatic-styles/{*}style")
        if any(p.get(_own(p, "display")) == "false" for p in style.iterfind("{*}table-properties"))
    }
    for table in root.iterfind("{*}body/{*}spreadsheet/{*}table"):
        sheet = Sheet(_told(table, "name"), hidden=_told(table, "style-name") in unseen)
        j = 0
        for column in table.iter("{*}table-column"):
            wide = int(_told(column, "number-columns-repeated") or 1)
            if _told(column, "visibility") in ("collapse", "filter"):
                sheet.hidden_columns |= set(range(j, j + min(wide, _REPEATED)))
            j += wide
        i = 0
        for row in table.iter("{*}table-row"):
            i = _row(sheet, row, i)
        yield sheet


def _own(element: Any, name: str) -> str:
    """The attribute of this name, whatever its namespace."""
    return next((str(k) for k in element.attrib if str(k).endswith("}" + name)), name)


def _told(element: Any, name: str) -> str:
    return str(element.get(_own(element, name)) or "")


def _row(sheet: Sheet, row: Any, i: int) -> int:
    """Read a row, and give the number of the next one."""
    high = int(_told(row, "number-rows-repeated") or 1)
    if _told(row, "visibility") in ("collapse", "filter"):
        sheet.hidden_rows |= set(range(i, i + min(high, _REPEATED)))
    j = 0
    for cell in row.iterfind("{*}*"):
        wide = int(_told(cell, "number-columns-repeated") or 1)
        words = "" if cell.tag.endswith("}covered-table-cell") else _shown_in(cell)
        if not words and _told(cell, "formula") and not _told(cell, "value-type"):
            sheet.bare += 1
        over, deep = (int(_told(cell, f"number-{what}-spanned") or 1) for what in ("columns", "rows"))
        if over > 1 or deep > 1:
            sheet.merged.append((i, j, i + deep - 1, j + over - 1))
        for k in range(min(high, _REPEATED) if words else 0):
            sheet.words |= {(i + k, j + n): words for n in range(min(wide, _REPEATED))}
        j += wide
    return i + high


def _shown_in(cell: Any) -> str:
    """What a cell shows; the value where a program wrote no words beside it."""
    lines = (p for p in cell.iterchildren("{*}p") if isinstance(p.tag, str))
    words = _line(" ".join("".join(_texts(p)) for p in lines))
    if words:
        return words
    value = _told(cell, "value")
    if _told(cell, "value-type") == "percentage" and value:
        return shown(value, "0.##%")
    return shown(value, "General") if value else _told(cell, "date-value")[:10]


def _texts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not child.tag.endswith(tuple("}" + n for n in _NO_TEXT)):
            yield " " if child.tag.endswith(("}s", "}tab", "}line-break")) else "".join(_texts(child))
        yield child.tail or ""
