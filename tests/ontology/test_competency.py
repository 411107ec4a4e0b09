"""The questions that every release answers, on the seeds: rows that must be there, the same on two engines."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

ROOT = Path(__file__).resolve().parents[2]
QUERIES = sorted((ROOT / "ontology" / "queries").glob("*.rq"))
GRAPH = ROOT / "out" / "graph.ttl"
KINDS = ROOT / "ontology" / "kinds.ttl"

# Some rows of each answer: what a reader of the five reports would expect.
EXPECTED: dict[str, list[tuple[str, ...]]] = {
    "01_regions_in_province": [("高台县", "县"), ("平凉市", "地级市"), ("华亭市", "县级市")],
    "02_abbreviation_expanded": [
        ("1", "一强", "强化政治建设"),
        ("2", "三创", "推进组织创先"),
        ("3", "三创", "机制创新"),
        ("4", "三创", "作风创优"),
    ],
    "03_titled_measures": [
        ("1", "坚持正确用人导向，选好村级组织“领头雁”"),
        ("5", "守牢党员发展关口，育好村党组织“接班人”"),
    ],
    "04_incomplete_abbreviations": [
        ("平凉市", "三岗联创", "3", "0"),
        ("海西蒙古族藏族自治州", "七型发展模式", "7", "5"),
    ],
    "05_formulas_with_actor": [
        ("党支部+合作社+能人大户+贫困户", "太白县", "陕西省"),
        ("党支部+合作社+群众户", "陇县", "陕西省"),
    ],
    "06_compare_indicator": [("高台县", "2024", "340000.0", "确数")],
    "07_changes": [("高台县", "村（社区）干部和党员违纪违法问题", "-9.0"), ("太白县", "-6.4", "岁", "较上届")],
    "08_evidence_of_metric": [("1.29万名党员",)],
    "09_programme_kinds_by_region": [("太白县", "举措", "1")],
    "10_why_edge": [("平凉市", "中共中央关于加强党的政治建设的意见")],
    "11_party_organisations": [
        ("平凉市委组织部", "组织部", "平凉市", "平凉市委"),
        ("金原村党支部", "党支部", "金原村"),
    ],
    "12_reported_under": [("“红色基金”项目", "打造集体经济示范村", "30")],
    "13_doubtful_figures": [("太白县", "年收入")],
}


@pytest.fixture(scope="module")
def oxigraph() -> ox.Store:
    store = ox.Store()
    for path in (GRAPH, KINDS):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def reference() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in (GRAPH, KINDS):
        graph.parse(path)
    return graph


def plain(value: object) -> str:
    """Both engines' terms as words, numbers in one form."""
    text = "" if value is None else value.value if isinstance(value, ox.Literal | ox.NamedNode) else str(value)
    try:
        return format(float(text), "g")
    except ValueError:
        return text


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.stem)
def test_competency_question(query: Path, oxigraph: ox.Store, reference: rdflib.Graph) -> None:
    text = query.read_text("utf-8")
    solutions = oxigraph.query(text)
    names = [v.value for v in solutions.variables]
    rows = {tuple(plain(row[n]) for n in names) for row in solutions}
    assert rows == {tuple(plain(v) for v in row) for row in reference.query(text)}
    for expected in EXPECTED[query.stem]:
        wanted = {plain(e) for e in expected}
        assert any(wanted <= set(row) for row in rows), (expected, sorted(rows)[:8])
