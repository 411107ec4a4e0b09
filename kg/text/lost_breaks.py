"""Where line feeds were lost: the indent of a paragraph stands in the middle of a line.

Pages that were copied field by field run paragraphs together but keep the two wide spaces that set each one in; what stands
between the last full stop and such an indent is the heading of the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re

_INDENT = re.compile(r"(?<=\S)\u3000{2,}(?=\S)")
_STOP = re.compile(r"[。！？；]”?(?=[^。！？；]*$)")
_PARAGRAPH = 15  # at least so many characters follow, with a mark in them: no letter-spacing, no row of a table
_HEADING = 34
_LEAST = 4


def lost_breaks(raw: str) -> list[int]:
    """The raw offsets in the middle of lines at which a line begins."""
    if "\u3000\u3000" not in raw:
        return []
    return sorted(set(_breaks(raw)))


def _breaks(raw: str) -> Iterator[int]:
    indents = list(_INDENT.finditer(raw))
    begins = behind = 0  # where the line at hand begins, and where the indent before ended
    for i, indent in enumerate(indents):
        begins = max(begins, raw.rfind("\n", behind, indent.start()) + 1)
        behind = indent.end()
        following = indents[i + 1].start() if i + 1 < len(indents) else len(raw)
        stop = raw.find("\n", behind, following)
        paragraph = raw[behind : stop if stop >= 0 else following]
        if len(paragraph) < _PARAGRAPH or not re.search("[，。]", paragraph):
            continue
        if len(raw[begins : indent.start()].strip()) < _LEAST:
            continue
        ended = _STOP.search(raw, begins, indent.start())
        if ended and 0 < indent.start() - ended.end() <= _HEADING:
            yield ended.end()
        begins = behind - 2
        yield begins
