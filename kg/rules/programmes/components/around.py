"""What readers of candidate lists share: a name with what is known of it, how raw ranges become items, what links them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kg import patterns as re
from kg.choose.lists import IN_TURN, OF_WHICH, SEVERALLY
from kg.lexicon.words import any_of
from kg.rules.engine import Found
from kg.rules.programmes.components import edges
from kg.rules.programmes.names import Draft
from kg.rules.programmes.plans import Plan
from kg.syntax.analysis import Analysis
from kg.syntax.clauses import Span, split

REACH = 320
"""How many characters behind a name its parts may begin in running text."""
FAR = 2600
"""How many characters behind a name its numbered parts and headings may end."""
DEFINED = re.compile(rf"[呢吧]?(?:即|{any_of('pattern.defines')}|指|是|为|：|——|（)[：，]?")
"""What stands between a word and its definition."""
_LINKS = (
    (
        "is",
        re.compile(
            rf"(?:即|{any_of('pattern.means')}|{SEVERALLY}(?:是|为|指)?|{IN_TURN}(?:是|为)?|具体(?:是|为)|内容[为是]|是|为|指)[：，]?"
        ),
    ),
    (
        "holds",
        re.compile(
            rf"(?:{OF_WHICH})?(?:{any_of('pattern.emphasis')}|具体|共)?(?:{any_of('pattern.contains')}|设|有|由|集|融合?)了?[：，]?"
        ),
    ),
    (
        "by",
        re.compile(
            rf"(?:{any_of('pattern.emphasis')})?(?:{any_of('pattern.according')}|凭[着借]?|{any_of('pattern.by_means')}|以|用|从|把|将|靠|走(?![访进])|抓好?)[：，]?"
        ),
    ),
    ("reach", re.compile(rf"(?:{any_of('pattern.reach_adverb')})?(?:{any_of('pattern.brings')})了?[：，]?")),
    (
        "run",
        re.compile(rf"(?:{any_of('pattern.emphasis')})?(?:实行|推行|落实|开展|构建|建立|强化|统一|完善)了?[：，]?"),
    ),
)
_POINTS = re.compile(f"(?:{any_of('pattern.points')})?“?")
_GOES_ON = re.compile("[呢的]?[：，]?")


class Candidate(NamedTuple):
    """``spans`` are the items, ``place`` where they stand (name, bracket, before, after, far, series, heads, openers,
    captions, segments, later), ``link`` what joins them to the name, ``close`` what ends the list, ``gap`` the clauses between
    them and the name, ``cut`` whether the first item was cut by its length."""

    spans: tuple[Span, ...]
    place: str
    link: str = ""
    close: str = ""
    gap: int = 0
    cut: bool = False

    @property
    def start(self) -> int:
        """Where the first item begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last item ends."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Around:
    """What the candidates of one name are looked for in."""

    analysis: Analysis
    found: Found
    draft: Draft
    plans: tuple[Plan, ...]
    wanted: tuple[int, ...]
    items: dict[Span, Any] = field(default_factory=dict)
    name: list[str] = field(default_factory=list)

    @property
    def clean(self) -> str:
        """The cleaned text."""
        return self.analysis.text.clean


def readings(around: Around, spans: Sequence[Span], place: str, link: str, gap: int) -> Iterator[Candidate]:
    """The ways to read raw ranges as items: the last with or without what closes it, divided at 和 or not; the first
    as it stands or cut."""
    clean = around.clean
    whole = edges.like_others(clean, spans)
    last, close = edges.closed(clean, (*spans[:-1], whole))
    tails = [(last,), tuple(edges.divided(clean, last))]
    if len(spans) + 1 in around.wanted and len(apart := edges.divided(clean, whole)) > 1:
        tails.append((apart[0], edges.closed(clean, (*spans[:-1], *apart))[0]))
    for tail in dict.fromkeys(tails):
        rest = [edges.bare(clean, s) for s in (*spans[1:-1], *tail)] if len(spans) > 1 else []
        head = spans[0] if len(spans) > 1 else tail[0]
        rest = rest if len(spans) > 1 else [edges.bare(clean, s) for s in tail[1:]]
        if any(b <= a for a, b in rest):
            continue
        for n, first in enumerate(edges.firsts(around.analysis, around.found, head, rest)):
            a, b = edges.bare(clean, first)
            if b > a:
                yield Candidate(((a, b), *rest), place, link, close, gap, cut=n > 0)


def quoted_lists(around: Around, start: int, end: int) -> Iterator[list[Span]]:
    """The items inside one quotation, or the quotations themselves where several stand side by side."""
    clean = around.clean
    inside = [q for q in around.analysis.quotations_in(start, end) if q.outer]
    if len(inside) > 1:
        yield [(q.start + 1, q.end - 1) for q in inside]
    for q in inside[-1:]:
        for marks in ("、", "，", "；", "—", "、，"):
            spans = split(clean, q.start + 1, q.end - 1, marks)
            if len(spans) > 1:
                yield [edges.bare(clean, s) for s in spans]


def link_at(clean: str, start: int, end: int) -> tuple[str, int]:
    """The class of the words that join a list to what precedes it, and where they end."""
    for name, pattern in _LINKS:
        m = pattern.match(clean, start, end)
        if m is not None and m.end() < end:
            return name, m.end()
    return "", start


def again(around: Around, start: int, end: int) -> int:
    """Where words that take the name up again end: 五星即, “一网”就是, 该模式, 其."""
    clean, draft = around.clean, around.draft
    kind = draft.kind or ""
    names = [w for w in (draft.core, kind, draft.core[:2], "其", "它") if w]
    for at in (_past(_POINTS, clean, start, end), start):
        for name in names:
            if clean.startswith(name, at, end):
                behind = at + len(name) + clean.startswith("”", at + len(name), end)
                behind += len(kind) if clean.startswith(kind, behind, end) else 0
                behind = _past(_GOES_ON, clean, behind, end)
                return behind if behind < end else start
    return start


def _past(pattern: re.Pattern[str], clean: str, start: int, end: int) -> int:
    m = pattern.match(clean, start, end)
    return m.end() if m else start


def clauses_from(analysis: Analysis, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and mark of the clauses from ``start`` on that begin before ``end`` (clean characters)."""
    clauses = analysis.clauses
    for i in range(max(analysis.clause_index(start), 0), len(clauses)):
        clause = clauses[i]
        if clause.start >= end:
            return
        if clause.end >= start:
            yield clause.start, clause.end, clause.mark


def article_end(around: Around) -> int:
    """Where the article of the name ends, in clean characters."""
    article = around.analysis.text.article_at(around.draft.start)
    return article.end if article else len(around.clean)
