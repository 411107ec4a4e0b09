"""The text of a web page: headline, source line, paragraphs, headings and tables, without navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.text.asides import is_picture_line
from kg.text.page_lines import Line, article_lines, inner, page_lines, plain, table_lines, unmerge

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.I)
_SITE = re.compile(r"\s*[_|｜]\s*[^_|｜]*$|\s+[-—–]+\s*[^-—–]{2,16}$")
_SOURCE_LINE = re.compile(r"(?:来源|发布时间|发布日期|时间|日期|发表时间)\s*[：:]")
_BLANK = re.compile(r"\s+")
_DATE = re.compile(r"(?:19|20)\d\d[-年./]\d{1,2}[-月./]\d{1,2}")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DECLARED = {
    "pubdate": "发布时间",
    "publishdate": "发布时间",
    "article:published_time": "发布时间",
    "og:published_time": "发布时间",
    "contentsource": "来源",
    "source": "来源",
}
_SHORT = 160
_FEW = 8  # lines of a short page, of which extraction leaves out the first and the last


def declared_charset(data: bytes) -> str | None:
    """The encoding that the page names in its head, if Python knows it."""
    match = _CHARSET.search(data[:4096])
    if not match:
        return None
    name = match[1].decode("ascii").lower()
    return "gb18030" if name in ("gb2312", "gbk", "gb18030", "x-gbk") else name


def _table(table: Any) -> Iterator[str]:
    """The rows of a table: of figures with their cells, of words as sentences."""
    rows = [[inner(cell) for cell in row.iter("cell")] for row in table.iter("row")]
    rows = [row for row in rows if any(row)]
    first = next(table.iter("row"), None)
    cells = [] if first is None else list(first.iter("cell"))
    headed = len(rows) > 1 and all(cell.get("role") == "head" for cell in cells)
    yield from table_lines(rows[1:] if headed else rows, rows[0] if headed else None)


def _lines(main: Any) -> Iterator[str]:
    """The lines of what trafilatura kept."""
    for element in main:
        tag = str(element.tag)
        if tag == "head":
            level = str(element.get("rend") or "h2")[-1]
            yield "#" * (int(level) if level.isdigit() else 2) + " " + inner(element)
        elif tag == "table":
            yield from _table(element)
        elif tag == "list":
            yield from (inner(item) for item in element.iter("item"))
        elif inner(element):
            yield from _paragraphs(element)


def _paragraphs(element: Any) -> Iterator[str]:
    """The lines of a paragraph, which line breaks may part."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        parts += ["".join(str(t) for t in child.itertext()), child.tail or ""]
    yield from (line for part in "".join(parts).split("\n") if (line := plain(part)))


def _headline(page: Any) -> str:
    """The headline of a page: its first heading, else the title without the name of the site."""
    for heading in page.iter("h1"):
        if inner(heading):
            return inner(heading)
    for meta in page.iter("meta"):
        if meta.get("property") == "og:title" and plain(meta.get("content")):
            return plain(meta.get("content"))
    for title in page.iter("title"):
        return _SITE.sub("", inner(title))
    return ""


def _source_line(lines: list[Line]) -> str:
    """The short line that tells source and date, which extraction leaves out as boilerplate."""
    short = [x.words for x in lines if len(x.words) <= _SHORT and not x.navigation]
    told = [x for x in short if _SOURCE_LINE.search(x) and re.search(r"\d{4}", x)]
    dated = [x for x in short if len(x) <= 40 and _DATE.search(x) and not x.endswith("。")]
    return max(told, key=len, default="") or next(iter(dated), "")


def _declared(page: Any) -> str:
    """A line of the date and the source that the page declares in its head, as sites of offices do (PubDate, ContentSource)."""
    said: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = str(meta.get("name") or meta.get("property") or "").lower()
        words = plain(meta.get("content"))
        if name in _DECLARED and words:
            said.setdefault(_DECLARED[name], words)
    day = _DATE.match(said.get("发布时间", ""))
    if day is None:
        return ""
    source = f" 来源：{said['来源']}" if "来源" in said else ""
    return f"发布时间：{said['发布时间'][: day.end()]}{source}"


def _keep_captions(page: Any) -> None:
    """Turn the captions of pictures into paragraphs with the mark of a caption; extraction would
    leave them out."""
    for caption in list(page.iter("figcaption")):
        words = inner(caption)
        caption.clear(keep_tail=True)
        caption.tag = "p"
        caption.text = words if is_picture_line(words) else f"▲ {words}"
        figure = caption.getparent()
        if words and figure is not None and figure.tag == "figure":
            figure.tag = "div"


def _squeezed(words: str) -> str:
    return _BLANK.sub("", words)


def _sound(kept: list[str], article: list[Line], headline: str) -> bool:
    """Whether extraction kept the sentences of the page, each on its own line."""
    whole = _squeezed("".join(kept))
    prose = [_squeezed(x.words) for x in article if x.prose]
    if sum(len(x) for x in prose if x in whole) < 0.95 * sum(map(len, prose)):
        return False
    ends = [*([] if headline else article[:1]), *(x for x in article[-1:] if x.says)]
    near = sum(len(x.words) for x in article) < 2 * len(whole)
    if near and any(x.level and _squeezed(x.words) not in whole for x in article):
        return False  # a heading is lost
    if len(article) <= _FEW and any(_squeezed(x.words) not in whole for x in ends):
        return False
    own = {_squeezed(x.words) for x in article if len(x.words) >= 8}
    merged = (x for x in map(_squeezed, kept) if x not in own)
    return not any(x in line for line in merged for x in own)


def html_text(html: str) -> str:
    """The kept text of a page, headings marked with #; empty where nothing could be kept."""
    if "<" not in html:
        return html
    import trafilatura
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as lxml_html

    try:
        page = lxml_html.document_fromstring(_DECLARATION.sub("", html))
    except etree.LxmlError:  # nothing but comments
        return ""
    _keep_captions(page)
    unmerge(page)
    every = page_lines(page)
    article = article_lines(every)
    kept = trafilatura.extract(
        lxml_html.tostring(page, encoding="unicode"), output_format="xml", include_comments=False, include_tables=True
    )
    headline, source = _headline(page), _source_line(every) or _declared(page)
    lines: list[str] = []
    if kept:
        main = etree.fromstring(kept.encode("utf-8")).find("main")
        lines = [] if main is None else list(_lines(main))
    if article and not _sound(lines, article, headline):
        lines = ["#" * x.level + " " * bool(x.level) + x.words for x in article]
    elif article:
        frame = {x.words for x in every} - {x.words for x in article}
        lines = [x for x in lines if x.lstrip("# ") not in frame]
    if not lines:
        lines = [x.words for x in every]
    if headline and not any(line.lstrip("# ") == headline for line in lines[:3]):
        lines.insert(0, "# " + headline)
    if source and source not in lines:
        lines.insert(1, source)
    return "\n\n".join(lines)
