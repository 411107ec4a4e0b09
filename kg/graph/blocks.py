"""Evidence that is written as it was: the quotations and sentences of one document, which no other document can change.

Three fifths of a graph are pieces of evidence. Their IRIs begin with the key of their document and settling leaves them
alone, so their Turtle is made where the document is read, can be kept from one build to the next, and is put in its place as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from kg.graph.quoted import Quoted, kept, of_kept, quoted, rows
from kg.graph.terms import ID
from kg.graph.write import block
from kg.model import Fact

EVIDENCE = ID + "ev/"
_IN_MEMORY = 64_000_000  # bytes of evidence; more of it lies in a file


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """The evidence of one document: its first subject, its Turtle, how many facts it holds, and what a page asks of it (:mod:`kg.graph.quoted`),
    all as they are kept and written."""

    first: str
    text: bytes
    facts: int
    quoted: bytes


@dataclass(frozen=True, slots=True)
class Parted:
    """The facts of one document: those that settling may change, in order, and its evidence, as facts and as they are written."""

    others: list[Fact]
    evidence: list[Fact]
    block: Block

    def __iter__(self) -> Iterator[Fact]:
        """All facts."""
        return chain(self.others, self.evidence)


def split(facts: Iterable[Fact]) -> Parted:
    """The facts of one document, parted."""
    others: list[Fact] = []
    evidence: list[Fact] = []
    for fact in sorted(set(facts)):
        (evidence if fact.subject.startswith(EVIDENCE) else others).append(fact)
    text = "".join(block(s, group) for s, group in groupby(evidence, key=itemgetter(0)))
    first = evidence[0].subject if evidence else ""
    told = kept(quoted(rows(evidence)))
    made = Block(first, text.encode(), len(evidence), told.encode())
    return Parted(others, evidence, made)


class Blocks:
    """The evidence of all documents; what does not fit into the memory lies in a file below ``folder``."""

    def __init__(self, folder: Path | None = None) -> None:
        """Without evidence, and without a file."""
        self.facts = 0
        self._folder = folder
        self._held: list[Block] = []
        self._size = 0
        self._places: list[tuple[str, int, int, int]] = []
        self._file: IO[bytes] | None = None
        self._end = 0

    def add(self, block: Block) -> None:
        """Add the evidence of a document."""
        if not block.facts:
            return
        self.facts += block.facts
        size = len(block.text) + len(block.quoted)
        if self._size + size <= _IN_MEMORY:
            self._held.append(block)
            self._size += size
            return
        if self._file is None:
            self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115 - it lives as long as this
        self._file.seek(self._end)
        self._file.write(block.text)
        self._file.write(block.quoted)
        self._places.append((block.first, self._end, len(block.text), len(block.quoted)))
        self._end += size

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """The first subject and the Turtle of every document, in order."""
        held = sorted((one.first, one.text) for one in self._held)
        places = sorted((first, start, length) for first, start, length, _ in self._places)
        return merge(held, ((first, self._read(start, length)) for first, start, length in places), key=itemgetter(0))

    def quoted(self) -> Iterator[Quoted]:
        """What a page asks of the evidence of every document, in no particular order."""
        told = (self._read(start + length, told) for _, start, length, told in self._places)
        for columns in chain((one.quoted for one in self._held), told):
            yield from of_kept(columns.decode())

    def _read(self, start: int, length: int) -> bytes:
        assert self._file is not None
        self._file.seek(start)
        return self._file.read(length)
