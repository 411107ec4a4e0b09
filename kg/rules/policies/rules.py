"""Policy documents in 《》: told from books and plays by their last word, the verb before and the words around."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon import kinds
from kg.lexicon.words import of_class, opening
from kg.model import PolicyMention, RegionMention, Text
from kg.rules.engine import Family, Found, told_apart
from kg.syntax.analysis import Analysis, analyse
from kg.syntax.clauses import LISTED
from kg.syntax.pairs import Pair
from kg.text.positions import behind_last

_GLUE = (*LISTED, *"等，；")
_STOPS = frozenset("，。；！？\n")
_STRONG = ("印发", "出台", "制发", "下发", "颁布")
_NO_RULE = frozenset("作办做方")
"""What before 法 makes a way of working: 办法 ends a title by itself, 工作法 and 做法 end none."""
_CENTRE = of_class("pattern.centre")
_PROPOSALS = tuple(f"的{w}" for w in of_class("pattern.proposal"))
_BODIES = of_class("pattern.issuer")
_BOUNDS = of_class("pattern.bound")
_ABOUT = "关于"
_FAR, _NEAR, _LONGEST = 160, 10, 24
_ABOUT_FROM = 20
_KIND = range(2, 7)
_NAME = 15
_Range = tuple[int, int]


class _Title(NamedTuple):
    """A title: where it stands, its words without the brackets that close them, where what precedes it begins in its sentence and
    ends, and whether it is issued or carried out there."""

    pair: Pair
    words: str
    at: int
    issued: bool
    implements: bool


def _titles(analysis: Analysis) -> Iterator[_Title]:
    for pair in analysis.titles:
        low, at = _before(analysis, pair.start)
        issued = _near(analysis, low, at, _NEAR, "doc.make", "doc.form")
        heeded = _near(analysis, low, at, _LONGEST, "doc.carry", "doc.basis", "doc.heed")
        start, end = pair.inner
        yield _Title(
            pair, analysis.text.clean[start : analysis.unbracketed(start, end)], at, issued, heeded and not issued
        )


def _before(analysis: Analysis, start: int) -> _Range:
    """Where the sentence of a title begins, and where what precedes the title ends; titles listed before it are passed over."""
    low = behind_last(analysis.text.clean, "。！？", start, max(0, start - _FAR))
    while True:
        at = start
        while (began := analysis.title_ending(at)) is None and analysis.text.clean.endswith(_GLUE, low, at):
            at -= 1
        if began is None or began < low:
            return low, start
        start = began


def _near(analysis: Analysis, low: int, at: int, most: int, *classes: str) -> bool:
    """Whether the last of the words of some classes stands near before a position, in its clause."""
    last = analysis.tokens.within(low, at, *classes)[-1:]
    return any(at - t.end <= most and _STOPS.isdisjoint(analysis.text.clean[t.end : at]) for t in last)


def _ends(analysis: Analysis, at: int, *classes: str) -> bool:
    """Whether a word of a class stands right before a position, but for 了, 的 and an opening quotation mark."""
    for marks in (("“", "‘"), ("了", "的")):
        at -= analysis.text.clean.endswith(marks, 0, at)
    return analysis.tokens.ending(at, *classes) is not None


def _is_policy(analysis: Analysis, title: _Title) -> bool:
    """Whether a title is that of a document: by its words, unless it is a book that somebody writes or a work that somebody makes, or
    by a verb of issuing. A proposal is none, unless the Party's centre makes it for a plan."""
    words, start = title.words, title.pair.start + 1
    if words.endswith(_PROPOSALS, words.find(_ABOUT) + 4) and _ABOUT in words and not words.startswith(kinds.CENTRE):
        return False
    named = _is_named(analysis, start, words)
    if analysis.tokens.ending(start + len(words), "doc.book", since=start) and _ends(analysis, title.at, "doc.write"):
        return False
    if _ends(analysis, title.at, "doc.study"):
        return named
    if _ends(analysis, title.at, "doc.work"):
        return False
    head = analysis.text.clean[: title.at].removesuffix("了").removesuffix("实施")
    return named or (title.issued and head.endswith(_STRONG))


def _is_named(analysis: Analysis, start: int, words: str) -> bool:
    """Whether a title alone tells a document: by its last word, …十条, or 关于……的……."""
    last = analysis.tokens.ending(start + len(words), "doc.title", since=start)
    if last is not None and (last.word != "法" or words[-2:-1] not in _NO_RULE):
        return True
    if words.endswith("条") and (words[-2:-1] == "十" or words[-2:-1].isdigit()):
        return True
    about, of = words.find(_ABOUT), words.rfind("的")
    about -= len(kinds.CENTRE) * words.startswith(kinds.CENTRE)
    return 0 <= about <= _ABOUT_FROM and about + 3 < of and len(words) - of - 1 in _KIND


def _named_in(title: _Title, words: str, places: frozenset[str]) -> _Range | None:
    """The issuer that a title itself begins with: the centre, or a place as the text prints it."""
    inside = title.pair.start + 1
    if centre := next((c for c in _CENTRE if words.startswith(c)), ""):
        return inside, inside + len(centre)
    skip = len(opening(words, "party.name"))
    sizes = range(len(words) - skip, 0, -1)
    size = next((n for n in sizes if words[skip : skip + n] in places), 0)
    return (inside + skip, inside + skip + size) if size else None


def _named_before(text: Text, found: Found, at: int) -> _Range | None:
    """The issuer that stands right before a title: 市委《…》."""
    if not text.clean.endswith(_BODIES, 0, at):
        places = found.covering(RegionMention, at - 1, at)
        return next(((r.start, r.end) for r in places if r.end == at), None)
    start = at
    while start > max(0, at - _NAME) and "\u4e00" <= text.clean[start - 1] <= "\u9fff":
        start -= 1
    words = text.clean[start:at]
    return start + max((words.rfind(b) + len(b) for b in _BOUNDS if b in words), default=0), at


def _read(text: Text, found: Found) -> Iterator[PolicyMention]:
    analysis = analyse(text)
    places = frozenset(text.clean[r.start : r.end] for r in found.of(RegionMention))
    for title in _titles(analysis):
        if not _is_policy(analysis, title):
            continue
        start, end = title.pair.start, title.pair.end
        words = text.clean[start + 1 : end - 1]
        issuer, rule = _named_in(title, words, places), "titled"
        if issuer is None:
            issuer, rule = _named_before(text, found, title.at), "attributed"
        if issuer is None:
            rule = "issued" if title.issued else "carried-out" if title.implements else "mentioned"
        yield PolicyMention(
            start=start, end=end, rule=f"policy.{rule}", title=words, issuer=issuer, implements=title.implements
        )


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
