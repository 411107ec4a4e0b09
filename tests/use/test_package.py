"""The data package: whole, checked, described, and read by the tool that its metadata is for."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.graph.store import load
from kg.use.package.dictionary import as_markdown, entries
from kg.use.package.metadata import About, croissant
from kg.use.package.write import CHECKSUMS, write_package
from kg.use.tables.all import TABLES

ABOUT = About("云岭: 报道", ("某组", "一人"), "CC-BY-4.0", "2026-11-28", "https://example.org/1")


@pytest.fixture(scope="module")
def folder(small: ox.Store, small_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    write_package(small, small_file, folder, ABOUT)
    return folder


def test_every_file_is_in_the_checksums_and_they_hold(folder: Path) -> None:
    listed = {}
    for line in (folder / CHECKSUMS).read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert set(listed) == there - {CHECKSUMS}
    for name, digest in listed.items():
        assert sha256((folder / name).read_bytes()).hexdigest() == digest


def test_the_metadata_describes_every_table_and_column(folder: Path) -> None:
    said = json.loads((folder / "croissant.json").read_text("utf-8"))
    assert said["name"] == "云岭: 报道"
    assert said["license"] == "CC-BY-4.0"
    assert [c["name"] for c in said["creator"]] == ["某组", "一人"]
    records = {r["name"]: [f["name"] for f in r["field"]] for r in said["recordSet"]}
    assert records == {t.name: list(t.names) for t in TABLES}
    files = {f["@id"]: f["sha256"] for f in said["distribution"]}
    assert files["graph.ttl"] == sha256((folder / "graph.ttl").read_bytes()).hexdigest()


def test_croissant_is_read_by_its_own_tool(folder: Path) -> None:
    mlc = pytest.importorskip("mlcroissant")
    dataset = mlc.Dataset(jsonld=str(folder / "croissant.json"))
    assert not dataset.metadata.issues.errors
    for table in TABLES:
        with (folder / f"tables/{table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(list(dataset.records(record_set=table.name))) == len(rows), table.name


def test_the_citation(folder: Path) -> None:
    lines = (folder / "CITATION.cff").read_text("utf-8").splitlines()
    assert lines[0] == "cff-version: 1.2.0"
    assert 'title: "云岭: 报道"' in lines
    assert '  - name: "某组"' in lines
    assert 'date-released: "2026-11-28"' in lines


def test_the_citation_keeps_to_the_schema_of_its_format(folder: Path) -> None:
    """The schema is that of the Citation File Format 1.2.0, by which ``cffconvert --validate`` judges."""
    jsonschema = pytest.importorskip("jsonschema")
    yaml = pytest.importorskip("yaml")
    schema = json.loads(Path(__file__).with_name("cff-1.2.0.schema.json").read_text("utf-8"))
    said = yaml.load((folder / "CITATION.cff").read_text("utf-8"), Loader=yaml.BaseLoader)
    judge = jsonschema.Draft7Validator(schema)
    assert [e.message for e in judge.iter_errors(said)] == []
    del said["authors"]
    assert list(judge.iter_errors(said)) != []


def test_the_dictionary_has_every_term_and_code_in_both_languages() -> None:
    found = entries()
    terms = {e["term"]: e for e in found}
    assert {"dj:Programme", "dj:dateBasis", "dj:basedOn"} <= set(terms)
    assert (terms["文件名"]["list"], terms["文件名"]["en"]) == ("date-basis", "the name of the file")
    assert all(e["zh"] and e["en"] for e in found)
    assert all(e["meaning_zh"] and e["meaning_en"] for e in found)
    for language in ("zh", "en"):
        assert "`dj:Programme`" in as_markdown(found, language)


def test_the_same_graph_gives_the_same_package(folder: Path, small_file: Path, tmp_path: Path) -> None:
    write_package(load(small_file), small_file, tmp_path, ABOUT)
    assert (tmp_path / CHECKSUMS).read_bytes() == (folder / CHECKSUMS).read_bytes()


def test_what_nobody_said_is_left_out() -> None:
    said = json.loads(croissant(About("x"), {}))
    assert not {"license", "url", "creator", "datePublished"} & set(said)


def test_the_command(small_file: Path, tmp_path: Path) -> None:
    run = CliRunner()
    arguments = ["package", str(tmp_path / "p"), "-g", str(small_file)]
    assert run.invoke(app, [*arguments, "--date", "soon"]).exit_code == 2
    assert run.invoke(app, [*arguments, "--date", "2026/11/28"]).exit_code == 0
    assert run.invoke(app, arguments).exit_code == 2  # it is there already


def test_it_says_how_well_each_kind_is_read_and_how_far_annotators_agree(folder: Path) -> None:
    with (folder / "measured.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = {r["kind"] for r in rows}
    assert {"programmes", "components", "metric_record", "adoptions", "recognitions"} <= kinds
    assert all(0 <= float(r[c]) <= 1 for r in rows for c in ("precision", "recall", "f1"))
    assert all(0 < float(r["readers_f1"]) <= 1 for r in rows if r["kind"] == "programmes")
