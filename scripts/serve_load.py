"""A good client of kg serve beside a hundred hostile ones: ``python scripts/serve_load.py [SECONDS] [CLIENTS]``.

Each hostile client sends slow queries under ever new names and numbers, half of them leaving before the answer. Prints how long the
good client waited, how long it had waited before they came (so that one sees what else the machine does), and how many processes waited
for a core; exit code 0 where it was always answered within two seconds.
"""

from __future__ import annotations

import contextlib
import http.client
import multiprocessing
import os
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from use.test_serve_load import NAMES, SLOW, ask, serving  # noqa: E402 - the tests' own client

MOST = 2.0


def hostile(port: int, number: int) -> None:
    """One hostile client."""
    n = 0
    while True:
        n += 1
        query = SLOW.replace("?a", f"?x{number}").replace("(COUNT(*)", f"({n} + COUNT(*)")
        with contextlib.suppress(OSError, http.client.HTTPException):
            ask(port, query, 1 if number % 2 else 30)


def crowd(port: int, clients: int) -> None:
    """All of them, in a process of their own."""
    for number in range(clients):
        threading.Thread(target=hostile, args=(port, number), daemon=True).start()
    time.sleep(3600)


def main() -> None:
    """Ask for so long and tell the waits."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 120.0
    clients = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with serving(ROOT / "tests" / "use" / "small.ttl") as (_, port):
        before, _ = asked(port, min(20.0, seconds))
        others = multiprocessing.get_context("spawn").Process(target=crowd, args=(port, clients), daemon=True)
        others.start()
        time.sleep(3)
        waits, failed = asked(port, seconds)
        others.kill()
    print(
        f"{clients} hostile clients for {seconds:.0f} s: the good one was answered {len(waits)} times, {failed} failed; "
        f"{shown(waits)}; before they came {shown(before)}; load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores"
    )
    sys.exit(bool(failed) or waits[-1] >= MOST)


def asked(port: int, seconds: float) -> tuple[list[float], int]:
    """How long the good client waited each time, shortest first, and how often it was not answered."""
    waits: list[float] = []
    failed = 0
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        start = time.monotonic()
        failed += ask(port, NAMES, 60) != 200
        waits.append(time.monotonic() - start)
        time.sleep(0.3)
    return sorted(waits), failed


def shown(waits: list[float]) -> str:
    """The wait that half, nineteen of twenty and all stay below."""
    at = (min(int(len(waits) * p), len(waits) - 1) for p in (0.5, 0.95, 1))
    return "{:.2f} s (50%), {:.2f} s (95%), {:.2f} s (100%)".format(*(waits[n] for n in at))


if __name__ == "__main__":
    main()
