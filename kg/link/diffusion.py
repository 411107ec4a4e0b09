"""Spread and recognition: the ranges of what texts say of them, resolved to regions, bodies and programmes.

Spread over an area of a level above the place where a programme is at home is a recognition (popularised); within a
county, or where the programme is the whole area's own, it is an adoption. Of several things that one place is said to have
done first the strongest stays: being first, learning, trying, beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from kg.gazetteer.registry import registry
from kg.link.metrics.calendar import Calendar
from kg.link.places import RULING, Places, chain, is_above, key
from kg.model import (
    Adoption,
    AdoptionMention,
    Formula,
    Mention,
    Organisation,
    OrganisationMention,
    Programme,
    Quote,
    Recognition,
    RecognitionMention,
    Region,
    RegionMention,
    Text,
)  # fmt: skip
from kg.rules.engine import Found
from kg.syntax.analysis import analyse

Range = tuple[int, int]
Thing = Programme | Formula
NATION = "全国"
_STRENGTH = ("first", "learned", "trial", "begun")
_YEARS_AGO = {"今年": 0, "去年": 1, "前年": 2}
_LEVELS = {"zone": "county", "village": "township"}
_UNITS = {
    "省": ("province",), "疆": ("province",), "自治区": ("province",), "市": ("prefecture", "county", "province"),
    "州": ("prefecture",), "盟": ("prefecture",), "地区": ("prefecture",), "县": ("county",), "旗": ("county",),
    "区": ("county", "zone", "province"), "镇": ("township",), "乡": ("township",), "街道": ("township",),
    "苏木": ("township",), "村": ("village",), "社区": ("village",), "嘎查": ("village",),
}  # fmt: skip
_PRIVATE = ("企业", "合作社", "媒体", "学校")
_FROM_ANYBODY = ("diffusion.followed", "diffusion.taken")
_ABOVE = ("prefecture", "province")


class _Linker:
    """What the statements of one text are linked with."""

    def __init__(
        self,
        text: Text,
        found: Found,
        places: Places,
        organisations: Sequence[Organisation],
        things: Sequence[Thing],
    ) -> None:
        self.text = text
        self.places = places
        self.found = found
        self.regions = {(m.start, m.end): m for m in found.of(RegionMention)}
        self.bodies = {(q.start, q.end): o for o in organisations for q in o.quotes}
        self.things = {(q.start, q.end): t for t in reversed(things) for q in t.quotes}
        self.homes: dict[str, Region] = {}
        self.owners: dict[str, Region] = {}
        self.started: set[str] = set()

    @cached_property
    def calendar(self) -> Calendar:
        """The years of the articles, read where 今年 needs them."""
        named = (*self.found.of(RegionMention), *self.found.of(OrganisationMention))
        return Calendar(self.text, {m.start for m in named})

    # ------------------------------------------------------------------ ranges to things

    def all_of(self, spans: Sequence[Range]) -> list[Thing]:
        """The programmes at some ranges, each once."""
        return list({id(t): t for span in spans if (t := self.things.get(span))}.values())

    def thing(self, spans: Sequence[Range]) -> Thing | None:
        """The programme at the first of some ranges."""
        return next(iter(self.all_of(spans)), None)

    def body(self, span: Range | None) -> Organisation | None:
        """The organisation at a range."""
        return self.bodies.get(span) if span is not None else None

    def region(self, span: Range, base: Region | None = None) -> Region | None:
        """The region that a range names, whose body it names, or whose unit it means (全县, 该县)."""
        mention = self.regions.get(span)
        if mention is not None:
            return self.places.of(mention)
        body = self.body(span)
        if body is not None:
            return body.region
        words = self.text.clean[slice(*span)].removesuffix("里")
        unit = next((u for u in sorted(_UNITS, key=len, reverse=True) if words.endswith(u)), None)
        if unit is None:
            return None
        for home in (base, self.places.about(span[0])):
            for region in chain(home):
                if region.level in _UNITS[unit] and (
                    len(_UNITS[unit]) == 1 or _called(region, unit)
                ):
                    return region
        return self.places.level_of_article(span[0], _UNITS[unit][0], unit)

    def nation(self, span: Range) -> bool:
        """Whether the words of a range name the nation or a body of it."""
        tokens = analyse(self.text).tokens
        return bool(tokens.within(*span, "level.national", "body.national", "place.nation"))

    def area(self, span: Range | None, base: Region | None) -> Region | str | None:
        """The area that a range names: a region, or the nation."""
        if span is None:
            return None
        return self.region(span, base) or (NATION if self.nation(span) else None)

    def date(self, when: str | None, at: int) -> str | None:
        """A date with its year: 今年 and 去年 need that of the article."""
        word, _, rest = (when or "").partition("-")
        if word not in _YEARS_AGO:
            return when
        year = self.calendar.year(at)
        return (
            None if year is None else "-".join(filter(None, (str(year - _YEARS_AGO[word]), rest)))
        )

    def home(self, thing: Thing) -> Region | None:
        """Where a programme is at home: where it was first, else whose it is."""
        return self.homes.get(name_of(thing), thing.region)

    # ------------------------------------------------------------------ adoptions

    def who(self, m: AdoptionMention) -> list[Region]:
        """Those who took something up; whom the text is about, where nobody is named."""
        named = [r for span in m.who if (r := self.region(span)) is not None]
        if named or m.who:
            return list({key(r): r for r in named}.values())
        about = self.places.about(m.start)
        return [about] if about is not None else []

    def adopted(self, m: AdoptionMention) -> list[Adoption]:
        """The adoptions of one statement."""
        return [a for what in self.all_of(m.what) for a in self.taken_up(m, what)]

    def taken_up(self, m: AdoptionMention, what: Thing) -> list[Adoption]:
        """The adoptions of one programme in a statement."""
        who = self.who(m)
        became = self.thing((m.to,)) if m.to is not None else None
        if m.to is not None and (became is None or became is what):
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
            higher = first_in if first_in == NATION or is_above(_region(first_in), region) else None
            made.append(
                Adoption(
                    kind=kind, who=region, what=what, date=self.date(m.when, m.start), first_in=higher, source=learned,
                    push=self.pushing(m, region), became=became, quotes=(_quote(m),),
                    order=i if m.ordered and len(who) > 1 and kind != "spread" else None,
                )
            )  # fmt: skip
        return made

    def learned_from(
        self, m: AdoptionMention, what: Thing, who: Region, source: Region | None
    ) -> Region | None:
        """From whom it was learned: who is named, else where the programme is at home."""
        if m.kind != "learned" or m.rule == "diffusion.followed":
            return source if source is not None and key(source) != key(who) else None
        told = source or self.home(what)
        if source is None and key(told) in {key(r) for r in self.who(m)}:
            return None  # who learned it is not whose it is
        return told if told is not None and key(told) != key(who) else None

    def pushing(self, m: AdoptionMention, who: Region) -> Organisation | None:
        """The body that made it happen: named so, or a ruling body that acts itself."""
        named = self.body(m.push)
        acting = [
            o for span in m.who if (o := self.body(span)) is not None and key(o.region) == key(who)
        ]
        ruling = len(acting) == 1 and acting[0].kind in RULING and m.kind == "begun"
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
        by = by if by is None or by.kind not in _PRIVATE else None
        area = self.area(m.within, home) if m.within else self.region_of_push(m, by, home)
        above = area == NATION or is_above(_region(area), home)
        date = self.date(m.when, m.start)
        level = "national" if area == NATION else level_of(_region(area))
        if above and level in (*_ABOVE, "national"):
            agent = by or (self.region(m.push) if m.push else None)
            acting = agent.region if isinstance(agent, Organisation) else agent
            if acting is not None and isinstance(area, Region) and is_above(area, acting):
                agent = None  # who has it, not who spreads it
            quotes = (_quote(m, "popularised"),)
            return [
                Recognition(
                    kind="popularised", what=what, by=agent, level=level, date=date, quotes=quotes
                )
            ]
        if m.rule == "diffusion.wide" and not above:
            runs = _region(area)  # 2021年，甲县在全县推行X
            if date is None or runs is None or (home is not None and key(home) != key(runs)):
                return []
            kind = "spread" if name_of(what) in self.started else "begun"
            return [Adoption(kind=kind, who=runs, what=what, date=date, quotes=(_quote(m, kind),))]
        if by is not None and by.region is not None and is_above(by.region, home) and not m.within:
            return []
        who = _region(area) or next(iter(self.who(m)), None) or home
        if who is None or (not m.within and not m.who and home is not None and is_above(home, who)):
            return []
        source = owner if owner is not None and key(owner) != key(who) else None
        push = by if by is not None and is_above(by.region, who) else None
        told = Adoption(kind="spread", who=who, what=what, date=date, source=source, push=push)
        return [replace(told, quotes=(_quote(m),))]

    def region_of_push(
        self, m: AdoptionMention, by: Organisation | None, home: Region | None
    ) -> Region | str | None:
        """The area of a body that spreads something without saying where."""
        if by is None:
            return None
        if by.region is None and m.push is not None and self.nation(m.push):
            return NATION
        return by.region if is_above(by.region, home) else None

    # ------------------------------------------------------------------ recognitions

    def recognised(self, m: RecognitionMention) -> list[Recognition]:
        """The recognitions of one statement, with their body and level."""
        return [r for what in self.all_of(m.what) if (r := self.honoured(m, what)) is not None]

    def honoured(self, m: RecognitionMention, what: Thing) -> Recognition | None:
        """The recognition of one programme."""
        by: Organisation | Region | str | None = self.body(m.by)
        if by is None and m.by is not None:
            by = self.region(m.by) or self.text.clean[slice(*m.by)].strip("《》")
        level = self.level(m, by, what)
        if m.kind == "selected" and level is None and by is None:
            return None  # put on a list of somebody's own
        title = self.text.clean[slice(*m.title)].strip("了的：、被并") if m.title else None
        by = None if m.kind == "instruction" else by
        return Recognition(
            kind=m.kind, what=what, by=by, level=level, title=title or None, date=self.date(m.when, m.start),
            quotes=(_quote(m),),
        )  # fmt: skip

    def level(
        self, m: RecognitionMention, by: Organisation | Region | str | None, what: Thing
    ) -> str | None:
        """The level of a recognition: what its title says, else that of the body."""
        own = level_of(by if isinstance(by, Region) else getattr(by, "region", None))
        if own is None and m.by is not None and self.nation((self._before(m), m.by[1])):
            own = "national"
        if m.kind in ("instruction", "media"):
            return own or m.level or (_of_paper(by) if isinstance(by, str) else None)
        booked = m.scope is not None and self.text.clean.startswith(
            "《", m.scope[0]
        )  # its places are what it is about
        if m.scope is not None and not booked and (area := self._scope(m.scope, what)) is not None:
            return area
        return m.level or own

    def _before(self, m: RecognitionMention) -> int:
        """Where the words before the body begin that may tell its level: 中央组织部《党建研究》."""
        return m.scope[0] if m.kind == "media" and m.scope is not None else (m.by or (0, 0))[0]

    def _scope(self, span: Range, what: Thing) -> str | None:
        """The level of the place, or of the unit (全市), that a title names."""
        tokens = analyse(self.text).tokens
        for (a, b), mention in self.regions.items():
            if span[0] <= a and b <= span[1]:
                return level_of(self.places.of(mention))
        if tokens.within(*span, "level.national"):
            return "national"
        units = tokens.within(*span, "unit.whole", "unit.own")
        if not units:
            return None
        named = level_of(self.region((units[0].start, units[0].end), self.home(what)))
        return named or next(iter(_UNITS.get(units[0].word[1:], ())), None)


def _of_paper(name: str) -> str | None:
    """The level of a paper by the province that its name begins with: 《河北日报》."""
    known = (registry().by_name.get(name[:n], ()) for n in (2, 3))
    return next((e.level for found in known for e in found if e.level == "province"), None)


def _region(area: Region | str | None) -> Region | None:
    return area if isinstance(area, Region) else None


def _called(region: Region, unit: str) -> bool:
    return region.name.endswith(unit) and not (unit == "区" and region.name.endswith("社区"))


def _quote(m: Mention, rule: str = "") -> Quote:
    return Quote(m.start, m.end, f"diffusion.{rule}" if rule else m.rule)


def name_of(thing: Thing) -> str:
    """The name by which a programme or formula of one document is known."""
    return thing.text if isinstance(thing, Formula) else thing.name


def level_of(region: Region | None) -> str | None:
    """The level of a region as recognitions tell it."""
    return None if region is None else _LEVELS.get(region.level, region.level)


def _strongest(found: Iterable[Adoption]) -> list[Adoption]:
    """One adoption of a kind for each place and programme, and of those about its start only the strongest."""
    kept: dict[tuple[str, str, str, str], Adoption] = {}
    for a in found:
        group = "start" if a.kind in _STRENGTH else a.kind
        other = "" if group == "start" else _became_name(a.became)
        slot = (group, key(a.who), name_of(a.what), other)
        kept[slot] = a if slot not in kept else _merge(kept[slot], a)
    return list(kept.values())


def _became_name(became: Thing | str | None) -> str:
    return became if isinstance(became, str) else "" if became is None else name_of(became)


def _merge(one: Adoption, other: Adoption) -> Adoption:
    """The stronger of two statements, with what only the other one tells."""
    if one.kind in _STRENGTH and _STRENGTH.index(other.kind) < _STRENGTH.index(one.kind):
        one, other = other, one
    beside = ("date", "first_in", "source", "push", "order")
    told = {name: getattr(one, name) or getattr(other, name) for name in beside}
    quotes = sorted({*one.quotes, *other.quotes}, key=lambda q: (q.start, q.end, q.rule))
    return replace(one, **told, quotes=tuple(quotes))


def _unique(found: Iterable[Recognition]) -> list[Recognition]:
    kept: dict[tuple[str, str, str, str], Recognition] = {}
    for r in found:
        by = r.by if isinstance(r.by, str) else r.by.name if r.by is not None else ""
        told = r.level if r.kind == "instruction" else r.title or r.date
        kept.setdefault((r.kind, name_of(r.what), by, told or ""), r)
    return list(kept.values())


def resolve_diffusion(
    text: Text,
    found: Found,
    places: Places,
    organisations: Sequence[Organisation],
    things: Sequence[Thing],
) -> tuple[tuple[Adoption, ...], tuple[Recognition, ...], dict[str, Region]]:
    """Who took up which programme, and what each was recognised with, in the order of the text; and where the programmes
    are at home of which the text tells that."""
    linker = _Linker(text, found, places, organisations, things)
    mentions = found.of(AdoptionMention)
    adoptions: list[Adoption] = []
    for m in sorted(mentions, key=lambda m: (m.kind != "first", m.kind == "learned", m.start)):
        if m.kind == "spread":
            continue
        made = linker.adopted(m)
        if m.kind in ("first", "trial", "begun") and m.who and len(made) == 1:
            linker.homes.setdefault(name_of(made[0].what), made[0].who)
        linker.started.update(name_of(a.what) for a in made)
        adoptions += made
    spread = [told for m in mentions if m.kind == "spread" for told in linker.spread(m)]
    adoptions += [told for told in spread if isinstance(told, Adoption)]
    recognitions = [told for told in spread if isinstance(told, Recognition)]
    recognitions += [r for m in found.of(RecognitionMention) for r in linker.recognised(m)]
    order = sorted(
        _strongest(adoptions), key=lambda a: (a.quotes[0].start, a.order or 0, key(a.who), a.kind)
    )
    ladder = tuple(
        sorted(_unique(recognitions), key=lambda r: (r.quotes[0].start, r.kind, str(r.title)))
    )
    return tuple(order), ladder, {**linker.owners, **linker.homes}
