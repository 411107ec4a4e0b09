"""Quotations that name a programme because the words around say that it was first, copied, spread, renamed or ended.

One of a place's metaphors is not copied by another place and not renamed: what is, is a way of working.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import patterns as re
from kg.model import RegionMention, Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds, chosen, kinds
from kg.rules.programmes.names import Draft, quoted_draft
from kg.syntax.analysis import Analysis, analyse
from kg.syntax.clauses import Clause
from kg.syntax.quotations import Quoted

_NAME = re.compile(rf"[{kinds.HAN}A-Za-z0-9·+]{{3,14}}")
_BEFORE = ("rank.only", "verb.copy", "verb.end", "verb.first", "verb.trial")
_BEHIND = (
    "verb.arise",
    "verb.first",
    "verb.copy",
    "verb.rename",
    "verb.derive",
    "verb.renamed_from",
    "verb.spread",
    "verb.spread_to",
    "verb.since",
    "verb.visit",
    "verb.instruct",
    "verb.trial",
    "rank.first",
)
_HONOURS = ("noun.case", "noun.pilot", "noun.model", "noun.prize")
_REACH = 24


def spread(text: Text, found: Found) -> Iterator[Draft]:
    """The quotations without a kind word that a verb of spreading makes names."""
    analysis = analyse(text)
    for run in analysis.runs:
        q = run[0]
        if len(run) > 1 or q.titled or not _NAME.fullmatch(q.core):
            continue
        if chosen.is_other(text, found, q) or chosen.verdict(text, found, q) is True:
            continue
        aim = analysis.tokens.starting(q.end, "kind.aim") or (
            text.clean.startswith("的", q.end) and analysis.tokens.starting(q.end + 1, "noun.origin") is None
        )
        tail = bounds.tail(text.clean, q.end)
        if not aim and _told(analysis, found, q, tail.end if tail else q.end):
            draft = replace(quoted_draft(q, "programme.spread"), kind=bounds.own_kind(q.core))
            if tail:
                name = f"“{q.core}”{tail.between}{tail.kind}"
                draft = replace(draft, end=tail.end, name=name, aliases=(q.core,), kind=tail.kind)
            yield draft


def _told(analysis: Analysis, found: Found, q: Quoted, end: int) -> bool:
    """Whether a verb of spreading stands right before a quotation, or soon behind one that opens its clause, alone or with the
    place whose it is; or it is put on a list or made an example there, is what another quotation became, or the name of what
    a place is the origin of."""
    tokens = analysis.tokens
    if tokens.ending(q.start, *_BEFORE) is not None:
        return True
    clean = analysis.text.clean
    if clean.startswith("的", q.end) and tokens.starting(q.end + 1, "noun.origin") is not None:
        return True
    renamed = tokens.ending(q.start, "verb.rename", "verb.derive")
    if renamed is not None and clean.startswith("”", renamed.start - 1):
        return True
    clause = analysis.clause_at(q.start)
    if clause is None or q.start > _behind_places(clean, found, clause.start, q.start):
        return False
    if clean.startswith("是", end) and tokens.ending(clause.end, "noun.way") is not None:
        return True  # “X”是甲县推出的一项制度
    honour = tokens.within(end, min(clause.end, end + _REACH), "verb.honour")
    if honour and tokens.within(honour[0].end, clause.end, *_HONOURS):
        return True
    stop = min(_said(analysis, end, clause), end + _REACH)
    begun = tokens.within(end, stop, "verb.begin")
    by = bool(begun) and clean.find("由", end, begun[0].start) >= 0  # “X”，2016年由某镇发起
    return by or bool(tokens.within(end, stop, *_BEHIND))


def _said(analysis: Analysis, end: int, clause: Clause) -> int:
    """Where what is said of a name ends: with its clause, or with the next one where the name is all of its own."""
    if end < clause.end:
        return clause.end
    comment = analysis.clause_at(clause.end + 1)
    return comment.end if comment is not None and comment.sentence == clause.sentence else end


def _behind_places(clean: str, found: Found, start: int, end: int) -> int:
    """Where a clause goes on behind the places that open it: 甲县乙镇的|."""
    ends = {m.start: m.end for m in found.within(RegionMention, start, end)}
    at = start
    while at in ends:
        at = ends[at]
    return at + clean.startswith("的", at) if at > start else at
