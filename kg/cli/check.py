"""``kg check``: is the graph right."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from kg.cli.texts import either, say
from kg.graph.check import Finding, check_quotations
from kg.graph.check import check as check_graph
from kg.scale.again import check_figures
from kg.text.outfolder import finish
from kg.use.terminal import OUT, GraphArgument, console, graph_problems, problem


def _findings(findings: Iterable[Finding]) -> Table:
    table = Table(say("what"), say("which"), say("where"), show_lines=True)
    for f in findings:
        message = either(f.message_zh, f.message)
        style = "red" if f.severity == "violation" else "cyan"
        which = f.name or f.node.rsplit("/", 1)[-1]
        shown = f"{which} ({f.value})" if f.value and f.value != f.node else which
        where = f"{f.document}: {f.sentence[:80]}" if f.document else ""
        table.add_row(f"[{style}]{escape(message)}[/]", escape(shown), escape(where))
    return table


def check(
    graph: GraphArgument = OUT,
    texts: Annotated[
        Path | None, typer.Option("--texts", help="原文文件夹，逐字核对引文 · compare quotations with these texts")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="只显示错误 · violations only")] = False,
) -> None:
    """校验图谱（SHACL 与查询），说明问题及原文 · Validate the graph and say what is wrong where."""
    out = console()
    if texts is not None and not texts.is_dir():
        problem(say("missing", path=texts))
        raise typer.Exit(2)
    finish(graph.parent)
    with graph_problems():
        findings = check_graph(graph)
        folder = texts or graph.parent / "texts"
        if folder.is_dir():
            wrong = check_quotations(graph, folder)
            out.print(say("quotations", n=len(wrong)) if wrong else say("quotations_ok"))
            findings = [*wrong, *check_figures(graph, folder), *findings]
    violations = [f for f in findings if f.severity == "violation"]
    shown = violations if quiet else findings
    if shown:
        out.print(_findings(shown))
    notes = len(findings) - len(violations)
    if violations:
        problem(say("violations", n=len(violations)))
        raise typer.Exit(1)
    out.print(f"[green]✓[/] {say('conforms')}" + (f" · {say('notes', n=notes)}" if notes else ""))
