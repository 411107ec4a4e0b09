"""Cells of spreadsheets that hold a formula without its value, as programs write them that do not reckon: what they would show, nobody has saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import ZipFile

_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.S)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*(?<!/)>[^<]|<(?:\w+:)?is\b")
_WORDS = re.compile(rb"""\bt=["']str["']""")
_PLACE = re.compile(rb"""\br=["']([A-Z]+)(\d+)["']""")
_OF_ODS = re.compile(rb"<table:table-cell\b[^>]*\btable:formula=[^>]*>")
_BOOK, _HOMES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Place = tuple[str, int, int]
"""A sheet by its name, row and column from nought."""


def without_value(data: bytes) -> frozenset[Place]:
    """Where such cells stand in a workbook of XLSX form; in another none."""
    if not data.startswith(b"PK"):
        return frozenset()
    with ZipFile(BytesIO(data)) as packed:
        names = set(packed.namelist())
        if not {_BOOK, _HOMES} <= names:
            return frozenset()
        homes = {
            of.get("Id"): of.get("Target", "") for of in ElementTree.fromstring(packed.read(_HOMES))
        }
        found: set[Place] = set()
        for sheet in ElementTree.fromstring(packed.read(_BOOK)).iter():
            home = homes.get(sheet.get(_ID))
            place = normpath(join("xl", home)).lstrip("/") if home else ""
            if place in names and sheet.tag.endswith("}sheet"):
                cells = _cells(packed.read(place))
                found.update((sheet.get("name", ""), row, column) for row, column in cells)
        return frozenset(found)


def _cells(sheet: bytes) -> Iterator[tuple[int, int]]:
    if not _FORMULA.search(sheet):
        return
    for told, held in _CELL.findall(sheet):
        if _FORMULA.search(held) and not _VALUE.search(held) and not _WORDS.search(told):
            place = _PLACE.search(told)
            if place:
                yield int(place[2]) - 1, _column(place[1])


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def bare_formulas(data: bytes) -> int:
    """How many such cells a table of OpenDocument holds, of which only the formula is told."""
    if not data.startswith(b"PK"):
        return 0
    with ZipFile(BytesIO(data)) as packed:
        content = packed.read("content.xml") if "content.xml" in packed.namelist() else b""
    return sum(b"office:value-type=" not in cell for cell in _OF_ODS.findall(content))
