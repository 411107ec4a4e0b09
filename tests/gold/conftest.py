"""What the tests of the gold share: readings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gold.readings import found_once, links_once
from kg import pipeline


@pytest.fixture(autouse=True, scope="module")
def read_once() -> Iterator[None]:
    """Deformations that are cleaned away leave the text that was read before."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "run", found_once)
        patched.setattr(pipeline, "resolve", links_once)
        yield
