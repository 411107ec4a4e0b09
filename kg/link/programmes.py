"""Programmes and formulas: one entry for one thing, with its region, sector, leader and parent."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.link.bodies import Bodies
from kg.link.places import Places, key
from kg.link.programme_groups import Group, group, plain
from kg.link.programme_names import with_short_form
from kg.link.programme_region import deciding, place_in_name, region_of
from kg.link.programme_sector import Sectors
from kg.model import (
    TOLD,
    Choice,
    Formula,
    FormulaMention,
    Organisation,
    Part,
    Programme,
    ProgrammeMention,
    Quote,
    Region,
    RegionMention,
    Text,
)
from kg.rules.engine import Found
from kg.syntax.analysis import analyse
from kg.syntax.occurrences import occurrences
from kg.syntax.quotations import sole


def _article(text: Text, mention: ProgrammeMention) -> int:
    article = text.article_at(mention.start)
    return article.index if article else 0


def _pointers(text: Text, mentions: tuple[ProgrammeMention, ...]) -> dict[int, list[Quote]]:
    """该工程, 这一行动: further evidence for the nearest programme of that kind before, by its start."""
    found: dict[int, list[Quote]] = {}
    starts = [m.start for m in mentions]
    for token in analyse(text).tokens.of("point.one"):
        article = text.article_at(token.start)
        low, high = bisect_left(starts, token.start - 1000), bisect_left(starts, token.start)
        earlier = [
            x
            for x in mentions[low:high]
            if x.end <= token.start
            and x.kind
            and text.clean.startswith(x.kind, token.end)
            and text.article_at(x.start) == article
        ]
        if earlier and token.start - earlier[-1].end <= 600:
            end = token.end + len(earlier[-1].kind or "")
            found.setdefault(earlier[-1].start, []).append(Quote(token.start, end, "programme.pointer"))
    return found


def _reached(mention: ProgrammeMention) -> tuple[Choice, ...]:
    """What a quoted name reached where quotations were weighed."""
    return () if mention.reached is None else ((mention.rule, mention.reached),)


_TELLING = 3  # characters above which the words of a name are known again


def _core(g: Group) -> str:
    """The distinctive words of a name."""
    return sole(g.best.name) or g.best.name


def _repeats(text: Text, groups: Iterable[Group], taken: set[int]) -> dict[str, list[Quote]]:
    """Further places where the distinctive words of names stand again, in quotation marks or without."""
    cores = (core for g in groups if len(core := _core(g)) > _TELLING)
    return {
        core: [
            Quote(at, at + len(core), "programme.repeat")
            for at in places
            if taken.isdisjoint(range(at, at + len(core)))
        ]
        for core, places in occurrences(text.clean, cores).items()
    }


def _aliases(g: Group, name: str) -> frozenset[str]:
    names = {n for m in g.mentions for n in (m.name, *m.aliases)}
    return frozenset(n for n in names if n != name)


def _programme(
    sectors: Sectors, g: Group, led: Organisation | None, why: str, placed: Choice, quotes: tuple[Quote, ...]
) -> Programme:
    best, fullest = g.best, g.fullest
    sector, telling = sectors.of(g.mentions)
    count = f"{len(g.mentions)} mentions" if len(g.mentions) > 1 else "one mention"
    return Programme(
        name=best.name,
        kind=best.kind,
        region=g.region,
        aliases=_aliases(g, best.name),
        parts=fullest.parts,
        declared=next((m.declared for m in (fullest, *g.mentions) if m.declared), None),
        parent=next((m.parent for m in g.mentions if m.parent), None),
        sector=sector,
        led_by=led,
        quotes=quotes,
        why=f"region: {why}; sector {sector or '?'}: {telling}; {count}",
        placed=placed,
    )


def _carrying_out(text: Text, programmes: list[Programme], groups: list[Group], higher: set[int]) -> list[Programme]:
    """The local programme that a sentence names nearest to each of the higher levels' that it says are carried out."""
    found = list(programmes)
    local = defaultdict[int, list[tuple[int, ProgrammeMention]]](list)
    for j, g in enumerate(groups):
        for m in g.mentions if j not in higher else ():
            local[text.sentence_index(m.start)].append((j, m))
    for i in sorted(higher):
        near = [
            (m.start > h.start, abs(m.start - h.start), j)
            for h in groups[i].mentions
            for j, m in local.get(text.sentence_index(h.start), ())
            if text.sentence_index(h.start) >= 0 and found[j].region != found[i].region
        ]
        for _, _, j in sorted(near)[:1]:
            found[j] = replace(found[j], carries_out=(*found[j].carries_out, programmes[i].name))
    return found


def _parents(programmes: list[Programme]) -> list[Programme]:
    """Parents by the name that the linked programme bears, where a mention named it otherwise."""
    by_name = {plain(n): p.name for p in programmes for n in (*sorted(p.aliases), p.name)}
    fixed = []
    for p in programmes:
        parent = by_name.get(plain(p.parent)) if p.parent else None
        fixed.append(replace(p, parent=parent if parent != p.name else None))
    return fixed


def resolve_programmes(
    text: Text, found: Found, places: Places, organisations: tuple[Organisation, ...]
) -> tuple[tuple[Programme, ...], tuple[Formula, ...]]:
    """The programmes and formulas of a document, one entry for one thing."""
    mentions = tuple(with_short_form(text, m) for m in found.of(ProgrammeMention))
    named = found.of(RegionMention)
    bodies = Bodies(text, organisations, named)
    leaders = {id(m): bodies.leader(m) for m in mentions}
    settled = {id(m): region_of(text, m, places, bodies) for m in mentions}
    groups = group([(m, settled[id(m)][0], _article(text, m)) for m in mentions])
    pointers = _pointers(text, mentions)
    taken = {i for m in mentions for i in range(m.start, m.end)}
    repeats = _repeats(text, groups, taken)
    sectors = Sectors(text)
    programmes = []
    higher: set[int] = set()
    for i, g in enumerate(groups):
        telling = next((m for m in g.mentions if settled[id(m)][2]), deciding(text, g.mentions, g.fullest, places))
        g.region, why, from_above, placed = settled[id(telling)]
        if from_above:
            higher.add(i)
        led = next((o for m in g.mentions if (o := leaders[id(m)])), None)
        quotes = [Quote(m.start, m.end, m.rule, _reached(m)) for m in g.mentions]
        quotes += [q for m in g.mentions for q in pointers.get(m.start, [])]
        quotes += repeats.get(_core(g), ())
        unique = tuple(sorted(set(quotes), key=lambda q: (q.rule == "programme.repeat", q)))
        programmes.append(_programme(sectors, g, led, why, placed, unique))
    programmes = _parents(_carrying_out(text, programmes, groups, higher))
    return tuple(programmes), _formulas(found, places, programmes)


def _formulas(found: Found, places: Places, programmes: list[Programme]) -> tuple[Formula, ...]:
    gathered: dict[tuple[str, str], list[FormulaMention]] = {}
    regions: dict[tuple[str, str], tuple[Region | None, Choice]] = {}
    for m in found.of(FormulaMention):
        named = place_in_name(m.name, places) if m.name else None
        region = named or places.about(m.start)
        slot = m.text, key(region)
        gathered.setdefault(slot, []).append(m)
        regions[slot] = region, TOLD if named else places.placed(m.start)
    full = {plain(n): p.name for p in programmes for n in (*sorted(p.aliases), p.name)}
    return tuple(_formula(ms, *regions[slot], full) for slot, ms in gathered.items())


def _formula(mentions: list[FormulaMention], region: Region | None, placed: Choice, full: Mapping[str, str]) -> Formula:
    first = mentions[0]
    name = next((m.name for m in mentions if m.name), None)
    if name is not None:
        name = full.get(plain(name), name)
    aliases = {a for m in mentions for a in m.aliases}
    return Formula(
        text=first.text,
        parts=max((m.parts for m in mentions), key=_told),
        region=region,
        name=name,
        kind=next((m.kind for m in mentions if m.kind), None),
        aliases=frozenset(aliases - {first.text}),
        quotes=tuple(Quote(m.start, m.end, m.rule) for m in mentions),
        placed=placed,
    )


def _told(parts: tuple[Part, ...]) -> int:
    return sum(p.name != p.multiplicity for p in parts)
