"""The outline of a file as a tree: articles, in them sections, in these paragraphs, each with its headline.

Lines are read once into items with their features (items), articles begin where the signs of a table say so
(outline_starts), each finds its headline (outline_titles), and the headings below it open sections.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from kg import patterns as re
from kg.model import Article, Block, BlockKind, Section, Sentence, Table
from kg.text.clean import Paragraph
from kg.text.dates import date_of_line, issued
from kg.text.flow import Flow
from kg.text.heads import head_of
from kg.text.items import Item, itemise
from kg.text.leads import set_leads, unite_leads
from kg.text.outline_starts import article_starts
from kg.text.outline_titles import headline_of, mark_title, settle_title
from kg.text.provenance import Dated, date_of_name, source_of
from kg.text.sentences import sentence_ranges
from kg.text.shapes import mark_of

_FRAME = (BlockKind.BYLINE, BlockKind.COLOPHON)
_LINES = (BlockKind.HEADING, *_FRAME)
_COUPLET = 18
_LISTED = 6  # lines below each other are a list


@dataclass(slots=True)
class Outline:
    """The paragraphs in order with blocks, sentences, articles and sections over them."""

    flows: list[Flow] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def _page_date(items: Sequence[Item], several: bool) -> str | None:
    """The date that the head of the file gives to all of its articles."""
    above = True  # nothing but the frame so far
    for item in items[:12]:
        frame = item.kind is BlockKind.MASTHEAD or (above and several and item.kind is BlockKind.COLOPHON)
        above = above and frame
        date = date_of_line(item.text) if frame else None
        if date:
            return date
    return None


def _issued(items: Sequence[Item], page: str | None, name: str) -> Dated | None:
    """When the article of these items was issued, and what tells."""
    body = [x.text for x in items if x.kind is BlockKind.BODY]
    frame = [x.text for x in items if x.kind in _FRAME]
    return issued(body, frame, page, date_of_name(name))


def _source(items: Sequence[Item]) -> str | None:
    """What the frame of these items names as their source."""
    frame = (x.text for x in items if x.kind in (*_FRAME, BlockKind.MASTHEAD))
    return next((found for line in frame if (found := source_of(line))), None)


def _unite_couplets(items: list[Item]) -> None:
    """Unite pairs of heading lines that make one heading, as newspapers set them."""

    def short(x: Item) -> bool:
        return x.is_heading and not x.paragraph.level and len(x.text) <= _COUPLET

    runs = [list(run) for brief, run in groupby(items, lambda x: x.kind in _LINES and len(x.text) <= _COUPLET) if brief]
    near = [pair for run in runs if len(run) < _LISTED for pair in pairwise(run)]
    pairs = [(a, b) for a, b in near if short(a) and short(b) and not b.style]
    paired = {id(x) for pair in pairs for x in pair}
    singles = sum(x.is_heading and id(x) not in paired for x in items)
    tight = [p for p in pairs if p[1].paragraph.gap == 0 and p[0].paragraph.gap > 0]
    used: set[int] = set()
    for a, b in pairs if len(pairs) >= max(2, singles) else tight:
        if id(a) not in used:
            a.unite(b)
            used.add(id(b))
    if used:
        items[:] = [x for x in items if id(x) not in used]


def _set_levels(items: Sequence[Item], title: Item | None) -> None:
    """Give the headings their levels: by markup where there is some, else by the order in which
    their styles of numbering appear."""
    base = title.paragraph.level if title else 0
    marked = sorted({x.paragraph.level for x in items if x.is_heading and x.paragraph.level > base})
    styles: list[str] = []
    for item in items:
        if not item.is_heading:
            continue
        if item.style not in styles:
            styles.append(item.style)
        if item.paragraph.level in marked:
            item.level = marked.index(item.paragraph.level) + 1
        else:
            item.level = styles.index(item.style) + 1


class _Builder:
    """Lays the items of the articles out in one text, and hangs their headings into the tree."""

    def __init__(self) -> None:
        """Begin an empty text."""
        self.outline = Outline()
        self.position = 0
        self.open: list[tuple[int, Section]] = []
        self.rows: list[tuple[tuple[int, int], ...]] = []

    def add(self, items: Sequence[Item], title: Item | None, dated: Dated | None, source: str | None) -> None:
        """Add one article."""
        index = len(self.outline.articles)
        start = self.position
        headline: tuple[str | None, int | None, int | None] = (None, None, None)
        about: tuple[int, int] | None = None
        number = 0
        root = self._open(index, 0, start)
        self.rows = []
        for item in items:
            if item is title:
                headline = headline_of(item, self.position)
                about = _about(item, self.position)
            elif title is None and item.named and headline[0] is None:
                a, b = item.named
                headline = (item.text[a:b], self.position + a, self.position + b)
                about = self.position + a, self.position + b
            number = self._block(item, index, number)
        self._end_table(len(self.outline.blocks))
        end = max(self.position - 1, start)
        self._close(0, end)
        date, basis = dated or (None, None)
        self.outline.articles.append(Article(index, start, end, *headline, date, basis, source))
        self.outline.sections[root] = Section(root, index, 0, start, end, None, headline[1], headline[2], about)

    def _open(self, article: int, level: int, start: int) -> int:
        """Open a section at ``start``; its end is not known yet."""
        number = len(self.outline.sections)
        parent = self.open[-1][0] if self.open else None
        section = Section(number, article, level, start, start, parent)
        self.outline.sections.append(section)
        self.open.append((number, section))
        return number

    def _close(self, level: int, end: int) -> None:
        """Close the open sections of this level and below."""
        while self.open and self.open[-1][1].level >= level:
            number, s = self.open.pop()
            self.outline.sections[number] = Section(
                s.index, s.article, s.level, s.start, end, s.parent, s.head_start, s.head_end, s.about
            )

    def _section(self, item: Item, article: int) -> None:
        """Open the section of a heading, or of a run-in heading."""
        at, size = self.position, len(item.text)
        level = item.level if item.is_heading else _LEAD
        self._close(level, max(at - 1, 0))
        number = self._open(article, level, at)
        s = self.open[-1][1]
        mark = mark_of(item.text)[1]
        end = at + (size if item.is_heading or item.lead is None else item.lead)
        named = Section(
            number, article, level, at, at, s.parent, at + (mark if mark < size else 0), end, _about(item, at)
        )
        self.open[-1] = (number, named)

    def _block(self, item: Item, article: int, number: int) -> int:
        """Add one block and its sentences; the number of the last sentence."""
        at = self.position
        if item.is_heading or item.lead is not None:
            self._section(item, article)
        lead = None if item.lead is None else at + item.lead
        end = at + len(item.text)
        place = len(self.outline.blocks)
        section = self.open[-1][0]
        block = Block(at, end, item.kind, article, item.level, lead, section)
        for a, b in sentence_ranges(item.text):
            number += 1
            self.outline.sentences.append(Sentence(at + a, at + b, place, article, number))
        if item.paragraph.table:
            self.rows.append(tuple((at + a, at + b) for a, b in item.paragraph.cells))
        else:
            self._end_table(place)
        self.outline.blocks.append(block)
        self.outline.flows.append(item.paragraph.flow)
        self.position = end + 1
        return number

    def _end_table(self, place: int) -> None:
        """Close the table whose last row is the block before ``place``."""
        rows, self.rows = self.rows, []
        blocks = self.outline.blocks
        if len(rows) < 2:
            return
        first, last = blocks[place - len(rows)], blocks[place - 1]
        caption = unit = None
        for k in range(max(0, place - len(rows) - 2), place - len(rows)):
            words = self.outline.flows[k].text
            if blocks[k].article != first.article or len(words) > 2 * _COUPLET:
                continue
            match = _UNIT.search(words)
            unit = (blocks[k].start + match.start(1), blocks[k].start + match.end(1)) if match else unit
            caption = caption if _UNIT.fullmatch(words) else (blocks[k].start, blocks[k].end)
        table = Table(first.start, last.end, first.article, first.section, tuple(rows), caption, unit)
        self.outline.tables.append(table)


_UNIT = re.compile(r"[（(]?(?:计量)?单位：([^，。：；（）()]{1,12})[)）]?")
_LEAD = 9
"""The level of a run-in heading: below every other."""


def _about(item: Item, at: int) -> tuple[int, int] | None:
    """Where the words of a headline stand that name the place or body it is about."""
    head = head_of(item.text[: item.lead] if item.lead is not None else item.text)
    if head is None or not (start := item.text.find(head.name) + 1):
        return None
    return at + start - 1, at + start - 1 + len(head.name)


def outline(paragraphs: Sequence[Paragraph], name: str = "", raw: str = "") -> Outline:
    """The tree over the paragraphs joined by one line feed each; ``name`` is what their file is called, ``raw`` its text."""
    items = itemise(paragraphs)
    mark_title(items)
    starts = article_starts(items)
    page = _page_date(items, len(starts) > 1)
    pieces = [items[start:end] for start, end in pairwise([*starts, len(items)])]
    firsts = Counter(next((x.text for x in own if x.is_heading), "") for own in pieces)
    labels = {text for text, count in firsts.items() if count > 1}
    builder = _Builder()
    for own in pieces:
        title = settle_title(own, labels)
        _unite_couplets(own)
        for item in own:
            if item.is_heading:
                item.paragraph.flow = item.paragraph.flow.parted(raw)
        _set_levels(own, title)
        unite_leads(own)
        set_leads(own)
        builder.add(own, title, _issued(own, page, name), _source(own))
    return builder.outline
