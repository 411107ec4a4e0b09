"""What the beginnings of the articles of one file have in common: labels of cases, places, bullets, numbers, empty lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from kg import patterns as re
from kg.gazetteer.registry import Entry
from kg.model import BlockKind
from kg.text.heads import BODY, COUNTY, TOWN, Head, county_of, head_of
from kg.text.items import Item
from kg.text.shapes import begins_dated, case_mark, is_weak_case

_BRIEFS = re.compile(r"(?:简讯|短讯|要闻|速览|速递|快讯|集锦|一览|一句话新闻|短波|集萃|动态)(?:（[^（）]*）)?$")
_COLLECTION = re.compile(
    r"(?:案例|经验|做法|典型|故事|信息|材料)(?:精?选|集|汇总|展播|推介|交流)$|(?:选编|汇编|选登|集锦|摘编|集萃|荟萃|选集)(?:（[^（）]*）)?$"
)
_NEAR = 60
_LONG = 40
"""How many characters a paragraph has that tells something."""
_FRAMED_PLACE = re.compile(r"[【（(〔]([^】）)〕]{2,12})[】）)〕](?=.)")
_NUMBER = re.compile(r"(\d{1,2})[.、](?=\D|(?:19|20)\d\d年)")
_TIME = re.compile(r"(?:近日|日前|近期|近年来|今年以来|连日来|\d{1,2}月\d{1,2}日)，")


class Series:
    """The headings of a file, the first of them, and which lines stand in a series that begins articles.

    ``starts`` are headlines, ``openings`` paragraphs without headlines; ``named`` tells where in such a paragraph the
    words stand that serve it as a headline; ``turns`` that one article goes through places in turn.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        """Look over the file."""
        self.items = items
        self.plain = [i for i, x in enumerate(items) if x.is_heading]
        self.first = self.plain[0] if self.plain else None
        self.bodies = [i for i, x in enumerate(items) if x.kind is BlockKind.BODY and not x.is_note]
        self.below = _next_bodies(items)
        head = items[: self.first if self.first is not None else len(items)]
        self.mastheads = [
            x.text
            for x in takewhile(lambda x: x.kind is not BlockKind.BODY or x.is_note, head)
            if x.kind is BlockKind.MASTHEAD and (not x.label or _BRIEFS.search(x.text))
        ]
        self.heads = {i: h for i in self.plain if (h := head_of(items[i].text)) is not None}
        self.turns = False
        self.starts = self._cases() or (self._placed() | self._styled() | self._apart() | self._collected())
        self.named: dict[int, tuple[int, int]] = {}
        self.openings = self._openings()

    @property
    def bulletin(self) -> bool:
        """Whether the head of a publication stands above the first headline."""
        return bool(self.mastheads)

    def body_below(self, i: int) -> str:
        """The text of the next body paragraph."""
        return self.items[self.below[i]].text if self.below[i] < len(self.items) else ""

    def introduced(self, i: int) -> bool:
        """Whether a text stands between the first heading and the one at ``i``."""
        return self.first is not None and any(self.first < b < i for b in self.bodies)

    # ------------------------------------------------------------------ headlines

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
        return head.apart or (head.rank <= TOWN and head.name[-3:] in self.body_below(i)[:_NEAR])

    def _complete(self, row: Sequence[int]) -> list[int]:
        """A row without the headings whose number others of the file bear that are no places."""
        inside = set(row)
        styles = {self.items[i].style for i in row} - {"", "■", "【】"}
        partial = {self.items[i].style for i in self.plain if i not in inside} & styles
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
        if not titled and self._are_subheads(row):
            self.turns = True
        if not titled and (self.turns or not self._own_headlines(row, rank)):
            return set()
        return set(row)

    def _alike(self, head: Head, rank: int) -> bool:
        """Whether a headline belongs to a row of this rank."""
        if head.rank <= COUNTY and rank <= COUNTY:
            return True
        return head.rank == rank or (BODY in (head.rank, rank) and self.bulletin)

    def _are_subheads(self, row: Sequence[int]) -> bool:
        """Whether lines below one headline only name the places that it is about in turn."""
        bare = sum(self.heads[i].alone and self.below[i] == i + 1 for i in row)
        return not self.bulletin and bare * 2 > len(row)

    def _own_headlines(self, row: Sequence[int], rank: int) -> bool:
        """Whether a row below a headline consists of articles: no introduction precedes it, or its places are set apart."""
        apart = sum(self.heads[i].apart for i in row) * 2 > len(row)
        return not self.introduced(row[0]) or (rank <= COUNTY and (apart or self.bulletin))

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
        distinct = len({self.items[i].text for i in row}) == len(row)
        return row if len(row) > 1 and distinct and all(map(self.body_below, row)) else set()

    def _collected(self) -> set[int]:
        """The headings just below the headline of a collection, of one mark-up or one numbering."""
        if len(self.plain) < 3 or not _COLLECTION.search(self.items[self.plain[0]].text):
            return set()
        head, next_head = (self.items[i] for i in self.plain[:2])
        shape = (next_head.paragraph.level, next_head.style)
        marked = next_head.style not in ("", "——") or next_head.paragraph.level > head.paragraph.level
        if not marked or self.introduced(self.plain[1]):
            return set()
        row = [i for i in self.plain[1:] if (self.items[i].paragraph.level, self.items[i].style) == shape]
        return set(row) if len(row) > 1 else set()

    def _apart(self) -> set[int]:
        """Headlines that empty lines set apart in a file that has none elsewhere, and that show by more than this what
        they are: their texts open with a day as the first one does, they end with the first one's words, or the first
        line comes again."""
        parted = self._parted()
        if self.first is None or not parted or any(not self.items[i].is_heading for i in parted):
            return set()
        first = self.items[self.first]
        again = [i for i in parted if self._again(first, i)]
        return set(parted) if 2 * len(again) > len(parted) else set()

    def _again(self, first: Item, i: int) -> bool:
        """Whether a headline set apart is like the first one."""
        text = self.items[i].text
        if self.items[i].style not in ("", "【】"):
            return False
        opening = self.body_below(self.first or 0)
        dated = begins_dated(self.body_below(i)) and begins_dated(opening)
        return dated or text == first.text or (text[-4:] == first.text[-4:] and len(text) > 5)

    def _parted(self) -> list[int]:
        """The lines that empty lines set apart, in a file where few are: each with two paragraphs at least."""
        inner = range(1, len(self.items))
        parted = [i for i in inner if self.items[i].paragraph.gap > 0]
        if not parted or 2 * len(parted) >= len(inner):
            return []
        wide = all(b - a >= 2 for a, b in zip([0, *parted], [*parted, len(self.items)], strict=True))
        return parted if wide else []

    # ------------------------------------------------------------------ paragraphs

    def _openings(self) -> set[int]:
        """Paragraphs that begin articles without headlines."""
        if self.plain:
            return set()
        self.named = self._framed()
        return set(self.named) or self._digest() or self._materials() or self._groups()

    def _framed(self) -> dict[int, tuple[int, int]]:
        """Paragraphs of a file of briefs that begin with a place in brackets, and where it stands."""
        found = {
            i: match.span(1)
            for i in self.bodies
            if (match := _FRAMED_PLACE.match(self.items[i].text))
            and (head := head_of(self.items[i].text)) is not None
            and head.apart
        }
        names = {self.items[i].text[a:b] for i, (a, b) in found.items()}
        return found if len(names) > 1 else {}

    def _digest(self) -> set[int]:
        """Paragraphs that all begin with a county of their own."""
        places = [_opening_place(self.items[i].text) for i in self.bodies]
        if len(places) < 2 or not all(places):
            return set()
        ordered = sorted(places, key=lambda x: x.key if x else "")
        nested = any(a and b and a.holds(b.key) for a, b in pairwise(ordered))
        return set() if nested else set(self.bodies)

    def _materials(self) -> set[int]:
        """Numbered pieces of several paragraphs: the file begins with 1, and few paragraphs bear the next numbers."""
        row = list(_counted(self.items, self.bodies))
        if len(row) < 2 or row[0] != self.bodies[0] or 2 * len(row) > len(self.bodies):
            return set()
        return set(row) if all(len(self.items[i].text) >= _LONG for i in row) else set()

    def _groups(self) -> set[int]:
        """Paragraphs behind the empty lines of a file that has few."""
        parted = self._parted()
        told = all(self.items[i].kind is BlockKind.BODY and len(self.items[i].text) >= _LONG for i in parted)
        return set(parted) if parted and told else set()


def _next_bodies(items: Sequence[Item]) -> list[int]:
    """For each item the index of the next body paragraph behind it, or the number of items."""
    found = [len(items)] * len(items)
    for i in range(len(items) - 2, -1, -1):
        found[i] = i + 1 if items[i + 1].kind is BlockKind.BODY else found[i + 1]
    return found


def _opening_place(text: str) -> Entry | None:
    """The county, city or prefecture that a paragraph begins with, behind a date."""
    time = _TIME.match(text)
    return county_of(text[time.end() if time else 0 :][:40])


def _counted(items: Sequence[Item], bodies: Sequence[int]) -> Iterator[int]:
    """The paragraphs that bear the numbers 1, 2, 3 …"""
    expected = 1
    for i in bodies:
        match = _NUMBER.match(items[i].text)
        if match and int(match[1]) == expected:
            yield i
            expected += 1
