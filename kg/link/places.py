"""The regions of a text, and which of them each statement and each article is about."""

from __future__ import annotations

from collections.abc import Iterable

from kg.choose import linear
from kg.choose.elsewhere import elsewhere
from kg.choose.features_about import AboutFeatures
from kg.choose.features_article import ArticleFeatures
from kg.choose.frame import Frame, Node
from kg.choose.lists import distributed, joint
from kg.choose.scene import Scene
from kg.choose.surroundings import Where
from kg.lexicon import kinds, levels
from kg.link.region_drafts import build
from kg.link.regions import Resolver
from kg.model import TOLD, Choice, MetricMention, OrganisationMention, Region, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.regions.bodies import begins_body
from kg.syntax.analysis import analyse


def key(region: Region | str | None) -> str:
    """What tells regions apart: the code, or the name."""
    if isinstance(region, Region):
        return region.code or region.name
    return region or ""


def chain(region: Region | None) -> Iterable[Region]:
    """A region and what it lies in, upwards."""
    while region is not None:
        yield region
        region = region.within


def is_above(upper: Region | None, lower: Region | None) -> bool:
    """Whether a region contains another one."""
    above = (r for r in chain(lower) if r is not lower)
    return upper is not None and any(key(r) == key(upper) for r in above)


class Places:
    """The resolved regions of one text.

    ``regions`` are those that the text names, in the order of their first mention; what they lie in is
    reached by ``within`` and has quotes only where the text names it too. ``subjects`` holds for each
    article the region it is about.
    """

    def __init__(self, text: Text, found: Found) -> None:
        """Resolve the mentions and choose what each article is about."""
        mentions = found.of(RegionMention)
        resolver = Resolver(text, mentions)
        self._text = text
        self._keys = resolver.keys
        self.scene = scene_of(text, found, resolver)
        self._subjects = self._of_articles()
        parts = _in_names(text, found)
        listed = {key for span, key in self._keys.items() if span[1] not in parts}
        listed.update(key for key in self._subjects if key is not None)
        self._made = build(resolver.drafts, listed)
        named = [r for r in self._made.values() if r.quotes]
        self.regions: tuple[Region, ...] = tuple(sorted(named, key=lambda r: (r.quotes[0].start, r.quotes[0].end)))
        self.subjects: tuple[Region | None, ...] = tuple(self.region(k) for k in self._subjects)
        printed = [(d.quotes[0].start, key) for key, d in resolver.drafts.items() if d.quotes]
        self._names = {
            name: self._made[key]
            for _, key in sorted(printed, reverse=True)
            for name in (*sorted(self._made[key].aliases), self._made[key].name)
        }
        self._features = AboutFeatures(self.scene)
        self._measured = {m.at: m.start for m in found.of(MetricMention) if not m.heads}
        ats = sorted(m.at for m in found.of(MetricMention))
        self._chosen: dict[int, tuple[str | None, str, Choice]] = {}
        for at in ats:
            if (together := joint(self.scene, at, self._subject(at))) is not None:
                self._chosen[at] = together, "several places have it together", TOLD
        for at, key in distributed(self.scene, ats).items():
            self._chosen[at] = key, "the list deals its figures out one by one", TOLD

    def _of_articles(self) -> list[str | None]:
        features = ArticleFeatures(self.scene)
        learnt = linear.weights("article")
        chosen: list[str | None] = []
        for article in self._text.articles:
            candidates = features.of(article)
            best = linear.best([f for _, f in candidates], learnt)
            chosen.append(candidates[best][0] or None)
        return chosen

    def region(self, key: str | None) -> Region | None:
        """The region of a key."""
        return None if key is None else self._made[key]

    def _subject(self, position: int) -> str | None:
        article = self._text.article_at(position)
        return None if article is None else self._subjects[article.index]

    def subject(self, position: int) -> Region | None:
        """The region that the article at a position is about."""
        return self.region(self._subject(position))

    def of(self, mention: RegionMention) -> Region | None:
        """The region that a mention was resolved to."""
        return self.region(self._keys.get((mention.start, mention.end)))

    def named(self, name: str) -> Region | None:
        """The region of the text that goes by a name, in full or as printed."""
        return self._names.get(name)

    def _choice(self, position: int) -> tuple[str | None, str, Choice]:
        """The key of the region that a position is about, the features that decided, and how it was settled."""
        if position not in self._chosen:
            subject = self._subject(position)
            candidates = self._features.of(Where(position, subject, self._measured.get(position)))
            best, why, margin = linear.decide([f for _, f in candidates], linear.weights("about"))
            key = candidates[best][0] or None
            how = "only" if margin is None else "article" if key == subject else "other"
            self._chosen[position] = key, why, (f"region.{how}", margin or 0)
        return self._chosen[position]

    def about(self, position: int) -> Region | None:
        """The region that a statement at a clean position is about."""
        return self.region(self._choice(position)[0])

    def why(self, position: int) -> str:
        """The features that decided what a statement at a clean position is about."""
        return self._choice(position)[1]

    def placed(self, position: int) -> Choice:
        """How it was settled what a statement at a clean position is about, and by what margin."""
        return self._choice(position)[2]

    def owned(self, position: int) -> bool:
        """Whether the words right before a position say that what stands there is a higher level's: 县委“…”行动."""
        key, subject = self._choice(position)[0], self._subject(position)
        if key is None or subject is None or key == subject:
            return False
        owner, unit = self.scene.owner(position)
        held = self.scene.frame.holds(key, subject)
        return held and (key == owner or (unit != "" and self.scene.fits(key, unit)))

    def level_of_article(self, position: int, level: str, word: str = "") -> Region | None:
        """The region of a level that a bare word (县委, 市委, 镇党委) at a clean position means.

        With the ``word`` itself given, its first character decides: in a report on 德令哈市 the 市委 is the city's,
        the 州委 that of the prefecture above it.
        """
        for key in (*self._listed(position), self._choice(position)[0], self._subject(position)):
            found = self._climb(key, level, word)
            if found is not None:
                return self.region(found)
        return self._only(position, level, word)

    def _listed(self, position: int) -> list[str]:
        """The regions that earlier items of a list name, the last first: 甲县某镇某社区、县|残联."""
        listing = self.scene.analysis.listing_at(position)
        earlier = [(a, b) for a, b in listing.items if b <= position] if listing is not None else []
        named = [g.key for a, b in earlier for g in self.scene.frame.within(a, b) if self.scene.body_end(g.end) == b]
        return [key for key in reversed(named) if self.scene.frame.nodes[key].level != "zone"]

    def _climb(self, key: str | None, level: str, word: str) -> str | None:
        """The region of a level, or of a bare word's unit, among a region and what it lies in."""
        nodes = self.scene.frame.nodes
        while key is not None:
            node = nodes[key]
            if self._meant(key, level, word):
                return key
            if level == "prefecture" and (node.kind == levels.MUNICIPALITY or self._below_city(key)):
                return key
            key = node.above
        return None

    def _below_city(self, key: str) -> bool:
        """Whether a region is a city below a city: its own 市委 is nearer than that of the city above."""
        above = self.scene.frame.nodes[key].above
        city = self.scene.frame.nodes[key].kind == "县级市"
        return city and above is not None and self.scene.fits(above, "市")

    def _meant(self, key: str, level: str, word: str) -> bool:
        """Whether a region is of the unit that a bare word begins with, or of its level."""
        unit = word[:1] if word[:1] in tuple("市州盟旗县区") else ""
        return self.scene.fits(key, unit) if unit else self.scene.frame.nodes[key].level == level

    def _only(self, position: int, level: str, word: str) -> Region | None:
        """The one region of a level that the article names, where there is just one and a bare word may mean it: the 县委 of
        a report that names one 区 is of neither."""
        article = self._text.article_at(position)
        if article is None:
            return None
        groups = self.scene.frame.within(article.start, article.end)
        named = {g.key: g for g in groups if self.scene.frame.nodes[g.key].level == level}
        if len(named) != 1 or named.keys() & elsewhere(self.scene, article.index).abroad:
            return None
        key, group = named.popitem()
        printed = self._text.clean[group.start : group.end]  # a county that has become a city
        return self.region(key) if self._meant(key, level, word) or printed.endswith(word[:1]) else None


def _in_names(text: Text, found: Found) -> set[int]:
    """Where the places end that only begin the name of a body, with a village the town before it: 柳河镇|杏坪村|党支部."""
    parts: set[int] = set()
    by_end = {m.end: m for m in found.of(RegionMention)}
    starts = {m.start for m in by_end.values()}
    for end, mention in by_end.items():
        village = mention.level == "village"
        if end in starts or not _begins_body(text, found, mention, posted=village):
            continue
        parts.add(end)
        above = by_end.get(mention.start)
        if village and above is not None and above.level == "township":
            parts.add(above.end)
    return parts


def _begins_body(text: Text, found: Found, mention: RegionMention, *, posted: bool = False) -> bool:
    """Whether a place begins the name of a body; ``posted``: of one whose post follows (what a village's branch does,
    the village does)."""
    bodies = found.covering(OrganisationMention, mention.start, mention.end)
    if posted:
        tokens = analyse(text).tokens
        behind = [b.end + i for b in bodies for i in (0, 1)]
        return any(tokens.starting(at, "body.post") is not None for at in behind)
    return any(b.end > mention.end for b in bodies) or begins_body(text.clean, mention.end)


def scene_of(text: Text, found: Found, resolver: Resolver) -> Scene:
    """How the regions of a text stand, the names of bodies beside them."""
    mentions = found.of(RegionMention)
    nodes = {k: Node(k, d.level, d.kind, d.above, d.name) for k, d in resolver.drafts.items()}
    starts = {m.start for m in mentions}

    def inside(mention: RegionMention) -> bool:
        """Whether a mention is the own place in the name of a body, or part of it.

        A village's own bodies are the village: what its Party branch does, the village does.
        """
        if mention.end in starts or mention.level == "village":
            return False
        return _begins_body(text, found, mention)

    frame = Frame(mentions, resolver.keys, nodes)
    bodies = sorted((m.start, m.end) for m in found.of(OrganisationMention))
    ruling = {(o.start, o.end) for o in found.of(OrganisationMention) if o.kind in kinds.RULING}
    parts = {m.end for m in mentions if inside(m)}
    return Scene(text, analyse(text), frame, bodies, parts, ruling)


def resolve_regions(text: Text, found: Found) -> Places:
    """Resolve every region mention of a text."""
    return Places(text, found)
