"""Join pairs into groups in which every two members belong together (complete link)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def complete_link(
    members: Sequence[T], pairs: Iterable[tuple[T, T]], apart: Callable[[T], Hashable] | None = None
) -> list[list[T]]:
    """The groups, each sorted as ``members`` are; ``pairs`` come best first and join where all cross pairs are there.

    Two members for which ``apart`` gives one value never stand in one group.
    """
    best_first = list(pairs)
    order = {member: n for n, member in enumerate(members)}
    near: dict[T, set[T]] = {member: {member} for member in members}
    for a, b in best_first:
        near[a].add(b)
        near[b].add(a)
    group = {member: {member} for member in members}
    common = dict(near)  # of a group, by any of its members: what belongs with all of them
    for a, b in best_first:
        left, right = group[a], group[b]
        if left is right or not right <= common[a] or _meet(left, right, apart):
            continue
        both = common[a] & common[b]
        left |= right
        for member in left:
            group[member] = left
            common[member] = both
    kept = {id(found): found for found in group.values()}
    return sorted((sorted(found, key=order.__getitem__) for found in kept.values()), key=lambda g: order[g[0]])


def _meet(left: set[T], right: set[T], apart: Callable[[T], Hashable] | None) -> bool:
    return apart is not None and not {apart(m) for m in left}.isdisjoint(apart(m) for m in right)
