"""Figures of tables: heads of rows and columns, units, years, growth, totals; never a figure without a digit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.pipeline import read_one
from kg.rules.metrics.tables import unread
from kg.text.inputs import read_inputs
from kg.text.prepare import prepare

Row = tuple[str, str, str | None, str | None, str | None]

TABLES: dict[str, tuple[str, list[Row]]] = {
    "units in the head": (
        "乡镇|党组织（个）|党员（名）|村集体收入（万元）\n崇头镇|43|1632|388\n石塘镇|28|991|216.5",
        [
            ("党组织", "43", "个", "崇头镇", "2022"),
            ("党员", "1632", "名", "崇头镇", "2022"),
            ("村集体收入", "3880000", "元", "崇头镇", "2022"),
            ("党组织", "28", "个", "石塘镇", "2022"),
            ("党员", "991", "名", "石塘镇", "2022"),
            ("村集体收入", "2165000", "元", "石塘镇", "2022"),
        ],
    ),
    "a column of units": (
        "产品名称|单 位|产 量|同比增长（%）\n天然气|亿立方米|2.8|8.6\n啤酒|万千升|1.7|-3.1",
        [("天然气产量", "280000000", "立方米", "云和县", "2022"), ("啤酒产量", "17000", "千升", "云和县", "2022")],
    ),
    "indicators by years": (
        "指标|2020年|2021年\n地区生产总值（亿元）|91.4|98.2\n常住人口（万人）|12.7|12.9",
        [
            ("地区生产总值", "9140000000", "元", "云和县", "2020"),
            ("地区生产总值", "9820000000", "元", "云和县", "2021"),
            ("常住人口", "127000", "人", "云和县", "2020"),
            ("常住人口", "129000", "人", "云和县", "2021"),
        ],
    ),
    "years by indicators": (
        "年份|驿站（个）|投入（万元）\n2020年|12|340\n2021年|19|415",
        [
            ("驿站", "12", "个", "云和县", "2020"),
            ("投入", "3400000", "元", "云和县", "2020"),
            ("驿站", "19", "个", "云和县", "2021"),
            ("投入", "4150000", "元", "云和县", "2021"),
        ],
    ),
    "a row that compares two years, rates below": (
        "年份|总户数（户）|总人口（人）|出生率\n1983|3120|14210|15.2\n1993|3480|15160|13.8\n1993年比1983年增减%|11.5|6.7|－",
        [
            ("总户数", "3120", "户", "云和县", "1983"),
            ("总人口", "14210", "人", "云和县", "1983"),
            ("总户数", "3480", "户", "云和县", "1993"),
            ("总人口", "15160", "人", "云和县", "1993"),
        ],
    ),
    "a subtotal of some places": (
        "乡镇|党员（名）\n崇头镇|1632\n石塘镇|991\n小计|2623\n全县|8410",
        [
            ("党员", "1632", "名", "崇头镇", "2022"),
            ("党员", "991", "名", "石塘镇", "2022"),
            ("党员", "8410", "名", "云和县", "2022"),
        ],
    ),
    "a year as a share of the one before": (
        "指标|单位|2021年|2020年|2021年为2020年%\n油茶产量|吨|310|295|105.1",
        [("油茶产量", "310", "吨", "云和县", "2021"), ("油茶产量", "295", "吨", "云和县", "2020")],
    ),
    "as at a month": (
        "项目|年度目标|截至10月底完成\n新增床位|60张|48张",
        [("新增床位年度目标", "60", "张", "云和县", "2022"), ("新增床位", "48", "张", "云和县", "2022-10")],
    ),
    "units in the cells": (
        "项目|数量|备注\n红色驿站|26个|县级\n党员志愿者|1840名|含退休",
        [("红色驿站", "26", "个", "云和县", "2022"), ("党员志愿者", "1840", "名", "云和县", "2022")],
    ),
    "numbers of rows, phones and gaps": ("序号|村|户数（户）|电话\n1|长田村|—|0578123\n2|梅源村|/|0578124", []),
    "a long table as two": (
        "乡镇|驿站（个）|乡镇|驿站（个）\n崇头镇|14|石塘镇|12\n紧水滩镇|9||",
        [
            ("驿站", "14", "个", "崇头镇", "2022"),
            ("驿站", "12", "个", "石塘镇", "2022"),
            ("驿站", "9", "个", "紧水滩镇", "2022"),
        ],
    ),
    "a sum below the numbers of rows": (
        "序号|乡镇|驿站（个）\n1|崇头镇|14\n2|石塘镇|12\n合计||26",
        [
            ("驿站", "14", "个", "崇头镇", "2022"),
            ("驿站", "12", "个", "石塘镇", "2022"),
            ("驿站", "26", "个", "云和县", "2022"),
        ],
    ),
    "months, and words behind figures that name no row": (
        "乡镇|1-6月新建驿站（个）|主导产业|全年计划完成投资（万元）\n崇头镇|14|雪梨|30\n石塘镇|12|茶叶|45",
        [
            ("新建驿站", "14", "个", "崇头镇", "2022-06"),
            ("全年计划完成投资", "300000", "元", "崇头镇", "2022"),
            ("新建驿站", "12", "个", "石塘镇", "2022-06"),
            ("全年计划完成投资", "450000", "元", "石塘镇", "2022"),
        ],
    ),
    "a head that counts more than its column": (
        "项目|5个乡镇|扶贫资金（万元）\n水渠|5|300\n道路|3|120",
        [("水渠扶贫资金", "3000000", "元", "云和县", "2022"), ("道路扶贫资金", "1200000", "元", "云和县", "2022")],
    ),
    "persons": ("村|姓名|年龄（岁）|报酬（元）\n长田村|甲|45|3200\n梅源村|乙|39|3100\n后垟村|丙|51|3000", []),
    "this year and the last": (
        "指标|代码|本年实际|上年同期\n党员总数（名）|01|12560|12300\n其中：女党员（名）|02|3310|3120",
        [
            ("党员总数", "12560", "名", "云和县", "2022"),
            ("党员总数", "12300", "名", "云和县", "2021"),
            ("女党员", "3310", "名", "云和县", "2022"),
            ("女党员", "3120", "名", "云和县", "2021"),
        ],
    ),
    "signs of money and bare scales": (
        "乡镇|帮扶资金（万元）|捐款\n崇头镇|¥120.50|￥3,400\n石塘镇|98万|¥2,100",
        [
            ("帮扶资金", "1205000", "元", "崇头镇", "2022"),
            ("捐款", "3400", "元", "崇头镇", "2022"),
            ("帮扶资金", "980000", "元", "石塘镇", "2022"),
            ("捐款", "2100", "元", "石塘镇", "2022"),
        ],
    ),
    "years without their word": (
        "年份|驿站（个）\n2020|12\n2021|19",
        [("驿站", "12", "个", "云和县", "2020"), ("驿站", "19", "个", "云和县", "2021")],
    ),
    "a sum": (
        "乡镇|驿站（个）\n崇头镇|14\n石塘镇|12\n合计|26",
        [
            ("驿站", "14", "个", "崇头镇", "2022"),
            ("驿站", "12", "个", "石塘镇", "2022"),
            ("驿站", "26", "个", "云和县", "2022"),
        ],
    ),
}
INTRO = "2022年云和县党建工作平稳推进，主要指标见下表，各项任务完成。"


def _cells(table: str) -> list[list[str]]:
    return [row.split("|") for row in table.split("\n")]


def _written(folder: Path, form: str, table: str) -> Path:
    rows = _cells(table)
    path = folder / f"a.{form}"
    if form == "html":
        body = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
        path.write_text(f"<h1>云和县党建指标</h1><p>{INTRO}</p><table>{body}</table>", "utf-8")
    elif form == "md":
        bars = ["| " + " | ".join(row) + " |" for row in rows]
        bars.insert(1, "|" + "---|" * len(rows[0]))
        path.write_text(f"# 云和县党建指标\n\n{INTRO}\n\n" + "\n".join(bars), "utf-8")
    elif form == "docx":
        docx = pytest.importorskip("docx")
        file = docx.Document()
        file.add_heading("云和县党建指标", 0)
        file.add_paragraph(INTRO)
        grid = file.add_table(len(rows), len(rows[0]))
        for row, cells in zip(grid.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
        file.save(str(path))
    else:
        tabs = "\n".join("\t".join(row) for row in rows)
        path.write_text(f"云和县党建指标\n\n{INTRO}\n\n{tabs}\n", "utf-8")
    return path


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx"])
@pytest.mark.parametrize("name", TABLES)
def test_cells(tmp_path: Path, name: str, form: str) -> None:
    """Every cell that measures something, and nothing else, in every format."""
    table, right = TABLES[name]
    document = read_inputs([_written(tmp_path, form, table)]).documents[0]
    found = [
        (m.property, m.value, m.unit, m.region and m.region.name, m.date) for m in read_one(document).links.metrics
    ]
    assert found == [(p, Decimal(v), u, r, t) for p, v, u, r, t in right]


def test_growth(tmp_path: Path) -> None:
    """The growth beside a level is its change."""
    table, _ = TABLES["a column of units"]
    document = read_inputs([_written(tmp_path, "md", table)]).documents[0]
    changes = [m.change for m in read_one(document).links.metrics]
    assert [(c.direction, c.value, c.unit) for c in changes if c] == [
        ("up", Decimal("8.6"), "%"),
        ("down", Decimal("3.1"), "%"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "指标|2021年|2022年|增减（%）\n粮食产量（吨）|91|98|7.7",
        "指标|2022年|2021年|增减（%）\n粮食产量（吨）|98|91|7.7",
        "指标|本年|上年同期|同比增长（%）\n粮食产量（吨）|98|91|7.7",
        "指标|单位|2022年产量|2022年比上年±%|2021年产量\n粮食|吨|98|7.7|91",
    ],
)
def test_growth_is_that_of_the_newest_year(tmp_path: Path, table: str) -> None:
    """Whichever year stands beside the growth."""
    document = read_inputs([_written(tmp_path, "md", table)]).documents[0]
    found = {m.date: m.change and m.change.value for m in read_one(document).links.metrics}
    assert found == {"2022": Decimal("7.7"), "2021": None}


def test_a_table_of_a_quarter_is_of_its_last_month(tmp_path: Path) -> None:
    """Figures of two quarters are no two values of one year."""
    path = tmp_path / "a.txt"
    path.write_text("云和县信访情况\n\n2022年一季度信访情况\n\n乡镇\t受理（件）\n崇头镇\t31\n石塘镇\t12\n", "utf-8")
    assert {m.date for m in read_one(read_inputs([path]).documents[0]).links.metrics} == {"2022-03"}


def test_what_was_planned_and_what_was_reached_of_it(tmp_path: Path) -> None:
    """A final account is no budget, a share of a plan is reached; growth below the head of a measure is no level of it."""
    path = tmp_path / "a.html"
    rows = "<tr><td>科目<td>年初预算数<td>决算数<td>占预算%</tr><tr><td>契税<td>90<td>84<td>93.3</tr>"
    path.write_text(f"<h1>云和县2022年收支决算表</h1><p>单位：万元</p><table>{rows}</table>", "utf-8")
    found = {str(m.value): m.status for m in read_one(read_inputs([path]).documents[0]).links.metrics}
    assert found == {"900000": "planned", "840000": "reached", "93.3": "reached"}
    rows = "<tr><td>乡镇<td colspan=2>村均收入（万元）</tr><tr><td><td>2022年<td>增长</tr><tr><td>崇头镇<td>38<td>7.5</tr><tr><td>石塘镇<td>21<td>—</tr>"
    path.write_text(f"<h1>云和县村均收入</h1><table>{rows}</table>", "utf-8")
    metrics = read_one(read_inputs([path]).documents[0]).links.metrics
    assert {(m.value, m.change and m.change.value) for m in metrics} == {(380000, Decimal("7.5")), (210000, None)}


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx"])
def test_a_table_whose_figures_cannot_be_read_is_told(tmp_path: Path, form: str) -> None:
    """Figures that no head explains; a table that is read, and one of words, are not told."""
    tables = {
        "甲|乙|丙\n3|5|7\n4|6|8": 1,
        "村|户数（户）\n石塘村|310\n崇头村|280\n雾溪村|190": 0,
        "职务|分工\n书记|抓全面\n委员|抓宣传": 0,
        "村|姓名|报酬（元）\n石塘村|甲|3100\n崇头村|乙|3000\n雾溪村|丙|2900": 0,
    }
    for table, told in tables.items():
        document = read_inputs([_written(tmp_path, form, table)]).documents[0]
        assert unread(prepare(document)) == told
