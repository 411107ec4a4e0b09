"""Policy documents in 《》: told from books and plays by their last word, the verb before and the words around."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.lexicon import kinds
from kg.lexicon.words import of_class, opening
from kg.model import PolicyMention, RegionMention, Text
from kg.rules.engine import Family, Found, told_apart
from kg.syntax.analysis import Analysis, analyse
from kg.syntax.clauses import LISTED
from kg.syntax.tokens import Token
from kg.text.positions import behind_last

_GLUE = (*LISTED, *"等，；")
_STOPS = frozenset("，。；！？\n")
_STRONG = ("印发", "出台", "制发", "下发", "颁布")
_NO_RULE = frozenset("作办做方")
"""What before 法 makes a way of working: 办法 ends a title by itself, 工作法 and 做法 end none."""
_CENTRE = of_class("pattern.centre")
# A proposal is no policy, unless the Party's centre makes it for a plan.
_PROPOSALS = tuple(f"的{w}" for w in of_class("pattern.proposal"))
_BODIES = of_class("pattern.issuer")
_BOUNDS = of_class("pattern.bound")
_FAR, _NEAR, _LONGEST = 160, 10, 24
_ABOUT_FROM = 20
_KIND = range(2, 7)
_NAME = 15


class _Reading(NamedTuple):
    """A title with what stands before it in its sentence."""

    start: int
    end: int
    title: str
    at: int
    implements: bool
    issued: bool


def _before(text: Text, seen: Analysis, start: int) -> tuple[int, int]:
    """Where the sentence of a title begins, and where what precedes the title ends; titles listed before it are passed over."""
    far = max(0, start - _FAR)
    low = behind_last(text.clean, "。！？", start, far)
    end = start
    while True:
        at = end
        while (began := seen.title_ending(at)) is None and text.clean.endswith(_GLUE, low, at):
            at -= 1
        if began is None or began < low:
            return low, end
        end = began


def _last(text: Text, found: list[Token], at: int, most: int) -> bool:
    """Whether the last of some words stands near before a position, in its clause."""
    return any(at - t.end <= most and _STOPS.isdisjoint(text.clean[t.end : at]) for t in found[-1:])


def _ends(seen: Analysis, text: Text, at: int, *classes: str) -> bool:
    """Whether a word of a class stands right before a position, but for 了, 的 and an opening quotation mark."""
    for marks in (("“", "‘"), ("了", "的")):
        at -= text.clean.endswith(marks, 0, at)
    return seen.tokens.ending(at, *classes) is not None


def _is_named(text: Text, seen: Analysis, start: int, end: int) -> bool:
    """Whether a title alone tells a document: by its last word, or 关于……的……."""
    end = seen.unbracketed(start, end)
    title = text.clean[start:end]
    last = seen.tokens.ending(end, "doc.title", since=start)
    if last is not None and (last.word != "法" or title[-2:-1] not in _NO_RULE):
        return True
    if title.endswith("条") and (title[-2:-1] == "十" or title[-2:-1].isdigit()):
        return True
    about, of = title.find("关于"), title.rfind("的")
    about -= 4 * title.startswith(kinds.CENTRE)
    return 0 <= about <= _ABOUT_FROM and about + 3 < of and len(title) - of - 1 in _KIND


def _is_policy(text: Text, seen: Analysis, reading: _Reading) -> bool:
    start, end = reading.start + 1, reading.end - 1
    title = text.clean[start : seen.unbracketed(start, end)]
    about = title.find("关于")
    proposed = about >= 0 and title.endswith(_PROPOSALS, about + 4)
    if proposed and not title.startswith(kinds.CENTRE):
        return False
    named = _is_named(text, seen, start, end)
    if seen.tokens.ending(start + len(title), "doc.book", since=start) and _ends(seen, text, reading.at, "doc.write"):
        return False
    if _ends(seen, text, reading.at, "doc.study"):
        return named
    if _ends(seen, text, reading.at, "doc.work"):
        return False
    head = text.clean[: reading.at].removesuffix("了").removesuffix("实施")
    return named or (reading.issued and head.endswith(_STRONG))


def _readings(text: Text) -> Iterator[_Reading]:
    seen = analyse(text)
    for pair in seen.titles:
        low, at = _before(text, seen, pair.start)
        made = seen.tokens.within(low, at, "doc.make", "doc.form")
        heeded = seen.tokens.within(low, at, "doc.carry", "doc.basis", "doc.heed")
        issued = _last(text, made, at, _NEAR)
        implements = not issued and _last(text, heeded, at, _LONGEST)
        title = text.clean[slice(*pair.inner)]
        reading = _Reading(pair.start, pair.end, title, at, implements, issued)
        if _is_policy(text, seen, reading):
            yield reading


def _titled(text: Text, found: Found, reading: _Reading) -> tuple[int, int] | None:
    """The issuer that the title itself begins with."""
    inside = reading.start + 1
    for centre in _CENTRE:
        if reading.title.startswith(centre):
            return inside, inside + len(centre)
    skip = len(opening(reading.title, "party.name"))
    names = _places(text, found)
    for size in range(len(reading.title) - skip, 0, -1):
        if reading.title[skip : skip + size] in names:
            return inside + skip, inside + skip + size
    return None


@lru_cache(maxsize=4)
def _places(text: Text, found: Found) -> frozenset[str]:
    """The places of a text as it prints them."""
    return frozenset(text.clean[r.start : r.end] for r in found.of(RegionMention))


def _attributed(text: Text, found: Found, reading: _Reading) -> tuple[int, int] | None:
    """The issuer that stands right before the title: 市委《…》."""
    if not text.clean.endswith(_BODIES, 0, reading.at):
        places = found.covering(RegionMention, reading.at - 1, reading.at)
        return next(((r.start, r.end) for r in places if r.end == reading.at), None)
    begin = reading.at
    low = max(0, reading.at - _NAME)
    while begin > low and "\u4e00" <= text.clean[begin - 1] <= "\u9fff":
        begin -= 1
    words = text.clean[begin : reading.at]
    cut = max((words.rfind(b) + len(b) for b in _BOUNDS if b in words), default=0)
    return begin + cut, reading.at


def _mention(reading: _Reading, rule: str, issuer: tuple[int, int] | None) -> PolicyMention:
    return PolicyMention(
        start=reading.start,
        end=reading.end,
        rule=rule,
        title=reading.title,
        issuer=issuer,
        implements=reading.implements,
    )


def _read(text: Text, found: Found) -> Iterator[PolicyMention]:
    for reading in _readings(text):
        for rule, issuer in (("titled", _titled), ("attributed", _attributed)):
            if (span := issuer(text, found, reading)) is not None:
                yield _mention(reading, f"policy.{rule}", span)
        if reading.issued:
            yield _mention(reading, "policy.issued", None)
        if reading.implements:
            yield _mention(reading, "policy.carried-out", None)
        yield _mention(reading, "policy.mentioned", None)


FAMILY = Family(
    "policies",
    told_apart(
        _read,
        {
            "policy.titled": "a document whose title names its issuer",
            "policy.attributed": "a document right after its issuer",
            "policy.issued": "a document that the subject issues",
            "policy.carried-out": "a document that the subject carries out",
            "policy.mentioned": "a document that the text only names",
        },
    ),
)
