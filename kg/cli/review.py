"""``kg review``: what a person should look at, the most doubtful first."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from kg.cli.texts import say
from kg.graph.write import write_whole
from kg.text.kept import kept_name
from kg.use.accepted import accepted
from kg.use.eval.facts import Facts
from kg.use.messages import language
from kg.use.reader import Reader
from kg.use.review import Doubt, as_correction, before, doubts
from kg.use.terminal import OUT, GraphArgument, console, open_graph, problem


class Why(StrEnum):
    """The kinds of doubt."""

    CONFLICT = "conflict"
    PARTS = "parts"
    ALIAS = "alias"
    INCOMPLETE = "incomplete"
    CHANGED = "changed"
    REGION = "region"
    CONFIDENCE = "confidence"


class Form(StrEnum):
    """The forms of the list."""

    TABLE = "table"
    JSON = "json"
    TOML = "toml"


def review(
    graph: GraphArgument = OUT,
    only: Annotated[list[Why] | None, typer.Option("--only", help="只列这类疑点 · doubts of this kind only")] = None,
    number: Annotated[int, typer.Option("-n", "--number", min=1, help="最多条数 · how many at most")] = 30,
    form: Annotated[
        Form, typer.Option("-f", "--format", help="toml 为待填的更正 · toml: corrections to fill in")
    ] = Form.TABLE,
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold",
            help="把已核对的内容按标注格式写入此文件夹 · write what was accepted or put right as gold into this folder",
        ),
    ] = None,
) -> None:
    """列出最需人工核对的内容：数值矛盾、疑似别名、要素不全、置信度低 · List what to look at: conflicts, likely aliases, missing parts, what is new, low confidence."""
    store = open_graph(graph, built=True)
    if gold is not None:
        _write_gold(accepted(store), gold)
        return
    every = doubts(Reader(store), language(), before(graph))
    found = [d for d in every if not only or d.why in only]
    shown = found[:number]
    if form is Form.JSON:
        typer.echo(json.dumps([asdict(d) for d in shown], ensure_ascii=False, indent=1))
    elif form is Form.TOML:
        typer.echo("\n".join([say("fill_in"), "", *map(as_correction, shown)]))
    else:
        console().print(_table(shown))
        console().print(say("doubts", shown=len(shown), n=len(found)))


def _write_gold(found: dict[str, Facts], folder: Path) -> None:
    """A file for each document; one that is there already is left alone and named."""
    for document, facts in sorted(found.items()):
        path = folder / f"{kept_name(document).removesuffix('.txt')}.json"
        if path.exists():
            problem(say("taken", path=path))
            raise typer.Exit(2)
        path.parent.mkdir(parents=True, exist_ok=True)
        said = {"file": kept_name(document), **facts}
        write_whole(path, (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode())
    console().print(say("gold_written", n=len(found), path=folder))


def _table(shown: list[Doubt]) -> Table:
    table = Table(say("what"), say("which"), say("says"), say("where"), show_lines=True)
    for d in shown:
        which = f"{d.region}\n{d.name}".strip()
        where = f"{d.document}: {' '.join(d.quote.split())[:60]}" if d.document else ""
        table.add_row(say(f"doubt_{d.why}"), *map(escape, (which, d.says, where)))
    return table
