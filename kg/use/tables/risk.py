"""The risk set of event-history models: places that could take up a family of programmes in a year, and whether they did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.use.compare.adoption import event_year
from kg.use.diffusion import adoptions
from kg.use.records import AdoptionOf, ProgrammeOf, Source
from kg.use.tables.columns import BASES, Column, Row, Table, place_columns, source_columns
from kg.use.tables.material import Material, Time, time_of

_LATER = ("derived", "ended", "renamed")
"""Kinds of adoption that are no beginning."""
_YEAR = 4
Stated = dict[str, dict[str, list[AdoptionOf]]]
"""What texts say of taking up a programme, by the programme and the place."""
Begun = tuple[Time, tuple[Source, ...]]
"""When a place took a family up, and what says so."""


def rows(material: Material) -> Iterator[Row]:
    """The rows of each family, place by place and year by year."""
    seats = material.reader.seats()
    reported = material.reports()
    told = sorted({seats[region] for region in reported}, key=lambda r: (material.places[r].code or "~", r))
    years = [int(t[0][:_YEAR]) for dated in reported.values() for _, t in dated if t[0]]
    for name, begun in _families(material, seats):
        dated = [int(t[0][:_YEAR]) for t, _ in begun.values() if t[0]]
        if dated:
            span = range(min(dated), max([*dated, *years]) + 1)
            for place in told:
                yield from _of_place(material, name, place, span, begun.get(place))


def _families(material: Material, seats: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Begun]]]:
    """The families that several places took up, by name, with when each did."""
    stated = _stated(material, seats)
    groups = [(f.head, list(f.members)) for f in material.comparer.corpus().families]
    known = {p.iri for _, members in groups for p in members}
    alone = [material.reader.programme(iri) for iri in sorted(stated.keys() - known)]
    groups += [(programme, [programme]) for programme in alone]
    found: dict[str, list[ProgrammeOf]] = {}
    for head, members in sorted(groups, key=lambda g: (g[0].name, g[0].iri)):
        name = head.name
        if name in found:  # the same name for other contents
            name = f"{name}（{material.reader.name(head.region)}）"
        found.setdefault(name, []).extend(members)
    for name in sorted(found):
        begun = _begun(found[name], seats, stated)
        if len(begun) > 1:
            yield name, begun


def _stated(material: Material, seats: Mapping[str, str]) -> Stated:
    found: Stated = {}
    for a in adoptions(material.reader):
        if a.who in seats and a.kind not in _LATER:
            found.setdefault(a.what, {}).setdefault(seats[a.who], []).append(a)
    return found


def _begun(members: Sequence[ProgrammeOf], seats: Mapping[str, str], stated: Stated) -> dict[str, Begun]:
    """When each place took up the family: the earliest year that a text gives, else the first report."""
    years: dict[str, list[int]] = defaultdict(list)
    sources: dict[str, list[Source]] = defaultdict(list)
    for programme in members:
        home = seats.get(programme.region)
        if home is not None:
            sources[home] += programme.sources
            years[home] += [y for y in (event_year(programme.sources),) if y]
        for place, told in stated.get(programme.iri, {}).items():
            sources[place] += [s for a in told for s in a.sources]
            years[place] += [a.year for a in told if a.year]
    return {place: (time_of(min(years[place], default=None), said), tuple(said)) for place, said in sources.items()}


def _of_place(material: Material, family: str, place: str, span: Sequence[int], begun: Begun | None) -> Iterator[Row]:
    """The years of a place until it takes the family up, or until the last year of the corpus."""
    time, sources = begun or ((None, None), ())
    year = int(time[0][:_YEAR]) if time[0] else None
    base: Row = {**material.place(place), "family": family}
    empty = material.source(())
    if begun is not None and year is None:
        status = {"status": "undated", "year": None, "event": None, "time_basis": None}
        yield {**base, **status, **material.source(sources)}
        return
    for now in span:
        event = now == year
        last = now == span[-1]
        yield {
            **base,
            "year": now,
            "event": int(event),
            "status": "event" if event else "censored" if last else "at-risk",
            "time_basis": time[1] if event else None,
            **(material.source(sources) if event else empty),
        }
        if event:
            return


RISK = Table(
    "risk-set",
    "风险集",
    "Risk set",
    "一个有报道的地区、一族专名工作、一年；采纳之年为止，未采纳者至语料末年",
    "a place with reports, a family of programmes, a year; until the year of adoption, else until the last year of the corpus",
    ("family", "place_code", "place", "county", "year"),
    (
        *place_columns(),
        Column(
            "family", "专名工作族（以最居中者为名）", "family of programmes, named by the one nearest to all others"
        ),
        Column("year", "年份", "year", "integer"),
        Column("event", "当年采纳为 1，否则为 0", "1 where it was taken up in that year, else 0", "integer"),
        Column(
            "status",
            "at-risk 尚未采纳；event 当年采纳；censored 至末年仍未见采纳；undated 已采纳而无时间（不入模型）",
            "at-risk; event; censored: not seen to take it up by the last year; undated: taken up, no time known (not for models)",
            values=("at-risk", "event", "censored", "undated"),
        ),
        Column(
            "time_basis",
            "采纳时间的依据：text 文中所写的年份，其余为报道日期的依据",
            "what the time of adoption rests on: the text's year, else the ground of the report's date",
            values=BASES,
        ),
        *source_columns(),
    ),
    rows,
)
