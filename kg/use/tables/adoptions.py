"""Spread and recognition, a statement a row: who took up which programme, and what each was recognised with.

A programme of which no text tells how it came there stands among the adoptions with the kind ``run``, so that the table holds
every place that has one.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon import levels
from kg.use.diffusion import adoptions, recognitions
from kg.use.records import AdoptionOf, ProgrammeOf, RecognitionOf
from kg.use.tables.columns import Column, Row, Table, place_columns, source_columns, time_columns
from kg.use.tables.material import Material, time_cells, time_of

RUN = "run"
_KINDS = ("first", "trial", "begun", "learned", "spread", "renamed", "derived", "ended", RUN)
_LADDER = ("pilot", "demonstration", "popularised", "selected", "award", "instruction", "media")
_PROGRAMME = (
    Column("programme", "专名工作", "programme"),
    Column("programme_iri", "专名工作的 IRI", "IRI of the programme"),
)


def adopted(material: Material) -> Iterator[Row]:
    """What texts say of taking up programmes, then what is run besides."""
    told = adoptions(material.reader)
    stated = {(a.what, a.who) for a in told}
    found = [_adoption(material, a) for a in told]
    for p in material.reader.all_programmes():
        if p.region and (p.iri, p.region) not in stated:
            found.append(_run(material, p))
    yield from sorted(found, key=_order)


def _name(material: Material, iri: str | None) -> str | None:
    return material.reader.name(iri) if iri else None


def _run(material: Material, p: ProgrammeOf) -> Row:
    return {
        "programme": p.name,
        "programme_iri": p.iri,
        "home": _name(material, p.region),
        **material.place(p.region),
        "kind": RUN,
        **time_cells(time_of(None, p.sources)),
        "order": None,
        "first_in": None,
        "learned_from": None,
        "learned_from_code": None,
        "pushed_by": None,
        "became": None,
        "iri": None,
        **material.source(p.sources),
    }


def _adoption(material: Material, a: AdoptionOf) -> Row:
    what = material.reader.programme(a.what)
    source = material.places.get(a.learned_from or "")
    return {
        **_run(material, what),
        **material.place(a.who),
        "kind": a.kind,
        **time_cells(time_of(a.date or a.year, a.sources)),
        "order": a.order,
        "first_in": _name(material, a.first_in) or a.level,
        "learned_from": source.name if source else None,
        "learned_from_code": source.code if source else None,
        "pushed_by": _name(material, a.pushed_by),
        "became": _name(material, a.became),
        "iri": a.iri,
        **material.source(a.sources),
    }


def _order(row: Row) -> tuple[str, ...]:
    keys = ("programme", "programme_iri", "time", "place_code", "place", "kind", "iri")
    return tuple(str(row[k] or "~") for k in keys)


def recognised(material: Material) -> Iterator[Row]:
    """What programmes were recognised with."""
    found = [_recognition(material, r) for r in recognitions(material.reader)]
    yield from sorted(found, key=_order)


def _recognition(material: Material, r: RecognitionOf) -> Row:
    what = material.reader.programme(r.what)
    return {
        "programme": what.name,
        "programme_iri": what.iri,
        **material.place(what.region),
        "kind": r.kind,
        "level": r.level,
        "by": r.by,
        "title": r.title,
        **time_cells(time_of(r.date or r.year, r.sources)),
        "iri": r.iri,
        **material.source(r.sources),
    }


ADOPTIONS = Table(
    "adoptions",
    "采纳表",
    "Adoptions",
    "一个地区对一项专名工作的一次采纳：首创、试行、启动、学习借鉴、推开、更名、停止；文中未述来由的现行工作为 run",
    "a place that took up a programme in one way: was first, tried, began, learned, spread, renamed or ended it; run: it has it, and no text tells how",
    ("programme_iri", "place_code", "place", "county", "kind", "iri"),
    (
        *_PROGRAMME,
        Column("home", "该工作所属地区", "the place that the programme is of"),
        *place_columns(),
        Column(
            "kind",
            "采纳方式：first 首创，trial 试行，begun 启动，learned 学习借鉴，spread 推开，renamed 更名，derived 衍生，ended 停止，run 现行",
            "how it was taken up",
            values=_KINDS,
        ),
        *time_columns(),
        Column("order", "文中的先后次序（先后、相继）", "its place in an order that the text gives", "integer"),
        Column(
            "first_in",
            "在何范围率先（national 为全国）",
            "the area in which it was the first (national: of the nation)",
        ),
        Column("learned_from", "学自何地", "the place that it was learned from"),
        Column("learned_from_code", "学自之地的区划代码", "its division code"),
        Column("pushed_by", "推动采纳的组织", "the body that made it happen"),
        Column("became", "更名、升级后的名称", "what it was renamed to or grew into"),
        Column("iri", "该陈述的 IRI（run 从缺）", "IRI of the statement (none for run)"),
        *source_columns(),
    ),
    adopted,
)

RECOGNITIONS = Table(
    "recognitions",
    "认可表",
    "Recognitions",
    "一项专名工作获得的一次认可",
    "one recognition of a programme",
    ("iri",),
    (
        *_PROGRAMME,
        *place_columns(),
        Column(
            "kind",
            "认可方式：pilot 试点，demonstration 示范，popularised 推广，selected 入选，award 获奖，instruction 批示，media 媒体报道",
            "how it was recognised",
            values=_LADDER,
        ),
        Column("level", "认可的层级", "the level of the recognition", values=levels.HONOURING),
        Column("by", "认可主体（组织、地区或媒体）", "the body, place or medium that recognised it"),
        Column("title", "名目", "what it was chosen for"),
        *time_columns(),
        Column("iri", "该陈述的 IRI", "IRI of the statement"),
        *source_columns(),
    ),
    recognised,
)
