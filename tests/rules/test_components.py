"""Which list spells out the parts of a programme: candidates by structure, the choice by weights."""

from __future__ import annotations

import pytest

from kg.choose import linear
from kg.model import Document, ProgrammeMention
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.text.prepare import prepare


def parts(raw: str, name: str) -> list[str]:
    text = prepare(Document("0" * 64, "a.txt", raw))
    found = [m for m in run(FAMILIES, text).of(ProgrammeMention) if name in m.name]
    assert found, raw
    return [p.name for p in max(found, key=lambda m: len(m.parts)).parts]


@pytest.mark.parametrize(
    ("raw", "name", "expected"),
    [
        ("乡里推行“三晒”工作法，即晒账目、晒进度、晒成效。", "三晒", ["晒账目", "晒进度", "晒成效"]),
        ("推行指导、督办、考评“三到位”工作法。", "三到位", ["指导", "督办", "考评"]),
        ("建立“三即”机制（即知、即办、即评）。", "三即", ["即知", "即办", "即评"]),
        ("县里推行“群众点题、支部答题、群众阅卷”机制。", "点题", ["群众点题", "支部答题", "群众阅卷"]),
        ("镇里开展“进渔村、进码头、进船舱”普法活动。", "进渔村", ["进渔村", "进码头", "进船舱"]),
        ("县里建立“周例会、月调度和季督查”护渔机制。", "周例会", ["周例会", "月调度", "季督查"]),
        ("县里推行“三本账”护渔工作法，对照渔船账、渔民账、渔获账逐项销号。", "三本账", ["渔船账", "渔民账", "渔获账"]),
        (
            "县里推行“123”护渔工作法。“1”即守住一条红线，“2”就是管好两类船只；“3”是指用活三支队伍，海上更太平了。",
            "123",
            ["守住一条红线", "管好两类船只", "用活三支队伍"],
        ),
    ],
)
def test_the_list_that_the_text_spells_out(raw: str, name: str, expected: list[str]) -> None:
    assert parts(raw, name) == expected


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("全县开展“支部敲门、干部上门”活动。", "敲门"),
        ("启动“暖蜂”行动，走访商户、骑手、司机等新就业群体，送去饮水、药品和雨衣。", "暖蜂"),
        ("建立“党员、干部和群众代表”议事机制。", "议事"),
        ("推行“123”护渔工作法，划定“1”片海区，配齐“2”类船只。", "123"),
        ("实施“金穗”工程，新建仓库3座、冷库2座、晒场5处。", "金穗"),
        (
            "县里深入实施“一网三联”，主要做了以下工作。\n一、抓组织体系。现有党组织1086个。\n二、抓集体经济。收入达到5286万元。\n"
            "三、抓队伍建设。举办培训班12期。\n四、存在问题。个别村仍然薄弱。",
            "一网三联",
        ),
    ],
)
def test_a_list_of_other_things_gives_no_parts(raw: str, name: str) -> None:
    assert parts(raw, name) == []


def test_the_weights_are_whole_numbers_of_known_features() -> None:
    learnt = linear.weights("parts")
    assert learnt["fit all"] > learnt["fit not"]
    assert all(isinstance(w, int) and w for w in learnt.values())
