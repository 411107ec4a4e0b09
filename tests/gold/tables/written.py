"""Write a declared table as HTML, DOCX, Markdown, PDF (ruled and not) and as a spreadsheet (XLSX, ODS, CSV)."""

from __future__ import annotations

from pathlib import Path

from tests.gold.tables.books import SHEETS, Sheet, write_book
from tests.gold.tables.declared import Cell, Declared
from tests.text.make_pdf import Placed, pdf_bytes

FORMS = ("html", "docx", "md", "pdf", "xlsx", "ods", "csv")


def places(table: Declared) -> list[tuple[int, int, Cell]]:
    """Each cell with the row and the column where it begins."""
    taken: set[tuple[int, int]] = set()
    found = []
    for i, cells in enumerate(table.rows):
        j = 0
        for cell in cells:
            while (i, j) in taken:
                j += 1
            taken |= {(i + a, j + b) for a in range(cell.high) for b in range(cell.wide)}
            found.append((i, j, cell))
            j += cell.wide
    return found


def width(table: Declared) -> int:
    """How many columns it has."""
    return max(j + c.wide for _, j, c in places(table))


def written(folder: Path, table: Declared, form: str, *, ruled: bool = True) -> Path:
    """The file of a table in one format."""
    path = folder / f"{table.name}.{form}"
    if form == "html":
        path.write_text(_html(table), "utf-8")
    elif form == "md":
        path.write_text(_markdown(table), "utf-8")
    elif form == "docx":
        _docx(table, path)
    elif form in SHEETS:
        return write_book(path, [_sheet(table)])[0]
    else:
        path.write_bytes(_pdf(table, ruled=ruled))
    return path


def _sheet(t: Declared) -> Sheet:
    """A sheet: title and lines over the whole width, then the table."""
    wide = width(t)
    above = [[Cell(words, wide)] for words in (t.title, t.opening, t.caption, t.unit) if words]
    below = [[Cell(t.notes, wide)]] if t.notes else []
    return Sheet("Sheet1", [*above, *t.rows, *below])


def _html(t: Declared) -> str:
    rows = []
    for i, cells in enumerate(t.rows):
        tag = "th" if i < t.heads else "td"
        told = ""
        for c in cells:
            spans = f' colspan="{c.wide}"' * (c.wide > 1) + f' rowspan="{c.high}"' * (c.high > 1)
            told += f"<{tag}{spans}>{c.words}</{tag}>"
        rows.append(f"<tr>{told}</tr>")
    unit, notes = (f"<p>{w}</p>" if w else "" for w in (t.unit, t.notes))
    table = f"<table border='1'>{''.join(rows)}</table>"
    return (
        f"<html><head><title>{t.title}</title></head><body><h1>{t.title}</h1><p>{t.opening}</p>"
        f"<p>{t.caption}</p>{unit}{table}{notes}</body></html>"
    )


def _markdown(t: Declared) -> str:
    grid = [[""] * width(t) for _ in t.rows]
    for i, j, cell in places(t):
        grid[i][j] = cell.words
    bars = ["| " + " | ".join(row) + " |" for row in grid]
    bars.insert(1, "|" + " --- |" * width(t))
    parts = [f"# {t.title}", t.opening, t.caption, t.unit, "\n".join(bars), t.notes]
    return "\n\n".join(p for p in parts if p) + "\n"


def _docx(t: Declared, path: Path) -> None:
    import docx

    file = docx.Document()
    file.add_heading(t.title, 0)
    for words in (t.opening, t.caption, t.unit):
        if words:
            file.add_paragraph(words)
    grid = file.add_table(len(t.rows), width(t))
    for i, j, cell in places(t):
        own = grid.cell(i, j)
        if cell.wide > 1 or cell.high > 1:
            own = own.merge(grid.cell(i + cell.high - 1, j + cell.wide - 1))
        own.text = cell.words
    if t.notes:
        file.add_paragraph(t.notes)
    file.save(str(path))


def _pdf(t: Declared, *, ruled: bool) -> bytes:
    """A page; without rules the cells only stand below each other, a line of their own for each row."""
    high, top, left = 24.0, 660.0, 50.0
    wide = 495.0 / (width(t) + 1)
    edges = [left, *(left + wide * (j + 2) for j in range(width(t)))]
    placed: list[Placed] = [(180, 780, 16, t.title), (70, 740, 11, t.opening), (150, 700, 11, t.caption)]
    if t.unit:
        placed.append((430, 680, 9, t.unit))
    lines: list[tuple[float, float, float, float]] = []
    for i, j, c in places(t):
        x, y = edges[j], top - i * high
        over, deep = edges[j + c.wide] - x, c.high * high
        down = deep / 2 if ruled or c.high == 1 or i < t.heads else high / 2
        placed += _cell(c.words, (x, y - down), over, left=not j, wraps=ruled)
        lines += [(x, y, x + over, y), (x, y - deep, x + over, y - deep)]
        lines += [(x, y, x, y - deep), (x + over, y, x + over, y - deep)]
    if t.notes:
        placed.append((left, top - high * len(t.rows) - 20, 9, t.notes))
    return pdf_bytes([placed], [lines] if ruled else None)


def _cell(words: str, at: tuple[float, float], room: float, *, left: bool, wraps: bool) -> list[Placed]:
    """The words of a cell round the middle of its height: what does not fit stands in two lines, or is printed smaller."""
    x, y = at
    size = 9.0
    if size * len(words) <= room - 4:
        lines = [words]
    elif wraps:
        half = words.index("（") if "（" in words else (len(words) + 1) // 2
        lines = [words[:half], words[half:]]
    else:
        size, lines = (room - 12) / len(words), [words]
    first = y + (len(lines) - 1) * size / 2 - size / 3
    return [
        (x + 4 if left else x + (room - size * len(line)) / 2, first - k * size * 1.1, size, line)
        for k, line in enumerate(lines)
    ]
