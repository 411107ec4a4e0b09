"""The text of an OFD file (GB/T 33190): XML in a ZIP container that places each character on a page, in millimetres."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZipFile

from lxml import etree  # type: ignore[import-untyped]

from kg.model import Printed
from kg.text.columns import lines_of
from kg.text.glyphs import Glyph
from kg.text.printed import Page, joined

_POINTS = 72 / 25.4  # a millimetre
_A4 = (210.0, 297.0)
_REPEATED = 10_000  # times at most that a distance is said to repeat
_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def ofd_text(data: bytes) -> tuple[str, tuple[Printed, ...]]:
    """The text of all pages, and where its lines stand on them."""
    with ZipFile(BytesIO(data)) as packed:
        return joined(_pages(packed))


def _pages(packed: ZipFile) -> Iterator[Page]:
    number = 0
    for root in _all(_xml(packed, "OFD.xml"), "DocRoot"):
        document = _path("", root.text)
        tree = _xml(packed, document)
        usual = _size(tree, _A4)
        for page in _all(tree, "Page"):
            if page.get("BaseLoc") is None:
                continue
            number += 1
            content = _xml(packed, _path(document, page.get("BaseLoc")))
            height = _size(content, usual)[1]
            glyphs = [g for text in _all(content, "TextObject") for g in _glyphs(text, height)]
            yield Page(number, height * _POINTS, lines_of(glyphs, (), number))


def _xml(packed: ZipFile, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(packed.read(name), parser)


def _path(home: str, said: str | None) -> str:
    """A place in the container, from its root or from the file that says it."""
    place = (said or "").strip()
    if place.startswith("/"):
        return place.lstrip("/")
    parts: list[str] = []
    for part in (*PurePosixPath(home).parent.parts, *PurePosixPath(place).parts):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _all(tree: Any, name: str) -> Iterator[Any]:
    return (e for e in tree.iter() if isinstance(e.tag, str) and e.tag.rpartition("}")[2] == name)


def _size(tree: Any, usual: tuple[float, float]) -> tuple[float, float]:
    """Width and height of a page."""
    for box in _all(tree, "PhysicalBox"):
        sides = _numbers(box.text)
        if len(sides) == 4 and min(sides[2:]) > 0:
            return sides[2], sides[3]
    return usual


def _numbers(words: str | None) -> list[float]:
    try:
        return [float(word) for word in (words or "").split()]
    except ValueError:
        return []


def _steps(words: str | None, count: int) -> list[float]:
    """The distances between characters: numbers, among them “g TIMES DISTANCE” for one that repeats."""
    told, found = iter((words or "").split()), list[float]()
    for word in told:
        if word == "g":
            times, distance = next(told, "0"), next(told, "0")
            found += [float(distance)] * min(int(times), count, _REPEATED)
        else:
            found.append(float(word))
    return found


def _glyphs(text: Any, height: float) -> Iterator[Glyph]:
    """The characters of a text object."""
    corner = (*_numbers(text.get("Boundary")), 0.0, 0.0)[:2]
    turned = _numbers(text.get("CTM"))
    a, b, c, d, e, f = turned if len(turned) == 6 else _PLAIN
    size = float(text.get("Size") or 4)
    wide, high = size * (abs(a) or 1), size * (abs(d) or 1)
    x = y = 0.0
    for code in _all(text, "TextCode"):
        x, y = float(code.get("X") or x), float(code.get("Y") or y)
        words = code.text or ""
        along, down = (_steps(code.get(k), len(words)) for k in ("DeltaX", "DeltaY"))
        for i, char in enumerate(words):
            left, base = corner[0] + a * x + c * y + e, corner[1] + b * x + d * y + f
            if not char.isspace():
                own = wide * (0.5 if char.isascii() else 1.0)
                step = abs(a) * along[i] if i < len(along) else own
                sides = (left, left + (step if own < step <= wide else own))
                edges = (height - base - 0.2 * high, height - base + 0.8 * high)
                yield Glyph(char, *(s * _POINTS for s in (*sides, *edges)))
            x += along[i] if i < len(along) else (0.0 if down else size)
            y += down[i] if i < len(down) else 0.0
