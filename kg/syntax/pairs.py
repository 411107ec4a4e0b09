"""Marks that open and close: quotation marks, 《》, brackets, 【】. One pass over a text finds them all."""

from __future__ import annotations

from dataclasses import dataclass

from kg import patterns as re

PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "(": ")", "【": "】", "「": "」", "『": "』"}
_MARK = re.compile("[" + re.escape("".join(PAIRS) + "".join(PAIRS.values())) + "\n]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marks that belong together: ``start:end`` with the marks (clean offsets), ``mark`` the opening one;
    ``depth`` counts the pairs around it."""

    start: int
    end: int
    mark: str
    depth: int

    @property
    def inner(self) -> tuple[int, int]:
        """The range between the marks."""
        return self.start + 1, self.end - 1


def pairs_of(clean: str) -> tuple[Pair, ...]:
    """All pairs that open and close within one line, in the order of their openings. A mark that nothing closes
    is passed over, and so is one that nothing has opened."""
    found: list[Pair] = []
    opened: list[tuple[str, int]] = []  # the opening mark and where it stands
    for match in _MARK.finditer(clean):
        mark, at = match[0], match.start()
        if mark == "\n":
            opened.clear()
        elif mark in PAIRS:
            opened.append((mark, at))
        elif any(PAIRS[other] == mark for other, _ in opened):
            while PAIRS[opened[-1][0]] != mark:
                opened.pop()
            opening, start = opened.pop()
            found.append(Pair(start, at + 1, opening, len(opened)))
    return tuple(sorted(found, key=lambda p: (p.start, -p.end)))
