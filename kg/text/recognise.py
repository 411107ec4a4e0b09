"""Text recognition for pages that are pictures: the extra ``ocr`` (RapidOCR, whose models come in its wheel; nothing is fetched)."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.util import find_spec
from typing import Any

from kg import patterns as re
from kg.text.glyphs import Glyph
from kg.text.limit import once_more

PICTURE = "［第{}页是图片，未做文字识别］"
"""A line of its own in the text of a file: a page is a picture, and no text recognition is installed."""
_PICTURE = re.compile(re.escape(PICTURE).replace(r"\{\}", r"(\d+)"))
_DOTS = 150  # an inch; more makes reading slower and no surer
_POINTS = 72  # an inch
_LEAST = 0.5  # how sure recognition must be of a line
_SHARE = 0.2  # of the page that pictures take in a page that is one
_WIDEST = 4000  # pixels of the longer side of a picture


def can_recognise() -> bool:
    """Whether text recognition is installed."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def pictures(raw: str) -> list[int]:
    """The pages of a text that are pictures nobody read."""
    return sorted(Counter(int(m[1]) for m in _PICTURE.finditer(raw)))


def only_pictures(raw: str) -> bool:
    """Whether a text is nothing but pages that are pictures."""
    return bool(raw.strip()) and not _PICTURE.sub("", raw).strip()


def shows_pictures(page: Any) -> bool:
    """Whether a PDF page consists of pictures."""
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    width, height = page.get_size()
    taken = 0.0
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = shape.get_bounds()
        taken += (right - left) * (top - bottom)
    return bool(taken > _SHARE * width * height)


def recognised(page: Any) -> list[Glyph]:
    """The characters of a PDF page that is a picture."""
    scale = min(_DOTS / _POINTS, _WIDEST / max(page.get_size()))
    image = page.render(scale=scale).to_pil().convert("RGB")
    return glyphs_of_image(image, scale, page.get_height())


def glyphs_of_image(image: Any, scale: float, height: float) -> list[Glyph]:
    """The characters of a picture; a point is ``scale`` pixels and the picture ``height`` points high."""
    import numpy

    once_more()  # a page may take as long as a document
    found = _engine()(numpy.asarray(image)[:, :, ::-1])
    if found.boxes is None:
        return []
    glyphs: list[Glyph] = []
    for box, words, sure in zip(found.boxes, found.txts, found.scores, strict=True):
        if sure >= _LEAST:
            xs, ys = ([float(corner[k]) / scale for corner in box] for k in (0, 1))
            edges = (min(xs), max(xs), height - max(ys), height - min(ys))
            glyphs += _shared(words, edges, round(float(sure), 3))
    return glyphs


def _shared(words: str, edges: tuple[float, float, float, float], sure: float) -> list[Glyph]:
    """The characters of a line, each with its share of the line's box."""
    left, right, bottom, top = edges
    widths = [0.5 if char.isascii() else 1.0 for char in words]
    unit = (right - left) / sum(widths) if words else 0.0
    glyphs = []
    for char, width in zip(words, widths, strict=True):
        if not char.isspace():
            glyphs.append(Glyph(char, left, left + width * unit, bottom, top, sure))
        left += width * unit
    return glyphs


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})
