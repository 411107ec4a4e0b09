"""The rules that read figures. One reading of a sentence serves all of them; each yields its own kind."""

from __future__ import annotations

from dataclasses import replace

from kg.model import (
    BlockKind,
    FormulaMention,
    MetricMention,
    OrganisationMention,
    PolicyMention,
    ProgrammeMention,
    RegionMention,
    Text,
)
from kg.rules.engine import Family, Found, told_apart
from kg.rules.metrics.basis import basis_of
from kg.rules.metrics.headings import headed, labelled
from kg.rules.metrics.reading import sentences
from kg.rules.metrics.status import plans, status_of
from kg.rules.metrics.tables import tabled
from kg.syntax.analysis import analyse


def read(text: Text, found: Found) -> tuple[MetricMention, ...]:
    """All figures of the running text, in order."""
    aside = [(m.start, m.end) for cls in (FormulaMention, PolicyMention) for m in found.of(cls)]
    spans = [(s.start, s.end) for s in text.sentences if text.blocks[s.block].kind is BlockKind.BODY]
    spans += [s for b in text.blocks if b.kind is BlockKind.HEADING for s in labelled(text, b)]
    spans = [s for s in spans if not any(t.start <= s[0] < t.end for t in text.tables)]
    planned = plans(text)
    read = (*headed(text), *sentences(analyse(text), spans, aside, _places(found)), *tabled(text))
    return tuple(_stated(text, m, any(a <= m.at < b for a, b in planned)) for m in read)


def _places(found: Found) -> dict[int, int]:
    """Where the names of places begin and end that begin no longer name: of a body, a programme."""
    named = {
        m: [*found.covering(OrganisationMention, m.start, m.end), *found.covering(ProgrammeMention, m.start, m.end)]
        for m in found.of(RegionMention)
    }
    return {m.start: m.end for m, longer in named.items() if all(n.end == m.end for n in longer)}


def _stated(text: Text, mention: MetricMention, planned: bool) -> MetricMention:
    """A figure with its basis and status; those of a cell are told by its heads, not by the cells before it."""
    sentence = text.sentence_at(mention.at)
    start = sentence.start if sentence is not None else 0
    told = basis_of(text.clean, mention, start)
    of_cell = "planned" if planned else mention.status
    status = of_cell if mention.heads else status_of(text.clean, mention, start, planned)
    return replace(mention, basis=told.basis, per=told.per, status=status)


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
