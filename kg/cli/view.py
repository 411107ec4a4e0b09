"""``kg view``: the page of a graph that is already there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.texts import hint, say
from kg.text.kept import KeptTexts
from kg.use.messages import language
from kg.use.terminal import OUT, GraphArgument, console, not_kept, note, open_graph


def view(
    graph: GraphArgument = OUT,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="页面文件 · page file")] = None,
    texts: Annotated[Path | None, typer.Option("--texts", help="原文文件夹 · folder of the kept texts")] = None,
    pyvis: Annotated[
        bool, typer.Option("--pyvis", help="只写 vis-network 网络图 · only a plain page of vis-network")
    ] = False,
) -> None:
    """写出可离线打开的页面 · Write the page of a graph; it opens offline."""
    store = open_graph(graph, built=True)
    path = output or graph.with_suffix(".pyvis.html" if pyvis else ".html")
    not_kept(path, language())
    if pyvis:
        from kg.use.view.network import write_plain

        write_plain(store, path)
        console().print(f"{say('wrote')} {path}")
        return
    from kg.use.view.page import write_page

    report = write_page(store, path, sources=KeptTexts(texts or graph.parent / "texts"))
    for chinese, english in report.left_out:
        note(hint(chinese, english, graph))
    console().print(f"{say('wrote')} {path}")
