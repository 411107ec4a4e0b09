"""What a table is: its rows and, once for all outputs, its columns with what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.use.tables.material import Material

Value = str | int | float | bool | None
Row = dict[str, Value]

BASES = ("text", "manifest", "line", "head", "dateline", "name", "reckoned")
"""What a time rests on, in the order of preference."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``kind`` is string, integer, number, boolean or date (an ISO date or its beginning); ``values`` are all it can hold."""

    name: str
    zh: str
    en: str
    kind: str = "string"
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, which columns tell rows apart (``key``), and where the rows come from."""

    name: str
    zh: str
    en: str
    row_zh: str
    row_en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Material], Iterable[Row]]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(c.name for c in self.columns)


def place_columns(suffix: str = "", zh: str = "", en: str = "") -> tuple[Column, ...]:
    """A place with its code and what it lies in."""
    return (
        Column(f"place{suffix}", f"地区{zh}", f"place{en}"),
        Column(
            f"place{suffix}_code", f"地区{zh}的区划代码（6、9 或 12 位）", f"its division code{en} (6, 9 or 12 digits)"
        ),
        Column(f"county{suffix}", f"所在县{zh}", f"county{en}"),
        Column(f"prefecture{suffix}", f"所在地市{zh}", f"prefecture{en}"),
        Column(f"province{suffix}", f"所在省份{zh}", f"province{en}"),
    )


def time_columns(suffix: str = "", zh: str = "", en: str = "") -> tuple[Column, ...]:
    """The one time of a row, and what it rests on."""
    return (
        Column(
            f"time{suffix}",
            f"时间{zh}：首先取文中为该事所写的时间，其次取报道日期（依据见下列，按可靠程度排列）",
            f"time{en}: the one that the text gives for the matter, else the date of the report, on the surest ground that there is",
            "date",
        ),
        Column(
            f"time{suffix}_basis",
            f"时间{zh}的依据：text 文中所写；manifest 来源清单；line 日期行；head 版头；dateline 电头；name 文件名；reckoned 据文中年份推算",
            f"what the time{en} rests on: the text, the manifest of sources, a line of the report, "
            "the head of the file, the dateline, the name of the file, the years of the text",
            values=BASES,
        ),
    )


CONFIDENCE = Column(
    "confidence",
    "置信度：此类陈述（数值、单位、指标、变动、地区、时间）在测评文本中全部正确的比例；低于 0.5 者多半有误",
    "confidence: how often all of such a statement (value, unit, indicator, change, region, time) was right where it was measured; "
    "below 0.5 it is more likely wrong than right",
    "number",
)


def source_columns(suffix: str = "", zh: str = "", en: str = "") -> tuple[Column, ...]:
    """The words that a row rests on."""
    return (
        Column(f"document{suffix}", f"文件{zh}", f"file{en}"),
        Column(f"quote{suffix}", f"引文{zh}", f"quotation{en}"),
        Column(f"start{suffix}", f"引文{zh}起点（码点）", f"where the quotation{en} begins (code points)", "integer"),
        Column(f"end{suffix}", f"引文{zh}终点", f"where the quotation{en} ends", "integer"),
    )
