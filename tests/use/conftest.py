"""Two graphs: the one of the seeds as it is kept in out/, and a small one of invented counties."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.store import load

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "out" / "graph.ttl"
SMALL = Path(__file__).with_name("small.ttl")


@pytest.fixture(scope="session")
def seeds_file() -> Path:
    return SEEDS


@pytest.fixture(scope="session")
def seeds() -> ox.Store:
    return load(SEEDS)


@pytest.fixture(scope="session")
def small_file() -> Path:
    return SMALL


@pytest.fixture(scope="session")
def small() -> ox.Store:
    return load(SMALL)
