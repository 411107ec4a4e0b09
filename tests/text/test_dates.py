"""Dates of articles, and sentences."""

from __future__ import annotations

import pytest

from kg.text.dates import issued
from kg.text.sentences import sentence_ranges


@pytest.mark.parametrize(
    ("body", "frame", "expected"),
    [
        (["本报讯 今年以来，东山县建成示范点。"], ["来源：东山日报 2024-03-05"], "2024-03-05"),
        (["今年以来，东山县建成示范点。"], ["发布时间：2024年3月5日 10:20"], "2024-03-05"),
        (["今年以来，东山县建成示范点。"], ["发布时间：2024-03-0510:20"], "2024-03-05"),
        (["今年以来，东山县建成示范点。"], ["二〇二四年三月十五日"], "2024-03-15"),
        (["截至2024年10月底，建成12个，今年新增3个。"], [], "2024"),
        (["2025年以来，召开会议1次；今年确定项目40项。", "2024年，收入达100万元。"], [], "2025"),
        (["今年（2023年）以来，建成12个。"], [], "2023"),
        (["去年（2023年）建成12个。"], [], "2024"),
        (["2024年3月15日，东山县召开推进会。"], [], "2024-03"),
        (["东山地处山区。2024年11月，本刊就此专访县委负责人。"], [], "2024-11"),
        (["2022年以来，累计建成12个，今年新增3个。"], [], None),
        (["2024年收入达34万元，较2023年增长61%。"], [], None),
        (["今年以来建成12个，到2027年达到50个。"], [], None),
        (["今年以来建成12个。"], [], None),
        (["2018年4月，村里办起合作社，到2021年收入100万元。"], [], None),
    ],
)
def test_dates(body: list[str], frame: list[str], expected: str | None) -> None:
    found = issued(body, frame, None)
    assert (found.date if found else None) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("建成12个。培训320人！怎么办？好。", 4),
        ("“把工作做细。”他说，“群众就满意。”大家都赞同。", 2),
        ("出台《办法（试行。修订）》，建立制度。", 1),
        ("乡村面貌焕然一新……一份份答卷令人振奋。", 1),
        ("没有句号的一行", 1),
    ],
)
def test_sentences(text: str, parts: int) -> None:
    ranges = sentence_ranges(text)
    assert len(ranges) == parts
    assert "".join(text[a:b] for a, b in ranges) == text
