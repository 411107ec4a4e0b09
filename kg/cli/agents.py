"""``kg mcp``: the graph as tools for agents, over the Model Context Protocol on standard input and output."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.texts import say
from kg.use.agents import Agents, Record
from kg.use.ask.catalogue import ParameterError, UnknownQuery
from kg.use.compare.regions import RegionError
from kg.use.messages import language
from kg.use.serve.pool import Pool
from kg.use.serve.worker import Request
from kg.use.terminal import OUT, GraphFile, open_graph, problem

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

_JSON = "application/sparql-results+json"
_LARGEST = 5_000_000  # bytes of one result
_WRONG = (UnknownQuery, ParameterError, RegionError, ValueError, KeyError)
_ABOUT = """A knowledge graph read from Chinese reports on Party building and local governance. Everything in it was read from
a text: quote the quotations that come with an answer, and say where they stand. What the graph does not hold, it does not know.
Start with `queries`; names of regions may be short (高台), in pinyin (gaotai) or codes."""


def agents(
    graph: GraphFile = OUT,
    timeout: Annotated[float, typer.Option("--timeout", help="每个查询的时限（秒） · seconds for one query")] = 10.0,
) -> None:
    """让智能体通过 MCP 只读地查询图谱（标准输入输出） · Let agents ask the graph over MCP, read only, on standard input and output."""
    try:
        import mcp  # noqa: F401 - an extra that need not be there
    except ImportError as error:
        problem(say("no_mcp"))
        raise typer.Exit(2) from error
    told = Agents(open_graph(graph, built=True), language())
    server(told, graph, timeout).run("stdio")


def server(told: Agents, graph: Path, timeout: float) -> MCPServer:
    """The server with its tools; queries run in a process that can be stopped."""
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.types import ToolAnnotations

    pool = Pool(graph, 1, timeout)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        pool.start()
        try:
            yield
        finally:
            await pool.stop()

    def tried(answer: Callable[[], Record]) -> Record:
        try:
            return answer()
        except _WRONG as error:
            raise ToolError(str(error)) from error

    made = MCPServer("kg", instructions=_ABOUT, version=version("kg"), lifespan=lifespan)
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

    async def ask(query: str, parameters: dict[str, str] | None = None) -> Record:
        """Ask the graph: the name of a named query with its parameters, or SPARQL (SELECT or ASK; prefixes dj:, dk:, schema:,
        dcterms: … are known). Gives rows, and the quotations that what stands in them rests on."""
        sparql = tried(lambda: {"query": told.sparql(query, parameters or {})})["query"]
        reply = await pool.ask(Request(sparql, _JSON, None, _LARGEST), "")
        if reply.status != "ok":
            raise ToolError(f"{reply.status}: {reply.body.decode('utf-8', 'replace')}"[:600])
        return told.answered(reply.body)

    def queries() -> list[Record]:
        """The named queries: what each answers, its parameters, an example."""
        return told.queries()

    def compare(regions: list[str]) -> Record:
        """Compare regions: which programmes correspond, with their parts; figures of one measure side by side; with quotations."""
        return tried(lambda: told.compared(regions))

    def why(thing: str) -> Record:
        """What is stated of a thing, by its name (枣乡红) or IRI, and every quotation for it with the rule that read it and how often
        that rule is right."""
        return tried(lambda: told.why(thing))

    for tool in (queries, ask, compare, why):
        made.add_tool(tool, annotations=reads)
    return made
