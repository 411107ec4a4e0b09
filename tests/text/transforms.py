"""What happens to a text on its way into a file: pure functions from raw text to raw text.

Each is a way in which layouts, converters and keyboards deform reports without changing what they say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from statistics import median
from typing import Any

_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{8,16}")
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?=[\u4e00-\u9fff%])")
_LONG = 120


def _lines(raw: str) -> list[str]:
    """The lines that hold text."""
    return [line.strip() for line in raw.splitlines() if line.strip()]


def wrap(raw: str, width: int) -> str:
    """Hard wrap, an empty line after every line, a stray leading space here and there. A text that is
    hard-wrapped already stays as it is."""
    lines = _lines(raw)
    if median(len(line) for line in lines) < 45 and sum(x[-1] in "。！？”" for x in lines) * 2 < len(lines):
        return raw
    out: list[str] = []
    for line in lines:
        for at in range(0, len(line), width):
            piece = line[at : at + width]
            out.append((" " if len(out) % 7 == 3 else "") + piece)
    return "\n\n".join(out) + "\n"


def wrap_15(raw: str) -> str:
    """Hard wrap at 15 columns."""
    return wrap(raw, 15)


def wrap_30(raw: str) -> str:
    """Hard wrap at 30 columns."""
    return wrap(raw, 30)


def letter_spaced(raw: str) -> str:
    """The first stretch of plain characters of every fourth line set with spaces between them."""
    lines = raw.split("\n")
    for i in range(0, len(lines), 4):
        lines[i] = _HAN_RUN.sub(lambda m: " ".join(m[0]), lines[i], count=1)
    return "\n".join(lines)


def split_digits(raw: str) -> str:
    """Numbers parted from their units by a space or a line end, or broken inside."""
    count = 0

    def part(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        number = match[0]
        if count % 3 == 0:
            return number + "\n"
        if count % 3 == 1 or "." in number or len(number) < 3:
            return number + " "
        return number[:2] + "\n" + number[2:]

    return "\n".join(_NUMBER.sub(part, line) if len(line) > _LONG else line for line in raw.split("\n"))


def overprinted(raw: str) -> str:
    """The headline printed over itself, stretch by stretch."""
    lines = raw.split("\n")
    for i, line in enumerate(lines):
        title = line.strip().removeprefix("# ")
        if len(title) >= 8:
            pieces = [title[at : at + 6] for at in range(0, len(title), 6)]
            if not re.fullmatch(r"(?:(.+?)\1)+", title.replace(" ", "")):
                lines[i] = "".join(p + p for p in pieces)
            break
    return "\n".join(lines)


CAPTIONS = ("图为培训活动现场。", "党员干部正在参加集中学习。（资料图片）", "▲志愿服务活动现场")


def with_captions(raw: str) -> str:
    """Picture captions in the middle of sentences of long paragraphs."""
    out: list[str] = []
    for line in raw.split("\n"):
        middle = len(line) // 2
        if len(line) > 2 * _LONG and len(out) % 2 == 0:
            while middle < len(line) - 1 and not (
                "\u4e00" <= line[middle - 1] <= "\u9fff" and "\u4e00" <= line[middle] <= "\u9fff"
            ):
                middle += 1
            caption = CAPTIONS[len(out) % len(CAPTIONS)]
            line = f"{line[:middle]}\n\n\n\n{caption}\n\n{line[middle:]}"
        out.append(line)
    return "\n".join(out)


@lru_cache(maxsize=8)
def _converter(name: str) -> Any:
    """OpenCC's converter of one direction."""
    from opencc import OpenCC

    return OpenCC(name)


def s2t(raw: str) -> str:
    """Traditional characters."""
    return str(_converter("s2t").convert(raw))


def s2tw(raw: str) -> str:
    """Traditional characters as Taiwan writes them."""
    return str(_converter("s2tw").convert(raw))


def s2twp(raw: str) -> str:
    """Traditional characters with the wordings of Taiwan."""
    return str(_converter("s2twp").convert(raw))


def s2hk(raw: str) -> str:
    """Traditional characters as Hong Kong writes them."""
    return str(_converter("s2hk").convert(raw))


def full_width(raw: str) -> str:
    """Full-width digits, letters, percent and plus signs."""
    return re.sub(r"[0-9A-Za-z%+.](?<![#])", lambda m: chr(ord(m[0]) + 0xFEE0), raw)


def ascii_marks(raw: str) -> str:
    """Half-width brackets, commas, colons and semicolons."""
    return raw.translate(str.maketrans("（），：；", "(),:;"))


def corner_quotes(raw: str) -> str:
    """Corner brackets for quotation marks."""
    return raw.translate(str.maketrans("“”‘’", "「」『』"))


def straight_quotes(raw: str) -> str:
    """Quotation marks without direction."""
    return raw.translate(str.maketrans("“”‘’", "\"\"''"))


def html_residue(raw: str) -> str:
    """Entities, zero-width spaces and stray tags, as copied from a web page."""
    out: list[str] = []
    for line in raw.split("\n"):
        if line.strip():
            line = "\u200b".join(line[at : at + 12] for at in range(0, len(line), 12))
            line = line.replace("“", "&ldquo;").replace("”", "&rdquo;")
            line = "&nbsp;&nbsp;&nbsp;&nbsp;" + line + ("<br/>" if len(out) % 2 else "")
        out.append(line)
    return "\ufeff" + "\n".join(out)


def page_numbers(raw: str) -> str:
    """Page numbers between paragraphs and, at page ends, inside them."""
    return _interrupt(raw, ("- {} -", "第{}页 共9页", "— {} —", "{}/9"))


def mastheads(raw: str) -> str:
    """The running head of a bulletin between paragraphs and inside them."""
    return _interrupt(raw, ("基层党建工作简报  第12期",))


def _interrupt(raw: str, marks: tuple[str, ...]) -> str:
    """Put marks after every sixth paragraph and into every third long one."""
    out: list[str] = []
    page = 0
    for line in raw.split("\n"):
        middle = len(line) // 2
        cut = len(line) > 2 * _LONG and len(out) % 3 == 0
        while cut and middle < len(line) and not line[middle - 1 : middle + 1].isalpha():
            middle += 1
        if cut or (len(out) % 6 == 5 and not line.strip()):
            page += 1
            mark = marks[page % len(marks)].format(page)
            line = f"{line[:middle]}\n\n{mark}\n\n{line[middle:]}"
        out.append(line)
    return "\n".join(out)


def windows_lines(raw: str) -> str:
    """Line ends of Windows."""
    return raw.replace("\r\n", "\n").replace("\n", "\r\n")


def gb18030(raw: str) -> bytes:
    """The bytes of the text in GB18030."""
    return raw.encode("gb18030")


def utf16(raw: str) -> bytes:
    """The bytes of the text in UTF-16 with a byte order mark."""
    return raw.encode("utf-16")


def utf16_bare(raw: str) -> bytes:
    """The bytes of the text in UTF-16 without a byte order mark."""
    return raw.encode("utf-16-le")


def utf8_marked(raw: str) -> bytes:
    """The bytes of the text in UTF-8 with a byte order mark."""
    return raw.encode("utf-8-sig")


TRANSFORMS: dict[str, Callable[[str], str]] = {
    f.__name__: f
    for f in (
        wrap_15,
        wrap_30,
        letter_spaced,
        split_digits,
        overprinted,
        with_captions,
        s2t,
        s2tw,
        s2twp,
        s2hk,
        full_width,
        ascii_marks,
        corner_quotes,
        straight_quotes,
        html_residue,
        page_numbers,
        mastheads,
        windows_lines,
    )
}
"""Every deformation that gives text."""

ENCODINGS: dict[str, Callable[[str], bytes]] = {f.__name__: f for f in (gb18030, utf16, utf16_bare, utf8_marked)}
"""Every encoding that a reader must recognise by itself."""
