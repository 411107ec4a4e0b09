"""Figures: all of them as one flat table, a figure a row."""

from __future__ import annotations

from collections.abc import Iterator

from kg.use.compare.metrics import measure_of
from kg.use.records import Figure, Place
from kg.use.tables.columns import CONFIDENCE, Column, Row, Table, time_columns
from kg.use.tables.material import TIERS, Material, sureness, time_cells, time_of

_NUMBERS = ("value", "change_percent", "change_amount", "baseline_value")


def rows(material: Material) -> Iterator[Row]:
    """All figures, by region, indicator, year and place in the text; then those whose region the texts leave open."""
    reader = material.reader
    places = material.places
    for place in sorted(places.values(), key=lambda p: (p.code or "~", p.name, p.iri)):
        others = frozenset(places) - {place.iri}
        for figure in reader.figures(place.iri, others):
            yield _row(material, place, figure)
    for figure in reader.unplaced_figures():
        yield _row(material, None, figure)


def _row(material: Material, place: Place | None, figure: Figure) -> Row:
    reader = material.reader
    what = measure_of(figure)
    source = figure.sources[0] if figure.sources else None
    row: Row = dict.fromkeys(FIGURES.names)
    row |= {
        "region": place.name if place else None,
        "region_code": place.code if place else None,
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
    for name in _NUMBERS:
        number = getattr(figure, name)
        row[name] = None if number is None else float(number)
    for above in (place, *reader.above(place.iri)) if place else ():
        if above.tier in TIERS:
            row[TIERS[above.tier]] = above.name
    if source is not None:
        for name in ("document", "report", "issued", "sentence", "quote", "start", "end"):
            row[name] = getattr(source, name)
    row["confidence"] = sureness(figure.sources)
    return row | time_cells(time_of(figure.date or figure.year, figure.sources))


FIGURES = Table(
    "metrics",
    "指标数据",
    "Figures",
    "一条数据（一段文字就一项指标所说的）",
    "one figure: what one passage says of one indicator",
    ("iri",),
    (
        Column("region", "地区", "region"),
        Column("region_code", "区划代码", "division code"),
        Column("county", "所在县", "county"),
        Column("prefecture", "所在地市", "prefecture"),
        Column("province", "所在省份", "province"),
        Column("indicator", "指标名称", "indicator"),
        Column("topic", "指标主题（口径词除外）", "its topic, without words of basis"),
        Column("per", "每一单位（村均、户均）", "the unit that a mean is per"),
        Column("basis", "口径", "what it is taken over (dk:basis)"),
        Column("status", "状态：已实现、计划、预计", "reached, planned or expected (dk:status)"),
        Column("threshold", "门槛", "threshold"),
        Column("unit", "单位", "unit"),
        Column("value", "数值", "value", "number"),
        Column("hedge", "约数词", "precision word"),
        Column("year", "年份", "year", "integer"),
        Column("date", "日期或其前段", "date or its beginning", "date"),
        Column("change_percent", "变动（%）", "change in per cent", "number"),
        Column("change_amount", "变动量", "change in units", "number"),
        Column("baseline", "对比基准", "what the change is against"),
        Column("baseline_year", "基准年份", "year of the baseline", "integer"),
        Column("baseline_value", "基准数值", "value of the baseline", "number"),
        Column("condition", "条件", "condition"),
        Column("under", "所属专名工作", "the programme that it is reported under"),
        Column("document", "文件", "file"),
        Column("report", "报道标题", "headline of the report"),
        Column("issued", "报道日期", "date of the report", "date"),
        Column("sentence", "句序", "number of the sentence", "integer"),
        Column("quote", "引文", "quotation"),
        Column("start", "引文起点（码点）", "where the quotation begins (code points)", "integer"),
        Column("end", "引文终点", "where the quotation ends", "integer"),
        CONFIDENCE,
        Column("iri", "IRI", "IRI"),
        *time_columns(),
    ),
    rows,
)
