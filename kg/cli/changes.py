"""``kg diff`` and ``kg verify``: what changed between two graphs, and whether a graph says what its texts give."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from kg.cli.corrected import corrections_of
from kg.cli.texts import say
from kg.scale.again import Again
from kg.scale.again import verify as derive_again
from kg.scale.pool import cores
from kg.text.outfolder import TEXTS, finish
from kg.use.changes import Change, changes, otherwise
from kg.use.messages import language
from kg.use.terminal import OUT, GraphArgument, console, done, graph_in, graph_problems, open_graph, problem

_MARKS = {"appeared": "[green]+[/]", "vanished": "[red]−[/]", "changed": "[yellow]~[/]"}
_SHOWN = 200  # differences in a table


def diff(
    old: Annotated[Path, typer.Argument(help="旧图谱文件或输出文件夹 · the old graph or folder", callback=graph_in)],
    new: Annotated[Path, typer.Argument(help="新图谱文件或输出文件夹 · the new graph or folder", callback=graph_in)],
    as_json: Annotated[bool, typer.Option("--json", help="JSON 输出 · as JSON")] = False,
) -> None:
    """说明两份图谱的差别：新增、消失、改动 · Say what appeared, vanished and changed between two graphs."""
    stores = [open_graph(p, built=True) for p in (old, new)]
    found = changes(stores[0], stores[1], language())
    differing = otherwise(stores[0], stores[1])
    if as_json:
        typer.echo(json.dumps([asdict(c) for c in found], ensure_ascii=False, indent=1))
    else:
        _tell(found, differing)
    if found or differing:
        raise typer.Exit(1)


def _tell(found: list[Change], differing: int) -> None:
    """The changes, region by region, and how many statements differ."""
    out, heading = console(), ("", "")
    if not found:
        out.print(say("only_evidence", n=differing) if differing else say("no_changes"))
        return
    for change in found:
        here = (change.region, change.under)
        if here != heading:
            out.print(f"[bold]{escape(' · '.join(w for w in here if w) or '—')}[/]")
            heading = here
        said = " → ".join(w for w in (change.before, change.after) if w)
        words = f"  {_MARKS[change.how]} {say('what_' + change.what)} {escape(change.name)}"
        out.print(words + (f"：{escape(said)}" if said else ""), soft_wrap=True)
    counts = {how: sum(c.how == how for c in found) for how in _MARKS}
    out.print(say("changes", **counts, n=differing))


def verify(
    graph: GraphArgument = OUT,
    texts: Annotated[Path | None, typer.Option("--texts", help="原文文件夹 · folder of the kept texts")] = None,
    only: Annotated[
        str, typer.Option("--only", help="只核对此名称或 IRI 的陈述 · only what is said of this name or IRI")
    ] = "",
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, help="进程数 · processes")] = cores(),
    corrections: Annotated[Path | None, typer.Option("--corrections", help="更正文件 · file of corrections")] = None,
) -> None:
    """从保存的原文重新读出全部陈述，与图谱逐条比较 · Derive every statement again from the kept texts and compare."""
    finish(graph.parent)
    folder = texts or graph.parent / TEXTS
    if not folder.is_dir():
        problem(say("missing", path=folder))
        raise typer.Exit(2)
    said = corrections_of(corrections, graph.parent)
    with graph_problems():
        again = derive_again(graph, folder, jobs, said, only)
    if only and not again.statements and not again.differences:
        problem(say("nothing_named", name=only))
        raise typer.Exit(2)
    for name in again.missing:
        problem(say("no_text", name=name))
    for name in again.failed:
        problem(say("died", name=name, error=""))
    if again.differences:
        console().print(_differences(again))
        problem(say("differences", n=len(again.differences)))
    if again.differences or again.missing or again.failed:
        raise typer.Exit(1)
    if only:
        done(say("verified_only", n=again.statements, name=only))
    else:
        done(say("verified", n=again.documents))


def _differences(again: Again) -> Table:
    table = Table(say("which"), say("property"), say("stated"), say("derived"))
    for d in again.differences[:_SHOWN]:
        which = d.name or d.node.rsplit("/", 1)[-1]
        local = d.predicate.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        cells = (which, local, " | ".join(d.stated) or "—", " | ".join(d.derived) or "—")
        table.add_row(*map(escape, cells))
    return table
