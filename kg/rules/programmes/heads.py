"""Parts that head the paragraphs or sections after a programme's name."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.model import Block, BlockKind, Part, Text
from kg.rules.programmes import lists, numerals
from kg.rules.programmes.names import Draft

_ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、是．.，]|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、]|[①-⑳]|——|●|■|◆)+"
)
_RUN = frozenset(
    [
        "实施",
        "推行",
        "开展",
        "启动",
        "推进",
        "深化",
        "实行",
        "推出",
        "铺开",
        "组织实施",
        "创新实施",
        "部署开展",
        "部署实施",
    ]
)
_SOURCED = re.compile(
    r"(?:中央|全国|国家|党中央|省委|市委|州委|自治区党委|区党委|盟委|上级)[^，。]{0,12}$"
)
_OPENING = (BlockKind.TITLE, BlockKind.BYLINE, BlockKind.MASTHEAD, BlockKind.HEADING)


def _title(text: Text, block: Block) -> tuple[int, int]:
    """The range of a heading's words, its ordinal and closing mark left out."""
    start, end = block.start, block.lead if block.lead is not None else block.end
    m = _ORDINAL.match(text.clean, start, end)
    start = m.end() if m else start
    while end > start and text.clean[end - 1] in "。：；:，、 ":
        end -= 1
    return start, end


def index_of(text: Text, block: Block) -> int:
    """The place of a block among the blocks of its text."""
    return bisect_left(text.blocks, block.start, key=lambda b: b.start)


def _heads(blocks: list[Block]) -> list[Block]:
    return [b for b in blocks if b.lead is not None or b.kind is BlockKind.HEADING]


def _parts(text: Text, blocks: list[Block], core: str) -> tuple[Part, ...]:
    return lists.parts(text.clean, [_title(text, b) for b in blocks], core)


def below(text: Text, draft: Draft, wanted: tuple[int, ...]) -> tuple[Part, ...]:
    """五项举措 → the five titles; a section that opens with the programme → its run-in headings."""
    block = text.block_at(draft.start)
    if block is None or not draft.alone:
        return ()
    at = index_of(text, block)
    rest = [
        b
        for b in text.blocks[at + 1 :]
        if b.article == block.article and b.kind in (BlockKind.BODY, BlockKind.HEADING)
    ]
    if block.lead is not None and draft.start < block.lead and _style(text, block):
        return ()  # one of several numbered titles has no titles of that kind below it
    earlier = next((b for b in reversed(text.blocks[:at]) if b.kind is not BlockKind.CAPTION), None)
    if not _opens(block, earlier):
        return ()
    if block.kind is BlockKind.HEADING or (earlier and earlier.kind is BlockKind.HEADING):
        rest = _section(block if block.kind is BlockKind.HEADING else earlier, rest)
    if wanted:
        found = _exactly(text, rest, wanted[0])
        return _parts(text, found, draft.core) if found else ()
    if block.kind is BlockKind.BODY and earlier and earlier.kind is BlockKind.HEADING:
        return _run_in(text, draft, block, rest)
    return ()


def _opens(block: Block, earlier: Block | None) -> bool:
    """Whether a block is a title or opens an article or a section."""
    if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
        return True
    return earlier is None or earlier.article != block.article or earlier.kind in _OPENING


def _section(heading: Block | None, rest: list[Block]) -> list[Block]:
    """The blocks up to the next heading of the same level or above."""
    section: list[Block] = []
    for b in rest:
        if heading and b.kind is BlockKind.HEADING and b.level <= heading.level:
            break
        section.append(b)
    return section


def _exactly(text: Text, rest: list[Block], wanted: int) -> list[Block]:
    """As many headings of one level as the name announces."""
    heads = _heads(rest)
    for level in sorted({b.level for b in heads if b.kind is BlockKind.HEADING}):
        same = [b for b in heads if b.kind is BlockKind.HEADING and b.level == level]
        if len(same) == wanted:
            return same
    run_in = [b for b in heads if b.kind is BlockKind.BODY]
    return run_in if len(run_in) == wanted and len({_style(text, b) for b in run_in}) == 1 else []


def _style(text: Text, block: Block) -> str:
    """How a heading is numbered: 一 for 二、, 1 for 2., nothing where it is not."""
    m = _ORDINAL.match(text.clean, block.start, block.end)
    return "" if m is None else re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", m[0]))


def _run_in(text: Text, draft: Draft, block: Block, rest: list[Block]) -> tuple[Part, ...]:
    """The run-in headings of the section whose first sentence names the programme."""
    if block.lead is not None or draft.verb not in _RUN:
        return ()
    if _SOURCED.search(text.clean[block.start : draft.start]):
        return ()
    heads = [b for b in rest if b.lead is not None]
    if len(heads) < 3 or len(heads) < 0.6 * len(rest):
        return ()
    sentence = text.sentence_at(draft.start)
    if sentence is None or sentence.start > block.start:
        return ()
    return _parts(text, heads, draft.core)


def segmented(text: Text, draft: Draft) -> tuple[Part, ...]:
    """一平台三机制: a heading for each segment (建立三项机制), and below it as many titles as it counts."""
    groups = numerals.groups(draft.core)
    if len(groups) < 2 or not draft.alone:
        return ()
    own = text.block_at(draft.start)
    blocks = [b for b in text.blocks if own and b.start > draft.start and b.article == own.article]
    found: list[tuple[int, int]] = []
    for g in groups:
        spans = _under(text, blocks, g)
        if len(spans) != g.count:
            return ()
        found += spans
    return lists.parts(text.clean, found, draft.core)


def _under(text: Text, blocks: list[Block], g: numerals.Group) -> list[tuple[int, int]]:
    """The titles that one segment counts: what follows —— in its heading, or the titles below it."""
    words = re.compile(rf"{g.words[0]}(?:个|项|大|种|套|条|支)?{re.escape(g.words[1:])}(?:——|：)?")
    for i, b in enumerate(blocks):
        start, end = _title(text, b)
        m = words.search(text.clean, start, end)
        if m is None or (b.kind is not BlockKind.HEADING and b.lead is None):
            continue
        if g.count == 1:
            return [(m.end(), end)] if end > m.end() else [(start, end)]
        titles = []
        for below_it in blocks[i + 1 : i + 1 + 3 * g.count]:
            if below_it.kind is BlockKind.HEADING or below_it.lead is not None:
                titles.append(_title(text, below_it))
        return titles[: g.count]
    return []
