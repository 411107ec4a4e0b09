"""What web pages and page layouts leave behind in a text: entities, tags, page numbers."""

from __future__ import annotations

import html
import re

from kg.text.fold import GONE

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|strong|em|i|u|font|a|img|h[1-6]|li|ul|ol|td|tr|table)\b[^<>\n]*>", re.I
)
_LINE_TAG = re.compile(r"<(?:/?p|br|/?div|/?h[1-6]|/?li|/?tr)\b", re.I)

_PAGE_NUMBER = re.compile(
    r"[-—·\s]{0,9}(?:第?\s{0,9}\d{1,4}\s{0,9}页\s{0,9}[/，,]?\s{0,9}[（(]?\s{0,9}(?:共\s{0,9}\d{1,4}\s{0,9}页)?[）)]?"
    r"|第\s{0,9}[一二三四五六七八九十]+\s{0,9}页|[Pp]age\s{0,9}\d+(?:\s{0,9}of\s{0,9}\d+)?|\d{1,4}\s{0,9}/\s{0,9}\d{1,4}"
    r"|[-—·.]{1,9}\s{0,9}\d{1,4}\s{0,9}[-—·.]{1,9}|[-—]\s{0,9}\d{1,4}|共\s{0,9}\d{1,4}\s{0,9}页)[-—·\s]{0,9}"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")


def _unescape(match: re.Match[str]) -> str:
    """One character for an entity, padded to its length."""
    char = html.unescape(match[0])
    if len(char) != 1:
        return match[0]
    char = " " if char.isspace() else char
    return char + GONE * (len(match[0]) - 1)


def _untag(match: re.Match[str]) -> str:
    """Nothing, or a line break, padded to the length of the tag."""
    first = "\n" if _LINE_TAG.match(match[0]) else GONE
    return first + GONE * (len(match[0]) - 1)


def without_markup(folded: str) -> str:
    """The text with entities and stray tags replaced at equal length."""
    if "&" in folded:
        folded = _ENTITY.sub(_unescape, folded)
        folded = _ENTITY.sub(_unescape, folded) if "&" in folded else folded
    return _TAG.sub(_untag, folded) if "<" in folded else folded


def is_page_number(line: str) -> bool:
    """Whether a whole line is a page number with its ornaments."""
    return bool(_PAGE_NUMBER.fullmatch(line))
