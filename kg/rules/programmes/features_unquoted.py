"""What is known about words before a kind word when it is asked whether they are a name without quotation marks.

Classes of cues, no words of its own but kind words and verbs: how the words are made, what opens them, where they stand.
``kg/choose/weights/unquoted.tsv`` holds what each one weighs.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.choose.linear import upto
from kg.lexicon.words import any_of
from kg.model import Mention, OrganisationMention, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds, kinds, numerals
from kg.rules.programmes.bounds import Head
from kg.syntax.analysis import Analysis, analyse
from kg.text.positions import last_of
from kg.text.words import is_rare, words

_VERBS = tuple(f"verb.{v}" for v in ("set", "run", "found", "state", "make", "speak", "award", "reach", "carry"))
_IN_CLAUSE = (*_VERBS, "place.nation", "unit.own", "place.lead")
_MENTIONS: tuple[tuple[str, type[Mention]], ...] = (("region", RegionMention), ("body", OrganisationMention))
_MARKS = {c: c for c in "，。、；：“”）的和与等及"} | {"\n": "line"}
_OWN = re.compile("我[县市区镇乡村省]|本[县市区]|全[县市区镇乡村]")
_NATION = re.compile(f"{any_of('pattern.nation')}")
_PLAN = re.compile(any_of("pattern.meant"))


def features(text: Text, found: Found, head: Head, kind_at: int, end: int, kind: str) -> frozenset[str]:
    """The names of all features that hold for the words from ``head.start`` up to the kind word ``kind_at:end``."""
    analysis = analyse(text)
    own = text.clean[head.start : kind_at]
    return frozenset(
        (
            "always",
            f"kind:{kind}",
            f"strong.{bounds.is_strong(kind)}",
            *_made(text.clean, head.start, kind_at),
            *_standing(analysis, head.start, kind_at, end),
            f"verb.{_verb(head)}",
            *(f"has.{name}" for name, cls in _MENTIONS if found.within(cls, head.start, kind_at)),
            *_beside(text, analysis, head.start, end),
            *_sentence(text, found, analysis, head.start, kind_at),
            *(["abbreviation"] if numerals.is_abbreviation(own) else []),
        )
    )


def repeated(times: int) -> str:
    """The feature of words that stand so many times in the text."""
    return f"times{upto(times, 1, 2, 3)}"


def _standing(analysis: Analysis, start: int, kind_at: int, end: int) -> Iterator[str]:
    """Whether the words are, or end with, what every place has (应急处置机制), and whether they hold a standing term."""
    token = analysis.tokens.ending(end, "term.system", since=start)
    if token is not None and token.start < kind_at:
        yield "system.whole" if token.start == start else "system.rest"
    if analysis.tokens.within(start, kind_at, "term"):
        yield "has.term"


def _made(clean: str, start: int, end: int) -> Iterator[str]:
    """How the words are made."""
    own, tagged = clean[start:end], words(clean, start, end)
    flags = "".join(w.flag[:1] for w in tagged)
    yield f"words{upto(len(tagged), 1, 2, 3, 4, 6)}"
    yield f"words:{flags[:6]}"
    if flags:
        yield f"first:{flags[0]}"
        yield f"last:{flags[-1]}"
    distinct = bounds.distinctive(own)
    yield f"distinctive{upto(distinct, 1, 2, 3, 4, 5, 6, 8)}"
    yield f"distinctive-share{upto(distinct / max(1, len(own)), 0.4, 0.5, 0.6, 0.7, 0.8, 0.95)}"
    if any(len(w.text) > 1 and is_rare(w.text) for w in tagged):
        yield "rare-word"
    yield from (f"has:{c}" for c in "、和与及的等" if c in own)
    if any(c.isdigit() for c in own):
        yield "digit"


def _verb(head: Head) -> str:
    """What sort of verb opens the words."""
    return "none" if head.verb is None else "set" if head.verb in kinds.HARD_VERBS else "other"


def _beside(text: Text, analysis: Analysis, start: int, end: int) -> Iterator[str]:
    """What stands at both edges, and in what sort of line."""
    clean = text.clean
    before, after = clean[start - 1 : start], clean[end : end + 1]
    yield f"left:{_MARKS.get(before, 'other')}"
    yield f"right:{_MARKS.get(after, 'other') if after else 'end'}"
    if analysis.listing_at(start) is not None:
        yield "in-list"
    block = text.block_at(start)
    if block is not None:
        yield f"block.{block.kind}"
    line_end = clean.find("\n", end)
    line = clean[clean.rfind("\n", 0, start) + 1 : line_end if line_end > 0 else len(clean)]
    yield f"line{upto(len(line), 15, 40, 120)}"
    if "。" not in line:
        yield "line-without-stop"


def _sentence(text: Text, found: Found, analysis: Analysis, start: int, kind_at: int) -> Iterator[str]:
    """Who and what the clause and the sentence speak of."""
    clean = text.clean
    clause = analysis.clause_at(kind_at)
    if clause is not None:
        yield "clause.first" if clean[clause.start - 1 : clause.start] in "。\n" else "clause.later"
        for token in analysis.tokens.within(clause.start, start, *_IN_CLAUSE):
            yield from (f"clause.{c}" for c in token.classes)
        yield from (f"clause-has.{n}" for n, cls in _MENTIONS if found.within(cls, clause.start, start))
    sentence = clean[last_of(clean, "。", start) + 1 : start]
    signs = (("own", _OWN), ("nation", _NATION), ("plan", _PLAN))
    yield from (f"sentence.{name}" for name, sign in signs if sign.search(sentence))
    if analysis.tokens.within(start - len(sentence), start, "status.call", "status.ahead"):
        yield "sentence.asked"
    article = text.article_at(start)
    if article is not None and article.title and clean[start:kind_at] in article.title:
        yield "headline"
