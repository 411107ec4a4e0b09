"""The text of a web page: headline, source line, paragraphs, headings and tables, without navigation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.text.asides import is_picture_line

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.I)
_SITE = re.compile(r"\s*[_|｜]\s*[^_|｜]*$|\s+[-—–]+\s*[^-—–]{2,16}$")
_SOURCE_LINE = re.compile(r"(?:来源|发布时间|发布日期|时间|日期|发表时间)\s*[：:]")
_BLANK = re.compile(r"\s+")
_SHORT = 160


def declared_charset(data: bytes) -> str | None:
    """The encoding that the page names in its head, if Python knows it."""
    match = _CHARSET.search(data[:4096])
    if not match:
        return None
    name = match[1].decode("ascii").lower()
    return "gb18030" if name in ("gb2312", "gbk", "gb18030", "x-gbk") else name


def _plain(text: str | None) -> str:
    """A text on one line."""
    return _BLANK.sub(" ", text or "").strip()


def _inner(element: Any) -> str:
    """All text inside an element, on one line."""
    return _plain("".join(str(t) for t in element.itertext()))


def _table(table: Any) -> Iterator[str]:
    """The rows of a table as sentences; the head's words before the cells they name."""
    rows = [[_inner(cell) for cell in row.iter("cell")] for row in table.iter("row")]
    rows = [row for row in rows if any(row)]
    first = next(table.iter("row"), None)
    cells = [] if first is None else list(first.iter("cell"))
    headed = len(rows) > 1 and all(cell.get("role") == "head" for cell in cells)
    for row in rows[1:] if headed else rows:
        yield table_row(row, rows[0] if headed else None)


def table_row(row: list[str], head: list[str] | None = None) -> str:
    """One row of a table as a sentence."""
    if head and len(head) == len(row) > 1:
        named = (h + cell for h, cell in zip(head[1:], row[1:], strict=True) if cell)
        return f"{row[0]}：{'，'.join(named)}。"
    filled = [cell for cell in row if cell]
    return "，".join(filled) + ("" if filled and filled[-1].endswith("。") else "。")


def _lines(main: Any) -> Iterator[str]:
    """The lines of what trafilatura kept."""
    for element in main:
        tag = str(element.tag)
        if tag == "head":
            level = str(element.get("rend") or "h2")[-1]
            yield "#" * (int(level) if level.isdigit() else 2) + " " + _inner(element)
        elif tag == "table":
            yield from _table(element)
        elif tag == "list":
            yield from (_inner(item) for item in element.iter("item"))
        elif _inner(element):
            yield from _paragraphs(element)


def _paragraphs(element: Any) -> Iterator[str]:
    """The lines of a paragraph, which line breaks may part."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        parts += ["".join(str(t) for t in child.itertext()), child.tail or ""]
    yield from (line for part in "".join(parts).split("\n") if (line := _plain(part)))


def _headline(page: Any) -> str:
    """The headline of a page: its first heading, else the title without the name of the site."""
    for heading in page.iter("h1"):
        if _inner(heading):
            return _inner(heading)
    for title in page.iter("title"):
        return _SITE.sub("", _inner(title))
    return ""


def _source_line(page: Any) -> str:
    """The short line that tells source and date, which extraction leaves out as boilerplate."""
    best = ""
    for element in page.iter("div", "p", "span", "td", "li", "h6", "small"):
        text = _inner(element)
        if len(text) <= _SHORT and _SOURCE_LINE.search(text) and re.search(r"\d{4}", text):
            best = max(best, text, key=len)
    return best


def _keep_captions(page: Any) -> None:
    """Turn the captions of pictures into paragraphs with the mark of a caption; extraction would
    leave them out."""
    for caption in list(page.iter("figcaption")):
        words = _inner(caption)
        caption.clear(keep_tail=True)
        caption.tag = "p"
        caption.text = words if is_picture_line(words) else f"▲ {words}"
        figure = caption.getparent()
        if words and figure is not None and figure.tag == "figure":
            figure.tag = "div"


def _unmerged(lines: list[str], page: Any) -> list[str]:
    """The paragraphs of a page that extraction, at a loss, ran together into one."""
    if len(lines) != 1:
        return lines
    whole = _BLANK.sub("", lines[0])
    parts = [_inner(p) for p in page.iter("h1", "h2", "h3", "p") if _inner(p)]
    kept = [x for x in parts if _BLANK.sub("", x) in whole]
    return kept if sum(len(_BLANK.sub("", x)) for x in kept) * 10 >= len(whole) * 9 else lines


def html_text(html: str) -> str:
    """The kept text of a page, headings marked with #; empty where nothing could be kept."""
    import trafilatura
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as lxml_html

    page = lxml_html.fromstring(html)
    _keep_captions(page)
    html = lxml_html.tostring(page, encoding="unicode")
    kept = trafilatura.extract(
        html, output_format="xml", include_comments=False, include_tables=True
    )
    lines: list[str] = []
    if kept:
        main = etree.fromstring(kept.encode("utf-8")).find("main")
        lines = [] if main is None else list(_lines(main))
    lines = _unmerged(lines, page)
    if not lines:
        lines = [t for t in map(_plain, trafilatura.html2txt(html).split("\n")) if t]
    headline, source = _headline(page), _source_line(page)
    if headline and not any(line.lstrip("# ") == headline for line in lines[:3]):
        lines.insert(0, "# " + headline)
    if source and source not in lines:
        lines.insert(1, source)
    return "\n\n".join(lines)
