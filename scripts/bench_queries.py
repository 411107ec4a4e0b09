#!/usr/bin/env python3
"""Time every named query on a graph of a million triples, and one comparison: `make bench-queries`.

    bench_queries.py [--triples 1000000] [--graph FILE] [--limit 2.0]

Ends with code 1 when a query takes longer than the limit (seconds).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.graph.store import load
from kg.text.limit import TimeLimit, limited
from kg.use.ask.catalogue import NamedQuery, catalogue
from kg.use.ask.engines import Engine, Graph
from kg.use.compare.report import Comparer
from scripts.make_graph import lines

ROUNDS = 3
MOST_IN_RDFLIB = 1_000_000
"""Ten million triples would take rdflib 13 GB of memory."""


def values(query: NamedQuery, graph: Graph) -> dict[str, str]:
    """Values for the parameters that the graph has answers for."""
    found = {}
    first = "SELECT ?n { ?p a dj:Programme ; dcterms:spatial ?r . ?r dcterms:type dk:county ; schema:name ?n } LIMIT 1"
    for parameter in query.parameters:
        if parameter.type == "region":
            found[parameter.name] = graph.ask(first).table()[0][0]
        elif parameter.type == "number":
            found[parameter.name] = "2020"
        else:
            found[parameter.name] = {"三岗联创": "一强", "一强三创": "一强"}.get(parameter.example, parameter.example)
    return found


def measure(graph: Graph) -> list[tuple[float, str, int]]:
    """Seconds (best of three), name and number of rows of every query."""
    found = []
    for query in catalogue().values():
        text = query.fill(values(query, graph))
        best, size = float("inf"), 0
        for _ in range(ROUNDS):
            start = time.perf_counter()
            answer = graph.ask(text)
            best = min(best, time.perf_counter() - start)
            size = len(answer.rows) or len(answer.triples)
        found.append((best, query.name, size))
    return sorted(found, reverse=True)


def beside(triples: int, limit: float) -> list[tuple[str, float | None, float | None]]:
    """Seconds of loading and of every query on pyoxigraph and, up to ``MOST_IN_RDFLIB`` triples, on rdflib; nothing where one takes
    longer than ``limit``."""
    engines = [e for e in Engine if e is not Engine.RDFLIB or triples <= MOST_IN_RDFLIB]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nt"
        path.write_text("".join(line + "\n" for line in lines(triples)), encoding="utf-8")
        start = time.process_time()
        graph = Graph(load(path))
        loading = time.process_time() - start
        start = time.process_time()
        if Engine.RDFLIB in engines:
            graph.ask("ASK { ?s ?p ?o }", Engine.RDFLIB)
        theirs = time.process_time() - start if Engine.RDFLIB in engines else None
        found: list[tuple[str, float | None, float | None]] = [("load", loading, theirs)]
        for query in sorted(catalogue().values(), key=lambda q: q.name):
            text = query.fill(values(query, graph))
            told = [_seconds(graph, text, e, limit) for e in engines]
            found.append((query.name, told[0], told[1] if len(told) > 1 else None))
    return found


def _seconds(graph: Graph, text: str, engine: Engine, limit: float) -> float | None:
    start = time.process_time()
    try:
        with limited(limit):
            graph.ask(text, engine)
    except TimeLimit:
        return None
    return time.process_time() - start


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--graph", type=Path, help="a graph file instead of a made one")
    parser.add_argument("--limit", type=float, default=2.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.graph
        if path is None:
            path = Path(folder) / "graph.nt"
            text = "".join(line + "\n" for line in lines(arguments.triples))
            path.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        store = load(path)
    print(f"{len(store):,} triples, loaded in {time.perf_counter() - start:.1f} s")
    times = measure(Graph(store))
    for seconds, name, size in times:
        print(f"{seconds:8.3f} s  {name:22} {size:7} rows")
    start = time.perf_counter()
    comparer = Comparer(store)
    covered = comparer.reader.covered()[:10]
    comparison = comparer.compare(covered)
    took = time.perf_counter() - start
    print(f"{took:8.3f} s  compare {len(covered)} regions, {len(comparison.rows)} rows")
    if times[0][0] > arguments.limit:
        sys.exit(f"{times[0][1]} took {times[0][0]:.2f} s, more than {arguments.limit:g} s")


if __name__ == "__main__":
    main()
