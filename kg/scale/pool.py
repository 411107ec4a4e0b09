"""Spread ``build_one`` over the processor cores of one machine.

A worker that dies (out of memory, killed) breaks a ``ProcessPoolExecutor``; its unfinished documents are tried once more one
by one, so that a bad document is found and cannot take the others with it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from kg.model import Document, Fact
from kg.pipeline import build_one

# Below this many documents starting processes costs more than it saves.
SERIAL_BELOW = 24


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one document: its facts, or in words why there are none."""

    document: Document
    facts: frozenset[Fact]
    error: str | None = None


def _attempt(document: Document) -> Built:
    try:
        return Built(document, build_one(document))
    except Exception as error:  # noqa: BLE001 - one document's failure must not lose the others
        return Built(document, frozenset(), f"{type(error).__name__}: {error}")


def build_all(
    documents: Sequence[Document], jobs: int = 1, work: Callable[[Document], Built] = _attempt
) -> Iterator[Built]:
    """The facts of each document, in no particular order. ``work`` must be importable by its name."""
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
