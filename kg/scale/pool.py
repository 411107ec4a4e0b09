"""Spread ``build_one`` over the processor cores of one machine.

A worker that dies (out of memory, killed) breaks a ``ProcessPoolExecutor``; its unfinished documents are tried once more one
by one, so that a bad document is found and cannot take the others with it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process

from kg.model import Document, Fact
from kg.pipeline import build_one
from kg.text.limit import TimeLimit, limited

# Below this many documents starting processes costs more than it saves.
SERIAL_BELOW = 24
SLOW = "it takes too long"
"""What is told of a document that reached its time limit."""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one document: its facts, or in words why there are none."""

    document: Document
    facts: frozenset[Fact]
    error: str | None = None


def attempt(
    document: Document,
    seconds: float | None = None,
    build: Callable[[Document], frozenset[Fact]] = build_one,
) -> Built:
    """Build one document: an error in it, or more time than ``seconds``, is told and loses no other one."""
    try:
        with limited(seconds, expendable=parent_process() is not None):
            return Built(document, build(document))
    except TimeLimit:
        return Built(document, frozenset(), SLOW)
    except Exception as error:  # noqa: BLE001 - one document's failure must not lose the others
        return Built(document, frozenset(), f"{type(error).__name__}: {error}"[:300])


def build_all(
    documents: Sequence[Document],
    jobs: int = 1,
    work: Callable[[Document], Built] = attempt,
    seconds: float | None = None,
) -> Iterator[Built]:
    """The facts of each document, in no particular order, each in ``seconds`` at most. ``work`` must be
    importable by its name."""
    if seconds is not None:
        work = partial(attempt, seconds=seconds)
    if jobs <= 1 or len(documents) < SERIAL_BELOW:
        yield from map(work, documents)
        return
    left = yield from _in_pool(documents, jobs, work)
    while left:
        # One worker takes them in order, so the first one undone is the one that killed it.
        left = yield from _in_pool(left, 1, work)
        if left:
            yield Built(left[0], frozenset(), "the process that read this document died")
            left = yield from _in_pool(left[1:], jobs, work)


def _in_pool(
    documents: Sequence[Document], jobs: int, work: Callable[[Document], Built]
) -> Generator[Built, None, list[Document]]:
    """Yield what was built; return, in order, the documents that a broken pool left undone."""
    done: set[str] = set()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        futures: list[Future[Built]] = [pool.submit(work, d) for d in documents]
        for future in as_completed(futures):
            try:
                built = future.result()
            except BrokenProcessPool:
                continue
            done.add(built.document.id)
            yield built
    return [d for d in documents if d.id not in done]
