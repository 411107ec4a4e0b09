"""What all tests share: one browser, what is made once for all processes of a run; browser tests are skipped where there is no
Chromium, but never in CI."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from pace import seconds

from gold.readings import Readings
from view.view_pages import ARGUMENTS, chromium

# Examples are the same on every run, and no machine is too slow for them.
settings.register_profile("kg", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kg")

#: A machine with other work disturbs single pairs of timings; what truly grows too fast fails in every pair.
PAIRS = 8


@pytest.fixture
def grows_within() -> Callable[[Callable[[], object], Callable[[], object], float], bool]:
    """`grows_within(large, small, times)`: whether `large` takes less than `times` the processor's seconds of `small`, in one of
    some pairs that are timed side by side."""

    def within(large: Callable[[], object], small: Callable[[], object], times: float) -> bool:
        small()
        return any(seconds(large) < times * seconds(small) for _ in range(PAIRS))

    return within


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """`made_once(name, make)`: the file of this name, made by `make(path)` in the first process of this run that asks for it."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # the folder of the run, which its processes share
    folder = base / "made-once"
    folder.mkdir(exist_ok=True)

    def made(name: str, make: Callable[[Path], object]) -> Path:
        path, done = folder / name, folder / f"{name}.done"
        with FileLock(folder / f"{name}.lock"):
            if not done.exists():
                make(path)
                done.touch()
        return path

    return made


@pytest.fixture(scope="session")
def readings(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Readings:
    """What the processes of this run have read."""
    return Readings(made_once("readings", Path.mkdir))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium for all tests of a process; its driver keeps a loop running in this thread, see `apart`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chrome = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield chrome
        chrome.close()


@pytest.fixture
def apart() -> Callable[[Callable[[], Any]], Any]:
    """`apart(work)`: what some work gives in a thread of its own, where no loop of a browser's driver is running."""

    def result(work: Callable[[], Any]) -> Any:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(work).result()

    return result


def has_chromium() -> bool:
    """Whether the browser that the tests drive is there."""
    named = os.environ.get("CHROMIUM")
    return Path(named).is_file() if named else shutil.which("chromium") is not None


def pytest_configure() -> None:
    """Tests are collected without looking for garbage: there is none, and looking takes a quarter of that time."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What was collected stays to the end, and is not looked through again while tests run; what they keep for others is looked
    through seldom."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if has_chromium() or os.environ.get("CI") == "true":
        return
    skip = pytest.mark.skip(reason="Chromium is not installed (Debian: chromium; or set CHROMIUM)")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)
