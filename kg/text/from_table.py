"""Tables with a report in each row: CSV, spreadsheets, JSON and JSON Lines.

Columns are found by their heads, or named by the caller. A row's text is set out as a report is: headline, the
line of source and date, body. A spreadsheet without such a column that holds figures is one document (``from_spreadsheet.py``).
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from kg import patterns as re
from kg.text.decode import ReadError, decode
from kg.text.from_spreadsheet import spreadsheet_text
from kg.text.sheets import TooFarApart, bare_formulas, without_value
from kg.text.workbooks import csv_rows

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("正文", "内容", "全文", "文本", "正文内容", "text", "content", "body", "fulltext"),
    "title": ("标题", "题目", "题名", "新闻标题", "title", "headline"),
    "date": ("日期", "发布时间", "发布日期", "时间", "发表时间", "date", "time", "published"),
    "source": ("来源", "出处", "媒体", "发布单位", "source", "media", "publisher"),
    "region": ("地区", "区域", "县区", "行政区", "region", "area", "county"),
}
"""What a column may hold, with the heads that say so."""
_UNKNOWN = "\0"
"""Stands in a cell that holds a formula whose value nobody has saved."""
_SAVE = "Open it in a spreadsheet program and save it again."
_CSV = (".csv", ".tsv")
_JSON = (".json", ".jsonl", ".ndjson")
_NO_TEXTS = "the sheet has no column of texts, as others of the workbook have, and is not read"
_LISTED = 10  # rows that are named one by one
_SKIPPED = 10  # rows at most above the heads of a table
_MARKUP = re.compile(r"<(?:p|br|div|span|table|h[1-6])\b", re.I)
_LINE = re.compile(r"\r\n?")

Row = dict[str, str]


class UnknownField(Exception):
    """A column is said to hold what no column is read for; the words name it."""


def columns(said: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Read ``text=内容`` or ``正文=内容``: what, and the head of its column. Raises :class:`UnknownField`."""
    found = []
    for words in said:
        what, equals, head = (w.strip() for w in words.partition("="))
        names = [f for f, heads in FIELDS.items() if what.lower() == f or what in heads]
        if not (equals and head and names):
            raise UnknownField(words)
        found.append((names[0], head))
    return tuple(found)


def reports(
    data: bytes, path: Path, said: tuple[tuple[str, str], ...], errors: list[ReadError]
) -> list[tuple[str, str]]:
    """The texts of all rows, each with the number of its row (none for a spreadsheet of figures). A row without a text is
    left out, and told where it has a title or is a record of JSON: a spreadsheet holds other rows as well."""
    records = path.suffix.lower() in _JSON
    told: list[ReadError] = []
    tables = _tables(data, path, said, told)
    read = _Read(path, said, told, records)
    for name, rows in tables:
        read.table(name if len(tables) > 1 else "", rows)
    found = read.found
    sentences = any("。" in text for _, text in found)
    if not (sentences or records or any(what == "text" for what, _ in said)):
        csv_text = decode(data, path) if path.suffix.lower() in _CSV else ""
        if figures := spreadsheet_text(data, path, errors, csv_text):
            return [("", figures)]
    errors += told
    if found:  # reports decide what the workbook is; its sheets of figures are another document
        errors += [ReadError(path / name, _NO_TEXTS, "Save the sheet as a file of its own.") for name in read.silent]
    if not found and not errors:
        listed = "、".join(read.heads) or "-"
        reason = f"no column of texts is found, and no table of figures; its columns are {listed[:200]}"
        raise ReadError(path, reason, "Say which one with --map text=COLUMN.")
    if read.bare and found:
        listed = ", ".join(read.bare[:_LISTED]) + (" …" if len(read.bare) > _LISTED else "")
        reason = f"{len(read.bare)} rows hold no text ({listed})"
        errors.append(ReadError(path, reason, "Fill in the column of texts, or delete them."))
    return found


@dataclass
class _Read:
    """What the rows of a file gave: texts by the place of their row, rows without one, all heads, and the sheets of figures beside them."""

    path: Path
    said: tuple[tuple[str, str], ...]
    told: list[ReadError]
    records: bool
    found: list[tuple[str, str]] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    heads: dict[str, None] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)

    def table(self, name: str, rows: Iterable[tuple[str, Row]]) -> None:
        """Read the rows of one table; its ``name`` is empty where it is the only one."""
        before, filled = len(self.found), False
        for number, row in rows:
            self.heads |= dict.fromkeys(row)
            filled |= any(any(map(str.isdigit, cell)) for cell in row.values())
            place = f"{name}-{number}" if name else number
            unknown = _UNKNOWN in (_value(row, what, self.said) for what in FIELDS)
            if unknown:
                self.told.append(ReadError(self.path / place, "a cell holds a formula without its value", _SAVE))
            text = _report(row, self.said)
            if text:
                self.found.append((place, text))
            elif not unknown and (self.records or _value(row, "title", self.said).strip()):
                self.bare.append(place)
        if name and filled and len(self.found) == before:
            self.silent.append(name)


def _tables(
    data: bytes, path: Path, said: tuple[tuple[str, str], ...], errors: list[ReadError]
) -> list[tuple[str, Iterable[tuple[str, Row]]]]:
    """The tables of a file by their names, each with its rows and their numbers."""
    suffix = path.suffix.lower()
    if suffix in _JSON[1:]:
        return [("", _lines(decode(data, path), path, errors))]
    if suffix in _JSON:
        return [("", _records(json.loads(decode(data, path)), path, errors))]
    if suffix in _CSV:
        return [("", _rows(csv_rows(decode(data, path)), said))]
    return [(name, _rows(cells, said)) for name, cells in _sheets(data, path, errors)]


def _report(row: Row, said: tuple[tuple[str, str], ...]) -> str:
    """A row as the text of a report."""
    values = {what: _plain(_value(row, what, said).strip(_UNKNOWN)) for what in FIELDS}
    if not values["text"].strip():
        return ""
    named = (("来源：", "source"), ("发布时间：", "date"), ("地区：", "region"))
    told = " ".join(f"{word}{values[what]}" for word, what in named if values[what])
    return "\n\n".join(part for part in (values["title"], told, values["text"]) if part)


def _value(row: Row, what: str, said: tuple[tuple[str, str], ...]) -> str:
    wanted = [head for field, head in said if field == what]
    for head in wanted or FIELDS[what]:
        for name, value in row.items():
            if name == head or (not wanted and _head(name) == head):
                return value
    return ""


def _head(name: str) -> str:
    return re.sub(r"[\s:：*]|[（(].*[)）]$", "", name).lower()


def _plain(value: str) -> str:
    """A cell without markup."""
    value = _LINE.sub("\n", value).strip()
    if not _MARKUP.search(value):
        return value
    from kg.text.from_html import html_text

    return html_text(value).strip()


# --------------------------------------------------------------------------- rows


def _rows(cells: Iterable[list[str]], said: tuple[tuple[str, str], ...]) -> list[tuple[str, Row]]:
    """The rows below the heads: the first row in which a column of texts is named."""
    wanted = {head for field, head in said if field == "text"} or set(FIELDS["text"])
    rows = list(enumerate(cells, 1))
    for at, (_, heads) in enumerate(rows[:_SKIPPED]):
        if any(h in wanted or _head(h) in wanted for h in heads):
            return [(str(n), _named(heads, row)) for n, row in rows[at + 1 :] if any(row)]
    return [(str(n), _named(rows[0][1], row)) for n, row in rows[1:2]]


def _named(heads: list[str], row: list[str]) -> Row:
    found: Row = {}
    for head, cell in zip(heads, row, strict=False):
        found.setdefault(head.strip(), cell)
    return found


def _sheets(data: bytes, path: Path, errors: list[ReadError]) -> Iterator[tuple[str, list[list[str]]]]:
    from python_calamine import CalamineWorkbook

    try:
        bare, number = without_value(data), bare_formulas(data)
    except TooFarApart as error:
        way_out = "Delete what stands far below or beside the table, and save it again."
        raise ReadError(path, "its cells lie too far apart", way_out) from error
    if number:
        errors.append(ReadError(path, f"{number} cells hold formulas without values", _SAVE))
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    for name in book.sheet_names:
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        rows = [[_cell(c) for c in row] for row in cells]
        for sheet, row, column in bare:
            if sheet == name and row < len(rows) and column < len(rows[row]):
                rows[row][column] = _UNKNOWN
        yield name, rows


def _cell(value: object) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _lines(text: str, path: Path, errors: list[ReadError]) -> Iterator[tuple[str, Row]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                records = _records(json.loads(line), path / str(number), errors)
                yield from ((str(number), row) for _, row in records)
            except (ValueError, RecursionError) as error:
                reason = f"it is no sound JSON ({error})"
                errors.append(ReadError(path / str(number), reason, "Repair the line."))


def _records(data: Any, path: Path, errors: list[ReadError]) -> Iterator[tuple[str, Row]]:
    """The records of JSON: a list of objects, wherever it lies, or one object; what stands among them and is none goes to ``errors``."""
    open_ = [data]
    while open_:
        part = open_.pop(0)
        if isinstance(part, list) and any(isinstance(p, dict) for p in part):
            rows = [(n, p) for n, p in enumerate(part, 1) if isinstance(p, dict)]
            if odd := len(part) - len(rows):
                reason = f"{odd} entries among its records are no objects"
                errors.append(ReadError(path, reason, "Repair or delete them."))
            yield from ((str(n), {str(k): _json(v) for k, v in p.items()}) for n, p in rows)
            return
        if isinstance(part, dict):
            open_ += [v for v in part.values() if isinstance(v, list | dict)]
    if isinstance(data, dict):
        yield "1", {str(k): _json(v) for k, v in data.items()}


def _json(value: Any) -> str:
    """A value as words; what is made of several values is none."""
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "\n".join(value)
    if isinstance(value, dict | list):
        return ""
    return value if isinstance(value, str) else "" if value is None else str(value)
