"""How alike the columns of a comparison are, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.use.compare.corpus import Corpus, Ground
from kg.use.compare.groups import complete_link

GROUPED = 0.15  # from this likeness on, between every two of them, columns stand in one group


@dataclass(frozen=True, slots=True)
class Nearest:
    """The column most like the column ``region``, how alike they are, and what that rests on."""

    region: int
    nearest: int
    value: float
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Similarity:
    """``total`` holds the likeness of every two columns (:mod:`kg.use.compare.corpus`), ``nearest`` the best of
    each with its grounds; in a group of ``clusters`` every two columns are alike."""

    total: tuple[tuple[float, ...], ...]
    clusters: tuple[tuple[int, ...], ...]
    nearest: tuple[Nearest, ...]


def similarity(corpus: Corpus, columns: Sequence[Sequence[str]]) -> Similarity:
    """Compare every two columns; each is the IRIs of what it holds."""
    size = len(columns)
    held = [corpus.union(c) for c in columns]
    total = [[1.0 if i == j else corpus.between(held[i], held[j]) for j in range(size)] for i in range(size)]
    pairs = [(i, j) for i in range(size) for j in range(i + 1, size) if total[i][j] >= GROUPED]
    pairs.sort(key=lambda p: (-total[p[0]][p[1]], p))
    groups = complete_link(range(size), pairs)
    near = []
    for i in range(size):
        others = [j for j in range(size) if j != i and total[i][j] > 0]
        if others:
            best = max(others, key=lambda j: (total[i][j], -j))
            grounds = corpus.grounds(columns[i], columns[best])
            near.append(Nearest(i, best, total[i][best], grounds))
    return Similarity(tuple(map(tuple, total)), tuple(map(tuple, groups)), tuple(near))
