"""Within one article: its headline, headings in two lines, and the levels of headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.model import BlockKind
from kg.text.heads import head_of
from kg.text.items import Item
from kg.text.lines import unbalanced

_COUPLET = 18
_SUBTITLE = re.compile(
    r"(?:纪实|侧记|案例|做法|见闻|调查|综述|掠影|剪影|札记|探索|启示|报告|小记|速写|散记|(?<![标笔登牢铭日])记|观察|工作法|之路)$"
)
_ISSUED_BY = re.compile(r"(?:委|党组|党总支|支部|局|厅|部|公司|集团|政府|院|大学|医院)$")
_DOCUMENT = re.compile(r"(?:总结|报告|要点|计划|方案|情况|材料)(?:（[^（）]*）)?$")
_WHO = re.compile(
    r"[省市县区旗州盟镇乡村局厅院校]|街道|社区|苏木|大学|公司|集团|党委|党总支|支部|中心"
)
_TITLE_STYLES = ("", "■", "第", "【】")


def _leading(items: Sequence[Item]) -> list[Item]:
    """The headings above the first body paragraph."""
    found = []
    for item in items:
        if item.kind is BlockKind.BODY and not item.is_note:
            break
        if item.is_heading:
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
        if (
            not item.label
            and item.paragraph.aside is None
            and not any(c.isdigit() for c in item.text)
        ):
            head.append(item)
    if head and len(head[-1].text) >= 8:
        head[-1].kind = BlockKind.HEADING


def _same_shape(item: Item, others: Sequence[Item]) -> bool:
    """Whether a heading looks like a section heading further down."""
    return any(
        (item.style and item.style == x.style)
        or (item.paragraph.level and item.paragraph.level == x.paragraph.level)
        for x in others
    )


def _is_subtitle(item: Item) -> bool:
    """Whether a line below a headline says what the piece is and whom it is about (某镇党委工作纪实)."""
    return bool(_SUBTITLE.search(item.text) and _WHO.search(item.text))


def _is_continued(items: Sequence[Item], first: Item, second: Item) -> bool:
    """Whether two lines above the text make one headline."""
    if second.style or first.paragraph.level != second.paragraph.level:
        return False
    if _is_subtitle(second):
        return False
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
    styles = [x.style for x in items if x.is_heading and x is not first and x is not second]
    if alike and styles and all(styles):
        return True  # the sections below bear numbers, so the second line is none of them
    return alike and len(first.text) <= 14 and second.paragraph.gap == first.paragraph.gap == 0


def _merge(first: Item, second: Item) -> None:
    """Make one paragraph of two."""
    first.paragraph.flow = first.paragraph.flow.plus(second.paragraph.flow)
    first.paragraph.lines += second.paragraph.lines


def _kickers(leading: Sequence[Item]) -> int:
    """How many lines above the headline only name its place."""
    number = 0
    for item in leading[:-1]:
        head = head_of(item.text)
        if head is None or not head.alone:
            break
        number += 1
    return number


def settle_title(items: list[Item]) -> Item | None:
    """Find the headline of an article and mark it and its subtitles; lines of one headline are
    united in place."""
    _restore_title(items)
    leading = _leading(items)
    if not leading or not (leading[0].begins or leading[0].style in _TITLE_STYLES):
        return None
    place = _kickers(leading)
    for item in leading[:place]:
        item.kind = BlockKind.TITLE
    leading = leading[place:]
    title = leading[0]
    later = [x for x in items if x.is_heading and x not in leading]
    rest = leading[1:]
    beneath = rest[0] if rest and rest[0] is _behind(items, title) else None
    if beneath and not _same_shape(beneath, later) and _is_continued(items, title, beneath):
        _merge(title, beneath)
        items.remove(beneath)
        rest = rest[1:]
    title.kind = BlockKind.TITLE
    for item in rest:
        below = item is beneath and _is_subtitle(item)
        if below or item.style == "——" or item.text.startswith(("—", "-", "（")):
            item.kind = BlockKind.TITLE
    return title


def _behind(items: Sequence[Item], item: Item) -> Item | None:
    """The item just behind another one."""
    place = items.index(item) + 1
    return items[place] if place < len(items) else None


def unite_couplets(items: list[Item]) -> None:
    """Unite pairs of heading lines that make one heading, as newspapers set them."""
    pairs = [
        (a, b)
        for a, b in pairwise(items)
        if a.is_heading
        and b.is_heading
        and not b.style
        and not a.paragraph.level
        and not b.paragraph.level
        and len(a.text) <= _COUPLET
        and len(b.text) <= _COUPLET
    ]
    singles = [x for x in items if x.is_heading and not any(x is a or x is b for a, b in pairs)]
    tight = [p for p in pairs if p[1].paragraph.gap == 0 and p[0].paragraph.gap > 0]
    chosen = pairs if len(pairs) >= 2 and len(pairs) >= len(singles) else tight
    used: list[Item] = []
    for a, b in chosen:
        if not any(a is x for x in used):
            _merge(a, b)
            used.append(b)
    for item in used:
        items.remove(item)


def set_levels(items: Sequence[Item], title: Item | None) -> None:
    """Give the headings their levels: by markup where there is some, else by the order in which
    their styles of numbering appear."""
    base = title.paragraph.level if title else 0
    marked = sorted({x.paragraph.level for x in items if x.is_heading and x.paragraph.level > base})
    styles: list[str] = []
    for item in items:
        if not item.is_heading:
            continue
        if item.style not in styles:
            styles.append(item.style)
        if item.paragraph.level in marked:
            item.level = marked.index(item.paragraph.level) + 1
        else:
            item.level = styles.index(item.style) + 1
