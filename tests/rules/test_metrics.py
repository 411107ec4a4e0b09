"""Figures: quotes, times that reach over clauses, changes, and what must stay out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, MetricMention
from kg.rules.metrics.clauses import Span
from kg.rules.metrics.nouns import noun_phrase
from kg.rules.metrics.reading import read_sentence
from kg.syntax.analysis import analyse
from kg.text.prepare import prepare


def read(words: str, aside: tuple[Span, ...] = ()) -> list[MetricMention]:
    text = prepare(Document("0" * 64, "test", words))
    return [d.mention for d in read_sentence(analyse(text), 0, len(text.clean), aside)]


def quotes(text: str) -> list[str]:
    return [text[m.start : m.end] for m in read(text)]


def test_a_quote_holds_the_noun_and_the_number() -> None:
    assert quotes("全镇建成示范点12个，吸引86名青年返乡。") == ["建成示范点12个", "86名青年"]


def test_a_quote_goes_on_to_the_change() -> None:
    text = "全市村均集体收入达28万元，较2021年增长43%。"
    assert quotes(text) == ["村均集体收入达28万元，较2021年增长43%"]


def test_a_year_reaches_to_the_end_of_the_sentence() -> None:
    found = read("2022年，结合换届，调整支部书记18名，培训委员210人次；新设党小组36个。")
    assert [m.time for m in found] == ["2022", "2022", "2022"]


def test_a_later_date_takes_over() -> None:
    found = read("2019年5月，村里流转土地300亩，到2023年年产值突破80万元。")
    assert [m.time for m in found] == ["2019-05", "2023"]


@pytest.mark.parametrize(
    "text", ["较2021年多建阵地12个。", "2015年成立的合作社现有社员210人。", "始建于1998年，现有床位80张。"]
)
def test_dates_of_other_things_date_no_figure(text: str) -> None:
    assert [m.time for m in read(text)] in ([None], ["截至目前"])


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("2016年，该社建冷库面积90亩，现有温室12栋。", ["2016", "截至目前"]),
        ("截至2022年底，全镇现有合作社31家。", ["2022"]),
        ("到2022年底，全镇目前仍有危房31户。", ["2022"]),
        ("截至2022年底，全县17个乡镇建起医疗点20处。", ["2022", "2022"]),
    ],
)
def test_what_is_there_now_is_not_of_the_year_before(text: str, times: list[str]) -> None:
    assert [m.time for m in read(text)] == times


def test_a_change_without_level_has_no_value() -> None:
    (m,) = read("辖区警情同比下降17.5%。")
    assert (m.value, m.unit) == (None, None)
    assert m.change is not None
    assert (m.change.direction, m.change.value, m.change.unit, m.change.baseline) == (
        "down",
        Decimal("17.5"),
        "%",
        "上年",
    )


@pytest.mark.parametrize(
    ("text", "old", "direction"),
    [
        ("群众满意率从88%提高到97%。", "88", "up"),
        ("参学率由不足五成上升到九成。", "0.5", "up"),
        ("空壳村由2018年的46个减少至3个。", "46", "down"),
        ("办件时限由12天压缩为2天。", "12", "down"),
    ],
)
def test_from_to(text: str, old: str, direction: str) -> None:
    (m,) = read(text)
    assert m.change is not None
    assert (m.change.baseline_value, m.change.direction, m.change.value) == (Decimal(old), direction, None)


@pytest.mark.parametrize(("words", "percent"), [("翻一番", 100), ("翻了两番", 300)])
def test_doubling_is_a_percentage(words: str, percent: int) -> None:
    (m,) = read(f"村集体收入比上年{words}。")
    assert m.change is not None
    assert (m.value, m.change.value, m.change.unit) == (None, percent, "%")


def test_numbers_in_titles_quoted_names_and_given_ranges_stay_out() -> None:
    text = "印发《基层党建10项措施》，推行“3组6队12岗”做法和5个党群联动组机制。"
    inside = text.index("5个")
    assert read(text, ((inside, inside + 5),)) == []


def test_a_threshold_is_a_condition_of_what_is_counted() -> None:
    (m,) = read("年收入30万元以上的行政村达到58个。")
    assert (m.value, m.condition) == (Decimal(58), "30万元以上")


def test_a_norm_sets_no_figure_but_a_yield_per_head_does() -> None:
    assert read("每个社区配备1名专职委员、2名网格员。") == []
    (m,) = read("每亩平均收入4200元。")
    assert m.value == 4200


@given(st.text(alphabet="全县党员建成“”《》（）12百三近约增长同比从到较年月个名%元，。、的和占分别翻番每", max_size=40))
def test_any_text_gives_ordered_mentions_inside_it(text: str) -> None:
    for m in read(text):
        assert 0 <= m.start < m.end
        assert m.start <= m.at < m.end
        assert m.property
        assert m.value is not None or m.change is not None


def test_a_list_mark_right_behind_a_count_begins_no_noun() -> None:
    assert noun_phrase("、作风实的党员参加") == ("", 0)
