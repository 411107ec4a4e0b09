"""``kg conflicts``: figures and parts on which documents disagree."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from kg.cli.texts import say
from kg.use.conflicts import Conflict, Position, as_csv, conflicts
from kg.use.messages import language
from kg.use.reader import Reader
from kg.use.records import jsonable
from kg.use.terminal import OUT, GraphArgument, console, deliver, open_graph


class What(StrEnum):
    """On what documents disagree."""

    VALUE = "value"
    CHANGE = "change"
    PARTS = "parts"


class Form(StrEnum):
    """The forms of the list."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def disagreements(
    graph: GraphArgument = OUT,
    only: Annotated[list[What] | None, typer.Option("--only", help="只列这类 · of this kind only")] = None,
    form: Annotated[Form, typer.Option("-f", "--format", help="输出形式 · form of the output")] = Form.TABLE,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 · write to this file")] = None,
) -> None:
    """列出文件之间说法不一的数值和要素 · List figures and parts on which documents disagree."""
    lang = language()
    store = open_graph(graph, built=True)
    found = [c for c in conflicts(Reader(store), lang) if not only or c.what in only]
    if form is Form.CSV or (output is not None and output.suffix.lower() == ".csv"):
        deliver(as_csv(found), output, lang)
    elif form is Form.JSON or output is not None:
        told = json.dumps(jsonable(tuple(found)), ensure_ascii=False, indent=1) + "\n"
        deliver(told, output, lang)
    else:
        if found:
            console().print(_table(found))
        console().print(say("conflicts", n=len(found)))


def _table(found: list[Conflict]) -> Table:
    table = Table(say("what"), say("which"), say("says"), say("where"), show_lines=True)
    for c in found:
        which = "\n".join(filter(None, (c.region, c.name, c.of)))
        kind = say(f"conflict_{c.what}") + (f"\n{say('conflict_unit')}" if c.hint else "")
        says = "\n".join(side.says for side in c.positions)
        where = "\n".join(map(_where, c.positions))
        table.add_row(kind, *map(escape, (which, says, where)))
    return table


def _where(side: Position) -> str:
    """The documents of one side, with the words of the first."""
    quote = " ".join(side.sources[0].quote.split())[:40] if side.sources else ""
    return f"{'、'.join(side.documents)}: {quote}"
