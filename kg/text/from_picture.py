"""The text of a picture (a scan, a photograph) by text recognition."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from kg.model import Printed
from kg.text.columns import lines_of
from kg.text.printed import Page, joined
from kg.text.recognise import glyphs_of_image

_LARGEST = 4000  # pixels of the longer side that recognition sees


def picture_text(data: bytes) -> tuple[str, tuple[Printed, ...]]:
    """The text of all pictures of a file, and where its lines stand in them, a pixel for a point."""
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as file:
            return joined(_pages(ImageSequence.Iterator(file)))
    except UnidentifiedImageError:  # whose words differ from run to run
        raise ValueError("a picture of no known kind, or damaged") from None


def _pages(frames: Any) -> Iterator[Page]:
    for number, frame in enumerate(frames, 1):
        image = frame.convert("RGB")
        height = image.height
        scale = min(1.0, _LARGEST / max(image.size))
        if scale < 1:
            image.thumbnail((_LARGEST, _LARGEST))
        yield Page(number, height, lines_of(glyphs_of_image(image, scale, height), (), number))
