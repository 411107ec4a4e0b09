"""The paragraphs of a file with what each one is, before articles are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg import patterns as re
from kg.model import BlockKind
from kg.text.asides import is_masthead_line, is_picture_line, is_scene
from kg.text.clean import Paragraph
from kg.text.dates import date_in
from kg.text.heads import head_of
from kg.text.labels import begins_links, begins_note, is_column_name, is_page_furniture, is_part_number, is_site_name
from kg.text.lines import has_inner_stop
from kg.text.officials import is_official_line
from kg.text.shapes import (
    HEADING_LENGTH,
    case_mark,
    is_author_body,
    is_byline,
    is_colophon,
    is_credit_line,
    is_heading_like,
    is_label,
    is_masthead,
    is_names,
    is_publication_line,
    mark_of,
)

_MONTH_ALONE = re.compile(r"[（(]?20\d\d年\d{1,2}月[）)]?")
_DATE_ALONE = re.compile(
    r"[（(]?[\d〇零一二三四五六七八九十年月日./-]{7,14}(?: ?\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?[）)]?"
)
_SHARED_CREDIT = re.compile(r"本版|均[由为]|以上|本组|资料图片|图片由")
_NUMBERED_SENTENCE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^。！？；：]{3,36}。"
)
_ADDRESS = re.compile(r"(?:尊敬的)?(?:各位|同志)[^，。]{0,16}[：:]")
"""Whom a speech is addressed to (各位代表、同志们：): the name above it is the speaker's."""
_UNIT_LINE = re.compile(r"[（(]?(?:计量)?单位：[^，。：；]{1,12}")
_LISTED = re.compile(r"[^。；]{2,60}?[，.…·]*\d{1,3}")
_BESIDE = (BlockKind.MASTHEAD, BlockKind.BYLINE, BlockKind.COLOPHON)
_ENTRY = 6
"""How many characters an entry of a menu has at most."""
_BAR = 5
"""How many entries a menu in one line has at least."""
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_POSITION = re.compile(r"（[左右前后中][排起]?[一二三四五六七八]?）")
_REGION_START = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:省|市|县|区|旗|镇|乡|街道|村|社区)")


@dataclass(slots=True, eq=False)
class Item:
    """One paragraph, its kind, the style of its number, whether it is a label (点评), and whether it is
    a headline that begins an article; ``named`` is the range of the words in a paragraph of a file of
    briefs that serve it as a headline."""

    paragraph: Paragraph
    kind: BlockKind
    style: str = ""
    label: bool = False
    level: int = 0
    lead: int | None = None
    begins: bool = False
    named: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.paragraph.text

    @property
    def is_heading(self) -> bool:
        """Whether the paragraph is a heading."""
        return self.kind is BlockKind.HEADING

    @property
    def names_place(self) -> bool:
        """Whether the paragraph only names the place of the text below it."""
        head = head_of(self.text)
        return head is not None and head.alone

    @property
    def may_be_title(self) -> bool:
        """Whether the paragraph, taken for a masthead, may be the headline all the same."""
        frame = is_page_furniture(self.text) or is_site_name(self.text) or len(self.text) <= _ENTRY
        frame = frame or is_official_line(self.text)
        return not self.label and not frame and self.paragraph.aside is None

    def unite(self, other: Item) -> None:
        """Make one paragraph of this one and the next."""
        self.paragraph.flow = self.paragraph.flow.plus(other.paragraph.flow)
        self.paragraph.lines += other.paragraph.lines

    @property
    def is_note(self) -> bool:
        """Whether the paragraph is a note of the editors."""
        return self.kind is BlockKind.BODY and begins_note(self.text)


def _is_label(text: str) -> bool:
    """Whether a line tells only what the text below it is."""
    return is_label(text) or is_column_name(text) or case_mark(text) >= len(text)


def _is_frame(text: str) -> bool:
    """Whether a line belongs to the frame that an office, a web page or a bulletin puts around its texts."""
    signed = date_in(text) is not None and (is_byline(text) or is_colophon(text))
    official = (is_official_line(text) and not signed) or is_site_name(text)
    return official or _is_label(text) or is_page_furniture(text) or is_part_number(text)


def _is_dated(text: str) -> bool:
    """Whether a line holds a date, and beside it at most who issued what stands below."""
    alone = _MONTH_ALONE.fullmatch(text) or (_DATE_ALONE.fullmatch(text) and date_in(text))
    return bool(alone) or is_credit_line(text)


def _kind(paragraph: Paragraph) -> BlockKind:
    """The kind of a paragraph judged by itself."""
    text = paragraph.text
    if paragraph.aside is not None or paragraph.table:
        return paragraph.aside or BlockKind.BODY
    if _is_frame(text):
        return BlockKind.MASTHEAD
    if paragraph.level and len(text) <= 2 * HEADING_LENGTH and not text.endswith("。"):
        return BlockKind.BYLINE if is_byline(text) else BlockKind.COLOPHON if _is_dated(text) else BlockKind.HEADING
    if is_byline(text):
        return BlockKind.BYLINE
    if is_colophon(text) or _is_dated(text):
        return BlockKind.COLOPHON
    if is_picture_line(text) or _UNIT_LINE.fullmatch(text):
        return BlockKind.CAPTION
    if _NUMBERED_SENTENCE.fullmatch(text):
        return BlockKind.HEADING
    if is_heading_like(text):
        framed = is_masthead(text) or is_masthead_line(text)
        return BlockKind.MASTHEAD if framed else BlockKind.HEADING
    return BlockKind.BODY


def _is_lone_caption(item: Item, usual_gap: int) -> bool:
    """Whether a body paragraph is a caption that stands by itself."""
    text = item.text
    if len(text) > 60 or has_inner_stop(text):
        return False
    if _POSITION.search(text):
        return True
    apart = item.paragraph.gap >= 2 and item.paragraph.gap > usual_gap
    return apart and is_scene(text) and bool(_REGION_START.match(text))


def _may_be_caption(text: str) -> bool:
    """Whether a line before a shared credit looks like the description of a picture."""
    return bool(_POSITION.search(text) or _REGION_START.match(text)) or is_scene(text)


def _mark_captions(items: list[Item]) -> None:
    """Captions that only their neighbourhood tells: a row of them before a shared credit."""
    gaps = sorted(item.paragraph.gap for item in items)
    usual_gap = gaps[len(gaps) // 2] if gaps else 0
    for i, item in enumerate(items):
        if item.kind is BlockKind.BODY and _is_lone_caption(item, usual_gap):
            item.kind = BlockKind.CAPTION
        if item.kind is not BlockKind.CAPTION or not _SHARED_CREDIT.search(item.text):
            continue
        for before in (items[k] for k in range(i - 1, -1, -1)):
            if before.kind is BlockKind.CAPTION:
                continue
            if before.kind is not BlockKind.BODY or len(before.text) > 45:
                break
            if has_inner_stop(before.text) or not _may_be_caption(before.text):
                break
            before.kind = BlockKind.CAPTION


def _mark_issue_heads(items: Sequence[Item]) -> None:
    """Headings above the number of an issue are the name of the bulletin."""
    for i, item in enumerate(items[:8]):
        if item.kind not in (BlockKind.HEADING, BlockKind.MASTHEAD, BlockKind.COLOPHON):
            return
        if item.kind is not BlockKind.MASTHEAD or not is_publication_line(item.text):
            continue
        for above in items[:i]:
            head = head_of(above.text)
            if above.is_heading and len(above.text) <= 24 and not (head and head.apart):
                above.kind = BlockKind.MASTHEAD
        return


def _mark_links(items: Sequence[Item]) -> None:
    """The headlines of other pages below 相关阅读, as far as they stand as close as the first two: they head nothing here."""
    for i, above in enumerate(items):
        if not begins_links(above.text):
            continue
        above.kind, above.style = BlockKind.MASTHEAD, ""
        behind = items[i + 1 :]
        usual = max((x.paragraph.gap for x in behind[:2]), default=0)
        for item, after in zip(behind, [*behind, None][1:], strict=True):
            dated = after is not None and not after.is_heading and date_in(after.text) is not None
            heads = dated or (after is not None and after.kind is BlockKind.BODY)
            if not item.is_heading or item.paragraph.gap > usual or heads:
                break
            item.kind, item.style = BlockKind.BODY, ""


def _mark_triangles(items: Sequence[Item]) -> None:
    """Lines with triangles, which mark captions, are headlines where a file has no others, the first
    stands above all text, and a paragraph follows each."""
    marked = [(i, x) for i, x in enumerate(items) if x.text[0] in "▲△"]
    bodies = [i for i, x in enumerate(items) if x.kind is BlockKind.BODY]
    if len(marked) < 2 or not bodies or marked[0][0] > bodies[0]:
        return
    if any(x.is_heading for x in items) or any(x.text.endswith("。") for _, x in marked):
        return
    if all(i + 1 in bodies for i, _ in marked):
        for _, item in marked:
            item.kind = BlockKind.HEADING


def _is_entry(item: Item) -> bool:
    """Whether a line may be an entry of a menu: a word or two, no place."""
    plain = item.kind in (BlockKind.HEADING, BlockKind.MASTHEAD) and not item.style
    return plain and len(item.text) <= _ENTRY and not item.paragraph.level and not item.names_place


def _is_bar(item: Item) -> bool:
    """Whether a line is a menu by itself: five words or more, parted by spaces."""
    flow = item.paragraph.flow
    cuts = [0, *(k for k in range(1, len(flow.at)) if flow.at[k] - flow.at[k - 1] > 1), len(flow.at)]
    return (
        len(cuts) > _BAR
        and all(2 <= b - a <= _ENTRY for a, b in pairwise(cuts))
        and _WORDS.fullmatch(item.text) is not None
    )


def _mark_menus(items: Sequence[Item]) -> None:
    """Entries of a page's menu, three or more in a row: at the top above a headline, or at the end."""
    if items and items[0].is_heading and _is_bar(items[0]):
        items[0].kind = BlockKind.MASTHEAD
    top = next((i for i, x in enumerate(items) if not _is_entry(x)), len(items))
    headed = top < len(items) and items[top].is_heading and len(items[top].text) > _ENTRY + 1
    foot = next((i for i in range(len(items), 0, -1) if not _is_entry(items[i - 1])), 0)
    runs = ([items[:top]] if headed else []) + [items[foot:]]
    for run in runs:
        if len(run) >= 3:
            for item in run:
                item.kind, item.label = BlockKind.MASTHEAD, False


def _mark_notices(items: Sequence[Item]) -> None:
    """Three short lines or more, buttons and notices of a page, above its date, where the headline stands below that."""
    day = next((i for i, x in enumerate(items) if x.kind in (BlockKind.COLOPHON, BlockKind.BYLINE)), 0)
    headed = [x.kind for x in items[day + 1 : day + 3]] == [BlockKind.HEADING, BlockKind.BODY]
    if day < 3 or not headed or not _is_dated(items[day].text) or items[day + 1].style:
        return
    most = min(2 * _ENTRY, len(items[day + 1].text) - 1)
    if all(len(x.text) <= most and not x.paragraph.level and not x.names_place for x in items[:day]):
        for item in items[:day]:
            item.kind, item.label = BlockKind.MASTHEAD, False


def _mark_names(items: list[Item]) -> None:
    """Lines of names or of an author's body below a heading are bylines; a body that signs a text,
    above its date or at its end, is a colophon."""
    over = {id(a) for a, b in pairwise(items) if a.is_heading and b.is_heading and is_author_body(a.text)}
    for before, item in pairwise(items):
        plain = item.is_heading and not item.paragraph.level and before.is_heading
        signs = is_author_body(item.text) and (len(over) < 2 or id(item) not in over)
        if plain and ((is_names(item.text) and not item.names_place) or signs):
            item.kind = BlockKind.BYLINE
    for i, item in enumerate(items[1:-1], 1):
        frame = items[i - 1].kind is items[i + 1].kind is BlockKind.COLOPHON
        if item.is_heading and frame and len(item.text) <= 4:
            item.kind = BlockKind.COLOPHON
        if item.is_heading and is_names(item.text) and _ADDRESS.fullmatch(items[i + 1].text):
            item.kind = BlockKind.BYLINE
    for i, item in enumerate(items):
        if not item.is_heading or not is_author_body(item.text) or not i:
            continue
        after = items[i + 1] if i + 1 < len(items) else None
        signs = after is None or after.kind is BlockKind.COLOPHON
        if signs and items[i - 1].kind is BlockKind.BODY:
            item.kind = BlockKind.COLOPHON


def _mark_seats(items: Sequence[Item]) -> None:
    """Lines that only name a place, each between a headline and its text, say where the piece comes from."""
    seats = [
        b
        for a, b, c in zip(items, items[1:], items[2:], strict=False)
        if a.is_heading and b.is_heading and c.kind is BlockKind.BODY and b.names_place and not a.names_place
    ]
    if len(seats) > 1:
        for item in seats:
            item.kind = BlockKind.BYLINE


def _is_kicker(item: Item) -> bool:
    """Whether a line holds only the place or body of the headline below it, and a colon (某省某市某县：)."""
    text = item.text
    if item.kind not in (BlockKind.BODY, BlockKind.HEADING) or not 4 <= len(text) <= 36:
        return False
    head = head_of(text) if text.endswith("：") else None
    return head is not None and head.apart and head.name == text[:-1]


def _unite_kickers(items: list[Item]) -> None:
    """A headline in two lines: the place and a colon above, its words below."""
    used = set()
    for above, item in pairwise(items):
        if item.is_heading and not item.style and not item.paragraph.level and _is_kicker(above):
            above.kind = BlockKind.HEADING
            above.unite(item)
            used.add(id(item))
    if used:
        items[:] = [x for x in items if id(x) not in used]


def _unite_upright(items: list[Item]) -> None:
    """Characters of a cover that stand below each other, one a line, end the headline above them (策, 划, 书)."""
    used: set[int] = set()
    run: list[Item] = []
    for above, item in pairwise(items):
        one = item.is_heading and len(item.text) == 1
        run = [*(run or [above]), item] if one else []
        if len(run) == 3 and run[0].is_heading:
            run[0].unite(run[1])
            run[0].unite(run[2])
        elif len(run) > 3 and run[0].is_heading:
            run[0].unite(item)
        if len(run) >= 3 and run[0].is_heading:
            used |= {id(x) for x in run[1:]}
    if used:
        items[:] = [x for x in items if id(x) not in used]


def _mark_listed(items: Sequence[Item]) -> None:
    """The lines below 目录 that end with the number of a page."""
    listed = False
    for item in items:
        ends = item.kind is not BlockKind.CAPTION and bool(_LISTED.fullmatch(item.text))
        listed = (listed and ends) or item.text in ("目录", "目次")
        if listed:
            item.kind = BlockKind.MASTHEAD


def _heads_text(items: Sequence[Item], i: int) -> bool:
    """Whether a body paragraph stands below a line, its date and source skipped."""
    below = next((x.kind for x in items[i + 1 :] if x.kind not in _BESIDE), None)
    return below is BlockKind.BODY


def _mark_contents(items: list[Item]) -> None:
    """Headings that come again were a table of contents above the text, or are a page's list of headlines at its foot."""
    _mark_listed(items)
    again = Counter(item.text for item in items if item.is_heading)
    last = {item.text: i for i, item in enumerate(items) if item.is_heading}
    heads = {i for i, x in enumerate(items) if again[x.text] > 1 and x.is_heading and _heads_text(items, i)}
    told = {items[i].text for i in heads}
    foot = max((i for i, x in enumerate(items) if x.kind is BlockKind.BODY), default=-1)
    for i, item in enumerate(items):
        if not item.is_heading or again[item.text] < 2 or i in heads:
            continue
        if i != last[item.text] or (i > foot and item.text in told):
            item.kind = BlockKind.MASTHEAD


def itemise(paragraphs: Sequence[Paragraph]) -> list[Item]:
    """The paragraphs with their kinds."""
    items = []
    for paragraph in paragraphs:
        kind = _kind(paragraph)
        style = mark_of(paragraph.text)[0]
        if not style and kind is BlockKind.HEADING and paragraph.text.startswith("【"):
            style = "【】"
        items.append(Item(paragraph, kind, style, _is_label(paragraph.text)))
    _mark_menus(items)
    _mark_links(items)
    _mark_notices(items)
    _mark_issue_heads(items)
    _mark_triangles(items)
    _mark_captions(items)
    _mark_names(items)
    _unite_upright(items)
    _mark_seats(items)
    _unite_kickers(items)
    _mark_contents(items)
    return items
