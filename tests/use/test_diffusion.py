"""Spread and recognition from the text to the graph, its checks and its queries."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.check import check
from kg.graph.store import load
from kg.graph.write import write_turtle
from kg.model import Document
from kg.pipeline import build
from kg.use.ask.catalogue import find
from kg.use.ask.engines import Graph
from kg.use.compare.report import Comparer
from kg.use.compare.sections import Sections
from kg.use.export.network import network
from kg.use.reader import Reader
from kg.use.tables.all import BY_NAME
from kg.use.tables.columns import Row
from kg.use.tables.material import Material
from kg.use.view.reading import read_graph

TEXTS = (
    "高台县在全省率先推行“三岗联创”机制。2021年，临泽县、民乐县先后推行“三岗联创”机制。2022年3月，山丹县复制推广高台县“三岗联创”机制。",
    "高台县推行“三岗联创”机制。该做法被省委组织部在全省推广，入选全国基层党建创新案例，被列为省级试点，被《党建要报》刊发。",
    "略阳县落实汉中市委“三进三亮”行动，干部走村入户。",
    "留坝县落实省委“登高赶超”计划、市委“三进三亮”行动，推行“一户一策”机制。",
    "2020年，文县将“白马夜校”更名为“白马讲堂”。在市委组织部推动下，康县启动“山货先锋”行动。",
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    documents = [Document(f"{i}".ljust(64, "0"), f"{i}.txt", raw) for i, raw in enumerate(TEXTS)]
    path = tmp_path_factory.mktemp("diffusion") / "graph.ttl"
    write_turtle(build(documents), path)
    return path


@pytest.fixture(scope="module")
def store(file: Path) -> ox.Store:
    return load(file)


ANSWERS = [
    ("adoptions", {"三岗联创", "高台县", "首创", "甘肃省"}),
    ("adoptions", {"三岗联创", "临泽县", "启动", "2021", "1"}),
    ("adoptions", {"三岗联创", "民乐县", "启动", "2021", "2"}),
    ("adoptions", {"三岗联创", "山丹县", "学习借鉴", "2022", "高台县"}),
    ("adoptions", {"白马夜校", "文县", "更名", "2020"}),
    ("adoptions", {"“山货先锋”行动", "康县", "启动", "陇南市委组织部"}),
    ("recognitions", {"三岗联创", "高台县", "推广", "省级", "甘肃省委组织部"}),
    ("recognitions", {"三岗联创", "入选", "国家级", "全国基层党建创新案例"}),
    ("recognitions", {"三岗联创", "试点", "省级"}),
    ("recognitions", {"三岗联创", "媒体报道", "党建要报"}),
    ("origins", {"略阳县", "三进三亮", "汉中市"}),
    ("origins", {"留坝县", "“一户一策”机制", "三进三亮", "汉中市"}),
    ("origins", {"留坝县", "“一户一策”机制", "“登高赶超”计划", "陕西省"}),
    ("learned-from", {"三岗联创", "山丹县", "高台县", "2022"}),
]


@pytest.mark.parametrize(("name", "expected"), ANSWERS)
def test_the_queries_answer(store: ox.Store, name: str, expected: set[str]) -> None:
    rows = [set(map(str, row)) for row in Graph(store).ask(find(name).fill({})).table()]
    assert any(expected <= row for row in rows), rows


@pytest.mark.parametrize("name", ["adoptions", "learned-from"])
def test_where_the_text_tells_no_year_the_report_has_its_date(tmp_path: Path, name: str) -> None:
    raw = "山丹县抓党建\n\n发布时间：2022-07-19\n山丹县学习借鉴高台县“三岗联创”机制，村村都有了新面貌。"
    write_turtle(build([Document("0" * 64, "a.txt", raw)]), tmp_path / "graph.ttl")
    answer = Graph(load(tmp_path / "graph.ttl")).ask(find(name).fill({}))
    (row,) = (dict(zip(answer.columns, row, strict=True)) for row in answer.table())
    assert (row["year"], row["issued"]) == ("", "2022-07-19")


def test_what_is_stated_keeps_to_the_shapes(file: Path) -> None:
    wrong = [f for f in check(file) if f.severity == "violation"]
    assert wrong == []


def rows_of(store: ox.Store, name: str) -> list[Row]:
    return list(BY_NAME[name].rows(Material(store)))


def test_the_table_of_adoptions_holds_every_place_that_has_a_programme(store: ox.Store) -> None:
    rows = {(r["programme"], r["place"], r["kind"]): r for r in rows_of(store, "adoptions")}
    learned = rows["三岗联创", "山丹县", "learned"]
    assert (learned["time"], learned["time_basis"]) == ("2022-03", "text")
    assert (learned["learned_from"], learned["learned_from_code"]) == ("高台县", "620724")
    assert learned["prefecture"] == "张掖市"
    assert rows["三岗联创", "高台县", "first"]["first_in"] == "甘肃省"
    assert rows["白马讲堂", "文县", "run"]["time"] is None


def test_the_table_of_recognitions(store: ox.Store) -> None:
    rows = {r["kind"]: r for r in rows_of(store, "recognitions")}
    assert set(rows) == {"popularised", "selected", "pilot", "media"}
    assert rows["popularised"]["by"] == "甘肃省委组织部"
    assert rows["selected"]["level"] == "national"


def test_the_network_has_an_edge_from_learner_to_source(store: ox.Store) -> None:
    graph = network(store)
    learned = [(s, t) for s, t, d in graph.edges(data=True) if d["label"] == "learnedFrom"]
    assert learned == [("region:cn620725", "region:cn620724")]


@pytest.mark.parametrize(("lang", "words"), [("zh", "首创"), ("en", "first")])
def test_the_comparison_tells_who_began_and_who_learned(store: ox.Store, lang: str, words: str) -> None:
    comparer = Comparer(store)
    places = {p.name: p for p in comparer.reader.places().values()}
    comparison = comparer.compare([places["高台县"], places["山丹县"]])
    sections = {s.key: s for s in Sections(comparison, lang).all()}
    told = [[c.text for c in line.cells] for line in sections["spread"].lines]
    assert ["三岗联创", words, "高台县", "", "甘肃省", "", "", ""] in told
    assert any(row[2] == "山丹县" and row[5] == "高台县" for row in told)
    assert len(sections["recognitions"].lines) == 4


def test_what_two_reports_say_in_the_same_words_is_one_row(tmp_path: Path) -> None:
    documents = [Document(str(i) * 64, f"{i}.txt", TEXTS[i // 2]) for i in range(4)]
    write_turtle(build(documents), tmp_path / "graph.ttl")
    for name in ("recognitions", "adoptions"):
        rows = Graph(load(tmp_path / "graph.ttl")).ask(find(name).text).rows
        assert len(rows) == len(set(rows)) > 0


def test_the_level_of_a_recognition_is_told_in_words(store: ox.Store) -> None:
    told = {level for levels in Reader(store).recognised().values() for level in levels}
    assert {"省级", "国家级"} <= told


def test_the_page_names_them_in_both_languages(store: ox.Store) -> None:
    things = read_graph(store).things.values()
    names = {t.name: t.english for t in things if "/adoption/" in t.iri or "/recognition/" in t.iri}
    assert names["山丹县 · 学习借鉴 · 三岗联创 · 学自高台县 · 2022"] == (
        "山丹县 · learned · 三岗联创 · from 高台县 · 2022"
    )
    assert "民乐县 · 启动 · 三岗联创 · 2021 · 第2" in names
    assert names["三岗联创 · 省级 · 试点"] == "三岗联创 · provincial · pilot"
