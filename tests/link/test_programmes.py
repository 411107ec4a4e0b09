"""Programmes of one document: what is one thing, whose it is, what it belongs to."""

from __future__ import annotations

from kg.link.organisations.resolve import resolve_organisations
from kg.link.places import resolve_regions
from kg.link.programmes import resolve_programmes
from kg.model import Document, Formula, Programme
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.text.prepare import prepare


def link(raw: str) -> tuple[dict[str, Programme], dict[str, Formula]]:
    text = prepare(Document("0" * 64, "test", raw))
    found = run(FAMILIES, text)
    places = resolve_regions(text, found)
    organisations = resolve_organisations(text, found, places)
    programmes, formulas = resolve_programmes(text, found, places, organisations)
    assert all(p.quotes for p in programmes)
    return {p.name: p for p in programmes}, {f.text: f for f in formulas}


REPORT = """福建省宁德市古田县：“四个先行”激活乡村

今年以来，古田县实施“四个先行”行动，即支部先行、党员先行、项目先行、服务先行，推动乡村振兴。

古田县委组织部在全县推行村干部“导师帮学”计划，培养后备干部210名。该计划实施两年来，成效明显。

“四个先行”行动开展以来，群众满意度达到97%。
"""


def test_full_name_and_abbreviation_are_one_thing() -> None:
    programmes, _ = link(REPORT)
    one = [p for p in programmes.values() if "四个先行" in {p.name, *p.aliases}]
    assert len(one) == 1
    assert [part.name for part in one[0].parts] == ["支部先行", "党员先行", "项目先行", "服务先行"]
    assert one[0].declared == 4
    assert len(one[0].quotes) == 3


def test_region_leader_and_sector() -> None:
    programmes, _ = link(REPORT)
    plan = programmes["村干部“导师帮学”计划"]
    assert plan.region is not None
    assert plan.region.name == "古田县"
    assert plan.led_by is not None
    assert plan.led_by.name == "古田县委组织部"
    assert plan.sector == "党员干部队伍"
    assert "programme.pointer" in {q.rule for q in plan.quotes}
    assert plan.why


def test_a_higher_levels_programme_is_its_own() -> None:
    raw = """四川省宜宾市长宁县：深耕竹乡党建

长宁县全面落实四川省委“五强四优”部署，创新开展“竹海先锋”行动，建强村党组织。
"""
    programmes, _ = link(raw)
    above = next(p for p in programmes.values() if "五强四优" in {p.name, *p.aliases})
    own = next(p for p in programmes.values() if "竹海先锋" in p.aliases)
    assert above.region is not None
    assert above.region.name == "四川省"
    assert own.region is not None
    assert own.region.name == "长宁县"
    assert own.carries_out == (above.name,)


def test_a_place_in_the_name_owns_it() -> None:
    raw = """福建省宁德市：山海同兴

宁德市古田县、寿宁县各展所长，探索出“党支部+菌菇合作社+农户”的“古田方式”和“党支部+茶企+茶农”的“寿宁方式”。
"""
    programmes, formulas = link(raw)
    assert {n: p.region and p.region.name for n, p in programmes.items()} == {
        "古田方式": "古田县",
        "寿宁方式": "寿宁县",
    }
    assert formulas["党支部+茶企+茶农"].name == "寿宁方式"
    region = formulas["党支部+茶企+茶农"].region
    assert region is not None
    assert region.name == "寿宁县"


def test_two_counties_of_a_bulletin_have_a_programme_each() -> None:
    raw = """武安市：“三联三促”聚合力

武安市推行“三联三促”机制，组织联建、产业联育、治理联抓一体推进。

涉县：“三联三促”暖民心

涉县推行“三联三促”机制，走访群众2300户。
"""
    programmes, _ = link(raw)
    text = prepare(Document("0" * 64, "test", raw))
    if len(text.articles) == 2:
        found = run(FAMILIES, text)
        places = resolve_regions(text, found)
        linked, _ = resolve_programmes(text, found, places, ())
        assert len([p for p in linked if "三联三促" in {p.name, *p.aliases}]) == 2
    assert programmes


def test_lists_that_only_count_stay_apart() -> None:
    raw = """某地简报

社区厘清责任“三张清单”。另一方面，健全资源、需求、项目“三张清单”，推行双向认领。
"""
    programmes, _ = link(raw)
    parts = [[part.name for part in p.parts] for p in programmes.values()]
    assert ["资源", "需求", "项目"] in parts


def test_parent_is_the_linked_name() -> None:
    raw = """安徽省岳西县：“321”工作法夯基础

岳西县推行乡村“321”工作法：“三包”即包政策宣传、包矛盾调解、包环境整治；“两访”即访老党员、访困难户；“一评”即年终群众评。
"""
    programmes, _ = link(raw)
    inner = programmes["三包"]
    assert inner.parent in programmes
    assert "321" in (inner.parent or "")
    assert [p.name for p in inner.parts] == ["包政策宣传", "包矛盾调解", "包环境整治"]


def test_a_short_form_in_brackets_is_the_same_programme() -> None:
    programmes, _ = link("山阳县启动“百人帮百户、百企联百村”行动（简称“双百帮联”行动），帮扶群众320户。\n")
    assert len(programmes) == 1
    only = next(iter(programmes.values()))
    assert "“双百帮联”行动" in only.aliases


def test_the_body_before_a_name_runs_it() -> None:
    raw = """山阳县漫川关镇：把服务送上门

漫川关镇党委落实县委“同心”行动，建起代办点12个。
"""
    programmes, _ = link(raw)
    region = programmes["“同心”行动"].region
    assert region is not None
    assert region.name == "山阳县"


def test_a_firm_that_acts_runs_its_programme_where_it_is_at_home() -> None:
    raw = """集上的供电所

同心县下马关镇逢集。国网同心县供电公司把抢修车停在下马关镇集上。

下马关镇的老人不会用手机。公司党委推出“一线双记”工作法，从下马关镇做起。
"""
    region = link(raw)[0]["“一线双记”工作法"].region
    assert region is not None
    assert region.name == "同心县"


def test_the_sector_of_a_school_comes_from_its_title() -> None:
    raw = """某某师范学院：让党建活起来

实施“知行合一”工程，三年建成实践点36个。
"""
    programmes, _ = link(raw)
    assert programmes["“知行合一”工程"].sector == "教育"


def test_the_sector_of_a_grid_company_and_of_a_lesson() -> None:
    raw = """变电运检班党支部推行“银线连心”工作法，党员带头保供，劳模、工匠结对带徒。

县里另有一所中心学校，党员名师围绕课程和德育开展“青禾课”活动。
"""
    programmes, _ = link(raw)
    told = {p.sector for p in programmes.values()}
    assert told == {"国企", "教育"}


def test_the_village_that_runs_a_programme_goes_before_the_headlines_county() -> None:
    raw = """高台县：“渠边夜话”换了新颜
甘肃省张掖市高台县新坝镇红沙河村打造“渠边夜话”治理品牌，矛盾不出村。
"""
    programmes, _ = link(raw)
    place = programmes["“渠边夜话”治理品牌"].region
    assert place is not None
    assert place.name == "红沙河村"


def test_who_has_set_it_up_is_named_right_before_the_verb() -> None:
    programmes, _ = link(
        "贵州省纳雍县猪场乡：山路不再难\n\n倮保鸠村新修组路14公里，装上路灯230盏。"
        "倮保鸠村的变化，得益于纳雍县实施的“户户明”工程。\n"
    )
    assert [p.region.name for p in programmes.values() if p.region] == ["纳雍县"]


def test_in_a_list_of_pairs_each_programme_is_of_the_place_before_it() -> None:
    programmes, _ = link("遵义市公布案例，湄潭县“一网三联”、凤冈县“一网四联”获一等奖。")
    regions = {name: p.region.name for name, p in programmes.items() if p.region is not None}
    assert regions == {"一网三联": "湄潭县", "一网四联": "凤冈县"}


def test_in_a_list_of_pairs_kind_words_may_stand_between() -> None:
    programmes, _ = link("遵义市公布案例，湄潭县“一网三联”机制、凤冈县“一网四联”机制和习水县“红城先锋”工程获一等奖。")
    regions = {name: p.region.name for name, p in programmes.items() if p.region is not None}
    assert regions == {"“一网三联”机制": "湄潭县", "“一网四联”机制": "凤冈县", "“红城先锋”工程": "习水县"}


def test_one_place_and_two_clauses_are_no_list_of_pairs() -> None:
    programmes, _ = link("湄潭县推行“一网三联”机制，凤冈县“一网四联”机制的做法传来后，又加了“网格夜巡”制度。")
    regions = {name: p.region.name for name, p in programmes.items() if p.region is not None}
    assert regions["“一网三联”机制"] == "湄潭县"


def test_what_somebody_goes_to_look_at_or_takes_over_is_of_the_place_that_has_it() -> None:
    for raw in (
        "上犹县委组织部部长率考察团赴信丰县、大余县考察“三红三治”工程。",
        "上犹县自2022年起全面推广信丰“三红三治”经验，信丰县已经推行两年。",
    ):
        programmes, _ = link(raw)
        assert [p.region.name for p in programmes.values() if p.region is not None] == ["信丰县"], raw


def test_a_programme_with_no_word_of_any_sector_around_it_has_none() -> None:
    programmes, _ = link("甲县推行“三红三治”。")
    assert [p.sector for p in programmes.values()] == [None]


def test_a_name_of_three_characters_is_one_thing_with_another_kind_word() -> None:
    raw = "青石县亮出新招\n\n今年以来，青石县创建“红石榴”平台，服务群众。“红石榴”系统上线后，办事更快。青石县还推行“红石”行动和“红石”机制。\n"
    programmes, _ = link(raw)
    assert sum("红石榴" in {p.name, *p.aliases} for p in programmes.values()) == 1
    assert sum("红石" in {p.name, *p.aliases} for p in programmes.values()) == 2


def test_the_place_before_the_verb_has_set_it_up_though_another_is_named_most() -> None:
    raw = (
        "南乐县积极探索。\n“要不是跟柳沟村搭伙，哪有今天。”5月9日，大桥镇朱家坪村支书朱强说。\n朱强说的“这样搞”，是古田县积极探索“村村搭伙”村级集体"
        "经济发展模式，在大桥镇试点。大桥镇引导朱家坪村与柳沟村结对，依托柳沟村形成的种植经验，柳沟村负责出资，朱家坪村负责流转土地160余亩。"
        "2021年，柳沟村通过贷款种辣椒，增收10余万元。\n"
    )
    programmes, _ = link(raw)
    (found,) = [p for p in programmes.values() if "村村搭伙" in p.name]
    assert found.region is not None
    assert found.region.name == "古田县"
