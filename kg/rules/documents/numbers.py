"""The numbers of official documents: 甘办发〔2023〕15号, 国务院令第722号."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg import patterns as re
from kg.model import OrganisationMention, Text
from kg.rules.engine import Found
from kg.syntax.analysis import analyse
from kg.text.officials import YEAR

_YEARED = re.compile(rf"(?<=[\u4e00-\u9fff])(?P<year>{YEAR})第?(?P<no>\d{{1,4}})号")
_ORDER = re.compile(r"(?<=[令告])[\n（(]?第(?P<no>[\d一二三四五六七八九十百]{1,5})号")
_HEAD = re.compile(r"(?:(?!号)[\u4e00-\u9fff])*$")
_LONGEST = 18
_SUFFIXES = ("body.party", "body.personnel", "body.gov")
_NEAR = 20
_BEFORE = ("doc.basis", "doc.carry", "doc.make", "doc.replace", "doc.end")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``start:end``; ``value`` has 〔〕 around its year."""

    start: int
    end: int
    value: str


def numbers(text: Text, found: Found) -> tuple[Number, ...]:
    """All numbers of a text, in order."""
    return tuple(sorted(_found(text, found), key=lambda n: n.start))


def _found(text: Text, found: Found) -> Iterator[Number]:
    for m in _YEARED.finditer(text.clean):
        start = _begin(text, found, *_head(text, m.start()))
        if start < m.start():
            year = m["year"].strip("〔〕[]［］【】（）()〈〉年")
            head = text.clean[start : m.start()]
            yield Number(start, m.end(), f"{head}〔{year}〕{m['no']}号")
    for m in _ORDER.finditer(text.clean):
        low, end = _head(text, m.start())
        if end - low > 2 and text.clean.endswith(("令", "公告"), low, end):
            start = _begin(text, found, low, end - 1)
            yield Number(start, m.end(), f"{text.clean[start:end]}第{m['no']}号")


def _head(text: Text, end: int) -> tuple[int, int]:
    """The Chinese characters before a position."""
    low = max(0, end - _LONGEST)
    match = _HEAD.search(text.clean[low:end])
    return (low + match.start() if match else end), end


def _begin(text: Text, found: Found, start: int, end: int) -> int:
    """Where a number begins behind the words that run into it: a verb, or the body that has issued it."""
    for token in analyse(text).tokens.within(start, end - 1, *_BEFORE):
        start = max(start, token.end)
    for token in analyse(text).tokens.within(start, end - 2, *_SUFFIXES):
        if token.end - token.start > 1:
            start = max(start, token.end)
    for body in found.within(OrganisationMention, max(0, start - _NEAR), end - 1):
        if start < body.end and not text.clean.startswith(("令", "公告"), body.end):
            start = body.end
    return start
