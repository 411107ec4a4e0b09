"""Tables of a PDF page that are drawn with lines: the lines make a grid, what none parts is one cell."""

from __future__ import annotations

import ctypes
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.text.glyphs import Glyph, rows_of, words_of
from kg.text.grid import Grid, anchored, is_figure

_THIN = 2.5  # points: a longer side is no line
_NEAR = 3.0  # points: lines so near are one
_LEAST = 6.0  # points that a line is long
_CROSSING = 0.25  # share of a character that may reach into the next cell
_MOST = 2000  # lines of a page; a page with more is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: where it stands (``at``) and from where to where it goes; ``upright`` or level."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Box:
    """A table that lines draw: its edges, its grid of words, whether characters lie across its lines."""

    left: float
    right: float
    bottom: float
    top: float
    grid: Grid
    crossed: bool

    def holds(self, glyph: Glyph) -> bool:
        """Whether a character stands in the table."""
        return self.left <= glyph.centre <= self.right and self.bottom <= glyph.middle <= self.top


def rules_of(page: Any) -> list[Rule]:
    """The straight lines of a page: strokes, the edges of rectangles, thin filled ones."""
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    found: list[Rule] = []
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = shape.get_bounds()
        found += _lines(left, bottom, right, top)
        if right - left > _THIN and top - bottom > _THIN and _stroked(shape, raw):
            for (a, b), (c, d) in pairwise(_points(shape, raw)):
                found += _lines(min(a, c), min(b, d), max(a, c), max(b, d))
        if len(found) > _MOST:
            return []
    return found


def _lines(left: float, bottom: float, right: float, top: float) -> list[Rule]:
    """A box that is as thin as a line, as one."""
    if top - bottom <= _THIN and right - left >= _LEAST:
        return [Rule(False, (top + bottom) / 2, left, right)]
    if right - left <= _THIN and top - bottom >= _LEAST:
        return [Rule(True, (left + right) / 2, bottom, top)]
    return []


def _stroked(shape: Any, raw: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(shape.raw, fill, stroke)
    return bool(stroke.value)


def _points(shape: Any, raw: Any) -> list[tuple[float, float]]:
    """The corners of a path in order; one that closes returns to where it began."""
    matrix = shape.get_matrix()
    points: list[tuple[float, float]] = []
    first = 0
    for i in range(raw.FPDFPath_CountSegments(shape.raw)):
        segment = raw.FPDFPath_GetPathSegment(shape.raw, i)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            points.append((float("nan"), float("nan")))
            first = len(points)
        points.append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and first < len(points):
            points.append(points[first])
    return points


def boxes_of(page: Any, glyphs: Sequence[Glyph], em: float) -> list[Box]:
    """The tables that lines draw on a page, with the words in their cells."""
    found = []
    for group in _joined(rules_of(page)):
        box = _box(group, glyphs, em)
        if box is not None:
            found.append(box)
    return sorted(found, key=lambda b: (-b.top, b.left))


def _touch(a: Rule, b: Rule) -> bool:
    """Whether two lines meet: crossing, or going on in one another."""
    if a.upright == b.upright:
        return abs(a.at - b.at) <= _NEAR and a.start <= b.end + _NEAR and b.start <= a.end + _NEAR
    return a.start - _NEAR <= b.at <= a.end + _NEAR and b.start - _NEAR <= a.at <= b.end + _NEAR


def _joined(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The lines in groups that hang together."""
    left, groups = list(rules), []
    while left:
        group = [left.pop()]
        for rule in group:
            more = [other for other in left if _touch(rule, other)]
            left = [other for other in left if other not in more]
            group += more
        groups.append(group)
    return groups


def _steps(places: Iterable[float]) -> list[float]:
    """Places in order, those near each other once."""
    steps: list[float] = []
    for place in sorted(places):
        if not steps or place - steps[-1] > _NEAR:
            steps.append(place)
    return steps


def _between(rules: Sequence[Rule], at: float, low: float, high: float) -> bool:
    """Whether a line parts two neighbours at a place, all along their common edge."""
    middle = (low + high) / 2
    return any(abs(r.at - at) <= _NEAR and r.start <= middle <= r.end for r in rules)


def _box(group: Sequence[Rule], glyphs: Sequence[Glyph], em: float) -> Box | None:
    upright = [r for r in group if r.upright]
    level = [r for r in group if not r.upright]
    if not upright or not level:
        return None
    xs = _steps([*(r.at for r in upright), *(e for r in level for e in (r.start, r.end))])
    ys = _steps([*(r.at for r in level), *(e for r in upright for e in (r.start, r.end))])[::-1]
    if len(xs) < 3 or len(ys) < 3:
        return None
    box = Box(xs[0] - _NEAR, xs[-1] + _NEAR, ys[-1] - _NEAR, ys[0] + _NEAR, [], False)
    inside = [g for g in glyphs if box.holds(g)]
    anchors = _anchors(xs, ys, upright, level)
    cells: dict[tuple[int, int], list[Glyph]] = {}
    for g in inside:
        i = max((k for k, y in enumerate(ys[:-1]) if g.middle <= y), default=0)
        j = max((k for k, x in enumerate(xs[:-1]) if g.centre >= x), default=0)
        cells.setdefault(anchors[i][j], []).append(g)
    across = sum(_crosses(g, upright) for g in inside)
    box.crossed = across * 50 > len(inside)
    box.grid = _split(anchors, cells, em)
    return box if inside else None


def _crosses(glyph: Glyph, upright: Sequence[Rule]) -> bool:
    """Whether a character lies across a line."""
    room = _CROSSING * (glyph.right - glyph.left)
    return any(glyph.left + room < r.at < glyph.right - room and r.start < glyph.middle < r.end for r in upright)


def _anchors(
    xs: Sequence[float], ys: Sequence[float], upright: Sequence[Rule], level: Sequence[Rule]
) -> list[list[tuple[int, int]]]:
    """For each place of the grid the place where its cell begins."""
    anchors: list[list[tuple[int, int]]] = []
    for i, (high, low) in enumerate(pairwise(ys)):
        row: list[tuple[int, int]] = []
        for j, (left, right) in enumerate(pairwise(xs)):
            if j and not _between(upright, left, low, high):
                row.append(row[-1])
            elif i and not _between(level, high, left, right):
                row.append(anchors[-1][j])
            else:
                row.append((i, j))
        anchors.append(row)
    return anchors


def _split(anchors: Sequence[Sequence[tuple[int, int]]], cells: dict[tuple[int, int], list[Glyph]], em: float) -> Grid:
    """The grid of words; rows that no line parts are parted: cells of several printed lines, all of them figures."""
    out: list[list[tuple[str, Hashable]]] = []
    for row in anchors:
        lines = [rows_of(cells.get(anchor, [])) for anchor in row]
        told = [[words_of(line, em) for line in own] for own in lines]
        if not any(len(own) > 1 and all(map(is_figure, own)) for own in told):
            out.append([("".join(own), a) for own, a in zip(told, row, strict=True)])
            continue
        for line in rows_of([g for own in lines for r in own for g in r]):
            said = [[words_of(r, em) for r in own if abs(r[0].middle - line[0].middle) < 0.5 * em] for own in lines]
            out.append([("".join(own), (len(out), j, "")) for j, own in enumerate(said)])
    return anchored(out)
