"""However a text is deformed on its way into a file, its sentences and headlines come out the same."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from kg.model import Document, Text
from kg.text.prepare import prepare
from kg.text.read import read_document
from tests.text.transforms import ENCODINGS, TRANSFORMS

ROOT = Path(__file__).parents[2]
FILES = sorted(ROOT.joinpath("seeds").glob("*.txt"))
LEAST = {
    "wrap_15": 0.95,
    "wrap_30": 0.98,
    "ascii_marks": 0.98,
    "straight_quotes": 0.98,
    "letter_spaced": 0.98,  # the space that parts a headline is one of many there
}
"""The share of sentences that must come out unchanged, where it is not all of them."""


@lru_cache(maxsize=16)
def plain(path: Path) -> Text:
    return prepare(read_document(path))


def sentences(text: Text) -> Counter[str]:
    return Counter(text.clean[s.start : s.end] for s in text.sentences)


def titles(text: Text) -> list[str | None]:
    return [article.title for article in text.articles]


@pytest.mark.parametrize("name", sorted(set(TRANSFORMS) - {"s2twp"}))
def test_sentences_and_headlines_stay(name: str) -> None:
    kept = total = 0
    for path in FILES:
        raw = TRANSFORMS[name](path.read_text(encoding="utf-8"))
        text = prepare(Document("x", "x", raw))
        assert titles(text) == titles(plain(path))
        kept += sum((sentences(text) & sentences(plain(path))).values())
        total += sum(sentences(plain(path)).values())
    assert kept >= LEAST.get(name, 1.0) * total


def test_wordings_of_taiwan_keep_the_articles() -> None:
    for path in FILES:
        raw = TRANSFORMS["s2twp"](path.read_text(encoding="utf-8"))
        text = prepare(Document("x", "x", raw))
        assert len(text.articles) == len(plain(path).articles)
        assert abs(len(text.blocks) - len(plain(path).blocks)) <= 1


@pytest.mark.parametrize("name", sorted(ENCODINGS))
def test_encodings_give_the_same_text(name: str, tmp_path: Path) -> None:
    for path in FILES:
        copy = tmp_path / path.name
        copy.write_bytes(ENCODINGS[name](path.read_text(encoding="utf-8")))
        assert prepare(read_document(copy)).clean == plain(path).clean
