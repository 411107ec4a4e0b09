"""Sentences of one paragraph."""

from __future__ import annotations

from kg import patterns as re

_END = re.compile(r"[。！？]+|……")
_AFTER = "”’）』」》】"
_OPENS = {"“": "”", "（": "）", "‘": "’"}
_SAYS = re.compile(
    r"[^，。；！？“”]{0,28}(?:说|说道|表示|介绍|告诉|感慨|感叹|坦言|称|道|认为|谈到|谈道|指出|强调|笑着|回忆)"
)
_DATELINE = re.compile(
    r"(?:[【（(]?本[报刊网台][\u4e00-\u9fff]{0,6}(?:\d{1,2}月\d{1,2}日)?[讯电]|[^，。：；]{2,20}\d{1,2}月\d{1,2}日[讯电]|[\u4e00-\u9fff]{2,8}讯(?=[（(]))"
    r"[】）)]?(?:[（(][^（）()]{1,60}[）)])?"
)
"""湖南日报6月3日讯（记者某某）: what a paragraph of a newspaper opens with is no part of its first sentence."""
LONG_QUOTE = 160
"""A quotation that is longer is taken apart into its sentences."""


def _closing(text: str, position: int) -> int:
    """Behind the closing marks that follow an end of a sentence."""
    while position < len(text) and text[position] in _AFTER:
        position += 1
    return position


def _shields(text: str) -> list[tuple[int, int]]:
    """Ranges inside brackets and short quotations, where no sentence ends."""
    found: list[tuple[int, int]] = []
    for opening, closing in _OPENS.items():
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start)
            if end < 0:
                break
            if end - start <= LONG_QUOTE:
                found.append((start, end))
            start = text.find(opening, end)
    return sorted(found)


def sentence_ranges(text: str) -> list[tuple[int, int]]:
    """The half-open ranges of the sentences of a paragraph; none is empty."""
    shields = _shields(text)
    found: list[tuple[int, int]] = []
    opening = _DATELINE.match(text)
    if opening and opening.end() < len(text):
        found.append((0, opening.end()))
    start = found[0][1] if found else 0
    behind = shielded = 0  # shields that begin before here reach to ``shielded``
    for match in _END.finditer(text):
        end = _closing(text, match.end())
        while behind < len(shields) and shields[behind][0] < match.start():
            shielded = max(shielded, shields[behind][1])
            behind += 1
        if end <= start or match.end() < shielded:
            continue
        if match[0] == "……" and end < len(text) and text[end] not in "“":
            continue  # a pause, not an end
        if end > match.end() and text[end - 1] == "”" and _SAYS.match(text, end):
            continue
        found.append((start, end))
        start = end
    if start < len(text):
        found.append((start, len(text)))
    return found
