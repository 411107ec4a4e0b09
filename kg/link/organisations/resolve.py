"""Organisations: bare names resolved to their region or host, one entry for each over the document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, partial

from kg.lexicon import kinds, levels
from kg.lexicon.words import of_class
from kg.link.organisations.entries import Entry, host_kind, merge, stands_alone
from kg.link.organisations.hosts import host_named, main_host
from kg.link.organisations.names import forms, with_region
from kg.link.organisations.short import join_short
from kg.link.places import Places, chain
from kg.model import Organisation, OrganisationMention, Quote, Region, RegionMention, Text
from kg.rules.engine import Found

_LEVEL_WORDS = (*levels.TOWNS, *levels.VILLAGES, "团")
_LOCAL = of_class("pattern.local")
_ENDS = tuple(levels.DIVISIONS)
_POSTS = of_class("pattern.post")
_FOUNDED = ("研究院", "研究中心")
_OWNED = frozenset({kinds.COMMITTEE, kinds.GROUP, kinds.DISCIPLINE, kinds.PERSONNEL})


def _founder(m: OrganisationMention) -> str:
    """The league or party whose local body a bare name means: 团|县委, 民进|省委."""
    return next((f for f in of_class("body.founder") if m.name.startswith(f)), "")


class _Linker:
    """Resolves the mentions of one document."""

    def __init__(self, text: Text, found: Found, places: Places) -> None:
        self.text = text
        self.found = found
        self.places = places
        self.mentions = found.of(OrganisationMention)
        self.regions = found.of(RegionMention)
        self.region_starts = [r.start for r in self.regions]
        self.by_end: dict[int, RegionMention] = {}
        for r in self.regions:
            self.by_end.setdefault(r.end, r)
        self.entries: dict[str, Entry] = {}
        spans = sorted((m.start, m.end) for m in self.mentions)
        self._alone = cache(lambda host: any(stands_alone(text, host, spans)))
        self._stands_for = cache(partial(host_named, self.mentions))

    def _region_of(self, m: OrganisationMention) -> Region | None:
        """The region that the name begins with, or holds; that of its owner; for what is local, the passage's."""
        at = m.start if m.owner_at is None else m.owner_at
        end = m.end if m.owner_at is None else at + 1
        i = bisect_left(self.region_starts, end)
        if i and self.region_starts[i - 1] >= at:
            return self.places.of(self.regions[i - 1])
        if m.kind == kinds.MEDIA:
            return self._by_stem(m)
        tied = m.rule in {"organisation.listed", "organisation.team"} or m.kind == kinds.COOP
        tied |= m.rule == "organisation.party-body" and not m.inside  # 快递行业党委, 桂苑小区党支部
        return self.places.about(m.start) if tied or m.name.endswith(_LOCAL) else None

    def _by_stem(self, m: OrganisationMention) -> Region | None:
        """The region that a paper is named after, where the text lies in it: 甘肃日报."""
        above = chain(self.places.about(m.start))
        forms = {m.name[:n] for n in (2, 3, 4)}
        return next((r for r in above if forms & {r.name, *r.aliases} or r.name.startswith(m.name[:2])), None)

    def _printed(self, m: OrganisationMention) -> set[str]:
        """The words with as many of the regions before them as the text chains: 乌兰县|柯柯镇|党委."""
        clean, start = self.text.clean, m.start
        printed = {clean[start : m.end]}
        while start in self.by_end:
            start = self.by_end[start].start
            printed.add(clean[start : m.end])
        for prefix in of_class("party.name"):
            if clean.endswith(prefix, 0, start):
                printed.add(clean[start - len(prefix) : m.end])
        return printed

    def named(self, m: OrganisationMention) -> None:
        """An organisation that the text names in full."""
        region = self._region_of(m)
        name, aliases = m.name, self._printed(m)
        surface, tail = name[: m.owner], name[m.owner :]
        if region is not None and m.owner and tail and self._official(region, surface):
            aliases.add(name)
            name = with_region(region, tail)
            aliases |= forms(region, tail, name)
        why = "named in full" if region is None else f"named with its region {region.name}"
        self.add(name, m, region, aliases, why)
        self._host(name, m, region)

    def _official(self, region: Region, surface: str) -> bool:
        """Whether the printed region is a form of the official name that may replace it."""
        known = surface in {region.name, *region.aliases} or region.name.startswith(surface[:2])
        return known and surface.endswith(_ENDS)

    def _host(self, name: str, m: OrganisationMention, region: Region | None) -> None:
        """What a body belongs to: the committee above an office, the enterprise or school of a branch; the latter is
        an organisation of its own where the text speaks of it."""
        entry = self.entries[name]
        owner = m.name[: m.inside[-1]] if m.inside else ""
        shift = len(name) - len(m.name)
        if owner.endswith("委") and m.kind not in kinds.PARTY:
            entry.above = name[: m.inside[0] + shift]
        elif owner:
            entry.host = name[: m.inside[-1] + shift]
            first = m.name[: m.inside[0]]
            held = m.kind in _OWNED and self.text.clean.startswith(_POSTS, m.end)
            told = held or m.name.endswith(_FOUNDED)
            if told or self._alone(first):
                made = Entry(host_kind(first), region, f"named in {name}")
                quote = Quote(m.start, m.start + len(first), m.rule)
                whole = name[: m.inside[0] + shift]
                if self.text.clean.startswith(first, m.start):
                    self.entries.setdefault(whole, made).quotes.append(quote)
        elif region is not None and m.kind in kinds.PARTY:
            entry.host = region.name

    def bare(self, m: OrganisationMention) -> None:
        """An organisation whose region or host the context tells; nothing where it does not."""
        if m.bare == "organisation":
            self._bare_host(m)
        elif (region := self._place_of(m)) is not None:
            self._bare_of(m, region)

    def _bare_of(self, m: OrganisationMention, region: Region) -> None:
        founder, tail = _founder(m), m.name[m.owner :]
        aliases = {m.name, self.text.clean[m.start : m.end]}
        name = ("共青团" if founder == "团" else founder) + with_region(region, tail)
        if not founder:
            aliases |= forms(region, tail, name)
        self.add(name, m, region, aliases, f"{m.name} in a passage about {region.name}")
        if m.kind in kinds.PARTY:
            self.entries[name].host = region.name
        elif m.inside:
            self.entries[name].above = name[: len(name) - len(m.name) + m.inside[0]]

    def _bare_host(self, m: OrganisationMention) -> None:
        """集团党委, 学院党委, 人事处: the host is the organisation of that kind that the document names first,
        or the one that its head names; a head office that is named nowhere keeps its bare name."""
        word, tail = m.name[: m.owner], m.name[m.owner :]
        if word and word != kinds.COMMITTEE:
            host = self._stands_for(word)
        else:
            host, tail = main_host(self.text, self.found, m.start), m.name
        printed = self.text.clean[m.start : m.end]
        if host is None:
            if word in {kinds.HEAD_COMPANY, kinds.CORPORATION}:
                self.add(m.name, m, None, {printed}, f"{word} is named no further")
            return
        stem, owner = host
        region = self._region_of(owner)
        self.add(stem + tail, m, region, {m.name, printed}, f"{m.name} of {stem}, which the text names")
        self.entries[stem + tail].host = stem

    def _place_of(self, m: OrganisationMention) -> Region | None:
        """The region that a bare name belongs to: of a town or village the paragraph's, else what the passage is about, or its town."""
        level = m.bare or ""
        if level not in levels.LOW:
            return self.places.level_of_article(m.start, level, m.name.removeprefix(_founder(m)))
        word = next((w for w in _LEVEL_WORDS if m.name.startswith(w)), "")
        near = self._near(m, level, word) if m.owner else None
        above = chain(self.places.about(m.start))
        return near or next((r for r in above if r.level == level and r.name.endswith(word)), None)

    def _near(self, m: OrganisationMention, level: str, word: str) -> Region | None:
        """The last region of a level that the paragraph names before, or the only one that it names."""
        block = self.text.block_at(m.start)
        found = self.found.within(RegionMention, block.start, block.end) if block else []
        named = [r for r in found if r.level == level and r.name.endswith(word)]
        before = [r for r in named if r.start < m.start]
        if before:
            return self.places.of(before[-1])
        return self.places.of(named[0]) if len({r.name for r in named}) == 1 else None

    def add(self, name: str, m: OrganisationMention, region: Region | None, aliases: Iterable[str], why: str) -> None:
        """Add a reading to the entry of its name."""
        entry = self.entries.setdefault(name, Entry(m.kind, region, why))
        entry.aliases |= set(aliases) - {name}
        entry.quotes.append(Quote(m.start, m.end, m.rule))

    def organisations(self) -> tuple[Organisation, ...]:
        """All entries, in the order of their first quote."""
        for m in self.mentions:
            if m.bare is None:
                self.named(m)
        for m in self.mentions:
            if m.bare is not None:
                self.bare(m)
        merge(self.entries)
        join_short(self.entries)
        made = [
            Organisation(
                name=name,
                kind=e.kind,
                region=e.region,
                above=e.above,
                host=e.host,
                aliases=frozenset(e.aliases),
                quotes=tuple(sorted(set(e.quotes))),
                why=e.why,
            )
            for name, e in self.entries.items()
        ]
        return tuple(sorted(made, key=lambda o: (o.quotes[0].start, o.quotes[0].end, o.name)))


def resolve_organisations(text: Text, found: Found, places: Places) -> tuple[Organisation, ...]:
    """The organisations that a document names, each once."""
    return _Linker(text, found, places).organisations()
