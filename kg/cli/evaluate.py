"""``kg eval``: a graph against gold facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from kg.cli.texts import say
from kg.use.eval import ranking
from kg.use.eval.calibration import calibration, measured
from kg.use.eval.explain import explain
from kg.use.eval.facts import facts_of
from kg.use.eval.score import KINDS, Report, score
from kg.use.terminal import GraphArgument, console, open_graph, problem


def _gold(folder: Path, only: list[str]) -> dict[str, Any]:
    files = sorted(folder.rglob("*.json"))
    if only:
        files = [f for f in files if any(f.name.startswith(o) for o in only)]
    return {f.stem: _read(f) for f in files}


def _read(file: Path) -> Any:
    try:
        facts = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        problem(say("bad_gold", path=file, error=error))
        raise typer.Exit(2) from error
    if not isinstance(facts, dict):
        problem(say("bad_gold", path=file, error=type(facts).__name__))
        raise typer.Exit(2)
    return facts


def _table(report: Report) -> Table:
    table = Table(say("kind"), *(say(k) for k in ("precision", "recall", "f1", "gold", "found")))
    for kind in KINDS:
        tally = report.tallies[kind]
        figures = [f"{x:.3f}" for x in tally.figures()]
        table.add_row(kind, *figures, str(tally.gold), str(tally.found))
    table.add_row(say("mean"), "", "", f"{report.mean_f1:.4f}", "", "")
    return table


def _as_json(report: Report) -> str:
    rows: dict[str, Any] = {}
    for kind, tally in report.tallies.items():
        p, r, f1 = (round(x, 4) for x in tally.figures())
        rows[kind] = {"p": p, "r": r, "f1": f1, "gold": tally.gold, "pred": tally.found, "tp": tally.tp}
    rows["mean_f1"] = report.mean_f1
    return json.dumps(rows, ensure_ascii=False)


def _calibration(report: Report) -> Table:
    table = Table(say("rule"), say("predicted"), say("actual"), say("count"))
    for row in calibration(report):
        predicted = "—" if row.predicted is None else f"{row.predicted:.2f}"
        table.add_row(row.rule, predicted, f"{row.actual:.2f}", f"{row.right}/{row.total}")
    return table


def _graded(report: Report) -> None:
    """Figures and programmes by the confidence that is stated of them, and whether the doubtful ones are the wrong ones."""
    for kind in ("metrics", "programmes"):
        shown = [(s.stated, s.right) for s in report.shown if s.kind == kind and s.stated is not None]
        if not shown:
            continue
        table = Table(say("range"), say("predicted"), say("shown_all"), say("count"), title=say(f"shown_{kind}"))
        for b in ranking.bins(shown):
            table.add_row(f"{b.low:.1f}–{b.high:.1f}", f"{b.stated:.2f}", f"{b.right:.2f}", str(b.number))
        console().print(table)
        low, rest = ranking.wrong(shown)
        console().print(say("least_sure", kind=say(f"shown_{kind}"), low=low, rest=rest))


def evaluate(
    graph: GraphArgument,
    gold: Annotated[Path, typer.Option("--gold", help="标注文件夹 · folder of gold files")],
    errors: Annotated[
        str | None, typer.Option("--errors", help="列出错误：all 或类别 · list errors: all or a kind")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="文件名开头 · files that begin so")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON 输出 · as JSON")] = False,
    calibrate: Annotated[
        bool, typer.Option("--calibration", help="标称与实际置信度 · stated against actual confidence")
    ] = False,
    write: Annotated[
        Path | None, typer.Option("--write-confidence", help="写出各规则的精确率 · write each rule's precision")
    ] = None,
) -> None:
    """对照标注评测图谱 · Measure a graph against gold facts."""
    out = console()
    if errors and errors != "all" and errors not in KINDS:
        problem(say("unknown_kind", kind=errors, kinds=", ".join(KINDS)))
        raise typer.Exit(2)
    found = facts_of(open_graph(graph, built=True))
    golds = _gold(gold, only or [])
    if not golds:
        problem(say("no_gold", path=gold))
        raise typer.Exit(2)
    report = score(golds, {Path(name).stem: facts for name, facts in found.items()})
    if as_json:
        typer.echo(_as_json(report))
    else:
        out.print(_table(report))
    if errors:
        for miss in report.misses:
            if errors in ("all", miss.kind):
                out.print(f"[bold]{miss.kind}[/] · {say(miss.what)} · {escape(miss.file)}")
                for line in explain(miss, gold):
                    out.print("   " + escape(line), soft_wrap=True)
    if calibrate:
        out.print(_calibration(report))
        _graded(report)
    if write is not None:
        write.write_text(json.dumps(measured(report), ensure_ascii=False, indent=1) + "\n", "utf-8")
