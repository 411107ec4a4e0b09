"""The sections of docs/bench.md beside the stages: other tools, growth, queries and comparisons. Each is a table in Markdown."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import bench_compare
import bench_growth
import bench_long
import bench_queries

import recombine
from kg.text.prepare import prepare
from recombine import reports

SPEED = Path(__file__).with_name("bench_peer_speed.py")
REPORTS = 20
PARAGRAPHS = 2  # of a report of the furthest growth
LIMIT = 20.0  # seconds of one query


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines) + "\n"


def others(python: Path, times: float) -> str:
    """Other tools on the same text; ``times`` is how many times jieba.lcut's time a document's reading takes here."""
    texts = [[t.clean[s.start : s.end] for s in t.sentences] for t in map(prepare, reports(REPORTS))]
    asked = subprocess.run([python, SPEED], input=json.dumps(texts), capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(asked.stdout)
    base = told["jieba.lcut"]
    rows = [(name, f"{v:.2f}", f"{v / base:.2f}") for name, v in told.items()]
    rows.append(("**kg: build_one (all that it reads)**", f"{times * base:.2f}", f"**{times:.2f}**"))
    rows.sort(key=lambda row: float(row[2].strip("*")))
    return table(("tool", "µs a character", "× jieba.lcut"), rows)


def growth(sizes: Sequence[int]) -> str:
    """Growth after the reading, and memory."""
    return table(bench_growth.HEAD, bench_growth.rows(list(sizes)))


def far(sizes: Sequence[int]) -> str:
    """Growth with short reports, so that many of them can be tried."""
    whole, recombine.PARAGRAPHS = recombine.PARAGRAPHS, PARAGRAPHS
    told = table(bench_growth.HEAD, bench_growth.rows(list(sizes)))
    recombine.PARAGRAPHS = whole
    return told


def long_files(sizes: Sequence[int]) -> str:
    """What a character costs in a file of so many kB."""
    return table(bench_long.HEAD, bench_long.rows(sizes))


def queries(sizes: Sequence[int]) -> str:
    """Named queries on two engines."""
    found = [{name: times for name, *times in bench_queries.beside(n, LIMIT)} for n in sizes]
    engines = {n: ("pyoxigraph", "rdflib")[: 2 if n <= bench_queries.MOST_IN_RDFLIB else 1] for n in sizes}
    head = ["query", *(f"{e}, {n:,}" for n in sizes for e in engines[n])]

    def cell(seconds: float | None) -> str:
        return f"> {LIMIT:g}" if seconds is None else f"{seconds:.3f}"

    rows = [
        [name, *(cell(v) for n, f in zip(sizes, found, strict=True) for v in f[name][: len(engines[n])])]
        for name in found[0]
    ]
    return table(head, rows)


def compared(sizes: Sequence[int]) -> str:
    """How long it takes to find who is like whom."""
    rows = []
    for size in sizes:
        seconds, comparer = bench_compare.seconds(size)
        families = len(comparer.corpus().families)
        rows.append((f"{size:,}", f"{seconds:.1f}", f"{seconds / size * 1000:.1f}", f"{families:,}"))
    return table(("regions", "seconds", "ms a region", "families"), rows)
