"""The rules that read figures. One reading of a sentence serves all of them; each yields its own kind."""

from __future__ import annotations

from kg.model import BlockKind, FormulaMention, MetricMention, PolicyMention, Text
from kg.rules.engine import Family, Found, told_apart
from kg.rules.metrics import basis
from kg.rules.metrics.headings import headed, labelled
from kg.rules.metrics.reading import sentences
from kg.rules.metrics.tables import tabled
from kg.syntax.analysis import analyse

_SILENT = (
    BlockKind.TITLE,
    BlockKind.BYLINE,
    BlockKind.COLOPHON,
    BlockKind.MASTHEAD,
    BlockKind.CAPTION,
    BlockKind.HEADING,
)


def read(text: Text, found: Found) -> tuple[MetricMention, ...]:
    """All figures of the running text, in order."""
    aside = [(m.start, m.end) for cls in (FormulaMention, PolicyMention) for m in found.of(cls)]
    spans = [(s.start, s.end) for s in text.sentences if text.blocks[s.block].kind not in _SILENT]
    spans += [s for b in text.blocks if b.kind is BlockKind.HEADING for s in labelled(text, b)]
    spans = [s for s in spans if not any(t.start <= s[0] < t.end for t in text.tables)]
    read = (*headed(text), *sentences(analyse(text), spans, aside), *tabled(text))
    return tuple(basis.stated(text, read))


FAMILY = Family(
    "metrics",
    told_apart(
        read,
        {
            "metric.count": "a number with a unit, before or after the name of what it counts",
            "metric.rate": "a rate or share after the name of what it measures",
            "metric.part": "a share of a whole that is named after it: 92%的党支部争创为四星级",
            "metric.from-to": "a new level with the old one: 从71%提高到96%",
            "metric.table": "a cell of a table with its heads: 甲镇 | 耕地（亩） | 1620",
            "metric.change": "a change that stands alone: 同比下降9%",
        },
    ),
    keep_overlaps=True,
)
