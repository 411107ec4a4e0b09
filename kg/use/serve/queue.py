"""Who is answered next: clients in turn, and what is known to be quick before what is not.

One slow question costs as much as hundreds of quick ones. So the time that a question took is remembered by its shape (its
words without names of variables, strings and numbers), and shapes that are known to be slow wait in a line of their own. A
shape that nobody has asked before has a short time to show that it is quick.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from hashlib import sha256

from kg.use.serve.worker import Reply, Request

QUICK = 0.25
"""Seconds of processor time up to which a question is quick."""
TRIAL = 1.0
"""Seconds that a question of unknown shape, or one that is thought quick, may run in the quick lane."""
_REMEMBERED = 4096
_TOKEN = re.compile(
    r'(?P<comment>\#[^\n]*)|(?P<iri><[^<>"{}|^`\\\s]*>)|(?P<string>"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')'
    r"|(?P<variable>[?$]\w+)|(?P<number>\d[\d.eE+-]*)|(?P<blank>\s+)"
)


def shape(query: str) -> bytes:
    """A digest of a query that does not change with the names of its variables, its strings, numbers and layout."""
    names: dict[str, str] = {}

    def plain(found: re.Match[str]) -> str:
        if found.lastgroup == "variable":
            return names.setdefault(found.group()[1:], f"?{len(names)}")
        return {"comment": " ", "blank": " ", "iri": "<>"}.get(found.lastgroup or "", "0")

    return sha256(" ".join(_TOKEN.sub(plain, query).split()).encode("utf-8", "replace")).digest()


@dataclass(eq=False, slots=True)
class Job:
    """A question that waits for its answer."""

    request: Request
    client: str
    shape: bytes
    answer: asyncio.Future[Reply]
    slow: bool = False
    tries: int = 0


@dataclass(slots=True)
class _Line:
    """Jobs of several clients, each client in turn."""

    most: int
    clients: OrderedDict[str, deque[Job]] = field(default_factory=OrderedDict)

    def add(self, job: Job) -> bool:
        """Take a job; ``False`` where too many wait already."""
        if sum(len(q) for q in self.clients.values()) >= self.most:
            self._forget_the_gone()
            if sum(len(q) for q in self.clients.values()) >= self.most:
                return False
        self.clients.setdefault(job.client, deque()).append(job)
        return True

    def next(self) -> Job | None:
        """The next job whose client still waits."""
        while self.clients:
            client, jobs = next(iter(self.clients.items()))
            self.clients.move_to_end(client)
            job = jobs.popleft()
            if not jobs:
                del self.clients[client]
            if not job.answer.done():
                return job
        return None

    def _forget_the_gone(self) -> None:
        for client, jobs in list(self.clients.items()):
            left = deque(j for j in jobs if not j.answer.done())
            if left:
                self.clients[client] = left
            else:
                del self.clients[client]


class Lines:
    """The three lines: known to be quick, unknown, known to be slow."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._quick, self._unknown, self._slow = _Line(2000), _Line(500), _Line(200)
        self._cost: OrderedDict[bytes, float] = OrderedDict()
        self._changed = asyncio.Condition()

    async def add(self, job: Job) -> bool:
        """Let a job wait; ``False`` where its line is too long."""
        async with self._changed:
            taken = self._line(job).add(job)
            self._changed.notify_all()
        return taken

    async def next(self, *, reserved: bool) -> Job:
        """The job that is answered next; a ``reserved`` worker takes none that is known to be slow."""
        async with self._changed:
            while True:
                job = self._brief() if reserved else (self._slow.next() or self._brief())
                if job is not None:
                    return job
                await self._changed.wait()

    def learn(self, job: Job, seconds: float, *, whole: bool = True) -> float:
        """Remember how much processor time a shape takes. Of one that was not answered (not ``whole``) the times of all tries are added up: it takes
        more than each, and where the processor has little time for any, no single try would show that it is slow."""
        if not whole:
            seconds += self._cost.get(job.shape, 0.0)
        self._cost[job.shape] = seconds
        self._cost.move_to_end(job.shape)
        if len(self._cost) > _REMEMBERED:
            self._cost.popitem(last=False)
        return seconds

    def _line(self, job: Job) -> _Line:
        cost = self._cost.get(job.shape)
        if job.slow or (cost is not None and cost > QUICK):
            job.slow = True
            return self._slow
        return self._unknown if cost is None else self._quick

    def _brief(self) -> Job | None:
        """A quick job, or an unknown one; one whose shape has turned out slow meanwhile goes to the slow line."""
        while (job := self._quick.next() or self._unknown.next()) is not None:
            if self._line(job) is not self._slow:
                return job
            if self._slow.add(job):
                self._changed.notify_all()
            else:
                job.answer.set_result(Reply("busy"))
        return None
