"""Spreadsheets of figures: what a sheet shows is read, and what is not read is said."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from kg.cli.unreadable import in_words
from kg.text.decode import ReadError
from kg.text.number_formats import BUILT_IN, shown
from kg.text.read import read_file
from tests.gold.tables.books import Sheet, write_book
from tests.gold.tables.declared import Cell, row

TOWNS = [row("乡镇", "党支部（个）"), row("甲镇", "12"), row("乙镇", "1,310")]
TEXT = "甲镇\t12\n乙镇\t1,310"


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("0.126", "0.0%", "12.6%"),
        ("0.333333", "0%", "33%"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("12", '0"个"', "12个"),
        ("12", 'General"人"', "12人"),
        ("-1234.5", '"¥"#,##0.00;"¥"-#,##0.00', "-¥1,234.50"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("-12", r"#,##0_);[Red]\(#,##0\)", "-12"),
        ("0", '0;-0;"—"', "—"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("-123.456", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-123.46"),
        ("5", ";;;", ""),
        ("1234567", '0!.0,"万"', "1234567"),  # a point that is a letter: the number as it is
        ("1.5", "# ?/?", "1.5"),
        ("0.30000000000000004", "General", "0.3"),
        ("1e5", "General", "100000"),
        ("45292", 'yyyy"年"m"月"', "2024年1月"),
        ("45292", BUILT_IN[57], "2024年1月"),
        ("45292", '[$-804]yyyy"年"m"月"d"日";@', "2024年1月1日"),
        ("45292.5", "yyyy/m/d h:mm", "2024/1/1"),
        ("2023", '0"年"', "2023年"),
        ("x", "0", "x"),
    ],
)
def test_what_a_cell_shows(value: str, code: str, words: str) -> None:
    assert shown(value, code) == words


def test_days_from_1904() -> None:
    assert shown("0.5", "yyyy/m/d", mac=True) == "1904/1/1"
    assert shown("43830", "yyyy/m/d", mac=True) == shown("45292", "yyyy/m/d") == "2024/1/1"


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_what_is_hidden_is_said(tmp_path: Path, form: str) -> None:
    sheets = [Sheet("汇总表", [*TOWNS, row("丙镇", "9")], hidden_rows=(3,)), Sheet("底稿", TOWNS, hidden=True)]
    (path,) = write_book(tmp_path / f"a.{form}", sheets)
    read = read_file(path)
    assert [d.name for d in read.documents] == [f"a.{form}"]
    assert TEXT in read.documents[0].raw
    assert "丙镇" not in read.documents[0].raw
    assert {(e.path.name, e.reason) for e in read.errors} == {
        ("汇总表", "1 rows or columns are hidden and not read"),
        ("底稿", "the sheet is hidden and not read"),
    }


def test_what_no_program_reckoned_is_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (["乡镇", "党支部（个）"], ["甲镇", 12], ["乙镇", 1310], ["合计", "=SUM(B2:B3)"]):
        sheet.append(cells)
    book.save(tmp_path / "a.xlsx")
    read = read_file(tmp_path / "a.xlsx")
    assert "合计" in read.documents[0].raw
    assert [e.reason for e in read.errors] == ["1 cells hold formulas without values"]


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_sheet_of_figures_beside_reports_is_said(tmp_path: Path, form: str) -> None:
    reports = [row("标题", "正文"), row("甲镇党建", "甲镇推行网格管理，群众满意。")]
    (path,) = write_book(
        tmp_path / f"a.{form}", [Sheet("报道", reports), Sheet("汇总表", TOWNS), Sheet("说明", [row("无")])]
    )
    read = read_file(path)
    assert len(read.documents) == 1
    assert [(e.path.name, e.reason.split(",")[0]) for e in read.errors] == [
        ("汇总表", "the sheet has no column of texts")
    ]


def test_a_text_in_a_cell_is_no_table_of_figures(tmp_path: Path) -> None:
    """A column of texts under a head that is not known is asked for, not taken apart as figures; short 内容 is no text."""
    text = "甲镇推行网格管理，" + "干部下沉到村，" * 20 + "群众满意。"
    write_book(tmp_path / "a.csv", [Sheet("报道", [row("序号", "报道文字"), row("1", text), row("2", text)])])
    with pytest.raises(ReadError, match="no column of texts is found, and no table of figures") as raised:
        read_file(tmp_path / "a" / "报道.csv")
    assert "各列为：序号、报道文字" in in_words(raised.value) or "columns are 序号、报道文字" in in_words(raised.value)
    (path,) = write_book(
        tmp_path / "b.xlsx", [Sheet("台账", [row("序号", "内容", "数量（个）"), row("1", "修亭子", "3")])]
    )
    assert [d.name for d in read_file(path).documents] == ["b.xlsx"]


def test_labels_and_what_they_say_in_the_next_cell_are_no_heads(tmp_path: Path) -> None:
    head = [row("某县党支部情况"), row("填报单位：", "某县组织部"), *TOWNS, row("审核人：", "甲")]
    (path,) = write_book(tmp_path / "a.xlsx", [Sheet("Sheet1", head)])
    raw = read_file(path).documents[0].raw
    assert raw.split("\n")[:3] == ["某县党支部情况", "填报单位：某县组织部", "乡镇\t党支部（个）"]
    assert raw.strip().endswith("审核人：甲")


def test_the_name_of_a_file_titles_a_sheet_that_has_none(tmp_path: Path) -> None:
    (path,) = write_book(tmp_path / "2024-01-05_某县2023年党支部情况.xlsx", [Sheet("Sheet1", TOWNS)])
    assert read_file(path).documents[0].raw.startswith("某县2023年党支部情况\n乡镇\t")
    (path,) = write_book(tmp_path / "新建 XLSX 工作表.xlsx", [Sheet("Sheet1", TOWNS)])
    assert read_file(path).documents[0].raw.startswith("乡镇\t")


def test_a_cell_that_is_merged_over_all_there_is_takes_no_room(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (["乡镇", "党支部（个）"], ["甲镇", 12], ["乙镇", 13]):
        sheet.append(cells)
    sheet.merged_cells.ranges.add(openpyxl.worksheet.cell_range.CellRange("B3:XFD1048576"))
    book.save(tmp_path / "a.xlsx")
    assert "乙镇\t13" in read_file(tmp_path / "a.xlsx").documents[0].raw


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_old_spreadsheet(tmp_path: Path) -> None:
    rows = [*TOWNS, [Cell("丙镇"), Cell("4")]]
    (path,) = write_book(tmp_path / "a.xlsx", [Sheet("Sheet1", rows)])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    assert TEXT in read_file(tmp_path / "a.xls").documents[0].raw
