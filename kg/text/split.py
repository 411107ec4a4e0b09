"""Find the articles of a file, what each paragraph is, and the sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Article, Block, BlockKind, Sentence
from kg.text.articles import article_starts, spans
from kg.text.clean import Paragraph
from kg.text.dates import date_of_line, issued
from kg.text.flow import Flow
from kg.text.headings import set_levels, settle_title, unite_couplets
from kg.text.items import Item, itemise
from kg.text.labels import column_mark, comment_mark
from kg.text.leads import set_leads, unite_leads
from kg.text.sentences import sentence_ranges
from kg.text.shapes import case_mark, mark_of

_FRAME = (BlockKind.BYLINE, BlockKind.COLOPHON)


@dataclass(slots=True)
class Parts:
    """The paragraphs in order with blocks, sentences and articles over them."""

    flows: list[Flow]
    blocks: list[Block]
    sentences: list[Sentence]
    articles: list[Article]


_FRAMED = re.compile(r"【([^【】]+)】")


def _headline(title: Item, start: int) -> tuple[str, int, int]:
    """The words of a headline without its label (案例一：), number or bullet, and their range."""
    text = title.text
    numbered = title.begins and title.style not in ("", "【】", "——")
    cut = case_mark(text) or comment_mark(text) or column_mark(text)
    if not cut and (title.style == "■" or numbered):
        cut = mark_of(text)[1]
    cut = cut if cut < len(text) else 0
    words = text[cut:].lstrip("·、：")
    end = len(text)
    framed = _FRAMED.fullmatch(words)
    if framed:
        words, end = framed[1], end - 1
    return words, start + end - len(words), start + end


def _page_date(items: Sequence[Item], several: bool) -> str | None:
    """The date that the head of the file gives to all of its articles."""
    above = True  # nothing but the frame so far
    for item in items[:12]:
        frame = item.kind is BlockKind.MASTHEAD or (
            above and several and item.kind is BlockKind.COLOPHON
        )
        above = above and frame
        date = date_of_line(item.text) if frame else None
        if date:
            return date
    return None


def _issued(items: Sequence[Item], page: str | None) -> str | None:
    """When the article of these items was issued."""
    body = [x.text for x in items if x.kind is BlockKind.BODY]
    frame = [x.text for x in items if x.kind in _FRAME]
    return issued(body, frame, page)


class _Builder:
    """Lays the items of the articles out in one text."""

    def __init__(self) -> None:
        """Begin an empty text."""
        self.parts = Parts([], [], [], [])
        self.position = 0

    def add(self, items: Sequence[Item], title: Item | None, date: str | None) -> None:
        """Add one article."""
        index = len(self.parts.articles)
        start = self.position
        headline: tuple[str | None, int | None, int | None] = (None, None, None)
        number = 0
        for item in items:
            if item is title:
                headline = _headline(item, self.position)
            elif title is None and item.named and headline[0] is None:
                a, b = item.named
                headline = (item.text[a:b], self.position + a, self.position + b)
            number = self._block(item, index, number)
        end = max(self.position - 1, start)
        self.parts.articles.append(Article(index, start, end, *headline, date))

    def _block(self, item: Item, article: int, number: int) -> int:
        """Add one block and its sentences; the number of the last sentence."""
        at = self.position
        lead = None if item.lead is None else at + item.lead
        end = at + len(item.text)
        block = Block(at, end, item.kind, article, item.level, lead)
        for a, b in sentence_ranges(item.text):
            number += 1
            place = len(self.parts.blocks)
            self.parts.sentences.append(Sentence(at + a, at + b, place, article, number))
        self.parts.blocks.append(block)
        self.parts.flows.append(item.paragraph.flow)
        self.position = end + 1
        return number


def split(paragraphs: Sequence[Paragraph]) -> Parts:
    """Blocks, sentences and articles over the paragraphs joined by one line feed each."""
    items = itemise(paragraphs)
    starts = article_starts(items)
    page = _page_date(items, len(starts) > 1)
    builder = _Builder()
    for start, end in spans(starts, len(items)):
        own = items[start:end]
        title = settle_title(own)
        unite_couplets(own)
        set_levels(own, title)
        unite_leads(own)
        set_leads(own)
        builder.add(own, title, _issued(own, page))
    return builder.parts
