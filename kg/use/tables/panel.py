"""Panel: places by years by indicators, one value for each, with the spread of what the texts say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.use.compare.metrics import measure_of
from kg.use.records import Figure
from kg.use.tables.columns import BASES, CONFIDENCE, Column, Row, Table, place_columns, source_columns
from kg.use.tables.material import Material, sureness, time_of

Key = tuple[str, int, str, str, str, str, str, str, str]


def rows(material: Material) -> Iterator[Row]:
    """The cells of the panel, by place, indicator and year."""
    told: dict[Key, list[Figure]] = defaultdict(list)
    dated: dict[Key, list[Figure]] = defaultdict(list)
    for figure in material.reader.all_figures():
        year, basis = _year(figure)
        if figure.value is not None and year is not None:
            (told if basis == "text" else dated)[_key(material, figure, year)].append(figure)
    cells = {**dated, **told}
    places = material.places
    order = {iri: (p.code or "~", p.name, iri) for iri, p in places.items()}
    for key in sorted(cells, key=lambda k: (order[k[0]], k[2:], k[1])):
        yield _row(material, key, cells[key])


def _year(figure: Figure) -> tuple[int | None, str | None]:
    """The year of a figure, and what it rests on: of one that was reached and has no year of its own, that of its report."""
    if figure.year is not None or figure.status not in (None, "reached"):
        return figure.year, "text"
    day, basis = time_of(None, figure.sources)
    return (int(day[:4]) if day else None), basis


def _key(material: Material, figure: Figure, year: int) -> Key:
    what = measure_of(figure)
    about = "" if figure.about == figure.region else material.reader.name(figure.about)
    return (
        figure.region,
        year,
        figure.indicator,
        about,
        what.threshold or "",
        what.per or "",
        figure.basis or "",
        figure.status or "",
        figure.unit or "",
    )


def _row(material: Material, key: Key, figures: Sequence[Figure]) -> Row:
    """One cell: the value that most reports give, of these the one reported last; every other value shows in the spread."""
    region, year, indicator, about, threshold, per, basis, status, unit = key
    values: dict[Decimal, list[Figure]] = defaultdict(list)
    for figure in figures:
        assert figure.value is not None
        values[figure.value].append(figure)

    def preference(value: Decimal) -> tuple[int, str, str]:
        held = [s for f in values[value] for s in f.sources]
        last = max((s.issued or "" for s in held), default="")
        return len({s.document for s in held}), last, str(value)

    chosen = max(values, key=preference)
    said = min(values[chosen], key=lambda f: f.iri)
    what = measure_of(said)
    return {
        **material.place(region),
        "year": year,
        "time_basis": _year(said)[1],
        "indicator": indicator,
        "topic": what.topic,
        "about": about or None,
        "threshold": threshold or None,
        "per": per or None,
        "basis": basis or None,
        "status": status or None,
        "unit": unit or None,
        "value": float(chosen),
        "hedge": said.hedge,
        "value_min": float(min(values)),
        "value_max": float(max(values)),
        "values": len(values),
        "reports": len({s.document for f in figures for s in f.sources}),
        **material.source(said.sources),
        "confidence": sureness(said.sources),
    }


PANEL = Table(
    "panel",
    "面板数据",
    "Panel",
    "一个地区一年的一个指标（口径、状态、单位不同者分列）",
    "one indicator of one place in one year; other bases, states and units stand apart",
    ("place_code", "place", "county", "year", "indicator", "about", "threshold", "per", "basis", "status", "unit"),
    (
        *place_columns(),
        Column("year", "年份", "year", "integer"),
        Column(
            "time_basis",
            "年份的依据：text 文中为数据所写的年份；文中未写而已实现者取报道的年份，依据为报道日期的依据",
            "what the year rests on: the text's year for the figure; a figure reached that has none takes its report's, "
            "with the ground of that",
            values=BASES,
        ),
        Column("indicator", "指标名称", "indicator"),
        Column("topic", "指标主题（口径词除外）", "its topic, without words of basis"),
        Column(
            "about",
            "数据所指的组织（数据为地区本身者为空）",
            "the organisation that it is of; empty where it is the place's own",
        ),
        Column("threshold", "门槛（如 10 万元以上的村）", "threshold (villages above 100,000 yuan)"),
        Column("per", "每一单位（村均、户均）", "the unit that a mean is per"),
        Column("basis", "口径", "what it is taken over (dk:basis)"),
        Column("status", "状态：已实现、计划、预计", "reached, planned or expected (dk:status)"),
        Column("unit", "单位", "unit"),
        Column(
            "value",
            "数值：取最多报道所载者，其次取最近报道者",
            "value: the one that most reports give, then the one reported last",
            "number",
        ),
        Column("hedge", "约数词", "precision word"),
        Column("value_min", "各报道所载最小值", "least value given", "number"),
        Column("value_max", "各报道所载最大值", "greatest value given", "number"),
        Column(
            "values",
            "不同数值的个数；大于 1 即各报道不一",
            "number of different values; above 1 the reports differ",
            "integer",
        ),
        Column("reports", "载有该数据的文件数", "files that give it", "integer"),
        *source_columns(),
        CONFIDENCE,
    ),
    rows,
)
