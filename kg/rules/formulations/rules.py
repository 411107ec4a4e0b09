"""Formulations: the closed list, doctrine on a subject, and the campaign that is called only 主题教育."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import FormulationMention, Text
from kg.rules.engine import Family, Found, Rule
from kg.rules.formulations.phrases import phrases
from kg.syntax.analysis import analyse

_DOCTRINE = re.compile(r"习近平总书记关于[^，。；：！？“”《》\n]{2,18}?的重要(?:思想|论述)")
CAMPAIGN = "主题教育"
# Bare 主题教育 is the national campaign; “感党恩”主题教育 and 廉政主题教育 are somebody's own.
_CAMPAIGN = re.compile(
    r"(?:(?<=^)|(?<=\n)|(?<=[，。；：、！？])|(?<=[展进化固拓合以将把在对随过好自的实与持抓到]))"
    rf"{CAMPAIGN}(?!馆|{any_of('pattern.themed')}|课|展|片)"
)
_NUMERALS = frozenset("百千万十九八七六五四三二一")


def _in_quotes(clean: str, start: int, end: int) -> bool:
    return clean[start - 1 : start] in "“‘" and clean[end : end + 1] in "”’" and start > 0


def _phrase(text: Text, _found: Found) -> Iterator[FormulationMention]:
    known = phrases()
    titled = analyse(text).in_title
    for m in known.pattern.finditer(text.clean):
        start, end = m.span()
        if titled(start) or text.clean[end : end + 1] == "+":
            continue
        if known.needs_quotes(m[0]) and not _in_quotes(text.clean, start, end):
            continue
        if m[0][0] in _NUMERALS and text.clean[start - 1 : start] in _NUMERALS:
            continue  # 百|千万工程
        yield FormulationMention(start=start, end=end, rule="formulation.phrase", name=known.name_of(m[0]))


def _doctrine(text: Text, _found: Found) -> Iterator[FormulationMention]:
    titled = analyse(text).in_title
    for m in _DOCTRINE.finditer(text.clean):
        if not titled(m.start()):  # words in a title are no statement of the text
            yield FormulationMention(start=m.start(), end=m.end(), rule="formulation.doctrine", name=m[0])


def _campaign(text: Text, _found: Found) -> Iterator[FormulationMention]:
    titled = analyse(text).in_title
    for m in _CAMPAIGN.finditer(text.clean):
        if not titled(m.start()):
            yield FormulationMention(start=m.start(), end=m.end(), rule="formulation.campaign", name=CAMPAIGN)


FAMILY = Family(
    "formulations",
    (
        Rule("formulation.doctrine", "a doctrine on a subject (重要论述)", _doctrine),
        Rule("formulation.phrase", "a phrase of the closed list", _phrase),
        Rule("formulation.campaign", f"the national campaign called only {CAMPAIGN}", _campaign),
    ),
)
