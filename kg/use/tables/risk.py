"""The risk set of event-history models: places that could take up a family of programmes in a year, and whether they did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.graph.terms import DCTERMS, DJ
from kg.use.compare.adoption import event_year
from kg.use.compare.corpus import Family
from kg.use.records import ProgrammeOf, Source
from kg.use.tables.columns import BASES, Column, Row, Table, place_columns, source_columns
from kg.use.tables.material import Material, Time, first, time_of

_ENDED = "ended"
_YEAR = 4


def rows(material: Material) -> Iterator[Row]:
    """The rows of each family, place by place and year by year."""
    reader = material.reader
    seats = reader.seats()
    corpus = material.comparer.corpus()
    reported = material.reports()
    told = sorted(
        {seats[region] for region in reported}, key=lambda r: (material.places[r].code or "~", r)
    )
    years = [int(t[0][:_YEAR]) for dated in reported.values() for _, t in dated if t[0]]
    stated = _stated(material)
    for family in corpus.families:
        begun = _begun(family, seats, stated)
        dated = [int(t[0][:_YEAR]) for t, _ in begun.values() if t[0]]
        if dated:
            span = range(min(dated), max([*dated, *years]) + 1)
            for place in told:
                yield from _of_place(material, family.head.name, place, span, begun.get(place))


def _stated(material: Material) -> dict[str, int]:
    """The year in which texts say that a programme was taken up where it is."""
    found: dict[str, int] = {}
    for node in material.instances("dj:Adoption"):
        said = material.fields(node)
        programme, year = first(said, DJ + "adopted"), first(said, DJ + "year")
        kind = material.reader.notation(first(said, DCTERMS + "type"))
        if programme is None or year is None or kind == _ENDED:
            continue
        home = material.reader.programme(programme).region
        if first(said, DJ + "adopter") == home:
            found[programme] = min(int(year), found.get(programme, int(year)))
    return found


Begun = tuple[Time, tuple[Source, ...]]


def _begun(family: Family, seats: dict[str, str], stated: dict[str, int]) -> dict[str, Begun]:
    """When each place took up the family: the year that a text gives, else the first report."""
    held: dict[str, list[ProgrammeOf]] = {}
    for programme in family.members:
        held.setdefault(seats[programme.region], []).append(programme)
    found: dict[str, Begun] = {}
    for place, programmes in held.items():
        sources = tuple(s for p in programmes for s in p.sources)
        years = [y for p in programmes if (y := stated.get(p.iri) or event_year(p.sources))]
        found[place] = time_of(min(years, default=None), sources), sources
    return found


def _of_place(
    material: Material, family: str, place: str, span: Sequence[int], begun: Begun | None
) -> Iterator[Row]:
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
        Column("family", "专名工作族（以最居中者为名）", "family of programmes, named by the one nearest to all others"),
        Column("year", "年份", "year", "integer"),
        Column("event", "当年采纳为 1，否则为 0", "1 where it was taken up in that year, else 0", "integer"),
        Column("status", "at-risk 尚未采纳；event 当年采纳；censored 至末年仍未见采纳；undated 已采纳而无时间（不入模型）", "at-risk; event; censored: not seen to take it up by the last year; undated: taken up, no time known (not for models)", values=("at-risk", "event", "censored", "undated")),
        Column("time_basis", "采纳时间的依据：text 文中所写的年份，其余为报道日期的依据", "what the time of adoption rests on: the text's year, else the ground of the report's date", values=BASES),
        *source_columns(),
    ),
    rows,
)  # fmt: skip
