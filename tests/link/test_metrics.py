"""Figures linked: their region, their year, the programme and the measure that they stand under."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.link.resolve import resolve
from kg.model import Document, Links, Metric, Programme
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.rules.metrics.years import baseline_year
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


def dates_of(raw: str) -> list[str | None]:
    return [m.date for m in linked(raw).metrics]


def test_a_month_without_a_year_is_of_the_year_of_the_article() -> None:
    head = "湖南组工通讯\n\n2024年3月12日\n\n湖南省炎陵县：党建引领黄桃产业\n\n"
    body = "截至2月底，湖南省炎陵县办结诉求860件。截至11月底的上一轮，办结诉求790件。\n"
    found = linked(head + body)
    assert metric(found, 860).date == "2024-02"
    assert metric(found, 790).date == "2023-11"


def test_what_is_so_by_a_month_is_of_that_month() -> None:
    raw = "元龙镇修通山路\n\n某某发布　2023-12-05\n\n到11月，麦积区元龙镇修路31公里。到10月份，全镇打井7眼。\n"
    assert {str(m.value): m.date for m in linked(raw).metrics} == {"31": "2023-11", "7": "2023-10"}


def test_an_account_may_tell_its_year_in_chinese_digits_or_in_its_opening() -> None:
    title = "炎陵县一九九二年农村党建工作总结\n\n炎陵县全年举办培训班四十二期。\n"
    opening = "数说炎陵这一年\n\n2021年，湖南省炎陵县各级党组织真抓实干，各项工作取得进展。\n\n新建党群驿站31个。\n"
    plan = "炎陵县2025年党建工作要点\n\n湖南省炎陵县现有党员8600名，各项工作有序开展。\n"
    assert dates_of(title) == ["1992"]
    assert dates_of(opening) == ["2021"]
    assert dates_of(plan) == [None]


def test_a_heading_with_a_year_dates_its_section() -> None:
    raw = (
        "湖南省炎陵县党建工作汇报\n\n一、2023年工作情况\n\n湖南省炎陵县坚持分层分类抓好教育培训，举办培训班26期。\n\n"
        "二、2024年工作打算\n\n围绕服务群众，聚焦急难愁盼，力争新建党群驿站12个。\n"
    )
    assert dates_of(raw) == ["2023", "2024"]


def test_a_communique_of_a_part_of_a_year_dates_its_figures_by_the_last_month() -> None:
    opening = "全市上下抢抓机遇，经济运行平稳。\n前三季度，全市实现地区生产总值412.6亿元，同比增长5.1%，比2021年同期快0.4个百分点。"
    rows = "一产增加值61.2亿元，增长3.8%；二产增加值170.3亿元，增长4.9%；三产增加值181.1亿元，增长5.8%。"
    more = "固定资产投资增长7.2%，社会消费品零售总额增长6.6%，出口增长9.1%，用电量增长4.4%。"
    found = dates_of("嘉禾市经济运行稳中有进\n" + opening + rows + more)
    assert set(found) == {"2022-09"}


def test_a_headline_tells_the_part_of_the_year() -> None:
    text = "1-8月武冈县外贸进出口情况\n2023年9月14日\n\n1-8月，全县进出口总额完成21.5亿元。民营企业进出口14.2亿元。"
    assert set(dates_of(text)) == {"2023-08"}


def test_last_year_of_a_summed_up_year_is_that_year() -> None:
    told = [f"2021年，医院{done}。\n" for done in ("抓学科", "抓服务", "接诊86万人次")]
    assert set(dates_of("".join(told) + "去年，医院新增床位120张。\n出院3.4万人次。")) == {"2021"}
    assert set(dates_of("".join(told[1:]) + "出院3.4万人次。")) == {"2021", None}


@pytest.mark.parametrize(
    ("words", "date"), [("同年8月", "2019-08"), ("第二年", "2020"), ("次年3月", "2020-03"), ("当年", "2019")]
)
def test_a_year_that_leans_on_the_one_told_before(words: str, date: str) -> None:
    raw = f"湖南省炎陵县黄桃产业\n\n2019年，炎陵县试种黄桃。{words}，又建冷库8座。\n"
    assert dates_of(raw) == [date]


def test_a_month_is_of_the_year_that_its_paragraph_told() -> None:
    story = "湖南省炎陵县黄桃产业\n\n2016年8月，炎陵县办起网店。9月5日，卖出黄桃260吨。\n"
    event = "湖南省炎陵县黄桃产业\n\n4月23日，320人参加炎陵县2019年春季动员会。\n"
    assert dates_of(story) == ["2016-09-05"]
    assert dates_of(event) == ["2019-04-23"]


def test_that_year_is_the_last_one_named() -> None:
    raw = "湖南省炎陵县黄桃产业\n\n2019年，炎陵县试种黄桃。当年产果260吨，次年，又建冷库8座。\n"
    assert dates_of(raw)[0] == "2019"


def test_relative_changes_are_in_per_cent() -> None:
    raw = "湖南省炎陵县党建工作纪实\n\n湖南省炎陵县信访量下降四成，投诉量减少三分之一。\n"
    changes = [m.change for m in linked(raw).metrics]
    assert [(c.value, c.unit) for c in changes if c] == [(Decimal(40), "%"), (Decimal("33.33"), "%")]


def test_only_the_unit_is_left_where_a_region_stands_before_the_number() -> None:
    found = linked("湖南省炎陵县党建工作纪实\n\n炎陵县霞阳镇有3870户。\n")
    assert metric(found, 3870).property == "户数"


SEVERAL = """浙江省丽水市遂昌县：片区联建

近年来，遂昌县推行片区联建。石练镇柳村牵头建起加工厂，去年三个村集体收入合计达到310万元。如今，全县村集体经营收入全部超过25万元。
北界镇苏村新办民宿17家，其中妙高街道6家、云峰街道5家。
"""


def test_a_figure_of_several_villages_is_of_no_single_one() -> None:
    links = linked(SEVERAL)
    regions = {m.value: m.region.name if m.region else None for m in links.metrics}
    assert regions[Decimal(3100000)] == "遂昌县"
    assert regions[Decimal(250000)] == "遂昌县"
    assert regions[Decimal(6)] == "妙高街道"
    assert regions[Decimal(5)] == "云峰街道"


DEALT = """河南省光山县泼陂河镇：三个村的账本

2024年，东岳村、黄涂湾村、椿树岗村集体积累分别达到58万元、73万元和102万元。
江湾村与郑堂村常被放在一起比较。五年前，两村集体收入分别为6万元和9万元。在光山县19个乡镇中，泼陂河镇位居前列。
下一步，镇里要把培训抓实。组织轮训12期，覆盖村干部800人。
"""


def test_a_list_of_places_shares_the_noun_behind_the_last_of_them() -> None:
    found = {m.value: m for m in linked(DEALT).metrics}
    for value, village in ((580000, "东岳村"), (730000, "黄涂湾村"), (1020000, "椿树岗村")):
        told = found[Decimal(value)]
        assert told.property == "集体积累"
        assert told.region is not None
        assert told.region.name == village


def test_two_places_named_before_get_the_figures_that_are_dealt_out() -> None:
    regions = {m.value: m.region.name if m.region else None for m in linked(DEALT).metrics}
    assert regions[Decimal(60000)] == "江湾村"
    assert regions[Decimal(90000)] == "郑堂村"
    assert regions[Decimal(19)] == "光山县"


def test_a_paragraph_that_opens_with_what_is_to_come_is_a_plan() -> None:
    status = {m.value: m.status for m in linked(DEALT).metrics}
    assert status[Decimal(58) * 10000] == "reached"
    assert status[Decimal(12)] == status[Decimal(800)] == "planned"
