"""The number grammar: numerals, hedges, units and dates, and what is read over."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.rules.numbers.dates import dates
from kg.rules.numbers.grammar import figures
from kg.rules.numbers.numerals import chinese

FIGURES = [
    ("12,345人", "12345", "人", None),
    ("1.08万余件", "10800", "件", "余"),
    ("80余万元", "800000", "元", "余"),
    ("4000多户", "4000", "户", "余"),
    ("3万5千元", "35000", "元", None),
    ("1亿2000万元", "120000000", "元", None),
    ("三百六十户", "360", "户", None),
    ("两万三千元", "23000", "元", None),
    ("三千五百余名", "3500", "名", "余"),
    ("百余户", "100", "户", "余"),
    ("百分之七十五", "75", "%", None),
    ("百分之三点五", "3.5", "%", None),
    ("百分之百", "100", "%", None),
    ("三分之二", "0.6667", None, None),
    ("近3成", "0.3", None, "近"),
    ("三成五", "0.35", None, None),
    ("一点五倍", "1.5", "倍", None),
    ("5个百分点", "5", "个百分点", None),
    ("不到5%", "5", "%", "不到"),
    ("约三百名", "300", "名", "约"),
    ("超过2.4亿元", "240000000", "元", "余"),
    ("200万元以上", "2000000", "元", "以上"),
    ("35岁以下", "35", "岁", "以下"),
    ("2600元左右", "2600", "元", "约"),
    ("2万株", "20000", "株", None),
    ("九点二亿元", "920000000", "元", None),
    ("四十三岁半", "43.5", "岁", None),
    ("过半数", "0.5", None, "余"),
    ("半数", "0.5", None, None),
    ("2.4万只（头）", "24000", "只", None),
    ("差不多200户", "200", "户", "约"),
    ("跨过100万元", "1000000", "元", "余"),
    ("闯过20万元", "200000", "元", "余"),
    ("46.8公里", "46.8", "公里", None),
]


@pytest.mark.parametrize(("text", "value", "unit", "hedge"), FIGURES)
def test_figures(text: str, value: str, unit: str | None, hedge: str | None) -> None:
    (figure,) = figures(text)
    assert (figure.value, figure.unit, figure.hedge) == (Decimal(value), unit, hedge)
    assert (figure.start, figure.end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "第三个",
        "第71期",
        "1-3项",
        "10至20名",
        "数十个",
        "几百人",
        "三五户",
        "十百千万",
        "1:2",
        "2024年",
        "G20",
        "上级2",
        "1+8+N",
        "A4",
        "二十大",
        "十四五",
    ],
)
def test_numbers_that_measure_nothing(text: str) -> None:
    assert figures(text) == ()


def test_a_number_may_share_the_unit_of_the_next() -> None:
    assert [(f.value, f.unit) for f in figures("2.1和3.4个百分点")] == [
        (Decimal("2.1"), "个百分点"),
        (Decimal("3.4"), "个百分点"),
    ]


@pytest.mark.parametrize("text", ["3个月", "15天", "24小时", "十多年", "30分钟"])
def test_durations_are_marked(text: str) -> None:
    assert all(f.duration for f in figures(text))


DATES = [
    ("2018年4月", "2018-04"),
    ("二〇二四年六月", "2024-06"),
    ("一九九六年底", "1996"),
    ("2024年10月31日", "2024-10-31"),
    ("2024年1-9月", "2024-09"),
    ("2024年5月6日至9日", "2024-05-09"),
    ("2024年5月30日至6月2日", "2024-06-02"),
    ("截至2023年12月底", "2023-12"),
    ("2022年以来", "2022"),
    ("今年3月", "今年-03"),
    ("去年底", "去年"),
    ("前三季度", "今年-09"),
    ("截至目前", "截至目前"),
]


@pytest.mark.parametrize(("text", "value"), DATES)
def test_dates(text: str, value: str) -> None:
    assert [d.value for d in dates(text)] == [value]


@pytest.mark.parametrize("text", ["每季度", "第三季度", "一百年", "三年来"])
def test_no_dates(text: str) -> None:
    assert dates(text) == ()


@pytest.mark.parametrize("word", ["三五", "十百千万", "一二三", "百百"])
def test_malformed_chinese_numerals(word: str) -> None:
    assert chinese(word) is None


def spell(n: int) -> str:
    """A number below 100000 in Chinese numerals, written the long way."""
    if n >= 10000:
        rest = n % 10000
        gap = "零" if 0 < rest < 1000 else ""
        return spell(n // 10000) + "万" + (gap + spell(rest) if rest else "")
    digits, out, gap = "零一二三四五六七八九", "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // place % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + name
            gap = False
        else:
            gap = True
    return out


@given(st.integers(min_value=1, max_value=99999))
def test_a_spelled_number_is_read_back(n: int) -> None:
    assert chinese(spell(n)) == n


@example("上-1%")
@example("万-约1%")
@given(st.text(alphabet="0123456789.,，一二三百千万亿余多个元%年月日第约近以上和至-名", max_size=30))
def test_figures_stay_in_order_and_inside(text: str) -> None:
    found = figures(text)
    for f in found:
        assert 0 <= f.start <= f.at < f.end <= len(text)
        assert f.value >= 0 or text[f.start] == "-"
    assert all(a.end <= b.at for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("截至10月底，", ["月-10"]),
        ("9月以来，", ["月-09"]),
        ("每年3月底，", []),
        ("从3月办到11月", []),
        ("从3月办到11月，", []),
        ("9月，全县", ["月-09"]),
        ("3月5日至8日，", ["月-03-08"]),
        ("3月28日至4月2日，", ["月-04-02"]),
        ("连续第二年", []),
        ("第二年又来了", ["次年"]),
        ("缩短至当天办结", []),
        ("八八年底，", ["1988"]),
        ("当年新建，次年分红", ["当年", "次年"]),
        ("前9个月", ["今年-09"]),
    ],
)
def test_dates_that_lean_on_others(text: str, values: list[str]) -> None:
    assert [d.value for d in dates(text)] == values
