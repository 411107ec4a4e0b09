"""Who is like whom: the ranking, its grounds, and the long form of a comparison."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from decimal import Decimal

import pyoxigraph as ox
import pytest
from click.testing import Result

from kg.graph.ontology import ontology_dir
from kg.graph.terms import DCTERMS, DJ, DK
from kg.use.compare.cells import figure_text
from kg.use.compare.corpus import Corpus
from kg.use.compare.long import COLUMNS, long_rows
from kg.use.compare.metrics import MetricRow, Reading, measure_of
from kg.use.compare.ranking import LONG, Ranking
from kg.use.compare.report import Comparer, compare
from kg.use.compare.sections import column_names
from kg.use.compare.traits import carrier, traits_of_programme
from kg.use.records import Figure, PartOf, ProgrammeOf
from kg.use.spreadsheet import BOM
from synthetic_graph import County

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def corpus(seeds: ox.Store) -> Corpus:
    return Comparer(seeds).corpus()


def seat(corpus: Corpus, name: str) -> str:
    return next(p.iri for p in corpus.seats if p.name == name)


def test_a_county_is_most_like_the_one_with_its_formula(corpus: Corpus) -> None:
    (first, *_) = Ranking(corpus, "zh").like(seat(corpus, "陇县"), 5)
    assert first.b == seat(corpus, "太白县")
    ground = first.grounds[0]
    assert (ground.aspect, ground.share > 0.5) == ("family", True)
    assert ground.a == ("党支部+合作社+群众户",)
    assert ground.b == ("党支部+合作社+能人大户+贫困户",)


def test_a_rare_trait_outweighs_the_common_mix(corpus: Corpus) -> None:
    by_regions = sorted(corpus.regions, key=corpus.regions.__getitem__)
    same = [t for t in by_regions if t.aspect == "field" and corpus.regions[t] > 1]
    assert corpus.weight(same[0]) > corpus.weight(same[-1])
    alone = next(t for t in by_regions if corpus.regions[t] == 1)
    assert corpus.weight(alone) == 0


def test_likeness_is_the_same_both_ways_and_its_shares_add_up(corpus: Corpus) -> None:
    for a, b, value in corpus.ranked(30):
        there, back = corpus.like(a, b), corpus.like(b, a)
        assert there.value == back.value == value
        assert sum(g.share for g in there.grounds) == pytest.approx(1, abs=0.01)
        assert [(g.aspect, g.words, g.b, g.a) for g in there.grounds] == [
            (g.aspect, g.words, g.a, g.b) for g in back.grounds
        ]


def test_every_two_of_a_family_correspond(seeds: ox.Store) -> None:
    comparer = Comparer(seeds)
    corpus = comparer.corpus()
    assert corpus.families
    for family in corpus.families:
        entries = [comparer.entry(p) for p in family.members]
        scores = comparer.scores(e.features for e in entries)
        matching = {frozenset((a, b)) for (a, b), s in scores.items() if s.matches}
        assert all(frozenset((x.features, y.features)) in matching for x in entries for y in entries)
        assert family.head in family.members


def test_carriers_are_things() -> None:
    assert carrier("雪原党校") == "党校"
    assert carrier("红柳驿站") == "驿站"
    assert carrier("区域联动机制") == ""
    assert carrier("党校") == ""


def test_a_formula_has_its_partners_and_each_role_as_traits() -> None:
    parts = tuple(PartOf(name=n) for n in ("党支部", "茶企", "农户", "1"))
    told = set(traits_of_programme(ProgrammeOf("f", "党支部+茶企+农户", formula=True, parts=parts)))
    assert ("partners", "党组织+农户+茶企") in told
    assert {w for a, w in told if a == "role"} == {"党组织", "农户", "茶企"}


# ---------------------------------------------------------------- the command


def test_like_and_ranked_and_families(kg: Run) -> None:
    like = kg("compare", "--like", "清河", lang="zh").output
    assert "与清河县最相似的地区" in like
    assert "对应项目" in like
    assert "Regions most alike" in kg("compare", "--ranked", "--top", "3").output
    assert "银杏夜话" in kg("compare", "--families").output


def test_the_ranking_as_json_and_in_long_form(kg: Run) -> None:
    told = json.loads(kg("compare", "--ranked", "-f", "json").stdout)["likeness"]
    assert {told[0]["a"]["name"], told[0]["b"]["name"]} == {"清河县", "安丰县"}
    assert told[0]["grounds"][0]["share"] > 0
    text = kg("compare", "--ranked", "-f", "long").stdout
    assert text.startswith(BOM)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))
    assert tuple(rows[0]) == LONG
    assert sum(float(r["share"]) for r in rows if r["rank"] == "1") == pytest.approx(1, abs=0.01)


def test_a_region_without_anything_is_not_ranked(kg: Run) -> None:
    result = kg("compare", "--like", "东泽市")
    assert result.exit_code == 2
    assert "nothing to compare" in result.output


def test_no_line_is_wider_than_the_terminal(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (70, 110):
        monkeypatch.setenv("COLUMNS", str(width))
        for arguments in (("--ranked",), ("清河", "安丰县"), ("清河", "安丰县", "--all")):
            for line in kg("compare", *arguments, lang="zh").output.splitlines():
                wide = sum(2 if ord(c) > 0x2E7F else 1 for c in line.rstrip())
                assert wide <= width or not line.startswith(("│", "┃")), line


# ---------------------------------------------------------------- the long form


def test_every_programme_part_and_figure_stands_in_the_long_form(small: ox.Store) -> None:
    comparison = compare(small, ["清河", "安丰县"])
    rows = list(long_rows(comparison))
    assert {k for r in rows for k in r} <= set(COLUMNS)
    matched = [r for r in comparison.rows if r.relation != "homonym"]
    programmes = {(r["region"], r["name"]) for r in rows if r["table"] == "programmes"}
    assert len(programmes) == sum(len(r.members) for r in matched)
    figures = sum(len(cell) for m in comparison.metrics for _, cell in m.members)
    assert sum(r["table"] == "metrics" for r in rows) == figures
    assert all(r["quote"] for r in rows if r["table"] != "parts")


# ---------------------------------------------------------------- cells


def test_the_units_of_one_row_are_equal() -> None:
    teams = [Figure(str(n), "党员服务队", "r", value=Decimal(9), unit=u) for n, u in enumerate("支个")]
    cells = tuple((n, (Reading(f),)) for n, f in enumerate(teams))
    row = MetricRow(measure_of(teams[0]), "", ("党员服务队",), 2, cells)
    assert row.unit == "支"
    assert [figure_text(f, "zh", unit=row.unit) for f in teams] == ["9支", "9支"]


def test_a_column_that_no_report_is_about_says_so(small: ox.Store) -> None:
    comparison = compare(small, ["清河", "东泽市"])
    assert column_names(comparison, "zh") == ("清河县", "东泽市（仅提及）")
    assert [r["reported"] for r in comparison.to_json()["regions"]] == [True, False]


def invented(number: int, programmes: Sequence[tuple[str, str]]) -> County:
    """A county with a report that names programmes of a kind, all of one sector."""
    county = County(number)
    county.frame()
    for k, (name, kind) in enumerate(programmes):
        programme = county.thing("prog", f"p{number}-{k}", DJ + "Programme", name)
        county.say(programme, DCTERMS + "type", f"<{DK}{kind}>")
        county.say(programme, DCTERMS + "spatial", f"<{county.region}>")
        county.say(programme, DJ + "sector", f"<{DK}sector-village>")
        county.passage(programme, f"{county.name}办起“{name}”。", name)
    return county


def test_one_rare_carrier_tells_more_than_the_same_mix() -> None:
    """Two counties with a Party school of their own are more alike than six that all have a project, a campaign and a mechanism."""
    mix = ("project", "campaign", "mechanism")
    words = ("迎春", "晒谷", "采莲", "观星", "听涛", "煮茶")
    counties = [
        invented(0, [("毡房党校", "project"), ("追风行动", "campaign"), ("问雪机制", "mechanism")]),
        invented(1, [("牧道党校", "project"), ("逐月行动", "campaign"), ("拾贝机制", "mechanism")]),
        *(
            invented(n, [(f"{w}{end}", kind) for kind, end in zip(mix, ("工程", "活动", "办法"), strict=True)])
            for n, w in enumerate(words, 2)
        ),
    ]
    store = ox.Store()
    store.load(path=str(ontology_dir() / "kinds.ttl"), format=ox.RdfFormat.TURTLE)
    for county in counties:
        store.load("\n".join(county.lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    (first, *_) = Ranking(Comparer(store).corpus(), "zh").like(counties[0].region, 5)
    assert first.b == counties[1].region
    ground = first.grounds[0]
    assert (ground.aspect, ground.words) == ("carrier", "党校")
    assert ground.share > 0.9
