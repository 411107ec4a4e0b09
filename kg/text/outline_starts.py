"""Where the articles of a file begin: one pass over its lines, each weighed by the signs of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg import patterns as re
from kg.model import BlockKind
from kg.text.heads import Head, chain_of
from kg.text.items import Item
from kg.text.labels import comment_mark
from kg.text.outline_places import unit_starts
from kg.text.outline_series import Series
from kg.text.shapes import begins_news, begins_report, case_mark, heads_document, is_byline, is_weak_case

_SIGNED = re.compile(
    r"（[^（）。]{0,24}(?:供稿|报道|组织部|融媒体中心|记者|通讯员|宣传部|报道组|办公室|党工委|党委)[^（）。]{0,14}）$"
    r"|（[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4}){0,3}）$"
)
_SKIPPED = (BlockKind.CAPTION, BlockKind.MASTHEAD)
_FRAME = (BlockKind.BYLINE, BlockKind.COLOPHON)
_ENOUGH = 3


def news_place(text: str) -> Head | None:
    """The place that a piece of news begins with, behind its date (近日，东山县召开…)."""
    words = text.split("，", 1)[-1]
    name, rank = chain_of(words)
    return Head(name, rank) if name else None


def _news_again(body: str, opening: str) -> bool:
    """Whether a text begins as news like the one before, and not about a part of its place."""
    if not begins_news(body) or not (begins_news(opening) or begins_report(opening)):
        return False
    whole, part = news_place(opening), news_place(body)
    return not (whole and part and part.rank > whole.rank)


@dataclass(slots=True)
class _Current:
    """The article that is open: its first paragraph (empty while there is none) and its first headline."""

    opening: str = ""
    headline: str = ""


@dataclass(frozen=True, slots=True)
class _At:
    """A line that may begin an article."""

    file: _File
    i: int
    current: _Current

    @property
    def item(self) -> Item:
        """The line itself."""
        return self.file.items[self.i]

    @property
    def body(self) -> str:
        """The paragraph below it."""
        return self.file.series.body_below(self.i)

    @property
    def before(self) -> Item | None:
        """The line before, captions and mastheads skipped."""
        k = self.file.before[self.i]
        return self.file.items[k] if k >= 0 else None


class _File:
    """What a file's lines have in common, and what stands around each of them; looked up, never searched again."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Look over the lines, once in each direction."""
        self.items = items
        self.series = Series(items)
        first = self.series.first
        self.cases = sum(is_case_label(x) for x in items)
        self.levels = {x.paragraph.level for x in items if x.is_heading} - {0}
        self.units: set[int] = set()
        if first is not None and not self.series.starts and not self.series.turns:
            self.units = unit_starts(items, first, self.series.bulletin)
        self.last_byline = max((i for i, x in enumerate(items) if x.kind is BlockKind.BYLINE), default=-1)
        self.before: list[int] = []
        last = -1
        for i, item in enumerate(items):
            self.before.append(last)
            last = last if item.kind in _SKIPPED and not item.label else i
        self.signed_below = [False] * (len(items) + 1)
        for i in range(len(items) - 2, -1, -1):
            kind = items[i + 1].kind
            self.signed_below[i] = kind in _FRAME or (kind is not BlockKind.BODY and self.signed_below[i + 1])
        self.signed = first is not None and self.signed_below[first]


def _after_end(at: _At) -> bool:
    """The text before has come to its end: signed, or with a colophon."""
    before = at.before
    if before is None:
        return False
    if before.kind is BlockKind.BYLINE:  # they end an article only if later ones do
        return before.text.startswith("（") or at.file.last_byline >= at.i
    signed = before.kind is BlockKind.BODY and bool(_SIGNED.search(before.text))
    return signed or before.kind is BlockKind.COLOPHON


def _by_level(at: _At) -> bool:
    """The headline is marked up like the first one, which has headings below it."""
    first, levels = at.file.series.first, at.file.levels
    level = at.item.paragraph.level
    return first is not None and len(levels) > 1 and at.file.items[first].paragraph.level == level > 0


def _credited(at: _At) -> bool:
    """A line that credits its authors follows: sections have none."""
    after = at.file.items[at.i + 1] if at.i + 1 < len(at.file.items) else None
    return after is not None and after.kind is BlockKind.BYLINE and is_byline(after.text)


def _labelled(at: _At) -> bool:
    """The label of a case or of a material stands above it, and there are several."""
    return at.file.cases > 1 and at.before is not None and is_case_label(at.before)


def is_case_label(item: Item) -> bool:
    """Whether a line only numbers a case (案例一, 材料2)."""
    text = item.text
    return item.label and case_mark(text) >= len(text) and not is_weak_case(text)


def _is_document(at: _At) -> bool:
    """Rules that stand by themselves begin, and the headline before does not announce them."""
    return heads_document(at.item.text, at.body) and bool(at.current.headline)


Sign = tuple[int, str, Callable[[_At], bool]]
_HEADLINE: tuple[Sign, ...] = (
    (20, "a label stands above it", lambda at: at.before is not None and at.before.label),
    (30, "it stands in a series of headlines", lambda at: at.i in at.file.series.starts),
    (20, "its text is about a place of its own", lambda at: at.i in at.file.units),
    (20, "it is marked up as the first headline", _by_level),
    (20, "it is a label and a headline in one", lambda at: comment_mark(at.item.text) > 0),
    (3, "its text begins as a report", lambda at: begins_report(at.body)),
    (3, "the text before was signed", _after_end),
    (3, "its authors are named", _credited),
    (3, "it is signed as the first one", lambda at: at.file.signed and at.file.signed_below[at.i]),
    (3, "its text is news as the one before", lambda at: _news_again(at.body, at.current.opening)),
    (3, "rules of their own begin", _is_document),
    (-9, "it bears the number of a section", lambda at: at.item.style not in ("", "■")),
    (-9, "no text follows", lambda at: not at.body),
    (-9, "it repeats words of the headline", lambda at: at.item.text in at.current.headline),
)
_PARAGRAPH: tuple[Sign, ...] = (
    (20, "the label of a case stands above it", _labelled),
    (3, "it stands in a series", lambda at: at.i in at.file.series.openings),
    (3, "it begins as a report", lambda at: begins_report(at.item.text)),
    (3, "it is news as the one before", lambda at: _news_again(at.item.text, at.current.opening)),
    (-9, "a heading stands above it", lambda at: at.i > 0 and at.file.items[at.i - 1].is_heading),
)


def _begins(at: _At, signs: Sequence[Sign]) -> bool:
    """Whether the signs together say that an article begins."""
    return sum(weight for weight, _, holds in signs if holds(at)) >= _ENOUGH


def article_starts(items: Sequence[Item]) -> list[int]:
    """The indexes at which articles begin; the first is 0."""
    file = _File(items)
    starts = [0]
    current = _Current()
    first = file.series.first or 0
    for i, item in enumerate(items):
        at = _At(file, i, current)
        if item.is_heading:
            item.begins = i in file.series.starts
            if current.opening and _begins(at, _HEADLINE):
                item.begins = True
                starts.append(_with_labels(items, i))
                current = _Current()
            current.headline = current.headline or item.text
        elif item.kind is BlockKind.BODY and not (item.is_note and i < first):
            item.named = file.series.named.get(i)
            if current.opening and _begins(at, _PARAGRAPH):
                starts.append(_with_labels(items, i))
                current = _Current()
            current.opening = current.opening or item.text
    return _with_collective(items, starts, file)


def _with_labels(items: Sequence[Item], i: int) -> int:
    """The start moved before the labels and mastheads that introduce it."""
    while i > 1 and items[i - 1].kind is BlockKind.MASTHEAD:
        i -= 1
    return i


def _with_collective(items: Sequence[Item], starts: list[int], file: _File) -> list[int]:
    """A first headline without a text of its own, above a row of headlines, is a masthead."""
    first = file.series.first
    labels = [i for i, x in enumerate(items) if x.label]
    row = sorted(file.series.starts)
    if file.cases > 1:
        for item in items[: labels[0]]:
            item.label = item.label or item.kind is BlockKind.MASTHEAD
    if first is None or len(starts) < 2:
        return starts
    if labels and labels[0] == first + 1:
        row = labels
    elif not row and file.units and _marked_up(items[first : first + 2]):
        row = [first + 1]
    if first in row or not row:
        return starts
    between = items[first : row[0]]
    if any(x.kind is BlockKind.BODY for x in between):
        return starts
    for item in between:
        if item.is_heading and not item.names_place:
            item.kind, item.label = BlockKind.MASTHEAD, True
    return starts


def _marked_up(pair: Sequence[Item]) -> bool:
    """Whether the first of two headings is marked up as the file's title and the second is not."""
    return len(pair) > 1 and pair[1].is_heading and pair[0].paragraph.level > pair[1].paragraph.level == 0
