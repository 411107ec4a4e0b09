"""Every export, read back by the tool that people use for it."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pandas as pd
import pyoxigraph as ox
import pytest
import rdflib

from kg.graph.store import GraphError, load
from kg.use.export.all import FORMATS, export_to
from kg.use.tables.write import ExtraMissing


@pytest.fixture(scope="module")
def folder(small: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    for form, ending in FORMATS.items():
        export_to(small, form, folder / f"graph{ending}", Blank())
    return folder


class Blank(dict[str, str]):
    """A text for every document."""

    def get(self, key: str, default: object = None) -> str:  # type: ignore[override]
        return f"{key} {default}"


def values(graph: rdflib.Graph) -> set[tuple[str, str, object]]:
    """Triples with numbers by value: 30 and 30.0 are one decimal."""
    return {(str(s), str(p), getattr(o, "value", None) or str(o)) for s, p, o in graph}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networks_read_back(folder: Path, form: str) -> None:
    read = nx.read_graphml if form == "graphml" else nx.read_gexf
    graph = read(folder / f"graph.{form}")
    assert graph.nodes["prog:p3"]["label"] == "三线联动"
    assert graph.nodes["region:cn990121"]["kind"] == "县"
    assert graph.has_edge("prog:p3", "prog:p3-1")
    assert graph.nodes["metric:m1"]["value"] == 400_000.0


def test_node_and_edge_tables_read_back(folder: Path) -> None:
    nodes = pd.read_csv(folder / "graph.nodes.csv")
    edges = pd.read_csv(folder / "graph.edges.csv")
    assert set(edges["source"]) | set(edges["target"]) <= set(nodes["id"])
    assert nodes.set_index("id").loc["prog:p1", "sector"] == "城市社区"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("ending", "form"), [(".jsonld", "json-ld"), (".nt", "nt"), (".ttl", "turtle"), (".rdf", "xml")]
)
def test_rdf_reads_back_whole(folder: Path, small: ox.Store, ending: str, form: str) -> None:
    said = rdflib.Graph().parse(
        data=small.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()), format="nt"
    )
    graph = rdflib.Graph().parse(folder / f"graph{ending}", format=form)
    assert values(graph) == values(said)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_quads_have_a_graph_for_each_document(folder: Path, small: ox.Store) -> None:
    data = rdflib.Dataset().parse(folder / "graph.nq", format="nquads")
    graphs = {str(g.identifier).rsplit("/", 1)[-1]: g for g in data.graphs() if len(g)}
    assert {"d1", "d2", "d3"} <= set(graphs)
    programme = rdflib.URIRef("https://dangjian.example/id/prog/p3")
    assert (programme, None, None) in graphs["d1"]
    assert (programme, None, None) not in graphs["d2"]
    province = rdflib.URIRef("https://dangjian.example/id/region/cn990000")
    assert (province, None, None) in graphs["d1"]  # it holds the county that the document is about
    union = {(str(q.subject), str(q.predicate)) for q in small}
    assert {(f"<{s}>", f"<{p}>") for s, p, _, _ in data.quads()} == union


@pytest.mark.parametrize("ending", [".metrics.csv", ".metrics.parquet"])
def test_figures_read_back_with_pandas(folder: Path, ending: str) -> None:
    path = folder / f"graph{ending}"
    table = pd.read_csv(path) if ending.endswith("csv") else pd.read_parquet(path)
    row = table.set_index("iri").loc["https://dangjian.example/id/metric/m1"]
    assert (row["region"], row["prefecture"], row["province"]) == ("清河县", "东泽市", "云岭省")
    assert (row["value"], row["year"], row["change_percent"]) == (400_000, 2023, 12.5)
    assert (row["topic"], row["per"]) == ("村集体经济收入", "村均")
    assert row["quote"] == "村级集体经济村均收入达40万元"
    assert len(table) == 14


def test_the_same_graph_gives_the_same_bytes(folder: Path, small_file: Path, tmp_path: Path) -> None:
    for form, ending in FORMATS.items():
        for path in export_to(load(small_file), form, tmp_path / f"graph{ending}", Blank()):
            assert path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes(), form


def test_parquet_without_its_packages_says_so(small: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ExtraMissing):
        export_to(small, "metrics-parquet", tmp_path / "x.parquet")


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("none.ttl", None, "missing"),
        ("a.docx", "x", "format"),
        ("a.ttl", "<a> <b> .", "syntax"),
        ("b.ttl", "# nothing", "empty"),
    ],
)
def test_a_graph_that_cannot_be_read_says_why(tmp_path: Path, name: str, text: str | None, reason: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(GraphError) as caught:
        load(tmp_path / name)
    assert caught.value.reason == reason
    assert name in str(caught.value)
