"""Which body a number names, and one node for a document over several texts."""

from __future__ import annotations

from hashlib import sha256

import pytest

from kg.graph import terms as t
from kg.link.issuers import by_number
from kg.model import Document, Fact, Quote, Region
from kg.pipeline import build, read_one

PROVINCE = Region(name="甘肃省", kind="省", level="province", code="620000")
CITY = Region(name="张掖市", kind="地级市", level="prefecture", code="620700", within=PROVINCE)
COUNTY = Region(name="高台县", kind="县", level="county", code="620724", within=CITY)
TOWN = Region(name="黑泉镇", kind="镇", level="township", code="620724104", within=COUNTY)
CHAIN = (TOWN, COUNTY, CITY, PROVINCE)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("甘办发〔2023〕15号", "甘肃省委办公厅"),
        ("张政办发〔2023〕2号", "张掖市政府办公室"),
        ("高组发〔2024〕6号", "高台县委组织部"),
        ("甘高发〔2024〕6号", "高台县委"),
        ("黑党发〔2024〕6号", "黑泉镇党委"),
        ("国发〔2024〕6号", "国务院"),
        ("湘办发〔2023〕15号", None),
        ("高水发〔2023〕15号", None),
        ("高台县人民政府令第3号", None),
    ],
)
def test_the_body_that_a_number_names(number: str, name: str | None) -> None:
    body = by_number(number, CHAIN, Quote(0, 1, "document.number"))
    assert (body.name if body else None) == name


def test_a_code_that_fits_two_places_names_none() -> None:
    other = Region(name="高县", kind="县", level="county", code="511525")
    assert by_number("高组发〔2024〕6号", (COUNTY, other), Quote(0, 1, "x")) is None


def policies(facts: frozenset[Fact]) -> set[str]:
    return {f.subject for f in facts if f.object == t.DJ + "PolicyDocument"}


def document(name: str, raw: str) -> Document:
    return Document(sha256(raw.encode()).hexdigest(), name, raw)


def test_a_document_named_without_its_number_is_the_one_that_bears_it() -> None:
    one = document("a.txt", "高台县印发《夜校积分管理办法》（高组发〔2024〕6号）。")
    two = document("b.txt", "高台县认真落实《夜校积分管理办法》，夜校更旺了。")
    three = document("c.txt", "高台县按照县委组织部高组发〔2024〕6号文件要求，把夜校办起来。")
    facts = build([one, two, three])
    assert len(policies(facts)) == 1
    names = {f.object for f in facts if f.subject in policies(facts) and f.predicate == t.SCHEMA + "name"}
    assert names == {"夜校积分管理办法"}
    assert build([three, two, one]) == facts


def test_two_numbers_are_two_documents_of_one_title() -> None:
    raw = "高台县印发《夜校工作要点》（高组发〔2023〕1号）。高台县又印发《夜校工作要点》（高组发〔2024〕2号）。"
    assert len(read_one(document("a.txt", raw)).links.policies) == 2


@pytest.mark.parametrize(
    ("since", "span", "until"),
    [
        ("2024年4月1日", "有效期两年", "2026-03-31"),
        ("2024年2月29日", "有效期1年", "2025-02-27"),
        ("2024年1月1日", "试行期6个月", "2024-06-30"),
        ("2024年4月", "有效期两年", None),
    ],
)
def test_the_last_day_of_a_span(since: str, span: str, until: str | None) -> None:
    raw = f"高台县印发《夜校积分管理办法》，自{since}起施行，{span}。"
    (policy,) = read_one(document("a.txt", raw)).links.policies
    assert policy.until == until


@pytest.mark.parametrize(
    ("raw", "carriers"),
    [
        ("高台县按照《关于办好夜校的意见》要求，推行“三岗联创”工作法。", {"高台县", "三岗联创"}),
        ("高台县推行“三岗联创”工作法。高台县认真落实《关于办好夜校的意见》。", {"高台县"}),
        ("高台县根据《关于办好夜校的意见》出台《夜校积分管理办法》，推行“三岗联创”工作法。", {"高台县"}),
    ],
)
def test_who_carries_a_document_out(raw: str, carriers: set[str]) -> None:
    first = read_one(document("a.txt", raw)).links.policies[0]
    assert {c.name.replace("“", "").split("”")[0] for c, _ in first.carried_out_by} == carriers


@pytest.mark.parametrize(
    ("raw", "issuer", "joint"),
    [
        (
            "张掖市委组织部、张掖市民政局联合印发《张掖市夜校管理办法》（张组发〔2023〕3号）。",
            "张掖市委组织部",
            ["张掖市民政局"],
        ),
        (
            "2022年，司法部、财政部会同甘肃省政府出台《关于夜校的指导意见》，教育部随后转载。",
            "司法部",
            ["财政部", "甘肃省政府"],
        ),
        (
            "关于印发《高台县夜校管理办法》的通知\n\n高台县委组织部 高台县教育局\n2023年3月5日\n",
            "高台县委组织部",
            ["高台县教育局"],
        ),
        ("高台县委组织部印发《夜校管理办法》，高台县教育局负责落实。", "高台县委组织部", []),
        ("中国共产党高台县委员会印发《夜校工作要点》。", "高台县委", []),
    ],
)
def test_several_bodies_issue_one_document(raw: str, issuer: str, joint: list[str]) -> None:
    policy = read_one(Document("0" * 64, "a.txt", raw)).links.policies[0]
    assert policy.issuer is not None
    assert policy.issuer.name == issuer
    assert [o.name for o in policy.joint] == joint
    facts = build([Document("0" * 64, "a.txt", raw)])
    assert sum(f.predicate == t.DJ + "jointIssuer" for f in facts) >= len(joint)
