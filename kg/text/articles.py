"""Where the articles of a file begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.model import BlockKind
from kg.text.heads import Head, chain_of, head_of
from kg.text.items import Item
from kg.text.labels import comment_mark
from kg.text.rows import Rows
from kg.text.shapes import begins_news, begins_report, is_byline
from kg.text.units import unit_starts

_SIGNED = re.compile(
    r"（[^（）。]{0,24}(?:供稿|报道|组织部|融媒体中心|记者|通讯员|宣传部|报道组|办公室|党工委|党委)[^（）。]{0,14}）$"
    r"|（[\u4e00-\u9fff]{2,4}(?:[、 ][\u4e00-\u9fff]{2,4}){0,3}）$"
)
_SKIPPED = (BlockKind.CAPTION, BlockKind.MASTHEAD)


def news_place(text: str) -> Head | None:
    """The place that a piece of news begins with, behind its date (近日，东山县召开…)."""
    words = text.split("，", 1)[-1]
    name, rank = chain_of(words)
    return Head(name, rank) if name else None


def is_kicker(item: Item) -> bool:
    """Whether a heading only names the place of the text below it."""
    head = head_of(item.text)
    return head is not None and head.alone


class Finder:
    """Finds the starts of articles; knows what the file's headlines have in common."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Look over all headings of the file."""
        self.items = items
        self.rows = Rows(items)
        self.first = self.rows.first
        self.framed = self.rows.framed()
        self.levels = sorted({x.paragraph.level for x in items if x.is_heading} - {0})
        self.units: set[int] = set()
        if self.first is not None and not self.rows.starts:
            self.units = unit_starts(items, self.first, self.rows.bulletin)
        self.signed = self.first is not None and self._signed_below(self.first)

    def _before(self, i: int) -> Item | None:
        """The item before, captions and mastheads skipped."""
        for item in reversed(self.items[:i]):
            if item.kind not in _SKIPPED or item.label:
                return item
        return None

    def _signed_below(self, i: int) -> bool:
        """Whether the author or source of a text stands between its headline and its body."""
        for item in self.items[i + 1 :]:
            if item.kind in (BlockKind.BYLINE, BlockKind.COLOPHON):
                return True
            if item.kind is BlockKind.BODY:
                return False
        return False

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

    def _credited(self, i: int) -> bool:
        """Whether a line that credits its authors follows the heading: sections have none."""
        after = self.items[i + 1] if i + 1 < len(self.items) else None
        return after is not None and after.kind is BlockKind.BYLINE and is_byline(after.text)

    def headline_begins(self, i: int, opening: str) -> bool:
        """Whether the heading at ``i`` begins a new article; ``opening`` is the first body paragraph
        of the article before."""
        before = self._before(i)
        if before is not None and before.label:
            return True
        if i in self.rows.starts or i in self.units or self._by_level(i):
            return True
        item = self.items[i]
        if comment_mark(item.text):
            return True
        if item.style not in ("", "■"):
            return False
        body = self.rows.body_after(i)
        if not body:
            return False
        if begins_report(body) or self._after_end(i):
            return True
        if self._credited(i) or (self.signed and self._signed_below(i)):
            return True
        return self._news_again(body, opening)

    def _news_again(self, body: str, opening: str) -> bool:
        """Whether a text begins as news like the one before, and not about a part of its place."""
        if not begins_news(body) or not (begins_news(opening) or begins_report(opening)):
            return False
        whole, part = news_place(opening), news_place(body)
        return not (whole and part and part.rank > whole.rank)

    def body_begins(self, i: int, opening: str) -> bool:
        """Whether the body paragraph at ``i``, which has no headline, begins a new article."""
        text = self.items[i].text
        return i in self.framed or begins_report(text) or self._news_again(text, opening)


def article_starts(items: Sequence[Item]) -> list[int]:
    """The indexes at which articles begin; the first is 0."""
    finder = Finder(items)
    starts = [0]
    opening = ""  # the first body paragraph of the current article
    fresh = True  # no body yet in the current article
    for i, item in enumerate(items):
        if item.is_heading and i in finder.rows.starts:
            item.begins = True
        if item.is_heading and not fresh and finder.headline_begins(i, opening):
            item.begins = True
            starts.append(_with_labels(items, i))
            opening, fresh = "", True
        elif item.is_note and i < (finder.first or 0):
            continue
        elif item.kind is BlockKind.BODY:
            item.named = finder.framed.get(i)
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
    row = sorted(finder.rows.starts)
    if finder.first is not None and labels and labels[0] == finder.first + 1:
        row = labels
    if len(starts) < 2 or finder.first is None or finder.first in row or not row:
        return starts
    between = items[finder.first : row[0]]
    if any(x.kind is BlockKind.BODY for x in between):
        return starts
    for item in between:
        if item.is_heading and not is_kicker(item):
            item.kind = BlockKind.MASTHEAD
    return starts


def spans(starts: Sequence[int], count: int) -> list[tuple[int, int]]:
    """The half-open ranges of items that the articles have."""
    return list(pairwise([*starts, count]))
