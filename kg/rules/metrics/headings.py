"""Figures that stand alone as the heading of a paragraph which says what they measure (“18个 / 这是……的总数”)."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import Block, BlockKind, MetricMention, Text
from kg.rules.metrics import nouns
from kg.rules.metrics.reader import is_share, mention
from kg.rules.numbers.grammar import Figure, figures

_TOTAL = re.compile(rf"这?(?:就)?是(?P<what>[^。，]{{2,24}}?)的(?:{any_of('figure.number')})")
_SHARE = re.compile(rf"[^。；]{{2,30}}?(?:{any_of('figure.share')}|[一-龥]率)(?=[，。是达])")
_WHOLE = re.compile(r"[^。，；：]{4,26}(?=。)")


_LABELLED = re.compile(r"[^：，。；\d]{2,16}[：:][约近达]?(?P<value>\d\S{0,11})")


def labelled(text: Text, block: Block) -> list[tuple[int, int]]:
    """The items of a line that stands as a heading and tells what and how much: 行政村：9个 总户数：1142户."""
    items = [*re.finditer(r"\S+", text.clean[block.start : block.end])]
    told = [_LABELLED.fullmatch(item[0]) for item in items]
    whole = all(m is not None and figures(m["value"]) for m in told)
    return [(block.start + m.start(), block.start + m.end()) for m in items] if whole else []


def headed(text: Text) -> Iterator[MetricMention]:
    """The figures that are the whole of a heading."""
    for block, later in zip(text.blocks, text.blocks[1:], strict=False):
        if block.kind is not BlockKind.HEADING or later.kind is not BlockKind.BODY:
            continue
        figure = _alone(text, block)
        if figure is None or block.article != later.article:
            continue
        property_ = _told(text.clean[later.start : later.end], figure)
        if len(property_) >= 2:
            yield mention("level", figure, property_, (figure.start, figure.end))


def _alone(text: Text, block: Block) -> Figure | None:
    """The figure that fills a heading but for signs."""
    found = figures(text.clean, block.start, block.end)
    if len(found) != 1 or found[0].duration or found[0].unit is None:
        return None
    figure = found[0]
    rest = text.clean[block.start : figure.start] + text.clean[figure.end : block.end]
    return None if any(c.isalnum() for c in rest) else figure


def _told(words: str, figure: Figure) -> str:
    """What the paragraph below says that the figure measures."""
    patterns = (_TOTAL, _SHARE, _WHOLE) if is_share(figure) else (_TOTAL, _WHOLE)
    for pattern in patterns:
        if m := pattern.match(words):
            return m["what"] if pattern is _TOTAL else m[0]
    return nouns.noun_phrase(words)[0]
