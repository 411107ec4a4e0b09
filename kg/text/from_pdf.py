"""The text of a PDF file. A page that is a picture is read by text recognition, where that is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg import patterns as re
from kg.model import Printed
from kg.text.columns import height_of, lines_of
from kg.text.glyphs import glyphs_of
from kg.text.pdf_rules import boxes_of
from kg.text.printed import Line, Page, joined
from kg.text.recognise import PICTURE, can_recognise, recognised, shows_pictures

_CLOCK = r"(?:[上下中]午|凌晨|晚上|早上)?\s?\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?"
_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
_ADDRESS = r"(?:https?|file|about|data|chrome-extension):\S*"
_FOOT = re.compile(
    rf"\s*(?:{_ADDRESS}\s*\d{{1,4}}/\d{{1,4}}|(?:\d{{1,4}} ?(?:of|/) ?\d{{1,4}}|第?\s?\d{{1,4}}\s?页.{{0,12}})\s*{_DAY}[,，]?\s?{_CLOCK})\s*"
)
_HEAD = re.compile(rf"\s*(?:{_DAY}[,，]?\s?{_CLOCK}.*|.*{_ADDRESS}\s*)")
"""What browsers print at the foot and head of each page: its address and number, the hour of printing and the page's name."""


def _unframed(lines: list[Line]) -> list[Line]:
    """The lines of a page without what a browser printed around them."""
    told = [i for i, line in enumerate(lines) if line.words.strip()]
    if not told or not _FOOT.fullmatch(lines[told[-1]].words):
        return lines
    first = told[0] + 1 if _HEAD.fullmatch(lines[told[0]].words) else 0
    return lines[first : told[-1]]


def _lines(page: Any, number: int) -> list[Line]:
    """The lines of one page."""
    glyphs = glyphs_of(page)
    if not glyphs and shows_pictures(page):
        if not can_recognise():
            return [Line(PICTURE.format(number))]
        glyphs = recognised(page)
    boxes = boxes_of(page, glyphs, height_of(glyphs)) if glyphs else []
    return _unframed(lines_of(glyphs, boxes, number))


def pdf_text(data: bytes) -> tuple[str, tuple[Printed, ...]]:
    """The text of all pages, and where its lines stand on them."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(data)
    try:
        return joined(_pages(document))
    finally:
        document.close()


def _pages(document: Any) -> Iterator[Page]:
    for number, page in enumerate(document, 1):
        yield Page(number, page.get_height(), _lines(page, number))
