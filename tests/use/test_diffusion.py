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

TEXTS = (
    "高台县在全省率先推行“三岗联创”机制。2021年，临泽县、民乐县先后推行“三岗联创”机制。2022年3月，山丹县复制推广高台县“三岗联创”机制。",
    "高台县推行“三岗联创”机制。该做法被省委组织部在全省推广，入选全国基层党建创新案例，被列为省级试点，被《党建要报》刊发。",
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
    ("learned-from", {"三岗联创", "山丹县", "高台县", "2022"}),
]


@pytest.mark.parametrize(("name", "expected"), ANSWERS)
def test_the_queries_answer(store: ox.Store, name: str, expected: set[str]) -> None:
    rows = [set(map(str, row)) for row in Graph(store).ask(find(name).fill({})).table()]
    assert any(expected <= row for row in rows), rows


def test_what_is_stated_keeps_to_the_shapes(file: Path) -> None:
    wrong = [f for f in check(file) if f.severity == "violation"]
    assert wrong == []
