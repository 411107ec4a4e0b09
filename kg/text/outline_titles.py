"""The headline of an article: which line it is, which lines belong to it, and its words without frame."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from itertools import pairwise

from kg import patterns as re
from kg.model import BlockKind
from kg.text.items import Item
from kg.text.labels import column_mark, comment_mark, site_tail
from kg.text.lines import unbalanced
from kg.text.shapes import HEADING_LENGTH, begins_dated, case_mark, mark_of

_SUBTITLE = re.compile(
    r"(?:纪实|侧记|案例|做法|见闻|调查|综述|掠影|剪影|札记|探索|启示|报告|小记|速写|散记|(?<![标笔登牢铭日])记|观察|工作法|之路)$"
)
_ISSUED_BY = re.compile(r"(?:委|党组|党总支|支部|局|厅|部|公司|集团|政府|院|大学|医院)$")
_DOCUMENT = re.compile(r"(?:总结|报告|要点|计划|方案|情况|材料)(?:（[^（）]*）)?$")
_WHO = re.compile(r"[省市县区旗州盟镇乡村局厅院校]|街道|社区|苏木|大学|公司|集团|党委|党总支|支部|中心")
_PART = re.compile(
    r"(?:案例|工作|活动|项目|基本|总体|主要|具体|创新|典型|取得|存在|实施|下一步)?(?:背景|概述|概况|简介|情况|介绍|做法|措施|举措|成效|效果|启示|经验|问题|困难|打算|思路|计划|内容)"
    r"|(?:经验|工作|几点)(?:启示|做法|体会)|引言|前言|导语|摘要|结语|结论"
)
_TITLE_STYLES = ("", "■", "第", "【】")
_SPEAKER = re.compile(r"[^，。：“]{1,8}：“|“[^”]*”$|[^，。：]{1,4}：.*？$")
_FRAMED = re.compile(r"【([^【】]+)】")
_FRAME = (BlockKind.MASTHEAD, BlockKind.COLOPHON, BlockKind.BYLINE, BlockKind.CAPTION)

# What says that the first line of a file is its headline although its length or its end makes it look like a paragraph.
Sign = tuple[int, str, Callable[[Item, Sequence[Item]], bool]]
_SIGNS: tuple[Sign, ...] = (
    (3, "no mark at its end", lambda x, _: x.text[-1] not in "。，、；：！？…”"),
    (2, "it exclaims or asks", lambda x, _: x.text[-1] in "！？"),
    (1, "short", lambda x, _: len(x.text) <= HEADING_LENGTH),
    (1, "parted by spaces", lambda x, _: _spaced(x)),
    (1, "a longer paragraph follows", lambda x, below: bool(below) and len(below[0].text) > len(x.text)),
    (2, "author, source or date below it", lambda _, below: bool(below) and below[0].kind in _FRAME),
    (-1, "quite long", lambda x, _: len(x.text) > HEADING_LENGTH + 24),
    (-4, "too long", lambda x, _: len(x.text) > 2 * HEADING_LENGTH),
    (-6, "a sentence ends in it", lambda x, _: "。" in x.text or "；" in x.text),
    (-3, "several clauses", lambda x, _: x.text.count("，") > 2),
    (-4, "somebody speaks", lambda x, _: bool(_SPEAKER.match(x.text))),
    (-2, "it opens with a day", lambda x, _: begins_dated(x.text)),
    (-6, "nothing below it", lambda _, below: not below),
)
_ENOUGH = 3
_COVER = 3  # a heading of more lines was set upright on a cover


def _spaced(item: Item) -> bool:
    """Whether spaces of the source part the line."""
    return any(b - a > 1 for a, b in pairwise(item.paragraph.flow.at))


def title_weight(item: Item, below: Sequence[Item]) -> int:
    """How much says that the first line of a file is its headline."""
    return sum(weight for weight, _, holds in _SIGNS if holds(item, below))


def mark_title(items: Sequence[Item]) -> None:
    """The first line outside the frame, taken for a paragraph, is a heading where the signs say so."""
    for i, item in enumerate(items):
        if item.kind in _FRAME:
            continue
        plain = item.kind is BlockKind.BODY and not item.is_note and not item.paragraph.table
        if plain and title_weight(item, items[i + 1 : i + 2]) >= _ENOUGH:
            item.kind = BlockKind.HEADING
        return


def headline_of(title: Item, start: int) -> tuple[str, int, int]:
    """The words of a headline without its label (案例一：), number, bullet or site, and their range."""
    text = title.text
    numbered = title.begins and title.style not in ("", "【】", "——")
    cut = case_mark(text) or comment_mark(text) or column_mark(text)
    if not cut and (title.style == "■" or numbered):
        cut = mark_of(text)[1]
    cut = cut if cut < len(text) else 0
    end = len(text) - site_tail(text)
    words = text[cut:end].lstrip("·、：")
    framed = _FRAMED.fullmatch(words)
    if framed:
        words, end = framed[1], end - 1
    return words, start + end - len(words), start + end


def _leading(items: Sequence[Item]) -> list[Item]:
    """The headings above the first body paragraph."""
    found = []
    for item in items:
        if item.kind is BlockKind.BODY and not item.is_note:
            break
        if item.is_heading and any(map(str.isalpha, item.text)):
            found.append(item)
    return found


def _restore_title(items: Sequence[Item]) -> None:
    """Where only mastheads stand above the text, the last of them that is no date is the headline."""
    if _leading(items):
        return
    head = []
    for item in items:
        if item.kind is not BlockKind.MASTHEAD:
            break
        if item.may_be_title and not any(c.isdigit() for c in item.text):
            head.append(item)
    if head and len(head[-1].text) >= 8:
        head[-1].kind = BlockKind.HEADING


def _same_shape(item: Item, others: Sequence[Item]) -> bool:
    """Whether a heading looks like a section heading further down."""
    return any(
        (item.style and item.style == x.style) or (item.paragraph.level and item.paragraph.level == x.paragraph.level)
        for x in others
    )


def _is_subtitle(item: Item) -> bool:
    """Whether a line below a headline says what the piece is and whom it is about (某镇党委工作纪实)."""
    return bool(_SUBTITLE.search(item.text) and _WHO.search(item.text))


def _is_continued(items: Sequence[Item], first: Item, second: Item) -> bool:
    """Whether two lines above the text make one headline."""
    if second.style or first.paragraph.level != second.paragraph.level:
        return False
    if _is_subtitle(second) or second.names_place:
        return False
    if second.paragraph.lines > _COVER:
        return True
    if _ISSUED_BY.search(first.text) and _DOCUMENT.search(second.text):
        return True
    if unbalanced(first.text) or first.text.endswith(("、", "，", "的", "与", "和", "为")):
        return True
    behind = _behind(items, second)
    later = [x for x in items if x.is_heading and x is not first and x is not second]
    if second.paragraph.gap == 0 and behind is not None and behind.paragraph.gap > 0:
        return len(second.text) <= 24  # the two stand together, apart from the rest
    if second.paragraph.gap == 0 and len(second.text) <= 24 and not later:
        return True  # no section has a heading, so the second line is none
    alike = abs(len(first.text) - len(second.text)) <= 4
    if alike and later and all(x.style for x in later):
        return True  # the sections below bear numbers, so the second line is none of them
    return alike and len(first.text) <= 14 and second.paragraph.gap == first.paragraph.gap == 0


def _kickers(leading: Sequence[Item]) -> int:
    """How many lines above the headline only name its place."""
    number = 0
    for item, below in pairwise(leading):
        if not item.names_place or below.style not in _TITLE_STYLES:
            break
        number += 1
    return number


def _is_section(items: Sequence[Item], first: Item) -> bool:
    """Whether the first heading only says which part of a report it heads (主要做法), as others below it do."""
    later = (x for x in items if x.is_heading and x is not first)
    return bool(_PART.fullmatch(first.text)) and any(_PART.fullmatch(x.text) for x in later)


def _is_column(items: Sequence[Item], leading: Sequence[Item]) -> bool:
    """Whether the first heading, marked up, is the short name of a column above the headline itself."""
    if len(leading) < 2 or leading[1] is not _behind(items, leading[0]):
        return False
    first, second = leading[0], leading[1]
    plain = not second.style and not second.paragraph.level
    return first.paragraph.level == 1 and len(first.text) <= 6 and plain and len(second.text) >= 10


def settle_title(items: list[Item], labels: Container[str]) -> Item | None:
    """Find the headline of an article and mark it and its subtitles; lines of one headline are
    united in place. ``labels`` head several articles of the file and are no headlines."""
    _restore_title(items)
    leading = _leading(items)
    if (
        not leading
        or leading[0].text in labels
        or _is_section(items, leading[0])
        or not (leading[0].begins or leading[0].style in _TITLE_STYLES)
    ):
        return None
    if _is_column(items, leading):
        leading[0].kind = BlockKind.MASTHEAD
        leading = leading[1:]
    place = _kickers(leading)
    for item in leading[:place]:
        item.kind = BlockKind.TITLE
    leading = leading[place:]
    title = leading[0]
    later = [x for x in items if x.is_heading and x not in leading]
    rest = leading[1:]
    beneath = rest[0] if rest and rest[0] is _behind(items, title) else None
    if beneath and not _same_shape(beneath, later) and _is_continued(items, title, beneath):
        title.unite(beneath)
        items.remove(beneath)
        rest = rest[1:]
    title.kind = BlockKind.TITLE
    for item in rest:
        below = item is beneath and _is_subtitle(item)
        again = not item.style and item.text in title.text
        if below or again or item.style == "——" or item.text.startswith(("—", "-", "（")):
            item.kind = BlockKind.TITLE
    return title


def _behind(items: Sequence[Item], item: Item) -> Item | None:
    """The item just behind another one."""
    place = items.index(item) + 1
    return items[place] if place < len(items) else None
