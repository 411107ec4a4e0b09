"""Articles, headlines, headings and joining over many invented layouts (the folder ``layouts``)."""

from __future__ import annotations

import re
import tomllib
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kg.model import BlockKind, Document, Text
from kg.text.prepare import prepare

FOLDER = Path(__file__).parent / "layouts"
ABOUT = (
    "近年来，{0}坚持党建引领，选派第一书记86名，整顿后进村12个，群众满意率达到96.5%。",
    "{0}立足实际，建成党群服务阵地45个，开展志愿服务1200场次，解决群众难题380件。",
    "为破解治理难题，{0}推行网格化服务，划分网格260个，配备网格员310名，矛盾纠纷同比下降18%。",
    "今年以来，{0}聚焦群众急难愁盼，召开恳谈会150场，收集意见建议730条，办结率达98%。",
)
PLAIN = (
    "同时，健全考核激励机制，每季度开展一次评比，评出先进集体30个，兑现奖励资金24万元。",
    "组织党员干部下沉一线，走访群众4600户，办理实事520件，让服务更有温度、治理更有力度。",
    "坚持问题导向，建立台账，逐项销号，推动各项任务落到实处，取得了良好成效。",
    "通过流转土地、盘活资产，发展特色种植2300亩，带动农户810户，户均增收5200元。",
)


def layouts() -> list[dict[str, Any]]:
    files = sorted(FOLDER.glob("*.toml"))
    return [x for f in files for x in tomllib.loads(f.read_text("utf-8"))["layout"]]


def wrapped(text: str, width: int, blank: bool, indent: bool) -> str:
    rows: list[str] = []
    for line in text.split("\n"):
        long = len(line) > width
        line = "　　" + line if indent and (long or line.endswith("。")) else line
        pieces = [line[k : k + width] for k in range(0, len(line), width)] or [""]
        for piece in pieces:
            rows += [piece, ""] if blank and piece else [piece]
    return "\n".join(rows)


def raw_of(layout: dict[str, Any]) -> str:
    number = count()

    def paragraph(match: re.Match[str]) -> str:
        pool = ABOUT if match[1] else PLAIN
        return pool[next(number) % len(pool)].format(match[1])

    text = re.sub(r"\{([^}]*)\}", paragraph, layout["text"])
    if "wrap" in layout:
        text = wrapped(text, layout["wrap"], layout.get("blank", False), layout.get("indent", False))
    return text


def words(text: Text, kind: BlockKind) -> list[str]:
    return [text.clean[b.start : b.end] for b in text.blocks if b.kind is kind]


@pytest.mark.parametrize("layout", layouts(), ids=lambda x: x["name"])
def test_layout(layout: dict[str, Any]) -> None:
    text = prepare(Document("x", "x", raw_of(layout)))
    named = [a for a in text.articles if a.title is not None]
    assert [a.title or "" for a in named] == layout["titles"]
    assert all(text.clean[a.title_start : a.title_end] == a.title for a in named)
    if "first" in layout:
        bodies = [b for b in text.blocks if b.kind is BlockKind.BODY]
        starts = [next(b.start for b in bodies if b.article == a.index) for a in named]
        for start, opening in zip(starts, layout["first"], strict=True):
            assert text.clean.startswith(opening, start)
    if "headings" in layout:
        assert words(text, BlockKind.HEADING) == layout["headings"]
    if "levels" in layout:
        assert [b.level for b in text.blocks if b.kind is BlockKind.HEADING] == layout["levels"]
    if "leads" in layout:
        leads = [text.clean[b.start : b.lead] for b in text.blocks if b.lead is not None]
        assert leads == layout["leads"]
    if "captions" in layout:
        assert words(text, BlockKind.CAPTION) == layout["captions"]
    if "bodies" in layout:
        assert len(words(text, BlockKind.BODY)) == layout["bodies"]
    if "issued" in layout:
        assert {a.issued for a in named} == {layout["issued"]}
    assert all(part in text.clean for part in layout.get("contains", ()))
    assert not any(part in text.clean for part in layout.get("lacks", ()))
