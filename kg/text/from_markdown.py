"""The text of a Markdown file: headings, paragraphs, items and tables without their marks."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg import patterns as re
from kg.text.page_lines import table_lines

# Metadata above a text: the outline reads title and date out of it.
_FRONT = re.compile(r"\s*---+ *\r?\n(?:.{0,400}\r?\n){0,40}?---+ *(?:\r?\n|$)")

# A note's mark in the text, and before the note itself.
_NOTE = re.compile(r"\[\^[^\]\s]{1,16}\]:?")


def markdown_text(source: str) -> str:
    """The lines of a file, headings marked with #."""
    front = _FRONT.match(source)
    above = [front[0].strip()] if front else []
    body = _NOTE.sub("", source[front.end() if front else 0 :])
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    return "\n\n".join([*above, *(line for line in _lines(tokens) if line)])


def _lines(tokens: list[Token]) -> Iterator[str]:
    level, row, rows = 0, list[str](), list[list[str]]()
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "inline" and token.level and _in_table(rows, row):
            row.append(_words(token).replace("\n", " "))
        elif token.type == "inline":
            yield "#" * level + " " * bool(level) + _words(token)
            level = 0
        elif token.type in ("fence", "code_block", "html_block"):
            yield token.content.strip()
        elif token.type == "table_open":
            rows.append([])
        elif token.type == "tr_close":
            rows.append(row)
            row = []
        elif token.type == "table_close":
            yield from table_lines(rows[2:], rows[1])
            rows = []


def _in_table(rows: list[list[str]], row: list[str]) -> bool:
    """Whether a cell is being read."""
    return bool(rows or row)


def _words(token: Token) -> str:
    """The words of a line without emphasis, links and pictures."""
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type in ("text", "code_inline"):
            parts.append(child.content.replace("**", ""))  # left where Chinese marks touch it
    return "".join(parts).strip()
