"""Undo the breaking of every line after a fixed number of characters, as programs do it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg import patterns as re
from kg.text.lines import Line, has_inner_stop
from kg.text.shapes import is_byline

_STARTS = re.compile(
    r"[（][一二三四五六七八九十\d]{1,3}[）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节]"
    r"|\d{1,2}[、]|[■▶●◆★▲]|近年来，|近日，|日前，|今年以来，|本报讯|——|图为|来源："
)
_DATED = re.compile(r"(?:[^，。：]{1,6}：)?(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日")


def exact_width(lines: Sequence[Line]) -> int:
    """The number of characters after which every line was broken, or 0."""
    counts = Counter(line.count for line in lines)
    if len(lines) < 6:
        return 0
    width, often = max(counts.items(), key=lambda x: (x[1], x[0]))
    longer = sum(n for count, n in counts.items() if count > width)
    if not 10 <= width <= 80 or often * 2 < len(lines) or longer * 40 > len(lines):
        return 0
    cut = sum(line.count == width and not line.ended for line in lines)
    return width if cut * 2 > often else 0


def _is_whole(text: str) -> bool:
    """Whether a row that fills the width is complete all the same: a line of authors, a date."""
    return is_byline(text) or bool(_DATED.fullmatch(text))


def _logical(lines: Sequence[Line], width: int) -> list[tuple[Line, bool]]:
    """The rows joined as far as they fill the width and no sentence ends at their edge; with each
    line whether its last row filled the width."""
    out: list[tuple[Line, bool]] = []
    for line in lines:
        fills = line.count == width or (line.count == width - 1 and line.padded)
        open_row = bool(out) and out[-1][1] and not out[-1][0].ended and not line.level
        if open_row and not _is_whole(out[-1][0].text):
            out[-1][0].append(line)
            out[-1] = (out[-1][0], fills)
        else:
            out.append((line, fills))
    return out


def _set_in_before(begun: Line, line: Line) -> bool:
    """Whether the paragraph before was set in and the line, which follows at once, is not."""
    return begun.indent >= 2 > line.indent and line.gap == 0


def unbroken(lines: Sequence[Line]) -> list[Line]:
    """The lines as they were before the breaking; the same lines where there was none.

    A sentence that ends just at the edge goes on with the next one, unless that looks like a new
    paragraph or a heading.
    """
    width = exact_width(lines)
    if not width:
        return list(lines)
    out: list[Line] = []
    going = False
    for line, fills in _logical(lines, width):
        new = line.level or not line.ended or _STARTS.match(line.text)
        if going and not new and (has_inner_stop(out[-1].text) or _set_in_before(out[-1], line)):
            out[-1].append(line)
        else:
            out.append(line)
        going = fills and line.ended
    return out
