"""Left edges of organisations' names, and what is only a kind."""

from __future__ import annotations

import pytest

from kg.model import Document, OrganisationMention
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.text.prepare import prepare


def names(raw: str) -> list[str]:
    text = prepare(Document("0" * 64, "test", raw))
    return [m.name for m in run(FAMILIES, text).of(OrganisationMention)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("充分发挥北江银行作用", ["北江银行"]),
        ("组织党员参观张闻天纪念馆", ["张闻天纪念馆"]),
        ("由绿源养殖专业合作社统一收购", ["绿源养殖专业合作社"]),
        ("引进了蒙牛乳业（集团）股份有限公司", ["蒙牛乳业（集团）股份有限公司"]),
        ("国网山东省电力公司派员", ["国网山东省电力公司"]),
        ("作者系北京师范大学教授", ["北京师范大学"]),
        ("联合江城大学食品与生物工程学院攻关", ["江城大学食品与生物工程学院"]),
        ("浦江县市场监督管理局白马市监所上门", ["浦江县市场监督管理局白马市监所"]),
        ("鼎湖区白石社区居委会主任陈某来访", ["白石社区居委会"]),
    ],
)
def test_a_name_begins_after_its_verb(raw: str, expected: list[str]) -> None:
    assert names(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "成立蔬菜种植专业合作社",
        "组建镇级公司2家",
        "12家龙头企业、8所小学",
        "村集体公司与物业公司",
        "行业协会、民营企业党委",
        "各县（市、区）委组织部",
        "该村有一家公司",
        "县级领导包联企业，乡镇干部包联医院",
        "选举产生新一届商会理事会",
        "全省高校党委、公立医院党委",
    ],
)
def test_a_kind_is_no_organisation(raw: str) -> None:
    assert names(raw) == []


def test_a_title_holds_no_organisation_but_its_issuer() -> None:
    assert names("《中共中央关于某市教育局工作的意见》") == ["中共中央"]
