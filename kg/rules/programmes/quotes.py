"""Quotations in the cleaned text, and runs of neighbouring quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Text

_TITLE = re.compile(r"《[^《》\n]{2,80}》")
_GAP = re.compile(r"(?:[、和与及或]|以及)?(?:（[^（）\n]{1,120}）)?(?:[、和与及或]|以及)?")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: ``start:end`` with its marks; ``core`` is what stands between them."""

    start: int
    end: int
    core: str
    outer: bool = True


def quotations(text: Text) -> tuple[Quoted, ...]:
    """All quotations of a text that open and close in one block, outside of 《》, in order."""
    titles = [m.span() for m in _TITLE.finditer(text.clean)]
    found: list[Quoted] = []
    opened: list[int] = []
    for i, c in enumerate(text.clean):
        if c == "\n":
            opened.clear()
        elif c == "“":
            opened.append(i)
        elif c == "”" and opened:
            start = opened.pop()
            if i - start > 1 and not any(a < start < b for a, b in titles):
                found.append(Quoted(start, i + 1, text.clean[start + 1 : i], not opened))
    return tuple(sorted(found, key=lambda q: q.start))


def runs(text: Text, quoted: tuple[Quoted, ...]) -> tuple[tuple[Quoted, ...], ...]:
    """Outer quotations grouped where nothing but 、, 和 or a bracket stands between them."""
    groups: list[list[Quoted]] = []
    for q in (q for q in quoted if q.outer):
        if groups and _GAP.fullmatch(text.clean, groups[-1][-1].end, q.start):
            groups[-1].append(q)
        else:
            groups.append([q])
    return tuple(tuple(g) for g in groups)
