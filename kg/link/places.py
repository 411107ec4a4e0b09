"""The regions of a text, and which of them each statement is about."""

from __future__ import annotations

from collections.abc import Callable

from kg.link.region_frame import Frame, Node
from kg.link.region_topics import Topics
from kg.link.regions import Resolver, build
from kg.model import OrganisationMention, Region, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.regions.bodies import begins_body


class Places:
    """The resolved regions of one text.

    ``regions`` are those that the text names, in the order of their first mention; what they lie in is
    reached by ``within`` and has quotes only where the text names it too. ``subjects`` holds for each
    article the region it is about.
    """

    def __init__(
        self,
        text: Text,
        mentions: tuple[RegionMention, ...],
        inside: Callable[[RegionMention], bool],
    ) -> None:
        """Resolve the mentions and find the topics; ``inside`` tells which only begin the name of a body."""
        resolver = Resolver(text, mentions)
        self._keys = resolver.keys
        nodes = {
            key: Node(key, d.level, d.kind, d.above, d.name) for key, d in resolver.drafts.items()
        }
        self._topics = Topics(text, Frame(mentions, self._keys, nodes))
        part = {(m.start, m.end) for m in mentions if inside(m)}
        listed = {key for span, key in self._keys.items() if span not in part}
        listed.update(key for key in self._topics.subjects if key is not None)
        self._made = build(resolver.drafts, listed)
        named = [r for r in self._made.values() if r.quotes]
        self.regions: tuple[Region, ...] = tuple(
            sorted(named, key=lambda r: (r.quotes[0].start, r.quotes[0].end))
        )
        self.subjects: tuple[Region | None, ...] = tuple(
            self._region(key) for key in self._topics.subjects
        )
        printed = [(d.quotes[0].start, key) for key, d in resolver.drafts.items() if d.quotes]
        self._names = {
            name: self._made[key]
            for _, key in sorted(printed, reverse=True)
            for name in (*sorted(self._made[key].aliases), self._made[key].name)
        }

    def _region(self, key: str | None) -> Region | None:
        return None if key is None else self._made[key]

    def of(self, mention: RegionMention) -> Region | None:
        """The region that a mention was resolved to."""
        return self._region(self._keys.get((mention.start, mention.end)))

    def named(self, name: str) -> Region | None:
        """The region of the text that goes by a name, in full or as printed."""
        return self._names.get(name)

    def about(self, position: int) -> Region | None:
        """The region that a statement at a clean position is about."""
        return self._region(self._topics.source(position) or self._topics.about(position))

    def level_of_article(self, position: int, level: str, word: str = "") -> Region | None:
        """The region of a level that a bare word (县委, 市委, 镇党委) at a clean position means.

        With the ``word`` itself given, its first character decides: in a report on 德令哈市 the 市委 is the city's,
        the 州委 that of the prefecture above it.
        """
        return self._region(self._topics.level(position, level, word))


def resolve_regions(text: Text, found: Found) -> Places:
    """Resolve every region mention of a text."""
    mentions = found.of(RegionMention)
    starts = {m.start for m in mentions}

    def inside(mention: RegionMention) -> bool:
        """Whether a mention is the own place in the name of a body, or part of it.

        A village's own bodies are the village: what its Party branch does, the village does.
        """
        if mention.end in starts or mention.level == "village":
            return False
        bodies = found.covering(OrganisationMention, mention.start, mention.end)
        return any(b.end > mention.end for b in bodies) or begins_body(text.clean, mention.end)

    return Places(text, mentions, inside)
