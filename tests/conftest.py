"""What all tests share: browser tests are skipped where there is no Chromium, but never in CI."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.text.undisturbed import undisturbed

#: A machine with other work disturbs single pairs of timings; what truly grows too fast fails in every pair.
PAIRS = 8


@pytest.fixture
def grows_within() -> Callable[[Callable[[], object], Callable[[], object], float], bool]:
    """`grows_within(large, small, times)`: whether `large` takes less than `times` the processor's seconds of `small`, in one of
    some pairs that are timed side by side."""

    def seconds(work: Callable[[], object]) -> float:
        with undisturbed():  # by what other tests have left in memory
            begun = time.process_time()
            work()
            return time.process_time() - begun

    def within(large: Callable[[], object], small: Callable[[], object], times: float) -> bool:
        small()
        return any(seconds(large) < times * seconds(small) for _ in range(PAIRS))

    return within


def has_chromium() -> bool:
    """Whether the browser that the tests drive is there."""
    named = os.environ.get("CHROMIUM")
    return Path(named).is_file() if named else shutil.which("chromium") is not None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if has_chromium() or os.environ.get("CI") == "true":
        return
    skip = pytest.mark.skip(reason="Chromium is not installed (Debian: chromium; or set CHROMIUM)")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)
