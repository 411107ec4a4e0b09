"""The words around a suffix with their parts of speech, from a tokenizer of this package's own."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import jieba
import jieba.posseg

_RARE = 100


class Word(NamedTuple):
    """A word at its clean offsets with its part of speech."""

    start: int
    end: int
    text: str
    flag: str


@cache
def _tagger() -> jieba.posseg.POSTokenizer:
    """A tagger that shares nothing with jieba's global one and writes no cache file."""
    tokenizer = jieba.Tokenizer()
    with jieba.get_module_res("dict.txt") as stream:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(stream)
    tokenizer.initialized = True
    return jieba.posseg.POSTokenizer(tokenizer)


@lru_cache(maxsize=8192)
def _tagged(piece: str) -> tuple[tuple[str, str], ...]:
    return tuple((w.word, w.flag) for w in _tagger().cut(piece, HMM=False))


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
    return int(_tagger().tokenizer.FREQ.get(text, 0)) < limit
