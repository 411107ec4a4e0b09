"""Worker processes with the graph; one that passes the time limit or dies is replaced."""

from __future__ import annotations

import asyncio
import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.use.serve.worker import Reply, Request, main

START_SECONDS = 600.0


class TimeLimit(Exception):
    """A query that took longer than the limit and was stopped."""


class WorkerDied(Exception):
    """A worker that ended in mid-query, for want of memory most likely."""


class Worker:
    """One process and the pipe to it."""

    def __init__(self, graph: Path) -> None:
        """Start the process; it loads the graph in the meantime."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        self.pipe: Connection = here
        self.process: Any = context.Process(target=main, args=(there, str(graph)), daemon=True)
        self.process.start()
        there.close()
        self.ready = False

    def ask(self, request: Request, timeout: float) -> Reply:
        """Send a query and wait for its answer. Blocks; raises TimeLimit or WorkerDied."""
        try:
            if not self.ready:
                self._receive(START_SECONDS)
                self.ready = True
            self.pipe.send(request)
            reply = self._receive(timeout)
        except (EOFError, OSError) as error:
            raise WorkerDied from error
        assert isinstance(reply, Reply)
        return reply

    def _receive(self, timeout: float) -> object:
        if not self.pipe.poll(timeout):
            raise TimeLimit
        return self.pipe.recv()

    def stop(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """Several workers; a query takes the first that is free."""

    def __init__(self, graph: Path, size: int, timeout: float) -> None:
        """``size`` workers for ``graph``, each query at most ``timeout`` seconds."""
        self.graph = graph
        self.size = size
        self.timeout = timeout
        self._workers: set[Worker] = set()
        self._free: asyncio.Queue[Worker] = asyncio.Queue()

    def start(self) -> None:
        """Start the workers."""
        for _ in range(self.size):
            self._add()

    def stop(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    async def ask(self, request: Request) -> Reply:
        """Answer a query. Raises TimeLimit or WorkerDied; the worker is replaced then."""
        worker = await self._free.get()
        try:
            reply = await asyncio.to_thread(worker.ask, request, self.timeout)
        except BaseException:
            await asyncio.shield(asyncio.to_thread(worker.stop))
            self._workers.discard(worker)
            self._add()
            raise
        self._free.put_nowait(worker)
        return reply

    def _add(self) -> None:
        worker = Worker(self.graph)
        self._workers.add(worker)
        self._free.put_nowait(worker)
