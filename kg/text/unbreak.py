"""Undo the breaking of every line after a fixed number of characters, as programs do it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.text.lines import Line, has_inner_stop

_STARTS = re.compile(
    r"[（][一二三四五六七八九十\d]{1,3}[）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节]"
    r"|\d{1,2}[、]|[■▶●◆★▲]|近年来，|近日，|日前，|今年以来，|本报讯|——|图为|来源："
)


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


def unbroken(lines: Sequence[Line]) -> list[Line]:
    """The lines as they were before the breaking; the same lines where there was none."""
    width = exact_width(lines)
    if not width:
        return list(lines)
    out: list[Line] = []
    going = False
    for line in lines:
        whole = out[-1] if out else None
        parted = line.level or (whole and whole.ended and _STARTS.match(line.text))
        if whole is not None and going and not parted:
            whole.append(line)
        else:
            out.append(line)
        going = line.count == width or (line.count == width - 1 and line.padded)
        if going and out[-1] is line and not has_inner_stop(line.text) and line.ended:
            going = False  # a whole sentence that happens to fill one line
    return out
