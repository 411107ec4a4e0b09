"""Pairs: two programmes of two places that correspond, or only bear one name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.use.compare.match import Features, Relation, Score
from kg.use.records import ProgrammeOf
from kg.use.tables.columns import Column, Row, Table, place_columns, source_columns, time_columns
from kg.use.tables.material import Material, time_cells, time_of

_TERMS = ("name", "parts", "actors", "kind", "sector")


def _side(suffix: str, zh: str, en: str) -> tuple[Column, ...]:
    return (
        *place_columns(suffix, zh, en),
        Column(f"programme{suffix}", f"专名工作{zh}", f"programme{en}"),
        Column(f"programme{suffix}_iri", f"专名工作{zh}的 IRI", f"IRI of the programme{en}"),
        *time_columns(suffix, zh, en),
        *source_columns(suffix, zh, en),
    )


def rows(material: Material) -> Iterator[Row]:
    """The pairs, the most alike first."""
    comparer, reader = material.comparer, material.reader
    holders: dict[Features, list[ProgrammeOf]] = {}
    for programme in reader.all_programmes():
        holders.setdefault(comparer.entry(programme).features, []).append(programme)
    seats = reader.seats()
    found: list[tuple[float, ProgrammeOf, ProgrammeOf, Score]] = []
    for (a, b), score in comparer.scores(holders).items():
        if score.relation is Relation.ONLY:
            continue
        for one, other in product(holders.get(a, ()), holders.get(b, ())):
            if seats[one.region] != seats[other.region] and (a is not b or one.iri < other.iri):
                first, second = sorted((one, other), key=_order)
                found.append((-score.value, first, second, score))
    for _, one, other, score in sorted(found, key=lambda f: (f[0], _order(f[1]), _order(f[2]))):
        yield _row(material, one, other, score)


def _order(programme: ProgrammeOf) -> tuple[str, str]:
    return programme.name, programme.iri


def _row(material: Material, one: ProgrammeOf, other: ProgrammeOf, score: Score) -> Row:
    seats = material.reader.seats()
    row: Row = {"relation": score.relation.value, "score": round(score.value, 4)}
    terms = {e.what: round(e.value, 4) for e in score.evidence}
    row |= {f"score_{what}": terms.get(what) for what in _TERMS}
    for suffix, programme in (("_a", one), ("_b", other)):
        row |= material.place(seats[programme.region], suffix)
        row |= {f"programme{suffix}": programme.name, f"programme{suffix}_iri": programme.iri}
        row |= time_cells(time_of(None, programme.sources), suffix)
        row |= material.source(programme.sources, suffix)
    return row


PAIRS = Table(
    "pairs",
    "专名工作对",
    "Pairs of programmes",
    "两个地区相互对应（或仅同名）的两项专名工作",
    "two programmes of two places that correspond, or only bear one name",
    ("programme_a_iri", "programme_b_iri"),
    (
        *_side("_a", "甲", " A"),
        *_side("_b", "乙", " B"),
        Column(
            "relation",
            "关系：shared 同名同义；renamed 改换说法；alike 名称与结构相近；homonym 同名异义（不算对应）",
            "shared: one name; renamed: the same in other words; alike: by name and structure; homonym: one name for other contents, no correspondence",
            values=("shared", "renamed", "alike", "homonym"),
        ),
        Column("score", "相似度（0–1）", "likeness, 0 to 1", "number"),
        Column("score_name", "其中：名称", "of it: the name", "number"),
        Column("score_parts", "其中：要素", "of it: the parts", "number"),
        Column("score_actors", "其中：公式的参与方", "of it: the partners of a formula", "number"),
        Column("score_kind", "其中：类别", "of it: the kind", "number"),
        Column("score_sector", "其中：领域", "of it: the sector", "number"),
    ),
    rows,
)
