"""A comparison in long, tidy form: one row for every programme, part or figure of every region."""

from __future__ import annotations

from collections.abc import Iterator

from kg.use.compare.align import Row
from kg.use.compare.metrics import MetricRow, Reading
from kg.use.compare.report import Comparison
from kg.use.records import PartOf, ProgrammeOf, Source
from kg.use.spreadsheet import table

COLUMNS = (
    "table",
    "row",
    "label",
    "relation",
    "score",
    "region",
    "code",
    "place",
    "name",
    "position",
    "kind",
    "sector",
    "declared",
    "found",
    "value",
    "unit",
    "hedge",
    "year",
    "date",
    "change_percent",
    "change_amount",
    "baseline",
    "document",
    "start",
    "end",
    "quote",
)
"""``table`` is programmes, parts or metrics; rows with one ``row`` stand in one line of the comparison. Not every
column is for every table; an empty cell is what the text does not tell."""

Record = dict[str, object]


def long_csv(comparison: Comparison) -> str:
    """The comparison as CSV, with the mark that Excel needs."""
    return table(COLUMNS, long_rows(comparison))


def long_rows(comparison: Comparison) -> Iterator[Record]:
    """The rows of programmes with their parts, then those of figures."""
    for number, row in enumerate(comparison.rows, 1):
        yield from _programmes(comparison, row, number)
    for number, metric in enumerate(comparison.metrics, 1):
        for column, readings in metric.members:
            for reading in readings:
                yield _figure(comparison, metric, reading, (number, column))


def _programmes(comparison: Comparison, row: Row, number: int) -> Iterator[Record]:
    told = {"row": number, "label": row.label, "relation": row.relation.value}
    score = row.score or ""
    for column, programme in row.members:
        yield {
            **_where(comparison, column, programme.region),
            **told,
            "table": "programmes",
            "score": score,
            "name": programme.label or programme.name,
            "kind": programme.kind or "",
            "sector": programme.sector or "",
            "declared": programme.declared or "",
            "found": programme.found,
            **_source(programme.sources),
        }
    held = dict(row.members)
    if not row.links:  # what is mentioned in one region alone
        ((column, programme),) = row.members
        for part in programme.parts:
            yield _part(comparison, (column, programme), part, {**told, "relation": "only"})
    for line in row.parts if row.links else ():
        for column, found in enumerate(line.cells):
            if found is not None:
                like = {**told, "relation": line.relation, "score": line.score or ""}
                yield _part(comparison, (column, held[column]), found, like)


def _part(comparison: Comparison, of: tuple[int, ProgrammeOf], part: PartOf, told: Record) -> Record:
    column, programme = of
    return {
        **_where(comparison, column, programme.region),
        **told,
        "table": "parts",
        "name": part.name,
        "position": part.position,
        **_source(part.sources),
    }


def _figure(comparison: Comparison, row: MetricRow, reading: Reading, at: tuple[int, int]) -> Record:
    number, column = at
    figure = reading.figure
    relation = "conflict" if column in row.conflicts else ""
    return {
        **_where(comparison, column, figure.region),
        "table": "metrics",
        "row": number,
        "label": row.measure.label + (f"〔{row.scope}〕" if row.scope else ""),
        "relation": relation,
        "name": figure.indicator,
        "value": "" if figure.value is None else format(figure.value.normalize(), "f"),
        "unit": figure.unit or "",
        "hedge": figure.hedge or "",
        "year": figure.year or "",
        "date": figure.date or "",
        "change_percent": "" if figure.change_percent is None else figure.change_percent,
        "change_amount": "" if figure.change_amount is None else figure.change_amount,
        "baseline": figure.baseline_year or figure.baseline or "",
        **_source(figure.sources),
    }


def _where(comparison: Comparison, column: int, region: str) -> Record:
    place = comparison.columns[column].place
    inside = comparison.places.get(region, "") if region != place.iri else ""
    return {"region": place.name, "code": place.code or "", "place": inside}


def _source(sources: tuple[Source, ...]) -> Record:
    if not sources:
        return {}
    first = sources[0]
    return {"document": first.document, "start": first.start, "end": first.end, "quote": first.quote}
