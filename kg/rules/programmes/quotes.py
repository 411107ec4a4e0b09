"""Quotations in the cleaned text, and runs of neighbouring quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Text

_TITLE = re.compile(r"《[^《》\n]{2,80}》")
_GAP = re.compile(r"(?:[、和与及或]|以及)?(?:（[^（）\n]{1,120}）)?(?:[、和与及或]|以及)?")
_PAIRS = {"“": "”", "‘": "’"}
_SPEECH = re.compile(r"[。！？，]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: ``start:end`` with its marks; ``core`` is what stands between them; ``titled`` where it
    stands in 《》, ``outer`` where no other name holds it."""

    start: int
    end: int
    core: str
    outer: bool = True
    titled: bool = False


def quotations(text: Text) -> tuple[Quoted, ...]:
    """All quotations of a text that open and close in one block, in order. Names quoted inside of quoted
    speech count as if they stood free."""
    titles = [m.span() for m in _TITLE.finditer(text.clean)]
    spans: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for i, c in enumerate(text.clean):
        if c == "\n":
            opened.clear()
        elif c in _PAIRS:
            opened.append((_PAIRS[c], i))
        elif opened and any(mark == c for mark, _ in opened):
            while opened[-1][0] != c:
                opened.pop()
            _, start = opened.pop()
            if i - start > 1:
                spans.append((start, i + 1))
    found = []
    for start, end in sorted(spans):
        inside = [s for s in spans if s[0] < start and end < s[1]]
        spoken = all(b - a > 24 and _SPEECH.search(text.clean, a, b) for a, b in inside)
        titled = any(a < start < b for a, b in titles)
        found.append(Quoted(start, end, text.clean[start + 1 : end - 1], spoken, titled))
    return tuple(found)


def runs(text: Text, quoted: tuple[Quoted, ...]) -> tuple[tuple[Quoted, ...], ...]:
    """Outer quotations grouped where nothing but 、, 和 or a bracket stands between them."""
    groups: list[list[Quoted]] = []
    for q in (q for q in quoted if q.outer):
        if groups and _GAP.fullmatch(text.clean, groups[-1][-1].end, q.start):
            groups[-1].append(q)
        else:
            groups.append([q])
    return tuple(tuple(g) for g in groups)
