"""The text of an OpenDocument file: paragraphs, headings, items and tables in their order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from kg.text.page_lines import table_lines

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
            rows = [[_cell(c) for c in row.cells] for row in child.rows]
            yield from table_lines(rows)
        elif tag not in _SILENT:
            yield from _lines(child)


def _words(element: Any) -> str:
    return str(element.inner_text).strip()


def _cell(cell: Any) -> str:
    return " ".join(line for line in _lines(cell) if line)
