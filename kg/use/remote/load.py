"""Put a graph into a store by the Graph Store Protocol: a named graph for each document, and one that holds all of it.

A graph that is put takes the place of what was there, so that loading again changes nothing. The whole is put as well, because
what several documents say would count several times where a store takes all graphs as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryDirectory
from urllib.parse import quote

from kg.graph.store import load
from kg.graph.terms import ID
from kg.text.outfolder import GRAPH
from kg.use.export.rdf import nquads
from kg.use.remote.client import Client

WHOLE = ID + "graph/all"
"""The named graph that holds every statement once: what ``kg ask --endpoint`` asks."""
SHARED = ID + "graph/shared"
"""The named graph of what belongs to no document: the code lists."""
QUADS = "quads"
_PARTS = 256  # files that the lines of documents are sorted into, each small enough to be held
_HELD = 1 << 23  # bytes of one graph that are held in memory; more lie on the disk
_QUAD = re.compile(r"(<[^>]*> <[^>]*> .+?)(?: <([^<>\"]*)>)? \.\n?")
_TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}  # every line of N-Triples is Turtle


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was put: the graphs of documents, and the statements of the whole."""

    documents: int
    triples: int


def lines_of(path: Path) -> Iterator[str]:
    """N-Quads of a folder that a build wrote, or of a graph file; the same statement of several graphs stands together.
    Raises :class:`kg.graph.store.GraphError`."""
    parts = sorted((path / QUADS).glob("*.nq")) if path.is_dir() else []
    for part in parts:
        with part.open(encoding="utf-8") as lines:
            yield from lines
    if not parts:
        file = path / GRAPH if path.is_dir() else path
        yield from nquads(load(file, built=True))


def put_all(lines: Iterable[str], client: Client, tell: Callable[[int], None]) -> Loaded:
    """Put all graphs; ``tell`` is told how many are done. Raises :class:`kg.use.remote.client.RemoteError`."""
    with ExitStack() as held:
        folder = Path(held.enter_context(TemporaryDirectory(prefix="kg-load-")))
        whole = held.enter_context(SpooledTemporaryFile(_HELD))
        triples = 0
        with ExitStack() as parts:
            files = [parts.enter_context((folder / f"{n:03}").open("wb")) for n in range(_PARTS)]
            for said, quads in groupby(map(_split, lines), key=lambda pair: pair[0]):
                triples += 1
                whole.write(f"{said} .\n".encode())
                for graph in {graph for _, graph in quads}:
                    part = int(sha256(graph.encode()).hexdigest()[:2], 16)
                    files[part].write(f"{graph}\t{said} .\n".encode())
        if not triples:
            return Loaded(0, 0)
        done = 0
        for graph, body in _graphs(folder):
            with SpooledTemporaryFile(_HELD) as spool:
                spool.writelines(body)
                _put(client, graph, spool)
            done += graph != SHARED
            tell(done)
        _put(client, WHOLE, whole)
    return Loaded(done, triples)


def _split(line: str) -> tuple[str, str]:
    found = _QUAD.fullmatch(line)
    if found is None:
        raise ValueError(f"no N-Quad: {line!r}")
    return found[1], found[2] or SHARED


def _graphs(folder: Path) -> Iterator[tuple[str, list[bytes]]]:
    """Each named graph with its lines."""
    for part in sorted(folder.iterdir()):
        graphs: dict[str, list[bytes]] = {}
        with part.open("rb") as lines:
            for line in lines:
                graph, _, said = line.partition(b"\t")
                graphs.setdefault(graph.decode(), []).append(said)
        yield from sorted(graphs.items())


def _put(client: Client, graph: str, body: SpooledTemporaryFile[bytes]) -> None:
    client.ask("PUT", f"graph={quote(graph, safe='')}", _TURTLE, body)  # type: ignore[arg-type]
