"""The regions of a text in the order in which they stand, and which lies in which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon import levels
from kg.model import RegionMention


@dataclass(frozen=True, slots=True)
class Node:
    """A region as the topics see it."""

    key: str
    level: str
    kind: str
    above: str | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A chain of mentions that stand together; ``key`` is the lowest region."""

    start: int
    end: int
    key: str


class Frame:
    """Groups of mentions by position, and the tree of the regions."""

    def __init__(
        self, mentions: Sequence[RegionMention], keys: dict[tuple[int, int], str], nodes: dict[str, Node]
    ) -> None:
        """Group the mentions that follow each other directly."""
        self.nodes = nodes
        self.groups = _groups(mentions, keys)
        self.named = frozenset(keys.values())
        self.starts = [g.start for g in self.groups]
        self._held: dict[tuple[str, str | None], bool] = {}

    def within(self, start: int, end: int) -> list[Group]:
        """The groups that begin in ``start:end``."""
        return self.groups[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def above(self, key: str) -> Iterator[str]:
        """What holds a region, upwards."""
        while (above := self.nodes[key].above) is not None:
            yield above
            key = above

    def chain(self, key: str) -> list[str]:
        """A region and what holds it, upwards."""
        return [key, *self.above(key)]

    def holds(self, upper: str, key: str | None) -> bool:
        """Whether ``key`` is ``upper`` or lies in it."""
        known = self._held.get((upper, key))
        if known is None:
            known = self._held[upper, key] = self._holds(upper, key)
        return known

    def _holds(self, upper: str, key: str | None) -> bool:
        """A zone holds what the text names in the prefecture around it: its towns lie in several districts."""
        node = self.nodes[upper]
        low = key is not None and self.nodes[key].level in levels.LOW
        if node.level == "zone" and low and node.above is not None and key is not None:
            return self._in(key, upper) or self._in(key, node.above)
        return self._in(key, upper)

    def _in(self, key: str | None, upper: str) -> bool:
        return key is not None and (key == upper or upper in self.above(key))


def _groups(mentions: Sequence[RegionMention], keys: dict[tuple[int, int], str]) -> list[Group]:
    """Mentions that follow each other directly, as one."""
    found: list[Group] = []
    for mention in mentions:
        key = keys.get((mention.start, mention.end))
        if key is None:
            continue
        if found and found[-1].end == mention.start:
            found[-1] = Group(found[-1].start, mention.end, key)
        else:
            found.append(Group(mention.start, mention.end, key))
    return found
