"""The choice of regions and sectors: what it may look at, and what needs no choice."""

from __future__ import annotations

import pytest

from kg.choose import linear
from kg.link.places import Places, resolve_regions
from kg.model import Document, Text
from kg.pipeline import read_one
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.text.prepare import prepare


def read(raw: str) -> tuple[Text, Places]:
    text = prepare(Document("0" * 64, "text", raw))
    return text, resolve_regions(text, run(FAMILIES, text))


@pytest.mark.parametrize("choice", ["about", "article", "sector"])
def test_features_are_names_of_classes_and_hold_no_word_of_a_text(choice: str) -> None:
    learnt = linear.weights(choice)
    assert learnt
    assert all(name.isascii() and weight for name, weight in learnt.items())


def test_a_list_deals_its_figures_out() -> None:
    text, places = read("2022年，商城县里罗城村、通城店村、粉坊村三个村收入依次增加14万元、9.5万元和21万元。")
    reached = [places.about(text.clean.index(n)) for n in ("14万", "9.5万", "21万")]
    assert [r.name if r else None for r in reached] == ["里罗城村", "通城店村", "粉坊村"]
    assert "list" in places.why(text.clean.index("9.5万"))


def test_the_words_right_before_tell_whose_a_programme_is() -> None:
    text, places = read("湖北省恩施市舞阳坝街道落实市委“三进三问”行动，走访320户。")
    position = text.clean.index("“三进")
    owner = places.about(position)
    assert owner is not None
    assert owner.name == "恩施市"
    assert places.owned(position)


def test_what_decided_is_told_for_programmes_and_figures() -> None:
    links = read_one(Document("0" * 64, "text", "高台县推行“三岗联创”工作法，建成示范点12个。")).links
    assert links.programmes[0].why.startswith("region: ")
    assert "sector " in links.programmes[0].why
    assert links.metrics[0].why.startswith("region: ")


def test_figures_of_the_whole_nation_are_no_region_s() -> None:
    text, places = read("2023年，青海省开展普查。眼下，全国养老机构床位共有820万张。全国首家牧区书院新增藏书3万册。")
    assert places.about(text.clean.index("820万")) is None
    ranked = places.about(text.clean.index("3万册"))
    assert ranked is not None
    assert ranked.name == "青海省"


def test_the_village_that_opens_the_body_is_the_protagonist() -> None:
    text, places = read(
        "桥西区：老院子有了新管家\n河北省石家庄市桥西区振头街道柏林社区办起老年饭桌，腾出门房3间。\n"
        "社区请来能工巧匠21名。又动员商铺认领花箱88只。\n"
    )
    for figure in ("3间", "21名", "88只"):
        region = places.about(text.clean.index(figure))
        assert region is not None
        assert region.name == "柏林社区"


def test_a_province_in_brackets_is_not_what_a_headline_is_about() -> None:
    _, places = read("(安徽省)2019年泗县人民政府工作报告\n各位代表：\n2018年，全县新增企业830家，完成税收14.2亿元。\n")
    assert places.subjects[0] is not None
    assert places.subjects[0].name == "泗县"
