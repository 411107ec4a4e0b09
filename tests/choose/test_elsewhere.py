"""A report that speaks of its own place without naming it gives its facts to none of the places that it looks to."""

from __future__ import annotations

import pytest

from kg.model import Document, Programme, Region
from kg.pipeline import Reading, read_one

MEETING = """我县召开冬季党员轮训动员会
11月6日，我县召开冬季党员轮训动员会。会议要求学习福建省寿宁县的做法，推行“晒谷场课堂”轮训模式。县委书记到会讲话。目前，全县建成实训点31个。"""
VISIT = """我县赴芜湖市考察村庄经营
11月9日至10日，我县组织14名村支书赴安徽省芜湖市考察。大家走进南陵县家发镇，又到镜湖区参观，镜湖区的“楼道合伙人”品牌引人注目。回来后，县委组织部列出清单，全县选定试点村9个。"""
CITY = """我市聘请“街巷参谋”
今年以来，我市借鉴天津市河西区经验，聘请“街巷参谋”270名，全市6个街道每月议事，市委组织部按季度评议。"""
NAMED = MEETING.replace("我县召开冬季党员轮训动员会\n", "来源：灵台县融媒体中心\n我县召开冬季党员轮训动员会\n")
RULES = """芜湖市镜湖区楼道公约
第一条 各村居负责本村居民的积分，镜湖区文明办按季度公示，奖励名额300个。
第二条 外出务工的，由务工地和本村共同记录。"""


def read(raw: str) -> Reading:
    return read_one(Document("0" * 64, "own place", raw))


def name(region: Region | None) -> str | None:
    return None if region is None else region.name


def articles(reading: Reading) -> list[str | None]:
    return [name(r) for r in reading.links.subjects]


def programmes(reading: Reading) -> dict[str, str | None]:
    return {p.name: name(p.region) for p in reading.links.programmes if isinstance(p, Programme)}


def figures(reading: Reading) -> dict[str, str | None]:
    return {f"{m.value}{m.unit}": name(m.region) for m in reading.links.metrics}


@pytest.mark.parametrize("raw", [MEETING, VISIT, CITY])
def test_an_article_is_about_none_of_the_places_it_looks_to(raw: str) -> None:
    reading = read(raw)
    assert articles(reading) == [None]
    assert not [o.name for o in reading.links.organisations if o.name.endswith(("委", "组织部"))]


def test_its_figures_and_programmes_are_of_no_other_place() -> None:
    assert figures(read(MEETING)) == {"31个": None}
    assert programmes(read(MEETING)) == {"“晒谷场课堂”轮训模式": None}
    assert set(figures(read(CITY)).values()) == {None}
    assert figures(read(VISIT))["9个"] is None


def test_what_a_sentence_says_of_another_place_is_that_places() -> None:
    assert programmes(read(VISIT)) == {"“楼道合伙人”品牌": "镜湖区"}


def test_a_place_that_names_itself_has_what_is_its_own() -> None:
    reading = read(NAMED)
    assert articles(reading) == ["灵台县"]
    assert figures(reading) == {"31个": "灵台县"}
    assert "灵台县委" in {o.name for o in reading.links.organisations}


def test_each_villages_own_is_no_speaker() -> None:
    assert figures(read(RULES)) == {"300个": "镜湖区"}


def test_a_countys_committee_is_of_no_district() -> None:
    named = {o.name for o in read("县委近日部署村级轮训。镜湖区社区学院派出教师6名。").links.organisations}
    assert "镜湖区委" not in named
