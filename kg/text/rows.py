"""Rows of headlines: what the headlines of the articles of one file have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from kg.model import BlockKind
from kg.text.heads import BODY, COUNTY, TOWN, Head, head_of
from kg.text.items import Item
from kg.text.shapes import case_mark, is_weak_case

_BRIEFS = re.compile(
    r"(?:简讯|短讯|要闻|速览|速递|快讯|集锦|一览|一句话新闻|短波|集萃|动态)(?:（[^（）]*）)?$"
)
_NEAR = 60
_FRAMED_PLACE = re.compile(r"[【（(〔]([^】）)〕]{2,12})[】）)〕](?=.)")


class Rows:
    """The headings of a file, the first of them, and which stand in a row of headlines."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Look over all headings of the file."""
        self.items = items
        self.plain = [i for i, x in enumerate(items) if x.is_heading]
        self.first = self.plain[0] if self.plain else None
        head = items[: self.first if self.first is not None else len(items)]
        self.mastheads = [
            x.text
            for x in takewhile(lambda x: x.kind is not BlockKind.BODY or x.is_note, head)
            if x.kind is BlockKind.MASTHEAD and (not x.label or _BRIEFS.search(x.text))
        ]
        self.heads = {i: h for i in self.plain if (h := head_of(items[i].text)) is not None}
        self.starts = self._cases() or (self._placed() | self._styled())

    @property
    def bulletin(self) -> bool:
        """Whether the head of a publication stands above the first headline."""
        return bool(self.mastheads)

    def body_after(self, i: int) -> str:
        """The text of the next body paragraph, if only headings and bylines stand between."""
        for item in self.items[i + 1 :]:
            if item.kind is BlockKind.BODY:
                return item.text
        return ""

    def introduced(self, i: int) -> bool:
        """Whether a text stands between the first heading and the one at ``i``."""
        if self.first is None or i <= self.first:
            return False
        return any(
            x.kind is BlockKind.BODY and not x.is_note for x in self.items[self.first + 1 : i]
        )

    def _cases(self) -> set[int]:
        """Headings labelled as cases."""
        cases = [i for i in self.plain if case_mark(self.items[i].text)]
        if len(cases) < 2:
            return set()
        if is_weak_case(self.items[cases[0]].text) and self._are_sections(cases):
            return set()
        return set(cases)

    def _are_sections(self, cases: Sequence[int]) -> bool:
        """Whether headings labelled 做法一, 做法二 are the sections of one report: a text or a note of the editors
        stands above them below a headline, and they do not name places."""
        if self.introduced(cases[0]):
            return True
        first = self.first if self.first is not None else cases[0]
        noted = any(x.kind is BlockKind.BODY for x in self.items[first : cases[0]])
        labels = [self.items[i].text for i in cases]
        placed = [head_of(x[case_mark(x) :]) for x in labels]
        return first < cases[0] and noted and not all(placed)

    def _confirmed(self, i: int) -> bool:
        """Whether what the headline begins with is a place or body for certain: it is set apart, or
        the text below speaks of it at once."""
        head = self.heads[i]
        return head.apart or (head.rank <= TOWN and head.name[-3:] in self.body_after(i)[:_NEAR])

    def _complete(self, row: Sequence[int]) -> list[int]:
        """A row without the headings whose number others of the file bear that are no places."""
        styles = {s for s in {self.items[i].style for i in row} if s not in ("", "■", "【】")}
        partial = {
            s for s in styles if any(self.items[i].style == s and i not in row for i in self.plain)
        }
        first = next((self.items[i].style for i in self.plain if self.items[i].style in styles), "")
        return [
            i
            for i in row
            if self.items[i].style not in styles
            or (self.items[i].style not in partial and self.items[i].style == first)
        ]

    def _placed(self) -> set[int]:
        """Headings that begin with different places or bodies of one rank."""
        sure = self._complete([i for i in self.heads if self._confirmed(i)])
        if not sure or self.first is None:
            return set()
        titled = self.first in sure
        rank = self.heads[self.first].rank if titled else min(self.heads[i].rank for i in sure)
        row = [i for i in sure if self._alike(self.heads[i], rank)]
        if len({self.heads[i].name for i in row}) < 2:
            return set()
        if not titled and self.introduced(row[0]) and not self._stands_without(row, rank):
            return set()
        return set(row)

    def _alike(self, head: Head, rank: int) -> bool:
        """Whether a headline belongs to a row of this rank."""
        if head.rank <= COUNTY and rank <= COUNTY:
            return True
        return head.rank == rank or (BODY in (head.rank, rank) and self.bulletin)

    def _stands_without(self, row: Sequence[int], rank: int) -> bool:
        """Whether a row that an introduction precedes consists of articles, not of sections."""
        apart = sum(self.heads[i].apart for i in row) * 2 > len(row)
        return rank <= COUNTY and (apart or self.bulletin)

    def _styled(self) -> set[int]:
        """Headings with the bullet, the brackets or, among briefs, the number of the first one."""
        if self.first is None:
            return set()
        first = self.items[self.first]
        briefs = any(_BRIEFS.search(x) for x in self.mastheads)
        if first.style == "【】" or first.style == "■":
            char = first.text[0]
            row = {i for i in self.plain if self.items[i].text[0] == char}
        elif first.style in ("1.", "一、", "（一）", "01") and briefs:
            row = {i for i in self.plain if self.items[i].style == first.style}
        else:
            return set()
        return row if len(row) > 1 and all(self.body_after(i) for i in row) else set()

    def framed(self) -> dict[int, tuple[int, int]]:
        """Paragraphs of a file of briefs that begin with a place in brackets, and where it stands."""
        if self.plain:
            return {}
        found = {
            i: match.span(1)
            for i, x in enumerate(self.items)
            if x.kind is BlockKind.BODY
            and (match := _FRAMED_PLACE.match(x.text))
            and (head := head_of(x.text)) is not None
            and head.apart
        }
        names = {self.items[i].text[a:b] for i, (a, b) in found.items()}
        return found if len(names) > 1 else {}
