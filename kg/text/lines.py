"""The lines of a file, and what each looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text.fold import GONE
from kg.text.residue import is_page_number

_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r"(#{1,6})\s+|\*\*(?=\S)|[>＞]\s+")
_ENDS = ("。", "！", "？", "!", "?", "…", "；", ";")
_QUOTES_AFTER = "”’」』\"'"
_REMARK = re.compile(r"(?<=[。！？…”])[（(][^（()）]{2,60}[)）]$")
_CLOSERS = "”’」』）)》】"
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"), ("(", ")"), ("『", "』"))
_INNER_STOP = re.compile(r"[。！？；](?=[^。！？；”’」』）)]*[^。！？；”’」』）)\s])")


@dataclass(slots=True)
class Line:
    """One printed line. ``start:end`` are raw offsets without surrounding space; ``gap`` counts the
    empty lines before it; ``level`` is that of a markdown heading, else 0."""

    text: str
    start: int
    end: int
    indent: float
    gap: int
    level: int = 0
    width: float = 0.0

    @property
    def ended(self) -> bool:
        """Whether the line ends as a sentence does; a remark in brackets may follow the end."""
        text = self.text.rstrip(_QUOTES_AFTER)
        remark = _REMARK.search(text)
        if remark and remark.start():
            text = text[: remark.start()]
        return text.rstrip(_CLOSERS).endswith(_ENDS) if text else True


def width_of(text: str) -> float:
    """The printed width: Chinese characters count 1, others a half."""
    return sum(1.0 if c >= "\u2010" else 0.5 for c in text)


def unbalanced(text: str) -> bool:
    """Whether a bracket or a quotation is left open."""
    return any(text.count(a) > text.count(b) for a, b in _PAIRS)


def has_inner_stop(text: str) -> bool:
    """Whether a sentence ends inside the text and another one begins."""
    return bool(_INNER_STOP.search(text))


def read_lines(folded: str) -> list[Line]:
    """The lines that hold text, page numbers left out."""
    lines: list[Line] = []
    gap = 0
    position = 0
    for row in folded.split("\n"):
        start, position = position, position + len(row) + 1
        body = row.strip(" " + GONE)
        if not body:
            gap += 1
            continue
        if is_page_number(body):
            continue
        lead = len(row) - len(row.lstrip(" " + GONE))
        indent = float(row[:lead].count(" "))
        start += lead
        end = start + len(body)
        level = 0
        mark = _MARK.match(body)
        if mark:
            level = len(mark[1] or "")
            start += mark.end()
            body = body[mark.end() :]
        if not body:
            continue
        lines.append(Line(body, start, end, indent, gap, level, width_of(body)))
        gap = 0
    return lines
