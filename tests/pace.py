"""How fast this machine works just now, so that a limit of time is a ratio: measured beside a fixed piece of work in the same run."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from kg.text.undisturbed import undisturbed

_JS = """() => {
  const begun = performance.now(), counts = new Map();
  for (let at = 0; at < 60000; at++) {
    const word = ((at * 7919) % 10007).toString(16).replace(/[0-9]+/g, "-");
    counts.set(word, (counts.get(word) || 0) + word.length);
  }
  [...counts].sort((a, b) => b[1] - a[1]);
  return performance.now() - begun;
}"""


def seconds(work: Callable[[], object]) -> float:
    """Of the processor, undisturbed by what other tests have left in memory."""
    with undisturbed():
        begun = time.process_time()
        work()
        return time.process_time() - begun


def paces(work: Callable[[], object]) -> float:
    """How many times as long as the fixed piece (50 to 150 ms of the processor) some work takes; it is done once."""
    before = seconds(_fixed)
    took = seconds(work)
    return took / max(before, seconds(_fixed))


def page_pace(page: Any) -> float:
    """Milliseconds that a piece of the same kind takes in a page, by the clock: about 40, more where others work beside it."""
    return max(float(page.evaluate(_JS)) for _ in range(2))


def _fixed() -> None:
    counts: dict[str, int] = {}
    for at in range(40_000):
        word = f"{at * 7919 % 10007:x}"
        counts[word] = counts.get(word, 0) + len(re.sub("[0-9]+", "-", word))
    sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
