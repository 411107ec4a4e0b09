"""The commands ``ask``, ``export`` and ``serve``; the application registers them."""

from __future__ import annotations

import io
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.text.kept import KeptTexts
from kg.text.outfolder import TEXTS
from kg.use.ask.answer import Answer
from kg.use.ask.catalogue import NamedQuery, ParameterError, UnknownQuery, catalogue, find
from kg.use.ask.engines import Engine, Graph
from kg.use.ask.errors import QueryError
from kg.use.ask.examples import examples
from kg.use.ask.formats import FormatError, short, write
from kg.use.ask.heads import heads
from kg.use.compare.regions import find_region
from kg.use.completing import query_names
from kg.use.export.all import FORMATS, ExtraMissing, TextMissing, export_to
from kg.use.messages import language, text
from kg.use.reader import Reader
from kg.use.spreadsheet import BOM
from kg.use.terminal import (
    OUT,
    GraphFile,
    Output,
    console,
    deliver,
    not_kept,
    note_written,
    open_graph,
    problem,
    region_problems,
    remote_problems,
)

# --------------------------------------------------------------------------- ask


class AskShape(StrEnum):
    """The forms of an answer."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    MD = "md"
    TTL = "ttl"
    NT = "nt"


def ask(  # noqa: PLR0913 - one parameter for each option
    query: Annotated[
        str | None,
        typer.Argument(help="查询名、SPARQL 文本、文件，或 - · name, SPARQL, file, or -", autocompletion=query_names),
    ] = None,
    parameters: Annotated[list[str] | None, typer.Argument(help="参数 名称=值 · parameters name=value")] = None,
    graph: GraphFile = OUT,
    shape: Annotated[AskShape | None, typer.Option("-f", "--format", help="输出形式 · form of the output")] = None,
    output: Output = None,
    engine: Annotated[Engine, typer.Option("--engine", help="查询引擎 · engine")] = Engine.OXIGRAPH,
    endpoint: Annotated[
        str | None, typer.Option("--endpoint", help="改向此 SPARQL 端点提问 · ask this SPARQL endpoint instead")
    ] = None,
    list_them: Annotated[bool, typer.Option("--list", help="列出命名查询 · list the named queries")] = False,
    show: Annotated[bool, typer.Option("--show", help="只显示 SPARQL · show the SPARQL, do not run it")] = False,
) -> None:
    """用 SPARQL 或命名查询向图谱提问 · Ask the graph, by name or in SPARQL."""
    lang = language()
    if list_them or query is None:
        _list(lang)
        return
    values = _values(parameters or [], lang)
    if show:
        deliver(_sparql(query, values, None, lang), output, lang)
        return
    try:
        if endpoint is not None:
            answer = _of_endpoint(endpoint, query, values, lang)
        else:
            store = open_graph(graph)
            answer = Graph(store).ask(_sparql(query, values, Reader(store), lang), engine)
        _print(answer, shape, output, lang)
    except QueryError as error:
        _explain(error, lang)
        raise typer.Exit(2) from error
    except FormatError as error:
        problem(text("query.format", lang, format=error.form, kind=error.kind))
        raise typer.Exit(2) from error


def _of_endpoint(url: str, query: str, values: dict[str, str], lang: str) -> Answer:
    """The answer of an endpoint; of its regions only what is needed to find the one that is meant."""
    from kg.use.remote.ask import Endpoint

    with remote_problems():
        endpoint = Endpoint(url)
        named = catalogue().get(query)
        places = {p.name for p in named.parameters if p.type == "region"} if named else set()
        regions = endpoint.regions() if places & set(values) else ox.Store()
        return endpoint.ask(_sparql(query, values, Reader(regions), lang))


def _list(lang: str) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for query in catalogue().values():
        table.add_row(Text(query.usage, style="bold"), Text(query.zh if lang == "zh" else query.en))
    console().print(table)


def _values(parameters: list[str], lang: str) -> dict[str, str]:
    values = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals:
            problem(text("query.form", lang, value=parameter))
            raise typer.Exit(2)
        values[name.strip()] = value.strip()
    return values


def _sparql(query: str, values: dict[str, str], reader: Reader | None, lang: str) -> str:
    """The SPARQL that was asked for: from standard input, a file, the text itself or a named query."""
    if query == "-":
        return sys.stdin.read()
    if query.endswith((".rq", ".sparql")) and "{" not in query:
        return _query_file(Path(query), lang)
    if any(mark in query for mark in "{}\n") or " " in query.strip():
        return query
    try:
        return _filled(find(query), values, reader, lang)
    except UnknownQuery as error:
        known = ", ".join(error.candidates)
        problem(text("query.unknown", lang, name=query, candidates=known))
    except ParameterError as error:
        if error.expected in ("number",):
            expected = text("number", lang)
            told = {"parameter": error.parameter, "expected": expected, "value": error.value}
            problem(text("query.value", lang, **told))
        else:
            known = error.expected or text("none", lang)
            told = {"name": query, "parameter": error.parameter, "candidates": known}
            problem(text("query.parameter", lang, **told))
    raise typer.Exit(2)


def _query_file(path: Path, lang: str) -> str:
    if not path.is_file():
        problem(text("query.file", lang, path=path))
        raise typer.Exit(2)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problem(text("query.encoding", lang, path=path))
        raise typer.Exit(2) from error


def _filled(query: NamedQuery, values: dict[str, str], reader: Reader | None, lang: str) -> str:
    """The named query with its values; regions by any of their names, missing values reported."""
    query.fill(values)  # wrong names and values are told before missing ones
    missing = [p for p in query.parameters if p.name not in values]
    if missing and reader is not None:
        usage = query.called(examples(reader.store).get(query.name, {}))
        problem(text("query.missing", lang, name=missing[0].name, usage=usage))
        raise typer.Exit(2)
    types = {p.name: p.type for p in query.parameters}
    full = dict(values)
    for name, value in values.items():
        if types.get(name) == "region" and reader is not None:
            with region_problems(reader, lang):
                full[name] = find_region(reader, value).name
    return query.fill(full)


def _print(answer: Answer, shape: AskShape | None, output: Path | None, lang: str) -> None:
    form = shape.value if shape else _ending(output) or ("ttl" if answer.kind == "graph" else "table")
    if form != "table":
        mark = BOM if form == "csv" and output is not None else ""  # for Excel; a pipe wants none
        deliver(mark + write(answer, form), output, lang)
        return
    words = io.StringIO()
    out = console() if output is None else Console(file=words, width=200)
    _show(answer, out, lang)
    if output is not None:
        deliver(words.getvalue(), output, lang)


def _show(answer: Answer, out: Console, lang: str) -> None:
    """Print an answer as a table."""
    if answer.kind == "ask":
        out.print(str(answer.truth).lower())
        return
    columns = answer.columns or ("subject", "predicate", "object")
    table = Table()
    for name in heads(columns, lang):
        table.add_column(Text(name), overflow="fold")
    for row in answer.rows or answer.triples:
        table.add_row(*(Text("" if t is None else short(t)) for t in row))
    out.print(table)
    out.print(Text(text("rows", lang, n=len(answer.rows or answer.triples)), style="dim"))


def _ending(output: Path | None) -> str:
    ending = output.suffix.removeprefix(".").lower() if output else ""
    return ending if ending in {s.value for s in AskShape} else ""


def _explain(error: QueryError, lang: str) -> None:
    place = {"line": error.line, "column": error.column}
    reason = error.reason
    if error.code != "error":
        reason = text(f"query.{error.code}", lang, reason=reason)
    if error.line is None:
        problem(text("query.failed", lang, reason=reason))
    else:
        problem(text("query.error", lang, reason=reason, **place))
    if error.pointer():
        typer.echo(error.pointer(), err=True)


# --------------------------------------------------------------------------- export and serve


def export(
    to: Annotated[str, typer.Option("--to", help=f"格式 · format: {', '.join(FORMATS)}")],
    graph: GraphFile = OUT,
    output: Output = None,
) -> None:
    """导出为其他工具的格式 · Write the graph in the formats of other tools."""
    lang = language()
    if to not in FORMATS:
        problem(text("export.format", lang, format=to, formats=", ".join(FORMATS)))
        raise typer.Exit(2)
    store = open_graph(graph)
    target = output or graph.with_suffix(FORMATS[to])
    if os.path.realpath(target) == os.path.realpath(graph):
        problem(text("export.same", lang, path=target))
        raise typer.Exit(2)
    not_kept(target, lang)
    try:
        for path in export_to(store, to, target, KeptTexts(graph.parent / TEXTS)):
            note_written(path, lang)
    except TextMissing as error:
        problem(text("export.text", lang, name=error))
        raise typer.Exit(2) from error
    except ExtraMissing as error:
        problem(text("extra", lang))
        raise typer.Exit(2) from error


def serve(  # noqa: PLR0913 - one parameter for each option
    graph: GraphFile = OUT,
    host: Annotated[str, typer.Option("--host", help="地址 · address")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="端口 · port", min=0, max=65535)] = 7878,
    timeout: Annotated[float, typer.Option("--timeout", help="每个查询的时限（秒） · seconds for one query")] = 10.0,
    limit: Annotated[int, typer.Option("--limit", help="每个结果的上限（字节） · bytes of one result")] = 50_000_000,
    cors: Annotated[str | None, typer.Option("--cors", help="允许的来源 · origin allowed, off by default")] = None,
    page: Annotated[Path | None, typer.Option("--page", help="页面文件 · page file; default: beside the graph")] = None,
    review: Annotated[
        bool, typer.Option("--review", help="在浏览器中核对，写入更正文件 · review in the browser, into corrections")
    ] = False,
    corrections: Annotated[
        Path | None, typer.Option("--corrections", help="更正文件 · file of corrections; default: beside the graph")
    ] = None,
) -> None:
    """在本机提供页面、SPARQL 端点和查询编辑器 · Serve the page, an endpoint and a query editor."""
    from kg.use.serve.run import Options, serve_graph  # the web server is slow to import

    lang = language()
    open_graph(graph)
    options = Options(graph, host, port, timeout, limit, cors, page, review, corrections)
    if not serve_graph(options, lang):
        raise typer.Exit(2)
