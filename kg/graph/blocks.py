"""Evidence that is written as it was: the quotations and sentences of one document, which no other document can change.

Three fifths of a graph are pieces of evidence. Their IRIs begin with the key of their document and settling leaves them
alone, so their Turtle is made where the document is read, can be kept from one build to the next, and is put in its place as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from tempfile import SpooledTemporaryFile

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
    """The evidence of all documents; much of it lies in a file below ``folder``."""

    def __init__(self, folder: Path | None = None) -> None:
        """Without evidence."""
        self.facts = 0
        self._places: list[tuple[str, int, int, int]] = []
        self._file = SpooledTemporaryFile(_IN_MEMORY, dir=None if folder is None else str(folder))  # noqa: SIM115 - it lives as long as this
        self._end = 0

    def add(self, block: Block) -> None:
        """Add the evidence of a document."""
        if block.facts:
            self._file.seek(self._end)
            self._file.write(block.text)
            self._file.write(block.quoted)
            self._places.append((block.first, self._end, len(block.text), len(block.quoted)))
            self._end += len(block.text) + len(block.quoted)
            self.facts += block.facts

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """The first subject and the Turtle of every document, in order."""
        for first, start, length, _ in sorted(self._places):
            self._file.seek(start)
            yield first, self._file.read(length)

    def quoted(self) -> Iterator[Quoted]:
        """What a page asks of the evidence of every document, in no particular order."""
        for _, start, length, told in self._places:
            self._file.seek(start + length)
            yield from of_kept(self._file.read(told).decode())
