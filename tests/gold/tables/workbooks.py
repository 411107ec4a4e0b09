"""Ten invented workbooks as offices keep them, with the figures that a careful reader takes from them."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from kg.gazetteer.registry import registry
from tests.gold.tables.books import Held, Sheet
from tests.gold.tables.declared import COUNTIES, SEED, Cell, Right, Source, row, shown


@dataclass(slots=True)
class Book:
    """A workbook."""

    name: str
    sheets: list[Sheet]
    right: list[Right] = field(default_factory=list)


def share(value: Decimal) -> Held:
    """A share of a hundred, held as a share of one: 12.6% is .126."""
    return Held(f"{value:.1f}%", value=float(value / 100), form="0.0%")


def day(value: datetime.date, form: str, words: str) -> Held:
    """A day, shown in a format."""
    return Held(words, value=value, form=form)


def of(what: str, n: Decimal, unit: str, place: str, time: str | None, **more: object) -> Right:
    """What must be read."""
    return Right((what,), n, unit, place, time, **more)  # type: ignore[arg-type]


def percents(s: Source) -> Book:
    """Shares and growth in cells of per cent, a sum below, a title over the width and the unit beside the day."""
    year, book = str(s.year), Book("", [])
    rows = [
        [Cell(f"{s.county}{year}年村级集体经济收入情况统计表", 5)],
        [Cell("填报单位：农经站", 2), Cell(f"填报日期：{year}年12月30日", 2), Cell("单位：万元")],
        row("序号", "乡镇", "村集体经济收入", "同比增长", "经营性收入占比"),
    ]
    total = Decimal(0)
    for k, town in enumerate(s.towns[:5], 1):
        n, g, p = s.number(900, 2), s.number(40, 1), s.number(90, 1)
        total += n
        rows.append([*row(str(k), town, shown(n)), share(g), share(p)])
        book.right.append(of("村集体经济收入", n * 10000, "元", town, year, growth=g))
        book.right.append(of("经营性收入占比", p, "%", town, year))
    rows.append([Cell("合计", 2), *row(shown(total), "", "")])
    book.right.append(of("村集体经济收入", total * 10000, "元", s.county, year))
    book.sheets.append(Sheet("Sheet1", rows))
    return book


def two_years(s: Source) -> Book:
    """Heads of two lines, years over two indicators, the sum in the first row; no title but the sheet's name."""
    name = f"{s.county}农村党员情况"
    book = Book("", [])
    years = (s.year - 1, s.year)
    rows = [
        [Cell("乡镇", 1, 2), *(Cell(f"{y}年", 2) for y in years)],
        row("党员总数（名）", "其中：35岁以下（名）", "党员总数（名）", "其中：35岁以下（名）"),
    ]
    rows.append(row("全县合计"))
    sums = [Decimal(0)] * 4
    for town in s.towns[:4]:
        numbers = [s.number(1800) for _ in sums]
        sums = [a + b for a, b in zip(sums, numbers, strict=True)]
        rows.append(row(town, *map(shown, numbers)))
        for k, n in enumerate(numbers):
            book.right.append(of(("党员总数", "35岁以下")[k % 2], n, "名", town, str(years[k // 2])))
    rows[2] = row("全县合计", *map(shown, sums))
    for k, n in enumerate(sums):
        book.right.append(of(("党员总数", "35岁以下")[k % 2], n, "名", s.county, str(years[k // 2])))
    book.sheets.append(Sheet(name, rows))
    return book


def sheet_a_year(s: Source) -> Book:
    """A sheet for each year, which only its name tells; and one of notes."""
    book = Book("", [])
    for year in (s.year - 1, s.year):
        rows = [[Cell(f"{s.county}新时代文明实践站建设情况", 3)], row("乡镇", "实践站（个）", "志愿者（人）")]
        for town in s.towns[:4]:
            a, b = s.number(60), s.number(1800)
            rows.append(row(town, shown(a), shown(b)))
            book.right += [of("实践站", a, "个", town, str(year)), of("志愿者", b, "人", town, str(year))]
        book.sheets.append(Sheet(f"{year}年", rows))
    book.sheets.append(Sheet("填表说明", [row("请各乡镇按月更新，不得改动表头。"), row("联系人见群公告。")]))
    return book


def stacked(s: Source) -> Book:
    """Two tables below each other, parted by an empty row, each with its own title and unit; notes below."""
    year, book = str(s.year), Book("", [])
    rows = [
        [Cell(f"{s.county}{year}年衔接资金安排情况", 3)],
        row("", "", "单位：万元"),
        row("乡镇", "下达资金", "拨付资金"),
    ]
    for town in s.towns[:3]:
        a, b = s.number(800, 1), s.number(800, 1)
        rows.append(row(town, shown(a), shown(b)))
        book.right += [of("下达资金", a * 10000, "元", town, year), of("拨付资金", b * 10000, "元", town, year)]
    rows += [
        row("注：资金含上年结转。"),
        [],
        [Cell(f"{s.county}{year}年产业项目情况", 3)],
        row("乡镇", "项目数（个）", "带动农户（户）"),
    ]
    for town in s.towns[3:6]:
        a, b = s.number(40), s.number(1800)
        rows.append(row(town, shown(a), shown(b)))
        book.right += [of("项目", a, "个", town, year), of("带动农户", b, "户", town, year)]
    book.sheets.append(Sheet("工作表1", rows))
    return book


def beside(s: Source) -> Book:
    """Two tables side by side, an empty column between them; the same heads stand over both."""
    year, book = str(s.year), Book("", [])
    rows = [
        [Cell(f"{s.county}{year}年调解员配备情况", 7)],
        row("乡镇", "调解员（名）", "调解纠纷（件）", "", "乡镇", "调解员（名）", "调解纠纷（件）"),
    ]
    for left, right in zip(s.towns[:3], s.towns[3:6], strict=True):
        told = []
        for town in (left, right):
            a, b = s.number(90), s.number(1800)
            told.append(row(town, shown(a), shown(b)))
            book.right += [of("调解员", a, "名", town, year), of("调解纠纷", b, "件", town, year)]
        rows.append([*told[0], *row(""), *told[1]])
    book.sheets.append(Sheet("Sheet1", rows))
    return book


def by_month(s: Source) -> Book:
    """Months as heads that are days in their cells; a column of days; cells without a figure."""
    year, book = s.year, Book("", [])
    heads = [day(datetime.date(year, m, 1), 'yyyy"年"m"月"', f"{year}年{m}月") for m in (1, 2, 3)]
    rows = [[Cell(f"{s.county}发展党员进度", 5)], [*row("乡镇"), *heads, *row("完成时间")]]
    for k, town in enumerate(s.towns[:4]):
        numbers = [s.number(80) for _ in heads]
        words = [shown(n) for n in numbers]
        words[k % 3] = ("—", "", "/", "暂无")[k]
        rows.append(
            [*row(town, *(f"{w}" for w in words)), day(datetime.date(year, 4, k + 2), "yyyy/m/d", f"{year}/4/{k + 2}")]
        )
    unit = [Cell("单位：名", 5)]
    rows.insert(1, unit)
    for cells, town in zip(rows[3:], s.towns, strict=False):
        book.right += [
            of("发展党员", Decimal(c.words), "名", town, f"{year}-{m:02}")
            for m, c in enumerate(cells[1:4], 1)
            if c.words.isdigit()
        ]
    book.sheets.append(Sheet("进度", rows))
    return book


def hidden(s: Source) -> Book:
    """A row, a column and a sheet that are hidden: what nobody sees is not read."""
    year, book = str(s.year), Book("", [])
    rows = [
        [Cell(f"{s.county}{year}年老旧小区改造情况", 4)],
        row("街镇", "改造小区（个）", "测算基数（个）", "惠及居民（户）"),
    ]
    for k, town in enumerate(s.towns[:5]):
        a, b = s.number(40), s.number(1800)
        rows.append(row(town, shown(a), "77", shown(b)))
        if k != 2:
            book.right += [of("改造小区", a, "个", town, year), of("惠及居民", b, "户", town, year)]
    book.sheets.append(Sheet("汇总", rows, hidden_rows=(4,), hidden_columns=(2,)))
    book.sheets.append(
        Sheet("底稿", [row("乡镇", "预留（个）"), row(s.towns[6], "55"), row(s.towns[7], "66")], hidden=True)
    )
    return book


def sums(s: Source) -> Book:
    """Groups that share a cell, a sum below each and one of all; no group's sum is another place's."""
    year, book = str(s.year), Book("", [])
    rows = [
        [Cell(f"{s.county}{year}年党群服务中心建设情况", 4)],
        row("片区", "乡镇", "中心数量（个）", "建筑面积（平方米）"),
    ]
    whole = [Decimal(0)] * 2
    for k, part in enumerate(("东部片区", "西部片区")):
        group = [Decimal(0)] * 2
        for n, town in enumerate(s.towns[3 * k : 3 * k + 3]):
            numbers = [s.number(30), s.number(1800)]
            group = [a + b for a, b in zip(group, numbers, strict=True)]
            rows.append([*([Cell(part, 1, 4)] if n == 0 else []), *row(town, *map(shown, numbers))])
            book.right += [
                of("中心数量", numbers[0], "个", town, year),
                of("建筑面积", numbers[1], "平方米", town, year),
            ]
        rows.append(row("小计", *map(shown, group)))
        whole = [a + b for a, b in zip(whole, group, strict=True)]
        book.right += [
            of("中心数量", group[0], "个", s.county, year),
            of("建筑面积", group[1], "平方米", s.county, year),
        ]
    rows.append([Cell("合计", 2), *row(*map(shown, whole))])
    book.right += [of("中心数量", whole[0], "个", s.county, year), of("建筑面积", whole[1], "平方米", s.county, year)]
    book.sheets.append(Sheet("Sheet1", rows))
    return book


def formats(s: Source) -> Book:
    """Units that only the format shows, sums of money with their sign, a nought that is shown as a dash."""
    year, book = str(s.year), Book("", [])
    rows = [[Cell(f"{s.county}{year}年为民办实事情况", 4)], row("乡镇", "办实事", "投入资金", "群众捐资（元）")]
    for k, town in enumerate(s.towns[:4]):
        a, b, c = s.number(90), s.number(90000, 2), s.number(1800)
        last = Held("-", value=0.0, form='#,##0;-#,##0;"-"') if k == 1 else Cell(shown(c))
        rows.append(
            [
                *row(town),
                Held(f"{a}件", value=float(a), form='0"件"'),
                Held(f"¥{b:,.2f}", value=float(b), form='"¥"#,##0.00'),
                last,
            ]
        )
        book.right += [of("办实事", a, "件", town, year), of("投入资金", b, "元", town, year)]
        if k != 1:
            book.right.append(of("群众捐资", c, "元", town, year))
    book.sheets.append(Sheet("Sheet1", rows))
    return book


def ledger(s: Source) -> Book:
    """A ledger of projects: numbers that count nothing (codes, telephones, days), units in a column, remarks."""
    year, book = str(s.year), Book("", [])
    rows = [
        [Cell(f"{s.county}{year}年党建重点项目台账", 8)],
        row("序号", "项目名称", "单位", "计划数", "完成数", "责任人电话", "完成时间", "备注"),
    ]
    tasks = [("新建村级阵地", "个"), ("培训农村党员", "人次"), ("整治软弱涣散村党组织", "个"), ("硬化入户道路", "公里")]
    for k, (what, unit) in enumerate(tasks, 1):
        a, b = s.number(90), s.number(90)
        rows.append(
            [
                *row(str(k), what, unit, shown(a), shown(b)),
                Held(f"1390000{k:04}", value=f"1390000{k:04}"),
                day(datetime.date(s.year, 10, k), 'yyyy"年"m"月"d"日"', f"{year}年10月{k}日"),
                Cell("含续建2处" if k == 1 else ""),
            ]
        )
        book.right.append(of(what, a, unit, s.county, year, status="planned"))
        book.right.append(of(what, b, unit, s.county, year))
    book.sheets.append(Sheet("台账", rows))
    return book


KINDS: tuple[Callable[[Source], Book], ...] = (
    percents,
    two_years,
    sheet_a_year,
    stacked,
    beside,
    by_month,
    hidden,
    sums,
    formats,
    ledger,
)


def workbooks() -> list[Book]:
    """All workbooks, in order."""
    made = []
    for number, kind in enumerate(KINDS):
        chance = random.Random(f"{SEED}-book-{number}")
        key = COUNTIES[number % len(COUNTIES)]
        county = registry().entry(key)
        assert county is not None
        towns = [t.name for t in registry().towns(key) if t.name.endswith(("镇", "乡"))]
        chance.shuffle(towns)
        book = kind(Source(chance, county.name, towns, chance.randint(2016, 2025)))
        book.name = f"{number + 1:02}_{kind.__name__}"
        made.append(book)
    return made
