"""Figures: whose they are, of which year, and under which programme the text reports them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.link.bodies import Bodies
from kg.link.metrics.calendar import Calendar
from kg.link.metrics.context import Context
from kg.link.places import Places, chain
from kg.model import (
    TOLD,
    Change,
    Choice,
    Formula,
    Metric,
    MetricMention,
    Organisation,
    Programme,
    Quote,
    Region,
    RegionMention,
    Text,
)
from kg.rules.engine import Found
from kg.rules.metrics.basis import of_villages
from kg.rules.metrics.grid import is_place_row
from kg.rules.metrics.nouns import without_times
from kg.rules.metrics.years import baseline_year


def _property(text: Text, mention: MetricMention, found: Found) -> str:
    """What is measured; the place of a row that is no region of its own stays in the name."""
    name = without_times(mention.property)
    if not mention.heads:
        return name
    told = text.clean[slice(*mention.heads[0])]
    placed = is_place_row(told) and not found.within(RegionMention, *mention.heads[0])
    return told + name if placed and told not in name else name


def _change(change: Change | None) -> Change | None:
    """A relative change is told in per cent: 增长2.3倍 is 230, 下降四成 is 40, 减少三分之一 is 33.33."""
    if change is None or change.value is None:
        return change
    if change.unit in ("倍", None):
        return replace(change, value=change.value * 100, unit="%")
    return change


def _status(told: str, date: str | None, own: int | None) -> str:
    """A figure of a year after that of the article cannot have been reached."""
    later = date is not None and own is not None and int(date[:4]) > own
    return "planned" if later and told == "reached" else told


SAID: Choice = ("figure.said", 0)
"""What a figure measures, its hedge and its change, as the rules read them."""


def _timed(told: str | None, date: str | None, status: str) -> Choice:
    """How a figure got its time: words name it or none is told, 今年 and 6月 are reckoned, or it is still to come."""
    word = (told or "").partition("-")[0]
    reckoned = date is not None and word != "" and not word.isdigit()
    return "time.ahead" if status != "reached" else "time.reckoned" if reckoned else "time.told", 0


def _merged(metrics: Sequence[Metric]) -> tuple[Metric, ...]:
    """One entry for a figure that the text repeats word for word."""
    kept: dict[tuple[Metric, int, int], Metric] = {}
    for m in metrics:
        # The second members of a pair (99%和100%) differ in value, so they stay apart. Regions and bodies are made once.
        told = replace(
            m,
            region=None,
            about=None,
            under=None,
            under_part=None,
            quotes=(),
            why="",
            condition=None,
            baseline_year=None,
        )
        key = told, id(m.region), id(m.about)
        first = kept.get(key, m)
        kept[key] = replace(first, quotes=tuple(dict.fromkeys((*first.quotes, *m.quotes))))
    return tuple(kept.values())


class _Linker:
    """What the figures of one text are linked with."""

    def __init__(self, text: Text, found: Found, places: Places, organisations: Sequence[Organisation]) -> None:
        self.text = text
        self.found = found
        self.places = places
        self.bodies = Bodies(text, organisations, found.of(RegionMention))
        self.calendar = Calendar(text, found)

    def link(self, mention: MetricMention, context: Context) -> Metric:
        """One figure with its region, date and programme."""
        region, why, placed = self._region(mention)
        date, dated = self.calendar.date(mention)
        change = _change(mention.change)
        own = self.calendar.year(mention.at)
        before = baseline_year(change.baseline if change else None, date, own)
        if date and before is not None and int(date[:4]) < before:
            date, dated = None, "the year around it is not its own: its baseline is later"
        status = _status(mention.status, date, own)
        under, part, reported = context.under(mention.at)
        organisation = self.bodies.of_article(mention.at) if region is None else None
        return Metric(
            property=_property(self.text, mention, self.found),
            region=region,
            value=mention.value,
            unit=mention.unit,
            hedge=mention.hedge,
            date=date,
            change=change,
            baseline_year=before,
            condition=mention.condition,
            about=organisation,
            under=under,
            under_part=part,
            basis=mention.basis,
            per=mention.per,
            status=status,
            quotes=(
                Quote(mention.start, mention.end, mention.rule, (SAID, _timed(mention.time, date, status), placed)),
            ),
            why="; ".join(
                filter(None, (f"region: {why}", _column(self.text, mention), dated, _reported(under, reported)))
            ),
        )

    def _region(self, mention: MetricMention) -> tuple[Region | None, str, Choice]:
        """Whose a figure is, why, and how that was settled: a cell's own heads come before all else."""
        for head in reversed(mention.heads):
            for named in self.found.within(RegionMention, *head):
                if (region := self.places.of(named)) is not None:
                    return region, f"the head “{self.text.clean[slice(*head)]}” of its row or column", TOLD
        acting = self.bodies.acting(mention.at, self.places)
        at, places = mention.at, self.places
        region, why, placed = places.about(at), places.why(at), places.placed(at)
        if acting is not None:
            region, why, placed = acting[0], f"{acting[1]} acts", TOLD
        row = self.text.clean[slice(*mention.heads[0])] if mention.heads else ""
        if region is not None and is_place_row(row) and row[-1] == region.name[-1]:  # another one of its kind
            return region.within, "the row is of a place that is not known", TOLD
        if region is not None and region.level == "village" and of_villages(self.text.clean, mention):
            region = self._above(region, mention.at)
            why, placed = "a figure of several villages is of what they lie in", TOLD
        return region, why, placed

    def _above(self, village: Region, position: int) -> Region | None:
        """What the article is about, where a village lies in it, else the nearest region that the village lies in."""
        subject = self.places.subject(position)
        return next((r for r in chain(village.within) if r == subject), village.within)


def _column(text: Text, mention: MetricMention) -> str:
    """The head of the column of a cell."""
    told = "".join(text.clean[slice(*head)] for head in mention.heads[1:])
    return f"a cell below “{told}”" if told else ""


def _reported(under: Programme | Formula | None, why: str) -> str:
    """The programme that a figure is reported under, and why."""
    if under is None:
        return ""
    name = under.name or under.text if isinstance(under, Formula) else under.name
    return f"under {name}: {why}"


def resolve_metrics(
    text: Text,
    found: Found,
    places: Places,
    organisations: tuple[Organisation, ...],
    programmes: tuple[Programme, ...],
    formulas: tuple[Formula, ...],
) -> tuple[Metric, ...]:
    """All figures of a text, resolved; one entry for a figure that is repeated."""
    linker = _Linker(text, found, places, organisations)
    context = Context(text, programmes, formulas)
    mentions = sorted(found.of(MetricMention), key=lambda m: (m.at, m.start, m.end))
    return _merged([linker.link(m, context) for m in mentions])
