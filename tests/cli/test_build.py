"""`kg build` from files to graph on a copy of the seeds, and what it says when something is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def kg(*args: object) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, [str(a) for a in args])


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy") / "seeds"
    shutil.copytree(ROOT / "seeds", folder)
    return folder


@pytest.fixture(scope="module")
def built(seeds: Path) -> tuple[Path, str]:
    out = seeds.parent / "out"
    result = kg("--lang", "en", "build", seeds, "-o", out, "--no-page")
    assert result.exit_code == 0, result.output
    return out, result.output


def test_build_counts_what_it_built(built: tuple[Path, str]) -> None:
    out, said = built
    assert (out / "graph.ttl").is_file()
    for word in ("documents", "articles", "programmes", "metrics", "seconds"):
        assert word in said


def test_out_is_current(built: tuple[Path, str]) -> None:
    fresh, kept = built[0] / "graph.ttl", ROOT / "out" / "graph.ttl"
    assert fresh.read_bytes() == kept.read_bytes(), "run: make run, and commit out/"


def test_every_quotation_is_at_its_place(built: tuple[Path, str]) -> None:
    store = ox.Store()
    store.load(path=str(built[0] / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    rows = store.query(
        """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX schema: <https://schema.org/>
        SELECT ?n ?s ?e ?x { ?q oa:start ?s ; oa:end ?e ; oa:exact ?x ; prov:wasQuotedFrom/schema:name ?n }"""
    )
    raw = {f.name: f.read_bytes().decode("utf-8") for f in SEEDS}
    seen = 0
    for row in rows:
        name, start, end, exact = (row[k].value for k in ("n", "s", "e", "x"))
        assert raw[name][int(start) : int(end)] == exact
        seen += 1
    assert seen > 300


def test_no_blank_nodes_and_only_ascii_iris(built: tuple[Path, str]) -> None:
    for quad in ox.parse(path=str(built[0] / "graph.ttl"), format=ox.RdfFormat.TURTLE):
        for term in (quad.subject, quad.predicate, quad.object):
            assert not isinstance(term, ox.BlankNode)
            if isinstance(term, ox.NamedNode):
                assert term.value.isascii()


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_bytes_for_any_hash_seed_and_order(
    built: tuple[Path, str], tmp_path: Path, seed: str
) -> None:
    files = [str(f) for f in (SEEDS if seed == "0" else reversed(SEEDS))]
    command = [sys.executable, "-m", "kg", "build", *files, "-o", str(tmp_path), "--no-page"]
    subprocess.run(
        command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed, "PATH": ""}, cwd=ROOT
    )
    assert (tmp_path / "graph.ttl").read_bytes() == (built[0] / "graph.ttl").read_bytes()


def test_check_conforms(built: tuple[Path, str]) -> None:
    result = kg("--lang", "en", "check", built[0] / "graph.ttl")
    assert result.exit_code == 0, result.output
    assert "conforms" in result.output


def test_check_names_the_node_and_its_sentence(built: tuple[Path, str], tmp_path: Path) -> None:
    text = (built[0] / "graph.ttl").read_text("utf-8")
    bad = tmp_path / "graph.ttl"
    bad.write_text(text.replace("dj:declaredCount 5 ;", "dj:declaredCount 2 ;"), "utf-8")
    result = kg("--lang", "en", "check", bad)
    assert result.exit_code == 1
    assert "more components than the name declares" in " ".join(result.output.split())


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(SEEDS[2], folder / "good.txt")
    (folder / "bad.txt").write_bytes(b"\x00\x81\xff\xfe\x00\x81\x20\x81\xff" * 40)
    (folder / "sheet.xyz").write_text("x", "utf-8")
    result = kg("--lang", "en", "build", folder, "-o", tmp_path / "out", "--no-page")
    assert result.exit_code == 1
    assert "bad.txt" in result.output
    assert "sheet.xyz" in result.output
    assert (tmp_path / "out" / "graph.ttl").is_file()


def test_missing_path_and_empty_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = kg(
        "--lang", "zh", "build", tmp_path / "nowhere", tmp_path / "empty", "-o", tmp_path / "out"
    )
    assert result.exit_code == 2
    assert "nowhere" in result.output
    assert "empty" in result.output
    assert not (tmp_path / "out").exists()


def test_two_copies_are_one_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        shutil.copy(SEEDS[2], tmp_path / name)
    result = kg("--lang", "en", "build", tmp_path, "-o", tmp_path / "out", "--no-page")
    assert result.exit_code == 0
    assert "b.txt has the same bytes as a.txt" in result.output


def test_why_names_rule_and_span() -> None:
    result = kg("--lang", "en", "why", "海宁市深入实施“潮乡先锋”工程，建成示范点12个。")
    assert result.exit_code == 0, result.output
    assert "“潮乡先锋”工程" in result.output
    assert "programme." in result.output
    assert "metric." in result.output


def test_min_confidence_filters(seeds: Path, built: tuple[Path, str], tmp_path: Path) -> None:
    result = kg(
        "--lang", "en", "build", seeds, "-o", tmp_path, "--no-page", "--min-confidence", "0.9"
    )
    assert result.exit_code == 0, result.output
    filtered, whole = tmp_path / "graph.ttl", built[0] / "graph.ttl"
    assert 0 < filtered.stat().st_size < whole.stat().st_size
    assert kg("check", filtered).exit_code == 0
