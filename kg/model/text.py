"""A document, and its text as rules read it: blocks, sections, tables, sentences, articles."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in ``Document.raw``."""

    start: int
    end: int


class Given(NamedTuple):
    """What a person's manifest says of a file: of which day it is, whose it is, where and when it was got."""

    date: str = ""
    source: str = ""
    url: str = ""
    retrieved: str = ""


NOTHING_GIVEN = Given()
"""What no manifest says."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of ``Document.raw`` as a page shows it: from ``start`` on it holds a left and a right edge for each character
    (0 and 0 for one that is not printed), all in points from the upper left corner of the page; ``sure`` tells how sure text
    recognition is of it, where the page is a picture."""

    start: int
    page: int
    top: int
    bottom: int
    edges: tuple[int, ...]
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: ``id`` is the SHA-256 of its bytes, ``name`` its path below the input folder, ``given`` what
    the manifest beside it says, ``layout`` where its lines stand on pages, in order, for a file that has them."""

    id: str
    name: str
    raw: str
    given: Given = NOTHING_GIVEN
    layout: tuple[Printed, ...] = ()


class BlockKind(StrEnum):
    """What a paragraph is in the layout of its article."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    COLOPHON = "colophon"
    MASTHEAD = "masthead"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the cleaned text. ``level`` is 1 for the headings just below the headline, 2 below those, 0 for anything else.
    ``lead`` is the end of a run-in heading: the paragraph's first sentence where it reads as the
    title of the paragraph (“严把质量，用好力量。按照……”), else ``None``; ``section`` the innermost section that holds it.
    """

    start: int
    end: int
    kind: BlockKind
    article: int
    level: int = 0
    lead: int | None = None
    section: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline: an article (``level`` 0), the stretch below a heading, or a paragraph (and what follows it)
    with a run-in heading. ``parent`` is the index of the section that holds it; ``head_start:head_end`` the words of its
    headline without number; ``about`` where the headline names the place or body that the section is about.
    """

    index: int
    article: int
    level: int
    start: int
    end: int
    parent: int | None = None
    head_start: int | None = None
    head_end: int | None = None
    about: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells that stand below each other: the clean range of each cell (empty where nothing stands in it), of the
    line that names the table, and of the unit that a line above it gives. Each row is also a block.
    """

    start: int
    end: int
    article: int
    section: int
    rows: tuple[tuple[tuple[int, int], ...], ...]
    caption: tuple[int, int] | None = None
    unit: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``number`` counts from 1 in its article."""

    start: int
    end: int
    block: int
    article: int
    number: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a file. ``issued`` is an ISO date or its beginning (2025, 2025-03), ``None`` where
    the text does not date itself; ``basis`` what the date rests on, a notation of the list date-basis; ``source`` whom
    a line names as its source; ``title`` is cleaned and simplified."""

    index: int
    start: int
    end: int
    title: str | None = None
    title_start: int | None = None
    title_end: int | None = None
    issued: str | None = None
    basis: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """The cleaned text of a document with the way back to the raw text. ``offsets[i]`` is the raw offset of ``clean[i]``. Blocks are joined by
    one line feed each; inside a block offsets never go back. A caption that cut a sentence in two is a block of its own that follows the block it
    had cut.
    """

    document: Document
    clean: str
    offsets: tuple[int, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    articles: tuple[Article, ...]
    script: str = "zh-Hans"
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())
    _block_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sentence_starts", tuple(s.start for s in self.sentences))
        object.__setattr__(self, "_block_starts", tuple(b.start for b in self.blocks))

    def raw_span(self, start: int, end: int) -> Span:
        """The raw range that the non-empty clean range ``start:end`` was read from."""
        if not 0 <= start < end <= len(self.clean):
            raise ValueError(f"not a range of the cleaned text: {start}:{end}")
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def sentence_index(self, position: int) -> int:
        """The index of the sentence that holds a clean position, or of the one before a gap; -1 before the first."""
        return bisect_right(self._sentence_starts, position) - 1

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a clean position, or the one before a gap between sentences."""
        i = self.sentence_index(position)
        return self.sentences[i] if i >= 0 else None

    def sentences_in(self, start: int, end: int) -> tuple[Sentence, ...]:
        """The sentences that begin in ``start:end``."""
        starts = self._sentence_starts
        return self.sentences[bisect_left(starts, start) : bisect_left(starts, end)]

    def blocks_in(self, start: int, end: int) -> tuple[Block, ...]:
        """The blocks that begin in ``start:end``."""
        starts = self._block_starts
        return self.blocks[bisect_left(starts, start) : bisect_left(starts, end)]

    def block_index(self, block: Block) -> int:
        """The place of a block among the blocks."""
        return bisect_right(self._block_starts, block.start) - 1

    def block_at(self, position: int) -> Block | None:
        """The block that holds a clean position."""
        i = bisect_right(self._block_starts, position) - 1
        return self.blocks[i] if i >= 0 else None

    def article_at(self, position: int) -> Article | None:
        """The article that holds a clean position."""
        block = self.block_at(position)
        return None if block is None else self.articles[block.article]
