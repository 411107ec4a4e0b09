"""Every word once, with classes that mean something."""

from __future__ import annotations

from importlib import resources

import pytest

from kg.lexicon import words
from kg.lexicon.classes import CLASSES


def test_a_word_stands_once_in_all_tables() -> None:
    seen: list[str] = []
    folder = resources.files("kg.lexicon").joinpath("words")
    for table in folder.iterdir():
        seen += [w for w, _ in words.read_table(table.read_text("utf-8").splitlines(), table.name)]
    assert len(seen) == len(set(seen)) == len(words.entries())


def test_every_class_has_words_and_every_word_a_known_class() -> None:
    used = {c for classes in words.entries().values() for c in classes}
    assert used == set(CLASSES)


def test_the_longest_words_come_first() -> None:
    found = words.of_class("verb.set")
    assert "推行" in found
    assert [len(w) for w in found] == sorted((len(w) for w in found), reverse=True)


def test_a_line_without_classes_is_named() -> None:
    with pytest.raises(ValueError, match=r"verbs\.tsv:2"):
        list(words.read_table(["# head", "推行"], "verbs.tsv"))


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(KeyError):
        words.of_class("verb.fly")


def test_the_longest_word_that_ends_a_name() -> None:
    assert words.ending("松岭高新技术产业开发区", "zone.high") == "高新技术产业开发区"
    assert words.ending("松岭镇", "zone.high", "zone.park") is None
