"""Forty invented tables of ten shapes, with the figures that a careful reader takes from them.

One declaration serves all formats: ``tables()`` gives the same tables on every call (a seeded choice of counties, towns,
indicators and numbers); ``written.py`` writes them, ``score.py`` holds what kg reads against them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kg.gazetteer.registry import registry

SEED = 20261128
COUNTIES = ("330604", "320923", "360729", "430626", "511425", "530521", "610726", "620725")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, and how many columns and rows it stands over."""

    words: str
    wide: int = 1
    high: int = 1


@dataclass(frozen=True, slots=True)
class Right:
    """A figure that must be read: words that its property must hold, value, unit, place, year, status, growth in %."""

    words: tuple[str, ...]
    value: Decimal
    unit: str | None
    region: str
    time: str | None
    status: str = "reached"
    growth: Decimal | None = None


@dataclass(slots=True)
class Declared:
    """A table in its document."""

    name: str
    title: str
    opening: str
    caption: str
    unit: str
    heads: int
    rows: list[list[Cell]]
    notes: str = ""
    right: list[Right] = field(default_factory=list)


@dataclass(slots=True)
class Source:
    """What the tables of a county are made from."""

    chance: random.Random
    county: str
    towns: list[str]
    year: int

    def number(self, most: int, places: int = 0) -> Decimal:
        """A number that is no year."""
        value = Decimal(self.chance.randint(11, most * 10**places)) / 10**places
        return self.number(most, places) if 1900 <= value <= 2100 else value

    def some(self, words: Sequence[tuple[str, str]], n: int) -> list[tuple[str, str]]:
        """So many of the indicators with their units."""
        return self.chance.sample(words, n)


# What a unit in a head means: the unit of the figure and what its number is multiplied with.
SCALE = {"万元": ("元", 10**4), "亿元": ("元", 10**8), "万人": ("人", 10**4), "万亩": ("亩", 10**4)}
OF_PLACES = [
    ("党支部", "个"),
    ("在册党员", "名"),
    ("村集体经营收入", "万元"),
    ("便民服务点", "个"),
    ("柑橘种植面积", "亩"),
    ("调解纠纷", "件"),
    ("志愿服务队", "支"),
    ("安置就业", "人"),
    ("流转土地", "亩"),
    ("办结诉求", "件"),
]
OF_COUNTY = [
    ("地区生产总值", "亿元"),
    ("规上工业增加值", "亿元"),
    ("社会消费品零售总额", "亿元"),
    ("常住人口", "万人"),
    ("粮食播种面积", "万亩"),
    ("城镇居民人均可支配收入", "元"),
    ("农村居民人均可支配收入", "元"),
    ("一般公共预算收入", "万元"),
    ("发电量", "万千瓦时"),
]
PRODUCTS = [("原煤", "吨"), ("水泥", "吨"), ("茶叶", "公斤"), ("食用菌", "吨"), ("自来水", "立方米"), ("白酒", "千升")]
SCALE["万千瓦时"] = ("千瓦时", 10**4)


def base(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """A number in a unit written out."""
    own, scale = SCALE.get(unit, (unit, 1))
    return number * scale, own


def shown(number: Decimal) -> str:
    """A number as a yearbook prints it, with commas from a thousand on."""
    return f"{number:,}"


def row(*words: str) -> list[Cell]:
    """A row of plain cells."""
    return [Cell(w) for w in words]


def _level(what: str, n: Decimal, unit: str, place: str, year: int | None, **more: object) -> Right:
    value, own = base(n, unit)
    return Right((what,), value, own, place, None if year is None else str(year), **more)  # type: ignore[arg-type]


def by_town(s: Source) -> Declared:
    """Towns by indicators, units in the heads, a sum below."""
    what = s.some(OF_PLACES, 3)
    t = Declared("", f"{s.county}基层党建一览", "", f"{s.year}年各乡镇基本情况", "", 1, [])
    t.rows.append(row("乡镇", *(f"{w}（{u}）" for w, u in what)))
    sums = [Decimal(0)] * 3
    for town in s.towns[:4]:
        numbers = [s.number(900) for _ in what]
        sums = [a + b for a, b in zip(sums, numbers, strict=True)]
        t.rows.append(row(town, *map(shown, numbers)))
        t.right += [_level(w, n, u, town, s.year) for (w, u), n in zip(what, numbers, strict=True)]
    t.rows.append(row("合计", *map(shown, sums)))
    t.right += [_level(w, n, u, s.county, s.year) for (w, u), n in zip(what, sums, strict=True)]
    return t


def two_heads(s: Source) -> Declared:
    """Two years over two indicators each; the head of the rows stands over both lines."""
    what = s.some(OF_PLACES, 2)
    years = (s.year - 1, s.year)
    t = Declared("", f"{s.county}两年对照", "", "各乡镇两年对照表", "", 2, [])
    t.rows.append([Cell("乡镇", 1, 2), *(Cell(f"{y}年", 2) for y in years)])
    t.rows.append(row(*(f"{w}（{u}）" for _ in years for w, u in what)))
    for town in s.towns[:4]:
        cells = []
        for year in years:
            for w, u in what:
                n = s.number(800)
                cells.append(shown(n))
                t.right.append(_level(w, n, u, town, year))
        t.rows.append(row(town, *cells))
    return t


def unit_column(s: Source) -> Declared:
    """Products with a column of units, their output and its growth."""
    t = Declared("", f"{s.county}主要产品产量", "", f"{s.year}年主要工业产品产量", "", 1, [])
    t.rows.append(row("产品名称", "计量单位", "产量", "比上年增长（%）"))
    for w, u in s.some(PRODUCTS, 4):
        n, g = s.number(9000), s.number(30, 1) * s.chance.choice((1, -1))
        t.rows.append(row(w, u, shown(n), str(g)))
        t.right.append(_level(w, n, u, s.county, s.year, growth=g))
    return t


def by_year(s: Source) -> Declared:
    """Indicators with their units by years."""
    years = [s.year - 2, s.year - 1, s.year]
    t = Declared("", f"{s.county}主要指标", "", "历年主要指标", "", 1, [])
    t.rows.append(row("指标", *(f"{y}年" for y in years)))
    for w, u in s.some(OF_COUNTY, 4):
        numbers = [s.number(300, 1) for _ in years]
        t.rows.append(row(f"{w}（{u}）", *map(shown, numbers)))
        t.right += [_level(w, n, u, s.county, y) for n, y in zip(numbers, years, strict=True)]
    return t


def unit_above(s: Source) -> Declared:
    """Sums of money with one unit above the whole table."""
    t = Declared("", f"{s.county}财政资金情况", "", f"{s.year}年财政资金拨付情况", "单位：万元", 1, [])
    t.rows.append(row("乡镇", "产业扶持资金", "人居环境资金", "党建工作经费"))
    for town in s.towns[:4]:
        numbers = [s.number(700, 1) for _ in range(3)]
        t.rows.append(row(town, *map(shown, numbers)))
        names = ("产业扶持资金", "人居环境资金", "党建工作经费")
        t.right += [_level(w, n, "万元", town, s.year) for w, n in zip(names, numbers, strict=True)]
    return t


def grouped(s: Source) -> Declared:
    """Groups of rows that share a cell: towns over their bodies."""
    t = Declared("", f"{s.county}阵地建设情况", "", f"{s.year}年阵地建设情况", "", 1, [])
    t.rows.append(row("乡镇", "阵地", "数量（个）", "服务群众（人次）"))
    for town in s.towns[:3]:
        for k, kind in enumerate(("党群驿站", "议事长廊")):
            a, b = s.number(90), s.number(9000)
            head = [Cell(town, 1, 2)] if k == 0 else []
            t.rows.append([*head, *row(kind, shown(a), shown(b))])
            t.right.append(_level(kind, a, "个", town, s.year))
            t.right.append(_level(kind, b, "人次", town, s.year))
    return t


def parted_rows(s: Source) -> Declared:
    """Sections of a communiqué's table: a row that is one cell stands above each; 其中 below a whole."""
    t = Declared("", f"{s.county}统计公报附表", "", f"{s.year}年国民经济主要指标", "", 1, [])
    t.rows.append(row("指标名称", "单位", "完成数", "同比增长（%）"))
    for title, part in (("一、农业", OF_COUNTY[4:5]), ("二、工业和消费", OF_COUNTY[1:3])):
        t.rows.append([Cell(title, 4)])
        for w, u in part:
            n, g = s.number(400, 1), s.number(20, 1)
            t.rows.append(row(w, u, shown(n), str(g)))
            t.right.append(_level(w, n, u, s.county, s.year, growth=g))
    t.rows.append([Cell("三、人口", 4)])
    n = s.number(90, 1)
    t.rows.append(row("常住人口", "万人", shown(n), "—"))
    t.right.append(_level("常住人口", n, "万人", s.county, s.year))
    return t


def in_cells(s: Source) -> Declared:
    """Units in the cells, a column of remarks, cells without a figure."""
    t = Declared("", f"{s.county}为民实事清单", "", f"{s.year}年为民实事完成情况", "", 1, [])
    t.rows.append(row("序号", "项目", "完成数量", "责任单位", "备注"))
    units = [
        ("新建口袋公园", "个"),
        ("加装电梯", "部"),
        ("改造老旧小区", "处"),
        ("培训护理员", "名"),
        ("新增停车位", "个"),
    ]
    for k, (w, u) in enumerate(s.some(units, 4), 1):
        n = s.number(400)
        empty = k == 4
        t.rows.append(row(str(k), w, "—" if empty else f"{n}{u}", "住建局", "含续建" if k % 2 else "/"))
        if not empty:
            t.right.append(_level(w, n, u, s.county, s.year))
    return t


def turned(s: Source) -> Declared:
    """Indicators down, places across; a merged figure belongs to none of the places alone."""
    towns = s.towns[:3]
    t = Declared(
        "", f"{s.county}重点镇街对比", "", f"{s.year}年重点镇街对比", "", 1, [], "注：本表数据来自各镇街月报。"
    )
    t.rows.append(row("指标", *towns))
    for w, u in s.some(OF_PLACES, 3):
        numbers = [s.number(700) for _ in towns]
        t.rows.append(row(f"{w}（{u}）", *map(shown, numbers)))
        t.right += [_level(w, n, u, p, s.year) for n, p in zip(numbers, towns, strict=True)]
    shared = s.number(500)
    t.rows.append([Cell("统筹项目资金（万元）"), Cell(shown(shared), 3)])
    return t


def planned(s: Source) -> Declared:
    """A goal, what was reached of it and its share."""
    t = Declared("", f"{s.county}年度任务完成情况", "", f"{s.year}年重点任务完成情况", "", 1, [])
    t.rows.append(row("任务", "单位", "年度目标", "实际完成", "完成率（%）"))
    tasks = [("硬化村道", "公里"), ("改厕", "户"), ("发展党员", "名"), ("清理陈年合同", "份"), ("新建充电桩", "个")]
    for w, u in s.some(tasks, 4):
        goal, done = s.number(300), s.number(300)
        rate = round(done / goal * 100, 1)
        t.rows.append(row(w, u, shown(goal), shown(done), str(rate)))
        t.right.append(_level(w, goal, u, s.county, s.year, status="planned"))
        t.right.append(_level(w, done, u, s.county, s.year))
        t.right.append(Right((w, "完成率"), rate, "%", s.county, str(s.year)))
    return t


SHAPES: tuple[Callable[[Source], Declared], ...] = (
    by_town,
    two_heads,
    unit_column,
    by_year,
    unit_above,
    grouped,
    parted_rows,
    in_cells,
    turned,
    planned,
)


def tables() -> list[Declared]:
    """All tables, in order."""
    made = []
    for number in range(4 * len(SHAPES)):
        chance = random.Random(f"{SEED}-{number}")
        key = COUNTIES[chance.randrange(len(COUNTIES))]
        county = registry().entry(key)
        assert county is not None
        towns = [t.name for t in registry().towns(key) if t.name.endswith(("镇", "乡"))]
        chance.shuffle(towns)
        shape = SHAPES[number % len(SHAPES)]
        source = Source(chance, county.name, towns, chance.randint(2016, 2025))
        table = shape(source)
        table.name = f"{number + 1:02}_{shape.__name__}"
        table.opening = f"现将{source.county}有关数据公布如下，供各单位参阅。"
        made.append(table)
    return made
