"""Where many words stand in a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.syntax.occurrences import occurrences

_words = st.text(alphabet="甲乙丙", min_size=1, max_size=4)


def found_by_hand(clean: str, word: str) -> list[int]:
    places, at = [], clean.find(word)
    while at >= 0:
        places.append(at)
        at = clean.find(word, at + len(word))
    return places


@given(st.text(alphabet="甲乙丙，", max_size=60), st.lists(_words, max_size=6))
def test_each_word_is_found_where_it_stands(clean: str, words: list[str]) -> None:
    assert occurrences(clean, words) == {word: found_by_hand(clean, word) for word in words}
