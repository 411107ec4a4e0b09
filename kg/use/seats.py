"""Which region a thing is shown and counted with: its seat.

A seat is the nearest region, the thing's own first, that a report is about. Where there is none it is the county,
prefecture or province that a village or town lies in. Overview, network, comparison and ranking all count by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


def upwards(region: T, within: Mapping[T, T]) -> Iterator[T]:
    """A region and those that contain it, nearest first."""
    seen: set[T] = set()
    while region not in seen:
        seen.add(region)
        yield region
        region = within.get(region, region)


def seats(regions: Iterable[T], within: Mapping[T, T], *, reported: frozenset[T], low: frozenset[T]) -> dict[T, T]:
    """The seat of every region; ``reported`` are those that reports are about, ``low`` the villages and towns."""
    found: dict[T, T] = {}
    for region in regions:
        chain = list(upwards(region, within))
        told = next((r for r in chain if r in reported), None)
        high = next((r for r in chain if r not in low), region)
        found[region] = high if told is None else told
    return found


def owner(home: T, within: Mapping[T, T], chosen: frozenset[T], reported: frozenset[T]) -> T | None:
    """Which of the chosen regions counts what stands at ``home``.

    It is the nearest one upwards. A region that reports are about leaves out what another such region inside it
    holds; one that is only a container holds everything inside it.
    """
    passed = False
    for region in upwards(home, within):
        if region in chosen:
            return None if passed and region in reported else region
        passed = passed or region in reported
    return None
