"""What is looked up in the XML of a spreadsheet before its cells are read: how far apart they lie, and which hold a formula without its value.

Programs that do not reckon write such formulas; what they would show, nobody has saved. A reader of cells makes room for all cells between the
first and the last, so that one far below and far to the right would end the process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import ZipFile

_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.S)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*(?<!/)>[^<]|<(?:\w+:)?is\b")
_WORDS = re.compile(rb"""\bt=["']str["']""")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_OF_ODS = re.compile(rb"<table:table-cell\b[^>]*\btable:formula=[^>]*>")
_REPEATED = re.compile(rb"<table:table-(cell|row)\b[^>]*-repeated=.(\d+)")
_FILLED_ROW = re.compile(
    rb"<table:table-row\b[^>]*rows-repeated=.(\d+)[^>]*>(?=\s*<table:table-cell\b[^>]*office:value)"
)
BOOK, _HOMES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
MOST = 20_000_000
"""Cells between the first and the last of a sheet, filled or not."""
_COLUMNS, _ROWS, _ALIKE = 1 << 14, 1 << 20, 10_000
"""The columns and rows that programs know, and how many filled rows may be alike."""

Place = tuple[str, int, int]
"""A sheet by its name, row and column from nought."""


class TooFarApart(Exception):
    """The cells of a sheet."""


def without_value(data: bytes) -> frozenset[Place]:
    """Where such formulas stand in a workbook of XLSX form; in another nowhere. Raises :class:`TooFarApart`."""
    return frozenset((name, row, column) for name, sheet in _sheets(data) for row, column in _cells(sheet))


def _sheets(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names of the sheets, and their XML."""
    if not data.startswith(b"PK"):
        return
    with ZipFile(BytesIO(data)) as packed:
        for sheet, place in worksheets(packed):
            yield sheet.get("name", ""), packed.read(place)


def worksheets(packed: ZipFile) -> Iterator[tuple[ElementTree.Element, str]]:
    """The sheets of cells that a workbook of XLSX form lists (no charts), each with the place of its XML; none of another form."""
    names = set(packed.namelist())
    if not {BOOK, _HOMES} <= names:
        return
    homes = {of.get("Id"): of for of in ElementTree.fromstring(packed.read(_HOMES))}
    for sheet in ElementTree.fromstring(packed.read(BOOK)).iter():
        home = homes.get(next((value for key, value in sheet.items() if key.endswith("}id")), None))
        place = "" if home is None else normpath(join("xl", home.get("Target", ""))).lstrip("/")
        cells = home is not None and home.get("Type", "").endswith("/worksheet")
        if cells and place in names and sheet.tag.endswith("}sheet"):
            yield sheet, place


def _cells(sheet: bytes) -> Iterator[tuple[int, int]]:
    """The rows and columns of formulas without a value."""
    if _room(_PLACE.finditer(sheet)) > MOST:  # formats of whole rows need none
        cells = _CELL.findall(sheet)
        filled = (_PLACE.search(told) for told, held in cells if _VALUE.search(held))
        if _room(filter(None, filled)) > MOST:
            raise TooFarApart
    if not _FORMULA.search(sheet):
        return
    for told, held in _CELL.findall(sheet):
        if _FORMULA.search(held) and not _VALUE.search(held) and not _WORDS.search(told):
            place = _PLACE.search(told)
            if place:
                row, column = _at(*place.groups())
                yield row - 1, column - 1


def _room(places: Iterable[re.Match[bytes]]) -> int:
    """How many cells there are between the first and the last of these."""
    rows = columns = 0
    for place in places:
        row, column = _at(*place.groups())
        rows, columns = max(rows, row), max(columns, column)
    return rows * columns


def _at(letters: bytes, row: bytes) -> tuple[int, int]:
    """Row and column, from one."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(row), column


def bare_formulas(data: bytes) -> int:
    """How many such cells a table of OpenDocument holds, of which only the formula is told. Raises :class:`TooFarApart`."""
    if not data.startswith(b"PK"):
        return 0
    with ZipFile(BytesIO(data)) as packed:
        content = packed.read("content.xml") if "content.xml" in packed.namelist() else b""
    for what, number in _REPEATED.findall(content):
        if int(number[:9]) > (_ROWS if what == b"row" else _COLUMNS):
            raise TooFarApart
    if any(int(number[:9]) > _ALIKE for number in _FILLED_ROW.findall(content)):
        raise TooFarApart
    return sum(b"office:value-type=" not in cell for cell in _OF_ODS.findall(content))
