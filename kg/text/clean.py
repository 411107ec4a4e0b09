"""Turn the lines of a file into paragraphs of plain text."""

from __future__ import annotations

from dataclasses import dataclass

from kg.text.flow import Flow
from kg.text.fold import fold
from kg.text.lines import Line, has_inner_stop, read_lines, unbalanced
from kg.text.polish import polish
from kg.text.residue import without_markup


@dataclass(slots=True)
class Paragraph:
    """One paragraph: ``flow`` is its cleaned text, ``level`` a heading's level from markup, ``gap`` the
    empty lines before it."""

    flow: Flow
    level: int = 0
    gap: int = 0
    caption: bool = False

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.flow.text


def _open(line: Line) -> bool:
    """Whether a sentence is certainly left unfinished at the end of the line."""
    if line.ended or line.level:
        return False
    text = line.text
    return unbalanced(text) or has_inner_stop(text) or text.endswith(("，", "、", ",", "+"))


def _join(lines: list[Line], folded: str) -> list[Paragraph]:
    """The paragraphs that the lines make up."""
    out: list[Paragraph] = []
    flow: Flow | None = None
    for i, line in enumerate(lines):
        here = Flow.of(folded, line.start, line.end)
        if flow is not None:
            flow = flow.plus(Flow("\x00", [line.start])).plus(here)
            out[-1].flow = flow
        else:
            out.append(Paragraph(here, line.level, line.gap))
        flow = out[-1].flow if _open(line) and i + 1 < len(lines) else None
    return out


def clean(raw: str) -> tuple[list[Paragraph], bool]:
    """The paragraphs of a text and whether it was written in traditional characters."""
    folded, traditional = fold(raw)
    folded = without_markup(folded)
    paragraphs = _join(read_lines(folded), folded)
    for paragraph in paragraphs:
        paragraph.flow = polish(paragraph.flow)
    return [p for p in paragraphs if p.text], traditional
