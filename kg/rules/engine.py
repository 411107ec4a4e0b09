"""Run the rule families over a text, in order, and choose between overlapping readings.

A rule is a record: its identifier (``family.name``), a sentence that says what it reads, and a function from
the text and what earlier families found to mentions. A family runs its rules in the order of its tuple;
where readings of one class overlap, the longer wins, then the earlier rule, unless the family keeps all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar, cast

from kg.model import Mention, Text

M = TypeVar("M", bound=Mention)


def _by_position(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.rule


class Found:
    """The mentions of the families that have run, by class and position.

    Mentions of one class are kept in the order of the text, so that a look-up by position costs a bisection and
    not a walk over the whole text.
    """

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        """Hold ``mentions``, sorted by position."""
        self.mentions: tuple[Mention, ...] = tuple(sorted(mentions, key=_by_position))
        self._by_class: dict[type[Mention], tuple[Mention, ...]] = {}
        self._starts: dict[type[Mention], list[int]] = {}
        self._longest: dict[type[Mention], int] = {}

    def of(self, cls: type[M]) -> tuple[M, ...]:
        """All mentions of one class, in the order of the text."""
        known = self._by_class.get(cls)
        if known is None:
            chosen = tuple(m for m in self.mentions if isinstance(m, cls))
            known = self._by_class[cls] = chosen
            self._starts[cls] = [m.start for m in chosen]
            self._longest[cls] = max((m.end - m.start for m in chosen), default=0)
        return cast("tuple[M, ...]", known)

    def _starting(self, cls: type[M], first: int, last: int) -> tuple[M, ...]:
        """The mentions that start at ``first`` or later and not after ``last``."""
        mentions = self.of(cls)
        if not mentions:
            return ()
        starts = self._starts[cls]
        return mentions[bisect_left(starts, first) : bisect_right(starts, last)]

    def within(self, cls: type[M], start: int, end: int) -> tuple[M, ...]:
        """The mentions of one class that lie inside ``start:end``."""
        return tuple([m for m in self._starting(cls, start, end) if m.end <= end])

    def covering(self, cls: type[M], start: int, end: int) -> tuple[M, ...]:
        """The mentions of one class that cover ``start:end``."""
        self.of(cls)
        first = end - self._longest[cls]
        return tuple([m for m in self._starting(cls, first, start) if end <= m.end])

    def touching(self, cls: type[M], start: int, end: int) -> tuple[M, ...]:
        """The mentions of one class that share a character with ``start:end``."""
        self.of(cls)
        first = start - self._longest[cls]
        return tuple([m for m in self._starting(cls, first, end - 1) if start < m.end])

    def plus(self, more: Iterable[Mention]) -> Found:
        """A new collection with ``more`` added."""
        return Found((*self.mentions, *more))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: ``id`` is ``family.name``, ``reads`` says in a sentence what it reads."""

    id: str
    reads: str
    find: Callable[[Text, Found], Iterable[Mention]]


def told_apart(read: Callable[[Text, Found], Iterable[Mention]], rules: Mapping[str, str]) -> tuple[Rule, ...]:
    """The rules whose mentions one reading of a text makes, by their ids, each with what it reads: each picks its own."""
    once = lru_cache(maxsize=4)(lambda text, found: tuple(read(text, found)))

    def rule(id_: str, reads: str) -> Rule:
        return Rule(id_, reads, lambda text, found: (m for m in once(text, found) if m.rule == id_))

    return tuple(rule(id_, reads) for id_, reads in rules.items())


@dataclass(frozen=True, slots=True)
class Family:
    """The rules of one kind of thing; ``keep_overlaps`` where readings may nest."""

    name: str
    rules: tuple[Rule, ...]
    keep_overlaps: bool = False


def choose(mentions: Sequence[Mention], order: Sequence[str]) -> list[Mention]:
    """Of overlapping mentions keep the longest, then the one whose rule stands first in ``order``."""
    rank = {rule: i for i, rule in enumerate(order)}
    best = sorted(mentions, key=lambda m: (m.start - m.end, rank.get(m.rule, len(rank)), m.start, m.rule))
    kept: list[Mention] = []
    taken: set[int] = set()
    for m in best:
        cells = range(m.start, m.end)
        if taken.isdisjoint(cells):
            taken.update(cells)
            kept.append(m)
    return sorted(kept, key=lambda m: (m.start, m.end))


def run_family(family: Family, text: Text, found: Found) -> list[Mention]:
    """The mentions of one family."""
    read = [m for rule in family.rules for m in rule.find(text, found)]
    if family.keep_overlaps:
        return sorted(dict.fromkeys(read), key=_by_position)
    return choose(read, [rule.id for rule in family.rules])


def run(families: Sequence[Family], text: Text) -> Found:
    """All mentions in ``text``; a family sees what the families before it found."""
    found = Found()
    for family in families:
        found = found.plus(run_family(family, text, found))
    return found
