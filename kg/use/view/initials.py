"""The first letters of a Chinese name in pinyin, so that gtx finds 高台县."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, lazy_pinyin


@lru_cache(maxsize=8192)
def _letter(char: str) -> str:
    return "".join(lazy_pinyin(char, style=Style.FIRST_LETTER, errors="default"))[:1].lower()


def initials(name: str, *, careful: bool = True) -> str:
    """The initials of ``name``; ``careful`` reads whole words, so that 重庆 gives cq and 长治 cz."""
    short = name[:24]
    if careful:
        letters = lazy_pinyin(short, style=Style.FIRST_LETTER, errors="ignore")
        return "".join(letters).lower()
    return "".join(_letter(c) for c in short if "一" <= c <= "鿿")
