#!/usr/bin/env python3
"""What a build of many reports takes after the reading: `bench_growth.py 1000 10000 100000`, a table; with `--json` one row.

Reading takes the same for every report, so it is measured on SAMPLE recombined reports (`recombine.py`), whose facts are kept. Report
number n has the facts of one of them, under a document key of its own; its programmes, figures and bodies are shared by SHARED
reports. All that follows is what `kg build` does with one process: facts come document by document, are settled, and the graph is written.
Seconds are those of the process; the peak is its resident memory.

`bench_growth.py --whole --sentences 1 1000 10000 100000` leaves nothing out: it writes as many files and has them built by
`kg build -j 1 --no-page`, the seconds and the peak are those of that command. Reports of one sentence let it end within an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import recombine
from kg.graph.blocks import Block, Blocks, Parted, split
from kg.graph.ordered import Facts, Group
from kg.graph.settle_many import settled
from kg.graph.terms import document_key
from kg.graph.write import write_groups
from kg.model import Fact
from kg.pipeline import build_one
from recombine import report

SAMPLE = 100
SHARED = 4
_THINGS = re.compile(r"(/(?:prog|metric|agent|claim|policy|adoption|recognition)/[a-z])[0-9a-f]{4}")


@cache
def read(number: int) -> tuple[str, Parted]:
    """A report of the sample: its document key and its facts."""
    document = report(number)
    return document_key(document.id), split(build_one(document))


def reading(size: int) -> float:
    """The seconds that reading takes a report; the sample, or what ``size`` reports need of it, is read then."""
    build_one(report(0, seed=99))
    wanted = range(min(size, SAMPLE))
    start = time.process_time()
    for number in wanted:
        read(number)
    return (time.process_time() - start) / len(wanted)


def parted(number: int) -> Parted:
    """The facts of report ``number``."""
    key, first = read(number % SAMPLE)
    own = "d" + sha256(str(number).encode()).hexdigest()[:16]
    salt = sha256(str(number // SAMPLE // SHARED).encode()).hexdigest()[:4]
    words = "\x1f".join(chain.from_iterable(first.others)).replace(key, own)
    fields = iter(_THINGS.sub(lambda m: m[1] + salt, words).split("\x1f"))
    others = list(map(Fact, fields, fields, fields, fields))
    kept = first.block
    block = Block(
        kept.first.replace(key, own),
        kept.text.replace(key.encode(), own.encode()),
        kept.facts,
        kept.quoted.replace(key.encode(), own.encode()),
    )
    return Parted(others, [], block)


def counted(groups: Iterator[Group], numbers: list[int]) -> Iterator[Group]:
    """The same, with the number of facts added."""
    for group in groups:
        numbers[0] += len(group[1])
        yield group


def grown(size: int) -> dict[str, float]:
    """Seconds and memory of a build of ``size`` reports without the reading."""
    each = reading(size)
    clock = time.process_time
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        facts, ready = Facts(folder=scratch), Blocks(scratch)
        start, making = clock(), 0.0
        for number in range(size):
            before = clock()
            made = parted(number)
            making += clock() - before
            facts.update(made.others)
            ready.add(made.block)
        took = clock() - start - making
        start = clock()
        groups = settled(facts)
        settling = clock() - start
        numbers = [0]
        start = clock()
        write_groups(counted(groups(), numbers), scratch / "graph.ttl", ready)
        writing = clock() - start
        size_of = (scratch / "graph.ttl").stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "read": each,
        "take": took,
        "settle": settling,
        "write": writing,
        "statements": numbers[0] + ready.facts,
        "bytes": size_of,
        "peak": peak,
    }


def whole(size: int) -> dict[str, float]:
    """Seconds and memory of `kg build` of ``size`` files, and what it wrote."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("KG_BENCH_HOME")) as folder:
        inputs, out = Path(folder) / "in", Path(folder) / "out"
        for number in range(size):
            file = inputs / f"{number // 1000:03d}" / f"{number:06d}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(report(number).raw, "utf-8")
        command = [sys.executable, "-m", "kg", "build", str(inputs), "-o", str(out)]
        options = ["-j", "1", "--no-page", "--time-limit", "0"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*command, *options], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        characters = sum(len(report(number).raw) for number in range(min(size, 1000)))
        return {
            "seconds": took,
            "characters": characters / min(size, 1000),
            "bytes": (out / "graph.ttl").stat().st_size,
            "peak": after.ru_maxrss / 1024,
        }


def rows_of_whole(sizes: list[int]) -> Iterator[list[str]]:
    """A row of the table of whole builds for each number of files, in rising order (the peak is the greatest so far)."""
    before: tuple[int, float] | None = None
    for size in sorted(sizes):
        found = whole(size)
        took = found["seconds"]
        times = f"{took / before[1] * before[0] * 10 / size:.2f}" if before else ""
        before = size, took
        yield [
            f"{size:,}",
            f"{found['characters']:.0f}",
            f"{took:.1f}",
            f"{took / size * 1000:.1f}",
            f"{found['bytes'] / 1e6:,.1f}",
            f"{found['peak']:,.0f}",
            times,
        ]


def in_own_process(size: int) -> dict[str, float]:
    """What :func:`grown` says in a fresh process."""
    command = [sys.executable, __file__, "--json", str(size), "--paragraphs", str(recombine.PARAGRAPHS)]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


WHOLE = ("files", "characters each", "s of the processor", "ms a file", "graph, MB", "memory, MB", "× that of a tenth")
HEAD = (
    "reports",
    "statements",
    "read, ms a report",
    "take",
    "settle",
    "write",
    "memory, MB",
    "whole build × that of a tenth",
)


def rows(sizes: list[int]) -> Iterator[list[str]]:
    """A row of the table for each number of reports."""
    before: tuple[int, float] | None = None
    reading = 0.0  # the same for every row: measured anew it differs with what else the machine does
    for size in sizes:
        found = in_own_process(size)
        reading = reading or found["read"]
        whole = reading * size + sum(found[k] for k in ("take", "settle", "write"))
        times = f"{whole / before[1] * before[0] * 10 / size:.1f}" if before else ""
        before = size, whole
        yield [
            f"{size:,}",
            f"{found['statements']:,.0f}",
            f"{reading * 1000:.1f}",
            *(f"{found[k] / size * 1000:.2f}" for k in ("take", "settle", "write")),
            f"{found['peak']:,.0f}",
            times,
        ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("sizes", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--paragraphs", type=int, default=recombine.PARAGRAPHS, help="of a report")
    parser.add_argument("--sentences", type=int, default=0, help="of a report, instead")
    parser.add_argument("--whole", action="store_true", help="build files, with all that belongs to it")
    asked = parser.parse_args()
    recombine.PARAGRAPHS, recombine.SENTENCES = asked.paragraphs, asked.sentences
    if asked.json:
        print(json.dumps(grown(asked.sizes[0])))
        return
    head, found = (WHOLE, rows_of_whole) if asked.whole else (HEAD, rows)
    for row in chain([[*head]], found(asked.sizes)):
        print(" | ".join(row), flush=True)


if __name__ == "__main__":
    main()
