"""Who took a programme up and where it was spread, and which of several statements on its start stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.lexicon import kinds
from kg.link.diffusion.named import NATION, Named, Thing, called, level_of, name_of, only_region, quoted
from kg.link.places import is_above, key
from kg.model import Adoption, AdoptionMention, Organisation, Recognition, Region

_STRENGTH = ("first", "learned", "trial", "begun")
_CHANGES = ("renamed", "derived", "ended")
_FROM_ANYBODY = ("diffusion.followed", "diffusion.taken", "diffusion.also")
_ABOVE = ("prefecture", "province", "national")


class TakenUp(Named):
    """Adoptions, and what spread makes of them."""

    def who(self, m: AdoptionMention, what: Thing | None = None) -> list[Region]:
        """Those who took something up; where nobody is named whom the text is about, or whose it is that changed or ended."""
        named = [r for span in m.who if (r := self.region(span)) is not None]
        if named or m.who:
            return list({key(r): r for r in named}.values())
        about = self.home(what) if what is not None and m.kind in _CHANGES else None
        about = about or self.places.about(m.start)
        return [about] if about is not None else []

    def adopted(self, m: AdoptionMention) -> list[Adoption]:
        """The adoptions of one statement."""
        return [a for what in self.all_of(m.what) for a in self.taken_up(m, what)]

    def taken_up(self, m: AdoptionMention, what: Thing) -> list[Adoption]:
        """The adoptions of one programme in a statement."""
        who = self.who(m, what)
        became = self.thing((m.to,)) if m.to is not None else None
        if m.to is not None and (became is None or became is what):
            return []
        if m.rule == "diffusion.also" and not self.had_before(m, what):
            return []
        source = self.region(m.source) if m.source is not None else None
        if m.source is not None and source is not None and m.what[0][0] - m.source[1] in (0, 1):
            self.owners[name_of(what)] = source  # 乙县“…”: whose it is called
        made = []
        for i, region in enumerate(who, 1):
            learned = self.learned_from(m, what, region, source)
            own = learned is None or is_above(region, learned)
            kind = "spread" if m.rule == "diffusion.reached" and own else m.kind
            if kind == "learned" and m.rule not in _FROM_ANYBODY and learned is None:
                continue
            first_in = self.area(m.within, region) if m.kind == "first" else None
            higher = first_in if first_in == NATION or is_above(only_region(first_in), region) else None
            if is_above(region, only_region(first_in)):
                kind = "begun"  # 甲县在乙镇率先试点: before its other towns, not before others
            made.append(
                Adoption(
                    kind=kind,
                    who=region,
                    what=what,
                    date=self.date(m.when, m.start),
                    first_in=higher,
                    source=learned,
                    push=self.pushing(m, region),
                    became=became,
                    quotes=(quoted(m),),
                    order=i if m.ordered and len(who) > 1 and kind != "spread" else None,
                )
            )
        return made

    def learned_from(self, m: AdoptionMention, what: Thing, who: Region, source: Region | None) -> Region | None:
        """From whom it was learned: who is named, else where the programme is at home."""
        if m.kind != "learned" or m.rule in ("diffusion.followed", "diffusion.also"):
            return source if source is not None and key(source) != key(who) else None
        told = source or self.home(what)
        if source is None and key(told) in {key(r) for r in self.who(m)}:
            return None  # who learned it is not whose it is
        return told if told is not None and key(told) != key(who) else None

    def had_before(self, m: AdoptionMention, what: Thing) -> bool:
        """Whether the text named a programme before, as that of another place than those of a statement."""
        home = self.home(what)
        others = home is not None and key(home) not in {key(r) for r in self.who(m)}
        return others and min(q.start for q in what.quotes) < m.start

    def pushing(self, m: AdoptionMention, who: Region) -> Organisation | None:
        """The body that made it happen: named so, or a ruling body that acts itself."""
        named = self.body(m.push)
        acting = [o for span in m.who if (o := self.body(span)) is not None and key(o.region) == key(who)]
        ruling = len(acting) == 1 and acting[0].kind in kinds.RULING and m.kind == "begun"
        return named or (acting[0] if ruling else None)

    def spread(self, m: AdoptionMention) -> list[Adoption | Recognition]:
        """Spread over an area: an adoption by it, or a recognition by a level above the home of the programme."""
        what = self.thing(m.what)
        if what is None:
            return []
        owner = self.region(m.source) if m.source is not None else None
        home = owner or self.home(what)
        if owner is not None and m.rule == "diffusion.spread":
            self.owners.setdefault(name_of(what), owner)
        by = self.body(m.push)
        by = by if by is None or by.kind not in kinds.PRIVATE else None
        base = by.region if by is not None and by.region is not None else home
        area = self.area(m.within, base) if m.within else self.region_of_push(m, by, home)
        if area is None and m.who and is_above(acting := self.region(m.who[0]), home):
            area = acting  # 甲市在各县推广
        above = area == NATION or is_above(only_region(area), home)
        date = self.date(m.when, m.start)
        level = "national" if area == NATION else level_of(only_region(area))
        if above and level in _ABOVE:
            agent = by or (self.region(m.push) if m.push else None)
            acting = agent.region if isinstance(agent, Organisation) else agent
            if acting is not None and isinstance(area, Region) and is_above(area, acting):
                agent = None  # who has it, not who spreads it
            quotes = (quoted(m, "popularised"),)
            return [Recognition(kind="popularised", what=what, by=agent, level=level, date=date, quotes=quotes)]
        if m.rule == "diffusion.wide" and not above:
            runs = only_region(area)  # 2021年，甲县在全县推行X
            if date is None or runs is None or (home is not None and key(home) != key(runs)):
                return []
            kind = "spread" if name_of(what) in self.started else "begun"
            return [Adoption(kind=kind, who=runs, what=what, date=date, quotes=(quoted(m, kind),))]
        if by is not None and by.region is not None and is_above(by.region, home) and not m.within:
            return []
        who = only_region(area) or next(iter(self.who(m)), None) or home
        if who is None or (not m.within and not m.who and home is not None and is_above(home, who)):
            return []
        source = owner if owner is not None and key(owner) != key(who) else None
        push = by if by is not None and is_above(by.region, who) else None
        told = Adoption(kind="spread", who=who, what=what, date=date, source=source, push=push)
        return [replace(told, quotes=(quoted(m),))]

    def region_of_push(self, m: AdoptionMention, by: Organisation | None, home: Region | None) -> Region | str | None:
        """The area of a body that spreads something without saying where."""
        if by is None:
            return None
        if by.region is None and m.push is not None and self.nation(m.push):
            return NATION
        return by.region if is_above(by.region, home) else None


def strongest(found: Iterable[Adoption]) -> list[Adoption]:
    """One adoption of a kind for each place and programme, and of those about its start only the strongest."""
    kept: dict[tuple[str, str, str, str], Adoption] = {}
    for a in found:
        group = "start" if a.kind in _STRENGTH else a.kind
        other = "" if group == "start" else called(a.became)
        slot = (group, key(a.who), name_of(a.what), other)
        kept[slot] = a if slot not in kept else _merge(kept[slot], a)
    return list(kept.values())


def _merge(one: Adoption, other: Adoption) -> Adoption:
    """The stronger of two statements, with what only the other one tells."""
    if one.kind in _STRENGTH and _STRENGTH.index(other.kind) < _STRENGTH.index(one.kind):
        one, other = other, one
    beside = ("date", "first_in", "source", "push", "order")
    told = {name: getattr(one, name) or getattr(other, name) for name in beside}
    quotes = sorted({*one.quotes, *other.quotes})
    return replace(one, **told, quotes=tuple(quotes))
