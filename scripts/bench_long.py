#!/usr/bin/env python3
"""What a character of a long file costs beside one of a short file: `bench_long.py 10 100 1000 10000`, sizes in kB of UTF-8.

Reports of `recombine.py` one behind the other make one file of each size; of small files several are read and the mean counts. Seconds
are those of the process. `--grown` also lists which functions take more for a character of the last size than for one of the size before.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import pstats
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.model import Document
from kg.pipeline import build_one
from recombine import report

HEAD = ("kB", "characters", "µs a character", "× the first")
LEAST = 100_000  # bytes that are read of every size


def file(size: int, seed: int) -> Document:
    """One file of about so many bytes."""
    parts: list[str] = []
    held = number = 0
    while held < size:
        parts.append(report(number, seed).raw)
        held += len(parts[-1].encode())
        number += 1
    raw = "\n".join(parts).encode()[:size].decode("utf-8", "ignore")
    return Document(hashlib.sha256(raw.encode()).hexdigest(), f"{size}.txt", raw)


def taken(size: int) -> tuple[float, int]:
    """µs a character, and the characters that were read."""
    files = [file(size, seed) for seed in range(max(1, LEAST // size))]
    characters = sum(len(f.raw) for f in files)
    start = time.process_time()
    for one in files:
        build_one(one)
    return (time.process_time() - start) / characters * 1e6, characters


def profiled(size: int) -> dict[str, float]:
    """µs a character by function."""
    files = [file(size, seed) for seed in range(max(1, LEAST // size))]
    characters = sum(len(f.raw) for f in files)
    profile = cProfile.Profile()
    profile.enable()
    for one in files:
        build_one(one)
    profile.disable()
    found: dict[str, float] = {}
    for (name, line, function), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        found[f"{'/'.join(Path(name).parts[-3:])}:{line} {function}"] = own / characters * 1e6
    return found


def rows(sizes: Iterable[int]) -> Iterator[list[str]]:
    """A row of the table for each size."""
    for seed in (98, 99):
        build_one(file(20_000, seed))  # what first texts load is no part of it
    first = 0.0
    for size in sizes:
        cost, characters = taken(size * 1000)
        first = first or cost
        yield [f"{size:,}", f"{characters:,}", f"{cost:.1f}", f"{cost / first:.2f}"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("sizes", type=int, nargs="*", default=[10, 100, 1000, 10_000])
    parser.add_argument("--grown", action="store_true")
    asked = parser.parse_args()
    if asked.grown:
        taken(20_000)  # what first texts load is no part of it
        before, after = (profiled(size * 1000) for size in asked.sizes[-2:])
        grown = sorted(after, key=lambda k: before.get(k, 0.0) - after[k])
        for name in grown[:25]:
            print(f"{before.get(name, 0.0):8.2f} {after[name]:8.2f}  {name}", flush=True)
        return
    print(f"| {' | '.join(HEAD)} |\n| {' | '.join('---:' for _ in HEAD)} |")
    for row in rows(asked.sizes):
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
