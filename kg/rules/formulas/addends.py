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
_DOES = re.compile(rf"（[^（）]*）|(?:{any_of('pattern.addend_leads')})$")
_PARTY_WORK = "党建"
_MARKS = "“”‘’ "
_DIGITS = {c: str(n) for n, c in enumerate(CARDINALS, 1)} | {"两": "2"}

# Endings that tell an addend's role, the more telling first; notations of the actor list.
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


def actor(name: str) -> str | None:
    """The role that an addend's words name, a notation of the actor list, or ``None``."""
    bare = _DOES.sub("", name)
    if bare == _PARTY_WORK:
        return None
    for role, ends in _ROLES:
        if bare.endswith(ends):
            return role
    for role, ends in _ROLES:  # 企业包销, 支部管种: who, and what they do
        if any(len(e) > 1 and bare.startswith(e) and len(bare) - len(e) == 2 for e in ends):
            return role
    return None


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
        a, b = m.span()
        while a < b and clean[a] in _MARKS:
            a += 1
        while a < b and clean[b - 1] in _MARKS:
            b -= 1
        if a == b:
            continue
        count, name = multiplicity(clean[a:b])
        parts.append(Part(start=b - len(name), end=b, name=name, actor=actor(name), multiplicity=count))
    return tuple(parts)


_ITEM = re.compile(
    r"(\d+|[一二两三四五六七八九十]|[NnXx]|若干|多)(?:个|名|支|位|家|套|张|项|条|块|处)"
    r"((?:[\u3400-\u9fff“”·\w]|（[^（）]*）){2,20}?)(?=[、，。；）\n]|和|及|$)"
)


def spelled_out(clean: str, start: int, end: int, counts: tuple[str, ...]) -> tuple[Part, ...]:
    """What a formula of numbers counts, where ``start:end`` lists it: 由1名党员、1名网格员和多名志愿者组成."""
    items = list(_ITEM.finditer(clean, start, end))
    for i in range(len(items) - len(counts) + 1):
        window = items[i : i + len(counts)]
        found = [_written(m[1]) for m in window]
        if all(_equal(a, b) for a, b in zip(found, counts, strict=True)):
            return tuple(_counted(m, c) for m, c in zip(window, counts, strict=True))
    return ()


def _written(count: str) -> str:
    return "N" if count in ("若干", "多") else _DIGITS.get(count, count.upper())


def _equal(found: str, wanted: str) -> bool:
    return found == wanted or (wanted in "NX" and found in "NX")


def _counted(m: re.Match[str], count: str) -> Part:
    name = re.sub(rf"(?:{any_of('pattern.addend_does')})$", "", m[2])
    return Part(start=m.start(2), end=m.start(2) + len(name), name=name, actor=actor(name), multiplicity=count)
