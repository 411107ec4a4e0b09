"""Resolve the mentions of regions of one text to regions: one for a thing, with its code and what it lies in.

A region is identified by its key: the code of 6, 9 or 12 digits, or the key of what it lies in with its name.
A name that several places share is settled by the place right before it, by the counties that the paragraph
and the article name, or not at all: then it stays without code and says so.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from operator import attrgetter

from kg.gazetteer.registry import registry
from kg.lexicon import levels
from kg.lexicon.words import ending
from kg.link.region_drafts import Draft, above_key, key_of, of_gazetteer
from kg.model import Quote, RegionMention, Text
from kg.syntax.analysis import analyse

Position = tuple[int, int]
Decision = tuple[str | None, str | None, str]
"""The key of a region, else what it lies in, and why."""
_FAMILIES = ("zone.high", "zone.economic", "zone.new", "zone.park")
"""The words for zones by their family: what is called by two of one may be one zone."""


class Resolver:
    """The regions of one text."""

    def __init__(self, text: Text, mentions: tuple[RegionMention, ...]) -> None:
        """Resolve all ``mentions``."""
        self.text = text
        self.mentions = mentions
        self.drafts: dict[str, Draft] = {}
        self.keys: dict[Position, str] = {}
        self._before = self._chains()
        self._invented = self._of_kept_back()
        self._high: list[tuple[int, str]] = []
        self._towns: list[tuple[int, str]] = []
        for mention in mentions:
            self._resolve_high(mention)
        told = self._told()
        for mention in sorted(mentions, key=lambda m: (m.rule == "region.stem", m.start not in told)):
            self._resolve_low(mention)

    # ------------------------------------------------------------------ chains

    def _chains(self) -> dict[Position, RegionMention]:
        """For each mention the one right before it: 安口镇 for 朱家坡村 in 华亭市安口镇朱家坡村."""
        found = {}
        by_end = {m.end: m for m in self.mentions}
        for mention in self.mentions:
            before = by_end.get(mention.start)
            if before is not None and levels.DEPTH[before.level] <= levels.DEPTH[mention.level]:
                found[mention.start, mention.end] = before
        return found

    def _told(self) -> set[int]:
        """Where names stand with the one place that they lie in before them, and where that place stands: a name that stands
        alone before (甲村：……) means the one that the text tells; what only lies beside (西与乙市甲村相邻) tells nothing."""
        tokens = analyse(self.text).tokens
        lying: dict[str, list[tuple[RegionMention, RegionMention]]] = {}
        for mention in self.mentions:
            before = self._before.get((mention.start, mention.end))
            if before is not None and tokens.ending(before.start, "place.with", "place.go") is None:
                lying.setdefault(mention.name, []).append((mention, before))
        alone = (pairs for pairs in lying.values() if len({before.name for _, before in pairs}) == 1)
        return {m.start for pairs in alone for pair in pairs for m in pair}

    def _of_kept_back(self) -> frozenset[str]:
        """The counties of a city whose name the text keeps back: 北湖区 of J市 is not the one of the codes.

        Those right behind it; all, where the text names no province or prefecture.
        """
        hidden = {m.start for m in self.mentions if m.rule == "region.anonymous"}
        counties = [m for m in self.mentions if m.level == "county" and m.start not in hidden]
        upper = {m.level for m in self.mentions if m.places} & {"province", "prefecture"}
        if hidden and not upper:
            return frozenset(m.name for m in counties)
        pairs = ((m, self._before.get((m.start, m.end))) for m in counties)
        return frozenset(m.name for m, b in pairs if b is not None and b.start in hidden)

    def _above(self, mention: RegionMention) -> str | None:
        chained = self._before.get((mention.start, mention.end))
        return self.keys.get((chained.start, chained.end)) if chained else None

    # ------------------------------------------------------------------ county and above, zones

    def _resolve_high(self, mention: RegionMention) -> None:
        if mention.rule == "region.anonymous" and mention.level not in levels.LOW:
            self._uncoded(mention, self._above(mention), f"{mention.name}: the name is kept back")
            return
        if mention.level in levels.LOW or not mention.places:
            return
        if mention.name in self._invented:
            self._uncoded(mention, self._above(mention), f"{mention.name}: of a city whose name is kept back")
            return
        keys, why = _keys(mention), ""
        if len(keys) > 1:
            keys, why = self._by_article(mention, keys)
        if len(keys) != 1:
            self._uncoded(
                mention, None, f"{mention.name}: {len(keys)} places bear this name and the text names none they lie in"
            )
            return
        self._add(mention, keys[0], why or self._why_high(mention, keys[0]))

    def _by_article(self, mention: RegionMention, keys: list[str]) -> tuple[list[str], str]:
        """The candidates that lie in what the article names, or hold it."""
        others = self._article_keys(mention)
        for size in (6, 4, 2):
            near = [k for k in keys if any(o[:size] == k[:size] for o in others)]
            if len(near) == 1:
                above = registry().above(near[0])
                within = f" of {above.name}" if above else ""
                return (
                    near,
                    f"{mention.name}: {len(keys)} places of this name; the one{within} fits the other places of the article",
                )
            keys = near or keys
        return keys, ""

    def _article_keys(self, mention: RegionMention) -> set[str]:
        article = self.text.article_at(mention.start)
        span = (0, 0) if article is None else (article.start, article.end)
        low, high = (bisect_left(self.mentions, at, key=attrgetter("start")) for at in span)
        found = set()
        for other in self.mentions[low:high]:
            if len(other.places) == 1:
                key = key_of(other.places[0])
                if key and other.level not in levels.LOW:
                    found.add(key)
            if other.level == "township":
                counties = {p.code[:6] for p in other.places if p.code}
                found |= counties if len(counties) == 1 else set()
        return found

    def _why_high(self, mention: RegionMention, key: str) -> str:
        printed = self.text.clean[mention.start : mention.end]
        entry = registry().entry(key)
        if key in registry().divided_keys:
            return registry().why_former(printed)
        if entry is None or printed == entry.name:
            same = [e for e in registry().by_name.get(printed, ()) if e.name == printed]
            if len(same) > 1 and entry is not None:
                above = registry().above(key)
                within = above.name if above else ""
                return f"{printed}: {len(same)} places of this name; the text names {within} or what lies near"
            return f"{printed}: official name, code {key}" if entry and entry.published else f"{printed}: a known zone"
        if printed in entry.old or registry().history.of_name(printed):
            why = registry().why_former(printed)
            return why or f"{printed}: a name that {entry.name} had before"
        return f"{printed}: short for {entry.name}"

    # ------------------------------------------------------------------ towns, villages, unknown zones

    def _resolve_low(self, mention: RegionMention) -> None:
        if (mention.start, mention.end) in self.keys:
            return
        above = self._above(mention)
        keys = _keys(mention)
        known = self._known(mention.name) if above is None else None
        if known is None and mention.level == "zone":
            known = self._same_zone(mention.name)
        if known is not None:
            self._add(mention, known, "")
            return
        key, holder, why = self._decide(mention, keys, above)
        if key is not None:
            self._add(mention, key, why)
        else:
            self._uncoded(mention, holder, why)

    def _decide(self, mention: RegionMention, keys: list[str], above: str | None) -> Decision:
        """The key of a town or village, or what it lies in, and why."""
        if not keys:
            return self._decide_new(mention, above)
        name = mention.name
        if above is not None:
            inside = [k for k in keys if k.startswith(_stem(above))]
            if len(inside) == 1:
                why = self._why_low(mention, inside[0], len(keys), "named right before it")
                return inside[0], above, why
            if not inside:
                holder = self.drafts[above].name
                return None, above, f"{name}: named in {holder}; the gazetteer has none there"
            keys = inside
        if len(keys) == 1:
            reason = "the only one below the counties the text names"
            return keys[0], above, self._why_low(mention, keys[0], 1, reason)
        return self._decide_by_nearness(mention, keys, above)

    def _decide_by_nearness(self, mention: RegionMention, keys: list[str], above: str | None) -> Decision:
        """Of several places of the name the one in the county or prefecture named nearest."""
        name = mention.name
        for county in self._counties_before(mention):
            inside = [k for k in keys if k.startswith(_stem(county))]
            holder = self.drafts[county].name
            if len(inside) == 1:
                many = f"{len(keys)} places of this name below the regions of the text"
                return inside[0], above, f"{name}: {many}; {holder} is named nearest"
            if inside:
                many = f"{len(inside)} places of this name in {holder}"
                return None, above or county, f"{name}: {many}; the text does not say which one"
        many = f"{len(keys)} places of this name below the regions of the text"
        return None, above, f"{name}: {many}; none of them is named near"

    def _decide_new(self, mention: RegionMention, above: str | None) -> Decision:
        """A place that the gazetteer lacks below the counties of the text."""
        holder = self._holder(mention) if above is None or mention.level == "zone" else None
        if holder is not None and (above is None or _stem(holder).startswith(_stem(above))):
            above = holder
        name = mention.name
        count = registry().places_of_name(name)
        if above is not None:
            where = self.drafts[above].name
            return (None, above, f"{name}: read by its suffix in {where}; the gazetteer has none there")
        if count:
            return None, None, f"{name}: {count} places of this name; the text names no county"
        return None, None, f"{name}: read by its suffix; the text names nothing it lies in"

    def _holder(self, mention: RegionMention) -> str | None:
        """What an unknown place lies in: the nearest county or town named before it in the article."""
        if mention.level == "zone":
            return self._zone_holder(mention)
        block = self.text.block_at(mention.start)
        towns = [
            key
            for position, key in self._towns
            if mention.level == "village" and block and block.start <= position < mention.start
        ]
        return towns[-1] if towns else next(iter(self._counties_before(mention)), None)

    def _zone_holder(self, mention: RegionMention) -> str | None:
        for size in range(len(mention.name) - 1, 1, -1):
            entries = registry().by_name.get(mention.name[:size], ())
            for entry in entries:
                if entry.key in self.drafts or len(entries) == 1:
                    self._draft_of(entry.key)
                    return entry.key
        keys = [k for k in self._counties_before(mention) if self.drafts[k].level != "zone"]
        return keys[0] if keys else None

    def _counties_before(self, mention: RegionMention) -> Iterable[str]:
        """The counties, zones and prefectures of the article: those before the mention first, the nearest first."""
        article = self.text.article_at(mention.start)
        if article is None:
            return ()
        first, last = (bisect_left(self._high, (at, "")) for at in (article.start, article.end))
        before: list[tuple[int, int, str]] = []
        for position, key in self._high[first:last]:
            if self.drafts[key].level == "province":
                continue
            low = 0 if self.drafts[key].level != "prefecture" else 1
            later = position > mention.start
            before.append((low + 2 * later, abs(mention.start - position), key))
        return dict.fromkeys(key for _, _, key in sorted(before))

    def _known(self, name: str) -> str | None:
        """The last region of a name that the text has named so far."""
        named = (k for k, d in reversed(self.drafts.items()) if d.quotes and d.name == name)
        return next((k for k in named if self.drafts[k].level in (*levels.LOW, "zone")), None)

    def _same_zone(self, name: str) -> str | None:
        """A zone of the text by a longer or shorter form of its name: 双凤开发区, 长丰双凤经济开发区."""
        stem, family = _zone_stem(name)
        if not stem:
            return None
        for key, draft in self.drafts.items():
            if draft.level == "zone" and draft.quotes:
                other, kind = _zone_stem(draft.name)
                alike = other.endswith(stem) or stem.endswith(other)
                if family not in _FAMILIES[:2]:
                    alike = alike or other.startswith(stem) or stem.startswith(other)
                if kind == family and min(len(stem), len(other)) > 1 and alike:
                    return key
        return None

    def _why_low(self, mention: RegionMention, key: str, here: int, reason: str) -> str:
        count = registry().places_of_name(mention.name) if mention.level == "village" else None
        above = above_key(key)
        holder = self._draft_of(above).name if above else ""
        many = f"{count} places of this name; " if count else ""
        more = f"{here} of them below the regions of the text; " if here > 1 else ""
        return f"{mention.name}: {many}{more}the one in {holder} is {reason}"

    # ------------------------------------------------------------------ adding

    def _add(self, mention: RegionMention, key: str, why: str) -> None:
        draft = self._draft_of(key)
        if mention.name.endswith(levels.QUARTER) and not draft.quotes:
            draft.name = mention.name  # the codes call it 社区
        self._quote(draft, mention, why)

    def _uncoded(self, mention: RegionMention, above: str | None, why: str) -> None:
        key = f"{above or ''}/{mention.name}"
        if mention.rule == "region.anonymous":
            same = (k for k, d in self.drafts.items() if d.code is None and d.name == mention.name)
            key = next(same, key)
        if key not in self.drafts:
            self.drafts[key] = Draft(key, mention.name, mention.kind, mention.level, None, above, why)
        self._quote(self.drafts[key], mention, why)

    def _quote(self, draft: Draft, mention: RegionMention, why: str) -> None:
        printed = self.text.clean[mention.start : mention.end]
        if printed != draft.name:
            draft.aliases.add(printed)
        if mention.rule == "region.zone_county":
            draft.aliases.add(printed.split("（")[0])
        before = self._before.get((mention.start, mention.end))
        if mention.level == "zone" and before is not None:
            draft.aliases.add(self.text.clean[before.start : mention.end])
        if not draft.quotes:
            draft.why = why
        draft.quotes.append(Quote(mention.start, mention.end, mention.rule))
        self.keys[mention.start, mention.end] = draft.key
        if mention.level not in levels.LOW:
            insort(self._high, (mention.start, draft.key))
        elif mention.level == "township":
            insort(self._towns, (mention.start, draft.key))

    def _draft_of(self, key: str) -> Draft:
        if key not in self.drafts:
            self.drafts[key] = made = of_gazetteer(key)
            if made.above is not None:
                self._draft_of(made.above)
        return self.drafts[key]


def _keys(mention: RegionMention) -> list[str]:
    """The keys of the places of the gazetteer that a mention may mean."""
    return [k for k in map(key_of, mention.places) if k]


def _zone_stem(name: str) -> tuple[str, str]:
    """The own name of a zone and its family: economic and high-tech development zones, other kinds."""
    for family in _FAMILIES:
        if word := ending(name, family):
            return name.removesuffix(word), family
    return name[:-3], name[-3:]


def _stem(key: str) -> str:
    entry = registry().entry(key)
    return entry.below if entry is not None else key
