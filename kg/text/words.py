"""The words of a stretch of text with their parts of speech, for the edges of names that rules find.

Only the dictionary is jieba's: nothing leaks into other users of it, no cache is written to disk, and it is read when
the first word is asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from math import inf, log
from pathlib import Path
from typing import NamedTuple

from kg import patterns as re

_RARE = 100
_UNKNOWN = -log(60_101_967)  # the weight of what is not in the dictionary: the sum of all its counts
# What words are made of; every other character stands for itself, and no word of the dictionary goes on behind it.
_JOINED = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]*")
# What the dictionary lacks and would cut: platforms and carriers of the whole country, verbs of official style.
_ADDED = {
    **dict.fromkeys(
        ("饿了么", "美团", "货拉拉", "闪送", "滴滴", "极兔", "韵达", "顺丰", "圆通", "中通", "申通", "盒马鲜生"), "nz"
    ),
    **dict.fromkeys(
        ("包联", "挂联", "包抓", "包保", "领办", "联办", "选优配强", "选优", "配强", "驻村", "包村", "宣贯"), "v"
    ),
    **dict.fromkeys(("嘎查", "苏木", "自然湾", "村湾", "工坊", "共富工坊", "共富车间", "共富岗位", "共富项目"), "n"),
    **dict.fromkeys(("省直", "市直", "县直", "区直", "州直", "省定", "市定", "县定", "省派", "市派", "县派"), "b"),
}


_ADDED_HEADS = frozenset(word[:2] for word in _ADDED)


class Word(NamedTuple):
    """A word at its clean offsets with its part of speech."""

    start: int
    end: int
    text: str
    flag: str


_word = partial(tuple.__new__, Word)  # without a call of Python for each
_Way = tuple[int, float, str]
"""How long a word of the dictionary is, what it weighs, its part of speech."""


@cache
def _lines() -> list[str]:
    """The lines of the dictionary in the order of their characters: a word, how often it is used, its part of speech."""
    place = find_spec("jieba")  # its own module would load much that is not wanted
    assert place is not None
    assert place.origin is not None
    table = Path(place.origin).with_name("dict.txt").read_text("utf-8")
    return sorted(table.split("\n"))


@cache
def _places(character: str) -> dict[str, tuple[int, int]]:
    """Where the lines stand whose first two characters are the same, of those that begin with a character."""
    lines = _lines()
    at, found = bisect_left(lines, character), {}
    last = bisect_left(lines, chr(ord(character) + 1), at)
    while at < last:
        two = lines[at][:2]
        end = bisect_left(lines, two[0] + chr(ord(two[1]) + 1), at, last)
        found[two] = at, end
        at = end
    return found


class _Beginning(NamedTuple):
    """The words that begin with the same two characters (and the first of them as a word), the shortest first: the ways of
    those of up to two characters, the rest with their text by the first three."""

    short: tuple[_Way, ...]
    long: dict[str, list[tuple[str, _Way]]]


_MOST = 200_000  # beginnings to remember: what words begin with, and some of what only texts bring together
_beginnings: dict[str, _Beginning] = {}


def _beginning(two: str) -> _Beginning:
    """The words that begin with two characters (at the end of a text: with one). What texts do not ask for is never
    read."""
    alone = two[0] + " "
    if two != alone and two not in _places(two[0]) and two not in _ADDED_HEADS:
        known = _beginnings.get(alone) or _beginning(alone)
        if len(_beginnings) < _MOST:
            _beginnings[two] = known
        return known
    ways = {w: (len(w), log(n) + _UNKNOWN, flag) for w, n, flag in _rows(alone, two)}
    known = _Beginning(tuple(sorted(way for way in ways.values() if way[0] < 3)), {})
    for word in sorted((w for w in ways if len(w) > 2), key=len):
        known.long.setdefault(word[:3], []).append((word, ways[word]))
    _beginnings[two] = known
    return known


def _rows(alone: str, two: str) -> Iterator[tuple[str, int, str]]:
    """The words of a beginning, how often they are used and their parts of speech."""
    places = _places(two[0])
    for start, end in (places.get(head, (0, 0)) for head in {alone, two}):
        for line in _lines()[start:end]:
            word, count, flag = line.split(" ")
            if word not in _ADDED:
                yield word, int(count), flag
    if two in _ADDED_HEADS:
        for word in [w for w in _ADDED if w.startswith(two)]:
            yield word, max(_used(word), 50), _ADDED[word]


def _used(word: str) -> int:
    """How often the dictionary counts a word."""
    start, end = _places(word[0]).get(word[:2] if len(word) > 1 else word + " ", (0, 0))
    at = bisect_left(_lines(), word + " ", start, end)
    found = at < end and _lines()[at].startswith(word + " ")
    return int(_lines()[at].split(" ")[1]) if found else 0


def _unknown(text: str) -> str:
    """The part of speech of what is not in the dictionary."""
    return "m" if text[0].isdigit() else "eng" if text.isascii() and text.isalpha() else "x"


class _Cutter:
    """Cuts stretches of one text as jieba cuts each alone (the likeliest row of words of the dictionary): what begins at a
    character is looked up once, and what is best from there to an end is kept for every stretch with that end. A
    character that no word holds ends a row, so that nearly all stretches share theirs."""

    def __init__(self, clean: str) -> None:
        """Know the text."""
        self._clean = clean
        self._ways: dict[int, Sequence[_Way]] = {}
        self._routes: dict[int, tuple[list[float], list[tuple[int, str]]]] = {}
        self._cut: dict[tuple[int, int], tuple[Word, ...]] = {}

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        """The words of ``start:end``."""
        found = self._cut.get((start, end))
        if found is None:
            found = self._cut[start, end] = tuple(self._read(start, end))
        return found

    def _read(self, start: int, end: int) -> list[Word]:
        clean, joined = self._clean, _JOINED.match
        found: list[Word] = []
        at = start
        while at < end:
            row = joined(clean, at, end)
            stop = row.end() if row else at
            if stop == at:
                stop += 1
                found.append(_word((at, stop, clean[at:stop], "x")))
            else:
                self._follow(at, stop, found)
            at = stop
        return found

    def _follow(self, at: int, stop: int, found: list[Word]) -> None:
        """Add the words of the best row to ``stop``; letters and figures that stand in no word stay together."""
        clean, steps = self._clean, self._route(at, stop)
        while at < stop:
            size, flag = steps[stop - at]
            behind = at + size
            if size == 1 and _is_letter(clean[at]):
                while behind < stop and steps[stop - behind][0] == 1 and _is_letter(clean[behind]):
                    behind += 1
            text = clean[at:behind]
            if behind - at > size:
                flag = _flag(text)
            found.append(_word((at, behind, text, flag or _unknown(text))))
            at = behind

    def _route(self, start: int, end: int) -> list[tuple[int, str]]:
        """How long the first word of the best row to ``end`` is and what part of speech, by the distance of its first
        character to the end."""
        known = self._routes.get(end)
        if known is None:
            known = self._routes[end] = [0.0], [(0, "")]
        weights, steps = known
        for left in range(len(weights), end - start + 1):
            ways = self._ways.get(end - left)
            best, size, flag = -inf, 1, ""
            for n, weight, said in self._from(end - left) if ways is None else ways:
                if n > left:
                    break
                total = weight + weights[left - n]
                if total >= best:
                    best, size, flag = total, n, said
            weights.append(best if flag else _UNKNOWN + weights[-1])
            steps.append((size, flag))
        return steps

    def _from(self, at: int) -> Sequence[_Way]:
        """The words of the dictionary that begin at a character, the shortest first."""
        clean = self._clean
        two = clean[at : at + 2]
        known = _beginnings.get(two)
        ways, long = _beginning(two) if known is None else known
        if longer := long.get(clean[at : at + 3]):
            ways = (*ways, *[way for text, way in longer if clean.startswith(text, at)])
        self._ways[at] = ways
        return ways


def _flag(text: str) -> str:
    """The part of speech of a word of the dictionary; none for another."""
    known = _beginning(text[:2])
    if len(text) < 3:
        return next((flag for size, _, flag in known.short if size == len(text)), "")
    return next((way[2] for word, way in known.long.get(text[:3], ()) if word == text), "")


@lru_cache(maxsize=4)
def _cutter(clean: str) -> _Cutter:
    return _Cutter(clean)


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()


def words(clean: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of ``clean[start:end]`` at their clean offsets."""
    return _cutter(clean).words(start, min(end, len(clean)))


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text that is no stretch of a longer one that is at hand."""
    return _Cutter(text).words(0, len(text))


def is_rare(text: str, limit: int = _RARE) -> bool:
    """Whether the dictionary hardly knows a word: then it is somebody's name."""
    used = _used(text)
    return (max(used, 50) if text in _ADDED else used) < limit
