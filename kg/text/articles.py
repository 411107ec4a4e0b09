"""Where the articles of a file begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.model import BlockKind
from kg.text.items import Item
from kg.text.shapes import begins_news, begins_report, case_mark, mark_of, place_prefix

_SIGNED = re.compile(
    r"（[^（）。]{0,24}(?:供稿|报道|组织部|融媒体中心|记者|通讯员|宣传部|报道组|办公室|党工委|党委)[^（）。]{0,14}）$"
    r"|（[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4}){0,3}）$"
)
_PLACE_START = re.compile(
    r"[\u4e00-\u9fff]{1,12}?(省|自治区|自治州|自治县|市|州|盟|县|区|旗|镇|乡|街道|村|社区)(?![长委])"
)
_RANKS = {
    "自治区": "省",
    "自治州": "市",
    "州": "市",
    "盟": "市",
    "自治县": "县",
    "旗": "县",
    "区": "县",
}
_SKIPPED = (BlockKind.CAPTION, BlockKind.MASTHEAD)


def _place_start(text: str) -> tuple[str, str]:
    """The place that a headline begins with, and its rank; empty where there is none."""
    match = _PLACE_START.match(text)
    return (match[0], _RANKS.get(match[1], match[1])) if match else ("", "")


def _place(item: Item) -> str:
    """The place before the colon of a headline, a bullet left out."""
    return place_prefix(item.text[mark_of(item.text)[1] :])


class Finder:
    """Finds the starts of articles; knows what the file's headlines have in common."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Look over all headings of the file."""
        self.items = items
        plain = [i for i, x in enumerate(items) if x.is_heading]
        self.first = plain[0] if plain else None
        self.cases = [i for i in plain if case_mark(items[i].text)]
        self.placed = [i for i in plain if items[i].style in ("", "■") and _place(items[i])]
        head = items[: self.first or 0]
        self.bulletin = any(x.kind is BlockKind.MASTHEAD and not x.label for x in head)
        self.levels = sorted({items[i].paragraph.level for i in plain if items[i].paragraph.level})

    def _next(self, i: int) -> Item | None:
        """The next item that is no caption or masthead."""
        for item in self.items[i + 1 :]:
            if item.kind not in _SKIPPED:
                return item
        return None

    def _body_after(self, i: int) -> str:
        """The text of the next body paragraph, if only headings and bylines stand between."""
        for item in self.items[i + 1 :]:
            if item.kind is BlockKind.BODY:
                return item.text
            if item.kind is BlockKind.COLOPHON:
                return ""
        return ""

    def _before(self, i: int) -> Item | None:
        """The item before, captions and mastheads skipped."""
        for item in reversed(self.items[:i]):
            if item.kind not in _SKIPPED or item.label:
                return item
        return None

    def _by_place(self, i: int) -> bool:
        """Whether the headline belongs to a row of headlines that begin with a place and a colon."""
        if i not in self.placed or len(self.placed) < 2 or self.first is None:
            return False
        if len({_place(self.items[k]) for k in self.placed}) < 2:
            return False
        if self.first in self.placed:
            return True
        between = self.items[self.first + 1 : self.placed[0]]
        return not any(x.kind is BlockKind.BODY for x in between)

    def _by_place_start(self, i: int) -> bool:
        """Whether headline and title begin with different places of one rank, and the text below
        the headline speaks of that place at once."""
        if self.first is None or self.items[i].style:
            return False
        place, rank = _place_start(self.items[i].text)
        title, title_rank = _place_start(self.items[self.first].text)
        if not place or place == title or not (rank == title_rank or self.bulletin):
            return False
        return place[-3:] in self._body_after(i)[:60]

    def _by_level(self, i: int) -> bool:
        """Whether the headline is marked up like the first one, which has headings below it."""
        if self.first is None or len(self.levels) < 2:
            return False
        return self.items[i].paragraph.level == self.items[self.first].paragraph.level > 0

    def _after_end(self, i: int) -> bool:
        """Whether the text before has come to its end: signed, or with a colophon."""
        before = self._before(i)
        if before is None:
            return False
        if before.kind is BlockKind.COLOPHON:
            return True
        if before.kind is BlockKind.BYLINE and before.text.startswith("（"):
            return True
        if before.kind is BlockKind.BYLINE:  # they end an article only if later ones do
            return any(x.kind is BlockKind.BYLINE for x in self.items[i:])
        return before.kind is BlockKind.BODY and bool(_SIGNED.search(before.text))

    def headline_begins(self, i: int, opening: str) -> bool:
        """Whether the heading at ``i`` begins a new article; ``opening`` is the first body paragraph
        of the article before."""
        before = self._before(i)
        if before is not None and before.label:
            return True
        if len(self.cases) > 1 and i in self.cases:
            return True
        if self._by_level(i) or self._by_place(i) or self._by_place_start(i):
            return True
        item = self.items[i]
        if item.style not in ("", "■"):
            return False
        body = self._body_after(i)
        if not body:
            return False
        if begins_report(body) or self._after_end(i):
            return True
        return begins_news(body) and (begins_news(opening) or begins_report(opening))

    def body_begins(self, i: int, opening: str) -> bool:
        """Whether the body paragraph at ``i``, which has no headline, begins a new article."""
        text = self.items[i].text
        if begins_report(text):
            return True
        return begins_news(text) and (begins_report(opening) or begins_news(opening))


def article_starts(items: Sequence[Item]) -> list[int]:
    """The indexes at which articles begin; the first is 0."""
    finder = Finder(items)
    starts = [0]
    opening = ""  # the first body paragraph of the current article
    fresh = True  # no body yet in the current article
    for i, item in enumerate(items):
        if item.is_heading and not fresh and finder.headline_begins(i, opening):
            starts.append(_with_labels(items, i))
            opening, fresh = "", True
        elif item.kind is BlockKind.BODY:
            if fresh:
                opening, fresh = item.text, False
            elif items[i - 1].kind is not BlockKind.HEADING and finder.body_begins(i, opening):
                starts.append(_with_labels(items, i))
                opening = item.text
    return _with_collective(items, starts, finder)


def _with_labels(items: Sequence[Item], i: int) -> int:
    """The start moved before the labels and mastheads that introduce it."""
    while i > 1 and items[i - 1].kind is BlockKind.MASTHEAD:
        i -= 1
    return i


def _with_collective(items: Sequence[Item], starts: list[int], finder: Finder) -> list[int]:
    """A first headline without a text of its own, above a row of headlines, is a masthead."""
    labels = [i for i, x in enumerate(items) if x.label]
    row = finder.cases if len(finder.cases) > 1 else finder.placed
    if finder.first is not None and labels and labels[0] == finder.first + 1:
        row = labels
    if len(starts) < 2 or finder.first is None or finder.first in row or not row:
        return starts
    between = items[finder.first : row[0]]
    if any(x.kind is BlockKind.BODY for x in between):
        return starts
    for item in between:
        if item.is_heading:
            item.kind = BlockKind.MASTHEAD
    return starts


def spans(starts: Sequence[int], count: int) -> list[tuple[int, int]]:
    """The half-open ranges of items that the articles have."""
    return list(pairwise([*starts, count]))
