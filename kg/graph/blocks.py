"""Evidence that is written as it was: the quotations and sentences of one document, which no other document can change.

Three fifths of a graph are pieces of evidence. Their IRIs begin with the key of their document and settling leaves them
alone, so their Turtle can be kept from one build to the next and put in its place as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from kg.graph.terms import ID
from kg.graph.write import block
from kg.model import Fact

EVIDENCE = ID + "ev/"


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """The evidence of one document: its first subject, its Turtle and how many facts it holds."""

    first: str
    text: str
    facts: int


def split(facts: Iterable[Fact]) -> tuple[list[Fact], list[Fact], Block]:
    """The facts of one document that settling may change, its evidence, both in order, and the block of the latter."""
    others: list[Fact] = []
    evidence: list[Fact] = []
    for fact in sorted(set(facts)):
        (evidence if fact.subject.startswith(EVIDENCE) else others).append(fact)
    text = "".join(block(s, group) for s, group in groupby(evidence, key=itemgetter(0)))
    first = evidence[0].subject if evidence else ""
    return others, evidence, Block(first, text, len(evidence))
