"""What numeral abbreviations announce."""

from __future__ import annotations

import pytest

from kg.rules.programmes import numerals


@pytest.mark.parametrize(
    ("core", "count"),
    [
        ("一强三创", 4),
        ("三化四明", 7),
        ("十百千万", 4),
        ("百千万工程", 3),
        ("四链富民", 4),
        ("五项举措", 5),
        ("七型发展", 7),
        ("双培双促", 4),
        ("双融入", 2),
        ("两个覆盖", 2),
        ("十查十看十补课", 30),
        ("三审四议五公开", 12),
        ("五个一", 5),
        ("五个一示范奖", 5),
        ("三统一归口", 3),
        ("六个统一", 6),
        ("三统一分", 4),
        ("三单一图", 4),
        ("四个一流", 4),
        ("三个进一步", 3),
        ("五位一体", 5),
        ("一件五环", 5),
        ("一岗双责", 2),
        ("一看二问三查", 3),
        ("一强二优三创四带", 4),
    ],
)
def test_declared(core: str, count: int) -> None:
    assert numerals.declared(core) == count


@pytest.mark.parametrize(
    "core",
    [
        "百名头雁",
        "一站式",
        "一网通办",
        "一体化",
        "一核多元",
        "一村一品",
        "1+8+N",
        "三级联动",
        "四级七天",
        "2345",
        "第三批",
        "双向认领",
        "千企万户",
        "三年攻坚",
        "党建先锋",
        "十户一长",
        "百户一格",
        "二十大精神",
        "3.0版",
        "6·3演练",
        "3D导览",
        "十佳服务品牌",
        "四海同春",
        "九尺堤",
        "三句半",
    ],
)
def test_nothing_declared(core: str) -> None:
    assert numerals.declared(core) is None


def test_segments_follow_the_counts() -> None:
    assert numerals.segments_of("一强三创", 4) == ("一强", "三创", "三创", "三创")
    assert numerals.segments_of("四链富民", 4) == ("四链",) * 4
    assert numerals.segments_of("一强三创", 3) == (None,) * 3
    assert numerals.segments_of("三化四明", 2) == ("三化", "四明")


@pytest.mark.parametrize("core", ["一馆一院", "四链", "三化四明", "632", "十百千万", "三三二"])
def test_abbreviations(core: str) -> None:
    assert numerals.is_abbreviation(core)


@pytest.mark.parametrize("core", ["先锋引领", "2023", "三级联动", "一张网"])
def test_no_abbreviations(core: str) -> None:
    assert not numerals.is_abbreviation(core)
