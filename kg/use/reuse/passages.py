"""Passages that two of many strings share, also where one was edited: anchors that few strings have, grown both ways.

An anchor is a run of six characters that two strings share and not more than ``common`` hold. Where the words
around it look alike too it is grown by the fewest edits (Myers) for as long as what it gains outweighs what it costs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

ANCHOR = 6
LEAST = 20
ALIKE = 0.7
PARTNERS = 40
NOTHING = "\0"
"""Stands for a character that agrees with no other."""
_SHIFT = 16
_POSITION = 24
_AROUND = 12
_NEAR = 5
_DROP = 6
_BAND = 12
_SLACK = 0.8  # what edits at both ends may take away from the least length


@dataclass(frozen=True, slots=True)
class Shared:
    """What strings ``one`` and ``other`` share: ``start:end`` on both sides, and how many characters agree."""

    one: int
    start: int
    end: int
    other: int
    other_start: int
    other_end: int
    same: int

    @property
    def length(self) -> int:
        """The characters of the shorter side."""
        return min(self.end - self.start, self.other_end - self.other_start)

    @property
    def likeness(self) -> float:
        """The share of characters that agree, of the longer side."""
        return self.same / max(self.end - self.start, self.other_end - self.other_start)


Pair = tuple[int, int]


def shared(strings: Sequence[str], common: int = 20, apart: Sequence[object] | None = None) -> list[Shared]:
    """All passages that two strings share, by string and position. What more than ``common`` strings hold is no anchor,
    :data:`NOTHING` agrees with nothing, and strings for which ``apart`` says the same are not compared."""
    found: list[Shared] = []
    anchors = sorted(_anchors(strings, common, apart))
    near = _nearest(Counter(pair for pair, _, _ in anchors))
    for (one, other), group in groupby(anchors, key=lambda a: a[0]):
        if (one, other) in near:
            found += _of_pair(one, other, strings, [(i, j) for _, i, j in group])
    return found


def _nearest(sizes: Mapping[Pair, int]) -> set[Pair]:
    """The pairs to look at: for each string those of its :data:`PARTNERS` others that share most anchors with it, so that a
    form that hundreds fill in costs no more than as many texts of their own."""
    told: Counter[int] = Counter()
    near: set[Pair] = set()
    for pair in sorted(sizes, key=lambda p: (-sizes[p], p)):
        if min(told[n] for n in pair) < PARTNERS:
            told.update(pair)
            near.add(pair)
    return near


def _anchors(strings: Sequence[str], common: int, apart: Sequence[object] | None) -> Iterator[tuple[Pair, int, int]]:
    """Where two strings have the same six characters: the pair, and a position in each."""
    mask, low = (1 << _POSITION) - 1, _POSITION * 2
    for same in _repeated(sorted(_grams(strings)), low):
        places = [((g >> _POSITION) & mask, g & mask) for g in same]
        if len({d for d, _ in places}) > common:
            continue
        for n, (one, i) in enumerate(places):
            for other, j in places[n + 1 :]:
                if one != other and (apart is None or apart[one] != apart[other]):
                    yield (one, other), i, j


def _repeated(grams: list[int], low: int) -> Iterator[list[int]]:
    """The groups of ascending numbers that agree above their lowest bits and are more than one."""
    start, last = 0, -1
    for n, gram in enumerate(grams):
        if (high := gram >> low) != last:
            if n - start > 1:
                yield grams[start:n]
            start, last = n, high
    if len(grams) - start > 1:
        yield grams[start:]


def _grams(strings: Sequence[str]) -> Iterator[int]:
    """Every run of six characters with its string and position, as one number."""
    mask = (1 << _SHIFT * ANCHOR) - 1
    for number, string in enumerate(strings):
        gram, base, since = 0, number << _POSITION, 0
        for at, c in enumerate(string):
            gram = (gram << _SHIFT | min(ord(c), 0xFFFF)) & mask
            since = 0 if c == NOTHING else since + 1
            if since >= ANCHOR:
                yield (gram << _POSITION * 2) | base | (at - ANCHOR + 1)


def _of_pair(one: int, other: int, strings: Sequence[str], anchors: Sequence[tuple[int, int]]) -> list[Shared]:
    a, b = strings[one], strings[other].replace(NOTHING, "\1")
    kept: list[Shared] = []
    seen = set(anchors)
    for i, j in anchors:
        if (i - 1, j - 1) in seen:  # the same run, looked at already
            continue
        if any(_holds(s, i, j) for s in reversed(kept)) or not _promising(a, b, i, j):
            continue
        grown = _grown(one, other, a, b, i, j)
        if grown.length >= LEAST * _SLACK and grown.likeness >= ALIKE:
            kept = [s for s in kept if not _inside(s, grown)]
            kept.append(grown)
    return sorted(kept, key=lambda s: (s.start, s.other_start))


def _holds(s: Shared, i: int, j: int) -> bool:
    """Whether an anchor lies in a passage that was found, about where its two sides meet."""
    inside = s.start <= i < s.end and s.other_start <= j < s.other_end
    return inside and abs((i - s.start) - (j - s.other_start)) <= _BAND * 2


def _inside(small: Shared, large: Shared) -> bool:
    return (
        large.start <= small.start
        and small.end <= large.end
        and large.other_start <= small.other_start
        and small.other_end <= large.other_end
    )


def _promising(a: str, b: str, i: int, j: int) -> bool:
    """Whether the words around an anchor share enough pairs of characters to be worth growing."""
    one = a[max(0, i - _AROUND) : i + ANCHOR + _AROUND]
    two = b[max(0, j - _AROUND) : j + ANCHOR + _AROUND]
    pairs = set(pairwise(one))
    return len(pairs.intersection(pairwise(two))) >= ANCHOR - 1 + _NEAR


def _grown(one: int, other: int, a: str, b: str, i: int, j: int) -> Shared:
    right = _grow(a[i + ANCHOR :][:4000], b[j + ANCHOR :][:4000])
    left = _grow(a[max(0, i - 4000) : i][::-1], b[max(0, j - 4000) : j][::-1])
    same = ANCHOR + right[2] + left[2]
    return Shared(one, i - left[0], i + ANCHOR + right[0], other, j - left[1], j + ANCHOR + right[1], same)


def _grow(a: str, b: str) -> tuple[int, int, int]:
    """How far the beginnings of two strings go together: lengths in both and how many characters agree.

    After each further edit the furthest point of every diagonal is kept; the best is that with most agreeing characters,
    less one and a half for each edit, and the search ends once it lies far behind.
    """
    run = _run(a, b, 0, 0)
    best = (float(run), run, run, run)
    front = {0: (run, run)}  # by diagonal (place in b less place in a): place in a, agreeing characters
    edits = 0
    while front:
        edits += 1
        following: dict[int, tuple[int, int]] = {}
        for k, (x, same) in front.items():
            for to, step in ((k, 1), (k + 1, 0), (k - 1, 1)):  # replaced, put in, taken out
                at = x + step
                if abs(to) > _BAND or at > len(a) or at + to > len(b) or at + to < 0:
                    continue
                if to not in following or at > following[to][0]:
                    following[to] = (at, same)
        front = {}
        for k, (x, same) in following.items():
            more = _run(a, b, x, x + k)
            gain = same + more - 1.5 * edits
            if gain > best[0]:
                best = (gain, x + more, x + more + k, same + more)
            if gain > best[0] - _DROP:
                front[k] = (x + more, same + more)
    return best[1], best[2], best[3]


def _run(a: str, b: str, x: int, y: int) -> int:
    """How many characters agree from two places on."""
    start, most = x, min(len(a) - x, len(b) - y)
    if most > 16 and a[x : x + 16] == b[y : y + 16]:  # long equal runs by halves
        low, high = 16, most
        while low < high:
            middle = (low + high + 1) // 2
            if a[x : x + middle] == b[y : y + middle]:
                low = middle
            else:
                high = middle - 1
        return low
    while x - start < most and a[x] == b[y]:
        x, y = x + 1, y + 1
    return x - start
