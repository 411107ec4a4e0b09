"""Turn the lines of a file into paragraphs of plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg import patterns as re
from kg.model import BlockKind
from kg.text.asides import asides, is_picture_line
from kg.text.flow import Flow
from kg.text.fold import GONE, fold
from kg.text.lines import Line, read_lines, times_printed
from kg.text.lost_breaks import lost_breaks
from kg.text.polish import polish, unspace
from kg.text.residue import without_markup
from kg.text.tables import mark_tables, row
from kg.text.unbreak import unbroken
from kg.text.wrap import joins

_GONE = re.compile(GONE)


@dataclass(slots=True)
class Paragraph:
    """One paragraph: ``flow`` is its cleaned text, ``level`` a heading's level from markup, ``gap`` the
    empty lines before it, ``aside`` the kind of a caption or masthead, ``lines`` how many it had; ``table``
    tells that it is the row of a table, ``cells`` where the cells stand in it."""

    flow: Flow
    level: int = 0
    gap: int = 0
    aside: BlockKind | None = None
    lines: int = 1
    table: bool = False
    cells: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.flow.text


@dataclass(slots=True)
class _Group:
    """The lines of one paragraph and the asides that stood between them."""

    lines: list[Line] = field(default_factory=list)
    asides: list[tuple[list[Line], BlockKind]] = field(default_factory=list)


def _put_aside(group: _Group, line: Line, kind: BlockKind) -> None:
    """Add an aside, or a further line of the last one."""
    if group.asides and group.asides[-1][1] is kind and line.gap <= 1:
        last = group.asides[-1][0][-1]
        if not last.ended and kind is BlockKind.CAPTION and not is_picture_line(line.text):
            group.asides[-1][0].append(line)
            return
    group.asides.append(([line], kind))


def _groups(lines: Sequence[Line]) -> list[_Group]:
    """The lines by paragraph."""
    kinds = asides(lines)
    main = [line for line, kind in zip(lines, kinds, strict=True) if kind is None]
    continues = dict(zip((id(line) for line in main), joins(main), strict=True))
    groups: list[_Group] = []
    going = False
    for line, kind in zip(lines, kinds, strict=True):
        if kind is not None:
            if not groups or not going:
                groups.append(_Group())
            _put_aside(groups[-1], line, kind)
            continue
        if not going:
            groups.append(_Group())
        groups[-1].lines.append(line)
        going = continues[id(line)]
    return groups


def _united(lines: Sequence[Line], folded: str) -> Flow:
    """The text of several lines; a space where two Latin words meet."""
    rows = [row for line in lines for row in ((line.start, line.end), *line.more)]
    flows = [unspace(Flow.of(folded, *rows[0]))]
    for start, end in rows[1:]:
        more = unspace(Flow.of(folded, start, end))
        last, first = flows[-1].text[-1:], more.text[:1]
        if last.isascii() and first.isascii() and last.isalpha() and first.isalpha():
            flows.append(Flow(" ", [start - 1]))
        flows.append(more)
    return Flow.joined(flows)


def once(flow: Flow) -> Flow:
    """A headline that was printed over itself, written once: each stretch of it stands there twice."""
    times = times_printed(flow.text)
    return _first_copies(flow, times) if times else flow


def _first_copies(flow: Flow, times: int) -> Flow:
    """The first copy of each repeated stretch, the shortest stretches first."""
    kept = Flow("", [])
    rest = flow
    whole = re.compile(r"(?:(.+?)" + r"\1" * (times - 1) + ")+")
    while rest.text:
        size = next(
            n
            for n in range(1, len(rest) // times + 1)
            if rest.text[: n * times] == rest.text[:n] * times
            and (n * times == len(rest) or whole.fullmatch(rest.text[n * times :]))
        )
        kept = kept.plus(rest.part(0, size))
        rest = rest.part(size * times)
    return kept


def _paragraphs(group: _Group, folded: str) -> list[Paragraph]:
    """A paragraph and the asides that cut it, as paragraphs behind it."""
    out: list[Paragraph] = []
    if group.lines:
        first = group.lines[0]
        if first.table:
            flow, cells = row(first, folded)
            out.append(Paragraph(flow, 0, first.gap, table=True, cells=cells))
        else:
            flow = once(polish(_united(group.lines, folded)))
            out.append(Paragraph(flow, first.level, first.gap, None, len(group.lines)))
    for lines, kind in group.asides:
        out.append(Paragraph(polish(_united(lines, folded)), 0, lines[0].gap, kind))
    return out


def clean(raw: str) -> tuple[list[Paragraph], bool]:
    """The paragraphs of a text and whether it was written in traditional characters."""
    folded, traditional = fold(raw)
    folded = without_markup(folded)
    groups = _groups(unbroken(mark_tables(read_lines(folded, lost_breaks(raw)), raw, folded)))
    paragraphs = [p for group in groups for p in _paragraphs(group, folded)]
    return [p for p in paragraphs if p.text.strip(GONE)], traditional
