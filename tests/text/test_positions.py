"""The blocks of an article are found without walking over the whole text."""

from __future__ import annotations

from pathlib import Path

from kg.model import Document
from kg.text.positions import blocks_of, last_of
from kg.text.prepare import prepare
from kg.text.read import read_document

SEEDS = Path(__file__).parents[2] / "seeds"


def test_blocks_of_an_article_are_those_that_bear_its_number() -> None:
    for file in sorted(SEEDS.glob("*.txt")):
        text = prepare(read_document(file, file.name))
        for article in text.articles:
            own = tuple(b for b in text.blocks if b.article == article.index)
            assert blocks_of(text, article.index) == own


def test_an_article_that_is_not_there_has_no_blocks() -> None:
    text = prepare(Document("0" * 64, "a.txt", "松岭县推进基层党建。\n"))
    assert blocks_of(text, len(text.articles)) == ()


def test_the_last_of_some_marks_is_looked_for_in_its_line() -> None:
    clean = "甲，乙。\n丙丁、戊"
    assert last_of(clean, "，。", len(clean)) == clean.index("\n")
    assert last_of(clean, "，。、", len(clean)) == clean.index("、")
    assert last_of(clean, "，", 3) == 1
    assert last_of(clean, "，", 1) == -1
