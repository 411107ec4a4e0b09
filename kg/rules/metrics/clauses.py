"""Cut a sentence into clauses, with the figures of each; set names in quotation marks and titles aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.rules.metrics.words import TO_VERBS
from kg.rules.numbers.grammar import Figure, figures

_DELIMITERS = "，；。：！？…—\n,;!?"
_OPEN, _CLOSE = "（(【", "）)】"
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’")
_TITLE = re.compile(r"《[^《》]*》")
_SPEECH = re.compile(r"[。！？]|，.{12,}")
_FROM = re.compile(r"[由从][^，；。、]{0,16}?\d[^，；。]{0,6}$")
_TO = re.compile(rf"(?:{any_of('figure.step')}|已)?(?:{TO_VERBS})(?:到|至)")
# 按可比价格计算，与上年相比: how a figure was reckoned, not what it measures.
_RECKONED = re.compile(
    rf"(?:如?(?:{any_of('pattern.according')}|以)[^，。；\d]{{2,12}}(?:计算?|{any_of('figure.reckoned')})|(?:扣除|剔除|不考虑)[^，。；\d]{{2,12}}(?:因素|影响)?后?"
    rf"|[与和同较比](?P<base>[^，。；]{{1,12}}?)(?:的?(?:{any_of('figure.compared')})|比较)|(?:{any_of('figure.compared')})之?下?(?P<other>[^，。；]{{1,8}}))"
)
_LONGEST_NAME = 26


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence between strong stops, without them, and its figures in order.

    ``against`` is what a clause before it says that changes are measured against (与上年相比).
    """

    start: int
    end: int
    figures: tuple[Figure, ...]
    bracketed: bool = False
    against: str | None = None


def names(clean: str, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of quoted names and of titles: numbers inside them measure nothing."""
    spans = [m.span() for m in _TITLE.finditer(clean, start, end)]
    for m in _QUOTED.finditer(clean, start, end):
        if len(m[0]) <= _LONGEST_NAME and not _SPEECH.search(m[0]):
            spans.append(m.span())
    return spans


def _inside(position: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a <= position < b for a, b in spans)


def _brackets(clean: str, start: int, end: int, found: Iterable[Figure]) -> list[tuple[int, int]]:
    """Brackets that hold a figure; others (村（社区）) belong to the words around them."""
    spans, opened = [], -1
    for i in range(start, end):
        if clean[i] in _OPEN:
            opened = i
        elif clean[i] in _CLOSE and opened >= 0:
            if any(opened < f.at < i for f in found):
                spans.append((opened, i))
            opened = -1
    return spans


def split(clean: str, start: int, end: int, aside: Iterable[tuple[int, int]] = ()) -> list[Clause]:
    """The clauses of ``clean[start:end]``; figures inside names and inside ``aside`` are left out."""
    closed = names(clean, start, end)
    found = [f for f in figures(clean, start, end) if not _inside(f.at, (*closed, *aside))]
    if not found and "翻" not in clean[start:end]:
        return []
    brackets = _brackets(clean, start, end, found)
    edges = {p for span in brackets for p in span}
    numbers = [(f.start, f.end) for f in found]
    cuts = [
        i
        for i in range(start, end)
        if i in edges
        or (
            clean[i] in _DELIMITERS
            and not _inside(i, closed)
            and not _inside(i, numbers)
            and not (clean[i] == "，" and _goes_on(clean, start, i))
            and not _plain_bracket(clean, i, start, end, edges)
        )
    ]
    clauses, left, against = [], start, None
    for cut in (*cuts, end):
        if reckoned := _RECKONED.fullmatch(clean, left, cut):
            against = reckoned["base"] or reckoned["other"] or against
        elif left < cut:
            inside = tuple(f for f in found if left <= f.start and f.end <= cut)
            clauses.append(Clause(left, cut, inside, _inside(left, brackets), against))
        left = cut + 1
    return clauses


def _goes_on(clean: str, start: int, i: int) -> bool:
    """Whether a comma only parts the old level from the new one (由……的113家，增加到175家)."""
    return _TO.match(clean, i + 1) is not None and _FROM.search(clean, start, i) is not None


def _plain_bracket(clean: str, i: int, start: int, end: int, edges: set[int]) -> bool:
    """Whether a comma stands inside a bracket without figures."""
    before = max(clean.rfind(c, start, i) for c in _OPEN)
    if before < 0 or before in edges:
        return False
    after = min((p for c in _CLOSE if (p := clean.find(c, before, end)) >= 0), default=-1)
    return after > i
