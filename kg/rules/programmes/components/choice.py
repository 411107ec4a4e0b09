"""The choice of a programme's parts among the candidate lists: the one that weighs most, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from kg.choose import linear
from kg.lexicon.words import members
from kg.model import Part, Text
from kg.rules.engine import Found
from kg.rules.programmes import names, numerals
from kg.rules.programmes.components import edges
from kg.rules.programmes.components.around import Around, Candidate
from kg.rules.programmes.components.candidates import candidates
from kg.rules.programmes.components.features import REST, features
from kg.rules.programmes.names import Draft
from kg.rules.programmes.plans import partial, plans
from kg.syntax.analysis import analyse
from kg.syntax.clauses import Span, split

BIAS = "any list"
"""The feature that every candidate has: how much a list must bring to be preferred to none."""

CLEARLY, OWN = 15, 30
"""By how much a list must weigh more for one name to be lost to another; what a list in a name's own words weighs."""


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
    expected = (*expected, *partial(draft.core))
    return Around(analyse(text), found, draft, expected, wanted, _items(found))


@lru_cache(maxsize=4)
def _items(_: Found) -> dict[Span, Any]:
    """What items hold: names that stand near each other have many in common."""
    return {}


def told(text: Text, draft: Draft) -> tuple[Span, ...]:
    """The parts that a name tells by itself, where nothing is left to choose: what its reader took for a list, and three
    or more quoted items of much the same length, or links of a chain, before a kind that consists of steps (“甲题、乙题、丙题”机制)."""
    if draft.listed:
        return tuple(edges.bare(text.clean, s) for s in draft.listed)
    inside = (draft.core_start, draft.core_end)
    items = split(text.clean, *edges.bare(text.clean, inside), "、")
    whole = len(items) > 1 and min(b - a for a, b in items) > 2  # not “学、研、悟、行”四步法
    if whole and numerals.declared(names.tail_count(draft)) == len(items):
        return tuple(items)  # “甲、乙”两个路径
    if draft.kind not in members("kind.way") or text.clean[draft.core_start] not in "“‘":
        return ()
    start, end = edges.bare(text.clean, (draft.core_start, draft.core_end))
    listed = split(text.clean, start, end, "、")
    if len(listed) > 2:
        sizes = [b - a for a, b in listed]
        return tuple(listed) if max(sizes) - min(sizes) <= 3 else ()
    links = split(text.clean, start, end, "—-")
    return tuple(links) if len(links) > 2 else ()


def weighed(near: Around, candidate: Candidate) -> list[str]:
    """The features of a candidate with the one that all share."""
    return [BIAS, *chain.from_iterable(features(near, candidate))]


Row = tuple[int, Candidate, list[str]]
Owners = dict[int, list[tuple[Draft, int]]]


def _weighty(near: Around) -> list[Row]:
    """The candidates of a name that outweigh having no parts."""
    rows = (_weighed(near, c) for c in candidates(near))
    return [row for row in rows if row is not None and row[0] > 0]


def _weighed(near: Around, candidate: Candidate) -> Row | None:
    """A candidate with its features and what they weigh; ``None`` once it is sure that they weigh nothing for it."""
    learnt = linear.weights("parts")
    told, score = [BIAS], learnt[BIAS]
    for group in features(near, candidate):
        told += group
        score += linear.score(group, learnt)
        if score + REST <= 0:
            return None
    return score, candidate, told


def choose(text: Text, found: Found, draft: Draft) -> Choice | None:
    """The parts of a draft, where the text spells them out; ``None`` where nothing outweighs having none."""
    near = around(text, found, draft)
    return _best(near, _weighty(near))


def dealt(text: Text, found: Found, drafts: Sequence[Draft]) -> dict[Draft, Choice | None]:
    """The parts of each of the ``drafts`` of a text: a list goes to the name for which it weighs clearly most; a name that
    loses its list takes the best of those that are left."""
    owners: Owners = {}
    rows: dict[Draft, list[Row]] = {}
    for draft in drafts:
        if spans := told(text, draft):
            _claim(owners, draft, spans, OWN)
        else:
            some = _weighty(around(text, found, draft))
            rows[draft] = [r for r in some if fits(draft, len(r[1].spans))] if draft.tentative else some
    chosen: dict[Draft, Choice | None] = {}
    for draft in sorted(rows, key=lambda d: -max([r[0] for r in rows[d]], default=0)):
        free = [row for row in rows[draft] if not _claimed(owners, draft, row)]
        chosen[draft] = best = _best(around(text, found, draft), free)
        if best is not None:
            _claim(owners, draft, best.candidate.spans, best.score)
    return chosen


def _claim(owners: Owners, draft: Draft, spans: Sequence[Span], score: int) -> None:
    for start, _ in spans:
        owners.setdefault(start, []).append((draft, score))


def _claimed(owners: Owners, draft: Draft, row: Row) -> bool:
    """Whether half of the items belong to another name: neither one of the same words nor another reading of its place."""
    score, candidate, _ = row
    touching = candidate.gap <= 1  # 按“甲、乙、丙”程序，开展“丁”活动
    rivals = [
        [
            known >= score + CLEARLY and not (known == OWN and touching)
            for o, known in owners.get(start, ())
            if o.core not in draft.core and (o.end <= draft.start or draft.end <= o.start)
        ]
        for start, _ in candidate.spans
    ]
    return 2 * sum(any(known) for known in rivals) >= len(rivals)


def fits(draft: Draft, parts: int) -> bool:
    """Whether so many parts fit the numerals of a name, or one segment of them."""
    groups = numerals.groups(draft.core)
    return parts in (*numerals.counts(draft.core), *(g.count for g in groups))


def _best(near: Around, weighty: Sequence[Row]) -> Choice | None:
    if not weighty:
        return None
    best = max(weighty, key=_score)
    if near.wanted and len(best[1].spans) != near.wanted[0]:
        whole = [w for w in weighty if len(w[1].spans) == near.wanted[0] and _holds(w[1], best[1])]
        best = max(whole, key=_score, default=best)
    if best[1].place == "openers":
        titles = [w for w in weighty if w[1].place == "heads" and _opens(best[1], w[1])]
        best = max(titles, key=_score, default=best)
    score, candidate, cues = best
    return Choice(candidate, score, tuple(linear.explain(cues, (), linear.weights("parts"))))


def _score(row: Row) -> int:
    return row[0]


def _opens(openings: Candidate, titles: Candidate) -> bool:
    """Whether a list is only how the items of the other begin: 建强“甲圈”, and the title goes on."""
    pairs = zip(openings.spans, titles.spans, strict=False)
    same = len(openings.spans) == len(titles.spans)
    return same and all(low <= start < high for (start, _), (low, high) in pairs)


def _holds(whole: Candidate, rest: Candidate) -> bool:
    """Whether one list is only what stands behind the first items of the other: of an abbreviation's four the last three."""
    ends = [end for _, end in whole.spans]
    behind = [end for _, end in rest.spans]
    return ends[-len(behind) :] == behind


def parts(clean: str, spans: Sequence[Span], core: str, place: str) -> tuple[Part, ...]:
    """Parts from the ranges of items, with the segment of the abbreviation that each spells out; ``place`` names the
    kind of place that they stand in."""
    segments = numerals.segments_of(core, len(spans))
    return tuple(
        Part(start=a, end=b, name=clean[a:b], segment=s, rule=f"part.{place}")
        for (a, b), s in zip(spans, segments, strict=True)
    )
