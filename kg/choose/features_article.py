"""Which region an article is about: the candidates, and the classes of cues that speak for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.choose.elsewhere import elsewhere
from kg.choose.features_about import NONE
from kg.choose.frame import Frame
from kg.choose.linear import holding
from kg.choose.scene import Scene, Standing, extent, headline, institution, opening
from kg.lexicon import levels
from kg.model import Article


class ArticleFeatures:
    """The candidates for the region of each article of a text, and their features."""

    def __init__(self, scene: Scene) -> None:
        """Take the scene of a text."""
        self.scene = scene

    def of(self, article: Article) -> list[tuple[str, frozenset[str]]]:
        """The regions that an article names and what holds them, in the order of the text, then ``NONE``."""
        cues = _Cues(self.scene, article)
        found = [(key, frozenset(cues.region(key))) for key in cues.keys if key not in cues.elsewhere]
        return [*found, (NONE, frozenset(cues.none()))]


class _Cues:
    """The cues in one article."""

    def __init__(self, scene: Scene, article: Article) -> None:
        self.scene = scene
        self.frame: Frame = scene.frame
        self.all = scene.between(*extent(article))
        self.elsewhere = frozenset[str]().union(*elsewhere(scene, article.index))
        self.titles = headline(scene.text, article.index)
        self.titled = self._titled()
        self.opening = [s for s in scene.between(*opening(scene.text, article.index)) if s.after != "dateline"]
        titled = {s.group.start for s in self.titled}
        self.running = [s for s in self.all if s.group.start not in titled and s.after != "dateline"]
        self.counts = Counter(s.group.key for s in self.running)
        self.subjects = Counter(s.group.key for s in self.running if s.subject)
        self.within, self.holding = self._held()
        self.depths = Counter(levels.DEPTH[self.frame.nodes[k].level] for k in self.counts)
        self.own: dict[str, list[Standing]] = {}
        for s in self.running:
            self.own.setdefault(s.group.key, []).append(s)
        self.units = scene.units_between(*extent(article))
        self.unit_counts = Counter(u.unit for u in self.units if u.how not in ("bare", "people", "ranked"))
        self.hows = sorted({(u.unit, u.how) for u in self.units})
        self.keys = self._keys()
        self.institution = institution(scene, article.index)

    def _titled(self) -> list[Standing]:
        """The regions that the headline names; one in brackets, （江苏省）2020年睢宁县…, only says where the others lie."""
        named = _once([s for a, b in self.titles for s in self.scene.between(a, b)])
        clean = self.scene.text.clean
        bare = [s for s in named if clean[s.group.start - 1 : s.group.start] not in ("（", "(")]
        return bare or named

    def _held(self) -> tuple[Counter[str], Counter[str]]:
        """For each region how often it and what lies in it are named, and how many of the regions named lie in it."""
        within, holding = Counter(self.counts), Counter[str]()
        for key, n in self.counts.items():
            for above in self.frame.above(key):
                if above in self.counts:
                    within[above] += n
                    holding[above] += 1
        return within, holding

    def _keys(self) -> list[str]:
        named = list(dict.fromkeys(s.group.key for s in self.all))
        above = dict.fromkeys(up for key in named for up in self.frame.above(key))
        meant = [up for up in above if any(self.scene.fits(up, u) for u in self.unit_counts)]
        return list(dict.fromkeys([*named, *meant]))

    def _usual_unit(self) -> tuple[str, bool]:
        """The kind of place that words mean most often, and whether more than twice."""
        unit, times = min(self.unit_counts.items(), key=lambda x: (-x[1], x[0]))
        return unit, times > 2

    # ------------------------------------------------------------------ features

    def region(self, key: str) -> Iterable[str]:
        """The features of a region."""
        yield from self._headline(key)
        yield from self._body(key)
        yield from self._weight(key)
        yield from self._tree(key)
        yield from self._units(key)

    def _headline(self, key: str) -> Iterable[str]:
        own = [s for s in self.titled if s.group.key == key]
        if own:
            first = own[0] is self.titled[0]
            yield "headline"
            yield f"headline.{'first' if first else 'later'}"
            yield f"headline.{own[0].before or ('subject' if own[0].opens else 'inside')}"
            if own[0].after:
                yield f"headline.after.{own[0].after}"
            if self.institution == "headline":
                yield f"headline.institution.{self.frame.nodes[key].level}"
        elif any(self.frame.holds(s.group.key, key) for s in self.titled):
            yield "headline.below"
        elif any(self.frame.holds(key, s.group.key) for s in self.titled):
            yield "headline.above"
        elif self.titled:
            yield "headline.other"

    def _body(self, key: str) -> Iterable[str]:
        own = [s for s in self.opening if s.group.key == key]
        if own:
            yield "opening"
            yield f"opening.{own[0].before or ('subject' if own[0].opens else 'inside')}"
            if own[0].after:
                yield f"opening.after.{own[0].after}"
            if own[0] is self.opening[0]:
                yield "opening.first"
            if self.institution:
                yield "opening.institution"
        first = next((s for s in self.running if s.subject), None)
        if first is not None and first.group.key == key:
            yield "first.subject"
        if self.running and self.running[0].group.key == key:
            yield "first"
        roles = Counter(s.before for s in self.own.get(key, ()))
        if roles:
            aside = sum(roles[b] for b in ("with", "help", "go", "from", "example", "chosen"))
            total = sum(roles.values())
            yield ("aside.all" if aside == total else "aside.some" if aside * 2 >= total else "aside.no")
            named = sum(s.after in ("body", "name") for s in self.own[key])
            yield "inside.all" if named == total else "inside.some" if named else "inside.no"

    def _weight(self, key: str) -> Iterable[str]:
        for name, counts in (("named", self.counts), ("subject", self.subjects), ("within", self.within)):
            if not counts[key]:
                yield f"{name}.never"
                continue
            total = sum(self.counts.values() if name == "within" else counts.values())
            share = counts[key] / total
            if counts[key] == max(counts.values()):
                yield f"{name}.most"
            yield f"{name}.{'half' if share >= 0.5 else 'quarter' if share >= 0.25 else 'little'}"
        if self.counts[key] == 1:
            yield "named.once"
        if len(self.counts) == 1:
            yield "named.only"

    def _tree(self, key: str) -> Iterable[str]:
        level = self.frame.nodes[key].level
        yield "level.low" if level in levels.LOW else f"level.{level}"
        others, held = len(self.counts) - (key in self.counts), self.holding[key]
        if others:
            yield "holds.all" if held == others else "holds.some" if held else "holds.none"
            if held >= 3:
                yield "holds.many"
        siblings = self.depths[levels.DEPTH[level]] - (key in self.counts)
        yield "siblings.no" if not siblings else "siblings.few" if siblings < 3 else "siblings.many"

    def _units(self, key: str) -> Iterable[str]:
        if not self.unit_counts:
            return
        unit, often = self._usual_unit()
        fitting = max((n for u, n in self.unit_counts.items() if self.scene.fits(key, u)), default=0)
        if self.scene.fits(key, unit):
            yield "unit.most"
            yield f"unit.most.{'often' if often else 'few'}"
        elif any(self.scene.fits(k, unit) for k in self.keys):
            yield "unit.other"
        else:
            yield f"unit.unnamed.{'often' if often else 'few'}"
        if fitting > 1:
            yield "unit.often"
        hows = {how for u, how in self.hows if self.scene.fits(key, u)}
        yield from (f"unit.{how}" for how in sorted(hows))

    def none(self) -> Iterable[str]:
        """The features of no region."""
        tokens = self.scene.analysis.tokens
        yield "none"
        if self.institution:
            yield f"none.institution.{self.institution}"
        told = {
            "institution.unplaced": self.institution and not any(s.opens for s in self.titled),
            "headline": not self.titled,
            "opening": not self.opening,
            "subject": not self.subjects,
            "region": not self.running,
            "many": len(self.counts) > 4,
            "once": all(n == 1 for n in self.counts.values()),
            "nation": any(tokens.within(a, b, "place.nation") for a, b in self.titles),
        }
        yield from holding(told, "none.")
        yield from self._no_unit()

    def _no_unit(self) -> Iterable[str]:
        if self.unit_counts:
            unit, often = self._usual_unit()
            named = any(self.scene.fits(k, unit) for k in self.keys)
            yield f"none.units.{'named' if named else 'unnamed'}.{'often' if often else 'few'}"
            own = {unit for unit, how in self.hows if how == "own"}
            if own and not any(self.scene.fits(k, u) for u in own for k in self.keys):
                yield "none.own.unnamed"
        else:
            yield "none.no_units"


def _once(standings: Sequence[Standing]) -> list[Standing]:
    """Each of the standings once, in the order of the text."""
    return sorted({s.group.start: s for s in standings}.values(), key=lambda s: s.group.start)
