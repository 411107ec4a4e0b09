"""Which lines belong together: hard-wrapped columns, page breaks in mid-sentence, headings.

A line is *open* where a sentence is certainly unfinished at its end, and *full* where it is as wide as the
wrapped lines around it. Widths are judged by the neighbours on each side alone, because one file may
hold columns of several widths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from kg import patterns as re
from kg.text.lines import Line, has_inner_stop, unbalanced
from kg.text.officials import is_official_line
from kg.text.shapes import is_credit_line, is_signed, place_prefix

_STARTS = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]{1,3}[章节部]"
    r"|\d{1,2}[、)）]|\d{1,2}\.(?!\d)|[①-⑳■▶●◆★▲□○◎※►❖]|【|案例[一二三四五六七八九十\d]|[问答QA][：:]"
)
_FIRST_WORDS = re.compile(r"近年来|近日，|日前，|今年以来，|本报讯|——|图为")
_CONTINUES = tuple("，。、；：！？）”’》%,;)的等了")
_UNFINISHED = tuple("，、,+（(“《/的与及把被")
_UNFINISHED_LONG = tuple("和在以对为将从向或各每该并着")
_TIME_FIRST = re.compile(r"(?:近年来|近日|日前|目前|今年|去年|同时|此外|截至|\d{4}年)[^，]{0,8}，")
_BYLINE = re.compile(r"[■▶□●▲◆◎►]|(?:本报|新华社)?(?:记者|通讯员|作者|来源|文/|文图|责任编辑)")
_UNIT = re.compile(
    r"[\d.%‰]|[万亿千百]|[余多]|(?:年|月|日|个|名|人|户|家|亩|件|次|元|岁|项|条|所|期|场|村|镇|吨|公里|平方|立方|度|米|倍|成|位|支|座|台|套|类|批|处|间"
    r"|张|份|篇|本(?![次期届轮市县])|轮|届|栋|颗|只|头|尾|种|对|组|堂|门|天|小时|分钟|分|角|级|层|里|公顷|千瓦|兆瓦|毫米|克|斤|公斤|枚|面|幅|首|部|辆|艘|架|笔|宗|起|例|批次|步)"
)
_WHOLE_DATE = re.compile(r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d\d$|\d\d[:：]\d\d$")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d年")
_QUANTITY = re.compile(rf"(?!(?:19|20)\d\d年)\d+(?:\.\d+)?(?:(?:{_UNIT.pattern}){{1,3}}|$)")
_PART = re.compile(r"0\d")
"""The number of a part, on a line of its own."""
_SIDE = 8
_INDENT = 2.0
"""How many characters the first line of a paragraph is set in; extraction often loses the spaces."""
_PROSE = 24  # how wide a line of running text is at least


@dataclass(frozen=True, slots=True)
class Column:
    """The width of the wrapped lines of a stretch, and how far from it lines may be."""

    width: float
    tolerance: float
    by_count: bool

    def short_by(self, line: Line) -> float:
        """How much narrower than the column a line is."""
        return self.width - (float(len(line.text)) if self.by_count else line.width)


def _measure(values: Sequence[float]) -> tuple[float, float]:
    """Median and median deviation."""
    middle = median(values)
    return middle, median(abs(v - middle) for v in values)


def _column(side: Sequence[Line], least: int = 3) -> Column | None:
    """The column that some neighbouring lines make, if they look wrapped."""
    side = [x for x in side if not is_signed(x.text)]
    cut = [x for x in side if not x.ended and not x.level and 7 <= x.width <= 70]
    if len(cut) < least or len(cut) * 2 < len(side):
        return None
    if sum(any(c in x.text[3:] for c in "，。；、,") for x in cut) * 2 < len(cut):
        return None
    printed, printed_spread = _measure([x.width for x in cut])
    counted, counted_spread = _measure([float(len(x.text)) for x in cut])
    by_count = counted_spread < printed_spread
    middle, spread = (counted, counted_spread) if by_count else (printed, printed_spread)
    if spread > max(1.5, middle * 0.06) or sum(x.width > middle * 1.5 for x in side) * 4 > len(side):
        return None
    return Column(middle, min(max(1.0, 2.5 * spread), max(2.0, middle * 0.08)), by_count)


def is_open(line: Line) -> bool:
    """Whether a sentence is certainly unfinished at the end of the line."""
    if line.ended or line.level:
        return False
    text = line.text
    if line.doubled:
        return False
    if unbalanced(text) or has_inner_stop(text) or text.endswith(_UNFINISHED):
        return True
    commas = text.count("，") + text.count(",")
    if commas and text.endswith(_UNFINISHED_LONG):
        return True
    return commas >= 3 or (line.width > 40 and commas > 0) or bool(_TIME_FIRST.match(text))


Reach = tuple[float, float]
"""How far a line falls short of a column, and the column's tolerance."""


def _reach(line: Line, columns: Sequence[Column | None]) -> Reach | None:
    """The reach of a line in the column that is nearest to its width."""
    reaches = [(c.short_by(line), c.tolerance) for c in columns if c is not None]
    spacing = line.stretched - line.width
    if spacing > 3:  # a letter-spaced line was stretched to the edge
        reaches = [(0.0, t) if -4 <= r - spacing <= t else (r, t) for r, t in reaches]
    near = [r for r in reaches if r[0] > -4]
    return min(near, key=lambda r: abs(r[0]), default=None)


def _reaches(lines: Sequence[Line]) -> list[Reach | None]:
    """The reach of every line, judged by the lines before and behind it; where these say nothing,
    by few lines around it."""
    columns = [_column(lines[k : k + _SIDE]) for k in range(len(lines))]
    out: list[Reach | None] = []
    for i, line in enumerate(lines):
        before = columns[i - _SIDE] if i >= _SIDE else _column(lines[:i])
        behind = columns[i + 1] if i + 1 < len(lines) else None
        reach = _reach(line, (before, behind))
        if not line.ended and (reach is None or reach[0] > reach[1]):
            close = _column(lines[max(0, i - 3) : i + 4])
            near = _reach(line, (close, _column(lines[i + 1 : i + 4], 2)))
            if near is not None and near[0] <= near[1]:
                reach = near
        out.append(reach)
    return out


@dataclass(frozen=True, slots=True)
class Habits:
    """What empty lines, indents and first lines mean in a file."""

    empty_parts: bool
    indent_parts: bool
    usual_indent: float
    lost_indent: bool


class _Layout:
    """The lines of a file with what is known of their widths."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Measure the lines and learn the habits of the file."""
        self.lines = lines
        self.reach = _reaches(lines)
        self.habits = self._learn()

    def full(self, i: int) -> bool:
        """Whether a line reaches the edge of its column."""
        reach = self.reach[i]
        return reach is not None and reach[0] <= reach[1]

    def set_in(self, i: int) -> bool:
        """Whether a line is as short as the first line of a paragraph whose indent was lost."""
        reach = self.reach[i]
        if reach is None:
            return False
        line = self.lines[i]
        return abs(reach[0] - _INDENT) <= 1.0 or line.stretched > line.width + 3

    def flush(self, i: int) -> bool:
        """Whether a line is just as wide as its column."""
        reach = self.reach[i]
        return reach is not None and abs(reach[0]) < 1.0

    def _learn(self) -> Habits:
        """The habits of the file, from the lines that are certainly wrapped."""
        lines = self.lines
        wrapped = [i for i in range(len(lines) - 1) if self.full(i) and not lines[i].ended]
        empty = sum(lines[i + 1].gap > 0 for i in wrapped)
        usual = sorted(x.indent for x in lines)[len(lines) // 2] if lines else 0.0
        inside = sum(lines[i + 1].indent >= usual + 2 for i in wrapped)
        after = [i for i in range(len(lines) - 1) if lines[i].ended]
        begun = sum(lines[i + 1].indent >= usual + 2 for i in after)
        behind = [i + 1 for i in after if not self.full(i) and not lines[i + 1].ended]
        set_in = sum(self.set_in(i) for i in behind)
        flush = sum(self.flush(i) for i in behind)
        return Habits(
            empty_parts=empty * 3 < len(wrapped),
            indent_parts=begun * 4 >= len(after) > 0 and inside * 8 <= len(wrapped),
            usual_indent=usual,
            lost_indent=set_in >= 2 and set_in > flush,
        )

    def parted(self, i: int) -> bool:
        """Whether layout or wording begins a new paragraph behind line ``i``."""
        line, after, habits = self.lines[i], self.lines[i + 1], self.habits
        if after.level or _STARTS.match(after.text) or is_signed(after.text):
            return True
        if line.ended and self.stands_alone(i + 1):
            return True
        if habits.empty_parts and after.gap > 0:
            return True
        if habits.indent_parts and after.indent >= habits.usual_indent + 2:
            return True
        return line.ended and bool(_FIRST_WORDS.match(after.text))

    def stands_alone(self, i: int) -> bool:
        """Whether a line is neither as wide as its column nor finished: a heading."""
        line, reach = self.lines[i], self.reach[i]
        if line.ended or is_open(line):
            return False
        if place_prefix(line.text) and line.gap > 0:
            return True
        if reach is None:
            return True
        set_in = self.habits.lost_indent and self.set_in(i)
        return reach[0] > max(2.0, reach[1]) and not set_in

    def goes_on(self, i: int, first: bool) -> bool:
        """Whether line ``i``, which is not certainly open, is continued by the next; ``first`` tells
        that it begins a paragraph."""
        if self.parted(i):
            return False
        line, reach = self.lines[i], self.reach[i]
        if reach is None:
            return False
        short = reach[0]
        if self.lines[i + 1].width > line.width + short + 6:
            return False  # the next line was not wrapped in this column
        lost = self.habits.lost_indent
        if line.ended:
            if first and lost:
                return short <= _INDENT + 1.0 and not self.set_in(i + 1)
            return short <= 1.0 and not (lost and self.set_in(i + 1))
        if first and lost and abs(short - _INDENT) <= 1.0:
            return "，" in line.text or not self.set_in(i + 1)
        return short <= reach[1]


def _is_exclaimed(line: Line) -> bool:
    """Whether a first line is a headline with an exclamation or question inside."""
    text = line.text
    if unbalanced(text) or text[-1] in "，、":
        return False
    exclaimed = "！" in text or "？" in text
    return exclaimed and "。" not in text and len(text) <= 45 and text.count("，") < 2


def _ends_before(line: Line, after: Line) -> bool:
    """Whether a line that looks unfinished ends all the same: a colophon, or a numbered item follows."""
    if unbalanced(line.text) or line.text.endswith(("，", "、")):
        return False
    return is_signed(line.text) or bool(_STARTS.match(after.text))


def _number_cut(line: Line, after: Line) -> bool:
    """Whether the line end parts a number, a number and its unit, or a clause and its number."""
    if line.ended or line.level or after.level or _STARTS.match(after.text) or is_signed(line.text):
        return False  # 发布时间：2023-10-11 above 2022年，…
    if not line.text[-1:].isdigit():
        alone = _QUANTITY.fullmatch(after.text.rstrip("；。，、"))  # a figure on a line of its own
        return bool(alone or ("，" in line.text and _QUANTITY.match(after.text)))
    if _WHOLE_DATE.search(line.text) or _YEAR_FIRST.match(after.text):
        return False
    whole = len(line.text) > 5 or "，" in line.text or bool(_QUANTITY.fullmatch(line.text))
    return whole and bool(_UNIT.match(after.text))


def _set_in_is_open(line: Line, after: Line) -> bool:
    """Whether a line that was set in, as a paragraph's first is, breaks off behind a comma and the next stands at the edge below it."""
    set_in = line.indent >= _INDENT > after.indent and after.gap == 0
    return set_in and not line.ended and line.width >= _PROSE and "，" in line.text


def _set_in_goes_on(layout: _Layout, start: int, i: int) -> bool:
    """Whether a sentence that ends at the edge goes on with the next line: its paragraph, which began
    at ``start``, was set in, the line is as wide as the first one, and the next is not set in."""
    begun, line, after = layout.lines[start], layout.lines[i], layout.lines[i + 1]
    if start == i or begun.indent < 2 or line.indent >= 2 or after.indent >= 2 or after.gap > 0:
        return False
    return line.ended and not layout.parted(i) and abs(line.width - begun.width) < 1.0 and begun.width >= 16


def _continued(layout: _Layout, i: int, first: bool, inside: bool) -> bool:
    """Whether line ``i`` is continued by the next; ``first`` tells that it begins a paragraph,
    ``inside`` that a sentence of its paragraph has ended, so that an unended line is no heading."""
    line, after = layout.lines[i], layout.lines[i + 1]
    if any(x.table or is_official_line(x.text) or _PART.fullmatch(x.text) for x in (line, after)):
        return False
    if is_credit_line(after.text):
        return False
    apart = after.gap > 0 or after.width > line.width + 8
    if i == 0 and apart and _is_exclaimed(line):
        return False
    if _number_cut(line, after):
        return True
    if _ends_before(line, after):
        return False
    leads_on = line.text.endswith("：") and layout.reach[i] is None and not unbalanced(line.text)
    unfinished = is_open(line) or (not line.ended and (inside or line.text.startswith("本报讯")))
    if (unfinished and not leads_on) or _set_in_is_open(line, after):
        return not after.level
    if _BYLINE.match(line.text):
        return False
    if after.text.startswith(_CONTINUES) and not line.ended:
        return True
    return layout.goes_on(i, first)


def joins(lines: Sequence[Line]) -> list[bool]:
    """For each line whether the next one continues it."""
    layout = _Layout(lines)
    out: list[bool] = []
    inside = False
    start = 0
    for i in range(len(lines) - 1):
        first = not (out and out[-1])
        start = i if first else start
        inside = not first and (inside or "。" in lines[i - 1].text)
        out.append(_continued(layout, i, first, inside) or _set_in_goes_on(layout, start, i))
    return [*out, False] if lines else []
