"""The places that an article only looks to, where it speaks of its own place: 我县赴安吉县学习……"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kg.choose.scene import Scene, Standing, extent
from kg.lexicon import levels
from kg.lexicon.levels import DEPTH

_OURS = "我"  # 本村 is also each village's own
_LOOKED_TO = ("go", "with", "from", "help")
_DEPTHS = {
    **dict.fromkeys(levels.TOWNS, DEPTH["township"]),
    **dict.fromkeys(levels.VILLAGES, DEPTH["village"]),
    "省": DEPTH["province"],
    **dict.fromkeys(("市", "州", "盟", "地"), DEPTH["prefecture"]),
}


class Elsewhere(NamedTuple):
    """``abroad`` is what an article visits, learns from, meets or helps, with what lies there; ``higher`` is what else is
    no lower than its own place, where it never names that."""

    abroad: frozenset[str] = frozenset()
    higher: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def elsewhere(scene: Scene, article: int) -> Elsewhere:
    """The regions that are not an article's own place's, where it speaks of that (我县); none where it does not."""
    start, end = extent(scene.text.articles[article])
    own = (u for u in scene.units_between(start, end) if u.how == "own")
    ours = {u.unit for u in own if scene.text.clean[u.start] == _OURS}
    named = scene.between(start, end)
    if not ours or not named:
        return Elsewhere()
    frame, unit = scene.frame, max(sorted(ours), key=_depth)
    subjects = {s.group.key for s in named if s.subject}
    visits = [s for s in named if looks_to(s) and s.group.key not in subjects and _apart(scene, s, unit)]
    visited = {s.group.key for s in visits}
    keys = {k for s in named for k in frame.chain(s.group.key)}
    abroad = {k for k in keys if any(frame.holds(v, k) for v in visited)}
    abroad |= {k for s in visits for k in frame.chain(s.group.key) if _printed(scene, s, k)}
    stand = {k for s in named for k in frame.chain(s.group.key) if s.group.key not in abroad} | (subjects & abroad)
    homes = {k for k in stand if scene.fits(k, unit)}
    if homes:
        return Elsewhere(frozenset(abroad - {up for k in homes for up in frame.chain(k)}))
    return Elsewhere(
        frozenset(abroad), frozenset(k for k in keys - abroad if DEPTH[frame.nodes[k].level] <= _depth(unit))
    )


def looks_to(standing: Standing) -> bool:
    """Whether a region is only visited, learnt from, met with or helped where it stands."""
    return standing.before in _LOOKED_TO


def _apart(scene: Scene, standing: Standing, unit: str) -> bool:
    """Whether the words of a region name one no lower than the unit: a county's leaders go to its own towns, too."""
    nodes = scene.frame.nodes
    high = (k for k in scene.frame.chain(standing.group.key) if DEPTH[nodes[k].level] <= _depth(unit))
    return any(_printed(scene, standing, k) for k in high)


def _printed(scene: Scene, standing: Standing, key: str) -> bool:
    """Whether the words of a region name it or one that holds it: 浙江省|安吉县. A zone bears the name of its city."""
    group, nodes = standing.group, scene.frame.nodes
    own = nodes[group.key]
    before = scene.text.clean[group.start : group.end].removesuffix(own.name)
    return key == group.key or (own.level != "zone" and nodes[key].name[:2] in before)


def _depth(unit: str) -> int:
    return _DEPTHS.get(unit, DEPTH["county"])
