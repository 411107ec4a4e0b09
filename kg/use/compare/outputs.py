"""The tables of a comparison as Markdown, CSV, JSON and in the terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from kg.use.compare.adoption import COLUMNS, Cascades
from kg.use.compare.report import Comparison
from kg.use.compare.sections import Cell, Line, Section
from kg.use.spreadsheet import BOM, safe, table

SIDE_BY_SIDE = 12  # regions that stand beside each other in a document
NARROW = 22  # columns of a terminal that a region needs
_TONES = {
    "shared": "bold green",
    "renamed": "green",
    "alike": "yellow",
    "homonym": "magenta",
    "same": "green",
    "changed": "yellow",
    "only": "dim",
    "missing": "dim",
    "conflict": "bold red",
}


def markdown(title: str, sections: Iterable[Section]) -> str:
    """A Markdown document; evidence as numbered notes at its end."""
    notes: dict[tuple[str, int, int], int] = {}
    quotes: list[str] = []
    out = [f"# {title}", ""]
    for section in sections:
        out += [f"## {section.title}", ""]
        out += [note + "\n" for note in section.notes]
        if section.lines:
            out.append("| " + " | ".join(map(_md, section.head)) + " |")
            out.append("|" + " --- |" * len(section.head))
        for line in section.lines:
            cells = [_md_cell(c, notes, quotes, line.level and n > 1) for n, c in enumerate(line.cells)]
            out.append("| " + " | ".join(cells) + " |")
        out.append("")
    return "\n".join(out + quotes).rstrip() + "\n"


def _md(words: str) -> str:
    """Words of a source are no markup."""
    for mark in ("\\", "|", "*", "_", "`", "[", "]", "<", ">", "#"):
        words = words.replace(mark, "\\" + mark)
    return " ".join(words.split())


def _md_cell(cell: Cell, notes: dict[tuple[str, int, int], int], quotes: list[str], indent: int | bool) -> str:
    words = ("· " if indent and cell.text else "") + "<br>".join(map(_md, cell.text.splitlines()))
    for source in cell.sources[:3]:
        key = (source.document, source.start, source.end)
        if key not in notes:
            notes[key] = len(notes) + 1
            where = f"{source.document}:{source.start}-{source.end}"
            quotes.append(f"[^{notes[key]}]: {_md(where)} “{_md(source.context or source.quote)}”")
        words += f"[^{notes[key]}]"
    return words


def terminal(console: Console, title: str, sections: Iterable[Section], regions: Sequence[str] = ()) -> None:
    """Print the tables; words of the sources are no markup. Regions that do not fit stand below each other."""
    console.print(Text(title, style="bold"))
    fitting = max(2, (console.width - NARROW) // NARROW)
    for section in narrowed(sections, regions, fitting):
        console.print()
        shown_as = Table(title=section.title, title_justify="left", title_style="bold cyan")
        for name in section.head:
            shown_as.add_column(Text(name), overflow="fold")
        for line in section.lines:
            shown_as.add_row(*(_rich(c, line.level) for c in line.cells), end_section=False)
        shown = [shown_as if section.lines else Text(section.title, style="bold cyan")]
        console.print(Group(*shown, *(Text(n, style="dim") for n in section.notes)))


def narrowed(sections: Iterable[Section], regions: Sequence[str], fitting: int = SIDE_BY_SIDE) -> list[Section]:
    """The tables, with the columns of more regions than fit put into one."""
    return [stacked(s, regions) if len(regions) > fitting else s for s in sections]


def stacked(section: Section, regions: Sequence[str]) -> Section:
    """The table with the columns of the regions as one, a line for every region that has something."""
    wanted = tuple(regions)
    width = len(wanted)
    starts = range(len(section.head) - width + 1)
    at = next((i for i in starts if section.head[i : i + width] == wanted), None)
    if at is None:
        return section
    end = at + width

    def narrow(line: Line) -> Line:
        cells = list(zip(wanted, line.cells[at:end], strict=True))
        told = [f"{n}：{c.text}" for n, c in cells if c.text and c.tone != "missing"]
        sources = tuple(s for _, c in cells for s in c.sources)
        one = Cell("\n".join(told), sources)
        return Line((*line.cells[:at], one, *line.cells[end:]), line.level)

    head = (*section.head[:at], "", *section.head[end:])
    return Section(section.key, section.title, head, tuple(map(narrow, section.lines)), section.notes)


def _rich(cell: Cell, level: int) -> Text:
    return Text(("  " if level else "") + cell.text, style=_TONES.get(cell.tone, ""))


def sections_csv(sections: Sequence[Section]) -> str:
    """The tables as CSV; of several, each row begins with the name of its table."""
    several = len(sections) > 1
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for section in sections:
        if section is not sections[0]:
            writer.writerow([])
        writer.writerow(([section.key] if several else []) + list(section.head))
        for line in section.lines:
            row = [safe(c.text) for c in line.cells]
            writer.writerow(([section.key] if several else []) + row)
    return BOM + out.getvalue()


def cascades_csv(cascades: Cascades, *, dated_only: bool = False) -> str:
    """The cascade table: node, cascade, time, then what explains them."""
    return table(COLUMNS, cascades.table(dated_only=dated_only))


def as_json(comparison: Comparison, cascades: Cascades | None = None) -> str:
    """The whole comparison, or the cascades alone where they were asked for."""
    data: dict[str, Any] = comparison.to_json() if cascades is None else cascades.to_json()
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
