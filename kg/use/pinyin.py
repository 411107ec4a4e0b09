"""Names in pinyin. The dictionary of pypinyin takes a third of a second to load, so it is loaded when it is first asked."""

from __future__ import annotations


def syllables(words: str, *, errors: str = "default") -> str:
    """The full pinyin: 高台 → gaotai."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(words, errors=errors))


def syllable_list(words: str) -> list[str]:
    """The pinyin of every character, without what is not Chinese: 高台 → gao, tai."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(words, errors="ignore")


def letters(words: str, *, errors: str = "default") -> str:
    """The first letters: 高台 → gt."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(words, style=Style.FIRST_LETTER, errors=errors))
