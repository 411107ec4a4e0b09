"""Where everything stands: the tree around each seat, and its radial picture.

The atlas draws one disc for one seat (:mod:`kg.use.seats`): programmes inside, their parts and figures around them. Positions
depend on the graph alone, so the same node stands at the same place in every build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import ceil, cos, pi, sin, sqrt

Point = tuple[int, int]

_LEAF = 30.0  # room on the outer ring for one leaf
_LEAST = 90.0  # the radius of a disc with nothing in it
_RING = 30.0  # what every ring adds to it
_GAP = 90.0  # between two discs
_ASPECT = 1.9  # of the picture, width to height


def _measure(root: int, children: Mapping[int, Sequence[int]]) -> tuple[dict[int, int], int]:
    """How many leaves are below each node, and how many rings there are."""
    leaves: dict[int, int] = {}
    rings = 0
    stack = [(root, 0, False)]
    while stack:
        node, depth, done = stack.pop()
        below = children.get(node, ())
        if done:
            leaves[node] = sum(leaves[c] for c in below)
        elif below:
            rings = max(rings, depth + 1)
            stack.append((node, depth, True))
            stack += [(c, depth + 1, False) for c in below]
        else:
            leaves[node] = 1
    return leaves, max(rings, 1)


def radial(root: int, children: Mapping[int, Sequence[int]]) -> tuple[dict[int, Point], int]:
    """Positions around ``root`` at the origin, and the radius that they need; ``children`` is a tree."""
    leaves, rings = _measure(root, children)
    total = leaves[root]
    radius = max(_LEAST + _RING * rings, total * _LEAF / (2 * pi))
    place: dict[int, Point] = {root: (0, 0)}
    stack = [(root, 1, -pi / 2, 2 * pi)]
    while stack:
        node, depth, at, wide = stack.pop()
        for number, child in enumerate(children.get(node, ())):
            share = wide * leaves[child] / leaves[node]
            angle = at + share / 2
            # leaves stand on the outer ring in two rows, so that their labels find room
            ring = radius * (0.42 + 0.58 * depth / (rings + 1))
            if child not in children:
                ring = radius + (number % 2) * 26
            place[child] = (round(ring * cos(angle)), round(ring * sin(angle)))
            stack.append((child, depth + 1, at, share))
            at += share
    return place, ceil(radius) + (46 if total > 1 else 30)


def _rows(discs: Sequence[tuple[int, int]], wide: float) -> list[list[tuple[int, int]]]:
    rows: list[list[tuple[int, int]]] = [[]]
    used = 0.0
    for root, r in discs:
        need = 2 * r + _GAP
        if rows[-1] and used + need > wide:
            rows.append([])
            used = 0.0
        rows[-1].append((root, r))
        used += need
    return rows


def _size(rows: Sequence[Sequence[tuple[int, int]]]) -> tuple[float, float]:
    wide = max(sum(2 * r + _GAP for _, r in row) for row in rows)
    return wide, sum(max(2 * r for _, r in row) + _GAP for row in rows)


def shelves(discs: Sequence[tuple[int, int]]) -> dict[int, Point]:
    """Centres for ``(root, radius)``, the large ones first, in rows that together fit a wide screen."""
    if not discs:
        return {}
    sorted_discs = sorted(discs, key=lambda d: -d[1])
    most = sum(2 * r + _GAP for _, r in discs)
    least = max(2 * r for _, r in discs) + _GAP
    tried = [_rows(sorted_discs, least + (most - least) * (k / 40) ** 2) for k in range(41)]
    # the smallest scale at which a row set fits decides which one is best
    rows = min(tried, key=lambda rs: max(_size(rs)[0] / _ASPECT, _size(rs)[1]))
    whole = _size(rows)[0]
    centres: dict[int, Point] = {}
    top = 0.0
    for row in rows:
        high = max(2 * r for _, r in row) + _GAP
        left = (whole - sum(2 * r + _GAP for _, r in row)) / 2
        for root, r in row:
            centres[root] = (round(left + r + _GAP / 2), round(top + high / 2))
            left += 2 * r + _GAP
        top += high
    return centres


def grid(nodes: Sequence[int], centre: int, top: int) -> dict[int, Point]:
    """Nodes that belong to no seat, in rows below the discs."""
    columns = max(1, ceil(sqrt(len(nodes) * 6)))
    left = centre - (columns - 1) * 75
    return {n: (left + (i % columns) * 150, top + (i // columns) * 70) for i, n in enumerate(nodes)}


def atlas(
    roots: Sequence[int], children: Mapping[int, Sequence[int]], shared: Sequence[int]
) -> tuple[dict[int, Point], dict[int, int]]:
    """The whole atlas: every node's position, and the radius of every seat's disc."""
    trees = {root: radial(root, children) for root in roots}
    centres = shelves([(root, trees[root][1]) for root in roots])
    place: dict[int, Point] = {}
    for root in roots:
        x, y = centres[root]
        for node, (dx, dy) in trees[root][0].items():
            place.setdefault(node, (x + dx, y + dy))
    bottom = max((centres[r][1] + trees[r][1] for r in roots), default=0)
    middle = sum(c[0] for c in centres.values()) // max(len(centres), 1)
    place.update(grid([n for n in shared if n not in place], middle, bottom + 150))
    return place, {root: trees[root][1] for root in roots}


def tree(parents: Mapping[int, int], order: Mapping[int, tuple[int, str]]) -> dict[int, list[int]]:
    """Children by parent, sorted by ``order``; edges that would close a circle are left out."""
    children: dict[int, list[int]] = defaultdict(list)
    for node in sorted(parents, key=lambda n: order[n]):
        above, seen = parents[node], {node}
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above not in seen:
            children[parents[node]].append(node)
    return dict(children)
