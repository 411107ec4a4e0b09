"""The command ``package``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.text.sources import iso
from kg.use.messages import language, text
from kg.use.package.metadata import About
from kg.use.package.write import write_package
from kg.use.terminal import OUT, GraphFile, done, open_graph, problem


def package(  # noqa: PLR0913 - one parameter for each option
    folder: Annotated[Path, typer.Argument(help="新文件夹 · a new folder")],
    graph: GraphFile = OUT,
    title: Annotated[str, typer.Option("--title", help="名称 · title")] = "Reports read by kg",
    author: Annotated[list[str] | None, typer.Option("--author", help="作者，可多次 · author, may be repeated")] = None,
    licence: Annotated[str, typer.Option("--licence", "--license", help="许可（SPDX） · licence (SPDX)")] = "",
    date: Annotated[str, typer.Option("--date", help="发布日期 · date of release")] = "",
    url: Annotated[str, typer.Option("--url", help="网址 · address")] = "",
) -> None:
    """打成数据包：表格、编码手册、数据字典、元数据、校验和 · Write a data package: tables, codebook, dictionary, metadata, checksums."""
    lang = language()
    store = open_graph(graph, built=True)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        problem(text("package.full", lang, path=folder))
        raise typer.Exit(2)
    day = iso(date) if date else ""
    if day is None:
        problem(text("package.date", lang, date=date))
        raise typer.Exit(2)
    files = write_package(store, graph, folder, About(title, tuple(author or ()), licence, day, url))
    done(text("package.done", lang, path=folder, n=len(files)))
