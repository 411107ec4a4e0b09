"""A Chinese name in pinyin, so that gtx and gaotai find 高台县; and traditional characters, so that 高臺 does."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kg.text.fold import traditional_forms
from kg.use.pinyin import syllable_list

_LONGEST = 24  # characters of a name that are spelled


@lru_cache(maxsize=8192)
def _syllable(char: str) -> str:
    return "".join(syllable_list(char)).lower()


def spelled(name: str, *, careful: bool = True) -> tuple[str, ...]:
    """The syllables of ``name``; ``careful`` reads whole words, so that 重庆 gives chong qing."""
    short = name[:_LONGEST]
    if careful:
        return tuple(s.lower() for s in syllable_list(short))
    return tuple(_syllable(c) for c in short if "一" <= c <= "鿿")


def initials(name: str, *, careful: bool = True) -> str:
    """The first letters of ``name``: gtx for 高台县."""
    return "".join(s[:1] for s in spelled(name, careful=careful))


def traditional(names: Iterable[str]) -> str:
    """Pairs of a traditional character and the simplified one of the names that it stands for, as one string."""
    used = {char for name in names for char in name}
    pairs = sorted((t, s) for t, s in traditional_forms().items() if s in used and t not in used)
    return "".join(t + s for t, s in pairs)
