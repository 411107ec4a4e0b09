"""The first letters of a Chinese name in pinyin, so that gtx finds 高台县."""

from __future__ import annotations

from functools import lru_cache

from kg.use.pinyin import letters


@lru_cache(maxsize=8192)
def _letter(char: str) -> str:
    return letters(char)[:1].lower()


def initials(name: str, *, careful: bool = True) -> str:
    """The initials of ``name``; ``careful`` reads whole words, so that 重庆 gives cq and 长治 cz."""
    short = name[:24]
    if careful:
        return letters(short, errors="ignore").lower()
    return "".join(_letter(c) for c in short if "一" <= c <= "鿿")
