"""The comparison, on the small graph and on the seeds."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal

import pyoxigraph as ox
import pytest

from kg.use.compare import outputs
from kg.use.compare.adoption import adoption, event_year
from kg.use.compare.align import Row
from kg.use.compare.cells import figure_text
from kg.use.compare.indicators import measure, threshold_behind
from kg.use.compare.match import Relation
from kg.use.compare.page import html
from kg.use.compare.regions import RegionError, find_region
from kg.use.compare.report import Comparer, Comparison, compare
from kg.use.compare.sections import Sections
from kg.use.compare.wording import name, pattern, role, words_alike
from kg.use.reader import Reader
from kg.use.records import Figure, Source
from kg.use.spreadsheet import BOM, safe


@pytest.fixture(scope="module")
def counties(small: ox.Store) -> Comparison:
    return compare(small, ["清河", "安丰县"])


@pytest.fixture(scope="module")
def real(seeds: ox.Store) -> Comparison:
    return compare(seeds, ["高台", "平凉", "海西", "陇县", "太白", "阿拉善高新区"])


def rows_of(comparison: Comparison, relation: Relation) -> dict[str, Row]:
    return {r.label: r for r in comparison.rows if r.relation is relation}


# ---------------------------------------------------------------- wording


@pytest.mark.parametrize(
    ("said", "core", "scheme"),
    [
        ("“三亮三比”活动", "三亮三比", "n亮n比"),
        ("城市社区“两网融合”治理体系", "两网融合", "n网融合"),
        ("流动党员“1357”管理模式", "1357", "nnnn"),
        ("物业党建联席会议制度", "物业党建联席会议", ""),
    ],
)
def test_names_are_read(said: str, core: str, scheme: str) -> None:
    assert (name(said).core, name(said).pattern) == (core, scheme)


def test_taiwan_and_mainland_wordings_are_one() -> None:
    assert name("高品质资讯专案").core == name("高质量信息项目").core
    assert words_alike("志工参与", "志愿者参与") == 1.0


def test_a_list_of_so_many_is_only_a_count() -> None:
    assert name("三张清单").counted
    assert name("1+N").counted
    assert not name("三岗联动").counted


def test_roles_of_partners() -> None:
    assert role("种养专业合作社") == "合作社"
    assert role("脱贫户") == "贫困户"
    assert role("量子计算") is None
    assert pattern("五联五化") == "n联n化"


# ---------------------------------------------------------------- alignment


def test_programmes_are_aligned_by_relation(counties: Comparison) -> None:
    assert set(rows_of(counties, Relation.SHARED)) == {"“银杏夜话”工作法"}
    assert set(rows_of(counties, Relation.RENAMED)) == {"党建引领网格化治理", "三线联动"}
    assert set(rows_of(counties, Relation.ALIKE)) == {"党支部+合作社+农户"}
    assert set(rows_of(counties, Relation.HOMONYM)) == {"三张清单"}
    assert "“红枫驿站”" in rows_of(counties, Relation.ONLY)


def test_parts_are_aligned_one_by_one(counties: Comparison) -> None:
    parts = rows_of(counties, Relation.RENAMED)["三线联动"].parts
    assert [p.relation for p in parts] == ["same", "same", "changed", "only"]
    assert parts[-1].missing == (0,)


def test_a_score_names_its_terms(counties: Comparison) -> None:
    (link,) = rows_of(counties, Relation.RENAMED)["三线联动"].links
    assert {e.what for e in link.score.evidence} == {"name", "parts", "kind"}


def test_counts_alone_are_no_formula_in_common(counties: Comparison) -> None:
    assert sum("1+N" in (r.label) for r in counties.rows if r.relation is Relation.ONLY) == 2


def test_every_programme_stands_in_the_table_once(counties: Comparison) -> None:
    cells = [c.iri for r in counties.rows if r.relation is not Relation.HOMONYM for c in r.cells if c]
    assert len(cells) == len(set(cells))


def test_a_region_inside_a_compared_one_counts_apart(small: ox.Store) -> None:
    comparison = compare(small, ["安丰县", "石桥镇"])
    first, second = ({c.name for r in comparison.rows for c in [r.cells[i]] if c is not None} for i in (0, 1))
    assert "四线联动" in second
    assert "四线联动" not in first


def test_a_pair_is_the_same_as_a_comparison_of_two(small: ox.Store, counties: Comparison) -> None:
    a, b = (c.place.iri for c in counties.columns)
    assert Comparer(small).pair(a, b).to_json() == counties.to_json()


def test_the_comparison_is_json(counties: Comparison) -> None:
    data = json.loads(json.dumps(counties.to_json(), ensure_ascii=False))
    assert data["regions"][0]["name"] == "清河县"
    assert data["rows"][0]["links"][0]["score"]["evidence"][0]["what"] == "name"


def test_profiles_and_similarity(counties: Comparison) -> None:
    profile = counties.columns[0].profile
    assert profile.leaders == {"清河县委": 1}
    assert profile.partners == {"党组织+农户+合作社": 1}
    assert profile.schemes["n线联动"] == 1
    assert counties.columns[1].profile.incomplete == ("五个到户",)
    near = counties.similarity
    assert near is not None
    assert near.total[0][0] == 1.0
    assert near.total[0][1] == near.total[1][0] > 0.1
    assert near.clusters == ((0, 1),)
    (first, _) = near.nearest
    assert {g.aspect for g in first.grounds} >= {"family", "scheme", "partners", "indicator"}
    assert sum(g.share for g in first.grounds) == pytest.approx(1, abs=0.01)


# ---------------------------------------------------------------- figures


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("村级集体经济村均收入", "元"), ("集体经济平均每村收入", "元")),
        (("每人平均纯收入", "元"), ("人均纯收入", "元")),
        (("全县党员", "名"), ("党员数", "人")),
        (("组建党员突击队", "支"), ("成立党员突击队", "个")),
        (("集体经济收入达100万元以上的村", "个"), ("村集体经济年收入100万元以上的行政村数", "个")),
    ],
)
def test_one_measure_in_other_words(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert measure(*a) == measure(*b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("村集体经济村均收入", "元"), ("村集体经济总收入", "元")),
        (("村集体经济收入50万元以上的村", "个"), ("村集体经济收入100万元以上的村", "个")),
        (("村集体经济收入50万元以上的村", "个"), ("村集体经济收入50万元以上的村占比", "%")),
        (("党员", "人"), ("党员干部", "人")),
        (("培训班", "期"), ("培训班", "人次")),
        (("人均纯收入", "元"), ("户均纯收入", "元")),
        (("新建党群服务中心", "个"), ("整顿党群服务中心", "个")),
    ],
)
def test_other_meanings_stay_apart(a: tuple[str, str], b: tuple[str, str]) -> None:
    assert measure(*a) != measure(*b)


def test_figures_share_a_row_only_with_one_meaning(counties: Comparison) -> None:
    rows = {m.measure.label: m for m in counties.metrics if len(m.present) == 2}
    assert set(rows) == {"村集体经济收入（村均）", "村集体经济收入50万元以上的村数量", "纯收入（人均）", "党员"}


def test_differing_figures_for_one_year_are_shown_and_marked(counties: Comparison) -> None:
    row = next(m for m in counties.metrics if m.measure.label == "村集体经济收入（村均）")
    assert row.conflicts == (0,)
    assert [r.figure.value for r in row.cells[0]] == [400_000, 420_000]


def test_counts_of_a_common_noun_compare_only_as_stocks(counties: Comparison) -> None:
    rows = [m for m in counties.metrics if m.measure.topic == "社区"]
    assert [m.present for m in rows] == [(0,), (1,)]
    assert all(m.apart for m in rows)


def test_a_threshold_right_behind_the_quotation_counts() -> None:
    sentence = "三成的村集体经济年收入8萬元以上，其余在建。"
    assert threshold_behind("三成的村集体经济年收入", sentence) == "8万元以上"
    assert threshold_behind("三成", sentence) is None


def test_a_figure_reads_as_the_texts_print_it() -> None:
    figure = Figure("m", "产值", "r", value=Decimal(200_000), unit="元", hedge="余", year=2024)
    assert figure_text(figure, "zh") == "20余万元（2024年）"
    assert figure_text(figure, "en") == "more than 200,000 元 (2024)"


# ---------------------------------------------------------------- spread


def test_the_cascade_keeps_report_date_and_event_year_apart(small: ox.Store, counties: Comparison) -> None:
    found = adoption(counties, Reader(small))
    rows = {(r["node"], r["cascade"]): r for r in found.table()}
    first = rows["清河县", "“银杏夜话”工作法"]
    assert (first["time"], first["event_year"]) == ("2023-05-04", 2021)
    origin = rows["东泽市", "“五到”行动"]
    assert origin["origin"] == 1
    assert ("安丰县", "“五到”行动") in rows


def test_event_years_stand_before_the_programme() -> None:
    source = Source("e", "夜校", 9, 11, "d", context="自2019年起，开办夜校，2023年验收。")
    assert event_year([source]) == 2019


# ---------------------------------------------------------------- outputs


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown_has_every_table_and_its_evidence(counties: Comparison, lang: str) -> None:
    text = outputs.markdown("t", Sections(counties, lang).all())
    assert text.count("\n## ") == 7
    assert re.search(r"\[\^1\]: .*清河", text)


def test_csv_of_one_table_reads_back(counties: Comparison) -> None:
    text = outputs.sections_csv([Sections(counties, "en").programmes()])
    assert text.startswith(BOM)
    text = text.removeprefix(BOM)
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:4] == ["relation", "score", "清河县", "安丰县"]
    assert {len(r) for r in rows} == {5}


def test_no_cell_is_a_formula_for_a_spreadsheet() -> None:
    for words in ('=HYPERLINK("x")', "+党建", "-1+1", "@sum", "＝1", "\t=1", "-cmd|' /C calc'!A0"):
        assert safe(words) == f"'{words}"
    for words in ("+11.15万元", "-6.4", "-12,000", "+5%", "1.5e-3", "党支部+合作社"):
        assert safe(words) == words


def test_the_page_is_offline_and_escaped(small: ox.Store) -> None:
    hostile = '<img src=x onerror="alert(1)">'
    store = ox.Store()
    store.extend(small)
    node = ox.NamedNode("https://dangjian.example/id/prog/p9")
    for label in ("https://schema.org/name", "http://www.w3.org/2004/02/skos/core#prefLabel"):
        for quad in list(store.quads_for_pattern(node, ox.NamedNode(label), None)):
            store.remove(quad)
        store.add(ox.Quad(node, ox.NamedNode(label), ox.Literal(hostile)))
    comparison = compare(store, ["清河", "安丰县"])
    text = html("t", Sections(comparison, "zh").all(), "zh")
    assert hostile not in text
    assert "&lt;img src=x" in text
    assert not re.search(r"(?:src|href)=[\"'](?!#)", text)
    assert "<script" not in text
    assert "Content-Security-Policy" in text


# ---------------------------------------------------------------- regions


@pytest.mark.parametrize("said", ["清河县", "清河", "990121", "qinghe", "qhx", "东泽清河", "东泽市/清河县", "cn990121"])
def test_a_region_is_found_by_any_of_its_names(small: ox.Store, said: str) -> None:
    assert find_region(Reader(small), said).name == "清河县"


def test_an_ambiguous_name_gives_the_candidates(small: ox.Store) -> None:
    found = find_region(Reader(small), "安丰")
    assert found.name == "安丰县"  # the one that a report is about
    store = ox.Store()
    store.extend(small)
    for quad in list(store.quads_for_pattern(None, ox.NamedNode("http://purl.org/dc/terms/spatial"), None)):
        if "/doc/" in str(quad.subject):
            store.remove(quad)
    with pytest.raises(RegionError) as caught:
        find_region(Reader(store), "安丰")
    assert caught.value.several
    assert [n for n, _ in caught.value.candidates] == ["安丰县", "安丰区"]


def test_an_unknown_name_gives_the_nearest(small: ox.Store) -> None:
    with pytest.raises(RegionError) as caught:
        find_region(Reader(small), "青河县")
    assert caught.value.candidates[0][0] == "清河县"


# ---------------------------------------------------------------- the seeds


def test_seeds_shared_programmes(real: Comparison) -> None:
    names = [c.place.name for c in real.columns]
    shared = {
        (name(r.label).core, frozenset(names[i] for i in r.present)) for r in real.rows if r.relation is Relation.SHARED
    }
    assert ("三岗联创", frozenset({"高台县", "平凉市"})) in shared
    assert ("三岗联创", frozenset({"高台县", "平凉市"})) in shared


def test_seeds_formulas_are_aligned_by_partner(real: Comparison) -> None:
    table = real.partners
    roles = {r: n for n, r in enumerate(table.roles)}
    regions = {
        real.columns[line.column].place.name
        for line in table.lines
        if line.cells[roles["合作社"]] and line.cells[roles["党组织"]]
    }
    assert {"太白县", "平凉市", "陇县"} <= regions


def test_seeds_income_of_village_collectives(real: Comparison) -> None:
    names = [c.place.name for c in real.columns]
    rows = [m for m in real.metrics if m.measure.topic.startswith("村集体经济收入")]
    told = {names[i] for m in rows for i in m.present}
    assert told >= {"高台县", "平凉市", "海西蒙古族藏族自治州", "陇县", "阿拉善高新区"}
    for row in rows:
        units = {r.figure.unit for c in row.cells for r in c if r.figure.unit}
        assert len(units) <= 1
    mean = next(m for m in rows if m.measure.per == "村均")
    cell = mean.cells[names.index("高台县")]
    assert any(r.figure.year == 2024 and r.figure.value == 340_000 for r in cell)


def test_all_pairs_of_the_seeds_are_quick(seeds: ox.Store) -> None:
    comparer = Comparer(seeds)
    covered = comparer.reader.covered()
    assert len(covered) >= 6
    for i, a in enumerate(covered):
        for b in covered[i + 1 :]:
            assert comparer.pair(a.iri, b.iri).columns
