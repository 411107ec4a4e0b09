"""The mentions of other families around a place, found without going through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from kg.model import Mention
from kg.rules.engine import Found, M


class Nearby(Found):
    """What earlier families found, with an index by class and position."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        """Group the mentions by class once."""
        super().__init__(mentions)
        self._groups: dict[type[Mention], tuple[Mention, ...]] = {}
        self._starts: dict[type[Mention], list[int]] = {}
        self._longest: dict[type[Mention], int] = {}
        for cls in {type(m) for m in self.mentions}:
            group = tuple(m for m in self.mentions if type(m) is cls)
            self._groups[cls] = group
            self._starts[cls] = [m.start for m in group]
            self._longest[cls] = max(m.end - m.start for m in group)

    def of(self, cls: type[M]) -> tuple[M, ...]:
        """All mentions of one class, in the order of the text."""
        return tuple(m for m in self._groups.get(cls, ()) if isinstance(m, cls))

    def _between(self, cls: type[M], first: int, last: int) -> tuple[M, ...]:
        """The mentions of one class that start at ``first`` to ``last``."""
        starts = self._starts.get(cls, [])
        group = self._groups.get(cls, ())
        here = group[bisect_left(starts, first) : bisect_right(starts, last)]
        return tuple(m for m in here if isinstance(m, cls))

    def within(self, cls: type[M], start: int, end: int) -> tuple[M, ...]:
        """The mentions of one class that lie inside ``start:end``."""
        return tuple(m for m in self._between(cls, start, end) if m.end <= end)

    def covering(self, cls: type[M], start: int, end: int) -> tuple[M, ...]:
        """The mentions of one class that cover ``start:end``."""
        reach = start - self._longest.get(cls, 0)
        return tuple(m for m in self._between(cls, reach, start) if end <= m.end)
