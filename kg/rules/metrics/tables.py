"""Figures of tables: a cell's number, with its row head, its column head, its unit and its year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import patterns as re
from kg.choose.lists import OF_WHICH
from kg.lexicon import levels
from kg.lexicon.words import any_of
from kg.model import Change, MetricMention, Text
from kg.rules.metrics.changes import base_of
from kg.rules.metrics.grid import Cell, Grid, Unit, figure_in, is_aside, is_place, is_total, parted, unit_of
from kg.rules.metrics.naming import NUMBER_OF, PERSONS
from kg.rules.numbers.dates import LAST_YEAR, THIS_YEAR, YEAR, dates
from kg.rules.numbers.numerals import arabic, plain
from kg.rules.numbers.units import POINTS

# A column that only says that figures stand below it: the row says what they measure.
_PLAIN_HEAD = re.compile(rf"(?:绝对[值额数量]|完成(?:数|值|情况)?|{any_of('figure.plain_head')}|数|值)?")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]+[)）、.．]")
_ITEM = re.compile(rf"^\s*(?:#|{OF_WHICH}[：:]?|[（(]?[一二三四五六七八九十\d]+[)）、.．])\s*")
_MONTH = re.compile(r"(?:截[至止]到?)?(?:\d{1,2}[-~～—至])?(\d{1,2})月(?:份|累计|底|末)?")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_RELATIVE = re.compile(rf"(?P<last>(?:{any_of('figure.last_year')})+)|[本今当]{YEAR}?")
_GOAL = re.compile(rf"(?:{any_of('figure.set')}|预算数)(?!完成(?:[率数值额]|情况|进度|$))")
_OF_GOAL = re.compile(r"占|[数额值]为")  # 占年计划%: what was reached of it
_RATE = re.compile(rf"率(?:（%）)?$|{any_of('figure.share')}")
_PLACE_HEAD = re.compile(rf"{any_of('figure.places')}|^(?:县|区|市|镇|乡|{levels.ANY_VILLAGE})$|村（|片区")
_COUNTED = re.compile(rf"(?:[数量额值]|{any_of('figure.counted', 'noun.person')})$")
_NUMBER_HEAD = re.compile(r"[个人名户村员家处支目次]数$")
_HEAD_UNITS = tuple((NUMBER_OF[unit], Unit(unit)) for unit in ("人", "户", "次", PERSONS[3]))
# 某某县三个村|集体经济收入|统计表
_NAMED = re.compile(
    rf"(?:.*(?:[省市县区州盟旗]|{levels.ANY_TOWN}|(?!村(?:{levels.OF_VILLAGES}))(?:{levels.ANY_VILLAGE})|{YEAR}?))?(?:的|各)?(?P<what>[^\d]{{2,16}}?)"
    r"(?:[及和与]其?变[动化])?(?:情况)?(?:一览|[统合]计|汇总|明细|对比|公示)?表?(?:[（(].*)?"
)
_UP, _DOWN = ("↑", "▲"), ("↓", "▼")
_MINUS = ("-", "−")
_FEW = 3  # figures below which a table is one of words


def tabled(text: Text) -> Iterator[MetricMention]:
    """The figures of all tables of a text."""
    for table in text.tables:
        yield from _read(Grid(text, table))


def unread(text: Text) -> int:
    """How many tables of a text hold figures of which none can be read."""
    return sum(_unread(Grid(text, table)) for table in text.tables)


def _unread(grid: Grid) -> bool:
    measured = [j for j, c in enumerate(grid.columns) if c.role in ("level", "growth")] or range(1, grid.width)
    cells = (row[j] for row in grid.words[grid.heads :] for j in measured)
    return sum(figure_in(words) is not None for words in cells) >= _FEW and next(_read(grid), None) is None


def _read(grid: Grid) -> Iterator[MetricMention]:
    for i in range(grid.heads, len(grid.rows)) if grid.heads else ():
        told: list[MetricMention | None] = []
        grown = 0  # the levels before have their growth
        for j, column in enumerate(grid.columns[: len(grid.rows[i])]):
            if column.role == "level":
                told.append(None if grid.merged(i, j) else _level(grid, i, j))
            elif column.role == "growth" and grown < len(told):
                k = _newest(told, grown)
                told[k], grown = (last := told[k]) and _grown(grid, (i, j), last), len(told)
        yield from filter(None, told)


def _newest(told: Sequence[MetricMention | None], first: int) -> int:
    """Whose growth a column tells: the last level's before it, or of the same thing the newest year's (本年, 上年, 增减)."""
    last = told[-1]
    alike = [k for k, m in enumerate(told) if k >= first and m and last and m.property == last.property]
    return max(alike, key=lambda k: (((m := told[k]) and m.time) or "", k), default=len(told) - 1)


def _grown(grid: Grid, at: tuple[int, int], level: MetricMention) -> MetricMention:
    """A level with the growth that stands beside it in its row."""
    i, j = at
    m, column = figure_in(grid.words[i][j]), grid.columns[j]
    if m is None:
        return level
    falls = m["sign"] in (*_MINUS, "—", *_DOWN) or (not m["sign"] and re.search(any_of("figure.falls"), column.head))
    points = any(POINTS[1] in words for words in (column.head, (column.unit and column.unit.name) or "", m["unit"]))
    change = Change(
        direction="down" if falls else "up",
        value=arabic(m["digits"]),
        unit=POINTS[0] if points else "%",
        baseline=base_of(column.head),
    )
    return replace(level, change=change, end=grid.rows[i][j][1])


def _level(grid: Grid, i: int, j: int) -> MetricMention | None:
    """What a cell measures, ``None`` where it holds no figure or nothing tells what it is."""
    m, rows, column = figure_in(grid.words[i][j]), grid.named(i, j), grid.columns[j]
    if m is None or m["sign"] in (*_UP, *_DOWN) or not rows or is_aside([word for word, _ in rows]):
        return None
    row_head, row_unit = parted(rows[-1][0])
    year, head = _dated(grid, column.head, row_head)
    property_ = _property(grid, [word for word, _ in rows[:-1]], row_head, head)
    own = unit_of(m["unit"]) if m["unit"] else column.unit
    if own and own.name is None and column.unit:  # 98万 below 万元
        own = Unit(column.unit.name, own.scale)
    unit = own or row_unit or (None if _NUMBER_HEAD.search(property_) else _unit_beside(grid, i))
    if _RATE.search(head) and own is None and (unit is None or unit.name != "%"):
        return None
    unit = unit or (Unit("元") if m["money"] else None)
    unit = unit or next((unit for word, unit in _HEAD_UNITS if property_.endswith(word)), None)
    if len(property_) < 2 or (unit is None and not _COUNTED.search(property_)):
        return None
    name, scale = unit or Unit(None)
    value = arabic(m["digits"]) * scale
    cell, first = grid.rows[i][j], grid.rows[i][0][0]
    return MetricMention(
        start=_start(first, rows[0][1], cell),
        end=cell[1],
        rule="metric.table",
        at=cell[0] + m.start("digits"),
        property=property_,
        value=plain(-value if m["sign"] in _MINUS else value),
        unit=name,
        time=year,
        heads=(*(cell for _, cell in rows), *column.cells),
        status="planned" if _GOAL.search(head) and not _OF_GOAL.search(head) else "reached",
    )


def _start(first: int, row: Cell, cell: Cell) -> int:
    """Where the quotation of a cell begins: at the head of its row, where that stands in the row."""
    return row[0] if first <= row[0] < cell[0] else first


def _dated(grid: Grid, head: str, row_head: str) -> tuple[str | None, str]:
    """The year of a cell, and the head of its column without it."""
    bare = re.search(r"(?<!\d)(?:19|20)\d\d$", head) or _BARE_YEAR.fullmatch(row_head)
    year = _years(head)[-1:] or ([bare[0]] if bare else []) or _years(row_head)[-1:] or _caption_years(grid)
    head = re.sub(rf"(?:19|20)\d\d(?:{YEAR}?|$)", "", head)
    if relative := _RELATIVE.match(head):  # 本年实际, 上年同期
        ago = relative["last"] is not None
        told = f"{int(year[0][:4]) - ago}{year[0][4:]}" if year else LAST_YEAR if ago else THIS_YEAR
        return told, head[relative.end() :]
    if month := _MONTH.match(head):
        return f"{year[0][:4] if year else '月'}-{int(month[1]):02}", head[month.end() :]
    return (year[0] if year else None), head


def _years(words: str) -> list[str]:
    return [d.value for d in dates(words) if d.value[:4].isdigit()]


def _caption_years(grid: Grid) -> list[str]:
    """The year of the line that names the table, else of the one that leads to it, where it tells only one."""
    told = next(filter(None, map(_years, (grid.caption, grid.lead))), list[str]())
    months = {y for y in told if y.count("-") == 1}  # 2024年一季度 is 2024-03
    return (list(months) if len(months) == 1 else [told[0][:4]]) if len({y[:4] for y in told}) == 1 else []


def _property(grid: Grid, group: Sequence[str], row_head: str, head: str) -> str:
    """What a cell measures, by the heads of its column and its row."""
    first = grid.names[-1]
    name = grid.columns[first].head or grid.words[0][first]
    place = is_place(row_head) or _PLACE_HEAD.search(name) is not None
    above = "".join(g for g in group if not (is_place(g) or is_total(g) or dates(g)))
    plain_row, head = _ITEM.sub("", row_head, count=1) or row_head, _ITEM.sub("", head, count=1)
    if place and not head and (named := _NAMED.fullmatch(grid.caption)):
        return named["what"]
    dated = dates(row_head) or _BARE_YEAR.fullmatch(row_head)
    if dated or is_total(plain_row) or (place and not _PLAIN_HEAD.fullmatch(head)):
        return above + head
    return above + plain_row + ("" if _PLAIN_HEAD.fullmatch(head) or is_place(head) else head)


def _unit_beside(grid: Grid, i: int) -> Unit | None:
    """The unit in the unit column of a row, of the whole that it is a part of, or above the whole table."""
    beside = next((unit_of(grid.words[i][j]) for j, c in enumerate(grid.columns) if c.role == "unit"), None)
    if beside is not None:
        return beside
    names = [row[grid.names[-1]] for row in grid.words[grid.heads : i + 1]]
    if not _NUMBERED.match(names[-1]):  # a part has the unit of its whole: 一、产值（亿元）, 农业
        whole = next((words for words in reversed(names) if _NUMBERED.match(words)), "")
        return parted(whole)[1] or grid.unit
    return grid.unit
