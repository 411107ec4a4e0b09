"""Two graphs: the one of the seeds as it is kept in out/, and a small one of invented counties."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
import uvicorn
from click.testing import Result
from typer.testing import CliRunner

from kg.cli.app import app
from kg.graph.store import load
from kg.use.serve.app import Settings, create_app

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


Running = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="session")
def running() -> Running:
    """A server in a thread: ``with running(graph, timeout=0.5) as url``."""
    return _running


@contextmanager
def _running(graph: Path, **options: object) -> Iterator[str]:
    """The address of a server of ``graph``, which ends with the block."""
    chosen: dict[str, object] = {"timeout": 3.0, "limit": 200_000, "workers": 1, **options}
    settings = Settings(graph=graph, triples=len(load(graph)), **chosen)  # type: ignore[arg-type]
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(settings), log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture
def kg(small_file: Path) -> Callable[..., Result]:
    """Run a command on the small graph."""

    def run(*arguments: str, lang: str = "en", given: str | None = None) -> Result:
        return CliRunner().invoke(app, ["--lang", lang, *arguments, "-g", str(small_file)], input=given)

    return run
