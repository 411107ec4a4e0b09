from __future__ import annotations

import time
from importlib import resources

import pytest

from kg.gazetteer.registry import Registry, plain_town, registry


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


def test_loading_is_quick_and_villages_stay_packed() -> None:
    data = resources.files("kg.gazetteer").joinpath("places.xz").read_bytes()
    start = time.perf_counter()
    book = Registry(data)
    assert book.lookup("高台县")
    assert time.perf_counter() - start < 1.5
    assert book._villages == {}
