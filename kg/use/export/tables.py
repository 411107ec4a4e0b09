"""The figures as one flat table, a figure a row, for pandas, R and spreadsheets."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pyoxigraph as ox

from kg.use.compare.metrics import measure_of
from kg.use.reader import Reader
from kg.use.records import Figure, Place
from kg.use.spreadsheet import table

COLUMNS = (
    "region", "region_code", "county", "prefecture", "province", "indicator", "topic", "per",
    "basis", "status", "threshold", "unit", "value", "hedge", "year", "date", "change_percent", "change_amount",
    "baseline", "baseline_year", "baseline_value", "condition", "under", "document", "report",
    "issued", "sentence", "quote", "start", "end", "iri",
)  # fmt: skip
NUMBERS = ("value", "change_percent", "change_amount", "baseline_value")
INTEGERS = ("year", "baseline_year", "sentence", "start", "end")
TIERS = {"县级": "county", "地级": "prefecture", "省级": "province"}

Row = dict[str, str | int | float | None]


class ExtraMissing(Exception):
    """A format needs packages that are not installed: ``pip install "kg[parquet]"``."""


def rows(store: ox.Store) -> list[Row]:
    """All figures, by region, indicator, year and place in the text."""
    reader = Reader(store)
    found = []
    for place in sorted(reader.places().values(), key=lambda p: (p.code or "~", p.name, p.iri)):
        others = frozenset(reader.places()) - {place.iri}
        for figure in reader.figures(place.iri, others):
            found.append(_row(reader, place, figure))
    return found


def _row(reader: Reader, place: Place, figure: Figure) -> Row:
    what = measure_of(figure)
    source = figure.sources[0] if figure.sources else None
    row: Row = dict.fromkeys(COLUMNS)
    row |= {
        "region": place.name,
        "region_code": place.code,
        "indicator": figure.indicator,
        "topic": what.topic,
        "per": what.per or None,
        "basis": figure.basis,
        "status": figure.status,
        "threshold": what.threshold or None,
        "unit": figure.unit,
        "under": reader.name(figure.under) if figure.under else None,
        "iri": figure.iri,
    }
    for name in ("hedge", "year", "date", "baseline", "baseline_year", "condition"):
        row[name] = getattr(figure, name)
    for name in NUMBERS:
        number = getattr(figure, name)
        row[name] = None if number is None else float(number)
    for above in (place, *reader.above(place.iri)):
        if above.tier in TIERS:
            row[TIERS[above.tier]] = above.name
    if source is not None:
        for name in ("document", "report", "issued", "sentence", "quote", "start", "end"):
            row[name] = getattr(source, name)
    return row


def metrics_csv(store: ox.Store) -> str:
    """The figures as CSV."""
    found = ({k: _plain(v) for k, v in row.items()} for row in rows(store))
    return table(COLUMNS, found)


def _plain(value: str | float | None) -> str | int | None:
    if isinstance(value, float):
        return int(value) if value.is_integer() else repr(value)
    return value


def metrics_parquet(store: ox.Store, path: Path) -> None:
    """The figures as Parquet. Raises :class:`ExtraMissing` without pyarrow."""
    if importlib.util.find_spec("pyarrow") is None:
        raise ExtraMissing("pyarrow")
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        c: pa.float64() if c in NUMBERS else pa.int64() if c in INTEGERS else pa.string()
        for c in COLUMNS
    }
    schema = pa.schema([(c, types[c]) for c in COLUMNS])
    pq.write_table(pa.Table.from_pylist(rows(store), schema=schema), path)
