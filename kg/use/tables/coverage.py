"""Coverage: the places of the provinces that the corpus reaches, with and without a report."""

from __future__ import annotations

from collections.abc import Iterator

from kg.gazetteer.registry import registry
from kg.use.tables.columns import BASES, Column, Row, Table
from kg.use.tables.material import Material, Time

_TIERS = {"province": "省级", "prefecture": "地级", "county": "县级"}


def rows(material: Material) -> Iterator[Row]:
    """Every province, prefecture and county of a province that a report is about or lies in; then other places with reports."""
    reports = material.reports()
    held = _held(material)
    codes = {p.code: iri for iri, p in material.places.items() if p.code}
    touched = {(material.places[r].code or "")[:2] for r in reports if r in material.places} - {""}
    listed = set()
    for entry in sorted(registry().entries, key=lambda e: e.key):
        if entry.level not in _TIERS or entry.key[:2] not in touched:
            continue
        iri = codes.get(entry.code or "-", "")
        listed.add(iri)
        chain = registry().chain(entry.key)
        above = {e.level: e.name for e in (entry, *chain)}
        row: Row = {"place": entry.name, "place_code": entry.code, "tier": _TIERS[entry.level]}
        row |= {tier: above.get(tier) for tier in ("prefecture", "province")}
        yield row | _counts(reports.get(iri, []), held.get(iri, (0, 0)))
    rest = [p for iri, p in material.places.items() if iri in reports and iri not in listed]
    for place in sorted(rest, key=lambda p: (p.code or "~", p.name, p.iri)):
        row = material.place(place.iri)
        row = {c: row[c] for c in ("place", "place_code", "prefecture", "province")}
        counts = _counts(reports[place.iri], held.get(place.iri, (0, 0)))
        yield row | {"tier": place.tier} | counts


def _held(material: Material) -> dict[str, tuple[int, int]]:
    """How many programmes and figures each place holds itself."""
    reader = material.reader
    return {iri: (len(reader.programmes_of(iri)), len(reader.figures_of(iri))) for iri in material.places}


def _counts(reports: list[tuple[str, Time]], held: tuple[int, int]) -> Row:
    days = sorted((day, basis or "") for _, (day, basis) in reports if day)
    first, last = (days[0], days[-1]) if days else ((None, None), (None, None))
    return {
        "reports": len(reports),
        "covered": bool(reports),
        "undated": len(reports) - len(days),
        "time": first[0],
        "time_basis": first[1] or None,
        "last": last[0],
        "programmes": held[0],
        "figures": held[1],
    }


COVERAGE = Table(
    "coverage",
    "覆盖情况",
    "Coverage",
    "语料所及省份的一个省、地、县级地区（无报道者亦列出），及其他有报道的地区",
    "a province, prefecture or county of a province that the corpus reaches, with or without a report; then other places with reports",
    ("place_code", "place", "prefecture", "province", "tier"),
    (
        Column("place", "地区", "place"),
        Column("place_code", "区划代码", "division code"),
        Column("tier", "层级", "tier", values=("省级", "地级", "县级", "乡级", "村级", "开发区")),
        Column("prefecture", "所在地市", "prefecture"),
        Column("province", "所在省份", "province"),
        Column("covered", "是否有以其为主题的报道", "whether a report is about it", "boolean"),
        Column("reports", "以其为主题的报道数", "reports about it", "integer"),
        Column("undated", "其中无日期者", "of these without a date", "integer"),
        Column("time", "最早报道的日期", "date of the first report", "date"),
        Column("time_basis", "该日期的依据", "what that date rests on", values=BASES),
        Column("last", "最近报道的日期", "date of the last report", "date"),
        Column("programmes", "其自身的专名工作数", "programmes of its own", "integer"),
        Column("figures", "其自身的数据数", "figures of its own", "integer"),
    ),
    rows,
)
