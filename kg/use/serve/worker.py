"""A process that holds the graph and answers one query at a time, so that a query can be stopped."""

from __future__ import annotations

import io
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.store import load
from kg.graph.terms import PREFIXES
from kg.use.ask.engines import QueryError, check

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
MEMORY = 2 << 30  # bytes that queries may take beyond the graph


@dataclass(frozen=True, slots=True)
class Request:
    """A query with the media types that the client takes, ``None`` where it takes no such result."""

    query: str
    results: str | None
    graphs: str | None
    limit: int
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of a worker: ``status`` is ok, malformed, forbidden, unacceptable, large or failed."""

    status: str
    media: str = "text/plain"
    body: bytes = b""


class TooLarge(Exception):
    """A result that passes the limit."""


class _Limited(io.BytesIO):
    """A stream that refuses to grow beyond a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, data: Buffer) -> int:
        if self.tell() + memoryview(data).nbytes > self.limit:
            raise TooLarge
        return super().write(data)


def answer(store: ox.Store, request: Request) -> Reply:
    """Run a query and write its result, up to the limit."""
    try:
        check(request.query)
    except QueryError as error:
        if error.code in ("error", "prefix"):
            reason = (
                f"undeclared prefix {error.reason}:" if error.code == "prefix" else error.reason
            )
            place = f"line {error.line}, column {error.column}: " if error.line else ""
            return _told("malformed", f"{place}{reason}\n{error.pointer()}")
        return _told(
            "forbidden", f"{error.reason} is not allowed: this endpoint reads one graph only"
        )
    out = _Limited(request.limit)
    try:
        media = _run(store, request, out)
    except TooLarge:
        return _told("large", f"the result passes the limit of {request.limit} bytes; add LIMIT")
    except (OSError, RuntimeError, ValueError, MemoryError) as error:
        return _told("failed", str(error))
    if media is None:
        return _told("unacceptable", "no media type of the Accept header fits this kind of query")
    return Reply("ok", media, out.getvalue())


def _run(store: ox.Store, request: Request, out: _Limited) -> str | None:
    """Run the query into ``out``; the media type, or ``None`` where none fits."""
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None
    graphs = [ox.NamedNode(g) for g in request.default_graphs] or None
    named: list[ox.NamedNode | ox.BlankNode] | None
    named = [ox.NamedNode(g) for g in request.named_graphs] or None
    result = store.query(request.query, prefixes=PREFIXES, default_graph=graphs, named_graphs=named)
    if isinstance(result, ox.QueryTriples):
        if request.graphs is not None:
            result.serialize(out, format=GRAPHS[request.graphs])
        return request.graphs
    if request.results is not None:
        result.serialize(out, format=RESULTS[request.results])
    return request.results


def _told(status: str, message: str) -> Reply:
    return Reply(status, "text/plain; charset=utf-8", message.rstrip().encode() + b"\n")


def main(pipe: Connection, path: str) -> None:
    """Load the graph, say so, and answer until the pipe closes."""
    store = load(Path(path))
    _limit_memory()
    pipe.send(len(store))
    while True:
        try:
            request = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        pipe.send(answer(store, request))


def _limit_memory() -> None:
    """Let a query that takes too much memory fail in this process alone, where the system can do that."""
    try:
        import resource
    except ImportError:
        return
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        used = pages * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    except (OSError, ValueError):
        return
