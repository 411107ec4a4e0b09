from __future__ import annotations

import pytest

from kg.link.places import Places, resolve_regions
from kg.model import Document, Region, RegionMention, Text
from kg.rules.engine import Found, run_family
from kg.rules.regions.rules import FAMILY
from kg.text.prepare import prepare


def read(raw: str) -> tuple[Text, Found, Places]:
    text = prepare(Document("0" * 64, "places", raw))
    found = Found(run_family(FAMILY, text, Found()))
    return text, found, resolve_regions(text, found)


def name(region: Region | None) -> str | None:
    return None if region is None else region.name


def chain(region: Region | None) -> list[str]:
    names = []
    while region is not None:
        names.append(region.name)
        region = region.within
    return names


COUNTY = """宁德市寿宁县：“下党之路”越走越宽

近年来，寿宁县坚持党建引领，全县建成示范点35个。下党乡下党村党支部推行“定制茶园”，带动农户120户，村集体年收入达90万元。该村还建成民宿8家。

犀溪镇探索“党员议事日”制度，化解矛盾46件。镇党委每月召开例会1次。县委组织部选派第一书记58名。

在竹管垅乡，茶企党支部帮带茶农210户。同时，全县培训茶农3000人次。市委对此充分肯定，在全市推广，全市已有102个村跟进。
"""
PREFECTURE = """玉树藏族自治州：草原党旗红

全州258个村党支部全部达标。囊谦县香达镇前麦村依托合作社，年分红80万元；称多县拉布乡建立“马背服务队”12支，服务牧民5000人次。

玉树州委投入专项资金1800万元，其中囊谦县300万元、称多县260万元。与囊谦县、杂多县结对的企业有17家。借鉴浙江经验，全州打造“石榴籽”驿站64个。
"""


def test_subjects_come_from_the_title_the_lead_and_the_weight() -> None:
    assert [name(s) for s in read(COUNTY)[2].subjects] == ["寿宁县"]
    assert read("某高校与大悟县共建基地，为孝昌县企业服务。")[2].subjects == (None,)


@pytest.mark.parametrize(
    ("raw", "level", "region"),
    [
        ("寿宁县推进改革。县委、市委和省委都很重视。", "prefecture", "宁德市"),
        ("寿宁县推进改革。县委、市委和省委都很重视。", "province", "福建省"),
        ("义乌市推进改革。市委每月研究。", "prefecture", "义乌市"),
        ("重庆市城口县推进改革。市委每月研究。", "prefecture", "重庆市"),
        ("鄂托克旗推进改革。旗委每月研究。", "county", "鄂托克旗"),
        ("临夏州推进改革。州委每月研究。", "prefecture", "临夏回族自治州"),
        ("北泉镇推进改革。石河子市北泉镇党委每月研究。", "township", "北泉镇"),
    ],
)
def test_bare_bodies_belong_to_a_level_of_the_article(raw: str, level: str, region: str) -> None:
    text, _, places = read(raw)
    assert name(places.level_of_article(len(text.clean) - 2, level)) == region


def test_the_word_itself_settles_which_level_is_meant() -> None:
    text, _, places = read("德令哈市推进改革。州委、市委每月研究。")
    end = len(text.clean) - 2
    assert name(places.level_of_article(end, "prefecture", "州委")) == "海西蒙古族藏族自治州"
    assert name(places.level_of_article(end, "prefecture", "市委")) == "德令哈市"
    assert name(places.level_of_article(end, "prefecture")) == "海西蒙古族藏族自治州"


def test_one_region_for_one_thing_with_what_it_lies_in() -> None:
    _, found, places = read("双流县彭镇推行新办法。双流区总结推广，双流的做法受到好评。")
    region = places.named("双流")
    assert region is not None
    assert (region.name, region.code) == ("双流区", "510116")
    assert region.aliases == {"双流县", "双流"}
    assert chain(region) == ["双流区", "成都市", "四川省"]
    assert region.within is not None
    assert region.within.quotes == ()
    assert [r.name for r in places.regions] == ["双流区", "彭镇"]
    assert all(places.of(m) is not None for m in found.of(RegionMention))


def test_a_village_gets_its_code_from_the_one_county_that_is_named() -> None:
    _, _, places = read("太白县召开现场会。兴隆村党支部介绍了做法。")
    village = places.named("兴隆村")
    assert village is not None
    assert village.code == "610331104201"
    assert chain(village) == ["兴隆村", "太白河镇", "太白县", "宝鸡市", "陕西省"]
    assert "342 places of this name" in village.why
    assert "太白河镇" in village.why


def test_an_ambiguous_village_stays_without_code_and_says_why() -> None:
    _, _, places = read("兴隆村党支部介绍了做法。")
    village = places.named("兴隆村")
    assert village is not None
    assert (village.code, village.within) == (None, None)
    assert village.why == "兴隆村: 342 places of this name; the text names no county"


def test_a_district_of_many_cities_needs_its_city() -> None:
    _, _, places = read("鼓楼区推行网格化管理。")
    region = places.named("鼓楼区")
    assert region is not None
    assert region.code is None
    assert "places bear this name" in region.why
    _, _, places = read("福州市加强党建。鼓楼区推行网格化管理。")
    region = places.named("鼓楼区")
    assert region is not None
    assert region.code == "350102"


def test_a_zone_that_is_a_county_has_the_code_of_the_county() -> None:
    _, _, places = read("三门峡高新区（陕州区）推进城市党建。")
    (region,) = places.regions
    assert (region.name, region.code) == ("陕州区", "411203")
    assert "三门峡高新区" in region.aliases


def test_unknown_villages_lie_in_the_town_before_them() -> None:
    _, _, places = read("安化县乐安镇柳杉坳村党总支领办茶厂。柳杉坳村年增收9万元。")
    village = places.named("柳杉坳村")
    assert village is not None
    assert chain(village)[:3] == ["柳杉坳村", "乐安镇", "安化县"]
    assert len(village.quotes) == 2


def test_nothing_depends_on_the_order_of_sets() -> None:
    first, second = read(PREFECTURE)[2], read(PREFECTURE)[2]
    assert first.regions == second.regions


@pytest.mark.parametrize(
    ("raw", "region"),
    [
        (
            "全县党建工作总结\n\n去年，全县整顿后进村。高桥镇带头，高桥镇成效明显。我县还评选先进，全县共评二十个。\n\n沂水县委组织部",
            "沂水县",
        ),
        ("某学院支部工作案例\n\n学院位于成都市温江区，党员多。成都市委表彰，成都市推广。", "温江区"),
        ("湖南组工动态\n\n永州市推行新办法，永州市祁阳市先行。", "永州市"),
        ("本报宁波讯 余姚市推行新办法，余姚市梁弄镇先行。", "余姚市"),
    ],
)
def test_subjects_without_a_region_in_the_headline(raw: str, region: str) -> None:
    assert name(read(raw)[2].subjects[0]) == region


def test_a_district_is_settled_by_the_street_that_only_one_has() -> None:
    _, _, places = read("普陀区石泉路街道推行六步法。")
    district = places.named("普陀区")
    assert district is not None
    assert district.code == "310107"


def test_zones_keep_one_identity_under_longer_and_shorter_names() -> None:
    _, _, places = read("双凤开发区推进党建。长丰双凤经济开发区是省级开发区。")
    assert len([r for r in places.regions if r.level == "zone"]) == 1


@pytest.mark.parametrize(
    ("raw", "listed"),
    [
        ("尤溪县建成驿站5个，安化县财政局和安化县公安局派人来学。", ["尤溪县"]),
        ("德清县推行新办法，游客在常山县博物馆门口排队。", ["德清县"]),
    ],
)
def test_a_place_that_only_begins_the_name_of_a_body_is_not_listed(raw: str, listed: list[str]) -> None:
    _, found, places = read(raw)
    assert [r.name for r in places.regions] == listed
    body = found.of(RegionMention)[1]
    assert places.of(body) is not None  # the facts of the body still lie in it


def test_counties_of_a_city_kept_back_have_no_code() -> None:
    _, _, places = read("K市北湖区建成驿站12个，北湖区还办起食堂。")
    region = places.named("北湖区")
    assert chain(region) == ["北湖区", "K市"]
    assert region is not None
    assert region.code is None


def test_the_last_row_of_a_table_is_no_topic_of_what_follows() -> None:
    raw = "寿宁县党建工作情况\n\n各乡镇党支部数如下。\n\n乡镇\t党支部（个）\n下党乡\t18\n犀溪镇\t15\n\n二、存在问题\n\n村集体收入不足10万元的村还有23个。\n"
    text, _, places = read(raw)
    assert name(places.about(text.clean.index("23个"))) == "寿宁县"
    assert name(places.about(text.clean.index("15"))) == "犀溪镇"


def test_what_a_headline_names_is_the_one_place_that_the_text_tells() -> None:
    raw = """柳影社区“三张表”破解停车难

南宁市江南区福建园街道柳影社区建于上世纪九十年代，有小区11个。
"""
    _, _, places = read(raw)
    assert [chain(r)[:2] for r in places.regions if r.name == "柳影社区"] == [["柳影社区", "福建园街道"]]


def test_the_end_of_a_longer_word_before_a_place_says_nothing_of_it() -> None:
    _, _, places = read("大家认为萧山区的夜校办得好，为余杭区送去教材。")
    assert [s.before for s in places.scene.standings] == ["", "help"]
