"""The way back from the cleaned text to the raw text is exact."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Text
from kg.text.fold import fold
from kg.text.prepare import prepare
from tests.text.transforms import TRANSFORMS

SEEDS = sorted(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))
# What may stand in the clean text for a folded character of the raw text.
SAME = {
    ",": ",，",
    ":": ":：",
    ";": ";；",
    "(": "（",
    ")": "）",
    "?": "?？",
    "!": "!！",
    ".": ".。…",
    '"': "“”",
    "'": "'‘’",
    "“": "“”",
    "”": "“”",
    "-": "-—",
    "。": "。…",
    "·": "·…",
    "○": "○〇",
    "◯": "〇",
    "–": "–-",
    "<": "<《",
    ">": ">》",
    "\n": " ",
    " ": " ，",
    "|": "|，",
    "\x00": " ",
    "&": '&“”‘’<>—…·" ',
}
ALPHABET = "党建引领12３４年月日，。、；：！？“”「」（）()《》\"',.:;%％+＋-— 　\n\r\t\u200b\ufeff&;#■—…縣產著乾坤ABcd一二（一）|"


def check(raw: str) -> Text:
    text = prepare(Document("x", "x", raw))
    folded, _ = fold(raw)
    assert len(folded) == len(raw)
    assert len(text.offsets) == len(text.clean)
    for block in text.blocks:
        assert block.start < block.end
        at = text.offsets[block.start : block.end]
        assert all(a < b for a, b in pairwise(at))
        for position in range(block.start, block.end):
            char, origin = text.clean[position], folded[text.offsets[position]]
            assert char == origin or char in SAME.get(origin, ""), (char, origin)
    starts = [b.start for b in text.blocks]
    assert text.clean == "\n".join(text.clean[b.start : b.end] for b in text.blocks)
    assert starts == sorted(starts)
    for sentence in text.sentences:
        block = text.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert sentence.article == block.article
    for section in text.sections:
        above = text.sections[section.parent] if section.parent is not None else section
        assert above.start <= section.start <= section.end <= above.end
    for table in text.tables:
        places = [place for row in table.rows for cell in row for place in cell]
        assert places == sorted(places)
        assert (places[0], places[-1]) == (table.start, table.end)
    if text.blocks:
        assert [a.index for a in text.articles] == sorted({b.article for b in text.blocks})
        assert "".join(text.clean[s.start : s.end] for s in text.sentences) == text.clean.replace("\n", "")
    return text


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name[:3])
def test_seeds(path: Path) -> None:
    text = check(path.read_text(encoding="utf-8"))
    for sentence in text.sentences:
        span = text.raw_span(sentence.start, sentence.end)
        raw = re.sub(r"\s", "", fold(text.document.raw[span.start : span.end])[0])
        clean = text.clean[sentence.start : sentence.end]
        assert raw[0] == clean[0] or raw[0] in "\"',:("
        assert raw[-1] == clean[-1] or raw[-1] in "\"'.,;)："


@pytest.mark.parametrize("name", sorted(TRANSFORMS))
def test_deformed_seed(name: str) -> None:
    check(TRANSFORMS[name](SEEDS[0].read_text(encoding="utf-8")))


@settings(max_examples=300)
@given(st.text(alphabet=ALPHABET, max_size=300))
def test_any_text(raw: str) -> None:
    check(raw)


LINES = (
    "高台县",
    "隆德县：",
    "“红色”进社区",
    "案例一",
    "材料2",
    "【高台县】",
    "# 标题",
    "## 二级",
    "一、强组织",
    "1.开展。",
    "策",
    "划",
    "书",
    "目录",
    "一、背景\t1",
    "镇\t收入",
    "河口镇\t41\t",
    "| a | b |",
    "|---|---|",
    "单位：万元",
    "近日，高台县召开推进会。",
    "",
    "高台县坚持党建引领，建成示范点12个，群众满意。",
    "图为现场（王某 摄）",
    "记者 王某",
    "来源：某网",
    "2022-03-04 10:20",
    "首页",
    "---",
    "title: 某县",
    "点评",
    "（县委组织部 供稿）",
    "8%;",
    "财政收入增长",
    "村级积分办法",
    "No.1 高台县：好",
    "——副题",
    '"甲","乙"',
    "好！",
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\n\n"]))
def test_any_lines(lines: list[str], gap: str) -> None:
    text = check(gap.join(lines))
    for article in text.articles:
        if article.title is not None:
            assert text.clean[article.title_start : article.title_end] == article.title


@settings(max_examples=100)
@given(st.text(max_size=100))
def test_any_characters_at_all(raw: str) -> None:
    text = prepare(Document("x", "x", raw))
    assert len(text.offsets) == len(text.clean)


def test_an_empty_document_has_one_empty_article() -> None:
    text = prepare(Document("x", "x", " \n\n"))
    assert (text.clean, text.blocks, text.sentences) == ("", (), ())
