"""What ranges of a text name where it tells of spread: regions, bodies, programmes, areas, dates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from kg.lexicon import levels
from kg.link.metrics.calendar import Calendar
from kg.link.places import Places, chain
from kg.model import NATION, Formula, Mention, Organisation, Programme, Quote, Region, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.numbers.dates import YEARS_AGO
from kg.syntax.analysis import analyse
from kg.syntax.tokens import Tokens

Range = tuple[int, int]
Thing = Programme | Formula
_LEVELS = {"zone": "county", "village": "township"}
UNITS = {**levels.DIVISIONS, "疆": ("province",)}
_ENDINGS = sorted(UNITS, key=len, reverse=True)


class Named:
    """What the ranges of one text name; ``homes`` are where its programmes are at home, ``owners`` whose they are called,
    ``started`` those of which a start is told."""

    def __init__(
        self, text: Text, found: Found, places: Places, organisations: Sequence[Organisation], things: Sequence[Thing]
    ) -> None:
        """Look up by range what was resolved before."""
        self.text = text
        self.places = places
        self.found = found
        self._regions = {(m.start, m.end): m for m in found.of(RegionMention)}
        self._bodies = {(q.start, q.end): o for o in organisations for q in o.quotes}
        self._things = {(q.start, q.end): t for t in reversed(things) for q in t.quotes}
        self.homes: dict[str, Region] = {}
        self.owners: dict[str, Region] = {}
        self.started: set[str] = set()

    @property
    def tokens(self) -> Tokens:
        """The words of the text."""
        return analyse(self.text).tokens

    @cached_property
    def _calendar(self) -> Calendar:
        """The years of the articles, read where 今年 needs them."""
        return Calendar(self.text, self.found)

    def things(self, spans: Sequence[Range]) -> list[Thing]:
        """The programmes at some ranges, each once."""
        return list({id(t): t for span in spans if (t := self._things.get(span))}.values())

    def body(self, span: Range | None) -> Organisation | None:
        """The organisation at a range."""
        return self._bodies.get(span) if span is not None else None

    def region(self, span: Range | None, base: Region | None = None) -> Region | None:
        """The region that a range names, whose body it names, or whose unit it means (全县, 该县)."""
        if span is None:
            return None
        if (mention := self._regions.get(span)) is not None:
            return self.places.of(mention)
        if (body := self.body(span)) is not None:
            return body.region
        words = self.text.clean[slice(*span)].removesuffix("里")
        unit = next((u for u in _ENDINGS if words.endswith(u)), None)
        if unit is None:
            return None
        for region in (*chain(base), *chain(self.places.about(span[0]))):
            if region.level in UNITS[unit] and (len(UNITS[unit]) == 1 or _called(region, unit)):
                return region
        return self.places.level_of_article(span[0], UNITS[unit][0], unit)

    def nation(self, start: int, end: int) -> bool:
        """Whether the words of a range name the nation or a body of it."""
        return bool(self.tokens.within(start, end, "level.national", "body.national", "place.nation"))

    def area(self, span: Range | None, base: Region | None) -> Region | str | None:
        """The area that a range names: a region, or the nation."""
        if span is None:
            return None
        return self.region(span, base) or (NATION if self.nation(*span) else None)

    def date(self, m: Mention, when: str | None) -> str | None:
        """A date with its year: 今年 and 去年 need that of the article."""
        word, _, rest = (when or "").partition("-")
        if word not in YEARS_AGO:
            return when
        year = self._calendar.year(m.start)
        return None if year is None else "-".join(filter(None, (str(year - YEARS_AGO[word]), rest)))

    def home(self, thing: Thing) -> Region | None:
        """Where a programme is at home: where it was first, else whose it is."""
        return self.homes.get(name_of(thing), thing.region)


def _called(region: Region, unit: str) -> bool:
    return region.name.endswith(unit) and not (unit == "区" and region.name.endswith(levels.COMMUNITY))


def only_region(area: Region | str | None) -> Region | None:
    """An area that is a region, not the nation."""
    return area if isinstance(area, Region) else None


def quoted(m: Mention, rule: str = "") -> tuple[Quote]:
    """The evidence of a statement, by its own rule unless told otherwise."""
    return (Quote(m.start, m.end, f"diffusion.{rule}" if rule else m.rule),)


def name_of(thing: Thing) -> str:
    """The name by which a programme or formula of one document is known."""
    return thing.text if isinstance(thing, Formula) else thing.name


def called(became: Thing | str | None) -> str:
    """The name of what something became, where that is known."""
    return became if isinstance(became, str) else "" if became is None else name_of(became)


def level_of(region: Region | None) -> str | None:
    """The level of a region as recognitions tell it."""
    return None if region is None else _LEVELS.get(region.level, region.level)
