"""The command ``reuse``."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table as Grid

from kg.text.kept import KeptTexts
from kg.text.outfolder import TEXTS
from kg.use.messages import language, text
from kg.use.reuse.report import COMMON, reuse, table
from kg.use.tables import write
from kg.use.tables.columns import Row
from kg.use.tables.material import Material
from kg.use.terminal import OUT, GraphFile, Output, console, deliver, not_kept, note_written, open_graph, problem

_SHOWN = 40


class Form(StrEnum):
    """The forms of the list."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def reuse_command(
    graph: GraphFile = OUT,
    form: Annotated[Form | None, typer.Option("-f", "--format", help="输出形式 · form of the output")] = None,
    output: Output = None,
    common: Annotated[
        int,
        typer.Option(
            "--common", min=2, help="多于此数的报道共有的文字视为套话 · what more reports than this share is stock"
        ),
    ] = COMMON,
    top: Annotated[int, typer.Option("--top", min=1, help="列出的行数 · how many lines are listed")] = _SHOWN,
) -> None:
    """找出转载，及两地报道共有的段落 · Find reprints, and passages that reports of two places share."""
    lang = language()
    store = open_graph(graph, built=True)
    rows = reuse(store, KeptTexts(graph.parent / TEXTS), common)
    ending = output.suffix.removeprefix(".").lower() if output else ""
    form = form or next((f for f in Form if f.value == ending), Form.TABLE)
    if form is Form.PARQUET:
        if output is None or not write.has_parquet():
            problem(text("extra" if output else "reuse.file", lang))
            raise typer.Exit(2)
        not_kept(output, lang)
        write.parquet(table(rows), Material(store), output)
        note_written(output, lang)
    elif form is Form.JSON:
        deliver(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", output, lang)
    elif form is Form.CSV or output is not None:
        deliver(write.csv(table(rows), Material(store)), output, lang)
    else:
        console().print(_grid(rows[:top], lang))
        console().print(text("reuse.found", lang, n=len(rows), shown=min(top, len(rows))))


def _grid(rows: list[Row], lang: str) -> Grid:
    heads = ("reuse.kind", "reuse.length", "reuse.one", "reuse.other", "reuse.words")
    grid = Grid(*(text(h, lang) for h in heads), show_lines=True)
    for row in rows:
        grid.add_row(
            text(f"reuse.{row['kind']}", lang),
            str(row["length"]),
            _where(row, "_a"),
            _where(row, "_b"),
            " ".join(str(row["quote_a"]).split())[:60],
        )
    return grid


def _where(row: Row, side: str) -> str:
    """The place, the date and the words of one side."""
    told = (row[f"place{side}"], row[f"time{side}"], row[f"document{side}"])
    return "\n".join([*(str(t) for t in told if t), f"{row[f'start{side}']}–{row[f'end{side}']}"])
