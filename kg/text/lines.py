"""The lines of a file, and what each looks like."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg import patterns as re
from kg.text.fold import GONE
from kg.text.residue import is_page_number

_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r"(#{1,6})\s+|\*\*(?=\S)|[>＞]\s+")
_ENDS = ("。", "！", "？", "!", "?", "…", "；", ";")
_QUOTES_AFTER = "”’」』\"'"
_REMARK = re.compile(r"(?<=[。！？…”])[（(][^（()）]{2,60}[)）]$")
_CLOSERS = "”’」』）)》】"
_DOUBLED = re.compile(r"(?:(.+?)\1)+")
_TREBLED = re.compile(r"(?:(.+?)\1\1)+")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"), ("「", "」"), ("(", ")"), ("『", "』"), ("【", "】"))
_BETWEEN_HAN = re.compile(r"(?<=[\u3001-\u9fff\u201c\u201d]) +(?=[\u3001-\u9fff\u201c\u201d])")
_ASCII_MARK = re.compile(r"(?<!\d)[,:](?!\d)|(?<=\d)[,:](?!\d)|(?<!\d)[,:](?=\d)|[();!?]")
_ASCII_STOP = re.compile(r"(?<=[\u4e00-\u9fff”\"）)%])\.(?=[\"'”]?$|[\u4e00-\u9fff“\"])")
_WIDE = {",": "，", ":": "：", "(": "（", ")": "）", ";": "；", "!": "！", "?": "？"}
_INNER_STOP = re.compile(r"[。！？；](?=[^。！？；”’」』）)]*[^。！？；”’」』）)\s])")


@dataclass(slots=True)
class Line:
    """One printed line. ``text`` serves to judge it: marks full width, nothing invisible, no
    letter-spacing. ``start:end`` are raw offsets without surrounding space; ``gap`` counts the empty
    lines before it; ``level`` is that of a markdown heading, else 0; ``count`` the characters of
    the printed row, which ``padded`` tells to have had space at its end; ``doubled`` a headline
    printed over itself; ``cells`` the raw ranges of the cells of a row of a ``table``; ``more`` holds the ranges of further rows that were broken off."""

    text: str
    start: int
    end: int
    indent: float
    gap: int
    level: int = 0
    width: float = 0.0
    stretched: float = 0.0
    count: int = 0
    padded: bool = False
    doubled: bool = False
    table: bool = False
    cells: list[tuple[int, int]] = field(default_factory=list)
    more: list[tuple[int, int]] = field(default_factory=list)

    ended: bool = field(init=False)

    def __post_init__(self) -> None:
        """Judge the end of the line: does a sentence end there, a remark in brackets apart?"""
        self.ended = _is_ended(self.text)

    def append(self, row: Line) -> None:
        """Add a row that was broken off this line."""
        self.text += row.text
        self.ended = _is_ended(self.text)
        self.width += row.width
        self.stretched += row.stretched
        self.more += [(row.start, row.end), *row.more]
        self.doubled = bool(times_printed(self.text))


def _is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does, a remark in brackets apart."""
    text = text.rstrip(_QUOTES_AFTER)
    remark = _REMARK.search(text) if text.endswith(("）", ")")) else None
    if remark and remark.start():
        text = text[: remark.start()]
    return text.rstrip(_CLOSERS).endswith(_ENDS) if text else True


def times_printed(text: str) -> int:
    """How often a headline was printed over itself, stretch by stretch: 0, 2 or 3."""
    if not 8 <= len(text) <= 200 or "。" in text:
        return 0
    counts = Counter(text)
    for pattern, times in ((_TREBLED, 3), (_DOUBLED, 2)):
        if all(n % times == 0 for n in counts.values()) and pattern.fullmatch(text):
            return times
    return 0


def width_of(text: str) -> float:
    """The printed width: Chinese characters count 1, others a half."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def unbalanced(text: str) -> bool:
    """Whether a bracket or a quotation is left open."""
    if text.count('"') % 2:
        return True
    return any(text.count(a) > text.count(b) for a, b in _PAIRS)


def has_inner_stop(text: str) -> bool:
    """Whether a sentence ends inside the text and another one begins."""
    return bool(_INNER_STOP.search(text))


def _judged(body: str) -> tuple[str, float, float]:
    """A line as it is judged, its width without letter-spacing, and the printed one."""
    plain = body.replace(GONE, "") if GONE in body else body
    printed = width_of(plain)
    plain = _BETWEEN_HAN.sub("", plain) if " " in plain else plain
    if 2 * (printed - width_of(plain)) < 0.6 * len(plain):
        printed = width_of(plain)  # a few spaces are no letter-spacing
    plain = _ASCII_STOP.sub("。", plain) if "." in plain else plain
    return _ASCII_MARK.sub(lambda m: _WIDE[m[0]], plain), width_of(plain), printed


def _line(row: str, position: int, gap: int) -> Line | None:
    """The line of a row of the file, nothing for a page number or an empty mark."""
    body = row.strip(" " + GONE)
    if is_page_number(body.replace(GONE, "")):
        return None
    lead = len(row) - len(row.lstrip(" " + GONE))
    start = position + lead
    end = start + len(body)
    mark = _MARK.match(body)
    if mark:
        start += mark.end()
        body = body[mark.end() :]
    if not body:
        return None
    text, width, stretched = _judged(body)
    line = Line(text, start, end, float(row[:lead].count(" ")), gap)
    line.level = len(mark[1] or "") if mark else 0
    set_in = 2.0 if 2 <= line.indent <= 8 else 0.0  # the first line of a paragraph
    line.width = width + set_in
    line.stretched = stretched + set_in
    printed = row.replace(GONE, "")
    line.count = len(printed.rstrip(" ") if set_in else printed.strip(" "))
    line.padded = row[-1:] == " "
    line.doubled = bool(times_printed(text))
    return line


def _rows(folded: str, breaks: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The rows of a file with their raw offsets; a row also begins at each of ``breaks``."""
    position = 0
    for row in folded.split("\n"):
        end = position + len(row)
        cuts = breaks[bisect_right(breaks, position) : bisect_left(breaks, end)]
        for start, stop in pairwise((position, *cuts, end)):
            yield start, folded[start:stop]
        position = end + 1


def read_lines(folded: str, breaks: Sequence[int] = ()) -> list[Line]:
    """The lines that hold text, page numbers left out; ``breaks`` are raw offsets where line feeds were lost, ascending."""
    lines: list[Line] = []
    gap = 0
    for position, row in _rows(folded, breaks):
        if not row.strip(" " + GONE):
            gap += 1
        elif (line := _line(row, position, gap)) is not None:
            lines.append(line)
            gap = 0
    return lines
