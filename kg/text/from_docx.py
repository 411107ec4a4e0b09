"""The text of a Word file: paragraphs, headings and tables in their order."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from kg.text.page_lines import table_lines

_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
_TITLE = re.compile(r"^(?:title|标题)$", re.I)
_NUMBER_TAB = re.compile(r"^(\s*\S{1,6}?[.、)）]?)\t")
_BULLET = re.compile(r"^\s*--\t")


def _line(paragraph: Any) -> str:
    """A paragraph, its heading level marked with #."""
    text = "".join(paragraph.run_strings)
    text = _NUMBER_TAB.sub(r"\1", _BULLET.sub("", text)).replace("\t", " ").strip()
    style = str(paragraph.style or "")
    level = _HEADING.search(style)
    if not text or "\n" in text:
        return text
    if level:
        return "#" * (int(level[1]) + 1) + " " + text
    return "# " + text if _TITLE.match(style) else text


def _cell(cell: list[Any]) -> str:
    """The text of a table cell on one line."""
    return " ".join(t for p in cell if (t := "".join(p.run_strings).strip()))


def docx_text(data: bytes) -> str:
    """The text of the body of a Word file."""
    from docx2python import docx2python

    lines: list[str] = []
    with docx2python(BytesIO(data), duplicate_merged_cells=False) as content:
        for table in content.body_pars:
            if len(table) == 1 and len(table[0]) == 1:
                lines += (_line(paragraph) for paragraph in table[0][0])
                continue
            rows = [[_cell(cell) for cell in row] for row in table]
            rows = [row for row in rows if any(row)]
            headed = len(rows) > 2 and all(rows[0]) and not any(map(_has_digit, rows[0]))
            head = rows[0] if headed else None
            lines += table_lines(rows[1:] if headed else rows, head)
    return "\n".join(lines)


def _has_digit(text: str) -> bool:
    """Whether a cell holds a number."""
    return any(c.isdigit() for c in text)
