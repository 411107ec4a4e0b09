"""Run-in headings."""

from __future__ import annotations

import pytest

from kg.model import Document, Text
from kg.text.prepare import prepare

BODY = "今年以来，全县坚持党建引领，建成示范点12个，培训党员1200余人次，解决群众困难320件，群众满意率不断提高。"
MORE = "同时，选派干部下沉一线，帮助村集体理清发展思路，壮大特色产业，让更多群众在家门口实现增收。"


def read(raw: str) -> Text:
    return prepare(Document("x", "x", raw))


def leads(raw: str) -> list[str]:
    text = read(raw)
    return [text.clean[b.start : b.lead] for b in text.blocks if b.lead is not None]


def test_run_in_headings() -> None:
    raw = f"""东山县：“四项行动”建强组织

{BODY}

抓实教育培训，提升队伍素质。{BODY}

抓好阵地建设，夯实工作基础。{MORE}

村里变了样，群众心里甜。{MORE}
"""
    assert leads(raw)[:2] == ["抓实教育培训，提升队伍素质。", "抓好阵地建设，夯实工作基础。"]


@pytest.mark.parametrize(
    "marks", [("一是", "二是"), ("一、", "二、"), ("（一）", "（二）"), ("1.", "2."), ("——", "——"), ("①", "②")]
)
def test_numbered_run_in_headings(marks: tuple[str, str]) -> None:
    raw = f"{BODY}\n\n{marks[0]}强化责任落实。{MORE}\n\n{marks[1]}健全长效机制。{MORE}\n"
    assert leads(raw) == [f"{marks[0]}强化责任落实。", f"{marks[1]}健全长效机制。"]


def test_narrative_first_sentences_are_no_run_in_headings() -> None:
    raw = f"""山村来了年轻人

清晨的东山村炊烟袅袅。{BODY}

今年刚满三十岁。{MORE}

他走遍了全村。{MORE}
"""
    assert leads(raw) == []


def test_entries_of_a_yearbook() -> None:
    raw = f"东山年鉴·党建\n\n【概况】{BODY}\n\n【“双培”工程】{MORE}\n"
    assert leads(raw) == ["【概况】", "【“双培”工程】"]
