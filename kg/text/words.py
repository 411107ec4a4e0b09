"""Words and their classes, for the edges of names that rules find; an own tokenizer, never jieba's
global one, and no cache on disk."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """A tokenizer over jieba's dictionary, loaded when first asked for."""
    import jieba

    tokenizer = jieba.Tokenizer()
    with files("jieba").joinpath("dict.txt").open("rb") as dictionary:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(dictionary)
    tokenizer.initialized = True  # so that it neither reads nor writes a cache
    return tokenizer


@lru_cache(maxsize=1)
def _tagger() -> Any:
    """A tagger of word classes over the same tokenizer."""
    from jieba import posseg

    return posseg.POSTokenizer(_tokenizer())


def words(text: str) -> list[str]:
    """The words of a text in order; joined they are the text."""
    return list(_tokenizer().cut(text, HMM=False))


def tagged_words(text: str) -> list[tuple[str, str]]:
    """The words of a text with jieba's class of each (n, v, ns …)."""
    return [(pair.word, pair.flag) for pair in _tagger().cut(text, HMM=False)]


def parts_word(text: str, position: int) -> bool:
    """Whether a cut at ``position`` would part a word."""
    start = max(0, position - 12)
    at = start
    for word in words(text[start : position + 12]):
        if at >= position:
            return False
        at += len(word)
        if at > position:
            return True
    return False
