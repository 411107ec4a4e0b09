"""What the tests of the gold share: readings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gold.readings import Readings
from kg import pipeline


@pytest.fixture(scope="session")
def readings(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Readings:
    return Readings(made_once("readings", Path.mkdir))


@pytest.fixture(autouse=True, scope="module")
def read_once(readings: Readings) -> Iterator[None]:
    """Deformations that are cleaned away leave the text that was read before."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "run", readings.found_once)
        patched.setattr(pipeline, "resolve", readings.links_once)
        yield
