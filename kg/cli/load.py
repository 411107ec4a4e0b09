"""``kg load``: a graph into a store elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn

from kg.text.outfolder import finish
from kg.use.messages import language, text
from kg.use.remote.client import Client
from kg.use.remote.load import WHOLE, lines_of, put_all
from kg.use.terminal import console, graph_problems, problem, remote_problems


def load(
    graph: Annotated[Path, typer.Argument(help="构建输出的文件夹或图谱文件 · folder of a build, or graph file")] = Path(
        "out"
    ),
    to: Annotated[
        str, typer.Option("--to", help="Graph Store 地址 · address of the graph store, http://HOST:7878/store")
    ] = ...,  # type: ignore[assignment]
    timeout: Annotated[
        float, typer.Option("--timeout", min=1, help="每个请求的时限（秒） · seconds for one request")
    ] = 300.0,
) -> None:
    """写入 SPARQL 图数据库：每份文件一个命名图，可重复写入 · Put the graph into a SPARQL store, a named graph for each document."""
    lang = language()
    finish(graph)
    columns = (SpinnerColumn(), TextColumn(text("loading", lang)), TextColumn("{task.completed}"))
    with remote_problems(), graph_problems():
        client = Client(to, timeout)
        out = console()
        with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as progress:
            task = progress.add_task("", total=None)
            done = put_all(lines_of(graph), client, lambda n: progress.update(task, completed=n))
        client.close()
    if not done.triples:
        problem(text("graph.empty", lang, path=graph))
        raise typer.Exit(2)
    told = {"documents": f"{done.documents:,}", "triples": f"{done.triples:,}", "whole": WHOLE}
    console().print(text("loaded", lang, url=to, **told), soft_wrap=True)
