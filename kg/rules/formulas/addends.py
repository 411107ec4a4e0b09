"""The addends of a formula: where each stands, whom it names, how many."""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon import kinds
from kg.lexicon.words import any_of, of_class
from kg.model import Part
from kg.rules.numbers.numerals import CARDINALS

_ADDEND = re.compile(r"[^+×]+")
_COUNT = re.compile(r"(\d+|[一二两三四五六七八九十百]+|[NnXx]|若干|多)(?:个|名|支|户|家|位|项|条|张|套|块|人|类|级)")
_BARE = re.compile(r"\d+|[NnXx]")
_ITEM = re.compile(
    r"(\d+|[一二两三四五六七八九十]|[NnXx]|若干|多)(?:个|名|支|位|家|套|张|项|条|块|处)"
    r"((?:[\u3400-\u9fff“”·\w]|（[^（）]*）){2,20}?)(?=[、，。；）\n]|和|及|$)"
)
_LEADS = re.compile(rf"（[^（）]*）|(?:{any_of('pattern.addend_leads')})$")
_DOES = re.compile(rf"(?:{any_of('pattern.addend_does')})$")
_PARTY_WORK = "党建"
_MARKS = "“”‘’ "
_DIGITS = {c: str(n) for n, c in enumerate(CARDINALS, 1)} | {"两": "2", "若干": "N", "多": "N"}
_ROLES = tuple(
    (role, of_class(f"pattern.addend_{ends}"))
    for role, ends in (
        ("贫困户", "poor"),
        ("能人大户", "able"),
        ("农户", "farmer"),
        ("龙头企业", "leader"),
        ("国有公司", "state_firm"),
        (kinds.COOP, "coop"),
        (kinds.FIRM, "firm"),
        (kinds.BRANCH, "branch"),
        (kinds.PARTY_BODY, "party"),
    )
)
"""Endings that tell an addend's role, the more telling first; notations of the actor list."""


def actor(name: str) -> str | None:
    """The role that an addend's words name, a notation of the actor list, or ``None``: by how they end, else by how they begin
    where what follows tells what these do (企业包销, 支部管种)."""
    bare = _LEADS.sub("", name)
    if bare == _PARTY_WORK:
        return None
    does = ((role, e) for role, ends in _ROLES for e in ends if len(e) > 1 and bare.startswith(e))
    return next((role for role, ends in _ROLES if bare.endswith(ends)), None) or next(
        (role for role, e in does if len(bare) - len(e) == 2), None
    )


def multiplicity(words: str) -> tuple[str | None, str]:
    """How many an addend counts, and its words without the count: (“1”, “党员”) of 1名党员."""
    if _BARE.fullmatch(words):
        return words.upper(), words
    m = _COUNT.match(words)
    if m is None or m.end() == len(words):
        return None, words
    return _written(m[1]), words[m.end() :]


def addends(clean: str, start: int, end: int) -> tuple[Part, ...]:
    """The addends of the formula at ``start:end``."""
    parts = []
    for m in _ADDEND.finditer(clean, start, end):
        words = m[0].rstrip(_MARKS)
        last = m.start() + len(words)
        count, name = multiplicity(words.lstrip(_MARKS))
        if name:
            parts.append(_part(last - len(name), name, count))
    return tuple(parts)


def spelled_out(clean: str, start: int, end: int, counts: tuple[str, ...]) -> tuple[Part, ...]:
    """What a formula of numbers counts, where ``start:end`` lists it: 由1名党员、1名网格员和多名志愿者组成."""
    items = list(_ITEM.finditer(clean, start, end))
    for i in range(len(items) - len(counts) + 1):
        told = list(zip(items[i : i + len(counts)], counts, strict=True))
        if all(_written(m[1]) == c or {_written(m[1]), c} <= {"N", "X"} for m, c in told):
            return tuple(_part(m.start(2), _DOES.sub("", m[2]), c) for m, c in told)
    return ()


def _written(count: str) -> str:
    return _DIGITS.get(count, count.upper())


def _part(start: int, name: str, count: str | None) -> Part:
    return Part(start=start, end=start + len(name), name=name, actor=actor(name), multiplicity=count)
