"""Which lines belong together: hard-wrapped columns, page breaks in mid-sentence, headings.

A line is *open* where a sentence is certainly unfinished at its end, and *full* where it is as wide as the
wrapped lines around it. Widths are judged by the neighbours on each side alone, because one file may
hold columns of several widths.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from kg.text.lines import Line, has_inner_stop, unbalanced

_STARTS = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]{1,3}[章节部]"
    r"|\d{1,2}[、)）]|\d{1,2}\.(?!\d)|[①-⑳■▶●◆★▲□○◎※►❖]|【|案例[一二三四五六七八九十\d]|[问答QA][：:]"
)
_FIRST_WORDS = re.compile(r"近年来|近日|日前|今年以来|本报讯|[一二三四五六七八九十]是|——|图为")
_CONTINUES = tuple("，。、；：！？）”’》%,;)的等了")
_UNFINISHED = tuple("，、,+（(“《/的和与及在以对为将把被从向或各每该并着")
_TIME_FIRST = re.compile(r"(?:近年来|近日|日前|目前|今年|去年|同时|此外|截至|\d{4}年)[^，]{0,8}，")
_BYLINE = re.compile(r"[■▶□●▲◆◎►]|(?:本报|新华社)?(?:记者|通讯员|作者|来源|文/|文图|责任编辑)")
_SIDE = 8


@dataclass(frozen=True, slots=True)
class Column:
    """The width of wrapped lines on one side of a line, and how far from it lines may be."""

    width: float
    tolerance: float
    by_count: bool

    def holds(self, line: Line) -> bool:
        """Whether a line reaches the edge of the column."""
        width = float(len(line.text)) if self.by_count else line.width
        return self.width - self.tolerance <= width <= self.width + 4


def _measure(values: Sequence[float]) -> tuple[float, float]:
    """Median and median deviation."""
    middle = median(values)
    return middle, median(abs(v - middle) for v in values)


def _column(side: Sequence[Line]) -> Column | None:
    """The column that the lines of one side make, if they look wrapped."""
    cut = [x for x in side if not x.ended and not x.level and x.width >= 7 and x.width <= 70]
    if len(cut) < 3 or len(cut) * 2 < len(side):
        return None
    if sum(any(c in x.text for c in "，。；、,") for x in cut) * 2 < len(cut):
        return None
    printed, printed_spread = _measure([x.width for x in cut])
    counted, counted_spread = _measure([float(len(x.text)) for x in cut])
    by_count = counted_spread < printed_spread
    middle, spread = (counted, counted_spread) if by_count else (printed, printed_spread)
    return Column(middle, min(max(1.0, 2.5 * spread), max(2.5, middle * 0.12)), by_count)


def is_open(line: Line) -> bool:
    """Whether a sentence is certainly unfinished at the end of the line."""
    if line.ended or line.level:
        return False
    text = line.text
    if unbalanced(text) or has_inner_stop(text) or text.endswith(_UNFINISHED):
        return True
    commas = text.count("，") + text.count(",")
    return commas >= 3 or (line.width > 40 and commas > 0) or bool(_TIME_FIRST.match(text))


@dataclass(frozen=True, slots=True)
class Habits:
    """What empty lines and indents mean in a file."""

    empty_parts: bool
    indent_parts: bool
    usual_indent: float


def _habits(lines: Sequence[Line], full: Sequence[bool]) -> Habits:
    """Learn from the lines that are certainly wrapped."""
    wrapped = [i for i in range(len(lines) - 1) if full[i] and not lines[i].ended]
    empty = sum(lines[i + 1].gap > 0 for i in wrapped)
    indents = sorted(x.indent for x in lines)
    usual = indents[len(indents) // 2] if indents else 0.0
    inside = sum(lines[i + 1].indent >= usual + 2 for i in wrapped)
    after = [i for i in range(len(lines) - 1) if lines[i].ended]
    begun = sum(lines[i + 1].indent >= usual + 2 for i in after)
    return Habits(
        empty_parts=empty * 3 < len(wrapped),
        indent_parts=begun * 4 >= len(after) > 0 and inside * 8 <= len(wrapped),
        usual_indent=usual,
    )


def _fullness(lines: Sequence[Line]) -> list[bool]:
    """For each line whether it reaches the edge of the column on its left or its right side."""
    full: list[bool] = []
    for i, line in enumerate(lines):
        sides = (_column(lines[max(0, i - _SIDE) : i]), _column(lines[i + 1 : i + 1 + _SIDE]))
        full.append(any(c is not None and c.holds(line) for c in sides))
    return full


def _parted(line: Line, after: Line, habits: Habits) -> bool:
    """Whether layout or wording begins a new paragraph with ``after``."""
    if after.level or _STARTS.match(after.text):
        return True
    if habits.empty_parts and after.gap > 0:
        return True
    if habits.indent_parts and after.indent >= habits.usual_indent + 2:
        return True
    return line.ended and bool(_FIRST_WORDS.match(after.text))


def joins(lines: Sequence[Line]) -> list[bool]:
    """For each line whether the next one continues it."""
    full = _fullness(lines)
    habits = _habits(lines, full)
    out: list[bool] = []
    for i, line in enumerate(lines[:-1]):
        after = lines[i + 1]
        if _BYLINE.match(line.text) and not is_open(line):
            out.append(False)
        elif is_open(line):
            out.append(not after.level)
        elif after.text.startswith(_CONTINUES) and not line.ended:
            out.append(True)
        else:
            out.append(full[i] and not _parted(line, after, habits))
    return [*out, False] if lines else []
