"""The whole path of the data on one screen.

``build_one`` is the heart: a pure function from one document to its facts. The local loop, the process pool and
whatever else spreads the work call it and nothing else; ``settle`` then looks at the union.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources

from kg.graph.settle import settle
from kg.graph.state import state
from kg.link.resolve import resolve
from kg.model import Document, Fact, Links, Mention, Text
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.text.prepare import prepare
from kg.text.undisturbed import undisturbed


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document: what is stated from it, and what ``kg why`` explains."""

    text: Text
    mentions: tuple[Mention, ...]
    links: Links


@cache
def confidence() -> dict[str, Decimal]:
    """The measured precision of each rule (kg/rules/confidence.json, made by ``make calibrate``)."""
    table = json.loads(resources.files("kg.rules").joinpath("confidence.json").read_text("utf-8"))
    return {rule: Decimal(str(row["confidence"])) for rule, row in table.items()}


def read_one(document: Document) -> Reading:
    """What the rules read in one document and what the linkers made of it."""
    with undisturbed():
        text = prepare(document)
        found = run(FAMILIES, text)
        return Reading(text, found.mentions, resolve(text, found))


def build_one(document: Document) -> frozenset[Fact]:
    """All facts that one document gives."""
    with undisturbed():
        reading = read_one(document)
        return state(reading.text, reading.links, confidence())


def build(documents: Iterable[Document]) -> frozenset[Fact]:
    """The facts of a corpus, one document after the other."""
    union: set[Fact] = set()
    for document in documents:
        union |= build_one(document)
    return settle(union)
