"""Formulations: the closed list, doctrine on a subject, and the campaign that is called only 主题教育."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import FormulationMention, Text
from kg.rules.engine import Family, Found, told_apart
from kg.rules.formulations.phrases import phrases
from kg.syntax.analysis import analyse

CAMPAIGN = "主题教育"
_DOCTRINE = re.compile(r"习近平总书记关于[^，。；：！？“”《》\n]{2,18}?的重要(?:思想|论述)")
# Bare 主题教育 is the national campaign; “感党恩”主题教育 and 廉政主题教育 are somebody's own.
_CAMPAIGN = re.compile(
    r"(?:(?<=^)|(?<=\n)|(?<=[，。；：、！？])|(?<=[展进化固拓合以将把在对随过好自的实与持抓到]))"
    rf"{CAMPAIGN}(?!馆|{any_of('pattern.themed')}|课|展|片)"
)
_NUMERALS = frozenset("百千万十九八七六五四三二一")


def _read(text: Text, _found: Found) -> Iterator[FormulationMention]:
    """The formulations of a text; words in a title are no statement of it."""
    clean, titled, known = text.clean, analyse(text).in_title, phrases()
    for rule, pattern in (("doctrine", _DOCTRINE), ("phrase", known.pattern), ("campaign", _CAMPAIGN)):
        for m in pattern.finditer(clean):
            start, end = m.span()
            name = known.name_of(m[0]) if rule == "phrase" else m[0]
            if not titled(start) and (rule != "phrase" or _stands(clean, start, end)):
                yield FormulationMention(start=start, end=end, rule=f"formulation.{rule}", name=name)


def _stands(clean: str, start: int, end: int) -> bool:
    """Whether a form of the list is one here: between quotation marks where it has to be, no part of a formula or of a name
    that numbers begin (百|千万工程)."""
    around = clean[max(0, start - 1) : start], clean[end : end + 1]
    cut = around[0] in _NUMERALS and clean[start] in _NUMERALS
    quoted = around in (("“", "”"), ("‘", "’"))
    return around[1] != "+" and not cut and (quoted or not phrases().needs_quotes(clean[start:end]))


FAMILY = Family(
    "formulations",
    told_apart(
        _read,
        {
            "formulation.doctrine": "a doctrine on a subject (重要论述)",
            "formulation.phrase": "a phrase of the closed list",
            "formulation.campaign": f"the national campaign called only {CAMPAIGN}",
        },
    ),
)
