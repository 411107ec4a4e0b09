"""Spread and recognition resolved: whose a programme is, what spread above its home is, which statement stays."""

from __future__ import annotations

import pytest

from kg.model import Document, Links
from kg.pipeline import read_one


def links(raw: str) -> Links:
    return read_one(Document("0" * 64, "a.txt", raw)).links


def test_an_originator_keeps_its_programme() -> None:
    found = links("高台县在全省率先推行“三岗联创”。")
    (adoption,) = found.adoptions
    assert (adoption.kind, adoption.who.name) == ("first", "高台县")
    assert getattr(adoption.first_in, "name", None) == "甘肃省"
    assert [p.region.name for p in found.programmes if p.region] == ["高台县"]


def test_who_begins_in_some_of_its_own_towns_is_not_the_first() -> None:
    (adoption,) = links("高台县在宣化镇、南华镇率先试点“三岗联创”。").adoptions
    assert (adoption.kind, adoption.who.name) == ("begun", "高台县")


def test_what_was_learned_stays_that_of_its_place() -> None:
    found = links("临泽县复制推广高台县“三岗联创”机制。")
    (programme,) = found.programmes
    assert programme.name == "“三岗联创”机制"
    assert programme.region is not None
    assert programme.region.name == "高台县"
    (adoption,) = found.adoptions
    assert (adoption.who.name, adoption.source and adoption.source.name) == ("临泽县", "高台县")


def test_what_one_began_beside_others_is_at_home_where_the_text_says_whose_it_is() -> None:
    found = links("2021年，临泽县、民乐县先后推行“三岗联创”机制。临泽县复制推广高台县“三岗联创”机制。")
    assert [p.region.name for p in found.programmes if p.region] == ["高台县"]


@pytest.mark.parametrize(
    ("area", "kind", "level"),
    [
        ("全县", "spread", None),
        ("全市", "popularised", "prefecture"),
        ("全省", "popularised", "province"),
        ("全国", "popularised", "national"),
    ],
)
def test_spread_above_the_home_is_a_recognition(area: str, kind: str, level: str | None) -> None:
    found = links(f"2020年，岷县首创“洮岷说事”制度。2022年，“洮岷说事”制度在{area}推广。")
    told = [(a.kind, None) for a in found.adoptions if a.kind == "spread"]
    told += [(r.kind, r.level) for r in found.recognitions]
    assert told == [(kind, level)]


def test_of_what_a_place_did_first_the_strongest_stays() -> None:
    found = links("受宕昌县启发，礼县2021年推出“院落长制”。2021年，礼县实施“院落长制”。")
    assert [(a.kind, a.who.name, a.date) for a in found.adoptions] == [("learned", "礼县", "2021")]


def test_places_that_only_say_where_a_body_is_are_no_adopters() -> None:
    found = links("渭源县会川镇本庙村党支部首创“当归课堂”。")
    assert [a.who.name for a in found.adoptions] == ["本庙村"]


def test_dates_are_told_from_the_article() -> None:
    found = links("陇西县党建简报\n2023年6月5日\n今年3月，陇西县启动“药乡先锋”行动。去年，陇西县推行“药农夜谈”制度。")
    assert {(a.date, a.who.name) for a in found.adoptions} == {("2023-03", "陇西县"), ("2022", "陇西县")}


@pytest.mark.parametrize(
    "raw",
    [
        "岷县的“洮岷说事”制度，是漳县的探索所缺少的。",
        "岷县推行“洮岷说事”制度，公司荣获省级奖项3项。",
        "市国资委授予公司“先锋机关”称号，公司推行“支部会诊”机制。",
        "下一步，岷县将把“洮岷说事”制度推广到漳县。",
        "会议要求，各县学习借鉴岷县“洮岷说事”制度。",
    ],
)
def test_nothing_is_told(raw: str) -> None:
    found = links(raw)
    assert found.adoptions == ()
    assert found.recognitions == ()


def test_what_several_began_in_order_is_at_home_with_the_first() -> None:
    found = links("2020年，甘州区、临泽县相继推行“银发先锋”行动。")
    assert [p.region.name for p in found.programmes if p.region] == ["甘州区"]


def test_what_grew_out_of_a_programme_is_at_home_where_that_is() -> None:
    found = links(
        "高台县党建工作综述\n\n临泽县首创“田埂课堂”制度。后来，“田埂课堂”制度升级为“田埂学院”。高台县召开会议。"
    )
    assert {p.name: p.region and p.region.name for p in found.programmes} == {
        "“田埂课堂”制度": "临泽县",
        "田埂学院": "临泽县",
    }
    assert [(a.kind, a.who.name) for a in found.adoptions] == [("first", "临泽县"), ("renamed", "临泽县")]


def test_all_programmes_of_a_list_that_are_carried_out_are_the_higher_levels() -> None:
    found = links(
        "略阳县党建工作纪实\n\n略阳县深入落实陕西省“千村提升”工程和汉中市委“三进三亮”“百日攻坚”行动，成立12支服务队。"
    )
    assert sorted((c.who.name, c.what.region and c.what.region.name) for c in found.carried) == [
        ("略阳县", "汉中市"),
        ("略阳县", "汉中市"),
        ("略阳县", "陕西省"),
    ]


def test_the_whole_area_is_that_of_who_spreads_it() -> None:
    found = links("“六步”调解法由桐城市文昌街道首创。2019年，安庆市委政法委发文在全市推行“六步”调解法。")
    assert [(r.kind, r.level) for r in found.recognitions] == [("popularised", "prefecture")]


def test_a_place_above_that_spreads_it_among_its_own_recognises_it() -> None:
    found = links("2023年4月，“长凳议事”制度由柯城区府山街道首创。年底，衢州市全面推广“长凳议事”制度。")
    assert [(r.kind, r.level) for r in found.recognitions] == [("popularised", "prefecture")]
    assert [a.kind for a in found.adoptions] == ["first"]


def test_who_does_the_same_later_is_no_beginner() -> None:
    told = "阳城县北留镇2016年办起“蚕乡夜课”。其后，{}也办起“蚕乡夜课”。"
    assert [(a.kind, a.who.name) for a in links(told.format("沁水县龙港镇")).adoptions] == [
        ("begun", "北留镇"),
        ("learned", "龙港镇"),
    ]
    assert [a.kind for a in links(told.format("北留镇")).adoptions] == ["begun"]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("临泽县复制推广高台县“三岗联创”机制，建成党群服务中心30个。", "临泽县"),
        ("2021年，甘州区赴高台县学习“三岗联创”机制，全区设立示范岗45个。", "甘州区"),
        ("“楼道议事”由民乐县首创，山丹县前来取经，已建成议事亭80个。", "山丹县"),
    ],
)
def test_figures_are_of_who_learned_not_of_the_source(said: str, who: str) -> None:
    assert [m.region and m.region.name for m in links(said).metrics] == [who]


def test_what_a_place_brings_in_is_learned_from_whose_it_is() -> None:
    found = links("高台县首创“三岗联创”机制。在张掖市委组织部推动下，2024年，临泽县引进“三岗联创”机制。")
    told = found.adoptions[-1]
    assert (told.kind, told.who.name, told.date) == ("learned", "临泽县", "2024")
    assert told.source is not None
    assert told.source.name == "高台县"
    assert told.push is not None
    assert told.push.name == "张掖市委组织部"


def test_who_tries_it_for_another_is_who_began() -> None:
    found = links("黄岩区人大常委会在东城街道探索设立“民生票决月”制度。")
    assert [(a.kind, a.who.name) for a in found.adoptions] == [("begun", "东城街道")]
