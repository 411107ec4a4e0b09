"""Tables of a PDF page that no lines draw: printed lines whose words stand below each other in columns."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.text.glyphs import Row, words_of
from kg.text.grid import Grid, anchored, is_figure

_APART = 0.8  # of a character's height: words farther apart stand in columns of their own
_HEADS = 4  # printed lines at most that the head of a table has
_STOPS = "，。；：！？"
_LONGEST = 20  # characters of a cell


@dataclass(frozen=True, slots=True)
class Words:
    """What stands together in a printed line."""

    text: str
    left: float
    right: float

    @property
    def centre(self) -> float:
        """Where its middle stands in the line."""
        return (self.left + self.right) / 2


@dataclass(slots=True)
class Aligned:
    """A table: its printed lines, its upper edge, its grid; none where its columns cannot be told apart."""

    rows: list[Row]
    top: float
    grid: Grid | None


def _cut(row: Row, em: float) -> list[Words]:
    """What stands apart in a printed line."""
    parts: list[Row] = [[row[0]]]
    for before, glyph in pairwise(row):
        if glyph.left - before.right > _APART * em:
            parts.append([])
        parts[-1].append(glyph)
    return [Words(words_of(part, em), part[0].left, part[-1].right) for part in parts]


def _tells(words: Sequence[Words]) -> bool:
    """Whether a printed line is a row of figures with its head before them."""
    short = all(len(w.text) <= _LONGEST for w in words)
    return len(words) > 1 and short and any(is_figure(w.text) for w in words[1:])


def _heads(words: Sequence[Words]) -> bool:
    """Whether a printed line may stand in the head of a table."""
    return len(words) > 1 and not any(stop in w.text for w in words for stop in _STOPS)


def aligned(rows: Sequence[Row], em: float) -> list[Aligned]:
    """The tables among the printed lines of a page."""
    cut = [_cut(row, em) for row in rows]
    found = []
    done = 0
    for start, end in _runs(cut):
        if start > done + 1 and _parts(cut[start - 1]) and _heads(cut[start - 2]):
            start -= 1  # what heads the first rows
        first = start
        while first > done and start - first < _HEADS and _heads(cut[first - 1]):
            first -= 1
            if first > done + 1 and _parts(cut[first - 1]) and _heads(cut[first - 2]):
                first -= 1  # the head of the rows, halfway between the lines of the other heads
        done = end
        if first == start:
            continue
        grid = _grid(cut[first:start], cut[start:end])
        own = list(rows[first:end])
        found.append(Aligned(own, max(g.top for g in own[0]), grid))
    return found


def _runs(cut: Sequence[Sequence[Words]]) -> Iterator[tuple[int, int]]:
    """Runs of rows of figures; one line of words may part the rows of a group from the next."""
    i = 0
    while i < len(cut):
        if not _tells(cut[i]):
            i += 1
            continue
        end = i + 1
        while end < len(cut):
            if _tells(cut[end]):
                end += 1
            elif end + 1 < len(cut) and _parts(cut[end]) and _tells(cut[end + 1]):
                end += 2
            else:
                break
        if end - i > 1:
            yield i, end
        i = end


def _parts(words: Sequence[Words]) -> bool:
    """Whether a printed line is one short cell."""
    return len(words) == 1 and len(words[0].text) <= _LONGEST and words[0].text[-1] not in _STOPS


def _grid(heads: Sequence[Sequence[Words]], body: Sequence[Sequence[Words]]) -> Grid | None:
    """The rows by column: columns are what the words of the body share; ``None`` where two words of a row share one."""
    columns: list[tuple[float, float]] = []
    for w in sorted((w for row in body if _tells(row) for w in row), key=lambda w: w.left):
        if columns and w.left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], w.right))
        else:
            columns.append((w.left, w.right))
    if len(columns) != max(len(row) for row in body) or len(columns) < 2:
        return None
    out: list[list[tuple[str, Hashable]]] = []
    for n, row in enumerate(heads):
        over = _over(row, columns, shared=0 < n + 1 < len(heads) and len(row) > 1)
        out.append([(w.text, (n, w.left)) if w else ("", (n, j, "")) for j, w in enumerate(over)])
    for row in body:
        over = _over(row, columns, shared=False)
        cells: list[tuple[str, Hashable]] = [(w.text if w else "", (len(out), j, "")) for j, w in enumerate(over)]
        out.append(cells)
    return anchored(out)


def _over(row: Sequence[Words], columns: Sequence[tuple[float, float]], *, shared: bool) -> list[Words | None]:
    """What stands above each column in a line of the head; ``shared`` tells that it may stand over several."""
    found = [next((w for w in row if w.left <= b and a <= w.right), None) for a, b in columns]
    middles = [(a + b) / 2 for a, b in columns]
    for w in row:
        if w not in found:
            found[min(range(len(columns)), key=lambda j: abs(middles[j] - w.centre))] = w
    if shared:
        found = [w or min(row, key=lambda w: abs(w.centre - m)) for w, m in zip(found, middles, strict=True)]
    return found
