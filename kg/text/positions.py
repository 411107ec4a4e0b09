"""What stands where in a text, found without walking over the whole of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.model import Block, BlockKind, Text


def blocks_of(text: Text, article: int) -> tuple[Block, ...]:
    """The blocks of an article; they stand together, in the order of the articles."""
    first = bisect_left(text.blocks, article, key=_article)
    return text.blocks[first : bisect_right(text.blocks, article, key=_article)]


def blocks_from(text: Text, first: int) -> Iterator[Block]:
    """The blocks from one on, by its place among the blocks."""
    return map(text.blocks.__getitem__, range(first, len(text.blocks)))


def block_start(text: Text, position: int) -> int:
    """Where the block that holds a position begins."""
    block = text.block_at(position)
    return block.start if block is not None else 0


def section_end(text: Text, heading: int) -> int:
    """Where the section of a heading ends, by its place among the blocks."""
    block = text.blocks[heading]
    end = block.end
    for later in blocks_from(text, heading + 1):
        higher = later.kind is BlockKind.HEADING and later.level <= block.level
        if higher or later.kind is BlockKind.TITLE or later.article != block.article:
            break
        end = later.end
    return end


def _article(block: Block) -> int:
    return block.article


def last_of(clean: str, marks: str, end: int, floor: int = 0) -> int:
    """Where the last of some marks, or the last line feed, stands before a position; -1 where there is none."""
    line = clean.rfind("\n", floor, end)
    return max([line, *[clean.rfind(c, max(line + 1, floor), end) for c in marks]])


def behind_last(clean: str, marks: str, end: int, floor: int) -> int:
    """Where the words begin that run up to a position: behind the last of some marks or line feed, not before ``floor``."""
    return max(floor, last_of(clean, marks, end, floor) + 1)
