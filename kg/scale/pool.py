"""Spread ``build_one`` over the processor cores of one machine.

Documents cross the border between processes in batches, and only facts come back, as one flat row of words; evidence comes back as
the Turtle that will be written. Where the system can fork, the workers share what the parent has loaded. A worker that dies (out of memory,
killed) breaks a ``ProcessPoolExecutor``: the documents that were under way are then done again one by one, so that a bad one is found and cannot
take the others with it. A document that takes too long loses only itself.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing import get_all_start_methods, get_context, parent_process
from sys import intern

from kg.graph.blocks import Block, Parted
from kg.graph.terms import DJ, DOCUMENTS
from kg.model import Document, Fact
from kg.patterns import use_all
from kg.text.limit import TimeLimit, limited

# Below this many documents starting processes costs more than it saves.
SERIAL_BELOW = 24
# A batch is a share of the work, so that no core waits long for another, but never more than this many characters.
SHARES = 8
LARGEST = 200_000
SLOW = "it takes too long"
"""What is told of a document that reached its time limit."""
_EVIDENCE = DJ + "evidence"

Batch = tuple[Document, ...]


def read_and_state(document: Document) -> Iterable[Fact]:
    """All facts that a document gives; what reads it is loaded when the first one is read."""
    from kg.pipeline import build_one

    return build_one(document)


@dataclass(slots=True)
class Built:
    """What became of some documents: their facts, the evidence that is ready to be written, in words why some gave none, and
    those in which nothing was found."""

    documents: int
    facts: set[Fact] = field(default_factory=set)
    blocks: list[Block] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    bare: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with one document, in how many seconds at most; ``build`` must be importable by its name. Where it parts the
    facts, evidence is handed over as it will be written, unless it is wanted ``whole``, as facts."""

    build: Callable[[Document], Iterable[Fact]] = read_and_state
    seconds: float | None = None
    whole: bool = False

    def __call__(self, document: Document) -> Iterable[Fact]:
        """The facts of the document; a worker that hears no alarm is ended."""
        with limited(self.seconds, expendable=parent_process() is not None):
            return self.build(document)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _built(batch: Batch, work: Work) -> Built:
    built = Built(len(batch))
    for document in batch:
        try:
            facts = work(document)
        except TimeLimit:
            built.failed[document.name] = SLOW
            continue
        except Exception as error:  # noqa: BLE001 - one document's failure must not lose the others
            built.failed[document.name] = f"{type(error).__name__}: {error}"[:300]
            continue
        if isinstance(facts, Parted) and not work.whole:
            built.blocks.append(facts.block)
            facts = facts.others
        built.facts.update(facts)
        if is_bare(facts):
            built.bare.append(document.name)
    return built


def is_bare(facts: Iterable[Fact]) -> bool:
    """Whether nothing was found in a document but itself."""
    return not any(f.predicate == _EVIDENCE and not f.subject.startswith(DOCUMENTS) for f in facts)


Row = tuple[int, list[str], list[tuple[str, bytes, int, bytes]], dict[str, str], list[str]]


def _in_worker(batch: Batch, work: Work) -> Row:
    """The same as a flat row of words, which is a third of the work to send and to receive."""
    built = _built(batch, work)
    seen: dict[str, str] = {}
    words = [seen.setdefault(word, word) for word in chain.from_iterable(built.facts)]
    blocks = [(b.first, b.text, b.facts, b.quoted) for b in built.blocks]
    return built.documents, words, blocks, built.failed, built.bare


def _received(row: Row) -> Built:
    documents, words, blocks, failed, bare = row
    fields = iter(words)
    every = zip(fields, fields, fields, fields, strict=True)
    facts = {Fact(s, intern(p), o, intern(kind)) for s, p, o, kind in every}
    return Built(documents, facts, [Block(*b) for b in blocks], failed, bare)


def batches(documents: Sequence[Document], jobs: int) -> list[Batch]:
    """The documents in batches of about one size; the long ones go first, so that the last batches are small."""
    size = min(sum(len(d.raw) for d in documents) // (jobs * SHARES) + 1, LARGEST)
    made: list[Batch] = []
    batch: list[Document] = []
    held = 0
    for document in sorted(documents, key=lambda d: (-len(d.raw), d.id)):
        batch.append(document)
        held += len(document.raw)
        if held >= size:
            made.append(tuple(batch))
            batch, held = [], 0
    return [*made, tuple(batch)] if batch else made


def build_all(documents: Sequence[Document], jobs: int = 1, work: Work = Work()) -> Iterator[Built]:
    """The facts of all documents, some at a time, in no particular order."""
    load = getattr(work.build, "load", None)
    if documents and load is not None:
        load()  # this is no document's time
    if jobs <= 1 or len(documents) < SERIAL_BELOW:
        yield from (_built((document,), work) for document in documents)
        return
    if _start_method() == "fork":
        # What a first text loads is loaded once, for all workers, however long it takes.
        work.build(Document("0" * 64, "", "县"))
        use_all()
    waiting = batches(documents, jobs)[::-1]
    while waiting:
        broken = yield from _in_pool(waiting, jobs, work)
        suspects: list[Batch] = []
        suspects += ((document,) for batch in broken[::-1] for document in batch[::-1])
        while suspects:
            # One worker takes them one by one, so the first one undone is the one that killed it.
            undone = yield from _in_pool(suspects, 1, work, ahead=1)
            for batch in undone:
                yield Built(1, failed={batch[0].name: "the process that read this document died"})


def _start_method() -> str:
    """Fork where that is safe: the system has it and no other thread may hold a lock."""
    can = "fork" in get_all_start_methods() and threading.active_count() == 1
    return "fork" if can else "spawn"


def _in_pool(waiting: list[Batch], jobs: int, work: Work, ahead: int = 2) -> Generator[Built, None, list[Batch]]:
    """Take batches from the end of ``waiting`` and yield what was built; return those that a broken pool left undone."""
    under_way: dict[Future[Row], Batch] = {}
    broken: list[Batch] = []
    with ProcessPoolExecutor(jobs, mp_context=get_context(_start_method())) as pool:
        while under_way or (waiting and not broken):
            while waiting and not broken and len(under_way) < jobs * ahead:
                batch = waiting.pop()
                try:
                    under_way[pool.submit(_in_worker, batch, work)] = batch
                except BrokenProcessPool:
                    broken.append(batch)
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                batch = under_way.pop(future)
                try:
                    row = future.result()
                except BrokenProcessPool:
                    broken.append(batch)
                    continue
                yield _received(row)
    return broken
