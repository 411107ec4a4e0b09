"""Titles in 《》: which are documents, and which words name who issued them."""

from __future__ import annotations

import pytest

from kg.model import Document, PolicyMention
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.text.prepare import prepare


def issuer(raw: str) -> list[str | None]:
    text = prepare(Document("0" * 64, "test", raw))
    mentions = run(FAMILIES, text).of(PolicyMention)
    return [None if m.issuer is None else text.clean[slice(*m.issuer)] for m in mentions]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("认真落实市委《关于办好夜校的意见》。", ["市委"]),
        ("落实市委《夜校管理办法》《夜校积分细则》。", ["市委", "市委"]),
        ("思南县印发《思南县夜校管理办法》。", ["思南县"]),
        ("《中共中央国务院关于办好夜校的意见》", ["中共中央"]),
        ("镇里制定《夜校管理办法》。", [None]),
    ],
)
def test_the_words_that_name_the_issuer(raw: str, expected: list[str | None]) -> None:
    assert issuer(raw) == expected


@pytest.mark.parametrize(
    "title",
    [
        "夜校管理办法（试行）",
        "夜校三年行动方案（2023—2025年）",
        "关于办好夜校的若干措施",
        "村民自治章程",
        "年度工作要点",
        "小微权力清单",
    ],
)
def test_a_document_is_told_by_its_last_word(title: str) -> None:
    assert len(issuer(f"大家对《{title}》都不陌生。")) == 1


@pytest.mark.parametrize(
    "raw", ["上演话剧《守望》。", "登上《甘肃日报》。", "图书《摆脱贫困》很受欢迎。", "唱响《我的祖国》。"]
)
def test_other_works_are_no_documents(raw: str) -> None:
    assert issuer(raw) == []
