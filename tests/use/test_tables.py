"""The tidy tables: each read back with csv and with pyarrow, their keys unique, and what they say on small corpora."""

from __future__ import annotations

import csv
from hashlib import sha256
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest

from kg.graph import store as st
from kg.graph.store import instances, load
from kg.graph.write import write_turtle
from kg.model import Document, Given
from kg.pipeline import build
from kg.use.ask.catalogue import find
from kg.use.export.all import FORMATS, export_to
from kg.use.spreadsheet import BOM
from kg.use.tables import workbook
from kg.use.tables.all import BY_NAME, TABLES
from kg.use.tables.columns import BASES, Table
from kg.use.tables.material import Material

REPORTS = {
    "2020-03-02_高台.txt": "高台县推行“三岗联创”工作法\n\n高台县推行“三岗联创”工作法，2019年建成示范点12个。全县党员1.2万名，坚持“三会一课”制度。这一工作法被列为省级试点。",
    "2021-06-01_临泽.txt": "临泽县推行“三岗联创”工作法\n\n2021年以来，临泽县推行“三岗联创”工作法，建成示范点13个。",
    "临泽旧闻.txt": "临泽县夜校开课\n\n临泽县举办夜校，2019年建成示范点9个。",
    "2022-05-01_民乐.txt": "民乐县夜校开课\n\n民乐县举办夜校，听课群众很多，大家都说好。民乐县委印发《民乐县夜校管理办法》（民委发〔2022〕3号），自2022年5月1日起施行，有效期两年。",
    "2022-06-01_民乐.txt": "民乐县夜校办法落地\n\n民乐县根据《甘肃省终身教育条例》出台《民乐县夜校管理办法》（民委发〔2022〕3号），《民乐县夜校暂行规定》同时废止。",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    documents = [
        Document(sha256(raw.encode()).hexdigest(), name, raw, Given(source="云岭日报")) for name, raw in REPORTS.items()
    ]
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    write_turtle(build(documents), path)
    return load(path)


@pytest.fixture(scope="module")
def folder(corpus: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    export_to(corpus, "tables", folder)
    return folder


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cell(kind: str, words: str) -> object:
    """What a cell of a CSV file means."""
    if words == "":
        return None
    if kind == "boolean":
        return {"true": True, "false": False}[words]
    return {"integer": int, "number": float}.get(kind, str)(words)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_a_table_reads_back_the_same_with_csv_and_pyarrow(folder: Path, table: Table) -> None:
    assert (folder / f"{table.name}.csv").read_text("utf-8").startswith(BOM)
    rows = read(folder, table.name)
    assert rows
    assert tuple(rows[0]) == table.names
    kinds = {c.name: c.kind for c in table.columns}
    plain = [{n: cell(kinds[n], w.removeprefix("'")) for n, w in row.items()} for row in rows]
    typed = pq.read_table(folder / f"{table.name}.parquet")
    assert typed.to_pylist() == plain
    assert all(field.metadata[b"zh"] and field.metadata[b"en"] for field in typed.schema)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_keys_are_unique_and_values_are_those_declared(folder: Path, table: Table) -> None:
    rows = read(folder, table.name)
    keys = [tuple(row[k] for k in table.key) for row in rows]
    assert len(keys) == len(set(keys))
    for column in table.columns:
        if column.values:
            assert {r[column.name] for r in rows} <= {*column.values, ""}, column.name


def test_the_codebook_has_every_column_of_every_table(folder: Path) -> None:
    entries = read(folder, "codebook")
    assert [(e["table"], e["column"]) for e in entries] == [(t.name, c) for t in TABLES for c in t.names]
    assert all(e["zh"] and e["en"] for e in entries)
    for language in ("zh", "en"):
        page = (folder / f"codebook.{language}.md").read_text("utf-8")
        assert all(f"(`{t.name}`)" in page for t in TABLES)


def test_time_is_the_text_s_own_else_the_report_s_on_the_surest_ground(folder: Path) -> None:
    (row,) = [r for r in read(folder, "pairs") if r["programme_a"] == "三岗联创"]
    assert {row["place_a"], row["place_b"]} == {"高台县", "临泽县"}
    assert (row["relation"], row["score_name"]) == ("shared", "1")
    times = {row[f"place{s}"]: (row[f"time{s}"], row[f"time{s}_basis"]) for s in ("_a", "_b")}
    assert times == {"高台县": ("2020-03-02", "name"), "临泽县": ("2021-06-01", "name")}
    assert {r["time_basis"] for r in read(folder, "metrics")} <= {*BASES, ""}


def test_the_risk_set_ends_with_the_adoption(folder: Path) -> None:
    rows = [r for r in read(folder, "risk-set") if r["family"] == "三岗联创"]
    story = {
        place: [(r["year"], r["event"], r["status"]) for r in rows if r["place"] == place]
        for place in ("高台县", "临泽县", "民乐县")
    }
    assert story["高台县"] == [("2020", "1", "event")]
    assert story["临泽县"] == [("2020", "0", "at-risk"), ("2021", "1", "event")]
    assert [s for _, _, s in story["民乐县"]] == ["at-risk", "at-risk", "censored"]
    basis = {r["place"]: r["time_basis"] for r in rows if r["event"] == "1"}
    assert basis == {"高台县": "name", "临泽县": "text"}


def test_who_learned_it_elsewhere_is_in_the_risk_set(tmp_path: Path) -> None:
    texts = {
        "2022-05-01.txt": "高台县推行“四联五会”工作法\n\n2018年，高台县首创“四联五会”工作法。2020年，临泽县学习借鉴高台县“四联五会”工作法。",
        "2023-05-01.txt": "临泽县夜校开课\n\n临泽县举办夜校，2019年建成示范点9个。",
    }
    documents = [Document(sha256(r.encode()).hexdigest(), n, r) for n, r in texts.items()]
    write_turtle(build(documents), tmp_path / "graph.ttl")
    store = load(tmp_path / "graph.ttl")
    export_to(store, "risk-set", tmp_path / "risk-set.csv")
    rows = [r for r in read(tmp_path, "risk-set") if r["place"] == "临泽县"]
    assert [(r["year"], r["event"]) for r in rows] == [("2018", "0"), ("2019", "0"), ("2020", "1")]
    export_to(store, "csv", tmp_path / "net.csv")
    edges = {(r["source"], r["label"], r["target"]) for r in read(tmp_path, "net.edges")}
    assert ("region:cn620723", "learnedFrom", "region:cn620724") in edges


def test_the_panel_has_one_row_a_place_year_and_indicator(folder: Path) -> None:
    rows = [r for r in read(folder, "panel") if r["year"] == "2019" and "示范点" in r["indicator"]]
    assert {(r["place"], r["value"], r["status"]) for r in rows} == {
        ("高台县", "12", "reached"),
        ("临泽县", "9", "reached"),
    }


@pytest.mark.parametrize("table", ["metrics", "panel"])
def test_figures_tell_how_sure_they_are(folder: Path, corpus: ox.Store, table: str) -> None:
    stated = {
        (st.value(corpus, e, "oa:exact"), float(st.value(corpus, e, "dj:confidence") or 0))
        for e in st.instances(corpus, "dj:Evidence")
    }
    rows = read(folder, table)
    assert rows
    assert all((r["quote"], float(r["confidence"])) in stated for r in rows)


def test_a_figure_without_a_year_takes_that_of_its_report_and_says_so(folder: Path) -> None:
    rows = [r for r in read(folder, "panel") if r["indicator"].endswith("党员")]
    assert [(r["place"], r["year"], r["value"], r["time_basis"]) for r in rows] == [("高台县", "2020", "12000", "name")]


def test_policies_and_citations(folder: Path) -> None:
    documents = {r["title"]: r for r in read(folder, "policies")}
    rules = documents["民乐县夜校管理办法"]
    assert (rules["number"], rules["issuer"], rules["level"]) == ("民委发〔2022〕3号", "民乐县委", "县级")
    assert (rules["valid_from"], rules["valid_until"]) == ("2022-05-01", "2024-04-30")
    assert documents["民乐县夜校暂行规定"]["replaced_by"] == "民乐县夜校管理办法"
    edges = {(r["citing_title"], r["relation"], r["cited_title"]) for r in read(folder, "citations")}
    assert ("民乐县夜校管理办法", "based-on", "甘肃省终身教育条例") in edges
    assert ("民乐县夜校管理办法", "replaces", "民乐县夜校暂行规定") in edges


def test_coverage_lists_places_without_a_report(folder: Path) -> None:
    rows = {r["place"]: r for r in read(folder, "coverage")}
    assert (rows["临泽县"]["reports"], rows["临泽县"]["undated"]) == ("2", "1")
    assert (rows["山丹县"]["covered"], rows["山丹县"]["reports"]) == ("false", "0")
    assert rows["高台县"]["time"] == "2020-03-02"
    assert "广州市" not in rows


def test_every_former_name_has_a_successor_or_a_reason(folder: Path) -> None:
    rows = read(folder, "crosswalk")
    assert len({(r["name"], r["code"], r["since"]) for r in rows}) > 3000
    assert all(r["successor"] or r["open"] for r in rows)
    assert all(r["open"] for r in rows if r["relation"] == "divided")


def test_a_report_uses_a_formulation(corpus: ox.Store, tmp_path: Path) -> None:
    export_to(corpus, "csv", tmp_path / "net.csv")
    names = {r["id"]: r["label"] for r in read(tmp_path, "net.nodes")}
    used = [r for r in read(tmp_path, "net.edges") if r["label"] == "uses"]
    assert [names[r["target"]] for r in used] == ["三会一课"]
    assert used[0]["source"].startswith("doc:")


def test_one_table_goes_where_the_path_says(corpus: ox.Store, tmp_path: Path) -> None:
    (path,) = export_to(corpus, "citations", tmp_path / "c.parquet")
    assert pq.read_table(path).column_names == list(BY_NAME["citations"].names)
    (path,) = export_to(corpus, "metrics-parquet", tmp_path / "figures")  # what is asked for, whatever the ending
    assert pq.read_table(path).column_names == list(BY_NAME["metrics"].names)
    assert set(BY_NAME) <= set(FORMATS)


def test_every_figure_of_the_graph_stands_in_the_table_also_one_without_a_region(
    corpus: ox.Store, tmp_path: Path
) -> None:
    store = ox.Store()
    store.extend(corpus)
    metrics = {n.value for n in instances(store, "dj:Metric")}
    about = ox.NamedNode("https://schema.org/observationAbout")
    (open_one, *_) = sorted(metrics)
    for quad in list(store.quads_for_pattern(ox.NamedNode(open_one), about, None)):
        store.remove(quad)
    export_to(store, "metrics-csv", tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {r["iri"] for r in rows} == metrics
    assert next(r for r in rows if r["iri"] == open_one)["region"] == ""


def test_named_queries_tell_of_documents(corpus: ox.Store) -> None:
    answers = {}
    for name in ("policies", "citations"):
        found = corpus.query(find(name).fill({}))
        assert isinstance(found, ox.QuerySolutions)
        answers[name] = [tuple(t.value if t else None for t in row) for row in found]
    assert ("民乐县夜校管理办法", "民委发〔2022〕3号", "民乐县委", "县级") in {row[:4] for row in answers["policies"]}
    assert ("民乐县夜校管理办法", "废止", "民乐县夜校暂行规定") in answers["citations"]


def test_one_workbook_holds_what_the_tables_hold(corpus: ox.Store, folder: Path, tmp_path: Path) -> None:
    one, again = (export_to(corpus, "xlsx", tmp_path / f"{name}.xlsx")[0] for name in "ab")
    assert one.read_bytes() == again.read_bytes()
    book = openpyxl.load_workbook(one)
    assert book.sheetnames == ["说明 codebook", *(t.zh for t in TABLES)]
    for table in TABLES:
        heads, *rows = book[table.zh].iter_rows(values_only=True)
        assert heads == table.names
        kinds = {c.name: c.kind for c in table.columns}
        told = [[cell(kinds[n], w.removeprefix("'")) for n, w in row.items()] for row in read(folder, table.name)]
        assert [list(row) for row in rows] == told
    assert book[TABLES[0].zh].freeze_panes == "A2"


def test_a_cell_of_a_workbook_is_no_formula_and_no_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["=1+1", "<x>\x00", "https://e.org/a", "一" * 40_000], [None, True, 2, 0.5]]
    monkeypatch.setattr(workbook, "TABLES", TABLES[:1])
    monkeypatch.setattr(workbook, "_rows", lambda *_: iter(rows))
    workbook.write_workbook(Material(ox.Store()), tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")[TABLES[0].zh]
    words, others = ([cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=2))
    assert words == ["=1+1", "<x>", "https://e.org/a", "一" * 32_767]
    assert [sheet.cell(2, n).data_type for n in (1, 2, 3)] == ["s", "s", "s"]
    assert [cell.hyperlink for cell in sheet[2][:4]] == [None] * 4
    assert others == [None, True, 2, 0.5]


def test_a_sheet_says_where_it_holds_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST", 3)
    monkeypatch.setattr(workbook, "TABLES", TABLES[:1])
    monkeypatch.setattr(workbook, "_rows", lambda *_: ([n] for n in range(9)))
    workbook.write_workbook(Material(ox.Store()), tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")[TABLES[0].zh]
    told = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert told[0] == 0
    assert len(told) == 2
    assert "kg export --to tables" in str(told[1])
