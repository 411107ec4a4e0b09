"""From a document to the cleaned text with its articles, blocks and sentences."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Article, Document, Given, Text
from kg.text.clean import clean
from kg.text.outline import outline
from kg.text.provenance import MANIFEST


def prepare(document: Document) -> Text:
    """Clean a document and outline it."""
    paragraphs, traditional = clean(document.raw)
    parts = outline(paragraphs, document.name, document.raw)
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
        articles=tuple(_given(a, document.given) for a in parts.articles),
        sections=tuple(parts.sections),
        tables=tuple(parts.tables),
        script="zh-Hant" if traditional else "zh-Hans",
    )


def _given(article: Article, given: Given) -> Article:
    """An article with what a person's manifest says of its file: that goes before what was read."""
    if given.date:
        article = replace(article, issued=given.date, basis=MANIFEST)
    return replace(article, source=given.source) if given.source else article
