"""Parts that head the paragraphs or sections after a programme's name."""

from __future__ import annotations

import re

from kg.model import Block, BlockKind, Part, Text
from kg.rules.programmes import lists
from kg.rules.programmes.names import Draft

_ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、是．.，]|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、]|[①-⑳]|——|●|■|◆)+"
)
_RUN = frozenset("实施 推行 开展 启动 推进 深化 实行 推出 铺开 建立 探索 构建 打造 采取".split())
_SOURCED = re.compile(r"(?:中央|全国|国家|党中央|省委|市委|州委|自治区党委|区党委|盟委|上级)[^，。]{0,12}$")


def _title(text: Text, block: Block) -> tuple[int, int]:
    """The range of a heading's words, its ordinal and closing mark left out."""
    start, end = block.start, block.lead if block.lead is not None else block.end
    m = _ORDINAL.match(text.clean, start, end)
    start = m.end() if m else start
    while end > start and text.clean[end - 1] in "。：；:，、 ":
        end -= 1
    return start, end


def _heads(text: Text, blocks: list[Block]) -> list[Block]:
    return [b for b in blocks if b.lead is not None or b.kind is BlockKind.HEADING]


def _parts(text: Text, blocks: list[Block], core: str) -> tuple[Part, ...]:
    return lists.parts(text.clean, [_title(text, b) for b in blocks], core)


def below(text: Text, draft: Draft, declared: int | None) -> tuple[Part, ...]:
    """五项举措 → the five titles; a section that opens with the programme → its run-in headings."""
    block = text.block_at(draft.start)
    if block is None:
        return ()
    at = text.blocks.index(block)
    rest = [b for b in text.blocks[at + 1 :] if b.article == block.article and b.kind in (BlockKind.BODY, BlockKind.HEADING)]
    if declared is not None and (found := _exactly(text, rest, declared)):
        return _parts(text, found, draft.core)
    if declared is None:
        return _section(text, draft, block, rest)
    return ()


def _exactly(text: Text, rest: list[Block], declared: int) -> list[Block]:
    """As many headings of one level as the name announces."""
    heads = _heads(text, rest)
    levels = sorted({b.level for b in heads if b.kind is BlockKind.HEADING})
    for level in levels:
        same = [b for b in heads if b.kind is BlockKind.HEADING and b.level == level]
        if len(same) == declared:
            return same
    run_in = [b for b in heads if b.kind is BlockKind.BODY]
    return run_in if len(run_in) == declared else []


def _section(text: Text, draft: Draft, block: Block, rest: list[Block]) -> tuple[Part, ...]:
    """The run-in headings of the section whose first paragraph, bearing none itself, names the programme alone."""
    at = text.blocks.index(block)
    earlier = text.blocks[at - 1] if at else None
    if block.kind is not BlockKind.BODY or block.lead is not None or earlier is None:
        return ()
    if earlier.kind is not BlockKind.HEADING or draft.verb not in _RUN:
        return ()
    if _SOURCED.search(text.clean[block.start : draft.start]):
        return ()
    section: list[Block] = []
    for b in rest:
        if b.kind is BlockKind.HEADING:
            break
        section.append(b)
    heads = [b for b in section if b.lead is not None]
    if len(heads) < 3 or len(heads) < 0.6 * len(section):
        return ()
    sentence = text.sentence_at(draft.start)
    if sentence is None or sentence.start > block.start:
        return ()
    return _parts(text, heads, draft.core)
