"""The numbers of official documents: 甘办发〔2023〕15号, 国务院令第722号."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg import patterns as re
from kg.model import OrganisationMention, Text
from kg.rules.engine import Found
from kg.syntax.analysis import analyse
from kg.text.officials import YEAR

_YEARED = re.compile(rf"(?<=[\u4e00-\u9fff])(?P<year>{YEAR})第?(?P<no>\d{{1,4}})号")
_ORDERS = ("令", "公告")
_ORDER = re.compile(r"(?<=[令告])[\n（(]?第(?P<no>[\d一二三四五六七八九十百]{1,5})号")
_HEAD = re.compile(r"(?:(?!号)[\u4e00-\u9fff])*$")
_LONGEST, _NEAR = 18, 20
_SUFFIXES = ("body.party", "body.personnel", "body.gov")
_BEFORE = ("doc.basis", "doc.carry", "doc.make", "doc.replace", "doc.end")


class Number(NamedTuple):
    """A number at ``start:end``; ``value`` has 〔〕 around its year."""

    start: int
    end: int
    value: str


def numbers(text: Text, found: Found) -> list[Number]:
    """All numbers of a text, in order."""
    return sorted(_found(text, found))


def _found(text: Text, found: Found) -> Iterator[Number]:
    clean = text.clean
    for m in _YEARED.finditer(clean):
        start = _begin(text, found, _head(clean, m.start()), m.start())
        if start < m.start():
            year = m["year"].strip("〔〕[]［］【】（）()〈〉年")
            yield Number(start, m.end(), f"{clean[start : m.start()]}〔{year}〕{m['no']}号")
    for m in _ORDER.finditer(clean):
        low, end = _head(clean, m.start()), m.start()
        if end - low > 2 and clean.endswith(_ORDERS, low, end):
            start = _begin(text, found, low, end - 1)
            yield Number(start, m.end(), f"{clean[start:end]}第{m['no']}号")


def _head(clean: str, end: int) -> int:
    """Where the Chinese characters before a position begin."""
    match = _HEAD.search(clean, max(0, end - _LONGEST), end)
    return match.start() if match else end


def _begin(text: Text, found: Found, start: int, end: int) -> int:
    """Where a number begins behind the words that run into it: a verb, or the body that has issued it."""
    tokens = analyse(text).tokens
    suffixes = (t for t in tokens.within(start, end - 2, *_SUFFIXES) if len(t.word) > 1)
    start = max([start, *(t.end for t in (*tokens.within(start, end - 1, *_BEFORE), *suffixes))])
    for body in found.within(OrganisationMention, max(0, start - _NEAR), end - 1):
        if start < body.end and not text.clean.startswith(_ORDERS, body.end):
            start = body.end
    return start
