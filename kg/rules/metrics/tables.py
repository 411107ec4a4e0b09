"""Figures of tables: a cell's number, with its row head, its column head, its unit and its year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg import patterns as re
from kg.choose.lists import OF_WHICH
from kg.lexicon import levels
from kg.lexicon.words import any_of
from kg.model import Change, MetricMention, Table, Text
from kg.rules.metrics.changes import base_of
from kg.rules.metrics.naming import NUMBER_OF, PERSONS
from kg.rules.numbers.dates import LAST_YEAR, YEAR, dates
from kg.rules.numbers.numerals import arabic, multiplier, plain
from kg.rules.numbers.units import DURATION, PLACES, POINTS, QUARTER, UNIT
from kg.text.grid import DITTO
from kg.text.positions import blocks_of

Cell = tuple[int, int]

_NUMBER = re.compile(
    r"(?P<sign>[-−—+↑↓▲▼]?)\s*(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>[^\d\s，。；]{0,6})"
)
_ORDINAL = re.compile(r"[\d一二三四五六七八九十（）()、.．]*")
_YEAR = re.compile(rf"(?:19|20)\d\d(?:{YEAR}?)?")
_BRACKET = re.compile(r"[（(](?P<unit>[^（）()]{1,8})[)）]$|[，,/／](?P<last>[^，,/／]{1,5})$")
_SCALED = re.compile(r"(?P<scale>[百千]?[万亿]|[百千])(?P<unit>.+)")
# What no column measures.
_NO_MEASURE = re.compile(rf"{any_of('figure.no_measure')}|{YEAR}(?!{any_of('figure.set')})")
_UNIT_HEAD = re.compile(r"(?:计量)?单位")
# A column that only says that figures stand below it: the row says what they measure.
_PLAIN_HEAD = re.compile(rf"(?:绝对[值额数量]|完成(?:数|值|情况)?|{any_of('figure.plain_head')}|数|值)?")
_GROWTH = re.compile(
    rf"(?:{any_of('figure.on_base', 'figure.yearly')}|[比较][上去]?(?:年|期|月)(?:同期|末|初|底)?|[比较]{LAST_YEAR}(?:同期)?)?[±]?(?:{any_of('figure.growth')})?(?:率|"
    rf"幅度)?[±]?[（(]?[%％]?[)）]?(?:{'|'.join(POINTS)})?"
)
_GROWS = re.compile(rf"{any_of('figure.on_base', 'figure.growth')}|[比较][上去]年|±")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]+[)）、.．]")
_MONTH = re.compile(r"(\d{1,2})月(?:份)?")
_GOAL = re.compile(rf"(?:{any_of('figure.set')})(?!完成)")
_RATE = re.compile(rf"率(?:（%）)?$|{any_of('figure.share')}")
_TOTAL = re.compile(rf"(?:合|总|小)\s*计|{any_of('figure.total_row')}|全[县市区州省镇乡]")
_PLACE_HEAD = re.compile(rf"{any_of('figure.places')}|^(?:县|区|市|镇|乡|{levels.ANY_VILLAGE})$|村（|片区")
_PLACE_ROW = re.compile(rf"[一-龥]{{1,12}}(?:[县区市州盟旗省]|{levels.ANY_TOWN}|{levels.ANY_VILLAGE}|{levels.ZONE})")
_COUNTED = re.compile(rf"(?:[数量额值]|{any_of('figure.counted')})$")
_HEAD_UNITS = tuple((NUMBER_OF[unit], unit) for unit in ("人", "户", "次", PERSONS[3]))


# 近两年集体经济收入见下表（单位：万元）。
_LEADS = re.compile(r"[下附如]表|如下|单位[：:]")
_UNIT_TOLD = re.compile(r"单位[：:]([^，。；）)\s]{1,8})")
# 某某县三个村|集体经济收入|统计表
_NAMED = re.compile(
    rf"(?:.*(?:[省市县区州盟旗]|{levels.ANY_TOWN}|(?!村(?:{levels.OF_VILLAGES}))(?:{levels.ANY_VILLAGE})|{YEAR}?))?(?:的|各)?(?P<what>[^\d]{{2,16}}?)"
    r"(?:[及和与]其?变[动化])?(?:情况)?(?:一览|[统合]计|汇总|明细|对比|公示)?表?"
)

_FEW = 3  # figures below which a table is one of words


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit and what a number in it is multiplied with."""

    name: str | None
    scale: Decimal = Decimal(1)


@dataclass(slots=True)
class _Grid:
    """A table: its words by row and column, how many rows are heads, which columns name the rows, which hold units."""

    text: Text
    table: Table
    rows: list[list[Cell]]
    heads: int
    units: int | None = None
    labels: tuple[int, ...] = (0,)
    caption: str = ""
    lead: str = ""
    unit: _Unit | None = None

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(len(row) for row in self.rows)

    def words(self, row: int, column: int) -> str:
        """The words of a cell."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else []
        return self.text.clean[slice(*cells[column])] if 0 <= column < len(cells) else ""

    def above(self, column: int) -> list[Cell]:
        """The cells that head a column, from above; a head over several columns stands above the first of them."""
        found: list[Cell] = []
        for row in range(self.heads):
            at = column
            while at > 1 and not self.words(row, at) and row + 1 < self.heads:
                at -= 1
            word = self.words(row, at)
            if word and word not in [self.text.clean[slice(*cell)] for cell in found]:
                found.append(self.rows[row][at])
        return found

    def head(self, column: int) -> str:
        """The words above a column, of all rows of the head."""
        return "".join(self.text.clean[slice(*cell)] for cell in self.above(column))

    def parted(self, column: int) -> tuple[str, _Unit | None]:
        """The words above a column without their unit, and the unit; it may stand in a line of its own."""
        above = [self.text.clean[slice(*cell)] for cell in self.above(column)]
        if len(above) > 1 and (own := unit_of(above[-1].strip("（）()"))) is not None:
            return "".join(above[:-1]), own
        return _parted("".join(above))

    def named(self, row: int) -> list[Cell]:
        """The cells that name a row; all but the last stand for the rows below until another one does."""
        found: list[Cell] = []
        for column in self.labels:
            at = row
            higher = column != self.labels[-1] or len(self.labels) == 1
            while higher and at > self.heads and not self.words(at, column):
                at -= 1
            if self.words(at, column):
                found.append(self.rows[at][column])
        return found

    def merged(self, row: int, column: int) -> bool:
        """Whether a figure stands over several rows or columns, or alone below several places: it belongs to none."""
        if self.words(row, column + 1) == DITTO or self._alone(row, column):
            return True
        left = column
        while left and self.words(row + 1, left) == DITTO:
            left -= 1
        return left < column and not _figure(self.words(row + 1, left))

    def _alone(self, row: int, column: int) -> bool:
        """Whether a row of a table with a column for each place holds one figure and nothing else."""
        others = [j for j in range(1, self.width) if j != column and j not in self.labels]
        if len(others) < 2 or any(self.words(row, j) for j in others):
            return False
        return all(_PLACE_ROW.fullmatch(self.head(j)) for j in (column, *others))


def is_place_row(words: str) -> bool:
    """Whether the head of a row is the name of a place, and of no sum."""
    return bool(_PLACE_ROW.fullmatch(words)) and not _TOTAL.match(words)


def unit_of(words: str) -> _Unit | None:
    """The unit that words are (万元, 亿立方米, %), ``None`` where they are none."""
    words = re.sub(r"\s|^单位[:：]", "", words)
    if UNIT.fullmatch(words) or words in PLACES or DURATION.fullmatch(words):
        return _Unit(words)
    m = _SCALED.fullmatch(words)
    if m is not None and (UNIT.fullmatch(m["unit"]) or m["unit"] in PLACES):
        return _Unit(m["unit"], multiplier(m["scale"]))
    return _Unit(None, multiplier(words)) if words in ("万", "亿", "千", "百万") else None


def _parted(head: str) -> tuple[str, _Unit | None]:
    """A head without its unit, and the unit: 收入（万元）, 面积/亩."""
    if head.endswith(("%", "％")):
        return head.rstrip("%％"), _Unit("%")
    m = _BRACKET.search(head)
    unit = unit_of(m["unit"] or m["last"]) if m else None
    return (head, None) if m is None or unit is None else (head[: m.start()], unit)


def _grid(text: Text, table: Table) -> _Grid | None:
    """The table with its head and unit column, ``None`` where it has no head above figures."""
    rows = [list(row) for row in table.rows if any(a < b for a, b in row)]
    grid = _Grid(text, table, rows, 0)
    grid.caption = text.clean[slice(*table.caption)] if table.caption else ""
    grid.lead = _above(text, table)
    grid.unit = _whole_unit(text, table, grid.lead)
    for i in range(len(rows)):
        figures = [w for j in range(1, len(rows[i])) if _figure(w := grid.words(i, j))]
        if figures and not all(_YEAR.fullmatch(w) for w in figures):
            break
        grid.heads += 1
    while grid.heads > 1 and _sections(grid, grid.heads - 1):
        grid.heads -= 1
    if not 0 < grid.heads <= 3 or grid.heads == len(rows):
        return None
    grid.units = next((j for j in range(1, grid.width) if _UNIT_HEAD.fullmatch(grid.head(j))), None)
    grid.labels = _labels(grid)
    return grid


def _sections(grid: _Grid, row: int) -> bool:
    """Whether a row is one cell, which heads the rows below it."""
    return bool(grid.words(row, 0)) and not any(grid.words(row, j) for j in range(1, grid.width))


def _labels(grid: _Grid) -> tuple[int, ...]:
    """The columns that name the rows: those of words before the first of figures, without numbers of rows."""
    found: list[int] = []
    for j in range(grid.width - 1):
        told = [w for i in range(grid.heads, len(grid.rows)) if (w := grid.words(i, j))]
        numbers = sum(_figure(w) is not None for w in told)
        ordinal = all(_ORDINAL.fullmatch(w) for w in told)
        if j == grid.units or (ordinal and grid.width > 2) or _NO_MEASURE.search(grid.head(j)):
            continue
        if found and numbers * 2 >= len(told):
            break
        found.append(j)
    return tuple(found) or (0,)


def _figure(words: str) -> re.Match[str] | None:
    """A cell that is one number, with a unit or without."""
    m = _NUMBER.fullmatch(words.strip())
    if m is not None and m["unit"] in ("月", "日", "年", QUARTER, "期"):
        return None
    if _YEAR.fullmatch(words.strip()) and "年" in words:
        return None
    known = m is not None and (not m["unit"] or unit_of(m["unit"]) is not None)
    return m if known else None


def tabled(text: Text) -> Iterator[MetricMention]:
    """The figures of all tables of a text."""
    for table in text.tables:
        grid = _grid(text, table)
        if grid is not None:
            yield from _read(grid)


def unread(text: Text) -> int:
    """How many tables of a text hold figures of which none can be read."""
    return sum(_unread(text, table) for table in text.tables)


def _unread(text: Text, table: Table) -> bool:
    grid = _grid(text, table)
    if grid is None:
        cells = [text.clean[slice(*cell)] for row in table.rows for cell in row[1:]]
    else:
        own = (*grid.labels, *(() if grid.units is None else (grid.units,)))
        kept = (j for j in range(grid.width) if j not in own)
        measured = [j for j in kept if not _NO_MEASURE.search(grid.head(j))]
        rows = range(grid.heads, len(grid.rows))
        cells = [grid.words(i, j) for i in rows for j in measured]
    figures = sum(_figure(words) is not None for words in cells)
    return figures >= _FEW and (grid is None or next(_read(grid), None) is None)


def _read(grid: _Grid) -> Iterator[MetricMention]:
    heads = {j: grid.parted(j) for j in range(grid.width)}
    for i in range(grid.heads, len(grid.rows)):
        last: MetricMention | None = None
        for j in range(grid.labels[0] + 1, len(grid.rows[i])):
            head, _ = heads[j]
            if j in (*grid.labels, grid.units) or _NO_MEASURE.search(head):
                continue
            if _GROWTH.fullmatch(head) and _GROWS.search(head):
                last = None if last is None else _grown(grid, (i, j), last, head)
                continue
            if last is not None:
                yield last
            last = None if grid.merged(i, j) else _level(grid, (i, j), heads[j])
        if last is not None:
            yield last


def _grown(grid: _Grid, at: tuple[int, int], level: MetricMention, head: str) -> MetricMention:
    """A level with the growth that stands beside it in its row."""
    i, j = at
    m = _figure(grid.words(i, j))
    if m is None:
        return level
    down = m["sign"] in ("-", "−", "—", "↓", "▼") or (not m["sign"] and re.search(rf"{any_of('figure.falls')}", head))
    points = POINTS[1] in grid.head(j) or POINTS[1] in m["unit"]
    change = Change(
        direction="down" if down else "up",
        value=arabic(m["digits"]),
        unit=POINTS[0] if points else "%",
        baseline=base_of(head),
    )
    return replace(level, change=change, end=grid.rows[i][j][1])


def _level(grid: _Grid, at: tuple[int, int], headed: tuple[str, _Unit | None]) -> MetricMention | None:
    """What a cell measures, ``None`` where it holds no figure or nothing tells what it is."""
    i, j = at
    head, unit = headed
    m = _figure(grid.words(i, j))
    rows = grid.named(i)
    if m is None or m["sign"] in ("↑", "↓", "▲", "▼") or not rows:
        return None
    row_head, row_unit = _parted("".join(grid.text.clean[slice(*cell)] for cell in rows[-1:]))
    group = [grid.text.clean[slice(*cell)] for cell in rows[:-1]]
    bare = re.search(r"(?<!\d)(?:19|20)\d\d$", head)
    year = _year(head) or (bare and bare[0]) or _year(row_head) or _caption_year(grid)
    if year is not None and len(year) == 4 and (month := _MONTH.fullmatch(head)):
        year, head = f"{year}-{int(month[1]):02}", ""
    property_ = _property(grid, group, row_head, re.sub(rf"(?:19|20)\d\d(?:{YEAR}?|$)", "", head))
    told = unit_of(m["unit"]) if m["unit"] else unit
    known = told or row_unit or _unit_beside(grid, i)
    if _RATE.search(head) and told is None and (known is None or known.name != "%"):
        return None
    if known is None and (named := next((u for w, u in _HEAD_UNITS if property_.endswith(w)), None)):
        known = _Unit(named)
    if len(property_) < 2 or (known is None and not _COUNTED.search(property_)):
        return None
    value = arabic(m["digits"])
    known = known or _Unit(None)
    row, cell = rows[0], grid.rows[i][j]
    begins = row[0] if grid.rows[i][0][0] <= row[0] < cell[0] else grid.rows[i][0][0]
    return MetricMention(
        start=begins,
        end=cell[1],
        rule="metric.table",
        at=cell[0] + m.start("digits"),
        property=property_,
        value=plain(-value * known.scale if m["sign"] in ("-", "−") else value * known.scale),
        unit=known.name,
        time=year,
        heads=(*rows, *grid.above(j)),
        status="planned" if _GOAL.search(head) else "reached",
    )


def _property(grid: _Grid, group: list[str], row_head: str, head: str) -> str:
    """What a cell measures, by the heads of its column and its row."""
    first = grid.labels[-1]
    place = _PLACE_ROW.fullmatch(row_head) or _PLACE_HEAD.search(grid.head(first) or grid.words(0, first))
    group = [g for g in group if not _PLACE_ROW.fullmatch(g) and not dates(g)]
    plain_row = re.sub(rf"^\s*(?:#|{OF_WHICH}[：:]?|[（(]?[一二三四五六七八九十\d]+[)）、.．])\s*", "", row_head)
    if place and not head and (named := _NAMED.fullmatch(grid.caption)):
        return named["what"]
    if _TOTAL.match(row_head) or dates(row_head) or (place and not _PLAIN_HEAD.fullmatch(head)):
        return "".join([*group, head])
    if _PLAIN_HEAD.fullmatch(head) or _PLACE_ROW.fullmatch(head):
        return "".join([*group, plain_row])
    return "".join([*group, plain_row, head])


def _unit_beside(grid: _Grid, i: int) -> _Unit | None:
    """The unit in the unit column of a row, or above the whole table."""
    if grid.units is not None and (beside := unit_of(grid.words(i, grid.units))):
        return beside
    name = grid.labels[-1]
    if not _NUMBERED.match(grid.words(i, name)):  # a part has the unit of its whole: 一、产值（亿元）, 农业
        above = (grid.words(k, name) for k in range(i - 1, grid.heads - 1, -1))
        whole = next((words for words in above if _NUMBERED.match(words)), "")
        if (unit := _parted(whole)[1]) is not None:
            return unit
    return grid.unit


def _year(words: str) -> str | None:
    found = [d.value for d in dates(words) if d.value[:4].isdigit()]
    return found[-1] if found else None


def _caption_year(grid: _Grid) -> str | None:
    """The year of the line that names the table, else of the one that leads to it, where it tells only one."""
    for line in (grid.caption, grid.lead):
        years = {d.value[:4] for d in dates(line) if d.value[:4].isdigit()}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _above(text: Text, table: Table) -> str:
    """The paragraph that leads to a table: ……见下表（单位：万元）。"""
    own = reversed(blocks_of(text, table.article))
    words = next((text.clean[b.start : b.end] for b in own if b.end <= table.start), "")
    return words if _LEADS.search(words) else ""


def _whole_unit(text: Text, table: Table, lead: str) -> _Unit | None:
    """The unit of all cells of a table that name none: in a line of its own above it, or in the paragraph before."""
    if table.unit is not None:
        told = text.clean[slice(*table.unit)]
    else:
        m = _UNIT_TOLD.search(lead)
        told = m[1] if m else ""
    return unit_of(re.sub(r"[、，,/／][%％‰]$", "", told))  # 亿元、%: shares have heads of their own
