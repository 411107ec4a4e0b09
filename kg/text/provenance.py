"""Where a text comes from and of which day it is: what its file is called, and what a line of its frame says."""

from __future__ import annotations

from calendar import monthrange
from typing import NamedTuple

from kg import patterns as re

_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_./年]?)(0[1-9]|1[0-2]|(?<=[-_./年])[1-9])(?:[-_./月]?)([0-3]\d|(?<=[-_./月])[1-9])日?(?!\d)"
)
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_./年])?(0[1-9]|1[0-2]|(?<=[-_./年])[1-9])月?(?![\d年])")
_SOURCE = re.compile(
    r"(?:来源|稿源|信息来源|文章来源|稿件来源|转载自|转自|摘自|原载(?:于)?)\s?[:：]\s?《?([^\s，。；;|｜》:：/]{2,30}?)》?(?=\s|[，。；;|｜》/)）]|(?:作者|时间|日期|发布|编辑|责编|浏览|阅读|点击|字号)|20\d\d|$)"
)


class Dated(NamedTuple):
    """A date, or its beginning, and what it rests on: a notation of the list date-basis."""

    date: str
    basis: str


MANIFEST, LINE, HEAD, DATELINE, NAME, RECKONED = "清单", "日期行", "版头", "电头", "文件名", "推算"
"""What dates rest on, the surest first: the manifest, a line of the report, the head of its file, the dateline, the file's name, the text's own years."""


def date_of_name(name: str) -> str | None:
    """The day, else the month, that the name of a file or of its folders gives; the last one counts."""
    stem = name.rpartition(".")[0] or name
    for match in reversed(list(_DAY.finditer(stem))):
        year, month, day = (int(x) for x in match.groups())
        if 1 <= day <= monthrange(year, month)[1]:
            return f"{year:04d}-{month:02d}-{day:02d}"
    months = list(_MONTH.finditer(stem))
    return f"{months[-1][1]}-{int(months[-1][2]):02d}" if months else None


def source_of(line: str) -> str | None:
    """The medium or office that a line names as the source."""
    match = _SOURCE.search(line)
    name = match[1] if match else ""
    half = name[: len(name) // 2]
    return (half if 2 * half == name else name) or None  # 某某网 某某网
