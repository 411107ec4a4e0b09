"""The regions of a text, and which of them each statement is about."""

from __future__ import annotations

from kg.link.region_frame import Frame, Node
from kg.link.region_topics import Topics
from kg.link.regions import Resolver, build
from kg.model import Region, RegionMention, Text
from kg.rules.engine import Found


class Places:
    """The resolved regions of one text.

    ``regions`` are those that the text names, in the order of their first mention; what they lie in is
    reached by ``within`` and has quotes only where the text names it too. ``subjects`` holds for each
    article the region it is about.
    """

    def __init__(self, text: Text, mentions: tuple[RegionMention, ...]) -> None:
        """Resolve the mentions and find the topics."""
        resolver = Resolver(text, mentions)
        self._keys = resolver.keys
        self._made = build(resolver.drafts)
        nodes = {
            key: Node(key, d.level, d.kind, d.above, d.name) for key, d in resolver.drafts.items()
        }
        self._topics = Topics(text, Frame(mentions, self._keys, nodes))
        named = [r for r in self._made.values() if r.quotes]
        self.regions: tuple[Region, ...] = tuple(
            sorted(named, key=lambda r: (r.quotes[0].start, r.quotes[0].end))
        )
        self.subjects: tuple[Region | None, ...] = tuple(
            self._region(key) for key in self._topics.subjects
        )
        self._names = {
            name: region
            for region in reversed(self.regions)
            for name in (*sorted(region.aliases), region.name)
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
    return Places(text, found.of(RegionMention))
