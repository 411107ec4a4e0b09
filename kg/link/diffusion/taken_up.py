"""Who took a programme up and where it was spread, and which of several statements on its start stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.lexicon import kinds
from kg.link.diffusion.named import Named, Thing, called, level_of, name_of, only_region, quoted
from kg.link.places import is_above, key
from kg.model import NATION, Adoption, AdoptionMention, Organisation, Recognition, Region

_STRENGTH = ("first", "learned", "trial", "begun")
_CHANGES = ("renamed", "derived", "ended")
_ABOVE = ("prefecture", "province", "national")


def adopted(named: Named, m: AdoptionMention) -> Iterator[Adoption]:
    """The adoptions of one statement."""
    source = named.region(m.source)
    for what in named.things(m.what):
        who = _who(named, m, what)
        became = next(iter(named.things((m.to,) if m.to is not None else ())), None)
        same = m.to is not None and became in (None, what)
        if same or (m.rule == "diffusion.also" and not _had_before(named, m, what, who)):
            continue
        if m.source is not None and source is not None and m.what[0][0] - m.source[1] in (0, 1):
            named.owners[name_of(what)] = source  # 乙县“…”: whose it is called
        for i, region in enumerate(who, 1):
            first_in = named.area(m.within, region) if m.kind == "first" else None
            learned = _learned_from(named, m, what, source, who)
            learned = learned if key(learned) != key(region) else None
            kind = _kind(m, region, learned, first_in)
            if kind is None:
                continue
            wider = first_in == NATION or is_above(only_region(first_in), region)
            yield Adoption(
                kind=kind,
                who=region,
                what=what,
                date=named.date(m, m.when),
                first_in=first_in if wider else None,
                source=learned,
                push=_pushing(named, m, region),
                became=became,
                quotes=quoted(m),
                order=i if m.ordered and len(who) > 1 and kind != "spread" else None,
            )


def _who(named: Named, m: AdoptionMention, what: Thing) -> list[Region]:
    """Those who took something up; where nobody is named whom the text is about, or whose it is that changed or ended."""
    told = [r for span in m.who if (r := named.region(span)) is not None]
    if not m.who:
        about = (named.home(what) if m.kind in _CHANGES else None) or named.places.about(m.start)
        told = [about] if about is not None else []
    return list({key(r): r for r in told}.values())


def _had_before(named: Named, m: AdoptionMention, what: Thing, who: list[Region]) -> bool:
    """Whether the text named a programme before, as that of another place than those of a statement."""
    home = named.home(what)
    others = home is not None and key(home) not in {key(r) for r in who}
    return others and min(q.start for q in what.quotes) < m.start


def _learned_from(
    named: Named, m: AdoptionMention, what: Thing, source: Region | None, who: list[Region]
) -> Region | None:
    """From whom it was learned: who is named, else where the programme is at home, unless that is one of those who learned it,
    or lies in one."""
    if source is not None or m.kind != "learned" or m.rule in ("diffusion.followed", "diffusion.also"):
        return source
    home = named.home(what)
    return home if not any(key(r) == key(home) or is_above(r, home) for r in who) else None


def _kind(m: AdoptionMention, who: Region, learned: Region | None, first_in: Region | str | None) -> str | None:
    """What a place did: something spread to it from its own home, or from above; nothing was learned from nobody."""
    if m.rule == "diffusion.reached" and (learned is None or is_above(who, learned)):
        return "spread"
    anybody = m.rule in ("diffusion.followed", "diffusion.taken", "diffusion.also")
    if m.kind == "learned" and learned is None and not anybody:
        return None
    # 甲县在乙镇率先试点: before its other towns, not before others
    return "begun" if is_above(who, only_region(first_in)) else m.kind


def _pushing(named: Named, m: AdoptionMention, who: Region) -> Organisation | None:
    """The body that made it happen: named so, or a ruling body that acts itself."""
    acting = [o for span in m.who if (o := named.body(span)) is not None and key(o.region) == key(who)]
    ruling = len(acting) == 1 and acting[0].kind in kinds.RULING and m.kind == "begun"
    return named.body(m.push) or (acting[0] if ruling else None)


def spread(named: Named, m: AdoptionMention) -> Adoption | Recognition | None:
    """Spread over an area: an adoption by it, or a recognition by a level above the home of the programme."""
    what = next(iter(named.things(m.what)), None)
    if what is None:
        return None
    owner = named.region(m.source)
    home = owner or named.home(what)
    if owner is not None and m.rule == "diffusion.spread":
        named.owners.setdefault(name_of(what), owner)
    by = named.body(m.push)
    by = by if by is None or by.kind not in kinds.PRIVATE else None
    area = _area(named, m, by, home)
    region, date = only_region(area), named.date(m, m.when)
    above = area == NATION or is_above(region, home)
    level = "national" if area == NATION else level_of(region)
    if above and level in _ABOVE:
        agent = by or named.region(m.push)
        acting = agent.region if isinstance(agent, Organisation) else agent
        agent = None if is_above(region, acting) else agent  # who has it, not who spreads it
        told = quoted(m, "popularised")
        return Recognition(kind="popularised", what=what, by=agent, level=level, date=date, quotes=told)
    if m.rule == "diffusion.wide" and not above:  # 2021年，甲县在全县推行X
        if date is None or region is None or (home is not None and key(home) != key(region)):
            return None
        kind = "spread" if name_of(what) in named.started else "begun"
        return Adoption(kind=kind, who=region, what=what, date=date, quotes=quoted(m, kind))
    who = region or next(iter(_who(named, m, what)), None) or home
    ruled = not m.within and by is not None and is_above(by.region, home)
    if who is None or ruled or (not m.within and not m.who and is_above(home, who)):
        return None
    source = owner if key(owner) != key(who) else None
    push = by if by is not None and is_above(by.region, who) else None
    return Adoption(kind="spread", who=who, what=what, date=date, source=source, push=push, quotes=quoted(m))


def _area(named: Named, m: AdoptionMention, by: Organisation | None, home: Region | None) -> Region | str | None:
    """The area of a spread: named, that of a body which spreads something without saying where, or of who acts above its home."""
    above = by.region if by is not None and is_above(by.region, home) else None
    area: Region | str | None = above
    if m.within is not None:
        area = named.area(m.within, by.region if by is not None and by.region is not None else home)
    elif by is not None and by.region is None and m.push is not None and named.nation(*m.push):
        area = NATION
    acting = named.region(m.who[0]) if area is None and m.who else None
    return acting if is_above(acting, home) else area  # 甲市在各县推广


def strongest(found: Iterable[Adoption]) -> list[Adoption]:
    """One adoption of a kind for each place and programme, and of those about its start only the strongest."""
    kept: dict[tuple[str, str, str, str], Adoption] = {}
    for a in found:
        start = a.kind in _STRENGTH
        slot = ("start" if start else a.kind, key(a.who), name_of(a.what), "" if start else called(a.became))
        kept[slot] = a if slot not in kept else _merge(kept[slot], a)
    return list(kept.values())


def _merge(one: Adoption, other: Adoption) -> Adoption:
    """The stronger of two statements, with what only the other one tells."""
    if one.kind in _STRENGTH and _STRENGTH.index(other.kind) < _STRENGTH.index(one.kind):
        one, other = other, one
    beside = ("date", "first_in", "source", "push", "order")
    told = {name: getattr(one, name) or getattr(other, name) for name in beside}
    return replace(one, **told, quotes=tuple(sorted({*one.quotes, *other.quotes})))
