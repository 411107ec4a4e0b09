"""What the page needs to score two programmes itself, where a corpus has more pairs than a page can hold.

The words are read here, once; the page only reckons with them (``web/src/scoring.js``), by the rules of :mod:`kg.use.compare.match`,
and a test holds every score of it to what that module says.

``tokens``
    ``[text, group, weight, is a number]``, numbered by what follows. Keys are numbers alone.
``names``
    ``[core, literal core, says nothing of its own (1: counted, 2: stock), what each has one of, tokens, tokens around it or null, keys]``
``parts``
    ``[words, tokens, named, role, broader role, weight]``, a component or a partner.
``features``
    One for each type, in order: ``[formula, names, kind, sector, parts, keys of parts]``.
``numerals``, ``by``
    Signs that are numbers; the constants of the score.
"""

from __future__ import annotations

import string
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from kg.use.compare.match import (
    COUNTED_OR_NOT,
    EACH_OF_OTHERS,
    FORMULA_WEIGHTS,
    HOMONYM,
    LED_FROM,
    NAMED,
    PARTS_LED,
    THRESHOLD,
    WEIGHTS,
    Features,
    name_keys,
)
from kg.use.compare.parts import CHANGED, named, partner_weight
from kg.use.compare.wording import GROUP_CREDIT, NUMERALS, SUPPORT, Name, Token, bare, each, fold, role, tokens
from kg.use.compare.words import BROADER
from kg.use.records import PartOf

T = TypeVar("T", bound=Hashable)


class _Numbered(Generic[T]):
    """Things by the number under which they were first met."""

    def __init__(self) -> None:
        self.at: dict[T, int] = {}

    def __call__(self, thing: T) -> int:
        return self.at.setdefault(thing, len(self.at))


class _Tables:
    """The tables that features of all types share."""

    def __init__(self) -> None:
        self.tokens: _Numbered[Token] = _Numbered()
        self.keys: _Numbered[str] = _Numbered()
        self.names: _Numbered[Name] = _Numbered()
        self.parts: _Numbered[tuple[str, str]] = _Numbered()

    def row(self, words: Iterable[Token]) -> list[int]:
        return [self.tokens(w) for w in words]

    def key_row(self, keys: Iterable[str]) -> list[int]:
        return [self.keys(k) for k in sorted(set(keys))]

    def feature(self, one: Features) -> list[object]:
        parts = [self.parts((p.name, p.actor or "")) for p in one.parts]
        names = [self.names(n) for n in one.names]
        keys = self.key_row(one.part_keys)
        return [int(one.formula), names, one.kind, one.sector, parts, keys]

    def name(self, one: Name) -> list[object]:
        around = self.row(one.rest_tokens) if one.rest else None
        empty = 1 if one.counted else 2 if one.stock else 0
        keys = self.key_row(name_keys(one))
        return [one.core, one.literal, empty, each(one.core), self.row(one.tokens), around, keys]

    def part(self, words: str, actor: str) -> list[object]:
        flat = bare(fold(words))
        stands_for = role(actor) or role(words) or ""
        part = PartOf(name=words, actor=actor or None)
        broad = BROADER.get(stands_for, stands_for)
        return [flat, self.row(tokens(flat)), int(named(part)), stands_for, broad, partner_weight(part)]


def scoring(types: Iterable[Features]) -> dict[str, object]:
    """The data of the types, in their order."""
    tables = _Tables()
    features = [tables.feature(one) for one in types]
    names = [tables.name(n) for n in list(tables.names.at)]
    parts = [tables.part(*p) for p in list(tables.parts.at)]
    return {
        "features": features,
        "names": names,
        "parts": parts,
        "tokens": [[w.text, w.group, w.weight, int(w.number)] for w in tables.tokens.at],
        "numerals": NUMERALS + string.digits + "NXnx",
        "by": {
            "threshold": THRESHOLD,
            "homonym": HOMONYM,
            "named": NAMED,
            "changed": CHANGED,
            "others": EACH_OF_OTHERS,
            "counted": COUNTED_OR_NOT,
            "ledFrom": LED_FROM,
            "weights": WEIGHTS,
            "formula": FORMULA_WEIGHTS,
            "led": PARTS_LED,
            "group": GROUP_CREDIT,
            "support": SUPPORT,
        },
    }
