"""A server of the small graph in a thread, for the tests of the endpoint and the editor."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from kg.graph.store import load
from kg.use.serve.app import Settings, create_app


@contextmanager
def running(graph: Path, **options: object) -> Iterator[str]:
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
