#!/usr/bin/env python3
"""How fast kg reads, beside jieba.lcut on the same text in the same run: `make bench`.

    bench.py [--peers PYTHON] [--long 10 1000] [--growth 100 1000] [--far 10000 100000] [--queries 100000] [--compare 50 500] [--write]
                                             tables; --write makes docs/bench.md of them; without a size a table is left out
    bench.py --gate                          ends with code 1 where a ratio is more than a fifth worse than kept
    bench.py --keep                          keeps the ratios of this run for the gate

Seconds are those of the process, not of the clock, so that other work on the machine counts little; what is compared between
machines and kept for the gate are ratios only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import jieba
from bench_sections import compared, far, growth, long_files, others, queries, table

from kg.graph.settle import settle
from kg.graph.state import state
from kg.graph.write import write_turtle
from kg.link.resolve import resolve
from kg.model import Document, Fact
from kg.pipeline import build_one, confidence
from kg.rules.all import FAMILIES
from kg.rules.engine import Found, run_family
from kg.scale.pool import Work, build_all, cores
from kg.scale.store import Keeping
from kg.text.prepare import prepare
from kg.text.undisturbed import undisturbed
from recombine import report, reports

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "scripts" / "bench_ratios.json"
PAGE = ROOT / "docs" / "bench.md"
TRIES = 4
SLOWER = 1.2
SAMPLE = 60  # reports of the stages
ROUNDS = 3
START = (("--help",), ("ask", "--list"), ("why", "高台县建成示范点12个。"))


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of this process, and what the work gave."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def stages(documents: Sequence[Document]) -> dict[str, float]:
    """Seconds of every stage for these documents."""
    spent: dict[str, float] = {}

    def clock(stage: str, work: Callable[[], Any]) -> Any:
        seconds, result = timed(work)
        spent[stage] = spent.get(stage, 0.0) + seconds
        return result

    union: set[Fact] = set()
    for document in documents:
        clock("jieba.lcut", lambda d=document: jieba.lcut(d.raw))
        with undisturbed():  # as build_one reads
            text = clock("prepare", lambda d=document: prepare(d))
            found = Found()
            for family in FAMILIES:
                more = clock(f"rules: {family.name}", lambda f=family, t=text, m=found: run_family(f, t, m))
                found = clock("rules: engine", lambda m=found, more=more: m.plus(more))
            links = clock("link", lambda t=text, m=found: resolve(t, m))
            told = clock("state", lambda t=text, n=links: state(t, n, confidence()))
        union |= told
    with undisturbed(), tempfile.TemporaryDirectory() as folder:
        settled = clock("settle", lambda: settle(union))
        clock("write", lambda: write_turtle(settled, Path(folder) / "graph.ttl"))
    return spent


def best_stages() -> tuple[dict[str, float], int]:
    """µs a character by stage, the best of some rounds over different reports, and the characters of a round."""
    jieba.setLogLevel(60)
    jieba.initialize()
    build_one(report(0, seed=99))
    rounds, size = [], 0
    for seed in range(ROUNDS):
        documents = list(reports(SAMPLE, seed))
        size = sum(len(d.raw) for d in documents)
        rounds.append({k: v / size * 1e6 for k, v in stages(documents).items()})
    return {k: min(r[k] for r in rounds) for k in rounds[0]}, size


def ratios(told: dict[str, float]) -> dict[str, float]:
    """What the gate compares: the parts of a build as multiples of jieba.lcut."""
    base = told["jieba.lcut"]
    read = sum(v for k, v in told.items() if k not in ("jieba.lcut", "settle", "write"))
    return {"build_one": read / base, "settle": told["settle"] / base, "write": told["write"] / base}


def processes(size: int) -> str:
    """How many times as fast two processes are as one, in turns: by the clock, or, where other work runs, by the accounts of
    the processor (what one process took, over half of what the parent and two workers took together)."""
    busy = os.getloadavg()[0] > 1.5
    documents = list(reports(size))
    for document in documents[:12]:
        build_one(document)

    def taken(jobs: int) -> float:
        who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        clock, before = time.perf_counter(), sum(map(_processor, who))
        with tempfile.TemporaryDirectory() as folder:
            for _ in build_all(documents, jobs, Work(Keeping(Path(folder) / "store"))):
                pass
        return (sum(map(_processor, who)) - before) / jobs if busy else time.perf_counter() - clock

    pairs = [(taken(1), taken(2)) for _ in range(ROUNDS)]
    ratio = f"{sorted(one / two for one, two in pairs)[ROUNDS // 2]:.2f}"
    return f"{ratio} (by the accounts of the processor: other work ran)" if busy else ratio


def _processor(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def start_up(arguments: Iterable[str]) -> float:
    """Seconds of the processor until a command has ended, the best of some; the modules are compiled, as after any first run."""
    best = float("inf")
    command = [sys.executable, "-m", "kg", *arguments]
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as compiled:
        env["PYTHONPYCACHEPREFIX"] = compiled
        for _ in range(ROUNDS + 1):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, capture_output=True, cwd=ROOT, check=True, env=env)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def page(asked: argparse.Namespace) -> str:
    """The whole report."""
    two = [[str(n), processes(n)] for n in (24, 100)]
    told, size = best_stages()
    base = told["jieba.lcut"]
    by_stage = [[k, f"{v:.2f}", f"{v / base:.2f}"] for k, v in told.items()]
    by_stage += [[f"**{k}**", f"{v * base:.2f}", f"**{v:.2f}**"] for k, v in ratios(told).items()]
    starts = [[f"`kg {' '.join(a)}`", f"{start_up(a):.2f}"] for a in START]
    parts = [
        "# Speed\n",
        "Made by `make bench` (`scripts/bench.py`): reports recombined from the own corpora by a seeded generator, seconds of the process.\n"
        "Compare inside one table only: the ratios say something, the numbers belong to one machine. What was tried and learnt is told in\n"
        "[speed.md](speed.md).\n",
        f"Python {platform.python_version()}, {cores()} cores, {size:,} characters a round, the best of {ROUNDS} rounds.\n",
        "## By stage\n",
        table(("stage", "µs a character", "× jieba.lcut"), by_stage),
    ]
    if asked.peers:
        parts += [
            "## Beside other tools\n",
            "The same cleaned text: segmenters get whole reports, address parsers and taggers sentences. None of them reads what kg reads;\n"
            "the table says what reading costs beside a single pass of theirs (`scripts/bench_peer_speed.py`).\n",
            others(asked.peers, ratios(told)["build_one"]),
        ]
    if asked.growth:
        parts += [
            "## Growth\n",
            "What a build takes after the reading, with one process; how it was measured is told in `scripts/bench_growth.py`. Above\n"
            "some 600,000 facts (without evidence) they are settled over sorted runs in files.\n",
            growth(asked.growth),
        ]
    if asked.far:
        parts += ["Further, with reports of two paragraphs (some 290 characters):\n", far(asked.far)]
    parts += ["## Two processes\n", table(("reports", "× as fast as one"), two)]
    parts += ["## Start\n", table(("command", "seconds"), starts)]
    if asked.queries:
        parts += ["## Named queries, seconds\n", queries(asked.queries)]
    if asked.compare:
        parts += ["## Who is like whom\n", compared(asked.compare)]
    if asked.long:
        parts += [
            "## Long files\n",
            "What a character of a file costs, sizes in kB: recombined reports one behind the other, each of another county.\n",
            long_files(asked.long),
        ]
    return "\n".join(parts)


def gate() -> int:
    """Compare with the kept ratios; of several tries the best counts, as one may be disturbed."""
    kept = json.loads(KEPT.read_text("utf-8"))
    worse: list[str] = []
    found: dict[str, float] = {}
    for _ in range(TRIES):
        found = {k: min(v, found.get(k, v)) for k, v in ratios(best_stages()[0]).items()}
        worse = [
            f"{k} takes {v:.2f} times jieba.lcut, kept: {kept[k]:.2f}" for k, v in found.items() if v > kept[k] * SLOWER
        ]
        if not worse:
            break
    print("\n".join(worse) or f"no slower than kept: {', '.join(f'{k} {v:.2f}' for k, v in found.items())}")
    return 1 if worse else 0


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--long", type=int, nargs="*", default=[10, 1000])
    parser.add_argument("--growth", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--far", type=int, nargs="*", default=[])
    parser.add_argument("--queries", type=int, nargs="*", default=[100_000])
    parser.add_argument("--compare", type=int, nargs="*", default=[50, 500])
    parser.add_argument("--peers", type=Path, help="the Python that has scripts/bench-speed.txt")
    for option in ("--write", "--gate", "--keep"):
        parser.add_argument(option, action="store_true")
    asked = parser.parse_args()
    if asked.gate:
        return gate()
    if asked.keep:
        kept = {k: round(v, 2) for k, v in ratios(best_stages()[0]).items()}
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
        return 0
    said = page(asked)
    if asked.write:
        PAGE.write_text(said, "utf-8")
    print(said)
    return 0


if __name__ == "__main__":
    sys.exit(main())
