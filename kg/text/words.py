"""The words of a stretch of text with their parts of speech, for the edges of names that rules find.

The tokenizer is this package's own and never jieba's global one: nothing leaks into other users of jieba, no cache is
written to disk, and the dictionary is loaded when the first word is asked for.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

_RARE = 100
# What the dictionary lacks and would cut: platforms and carriers of the whole country, verbs of official style.
_ADDED = {
    **dict.fromkeys(
        (
            "饿了么",
            "美团",
            "货拉拉",
            "闪送",
            "滴滴",
            "极兔",
            "韵达",
            "顺丰",
            "圆通",
            "中通",
            "申通",
        ),
        "nz",
    ),
    **dict.fromkeys(
        (
            "包联",
            "挂联",
            "包抓",
            "包保",
            "领办",
            "联办",
            "选优配强",
            "选优",
            "配强",
            "驻村",
            "包村",
        ),
        "v",
    ),
}


class Word(NamedTuple):
    """A word at its clean offsets with its part of speech."""

    start: int
    end: int
    text: str
    flag: str


class _Dictionary(NamedTuple):
    """A tokenizer that shares nothing with jieba's global one, and the part of speech of its words."""

    tokenizer: Any
    flags: dict[str, str]


@cache
def _dictionary() -> _Dictionary:
    """The dictionary, read in one pass and without a cache file."""
    import jieba  # here, so that importing this module costs nothing

    with jieba.get_module_res("dict.txt") as stream:
        fields = stream.read().decode("utf-8").rstrip("\n").replace("\n", " ").split(" ")
    flags = dict(zip(fields[::3], fields[2::3], strict=True))
    known = dict(zip(fields[::3], map(int, fields[1::3]), strict=True))
    total = sum(map(int, fields[1::3]))
    for text, flag in _ADDED.items():
        known[text], flags[text] = max(known.get(text, 0), 50), flag
    freq: dict[str, int] = {}
    longer, end = [text for text in flags if len(text) > 1], 1
    while longer:
        freq |= dict.fromkeys([text[:end] for text in longer], 0)
        end += 1
        longer = [text for text in longer if len(text) > end]
    freq |= known
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = freq, total, True
    return _Dictionary(tokenizer, flags)


def _unknown(text: str) -> str:
    """The part of speech of what is not in the dictionary."""
    return "m" if text[0].isdigit() else "eng" if text.isascii() and text.isalpha() else "x"


@lru_cache(maxsize=8192)
def _tagged(piece: str) -> tuple[tuple[str, str], ...]:
    tokenizer, flags = _dictionary()
    return tuple((w, flags.get(w) or _unknown(w)) for w in tokenizer.cut(piece, HMM=False))


def words(clean: str, start: int, end: int) -> list[Word]:
    """The words of ``clean[start:end]`` at their clean offsets."""
    found: list[Word] = []
    at = start
    for text, flag in _tagged(clean[start:end]):
        found.append(Word(at, at + len(text), text, flag))
        at += len(text)
    return found


def is_rare(text: str, limit: int = _RARE) -> bool:
    """Whether the dictionary hardly knows a word: then it is somebody's name."""
    return int(_dictionary().tokenizer.FREQ.get(text, 0)) < limit
