from __future__ import annotations

import lzma
from collections.abc import Callable
from importlib import resources

import pytest

from kg.gazetteer.registry import Registry, kind_of_town, kind_of_village, plain_town, registry


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("平凉", "620800"),
        ("海西州", "632800"),
        ("海西", "632800"),
        ("阿拉善", "152900"),
        ("西盟县", "530829"),
        ("灵台", "620822"),
        ("内蒙古", "150000"),
        ("龙胜县", "450328"),
        ("东乡县", "622926"),
        ("鄂温克旗", "150724"),
        ("华亭县", "620881"),
        ("襄樊市", "420600"),
        ("宣武区", "110102"),
        ("双江县", "530925"),
        ("和安县", "653229"),
        ("和康县", "653228"),
        ("西沙区", "460302"),
        ("两江新区", "500157"),
        ("台湾省", "710000"),
        ("干县", "610424"),  # 乾县, turned to simplified character by character
    ],
)
def test_names_short_forms_and_old_names_lead_to_codes(name: str, code: str) -> None:
    assert code in {place.code for place in registry().lookup(name)}


def test_a_short_form_of_several_places_gives_all_of_them_the_highest_first() -> None:
    assert [p.name for p in registry().lookup("海南")] == ["海南省", "海南藏族自治州", "海南区"]


def test_villages_are_found_below_a_county_only() -> None:
    assert registry().lookup("兴隆村") == ()
    (place,) = registry().lookup("兴隆村", within=["610331"])
    assert (place.code, place.kind, place.parent) == ("610331104201", "村", "610331104")
    assert registry().place("610331104201") == place
    assert registry().places_of_name("兴隆村") == 342


def test_the_chain_above_a_village_and_the_children_below_a_county() -> None:
    assert [e.name for e in registry().chain("610331104201")] == ["太白县", "宝鸡市", "陕西省"]
    assert [e.name for e in registry().chain("500156")] == ["重庆市"]
    assert "咀头镇" in {p.name for p in registry().children("610331")}
    assert "太白县" in {p.name for p in registry().children("610300")}
    assert all(p.level == "village" for p in registry().children("610331104"))


def test_zones_have_no_code_but_a_place_in_the_tree() -> None:
    (zone,) = registry().lookup("苏州工业园区")
    assert (zone.level, zone.code, zone.parent) == ("zone", None, "320500")


def test_towns_that_honour_peoples_have_a_plain_form() -> None:
    assert plain_town("洛本卓白族乡") == "洛本卓乡"
    assert plain_town("胡族铺镇") == "胡族铺镇"
    (town,) = registry().lookup("洛本卓乡", within=["533301"])
    assert town.name == "洛本卓白族乡"


def test_every_county_has_a_prefecture_or_province_above_it() -> None:
    book = registry()
    assert all(book.above(e.key) for e in book.entries if e.level != "province")
    assert len({e.key for e in book.entries}) == len(book.entries)


def test_loading_is_quick_and_villages_stay_packed(grows_within: Callable[..., bool]) -> None:
    """Beside unpacking the whole file."""
    data = resources.files("kg.gazetteer").joinpath("places.xz").read_bytes()
    assert grows_within(lambda: Registry(data).lookup("高台县"), lambda: lzma.decompress(data), 1)
    book = Registry(data)
    assert book.lookup("高台县")
    assert book._villages == {}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("香港特别行政区", "特别行政区"),
        ("阿里地区", "地区"),
        ("景宁畲族自治县", "自治县"),
        ("鄂温克族自治旗", "自治旗"),
        ("神农架林区", "林区"),
        ("六枝特区", "特区"),
        ("西夏区", "区"),
        ("贵安新区", "新区"),
        ("苏州工业园区", "园区"),
    ],
)
def test_kinds_are_those_of_the_ontology(name: str, kind: str) -> None:
    assert [e.kind for e in registry().by_name[name]] == [kind]


def test_kinds_of_towns_and_villages_follow_from_their_names() -> None:
    assert kind_of_town("洛本卓白族乡") == "民族乡"
    assert kind_of_town("一五二团") == "乡级单位"
    assert kind_of_town("某某经济技术开发区") == "经开区"
    assert kind_of_village("上营子组") == "村民小组"
    assert kind_of_village("牧业一队") == "村级单位"
