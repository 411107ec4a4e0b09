"""``kg view``: the page of a graph that is already there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import error, out, warn
from kg.cli.texts import either, say
from kg.graph.store import GraphError, load
from kg.use.view.page import write_page


def read_texts(folder: Path) -> dict[str, str]:
    """The kept texts below ``folder``, by document name, with and without the ending .txt."""
    texts: dict[str, str] = {}
    for file in sorted(folder.rglob("*.txt")) if folder.is_dir() else ():
        name = file.relative_to(folder).as_posix()
        texts[name] = texts[name.removesuffix(".txt")] = file.read_bytes().decode("utf-8")
    return texts


def view(
    graph: Annotated[Path, typer.Argument(help="图谱文件 · graph file")] = Path("out/graph.ttl"),
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="页面文件 · page file")
    ] = None,
    texts: Annotated[
        Path | None, typer.Option("--texts", help="原文文件夹 · folder of the kept texts")
    ] = None,
) -> None:
    """写出可离线打开的页面 · Write the page of a graph; it opens offline."""
    try:
        store = load(graph)
    except GraphError as problem:
        error(str(problem))
        raise typer.Exit(2) from problem
    path = output or graph.with_suffix(".html")
    report = write_page(store, path, sources=read_texts(texts or graph.parent / "texts"))
    for chinese, english in report.left_out:
        warn(either(chinese, english))
    out.print(f"{say('wrote')} {path}")
