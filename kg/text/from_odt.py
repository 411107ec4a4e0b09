"""The text of an OpenDocument file: paragraphs, headings, items and tables in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from kg.text.grid import Spanned, placed
from kg.text.page_lines import grid_lines

_CONTENT = "content.xml"
_REPEATED = re.compile(rb"""((?:\w+:)?(?:c|number-(?:columns|rows)-repeated)=["'])\d{4,}""")
_SILENT = ("text:tracked-changes", "office:annotation", "text:sequence-decls", "draw:frame")


def odt_text(data: bytes) -> str:
    """The text of the body, headings marked with #."""
    from odfdo import Document

    return "\n".join(_lines(Document(BytesIO(_bounded(data))).body))


def _bounded(data: bytes) -> bytes:
    """The file with no more than so many of what it says is repeated: spaces, columns, rows. Two milliards of spaces are a few bytes."""
    with ZipFile(BytesIO(data)) as packed:
        content = packed.read(_CONTENT) if _CONTENT in packed.namelist() else b""
        if not _REPEATED.search(content):
            return data
        out = BytesIO()
        with ZipFile(out, "w") as bounded:
            for info in packed.infolist():
                own = info.filename == _CONTENT
                said = _REPEATED.sub(rb"\g<1>999", content) if own else packed.read(info)
                bounded.writestr(info, said)
    return out.getvalue()


def _lines(element: Any) -> Iterator[str]:
    for child in element.children:
        tag = child.tag
        if tag == "text:h":
            level = int(child.get_attribute("text:outline-level") or 1)
            yield "#" * level + " " + _words(child)
        elif tag == "text:p":
            yield _words(child)
        elif tag == "table:table":
            yield from grid_lines(placed(_row(row) for row in child.rows))
        elif tag not in _SILENT:
            yield from _lines(child)


def _words(element: Any) -> str:
    return str(element.inner_text).strip()


def _row(row: Any) -> list[Spanned]:
    """The cells of a row that are not covered by a merged one."""
    return [
        (
            _cell(cell),
            int(cell.get_attribute("table:number-columns-spanned") or 1),
            int(cell.get_attribute("table:number-rows-spanned") or 1),
        )
        for cell in row.cells
        if cell.tag != "table:covered-table-cell"
    ]


def _cell(cell: Any) -> str:
    return " ".join(line for line in _lines(cell) if line)
