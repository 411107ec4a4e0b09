"""The text of a Word file: paragraphs, headings and tables in their order."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from kg import patterns as re
from kg.text.grid import Grid, Slot
from kg.text.page_lines import grid_lines

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
            lines += grid_lines(_grid(table))
    return "\n".join(lines)


def _grid(table: list[list[list[Any]]]) -> Grid:
    """The cells of a table; one that goes on from its left or from above belongs to the cell where that began."""
    grid: Grid = []
    for i, row in enumerate(table):
        grid.append([])
        for j, cell in enumerate(row):
            element = cell[0].elem if cell else None
            if element is None and j:
                own = grid[i][j - 1]
            elif i and j < len(grid[i - 1]) and _goes_on(element):
                own = grid[i - 1][j]
            else:
                own = Slot(_cell(cell), (i, j))
            grid[i].append(own)
    return grid


def _goes_on(element: Any) -> bool:
    """Whether a cell is the lower part of one that is merged with it."""
    cell = element.getparent() if element is not None else None
    if cell is None:
        return False
    merged = cell.find("w:tcPr/w:vMerge", cell.nsmap)
    return merged is not None and merged.get(f"{{{cell.nsmap['w']}}}val", "continue") == "continue"
