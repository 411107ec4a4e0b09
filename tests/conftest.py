"""What all tests share: browser tests are skipped where there is no Chromium, but never in CI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest


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
