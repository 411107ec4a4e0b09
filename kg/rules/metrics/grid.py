"""The shape of a table: its words by row and column, how many rows are heads, what each column is for, and in which unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kg import patterns as re
from kg.lexicon import levels
from kg.lexicon.words import any_of
from kg.model import Table, Text
from kg.rules.numbers.dates import LAST_YEAR, YEAR
from kg.rules.numbers.numerals import multiplier
from kg.rules.numbers.units import DURATION, PLACES, POINTS, QUARTER, UNIT
from kg.text.grid import DITTO
from kg.text.positions import blocks_of

Cell = tuple[int, int]

_NUMBER = re.compile(
    r"(?P<sign>[-−—+↑↓▲▼]?)\s*(?P<money>[¥￥]?)\s*(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>[^\d\s，。；]{0,6})"
)
_YEAR = re.compile(rf"(?:19|20)\d\d(?:{YEAR}?)?")
_NO_FIGURES = ("月", "日", "年", QUARTER, "期")
_ORDINAL = re.compile(r"[\d一二三四五六七八九十（）()、.．]*")
_BRACKET = re.compile(r"[（(](?P<unit>[^（）()]{1,8})[)）]$|[，,/／](?P<last>[^，,/／]{1,5})$|(?P<share>[%％])$")
_SCALED = re.compile(r"(?P<scale>[百千]?[万亿]|[百千])(?P<unit>.+)")
# What no column measures, what a column of units is headed by, and one of growth.
_NO_MEASURE = re.compile(
    rf"{any_of('figure.no_measure')}|(?<=.)[为是](?:{any_of('figure.last_year')}|{_YEAR.pattern})|{YEAR}(?!{any_of('figure.set')})"
)
_UNIT_HEAD = re.compile(r"(?:计量)?单位")
_GROWTH = re.compile(
    rf"(?:{_YEAR.pattern}|(?:\d{{1,2}}[-—至])?\d{{1,2}}月|{any_of('figure.so_far')})*"
    rf"(?:{any_of('figure.on_base', 'figure.yearly')}|[比较][上去]?(?:年|期|月)(?:同期|末|初|底)?|[比较]{LAST_YEAR}(?:同期)?)?"
    rf"[±]?(?:{any_of('figure.growth')})?(?:率|幅度)?[±]?[（(]?[%％]?[)）]?(?:{'|'.join(POINTS)})?"
)
_GROWS = re.compile(rf"{any_of('figure.on_base', 'figure.growth')}|[比较][上去]年|±")
_PLACE = re.compile(rf"[一-龥]{{1,12}}(?:[县区市州盟旗省]|{levels.ANY_TOWN}|{levels.ANY_VILLAGE}|{levels.ZONE})")
# Rows of figures that are nobody's: of a part of the places, of how two rows differ.
_SIDE_ROW = re.compile(rf"(?P<part>小\s*计)|.*(?:[比较](?:{_YEAR.pattern}|[上去]年)|±)|(?:{any_of('figure.on_base')})")
_TOTAL = re.compile(rf"(?:合|总|小)\s*计|{any_of('figure.total_row')}|全[县市区州省镇乡]")
# 近两年集体经济收入见下表（单位：万元）。
_LEADS = re.compile(r"[下附如]表|如下|单位[：:]")
_UNIT_TOLD = re.compile(r"单位[：:]([^，。；）)\s]{1,8})")
_OF_PERSON = re.compile(rf"{any_of('figure.of_person')}")
# 5个乡镇: what counts more than its column.
_COUNT = re.compile(r"\d+个(?!月)")
_MOST_HEADS = 3


class Unit(NamedTuple):
    """A unit and what a number in it is multiplied with."""

    name: str | None
    scale: Decimal = Decimal(1)


class Column(NamedTuple):
    """A column: what it is for (name, unit, silent, growth, level), the words above it without their unit, the unit, the
    cells that head it."""

    role: str
    head: str
    unit: Unit | None
    cells: tuple[Cell, ...]


def unit_of(words: str) -> Unit | None:
    """The unit that words are (万元, 亿立方米, %), ``None`` where they are none."""
    words = re.sub(r"\s|^单位[:：]", "", words)
    if UNIT.fullmatch(words) or words in PLACES or DURATION.fullmatch(words):
        return Unit(words)
    m = _SCALED.fullmatch(words)
    if m is not None and (UNIT.fullmatch(m["unit"]) or m["unit"] in PLACES):
        return Unit(m["unit"], multiplier(m["scale"]))
    return Unit(None, multiplier(words)) if words in ("万", "亿", "千", "百万") else None


def parted(head: str) -> tuple[str, Unit | None]:
    """A head without its unit, and the unit: 收入（万元）, 面积/亩, 增幅%."""
    m = _BRACKET.search(head)
    if m is None:
        return head, None
    unit = Unit("%") if m["share"] else unit_of(m["unit"] or m["last"])
    return (head, None) if unit is None else (head[: m.start()], unit)


def _parted(heads: Sequence[str]) -> tuple[str, Unit | None]:
    """The heads of a column without their unit, and the unit, in whichever of them it stands."""
    head, unit = parted("".join(heads))
    inner = [parted(word) for word in heads]
    upper = next((unit for _, unit in inner if unit), None)
    return (head, unit) if unit or upper is None else ("".join(word for word, _ in inner), upper)


def figure_in(words: str) -> re.Match[str] | None:
    """A cell that is one number, with a unit or without."""
    m = _NUMBER.fullmatch(words.strip())
    if m is None or m["unit"] in _NO_FIGURES or (_YEAR.fullmatch(words.strip()) and "年" in words):
        return None
    return m if not m["unit"] or unit_of(m["unit"]) is not None else None


def is_total(words: str) -> bool:
    """Whether the head of a row is that of a sum."""
    return _TOTAL.match(words) is not None


def is_aside(heads: Sequence[str]) -> bool:
    """Whether a row, by what heads it, only sums a part of the others up, or tells how two of them differ."""
    m = _SIDE_ROW.match(heads[-1])
    return m is not None and (m["part"] is None or len(heads) == 1)


def is_place(words: str) -> bool:
    """Whether words are the name of a place."""
    return _PLACE.fullmatch(words) is not None


def is_place_row(words: str) -> bool:
    """Whether the head of a row is the name of a place, and of no sum."""
    return is_place(words) and not is_total(words)


class Grid:
    """A table: ``words`` and ``cells`` by row and column, ``heads`` rows of heads (0 where none stands above figures),
    the columns, the line that names the table, the one that leads to it, and the unit of all that tell none. Of a table with
    a person in each row nothing is read: persons are nobody's figures."""

    def __init__(self, text: Text, table: Table) -> None:
        """Find the heads and what the columns are for."""
        self.rows = [row for row in table.rows if any(a < b for a, b in row)]
        self.width = max(map(len, self.rows), default=0)
        said = [[text.clean[slice(*cell)] for cell in row] for row in self.rows]
        self.words = [[*row, *[""] * (self.width - len(row))] for row in said]
        self.heads = self._count_heads()
        self.caption = text.clean[slice(*table.caption)] if table.caption else ""
        own = reversed(blocks_of(text, table.article))
        lead = next((text.clean[b.start : b.end] for b in own if b.end <= table.start), "")
        self.lead = lead if _LEADS.search(lead) else ""
        told = _UNIT_TOLD.search(self.lead)
        unit = text.clean[slice(*table.unit)] if table.unit is not None else told[1] if told else ""
        self.unit = unit_of(re.sub(r"[、，,/／][%％‰]$", "", unit))  # 亿元、%: shares have heads of their own
        self.columns = self._read_columns() if self.heads else ()
        if any(_OF_PERSON.fullmatch(column.head) for column in self.columns):
            self.rows, self.words, self.heads = [], [], 0
        named = [j for j, column in enumerate(self.columns) if column.role == "name"]
        self.again = [j for j in named[1:] if self.columns[j].head == self.columns[named[0]].head]
        self.names = [j for j in named if j not in self.again]

    def _count_heads(self) -> int:
        """How many rows stand above the first that holds figures other than years; 0 where they cannot be heads."""
        heads = 0
        for row in self.words:
            figures = [w for w in row[1:] if figure_in(w)]
            if figures and not all(_YEAR.fullmatch(w) for w in figures):
                break
            heads += 1
        while heads > 1 and self.words[heads - 1][0] and not any(self.words[heads - 1][1:]):
            heads -= 1  # one cell, which heads the rows below it
        return heads if heads <= _MOST_HEADS and heads < len(self.rows) else 0

    def _above(self, column: int) -> list[tuple[str, Cell]]:
        """What heads a column, from above; a head over several columns stands above the first of them."""
        found: dict[str, Cell] = {}
        for row in range(self.heads):
            at = column
            while at > 1 and not self.words[row][at] and row + 1 < self.heads:
                at -= 1
            if word := self.words[row][at]:
                found.setdefault(word, self.rows[row][at])
        return list(found.items())

    def _read_columns(self) -> tuple[Column, ...]:
        above = [self._above(j) for j in range(self.width)]
        full = ["".join(word for word, _ in heads) for heads in above]
        units = next((j for j in range(1, self.width) if _UNIT_HEAD.fullmatch(full[j])), None)
        names = self._names(full, units)
        columns = []
        for j, heads in enumerate(above):
            own = unit_of(heads[-1][0].strip("（）()")) if len(heads) > 1 else None  # a unit in a line of its own
            head, unit = ("".join(w for w, _ in heads[:-1]), own) if own else _parted([w for w, _ in heads])
            if j == units:
                role = "unit"
            elif j in names or full[j] == full[names[-1]]:  # a long table is printed as two, side by side
                role = "name"
            elif j < names[0] or _NO_MEASURE.search(head) or _COUNT.match(head):
                role = "silent"
            else:
                last, beside = (head, unit) if own or not heads else parted(heads[-1][0])
                grows = any(_GROWTH.fullmatch(w) and _GROWS.search(w) for w in (head, last))
                role = "growth" if grows and (beside is None or beside.name == "%") else "level"
            columns.append(Column(role, head, unit, tuple(cell for _, cell in heads)))
        return tuple(columns)

    def _names(self, full: Sequence[str], units: int | None) -> list[int]:
        """The columns that name the rows: those of words before the first of figures, without numbers of rows."""
        found: list[int] = []
        for j in range(self.width - 1):
            told = [row[j] for row in self.words[self.heads :] if any(map(str.isalnum, row[j]))]
            ordinal = not found and all(_ORDINAL.fullmatch(w) for w in told)
            if j == units or (ordinal and self.width > 2) or _NO_MEASURE.search(full[j]):
                continue
            if found and sum(figure_in(w) is not None for w in told) * 2 >= len(told):
                break
            found.append(j)
        return found or [0]

    def named(self, row: int, figure: int) -> list[tuple[str, Cell]]:
        """What names the row of a figure in a column; all but the last stand for the rows below until another one does."""
        own = [j for j in self.again if j < figure][-1:] or self.names
        bare = range(own[-1] if not self.words[row][own[-1]] else 0)
        found = []
        for column in [
            j for j in bare if is_total(self.words[row][j])
        ] or own:  # 合计 may stand below the numbers of rows
            at, higher = row, column != own[-1] or len(own) == 1
            while higher and at > self.heads and not self.words[at][column]:
                at -= 1
            if word := self.words[at][column]:
                found.append((word, self.rows[at][column]))
        return found

    def merged(self, row: int, column: int) -> bool:
        """Whether a figure stands over several rows or columns, or alone below several places: it belongs to none."""
        if self.words[row][column + 1 : column + 2] == [DITTO] or self._alone(row, column):
            return True
        below, left = self.words[row + 1] if row + 1 < len(self.words) else [], column
        while left and below and below[left] == DITTO:
            left -= 1
        return left < column and not figure_in(below[left])

    def _alone(self, row: int, column: int) -> bool:
        """Whether a row of a table with a column for each place holds one figure and nothing else."""
        others = [j for j in range(1, self.width) if j != column and j not in self.names]
        if len(others) < 2 or any(self.words[row][j] for j in others):
            return False
        heads = (self.columns[j] for j in (column, *others))
        return all(column.unit is None and is_place(column.head) for column in heads)
