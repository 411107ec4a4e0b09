"""The text of a PDF file. A page that is a picture is read by text recognition, where that is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.model import Printed
from kg.text.columns import height_of, lines_of
from kg.text.glyphs import glyphs_of
from kg.text.pdf_rules import boxes_of
from kg.text.printed import Line, Page, joined
from kg.text.recognise import PICTURE, can_recognise, recognised, shows_pictures


def _lines(page: Any, number: int) -> list[Line]:
    """The lines of one page."""
    glyphs = glyphs_of(page)
    if not glyphs and shows_pictures(page):
        if not can_recognise():
            return [Line(PICTURE.format(number))]
        glyphs = recognised(page)
    boxes = boxes_of(page, glyphs, height_of(glyphs)) if glyphs else []
    return lines_of(glyphs, boxes, number)


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
