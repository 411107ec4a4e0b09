"""From a document to the cleaned text with its articles, blocks and sentences."""

from __future__ import annotations

from kg.model import Document, Text
from kg.text.clean import clean
from kg.text.outline import outline


def prepare(document: Document) -> Text:
    """Clean a document and outline it."""
    paragraphs, traditional = clean(document.raw)
    parts = outline(paragraphs)
    offsets: list[int] = []
    for flow in parts.flows:
        if offsets:
            offsets.append(offsets[-1] + 1)  # the line feed stands behind the block before it
        offsets += flow.at
    return Text(
        document=document,
        clean="\n".join(flow.text for flow in parts.flows),
        offsets=tuple(offsets),
        blocks=tuple(parts.blocks),
        sentences=tuple(parts.sentences),
        articles=tuple(parts.articles),
        sections=tuple(parts.sections),
        tables=tuple(parts.tables),
        script="zh-Hant" if traditional else "zh-Hans",
    )
