"""Reprints: reports that are the same text but for little, found by MinHash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rensa import RMinHash, RMinHashLSH

LIKE = 0.8
_SIGNS = 128
_BANDS = 32
_SEED = 42
_SHINGLE = 5


def reprints(strings: Sequence[str]) -> list[tuple[int, int, float]]:
    """The pairs of strings whose runs of five characters agree for the greater part, with the likeness (Jaccard, measured)."""
    lsh = RMinHashLSH(threshold=LIKE - 0.2, num_perm=_SIGNS, num_bands=_BANDS)
    signs = []
    for number, string in enumerate(strings):
        sign = RMinHash(num_perm=_SIGNS, seed=_SEED)
        sign.update(list(_shingles(string)))
        lsh.insert(number, sign)
        signs.append(sign)
    found = []
    for number, sign in enumerate(signs):
        for other in sorted(lsh.query(sign)):
            if other > number and sign.jaccard(signs[other]) >= LIKE - 0.1:
                like = _jaccard(strings[number], strings[other])
                if like >= LIKE:
                    found.append((number, other, like))
    return found


def _shingles(string: str) -> Iterator[str]:
    return (string[i : i + _SHINGLE] for i in range(max(1, len(string) - _SHINGLE + 1)))


def _jaccard(one: str, other: str) -> float:
    a, b = set(_shingles(one)), set(_shingles(other))
    return len(a & b) / len(a | b)


def groups(pairs: Sequence[tuple[int, int, float]]) -> dict[int, int]:
    """For every string that has a reprint the first of its group."""
    first: dict[int, int] = {}

    def root(n: int) -> int:
        while first.get(n, n) != n:
            n = first[n]
        return n

    for one, other, _ in pairs:
        a, b = sorted((root(one), root(other)))
        first[a] = a
        first[b] = a
    return {n: root(n) for n in first}
