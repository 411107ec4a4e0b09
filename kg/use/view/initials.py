"""A Chinese name in pinyin, so that gtx and gaotai find 高台县; and traditional characters, so that 高臺 does."""

from __future__ import annotations

from collections.abc import Iterable

from kg.text.fold import traditional_forms
from kg.use.pinyin import Sounds

_LONGEST = 24  # characters of a name that are spelled


def spelled(name: str, sounds: Sounds, *, careful: bool = True) -> tuple[str, ...]:
    """The syllables of ``name``; ``careful`` reads whole words, so that 重庆 gives chong qing."""
    short = name[:_LONGEST]
    if careful:
        return tuple(s.lower() for s in sounds(short))
    return tuple("".join(sounds(c)).lower() for c in short if "一" <= c <= "鿿")


def traditional(names: Iterable[str]) -> str:
    """Pairs of a traditional character and the simplified one of the names that it stands for, as one string."""
    used = {char for name in names for char in name}
    pairs = sorted((t, s) for t, s in traditional_forms().items() if s in used and t not in used)
    return "".join(t + s for t, s in pairs)
