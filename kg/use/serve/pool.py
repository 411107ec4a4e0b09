"""Worker processes with the graph. One of them is kept for quick questions, so that slow ones cannot hold up everybody."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.use.serve.queue import QUICK, TRIAL, Job, Lines, shape
from kg.use.serve.worker import FORKS, Reply, Request, main

START_SECONDS = 600.0
PATIENT = 10  # how much the workers for slow questions stand back
_TRIES = 5  # of a question that got no processor time
_GRACE = 5.0  # seconds beyond its limit until a worker that does not answer is replaced


class WorkerDied(Exception):
    """A worker that ended, or had to be ended."""


class Worker:
    """One process and the pipe to it."""

    def __init__(self, graph: Path, nice: int = 0) -> None:
        """Start the process, so much more patient than others; it loads the graph in the meantime."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        self.pipe: Connection = here
        self.process: Any = context.Process(target=main, args=(there, str(graph), nice), daemon=True)
        self.process.start()
        there.close()
        self.ready = False

    def ask(self, request: Request, seconds: float) -> Reply:
        """Send a query and wait for its answer. Blocks; raises WorkerDied."""
        try:
            if not self.ready:
                self._receive(START_SECONDS)
                self.ready = True
            self.pipe.send((request, seconds))
            reply = self._receive(seconds + (_GRACE if FORKS else 0))
        except (EOFError, OSError) as error:
            raise WorkerDied from error
        if reply is None:
            return Reply("slow", seconds=seconds)
        assert isinstance(reply, Reply)
        return reply

    def _receive(self, timeout: float) -> object:
        return self.pipe.recv() if self.pipe.poll(timeout) else None

    def cancel(self) -> None:
        """Stop the query that runs; its answer says so."""
        with suppress(OSError, ValueError):
            self.pipe.send(None)

    def stop(self) -> None:
        """End the process and what it has started."""
        with suppress(OSError):
            self.pipe.close()  # it ends what it has started, and itself
        self.process.join(1 if self.ready and FORKS else 0)
        self.process.kill()
        self.process.join()


class Pool:
    """Several workers and the lines before them."""

    def __init__(self, graph: Path, size: int, timeout: float) -> None:
        """``size`` workers for ``graph`` and one for quick questions, each query at most ``timeout`` seconds."""
        self.graph = graph
        self.size = size
        self.timeout = timeout
        self._lines = Lines()
        self._workers: set[Worker] = set()
        self._running: dict[Job, Worker] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._threads = ThreadPoolExecutor(2 * size + 2, thread_name_prefix="kg-worker")

    def start(self) -> None:
        """Start the workers."""
        for number in range(self.size + 1):
            self._tasks.append(asyncio.create_task(self._work(reserved=number == 0)))

    async def stop(self) -> None:
        """End all workers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        stopping = [asyncio.to_thread(w.stop) for w in self._workers]
        await asyncio.gather(*stopping, return_exceptions=True)
        self._workers.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def ask(self, request: Request, client: str) -> Reply:
        """Answer a query in its turn; when the caller is cancelled, the query is stopped."""
        future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        job = Job(request, client, shape(request.query), future)
        if not await self._lines.add(job):
            return Reply("busy")
        try:
            return await future
        finally:
            worker = self._running.get(job)
            if worker is not None and future.cancelled():
                worker.cancel()

    async def _work(self, *, reserved: bool) -> None:
        """Answer one job after the other with one worker, which is replaced when it dies."""
        nice = 0 if reserved else PATIENT
        worker = self._new(nice)
        while True:
            job = await self._lines.next(reserved=reserved)
            try:
                reply = await self._run(worker, job)
            except WorkerDied:
                reply = Reply("died")
                self._workers.discard(worker)
                await asyncio.to_thread(worker.stop)
                worker = self._new(nice)
            await self._settle(job, reply)
            if reply.status == "slow" and not FORKS:
                self._workers.discard(worker)
                await asyncio.to_thread(worker.stop)
                worker = self._new(nice)

    async def _run(self, worker: Worker, job: Job) -> Reply:
        seconds = self.timeout if job.slow else min(TRIAL, self.timeout)
        loop = asyncio.get_running_loop()
        self._running[job] = worker
        try:
            return await loop.run_in_executor(self._threads, worker.ask, job.request, seconds)
        finally:
            del self._running[job]

    async def _settle(self, job: Job, reply: Reply) -> None:
        """Give the answer; a job that ran out of its trial goes on in the slow line, unless it was the processor that
        had no time for it."""
        spent = reply.seconds
        if reply.status != "died" and not job.answer.cancelled():
            spent = self._lines.learn(job, spent, whole=reply.status != "slow")
        if job.answer.done():
            return
        if reply.status == "slow" and not job.slow and self.timeout > TRIAL:
            job.tries += 1
            starved = spent < QUICK and job.tries < _TRIES
            job.slow = not starved
            reply = Reply("busy")
            if await self._lines.add(job):
                return
        if not job.answer.done():
            job.answer.set_result(reply)

    def _new(self, nice: int) -> Worker:
        worker = Worker(self.graph, nice)
        self._workers.add(worker)
        return worker
