"""A process that holds the graph and answers one query at a time, each in a child of its own where the system can fork:
a query is stopped by ending the child, and the graph need not be loaded again."""

from __future__ import annotations

import io
import os
import signal
import time
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.store import load
from kg.graph.terms import PREFIXES
from kg.use.ask.engines import check
from kg.use.ask.errors import QueryError

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
FORKS = hasattr(os, "fork")
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
    """The answer of a worker: ``status`` is ok, malformed, forbidden, unacceptable, large, failed, slow (it was stopped),
    died, or busy (it was not asked); ``seconds`` is the processor time that it took."""

    status: str
    media: str = "text/plain"
    body: bytes = b""
    seconds: float = 0.0


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
            reason = f"undeclared prefix {error.reason}:" if error.code == "prefix" else error.reason
            place = f"line {error.line}, column {error.column}: " if error.line else ""
            return _told("malformed", f"{place}{reason}\n{error.pointer()}")
        return _told("forbidden", f"{error.reason} is not allowed: this endpoint reads one graph only")
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


def main(pipe: Connection, path: str, nice: int = 0) -> None:
    """Load the graph, say so, and answer until the pipe closes; each query gets one reply."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's to hear
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    store = load(Path(path))
    try:
        pipe.send(len(store))
        while True:
            said = pipe.recv()
            if said is None:  # a wish to stop what has been answered
                continue
            request, seconds = said
            pipe.send(_in_child(store, request, seconds, pipe) if FORKS else _timed(store, request))
    except (EOFError, OSError):
        return


def _timed(store: ox.Store, request: Request) -> Reply:
    before = time.process_time()
    reply = answer(store, request)
    return replace(reply, seconds=time.process_time() - before)


def _in_child(store: ox.Store, request: Request, seconds: float, pipe: Connection) -> Reply:
    """Answer in a child process, which is ended when time is up, or when the other end of ``pipe`` says so or closes."""
    here, there = Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        try:
            _limit_memory()
            _limit_time(seconds)
            there.send(answer(store, request))
        finally:
            os._exit(0)
    there.close()
    reply = Reply("slow")
    try:
        ready = wait([here, pipe], seconds)
        if here in ready:
            reply = here.recv()
        elif ready:
            pipe.recv()
    except (EOFError, OSError):
        reply = Reply("died")
    os.kill(child, signal.SIGKILL)
    used = os.wait4(child, 0)[2]
    here.close()
    return replace(reply, seconds=used.ru_utime + used.ru_stime)


def _limit_time(seconds: float) -> None:
    """Let a child end by itself should nobody be there to end it."""
    import resource

    most = int(seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))


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
