"""The choice of a programme's parts among the candidate lists: the one that weighs most, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.choose import linear
from kg.model import Part, Text
from kg.rules.engine import Found
from kg.rules.programmes import names, numerals
from kg.rules.programmes.names import Draft
from kg.rules.programmes.parts import edges
from kg.rules.programmes.parts.around import Around, Candidate
from kg.rules.programmes.parts.candidates import candidates
from kg.rules.programmes.parts.defined import defined_figures
from kg.rules.programmes.parts.features import features
from kg.rules.programmes.plans import of_list, partial, plans
from kg.syntax.analysis import analyse
from kg.syntax.clauses import Span, split

BIAS = "any list"
"""The feature that every candidate has: how much a list must bring to be preferred to none."""

CLEARLY, OWN = 15, 30
"""By how much a list must weigh more for one name to be lost to another; what a list in a name's own words weighs."""

Row = tuple[int, Candidate, list[str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The list that was chosen, its score and the features that decided against having no parts at all."""

    candidate: Candidate
    score: int
    why: tuple[tuple[str, int], ...]


@lru_cache(maxsize=4)
def around(text: Text, found: Found, draft: Draft) -> Around:
    """What the candidates of a draft are looked for in, with what its name announces."""
    tail = names.tail_count(draft)
    expected = plans(draft.core, tail, text.clean[draft.start : draft.core_start])
    own = numerals.counts(draft.core) or numerals.counts(tail)
    wanted = tuple(dict.fromkeys((*own, *(p.total for p in expected))))
    return Around(analyse(text), found, draft, (*expected, *partial(draft.core)), wanted)


def told(text: Text, draft: Draft) -> tuple[Span, ...]:
    """The parts that a name tells by itself: what its reader took for a list, what its figures stand for, and three or more items or links of a chain
    that its words consist of (“甲题、乙题、丙题”机制); of two only where a number counts them (“甲、乙”两个路径)."""
    if draft.listed:
        return tuple(edges.bare(text.clean, s) for s in draft.listed)
    if figures := defined_figures(text, draft):
        return figures
    inside = edges.bare(text.clean, (draft.core_start, draft.core_end))
    counted = numerals.declared(names.tail_count(draft))
    row = next((r for marks in ("、", "—-") if len(r := split(text.clean, *inside, marks)) > 1), ())
    if text.clean.startswith("”", inside[1]):
        row = (*row[:-1], *edges.last_two(text.clean, row))
    return tuple(edges.bare(text.clean, s) for s in row) if len(row) > 2 or len(row) == counted else ()


def are_keys(draft: Draft) -> bool:
    """Whether the items of a name are only what its parts bear: “双导师、双报告、双考核”; “学、研、悟、行”."""
    return of_list(draft.core) is not None


def weighed(near: Around, candidate: Candidate) -> list[str]:
    """The features of a candidate with the one that all share."""
    return [BIAS, *features(near, candidate)]


def _weighty(near: Around) -> list[Row]:
    """The candidates of a name that outweigh having no parts."""
    learnt = linear.weights("parts")
    rows = ((linear.score(cues := weighed(near, c), learnt), c, cues) for c in candidates(near))
    return [row for row in rows if row[0] > 0]


def choose(text: Text, found: Found, draft: Draft) -> Choice | None:
    """The parts of a draft, where the text spells them out; ``None`` where nothing outweighs having none."""
    near = around(text, found, draft)
    return _best(near, _weighty(near))


def dealt(text: Text, found: Found, drafts: Sequence[Draft]) -> dict[Draft, Choice | None]:
    """The parts of each of the ``drafts`` of a text: a list goes to the name for which it weighs clearly most; a name that
    loses its list takes the best of those that are left."""
    owners: dict[int, list[tuple[Draft, int]]] = {}
    rows: dict[Draft, list[Row]] = {}

    def claim(draft: Draft, spans: Sequence[Span], score: int) -> None:
        for start, _ in spans:
            owners.setdefault(start, []).append((draft, score))

    def lost(draft: Draft, row: Row) -> bool:
        """Whether half of the items belong to another name: neither one of the same words nor another reading of its place."""
        score, candidate, _ = row
        touching = candidate.gap <= 1  # 按“甲、乙、丙”程序，开展“丁”活动; “丁”品牌，实施甲、乙、丙三大工程
        rivals = [
            any(
                known >= score + CLEARLY and not (known == OWN and touching and _shares(o, draft))
                for o, known in owners.get(start, ())
                if o.core not in draft.core and (o.end <= draft.start or draft.end <= o.start)
            )
            for start, _ in candidate.spans
        ]
        return 2 * sum(rivals) >= len(rivals)

    for draft in drafts:
        if spans := told(text, draft):
            claim(draft, spans, OWN)
        if not spans or are_keys(draft):
            some = _weighty(around(text, found, draft))
            rows[draft] = [r for r in some if not draft.tentative or fits(draft, len(r[1].spans))]
    chosen: dict[Draft, Choice | None] = {}
    for draft in sorted(rows, key=lambda d: -max(map(_score, rows[d]), default=0)):
        free = [row for row in rows[draft] if not lost(draft, row)]
        chosen[draft] = best = _best(around(text, found, draft), free)
        if best is not None:
            claim(draft, best.candidate.spans, best.score)
    return chosen


def _shares(owner: Draft, draft: Draft) -> bool:
    """Whether a list in another name's own words may be the parts of a name: it stands before it, sums up or has no kind; but
    开展“丁”活动，以“甲、乙、丙”模式…"""
    return owner.end <= draft.start or owner.kind is None or owner.rule == "programme.sum_of_list"


def fits(draft: Draft, parts: int) -> bool:
    """Whether so many parts fit the numerals of a name, or one segment of them."""
    return parts in (*numerals.counts(draft.core), *(g.count for g in numerals.groups(draft.core)))


def _score(row: Row) -> int:
    return row[0]


def _best(near: Around, weighty: Sequence[Row]) -> Choice | None:
    """The weightiest list; before it one of the announced number that ends alike, before openers the titles that they open."""
    if not weighty:
        return None
    best = max(weighty, key=_score)
    if near.wanted and len(best[1].spans) != near.wanted[0]:
        whole = [w for w in weighty if len(w[1].spans) == near.wanted[0] and _holds(w[1], best[1])]
        best = max(whole, key=_score, default=best)
    if best[1].place == "openers":
        titles = [w for w in weighty if w[1].place in ("heads", "after") and _opens(best[1], w[1])]
        best = max(titles, key=_score, default=best)
    score, candidate, cues = best
    return Choice(candidate, score, tuple(linear.explain(cues, (), linear.weights("parts"))))


def _opens(openings: Candidate, titles: Candidate) -> bool:
    """Whether a list is only how the items of the other begin: 建强“甲圈”, and the title goes on."""
    pairs = zip(openings.spans, titles.spans, strict=False)
    same = len(openings.spans) == len(titles.spans)
    return same and all(low <= start < high for (start, _), (low, high) in pairs)


def _holds(whole: Candidate, rest: Candidate) -> bool:
    """Whether one list is only what stands behind the first items of the other: of an abbreviation's four the last three."""
    ends = [end for _, end in rest.spans]
    return [end for _, end in whole.spans[-len(ends) :]] == ends


def parts(clean: str, spans: Sequence[Span], core: str, place: str) -> tuple[Part, ...]:
    """Parts from the ranges of items, with the segment of the abbreviation that each spells out; ``place`` names the
    kind of place that they stand in."""
    segments = numerals.segments_of(core, len(spans))
    return tuple(
        Part(start=a, end=b, name=clean[a:b], segment=s, rule=f"part.{place}")
        for (a, b), s in zip(spans, segments, strict=True)
    )
