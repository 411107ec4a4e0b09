"""From a document to the cleaned text with its articles, blocks and sentences."""

from __future__ import annotations

from kg.model import Document, Text
from kg.text.clean import clean
from kg.text.split import split


def prepare(document: Document) -> Text:
    """Clean and split a document."""
    paragraphs, traditional = clean(document.raw)
    blocks, sentences, articles = split(paragraphs)
    offsets: list[int] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            offsets.append(paragraphs[number - 1].flow.at[-1] + 1)
        offsets += paragraph.flow.at
    return Text(
        document=document,
        clean="\n".join(p.text for p in paragraphs),
        offsets=tuple(offsets),
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        articles=tuple(articles),
        script="zh-Hant" if traditional else "zh-Hans",
    )
