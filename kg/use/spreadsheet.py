"""Tables for spreadsheets: UTF-8 with the mark that Excel needs to read Chinese, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

BOM = "\ufeff"
_RUNS = re.compile(r"[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?[%％‰\u4e00-\u9fff]*")


def safe(words: str) -> str:
    """Words that a spreadsheet would run as a formula get an apostrophe in front; a number stays one."""
    return f"'{words}" if _RUNS.match(words) and not _NUMBER.fullmatch(words) else words


def table(columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, line: str = "\n") -> str:
    """A table as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator=line)
    writer.writeheader()
    for row in rows:
        writer.writerow({k: safe(v) if isinstance(v, str) else v for k, v in row.items()})
    return BOM + out.getvalue()
