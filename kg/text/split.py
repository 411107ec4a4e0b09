"""Find the articles of a file, what each paragraph is, and the sentences."""

from __future__ import annotations

from kg.model import Article, Block, BlockKind, Sentence
from kg.text.clean import Paragraph
from kg.text.sentences import sentence_ranges


def split(
    paragraphs: list[Paragraph],
) -> tuple[list[Block], list[Sentence], list[Article]]:
    """Blocks, sentences and articles over the paragraphs joined by one line feed each."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    position = 0
    for i, paragraph in enumerate(paragraphs):
        text = paragraph.text
        short = len(text) <= 40 and text[-1] not in "。！？；…："
        kind = BlockKind.BODY
        if short:
            kind = BlockKind.HEADING if i else BlockKind.TITLE
        level = 1 if kind is BlockKind.HEADING else 0
        blocks.append(Block(position, position + len(text), kind, 0, level))
        for a, b in sentence_ranges(text):
            number = len(sentences) + 1
            sentences.append(Sentence(position + a, position + b, i, 0, number))
        position += len(text) + 1
    end = max(position - 1, 0)
    title = blocks[0] if blocks and blocks[0].kind is BlockKind.TITLE else None
    article = Article(
        index=0,
        start=0,
        end=end,
        title=paragraphs[0].text if title else None,
        title_start=title.start if title else None,
        title_end=title.end if title else None,
    )
    return blocks, sentences, [article]
