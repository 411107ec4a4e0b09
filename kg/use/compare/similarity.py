"""How similar regions are: over the bipartite graph of regions and programmes, and by their profiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from kg.use.compare.align import Row
from kg.use.compare.match import Relation
from kg.use.compare.profile import Profile

if TYPE_CHECKING:
    import networkx as nx

PROGRAMMES_WEIGHT = 0.7
MATCHED = (Relation.SHARED, Relation.RENAMED, Relation.ALIKE)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The region most similar to the region of column ``region``, and why."""

    region: int
    nearest: int
    value: float
    shared: tuple[str, ...]
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Similarity:
    """Matrices over the columns: ``programmes`` is a weighted Jaccard over corresponding programmes,
    ``structure`` the cosine of the profiles, ``total`` their sum, weighted ``PROGRAMMES_WEIGHT`` and the rest.
    """

    programmes: tuple[tuple[float, ...], ...]
    structure: tuple[tuple[float, ...], ...]
    total: tuple[tuple[float, ...], ...]
    clusters: tuple[tuple[int, ...], ...]
    nearest: tuple[Nearest, ...]


def similarity(rows: Sequence[Row], profiles: Sequence[Profile]) -> Similarity:
    """Compare every two columns and cluster them."""
    size = len(profiles)
    graph = bipartite(rows, size)
    shares = [[1.0 if i == j else _jaccard(graph, i, j) for j in range(size)] for i in range(size)]
    vectors = [_vector(p) for p in profiles]
    forms = [[_cosine(vectors[i], vectors[j]) for j in range(size)] for i in range(size)]
    rest = 1 - PROGRAMMES_WEIGHT
    total = [
        [round(PROGRAMMES_WEIGHT * shares[i][j] + rest * forms[i][j], 4) for j in range(size)]
        for i in range(size)
    ]
    return Similarity(
        programmes=_frozen(shares),
        structure=_frozen(forms),
        total=_frozen(total),
        clusters=_clusters(shares),
        nearest=tuple(_nearest(i, total, rows, vectors) for i in range(size) if size > 1),
    )


def bipartite(rows: Sequence[Row], size: int) -> nx.Graph:
    """The graph of columns (numbers) and rows (``row0`` …); an edge weighs as much as the row holds together."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(size), bipartite=0)
    for n, row in enumerate(rows):
        if row.relation is Relation.HOMONYM:
            continue
        graph.add_node(f"row{n}", bipartite=1, label=row.label)
        weight = row.score if row.relation in MATCHED else 1.0
        for column in row.present:
            graph.add_edge(column, f"row{n}", weight=weight)
    return graph


def _jaccard(graph: nx.Graph, a: int, b: int) -> float:
    both = set(graph[a]) & set(graph[b])
    union = set(graph[a]) | set(graph[b])
    if not union:
        return 0.0
    weight = sum(float(graph[a][n]["weight"]) for n in sorted(both))
    return round(weight / len(union), 4)


def _vector(profile: Profile) -> dict[str, float]:
    """Kinds, sectors, schemes and partner sets, each table with the same weight."""
    vector: dict[str, float] = {}
    tables = (
        ("kind", profile.kinds),
        ("sector", profile.sectors),
        ("scheme", profile.schemes),
        ("partners", profile.partners),
    )
    for prefix, table in tables:
        total = sum(table.values())
        for word, count in table.items():
            vector[f"{prefix}:{word}"] = count / total
    return vector


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    dot = sum(a[k] * b[k] for k in sorted(a.keys() & b.keys()))
    size = sqrt(sum(v * v for v in a.values())) * sqrt(sum(v * v for v in b.values()))
    return round(dot / size, 4) if size else 0.0


def _clusters(shares: list[list[float]]) -> tuple[tuple[int, ...], ...]:
    """Communities of the regions joined by corresponding programmes (greedy modularity), by first column."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(len(shares)))
    for i, row in enumerate(shares):
        for j in range(i + 1, len(row)):
            if row[j] > 0:
                graph.add_edge(i, j, weight=row[j])
    if not graph.number_of_edges():
        return tuple((i,) for i in range(len(shares)))
    found = nx.community.greedy_modularity_communities(graph, weight="weight")
    return tuple(sorted(tuple(sorted(c)) for c in found))


def _nearest(
    i: int, total: list[list[float]], rows: Sequence[Row], vectors: Sequence[dict[str, float]]
) -> Nearest:
    best = max((j for j in range(len(total)) if j != i), key=lambda j: (total[i][j], -j))
    shared = tuple(r.label for r in rows if r.relation in MATCHED and {i, best} <= set(r.present))
    common = vectors[i].keys() & vectors[best].keys()
    order = sorted(common, key=lambda k: (-min(vectors[i][k], vectors[best][k]), k))
    return Nearest(i, best, total[i][best], shared, tuple(order[:5]))


def _frozen(matrix: list[list[float]]) -> tuple[tuple[float, ...], ...]:
    return tuple(map(tuple, matrix))
