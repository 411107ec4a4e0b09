"""All programmes that correspond in a set of any size, found by an inverted index instead of trying every pair.

Two programmes of the same content (names, parts, kind and sector) are compared once. Blocking keys lead from a
content to those that may correspond; bounds that never drop a match leave few to be scored in full. So the result is that of
scoring every pair. Only where one content may correspond to more than :data:`CROWD` others, the most promising of these are
scored: what a crowd has in common tells little, and every pair of it would take hours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import product

from kg.use.compare.match import (
    NAMED,
    PARTS_LEAST,
    Features,
    Relation,
    Score,
    could_be_partners,
    could_correspond,
    name_keys,
    named_at_most,
    part_keys,
    score,
)
from kg.use.compare.wording import Name

CROWD = 60  # contents with which one is compared by its names, and as many by its parts


class Scores(dict[tuple[Features, Features], Score]):
    """The scores of pairs by the two of them; ``whole`` tells whether none was left out of a crowd."""

    whole: bool = True


def ordered(a: Features, b: Features) -> tuple[Features, Features]:
    """The two in the order in which they are scored."""
    return (a, b) if a.key <= b.key else (b, a)


def matched(found: Iterable[Features], scored: Callable[[Features, Features], Score] = score) -> Scores:
    """The scores of all pairs that correspond or bear one name for other contents, each with itself too."""
    contents = sorted(set(found), key=lambda f: f.key)
    near = {(i, i) for i in range(len(contents))}
    scores = Scores()
    near |= set(_by_names(contents, scores))
    near |= set(_by_parts(contents, scores))
    for i, j in sorted(near):
        result = scored(contents[i], contents[j])
        if result.relation is not Relation.ONLY:
            scores[contents[i], contents[j]] = result
    return scores


def _by_names(contents: Sequence[Features], scores: Scores) -> Iterator[tuple[int, int]]:
    """Pairs of which two names may be alike."""
    for formula in (False, True):
        holders: dict[Name, list[int]] = {}
        for i, one in enumerate(contents):
            if one.formula is formula:
                for name in one.names:
                    holders.setdefault(name, []).append(i)
        for a, b, most in _alike(list(holders), scores):
            for i, j in product(holders[a], holders[b]):
                if i != j and (a.core == b.core or could_correspond(contents[i], contents[j], most)):
                    yield min(i, j), max(i, j)


def _alike(names: Sequence[Name], scores: Scores) -> Iterator[tuple[Name, Name, float]]:
    """Every name with itself, and the pairs of names that share a key, with a bound of how alike they are."""
    index: dict[str, list[int]] = {}
    for n, one in enumerate(names):
        yield one, one, 1.0
        near: set[int] = set()
        for key in set(name_keys(one)):
            posted = index.setdefault(key, [])
            near.update(posted)
            posted.append(n)
        bounds = ((named_at_most(one, names[other]), other) for other in near)
        for most, other in _foremost([bound for bound in bounds if bound[0] >= NAMED], scores):
            yield names[other], one, most


def _foremost(bounds: Sequence[tuple[float, int]], scores: Scores) -> Sequence[tuple[float, int]]:
    """The most promising of what may correspond, the later ones of equals: those of a crowd meet their neighbours, not all the same few."""
    if len(bounds) > CROWD:
        scores.whole = False
    return nlargest(CROWD, bounds)


def _by_parts(contents: Sequence[Features], scores: Scores) -> Iterator[tuple[int, int]]:
    """Pairs of which enough parts, or partners, may be alike."""
    index: dict[str, list[int]] = {}
    lists: dict[tuple[bool, tuple[tuple[str, str], ...]], list[int]] = {}
    for i, one in enumerate(contents):
        if one.part_keys:
            lists.setdefault((one.formula, one.key[2]), []).append(i)
    heads = [holders[0] for holders in lists.values()]
    groups = list(lists.values())
    for n, head in enumerate(heads):
        one = contents[head]
        hits: Counter[int] = Counter()
        for keys in _keys_of_parts(one):
            near: set[int] = set()
            for key in keys:
                near.update(index.get(key, ()))
            hits.update(near)
        for key in one.part_keys:
            index.setdefault(("+" if one.formula else "") + key, []).append(n)
        near_enough = [
            (2 * count / (len(one.parts) + len(two.parts)), other)
            for other, count in hits.items()
            if could_be_in_parts(one, two := contents[heads[other]], count)
        ]
        for _, other in _foremost(near_enough, scores):
            yield from ((min(p), max(p)) for p in product(groups[n], groups[other]))
        yield from ((i, j) for i, j in product(groups[n], groups[n]) if i < j)


def could_be_in_parts(one: Features, two: Features, count: int) -> bool:
    """Whether enough parts, ``count`` of which share a key, or enough partners can be alike."""
    if one.formula:
        return could_be_partners(one, two)
    return 2 * count >= PARTS_LEAST * (len(one.parts) + len(two.parts))


def _keys_of_parts(one: Features) -> Iterator[Iterable[str]]:
    """The keys of every part; of a formula all keys at once, for one rare partner can decide."""
    if one.formula:
        yield ["+" + key for key in one.part_keys]
    else:
        for part in one.parts:
            yield part_keys(part.name)
