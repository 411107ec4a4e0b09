"""Figures linked: their region, their year, the programme and the measure that they stand under."""

from __future__ import annotations

from decimal import Decimal

from kg.link.metric_times import baseline_year
from kg.link.resolve import resolve
from kg.model import Document, Links, Metric, Programme
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.text.prepare import prepare


def linked(raw: str) -> Links:
    text = prepare(Document("0" * 64, "linked", raw))
    return resolve(text, run(FAMILIES, text))


def metric(links: Links, value: int | str) -> Metric:
    (found,) = [m for m in links.metrics if m.value == Decimal(value)]
    return found


REVIEW = """浙江省安吉县2021年度基层党建工作总结

浙江省安吉县全年举办培训班26期，较上年增加4期。去年，安吉县新建党群驿站31个。
"""


def test_a_yearly_review_dates_its_figures() -> None:
    links = linked(REVIEW)
    assert metric(links, 26).date == "2021"
    assert metric(links, 31).date == "2020"
    assert metric(links, 26).baseline_year == 2020


UNDATED = """湖南省炎陵县：党建引领黄桃产业

今年，湖南省炎陵县发展黄桃种植户320户，其中党员示范户45户。
"""


def test_this_year_stays_open_where_the_article_tells_no_year() -> None:
    m = metric(linked(UNDATED), 320)
    assert m.date is None
    assert "今年" in m.why
    assert m.region is not None
    assert m.region.name == "炎陵县"


PROGRAMME = """湖南省炎陵县党建工作纪实

湖南省炎陵县实施“头雁领航”工程，选派第一书记86名。围绕重点工作，全县调整班子成员12名。
"""


def test_a_figure_stands_under_the_programme_of_its_sentence_only() -> None:
    links = linked(PROGRAMME)
    under = metric(links, 86).under
    assert isinstance(under, Programme)
    assert "头雁领航" in under.name
    assert metric(links, 12).under is None


def test_a_multiple_beside_a_sum_is_a_percentage() -> None:
    links = linked("湖南省炎陵县党建工作纪实\n\n湖南省炎陵县黄桃产值达6亿元，同比增长1.5倍。\n")
    change = metric(links, 600000000).change
    assert change is not None
    assert (change.value, change.unit) == (Decimal(150), "%")


def test_a_repeated_figure_is_one_with_two_quotes() -> None:
    raw = "湖南省炎陵县党建工作纪实\n\n炎陵县有农村党员8600名。\n\n如今，炎陵县有农村党员8600名。\n"
    assert len(metric(linked(raw), 8600).quotes) == 2


def test_baseline_years() -> None:
    assert baseline_year("2019年", None, None) == 2019
    assert baseline_year("上年", "2023-06", None) == 2022
    assert baseline_year("去年同期", None, 2024) == 2023
    assert baseline_year("上届", "2023", 2023) is None
