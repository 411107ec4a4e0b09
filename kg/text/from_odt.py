"""The text of an OpenDocument file: paragraphs, headings, items and tables in their order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from kg.text.grid import Spanned, placed
from kg.text.page_lines import grid_lines

_SILENT = ("text:tracked-changes", "office:annotation", "text:sequence-decls", "draw:frame")


def odt_text(data: bytes) -> str:
    """The text of the body, headings marked with #."""
    from odfdo import Document

    return "\n".join(_lines(Document(BytesIO(data)).body))


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
