"""What stands where in a text, found without walking over the whole of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from kg.model import Block, Text


def blocks_of(text: Text, article: int) -> tuple[Block, ...]:
    """The blocks of an article; they stand together, in the order of the articles."""
    first = bisect_left(text.blocks, article, key=_article)
    return text.blocks[first : bisect_right(text.blocks, article, key=_article)]


def _article(block: Block) -> int:
    return block.article


def last_of(clean: str, marks: str, end: int) -> int:
    """Where the last of some marks, or the last line feed, stands before a position; -1 where there is none."""
    line = clean.rfind("\n", 0, end)
    return max([line, *[clean.rfind(c, line + 1, end) for c in marks]])
