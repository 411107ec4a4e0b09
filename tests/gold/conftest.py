"""What the tests of the gold share: readings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gold.readings import Readings


@pytest.fixture(autouse=True, scope="module")
def read_once(readings: Readings) -> Iterator[None]:
    """Deformations that are cleaned away leave the text that was read before."""
    with readings.used():
        yield
