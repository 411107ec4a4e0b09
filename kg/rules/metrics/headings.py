"""Figures that stand alone as the heading of a paragraph which says what they measure (“18个 / 这是……的总数”)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import Block, BlockKind, MetricMention, Text
from kg.rules.metrics import nouns
from kg.rules.metrics.reader import mention
from kg.rules.numbers.grammar import Figure, figures

# 这是全区党群服务阵地的总数; 群众满意率，……; a sentence that is what was counted.
_TOLD = re.compile(
    rf"这?(?:就)?是([^。，]{{2,24}}?)的(?:{any_of('figure.number')})"
    rf"|([^。；]{{2,30}}?(?:{any_of('figure.share')}|[一-龥]率)(?=[，。是达]))|([^。，；：]{{4,26}}(?=。))"
)
_LABELLED = re.compile(r"[^：，。；\d]{2,16}[：:][约近达]?(?P<value>\d\S{0,11})")


def labelled(text: Text, block: Block) -> list[tuple[int, int]]:
    """The items of a line that stands as a heading and tells what and how much: 行政村：9个 总户数：1142户."""
    items = [*re.finditer(r"\S+", text.clean[block.start : block.end])]
    told = [_LABELLED.fullmatch(item[0]) for item in items]
    whole = all(m is not None and figures(m["value"]) for m in told)
    return [(block.start + m.start(), block.start + m.end()) for m in items] if whole else []


def headed(text: Text) -> Iterator[MetricMention]:
    """The figures that are the whole of a heading, with what the paragraph below says that they measure."""
    for block, below in pairwise(text.blocks):
        if block.kind is not BlockKind.HEADING or below.kind is not BlockKind.BODY or block.article != below.article:
            continue
        if (figure := _alone(text, block)) is None:
            continue
        told = _TOLD.match(text.clean, below.start, below.end)
        what = told[told.lastindex or 0] if told else nouns.noun_phrase(text.clean[below.start : below.end])[0]
        if len(what) >= 2:
            yield mention("level", figure, what, (figure.start, figure.end))


def _alone(text: Text, block: Block) -> Figure | None:
    """The figure that fills a heading but for signs."""
    found = figures(text.clean, block.start, block.end)
    if len(found) != 1 or found[0].duration or found[0].unit is None:
        return None
    figure = found[0]
    rest = text.clean[block.start : figure.start] + text.clean[figure.end : block.end]
    return None if any(c.isalnum() for c in rest) else figure
