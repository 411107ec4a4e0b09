"""Quotations in the cleaned text, and runs of neighbouring quotations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.syntax.pairs import Pair

_JOINT = rf"(?:[、或]|{any_of('pattern.joint')})?"
_GAP = re.compile(rf"{_JOINT}(?:（[^（）\n]{{1,120}}）)?{_JOINT}")
_PAIRS = {"“": "”", "‘": "’"}
_MARKS = re.compile("[“”‘’\n]")
_SPEECH = re.compile(r"[。！？，]")
UNMARKED = str.maketrans("", "", "“”‘’")
"""Takes quotation marks out of words."""
UNQUOTED = str.maketrans("", "", "“”")
"""Takes those out that quote a name, but not those inside it."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: ``start:end`` with its marks; ``core`` is what stands between them; ``titled`` where it
    stands in 《》, ``outer`` where no other name holds it."""

    start: int
    end: int
    core: str
    outer: bool = True
    titled: bool = False


def quotations_of(clean: str, titles: Sequence[Pair]) -> tuple[Quoted, ...]:
    """All quotations of a text that open and close in one block, in order. Names quoted inside of quoted
    speech count as if they stood free."""
    named = [(t.start, t.end) for t in titles]
    ends: dict[int, int] = {}
    around: dict[int, tuple[int, ...]] = {}
    opened: list[tuple[str, int]] = []
    for m in _MARKS.finditer(clean):
        c, i = m[0], m.start()
        if c == "\n":
            opened.clear()
        elif c in _PAIRS:
            opened.append((_PAIRS[c], i))
        elif any(mark == c for mark, _ in opened):
            while opened[-1][0] != c:
                opened.pop()
            _, start = opened.pop()
            if i - start > 1:
                ends[start] = i + 1
                around[start] = tuple(at for _, at in opened)
    return tuple(_quoted(clean, start, ends, around[start], named) for start in sorted(ends))


def _quoted(
    clean: str, start: int, ends: dict[int, int], around: tuple[int, ...], titles: list[tuple[int, int]]
) -> Quoted:
    """The quotation that opens at ``start``; free where what is around it is speech."""
    end = ends[start]
    free = all(ends[a] - a > 24 and _SPEECH.search(clean, a, ends[a]) is not None for a in around if a in ends)
    i = bisect_left(titles, (start, start)) - 1
    return Quoted(start, end, clean[start + 1 : end - 1], free, i >= 0 and start < titles[i][1])


def sole(name: str) -> str | None:
    """The quoted words of a name that holds exactly one quotation."""
    heads = (part.partition("”") for part in name.split("“")[1:])
    found = [core for core, mark, _ in heads if mark and core]
    return found[0] if len(found) == 1 else None


def holds(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether one of the sorted ranges, of which few nest, holds a position."""
    i = bisect_left(spans, (position, position))
    return any(a < position < b for a, b in spans[max(0, i - 4) : i])


def group(clean: str, quoted: tuple[Quoted, ...]) -> tuple[tuple[Quoted, ...], ...]:
    """Outer quotations grouped where nothing but 、, 和 or a bracket stands between them."""
    groups: list[list[Quoted]] = []
    for q in (q for q in quoted if q.outer):
        if groups and _GAP.fullmatch(clean, groups[-1][-1].end, q.start):
            groups[-1].append(q)
        else:
            groups.append([q])
    return tuple(tuple(g) for g in groups)
