"""`kg build` from files to graph on a copy of the seeds, and what it says when something is wrong."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.model import Document, Fact
from kg.pipeline import build_one
from kg.rules.all import FAMILIES
from kg.scale import pool

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


def test_a_text_without_findings_is_named(tmp_path: Path) -> None:
    (tmp_path / "full.txt").write_text("高台县推行“三岗联创”工作法。", "utf-8")
    (tmp_path / "poem.txt").write_text("春眠不觉晓，处处闻啼鸟。", "utf-8")
    result = kg("--lang", "en", "build", tmp_path, "-o", tmp_path / "out", "--no-page")
    assert result.exit_code == 0
    assert "nothing was found in 1 of the files: poem.txt" in result.output


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


def test_the_same_bytes_for_any_hash_seed_and_order(built: tuple[Path, str], tmp_path: Path) -> None:
    """Beside the kept bytes (``test_out_is_current``) and those that this process has made, each with a seed of its own."""
    command = [sys.executable, "-m", "kg", "build", *map(str, reversed(SEEDS)), "-o", str(tmp_path), "--no-page"]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": "4711", "PATH": ""}, cwd=ROOT)
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
    result = kg("--lang", "zh", "build", tmp_path / "nowhere", tmp_path / "empty", "-o", tmp_path / "out")
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


def test_why_tells_rules_kinds_and_fields_in_chinese() -> None:
    told = kg("--lang", "zh", "why", "海宁市建成示范点12个。").output
    assert "带单位的数" in told
    assert "指标数据" in told
    assert "数值=12" in told
    assert "a number" not in told
    ids = {rule.id for family in FAMILIES for rule in family.rules}
    said = (ROOT / "kg" / "cli" / "rules.zh.tsv").read_text("utf-8").splitlines()
    missing = ids - {line.split("\t")[0] for line in said}
    assert len(missing) * 20 <= len(ids), missing  # a new rule may be told in English for a while


def test_why_shows_what_a_confidence_is_the_product_of() -> None:
    words = "海宁市深入实施“潮乡先锋”工程，建成示范点12个。"
    told = " ".join(kg("--lang", "en", "why", words).output.replace("│", " ").split())
    assert "= metric.count 0." in told
    assert "× what is said 0." in told
    assert "the article's region, won by" in told
    assert "= quoted name, score" in told
    assert "置信度 0." in kg("--lang", "zh", "why", words).output


def test_why_takes_words_that_are_too_long_for_a_path() -> None:
    words = "海宁市深入实施“潮乡先锋”工程，建成示范点12个。" + "群众都说好。" * 15
    assert 85 < len(words) < 200  # more bytes than a file's name may have
    result = kg("--lang", "en", "why", words)
    assert result.exit_code == 0, result.output
    assert "“潮乡先锋”工程" in result.output


def test_min_confidence_filters(seeds: Path, built: tuple[Path, str], tmp_path: Path) -> None:
    result = kg("--lang", "en", "build", seeds, "-o", tmp_path, "--no-page", "--min-confidence", "0.9")
    assert result.exit_code == 0, result.output
    filtered, whole = tmp_path / "graph.ttl", built[0] / "graph.ttl"
    assert 0 < filtered.stat().st_size < whole.stat().st_size
    assert kg("check", filtered).exit_code == 0


def test_a_web_page_is_checked_against_its_kept_text(tmp_path: Path) -> None:
    paragraph = "近年来，海宁市深入实施“潮乡先锋”工程，建成示范点12个，村均收入34万元。"
    folder = tmp_path / "报道 一"
    folder.mkdir()
    (folder / "a.html").write_text(f"<h1>海宁市</h1><p>{paragraph}</p>", "utf-8")
    (folder / "a.html.txt").write_text("海宁市建成示范点7个。", "utf-8")
    (folder / "B.TXT").write_text("海宁市建成示范点9个。", "utf-8")
    out = tmp_path / "out"
    result = kg("--lang", "en", "build", folder, "-o", out, "--no-page")
    assert result.exit_code == 0, result.output
    assert len(list((out / "texts").iterdir())) == 3
    checked = kg("--lang", "en", "check", out / "graph.ttl")
    assert checked.exit_code == 0, checked.output
    assert "every quotation equals its source" in checked.output
    (out / "texts" / "B.TXT.txt").unlink()
    checked = kg("--lang", "en", "check", "-q", out / "graph.ttl")
    assert checked.exit_code == 1
    assert "not in the folder of texts" in " ".join(checked.output.split())


def test_what_an_earlier_build_wrote_is_no_input(tmp_path: Path) -> None:
    shutil.copy(SEEDS[2], tmp_path / "a.txt")
    first = kg("build", tmp_path, "-o", tmp_path / "out")
    assert first.exit_code == 0, first.output
    graph = (tmp_path / "out" / "graph.ttl").read_bytes()
    again = kg("build", tmp_path, "-o", tmp_path / "out")
    assert again.exit_code == 0, again.output
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == graph


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "{good}", "-o", "{good}/deep"), "needed"),
        (("build", "{good}", "-o", "{good}"), "is a file"),
        (("check", "{foaf}"), "terms of kg"),
        (("view", "{foaf}"), "terms of kg"),
        (("eval", "{foaf}", "--gold", "{folder}"), "terms of kg"),
        (("check", "{folder}"), "no such graph file"),
        (("check", "{good}"), "ending"),
        (("check", "{broken}"), "line 1"),
        (("view", "{none}"), "no such graph file"),
        (("view", "-g", "{none}"), "no such graph file"),
        (("diff", "{none}", "{folder}/gone"), "no such graph file"),
        (("why", "{folder}"), "is a folder"),
        (("why", "{none}.txt"), "cannot be opened"),
    ],
)
def test_a_mistake_is_told_without_a_traceback(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    places = {k: tmp_path / n for k, n in (("good", "a.txt"), ("foaf", "f.ttl"), ("folder", "d"))}
    places |= {"broken": tmp_path / "b.ttl", "none": tmp_path / "none.ttl"}
    shutil.copy(SEEDS[2], places["good"])
    places["foaf"].write_text("<http://a/b> <http://a/c> <http://a/d> .", "utf-8")
    places["broken"].write_text("a b c", "utf-8")
    places["folder"].mkdir()
    result = kg("--lang", "en", *(a.format(**places) for a in arguments))
    assert result.exit_code == 2, result.output
    assert words in " ".join(result.output.split())
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_graph_that_is_not_there_yet_is_built_where_it_was_looked_for(tmp_path: Path) -> None:
    for named, folder in ((tmp_path / "new", tmp_path / "new"), (tmp_path / "new" / "graph.ttl", tmp_path / "new")):
        told = "".join(kg("--lang", "en", "check", "-g", named).output.split())
        assert told.endswith(f"kgbuildFOLDER-o{folder}")


def test_every_reason_for_an_unread_file_has_chinese_words(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 no")
    (tmp_path / "a.docx").write_bytes(b"no zip")
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "a.html").write_text("<html></html>", "utf-8")
    (tmp_path / "b.jpg").write_bytes(b"x")
    (tmp_path / "c").write_bytes(b"x")
    texts = (b"%PDF-1.4", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"", b"\x00\x01\x02")
    for i, data in enumerate((*texts, b"\xff\xfe\x00", b"\xa0\xff\xff\x80\x81")):
        (tmp_path / f"t{i}.txt").write_bytes(data)
    result = kg("--lang", "zh", "build", tmp_path, "-o", tmp_path / "out")
    assert result.exit_code == 2
    lines = [x for x in result.output.splitlines() if str(tmp_path) in x]
    assert len(lines) == 14
    assert "请用电子表格软件打开后另存为 XLSX" in result.output
    for line in lines:
        words = line.replace(str(tmp_path), "").split("（")[0]
        assert "it " not in words, line
        assert "。请" in line or "。可用" in line, line


@pytest.mark.parametrize(("how", "says"), [("die", "IndexError"), ("hang", "longer than 3 seconds")])
def test_a_document_that_cannot_be_processed_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, says: str
) -> None:
    def fails(document: Document) -> frozenset[Fact]:
        while document.name == "bad.txt":
            if how == "die":
                raise IndexError("list index out of range")
        return build_one(document)

    build_one(Document("0" * 64, "a.txt", "临泽县"))  # what is loaded once takes its time
    monkeypatch.setattr("kg.cli.build.Work", lambda _, seconds, **__: pool.Work(fails, seconds))
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(SEEDS[2], folder / "good.txt")
    shutil.copy(SEEDS[1], folder / "bad.txt")
    (folder / "broken.docx").write_bytes(b"\xd0\xcf\x11\xe0")
    command = ("--lang", "en", "build", folder, "-o", tmp_path / "out", "--no-page")
    result = kg(*command, "--time-limit", "3" if how == "hang" else "60")
    said = " ".join(result.output.split())
    assert result.exit_code == 1, said
    assert "bad.txt" in said
    assert says in said
    assert "broken.docx" in said
    assert re.search(r"documents\W+1\b", said), said  # the one that was read
    assert kg("check", tmp_path / "out" / "graph.ttl").exit_code == 0


def test_tables_and_standard_input(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("甲,乙\n枣乡红,临泽县推行“枣乡红”行动，建成示范点7个。\n", "utf-8")
    out = tmp_path / "out"
    assert kg("--lang", "en", "build", table, "-o", out).exit_code == 2
    wrong = kg("--lang", "en", "build", table, "-o", out, "--map", "乙")
    assert (wrong.exit_code, "text=COLUMN" in wrong.output) == (2, True)
    result = kg("--lang", "en", "build", table, "-o", out, "--map", "正文=乙")
    assert result.exit_code == 0, result.output
    assert (out / "texts" / "a.csv" / "2.txt").is_file()
    assert kg("check", out / "graph.ttl").exit_code == 0
    words = "临泽县推行“枣乡红”行动，建成示范点7个。".encode("gb18030")
    runner = CliRunner(env={"COLUMNS": "200"})
    result = runner.invoke(app, ["build", "-", "-o", str(tmp_path / "stdin")], input=words)
    assert result.exit_code == 0, result.output
    assert (tmp_path / "stdin" / "texts" / "stdin.txt").is_file()


def test_an_empty_path_is_not_the_folder_of_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("高台县推行“三岗联创”工作法。", "utf-8")
    monkeypatch.chdir(tmp_path)
    for words in ("", " "):
        result = kg("--lang", "en", "build", words, "--no-page")
        assert (result.exit_code, "the path is empty" in result.output) == (2, True)
    assert [f.name for f in tmp_path.iterdir()] == ["a.txt"]
    assert kg("build", "a.txt", "--no-page").exit_code == 0
    assert (tmp_path / "out" / "graph.ttl").is_file()
