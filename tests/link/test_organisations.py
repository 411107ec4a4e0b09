"""Bare names find their region or host, one entry stands for each organisation, documents find their issuer."""

from __future__ import annotations

import pytest

from kg.link.resolve import resolve
from kg.model import Document, Links, Organisation, Region
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.text.prepare import prepare


def links(raw: str) -> Links:
    text = prepare(Document("0" * 64, "test", raw))
    return resolve(text, run(FAMILIES, text))


def organisation(raw: str, name: str) -> Organisation:
    known = {o.name: o for o in links(raw).organisations}
    assert name in known, sorted(known)
    return known[name]


@pytest.mark.parametrize(
    ("raw", "name", "alias"),
    [
        ("思南县：夜校办到寨子里\n\n思南县今年开办夜校。县委每季度听取汇报。", "思南县委", "县委"),
        ("思南县推行评星。\n\n县委组织部每月到村里抽查一次台账。", "思南县委组织部", "县委组织部"),
        ("怒江傈僳族自治州启动评星。怒江州委严格落实制度。", "怒江州委", "怒江傈僳族自治州委"),
        ("中共安溪县委组织部编发。", "安溪县委组织部", "中共安溪县委组织部"),
        ("杭州市余杭区径山镇小古城村党委建起议事厅。", "小古城村党委", "径山镇小古城村党委"),
        ("思南县塘头镇地势平缓。去年，镇党委牵头修渠。", "塘头镇党委", "镇党委"),
        ("余杭区径山镇小古城村不大，村委会天天有人值班。", "小古城村委会", "村委会"),
        ("阿鲁科尔沁旗委、旗人民政府联合督办。", "阿鲁科尔沁旗政府", "旗人民政府"),
        ("北江盐化集团党委召开年会。集团党委把考核做实。", "北江盐化集团党委", "集团党委"),
        ("思南县共青团搭台，团县委组织志愿者上门。", "共青团思南县委", "团县委"),
    ],
)
def test_bare_names_find_their_region_or_host(raw: str, name: str, alias: str) -> None:
    assert alias in organisation(raw, name).aliases


def test_a_bare_name_without_a_region_stays_open() -> None:
    assert links("县委每季度听取一次汇报。").organisations == ()


def test_a_second_article_has_its_own_committee() -> None:
    raw = (
        "思南县：夜校办到寨子里\n\n思南县今年开办夜校120期，群众很欢迎。县委每季度听取汇报。\n\n"
        "安溪县：茶园里的议事亭\n\n安溪县今年修建议事亭60个，茶农很欢迎。县委每月抽查台账。"
    )
    assert {"思南县委", "安溪县委"} <= {o.name for o in links(raw).organisations}


def test_an_office_stands_below_its_committee() -> None:
    assert organisation("安溪县委组织部编发简报。", "安溪县委组织部").above == "安溪县委"


def test_a_companys_body_has_the_company_as_host() -> None:
    raw = "引导安踏集团党委与村结对。"
    assert organisation(raw, "安踏集团党委").host == "安踏集团"
    assert [o.name for o in links(raw).organisations] == ["安踏集团党委"]
    assert organisation(f"{raw}安踏集团捐建路灯。", "安踏集团").kind == "企业"


def test_the_owner_of_a_unit_is_named_only_where_the_text_speaks_of_it() -> None:
    raw = "浦江县供电公司白马供电所党支部夜巡。"
    assert [o.name for o in links(raw).organisations] == ["浦江县供电公司白马供电所党支部"]
    assert organisation(f"{raw}浦江县供电公司增派人手。", "浦江县供电公司").kind == "企业"


def test_a_zones_administration_beside_its_working_committee_is_the_same_zones() -> None:
    raw = "重庆两江新区扩容。两江新区党工委、管委会合署办公。"
    assert organisation(raw, "两江新区管委会").aliases >= {"管委会"}


def test_a_prefectural_committee_keeps_its_name() -> None:
    raw = "常德市桃源县整顿支部。地委组织部听取汇报。"
    assert "地委组织部" in organisation(raw, "常德地委组织部").aliases


def test_a_short_form_that_the_text_defines_is_the_same_organisation() -> None:
    raw = "北江盐化有限公司（简称“北江盐化”）去年投产。北江盐化党委把考核做实。"
    assert "北江盐化党委" in organisation(raw, "北江盐化有限公司党委").aliases


def test_the_end_of_a_longer_name_is_the_same_organisation() -> None:
    raw = "北江理工大学化工学院党委推行导师制。化工学院党委每月听课。"
    assert "化工学院党委" in organisation(raw, "北江理工大学化工学院党委").aliases


def test_a_villages_branch_has_the_village_as_host() -> None:
    raw = "余杭区径山镇小古城村党支部带头修渠。"
    assert organisation(raw, "小古城村党支部").host == "小古城村"


def test_every_organisation_says_why() -> None:
    for o in links("思南县今年开办夜校。县委听取汇报，思南县委组织部抽查。").organisations:
        assert o.why
        assert o.quotes


@pytest.mark.parametrize(
    ("raw", "issuer"),
    [
        ("思南县印发《思南县夜校管理办法》。", "思南县"),
        ("思南县委研究后印发《村级夜校管理办法》。", "思南县委"),
        ("思南县今年很忙。县委《关于办好夜校的意见》出台。", "思南县委"),
        ("思南县落实《信访工作条例》。", None),
        ("《中共中央关于加强夜校建设的决定》指明方向。", "中共中央"),
    ],
)
def test_who_issued_a_document(raw: str, issuer: str | None) -> None:
    (policy,) = links(raw).policies
    assert (policy.issuer.name if policy.issuer else None) == issuer


def test_who_carries_a_document_out() -> None:
    (policy,) = links("思南县严格落实《信访工作条例》。").policies
    ((actor, quote),) = policy.carried_out_by
    assert isinstance(actor, Region)
    assert actor.name == "思南县"
    assert quote.rule == "policy.carried-out"


def test_bare_theme_education_is_the_campaign_that_the_text_names() -> None:
    raw = "在“不忘初心、牢记使命”主题教育中查摆问题。主题教育开展以来，班子下沉一线。"
    (formulation,) = links(raw).formulations
    assert formulation.name == "不忘初心、牢记使命"
    assert len(formulation.quotes) == 2


@pytest.mark.parametrize(
    ("raw", "name", "short"),
    [
        ("天台县人力资源和社会保障局发文。天台县人社局派员下乡。", "天台县人力资源和社会保障局", "天台县人社局"),
        ("天台县人才工作办公室设窗口，天台县人才办派员。", "天台县人才工作办公室", "天台县人才办"),
        ("江西云岭能源有限公司开会。云岭公司的车间连夜赶工。", "江西云岭能源有限公司", "云岭公司"),
        ("材料工程学院举办读书会。材工学院学生参加。", "材料工程学院", "材工学院"),
    ],
)
def test_a_short_name_is_another_name_of_the_long_one(raw: str, name: str, short: str) -> None:
    assert short in organisation(raw, name).aliases


def test_like_offices_stay_apart() -> None:
    raw = "天台县农业局发文，天台县农业农村局解释；天台县教育局、天台县教育考试局参加。"
    assert len(links(raw).organisations) == 4


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("周敏一行走访思南县塘头镇金安社区、青稞集团、县残联。", {"思南县残联"}),
        ("思南县塘头镇党委、县委办到安溪县看夜校。", {"思南县委办", "塘头镇党委"}),
        ("安溪县推行评星。队员给思南前线发放县总工会的慰问金、县残联的雨衣。", {"安溪县总工会", "安溪县残联"}),
    ],
)
def test_bare_bodies_of_a_list_are_of_the_place_that_it_names(raw: str, found: set[str]) -> None:
    names = {o.name for o in links(raw).organisations if o.kind != "企业"}
    assert names == found


def test_the_centre_is_of_no_place_that_a_passage_is_about() -> None:
    raw = "灵台县贯彻党中央决策部署，中共中央印发《关于加强村级组织建设的意见》。县里成立快递行业党委。"
    assert organisation(raw, "中共中央").region is None
    trade = organisation(raw, "快递行业党委").region
    assert trade is not None
    assert trade.name == "灵台县"
