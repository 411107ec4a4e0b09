"""No text may hang a build, and none may break it: patterns are bounded, and a text may end anywhere."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import gold_gate
import kg
from kg.model import Document
from kg.pipeline import build_one

# What a careless pattern runs away on: one thing said over and over, without the mark that would end it.
RUNS = [
    "中",
    "党",
    "的",
    "县",
    "村",
    "0",
    "一",
    "（",
    "（）",
    "“",
    "“”",
    "《",
    "《》",
    "、",
    "，",
    "：",
    "；",
    "和",
    "等",
    "—",
    "·",
    "……",
    "+",
    "“中",
    "《中》",
    "中、",
    "中国、",
    "一、",
    "（一）",
    "党+",
    "（党）+",
    "一强",
    "三个",
    "12个",
    "12个、",
    "1.",
    "2020年1月",
    "村党支部",
    "委员会",
    "新闻网",
    "记者",
    "“中”、",
    "“中”+",
    "在",
    "以",
    "为",
    "\n",
    "1,000",
    "1.5万",
    "一是",
    "①",
]
LENGTH = 600
SECONDS = 1.0  # of this process alone; a sound pattern takes some milliseconds, one that runs away for ever
DOCUMENT_SECONDS = 20  # a sound text takes one


class Runaway(Exception):
    pass


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what takes longer than ``seconds`` of this process's own time."""

    def stop(*_: object) -> None:
        raise Runaway

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def texts(length: int) -> list[str]:
    rng = random.Random(1)
    mixed = ["".join(rng.choices(rng.sample(RUNS, 5), k=length))[:length] for _ in range(12)]
    return [(run * length)[:length] for run in (*RUNS, "\n", " ", "\u3000")] + mixed


def inside(value: Any) -> Iterator[re.Pattern[str]]:
    """The patterns that a module's value is or holds."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, (tuple, list, dict)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from inside(one)


def patterns() -> dict[re.Pattern[str], str]:
    found: dict[re.Pattern[str], str] = {}
    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for pattern in inside(value):
                    found.setdefault(pattern, f"{module.name}.{name}")
    return found


def test_no_pattern_runs_away() -> None:
    hostile = texts(LENGTH)
    slow = []
    for pattern, name in patterns().items():
        for text in hostile:
            try:
                with within(SECONDS):
                    for _ in pattern.finditer(text):
                        pass
            except Runaway:
                slow.append(f"{name} on {text[:12]!r}…")
                break
    assert slow == []


@pytest.mark.parametrize("at", range(0, len(texts(1)), 8))
def test_no_text_hangs(at: int) -> None:
    for text in texts(1500)[at : at + 8]:
        with within(DOCUMENT_SECONDS):
            build_one(Document(id="0" * 64, name="a.txt", raw=f"高台县推行党建工作。\n{text}"))


def sources() -> list[str]:
    return [
        file.read_text("utf-8")
        for part in ("seeds", "open", "open2", "open3")
        for file in gold_gate.sources(gold_gate.PARTS[part][0])
    ]


def test_a_text_may_end_anywhere() -> None:
    rng = random.Random(2)
    corpus = sources()
    for _ in range(400):
        whole = rng.choice(corpus)
        start = rng.randrange(len(whole))
        cut = whole[start : start + rng.randrange(1, 240)]
        for text in {cut, cut.rstrip("。；，：\n")}:
            build_one(Document(id="0" * 64, name="a.txt", raw=text))


@pytest.mark.parametrize(
    "text",
    [
        "推行“五联”工作法，抓组织、抓队伍、抓产业；强阵地、强服务、强保障，通过走访农户、结对帮扶、联合执法，推动治理提升。",
        "高台县探索“党支部+合作社+农户”模式，实行“一核三治五联”机制：一是建强核心；二是“自治、法治、德治”融合；三是联建、联享。",
        "（一）组建“红色管家”服务队12支，（二）打造“15分钟”党建圈，其中：县级示范点3个，乡镇5个，村（社区）20个",
        "县里引进青禾果品、丰年农牧等12家农业产业化龙头企业",
        "镇里探索“四联”办法。支部联建牵起9家单位。场所联用腾出房间。活动联办月月有戏。难题联解有人管，与条件相近的地委",
        "三个跟进“两张网”\n\n织成“一张图”",
        "五个一落实新片区“两个延伸”专项行动，五个一",
    ],
)
def test_every_head_of_a_list_is_read(text: str) -> None:
    for end in range(1, len(text)):
        build_one(Document(id="0" * 64, name="a.txt", raw=text[:end]))


def test_a_list_of_media_without_an_end() -> None:
    text = "高台县党建经验被" + "、".join(f"《陇上{n}新闻网》“陇上”新闻网" for n in "甲乙丙丁" * 12)
    with within(DOCUMENT_SECONDS):
        build_one(Document(id="0" * 64, name="a.txt", raw=text))
