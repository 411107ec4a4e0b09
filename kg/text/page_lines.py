"""The lines of a web page as a reader sees them, and among them those of its article.

A line is what stands between two breaks: blocks break, and so does ``br``. The article is the innermost element that
holds most of the page's sentences outside links; lines that are mostly links are navigation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kg import patterns as re
from kg.text.grid import Grid, has_figures, own_words, parted, placed

_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    )
)
_SILENT = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "svg",
        "canvas",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "head",
        "nav",
        "footer",
        "aside",
    )
)
_SENTENCE = re.compile(r"[。！？；]")
_CHROME = re.compile(
    r"^[【\[(（]?(?:当前位置|您?现?在?的?位置|上一篇|下一篇|上一条|下一条|上篇|下篇|打印|关闭|分享|扫一扫|微信扫|版权所有|"
    r"主办单位|承办单位|技术支持|网站地图|联系我们|浏览次数|点击次数|阅读次数|字体|字号|相关链接|相关阅读|相关新闻|"
    r"热门|返回顶部|扫码|[^。]{0,12}ICP备)"
)
_BLANK = re.compile(r"\s+")
_LEAST = 12  # characters of a sentence that tells of something
_MOST = 0.7  # share of the page's sentences that the article's element holds
_HEAD = 8  # lines at most between the headline and the article
_TITLE = 3  # lines at most that a headline without markup and its date have
_FEW = 6  # lines of a page that is a text and nothing else
_CELL = 80  # characters: a longer cell is layout, no datum


@dataclass(slots=True)
class Line:
    """A line: its words, how many of their characters are links, its heading level (0 for none)."""

    words: str
    linked: int = 0
    level: int = 0
    within: tuple[Any, ...] = field(default=(), repr=False)

    @property
    def prose(self) -> bool:
        """Whether it tells something in sentences or in a table of figures, outside links."""
        if "\t" in self.words:
            return True
        own = len(self.words) - 2 * self.linked
        return own > 0 and len(self.words) >= _LEAST and bool(_SENTENCE.search(self.words))

    @property
    def says(self) -> bool:
        """Whether it is a sentence, however short, outside links."""
        return not self.linked and self.words.endswith(("。", "！", "？"))

    @property
    def navigation(self) -> bool:
        """Whether it leads elsewhere, or belongs to the frame of the page."""
        return 2 * self.linked > len(self.words) or bool(_CHROME.match(self.words))


def plain(text: str | None) -> str:
    """A text on one line."""
    return _BLANK.sub(" ", text or "").strip()


def inner(element: Any) -> str:
    """All text inside an element, on one line."""
    return plain("".join(str(t) for t in element.itertext()))


def table_row(row: list[str], head: list[str] | None = None) -> str:
    """One row of a table as a sentence."""
    if head and len(head) == len(row) > 1:
        named = (h + cell for h, cell in zip(head[1:], row[1:], strict=True) if cell)
        return f"{row[0]}：{'，'.join(named)}。"
    filled = [cell for cell in row if cell]
    return "，".join(filled) + ("" if filled and filled[-1].endswith("。") else "。")


def table_lines(rows: list[list[str]], head: list[str] | None = None) -> list[str]:
    """The lines of a table: cells parted by tabs where it holds figures, else a sentence for each row."""
    table = [head, *rows] if head else rows
    if has_figures(table):
        return ["\t".join(" ".join(cell.split()) for cell in row) for row in table]
    return [table_row(row, head) for row in rows if any(row)]


def figure_lines(grid: Grid) -> list[str]:
    """The lines of a table of figures; none where it is a table of words."""
    above, rows, below = parted(grid)
    if not has_figures(rows):
        return []
    return [*above, *table_lines([row for row in rows if any(row)]), *below]


def grid_lines(grid: Grid) -> list[str]:
    """The lines of a table whose cells may be merged."""
    if lines := figure_lines(grid):
        return lines
    rows = [row for row in own_words(grid) if any(row)]
    headed = len(rows) > 2 and all(rows[0]) and not any(c.isdigit() for w in rows[0] for c in w)
    return table_lines(rows[1:] if headed else rows, rows[0] if headed else None)


def own_rows(table: Any) -> list[list[Any]]:
    """The cells of each row of a table of a page, without those of tables inside it."""
    return [
        [cell for cell in row if cell.tag in ("td", "th")]
        for row in table.iter("tr")
        if next(row.iterancestors("table"), None) is table
    ]


def _span(cell: Any, name: str) -> int:
    told = str(cell.get(name) or "1").strip()
    return int(told) if told.isdigit() else 1


def unmerge(page: Any) -> None:
    """Write out the merged cells of the page's tables of figures: each place has a cell of its own, and what stands over
    a whole row above or below the figures is a paragraph; so are captions."""
    for table in list(page.iter("table")):
        rows = own_rows(table)
        told = [[(inner(c), _span(c, "colspan"), _span(c, "rowspan")) for c in row] for row in rows]
        above, words, below = parted(placed(told))
        captions = [c for c in table.iter("caption") if c.getparent() is table]
        if not has_figures(words):
            continue
        for caption in captions:
            above.insert(0, inner(caption))
            table.remove(caption)
        if any(wide > 1 or high > 1 for row in told for _, wide, high in row):
            _rewritten(rows, len(told) - len(words) - len(below), words)
        for line in above:
            table.addprevious(_paragraph(table, line))
        for line in reversed(below):
            table.addnext(_paragraph(table, line))


def _paragraph(table: Any, words: str) -> Any:
    paragraph = table.makeelement("p", {})
    paragraph.text = words
    return paragraph


def _rewritten(rows: Sequence[Sequence[Any]], first: int, words: list[list[str]]) -> None:
    """Give the rows of a table from ``first`` on their words, a cell each; drop the others."""
    for i, cells in enumerate(rows):
        row = cells[0].getparent() if cells else None
        if row is None:
            continue
        tag = cells[0].tag
        for cell in cells:
            row.remove(cell)
        for told in words[i - first] if 0 <= i - first < len(words) else ():
            cell = row.makeelement(tag, {})
            cell.text = told
            row.append(cell)


class _Walk:
    """Collects lines while going through the elements in the order of the page."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.above: list[Any] = []
        self.words: list[str] = []
        self.linked = 0
        self.level = 0

    def flush(self) -> None:
        words = plain("".join(self.words))
        if words:
            self.lines.append(Line(words, self.linked, self.level, tuple(self.above)))
        self.words, self.linked = [], 0

    def say(self, words: str | None, *, linked: bool) -> None:
        if words:
            self.words.append(words)
            self.linked += len(plain(words)) if linked else 0

    def visit(self, element: Any, *, linked: bool = False) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SILENT:
            return
        block = tag in _BLOCKS
        if block:
            self.flush()
            self.above.append(element)
        if tag == "table" and (rows := _data(element)):
            self.lines += [Line(row, 0, 0, tuple(self.above)) for row in rows]
        else:
            self.children(element, linked=linked or tag == "a")
        if block:
            self.flush()
            self.above.pop()

    def children(self, element: Any, *, linked: bool) -> None:
        level = self.level
        if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.level = int(element.tag[1])
        self.say(element.text, linked=linked)
        for child in element:
            self.visit(child, linked=linked)
            self.say(child.tail, linked=linked)
        if self.level != level:
            self.flush()
            self.level = level


def _data(table: Any) -> list[str]:
    """The rows of a table that holds data; nothing where a table only arranges the page."""
    found = own_rows(table)
    rows = [[inner(cell) for cell in cells] for cells in found]
    wide = sum(len(row) > 1 for row in rows)
    if len(rows) < 2 or 2 * wide <= len(rows) or next(table.iter("table", "ul", "h1"), table) is not table:
        return []
    if any(len(cell) > _CELL for row in rows for cell in row) or any(True for _ in table.iter("a")):
        return []
    headed = all(cell.tag == "th" for cell in found[0]) and bool(rows[0])
    head = rows[0] if headed else None
    return table_lines(rows[1:] if headed else rows, head)


def page_lines(page: Any) -> list[Line]:
    """All lines of a page."""
    walk = _Walk()
    body = next(page.iter("body"), page)
    walk.visit(body)
    walk.flush()
    return walk.lines


def article_lines(lines: list[Line]) -> list[Line]:
    """The lines of the page's article; nothing where no line is a sentence."""
    prose = [line for line in lines if line.prose]
    if not prose:
        return []
    held: Counter[Any] = Counter()
    for line in prose:
        held.update(dict.fromkeys(line.within, 0))
        for element in line.within:
            held[element] += len(line.words)
    whole = sum(len(line.words) for line in prose)
    best = prose[0].within[0]
    for line in prose:
        for depth, element in enumerate(line.within):
            if held[element] >= _MOST * whole and depth >= _depth(best, line):
                best = element
    best = _plainly_around(best, lines)
    inside = [i for i, line in enumerate(lines) if best in line.within]
    if best.tag in ("body", "html"):
        inside = [inside[0] + i for i in _between(lines[inside[0] : inside[-1] + 1])]
    kept = [*_above(lines, inside[0]), *inside]
    return [lines[i] for i in kept if not lines[i].navigation]


def _plainly_around(best: Any, lines: list[Line]) -> Any:
    """The element that holds the article's only paragraph, where nothing but a few other lines stand in it."""
    above = best.getparent()
    held = [line for line in lines if above is not None and above in line.within]
    alone = sum(best in line.within for line in lines) == 1
    few = alone and 1 < len(held) <= _FEW and not any(line.navigation for line in held)
    return above if few else best


def _depth(element: Any, line: Line) -> int:
    return line.within.index(element) if element in line.within else -1


def _above(lines: list[Line], first: int) -> range:
    """What stands between the headline and the article's element: a subtitle, the line of source and date."""
    heads = [i for i in range(max(0, first - _HEAD), first) if lines[i].level == 1]
    return range(heads[-1], first) if heads else range(0)


def _between(lines: list[Line]) -> range:
    """In a page without an element for its article: from the headline, or the short lines just above the first
    sentence, to the last sentence, however short."""
    last = max(i for i, line in enumerate(lines) if line.prose)
    heads = [i for i, line in enumerate(lines[:last]) if line.level == 1]
    first = heads[0] if heads else next(i for i, line in enumerate(lines) if line.prose)
    if not heads:
        least = max(0, first - _TITLE)
        while first > least and lines[first - 1].words and not lines[first - 1].navigation:
            first -= 1
    while last + 1 < len(lines) and lines[last + 1].says and not lines[last + 1].navigation:
        last += 1
    return range(first, last + 1)
