"""The words of a stretch of text with their parts of speech, for the edges of names that rules find.

Only the dictionary is jieba's: nothing leaks into other users of it, no cache is written to disk, and it is read when
the first word is asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from math import inf, log
from pathlib import Path
from typing import NamedTuple

_RARE = 100
_UNKNOWN = -log(
    60_101_967
)  # the weight of what is not in the dictionary: the sum of all its counts
# What words are made of; every other character stands for itself.
_JOINED = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]")
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


_Words = dict[str, tuple[int, str]]


@cache
def _lines() -> list[str]:
    """The lines of the dictionary in the order of their characters: a word, how often it is used, its part of speech."""
    place = find_spec("jieba")  # its own module would load much that is not wanted
    assert place is not None
    assert place.origin is not None
    table = Path(place.origin).with_name("dict.txt").read_text("utf-8")
    return sorted(table.split("\n"))


@cache
def _beginning(character: str) -> tuple[_Words, dict[str, int]]:
    """The words that begin with a character, and how long those can be whose first two characters are the same. What
    texts do not ask for is never read."""
    lines = _lines()
    first = bisect_left(lines, character)
    own = lines[first : bisect_left(lines, chr(ord(character) + 1), first)]
    words = {word: (int(count), flag) for word, count, flag in (line.split(" ") for line in own)}
    for word, flag in _ADDED.items():
        if word[0] == character:
            words[word] = max(words.get(word, (0, flag))[0], 50), flag
    return words, {word[:2]: len(word) for word in sorted(words, key=len)}


def _unknown(text: str) -> str:
    """The part of speech of what is not in the dictionary."""
    return "m" if text[0].isdigit() else "eng" if text.isascii() and text.isalpha() else "x"


class _Cutter:
    """Cuts stretches of one text as jieba cuts each alone (the likeliest row of words of the dictionary): what begins at a
    character is looked up once, and what is best from there to an end is kept for every stretch with that end."""

    def __init__(self, clean: str) -> None:
        """Know the text."""
        self._clean = clean
        self._ways: dict[int, list[tuple[int, float]]] = {}
        self._routes: dict[int, tuple[list[float], list[int]]] = {}
        self._cut: dict[tuple[int, int], tuple[Word, ...]] = {}

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        """The words of ``start:end``."""
        found = self._cut.get((start, end))
        if found is None:
            found = self._cut[start, end] = tuple(self._read(start, end))
        return found

    def _read(self, start: int, end: int) -> Iterator[Word]:
        clean, behinds = self._clean, self._route(start, end)
        at = start
        while at < end:
            behind = behinds[end - at]
            if behind - at == 1 and _is_letter(clean[at]):
                while (
                    behind < end
                    and behinds[end - behind] == behind + 1
                    and _is_letter(clean[behind])
                ):
                    behind += 1
            text = clean[at:behind]
            known = _beginning(text[0])[0].get(text)
            yield Word(at, behind, text, known[1] if known else _unknown(text))
            at = behind

    def _route(self, start: int, end: int) -> list[int]:
        """Where the first word of the best row to ``end`` ends, by the distance of its first character to the end."""
        if (known := self._routes.get(end)) is None:
            known = self._routes[end] = [0.0], [end]
        weights, behinds = known
        for at in range(end - len(weights), start - 1, -1):
            best, behind = -inf, at + 1
            for b, weight in self._ways.get(at) or self._from(at):
                if b > end:
                    break
                if (sum_ := weight + weights[end - b]) >= best:
                    best, behind = sum_, b
            if best == -inf:  # no word: what is in no word is weighed by itself
                joined = _JOINED.match(self._clean, at)
                best = _UNKNOWN + weights[-1] if joined else 0.0
            weights.append(best)
            behinds.append(behind)
        return behinds

    def _from(self, at: int) -> list[tuple[int, float]]:
        """Where the words of the dictionary end that begin at a character, and their weights."""
        clean = self._clean
        ways = self._ways[at] = []
        if not _JOINED.match(clean, at):
            return ways
        words, longest = _beginning(clean[at])
        for end in range(at + 1, min(at + longest.get(clean[at : at + 2], 1), len(clean)) + 1):
            known = words.get(clean[at:end])
            if known is not None and known[0]:
                ways.append((end, log(known[0]) + _UNKNOWN))
        return ways


@lru_cache(maxsize=4)
def _cutter(clean: str) -> _Cutter:
    return _Cutter(clean)


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()


def words(clean: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of ``clean[start:end]`` at their clean offsets."""
    return _cutter(clean).words(start, end)


def is_rare(text: str, limit: int = _RARE) -> bool:
    """Whether the dictionary hardly knows a word: then it is somebody's name."""
    return _beginning(text[0])[0].get(text, (0, ""))[0] < limit
