"""The year that opens a paragraph or a report holds for its figures until another is told."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.pipeline import read_one


def _years(words: str) -> list[str | None]:
    found = read_one(Document(id="0" * 64, name="a.txt", raw=words)).links.metrics
    return [m.date for m in found]


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("农业：2021年，全镇种植小麦640公顷。大豆播种面积75公顷。", ["2021", "2021"]),
        ("村支书说，2021年，全镇种植小麦640公顷。大豆75公顷。", ["2021", "2021"]),
        ("截至2021年底，全镇种植小麦640公顷。现有合作社31个。", ["2021", "2021"]),
        ("2021年，全县爬坡过坎。\n\n全年办班18期。\n\n年末有党员810人，干部20人。", ["2021", "2021", "2021"]),
        ("2021年，全镇种植小麦640公顷。现有合作社31个。", ["2021", None]),
        ("2021年，全镇种植小麦640公顷。每年拿出40万元助学。", ["2021", None]),
        ("2021年，全县种植小麦640公顷。云和县崇头镇建成驿站8个。", ["2021", None]),
        ("2021年以来，全县建成驿站26个。发放资金40万元。", ["2021", "2021"]),
        ("全县建成驿站26个。2021年，发放资金40万元。新建食堂3个。", [None, "2021", None]),
        (
            "新风社银川2024年2月8日电（记者 甲乙）银川海关发布的数据显示，2023年，出口枸杞640吨。羊绒75吨。",
            ["2023", "2023"],
        ),
        ("据了解，2021年，全镇种植小麦640公顷。大豆播种面积75公顷。", ["2021", "2021"]),
        ("5月6日，全县接待游客43万人次，比2019年同期增长18%。", [None]),
        ("德清县：新渠\n\n发表于:2022-09-03\n\n去年，全县种麦640公顷。户均增收4200元。", ["2021", "2021"]),
        ("2019年至2021年，全县推进产业扶贫。项目涉及贫困村19个。", ["2021"]),
    ],
)
def test_opening_year(words: str, years: list[str | None]) -> None:
    """It holds for sentences that go on, not for what stands now and not for other places."""
    assert _years(words) == years


def test_the_year_that_opens_the_entries_of_a_yearbook() -> None:
    """It holds for all of them, but not where two labelled paragraphs are no page of a yearbook."""
    entries = [
        "【概况】2021年，全县设乡镇党委14个。年末有党员8100名。",
        "【培训】年内，县委党校办班6期。",
        "【人才】县里引进农技人员35人。",
    ]
    assert set(_years("云和县党建工作概要\n\n" + "\n\n".join(entries))) == {"2021"}
    assert None in _years("云和县党建工作概要\n\n" + "\n\n".join([entries[0], entries[2]]))


def test_a_year_before_the_named_baseline_is_not_the_year_of_the_figure() -> None:
    """The paragraph's year would make a graph that does not conform."""
    words = "2021年，全州开展“双报到”3600余次。村集体收入10万元以上的村占比达91.5%，比2022年末提高23.7个百分点。"
    found = read_one(Document(id="0" * 64, name="a.txt", raw=words)).links.metrics
    assert [(m.date, m.baseline_year) for m in found if m.unit == "%"] == [(None, 2022)]


def test_a_month_that_is_still_to_come_is_of_the_year_of_the_report_where_it_is_planned() -> None:
    """What was done in a month after the day of issue was done the year before."""
    words = "德清县：新学校\n\n2022年8月19日\n\n9月1日，学校将迎来学生1200名。11月6日，老校区办运动会62场。"
    assert _years(words) == ["2022-09-01", "2021-11-06"]
