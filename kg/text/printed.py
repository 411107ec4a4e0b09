"""Where the characters of a text stand on the pages of its file."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass

from kg.model import Printed
from kg.text.glyphs import Glyph, Row, rows_of


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees of a stretch of text: its first page, its box there (left, top, width and height in points from
    the page's upper left corner), and how sure text recognition is of its words, where the page is a picture."""

    page: int
    box: tuple[int, int, int, int]
    sure: float | None = None


def seen(layout: Sequence[Printed], start: int, end: int) -> Seen | None:
    """Where the range ``start:end`` of the raw text is printed; ``None`` where no page tells."""
    first = max(bisect_left(layout, start, key=lambda line: line.start) - 1, 0)
    parts: list[tuple[Printed, list[int]]] = []
    for line in layout[first:]:
        if line.start >= end or (parts and line.page != parts[0][0].page):
            break
        inside = line.edges[2 * max(start - line.start, 0) : 2 * max(end - line.start, 0)]
        edges = [x for pair in zip(inside[::2], inside[1::2], strict=True) if any(pair) for x in pair]
        if edges:
            parts.append((line, edges))
    if not parts:
        return None
    left, right = (pick(x for _, edges in parts for x in edges) for pick in (min, max))
    top, bottom = min(p.top for p, _ in parts), max(p.bottom for p, _ in parts)
    sure = min((p.sure for p, _ in parts if p.sure is not None), default=None)
    return Seen(parts[0][0].page, (left, top, right - left, bottom - top), sure)


@dataclass(slots=True)
class Line:
    """A line of text with the glyph of each character; none for spaces and for what a page does not show as itself."""

    words: str
    glyphs: Sequence[Glyph | None] = ()

    def printed(self, start: int, page: int, height: float) -> Printed | None:
        """The line where it was printed, on a page of this height; ``None`` where no glyph tells."""
        shown = [g for g in self.glyphs if g is not None]
        if not shown:
            return None
        edges = [(round(g.left), round(g.right)) if g is not None else (0, 0) for g in self.glyphs]
        top, bottom = max(g.top for g in shown), min(g.bottom for g in shown)
        sure = min((g.sure for g in shown if g.sure is not None), default=None)
        flat = tuple(x for pair in edges for x in pair)
        return Printed(start, page, round(height - top), round(height - bottom), flat, sure)


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its number, its height in points and its lines."""

    number: int
    height: float
    lines: Sequence[Line]


def joined(pages: Iterable[Page]) -> tuple[str, tuple[Printed, ...]]:
    """The text of pages, and where its lines stand on them."""
    words: list[str] = []
    layout: list[Printed] = []
    at = 0
    for page in pages:
        for line in page.lines:
            words.append(line.words)
            if printed := line.printed(at, page.number, page.height):
                layout.append(printed)
            at += len(line.words) + 1
    return "\n".join(words), tuple(layout)


def placed_lines(lines: Iterable[str], glyphs: Sequence[Glyph]) -> Iterator[Line]:
    """The lines of a table whose characters are among these glyphs: each cell is looked for in the printed lines, from
    where the last one was found on."""
    rows = rows_of(glyphs)
    words = ["".join(g.char for g in row) for row in rows]
    row = 0
    for line in lines:
        found: list[Glyph | None] = []
        at = 0
        for number, cell in enumerate(line.split("\t")):
            found += [None] * bool(number)
            plain = "".join(cell.split())
            place = _find(words, plain, row, at)
            if place is None:
                found += [None] * len(cell)
                continue
            row, at = place[0], place[1] + len(plain)
            found += _spread(cell, rows[row][place[1] : at])
        yield Line(line, found)


def _find(words: Sequence[str], cell: str, row: int, at: int) -> tuple[int, int] | None:
    """The printed line and the place in it where a cell stands."""
    if not cell:
        return None
    for number in (*range(row, len(words)), *range(row)):
        place = words[number].find(cell, at if number == row else 0)
        if place >= 0:
            return number, place
    return None


def _spread(cell: str, row: Row) -> list[Glyph | None]:
    """The glyphs of a cell, none for its spaces."""
    glyphs = iter(row)
    return [None if char.isspace() else next(glyphs, None) for char in cell]


def encoded(layout: Sequence[Printed]) -> str:
    """A layout in JSON, a line each."""
    return "[\n" + ",\n".join(json.dumps(astuple(line)) for line in layout) + "\n]\n"


def decoded(words: str | None) -> tuple[Printed, ...]:
    """The layout that JSON tells; nothing where it tells none."""
    try:
        return tuple(
            Printed(start, page, top, bottom, tuple(map(int, edges)), sure)
            for start, page, top, bottom, edges, sure in json.loads(words or "[]")
        )
    except (ValueError, TypeError, IndexError, KeyError):
        return ()
