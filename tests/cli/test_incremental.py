"""A folder's life: whatever is added, changed, renamed, removed or broken, the graph is that of a build from nothing."""

from __future__ import annotations

import inspect
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from command import kg
from watchfiles import Change

import folder_lives
from kg import pipeline
from kg.cli.build import build
from kg.cli.watch import Own, keep_building
from kg.graph.blocks import Block
from kg.model import Document, Fact
from kg.scale import store as stores
from kg.scale.store import FILE, NONE, Keeping, Known, Store

TEXTS = [
    "临泽县推行“枣乡红”行动，建成示范点7个，村集体经济收入达到62万元。",
    "海宁市深入实施“潮乡先锋”工程，建成示范点12个。",
    "高台县推行“三岗联创”工作法：设岗、竞岗、亮岗。",
    "高台县推行党建统领“三岗联创”行动，党员参与率92%。",
    "太白县开展“红色引擎”工程，选派干部45名。",
]
PAGE = "<html><body><h1>陇县</h1><p>陇县推行“四链富民”机制，建成链条4条，带动农户1200户增收。</p></body></html>"


def outputs(folder: Path) -> dict[str, bytes]:
    files = (f for f in folder.rglob("*") if f.is_file() and not f.name.startswith(".kg-"))
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in files}


def same_as_from_nothing(folder: Path, out: Path, fresh: Path) -> None:
    shutil.rmtree(fresh, ignore_errors=True)
    one, two = (kg("build", folder, "-o", o, "--no-page") for o in (out, fresh))
    assert one.exit_code == two.exit_code, one.output
    assert outputs(out) == outputs(fresh)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that were built."""
    names: list[str] = []
    build_one = pipeline.build_one

    def build(document):  # type: ignore[no-untyped-def]
        names.append(document.name)
        return build_one(document)

    monkeypatch.setattr(pipeline, "build_one", build)
    return names


def test_only_what_is_new_is_built(tmp_path: Path, counted: list[str]) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for n, text in enumerate(TEXTS):
        (folder / f"{n}.txt").write_text(text, "utf-8")
    kg("build", folder, "-o", out, "--no-page")
    assert len(counted) == len(TEXTS)
    (folder / "new.html").write_text(PAGE, "utf-8")
    (folder / "0.txt").rename(folder / "renamed.txt")
    (folder / "1.txt").unlink()
    counted.clear()
    same_as_from_nothing(folder, out, tmp_path / "fresh")
    assert counted[:2] == ["new.html", "renamed.txt"]
    counted.clear()
    kg("build", folder, "-o", out, "--no-page")
    assert counted == []
    kg("build", folder, "-o", out, "--no-page", "--fresh")
    assert len(counted) == len(TEXTS)


def test_an_unchanged_page_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE, "utf-8")
    kg("build", folder, "-o", out, "--no-page")
    before = outputs(out)
    readers = __import__("kg.text.read", fromlist=["x"])._READERS
    monkeypatch.setitem(readers, "page", lambda *_: pytest.fail("it is read again"))
    assert kg("build", folder, "-o", out, "--no-page").exit_code == 0
    assert outputs(out) == before


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 500])
def test_a_damaged_store_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXTS[0], "utf-8")
    kg("build", folder, "-o", out, "--no-page")
    before = outputs(out)
    (out / FILE).write_bytes(damage)
    for _ in range(2):
        assert kg("build", folder, "-o", out, "--no-page").exit_code == 0
        assert outputs(out) == before


def test_another_version_reads_everything_again(
    tmp_path: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXTS[0], "utf-8")
    kg("build", folder, "-o", out, "--no-page")
    monkeypatch.setattr(stores, "version", lambda: "another")
    kg("build", folder, "-o", out, "--no-page")
    assert counted == ["a.txt", "a.txt"]
    assert (out / FILE).stat().st_size < 100_000


def test_only_libraries_that_read_decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stores._libraries()
    for name in ("unheard_of-1.0.dist-info", "jieba-99.dist-info"):
        told = tmp_path / name
        told.mkdir()
        library, _, number = name.removesuffix(".dist-info").partition("-")
        (told / "METADATA").write_text(f"Name: {library}\nVersion: {number}\n", "utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        assert (stores._libraries() == before) is (library == "unheard_of")


def test_tables_that_were_looked_at_are_not_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{TEXTS[0]}\n甲\t乙\t丙\n丁\t戊\t己\n", "utf-8")
    looked = []

    def unread(text: object) -> int:
        looked.append(text)
        return 3

    monkeypatch.setattr("kg.rules.metrics.tables.unread", unread)
    told = [kg("build", folder, "-o", out, "--no-page").output for _ in range(2)]
    assert len(looked) == 1, told
    assert all("3 table not read" in words for words in told), told


# Where nothing is new nothing is built: whatever decides on an output must be among what is looked at.

STAYS = "nothing has changed"


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of two reports, one of which tells nothing, built."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXTS[2], "utf-8")
    (folder / "bare.txt").write_text("这里什么也没有。", "utf-8")
    assert STAYS not in kg("build", folder, "-o", out).output
    return folder, out


def test_what_is_built_already_stays(built: tuple[Path, Path]) -> None:
    folder, out = built
    times = {f: f.stat().st_mtime_ns for f in out.rglob("*")}
    told = kg("build", folder, "-o", out).output
    assert STAYS in told
    assert "nothing was found in 1 of the files: bare.txt" in told
    assert times == {f: f.stat().st_mtime_ns for f in out.rglob("*")}
    again = kg("build", folder, "-o", out, "--fresh").output
    assert STAYS not in again
    first, second = ({x for x in t.splitlines() if "│" in x and "seconds" not in x} for t in (told, again))
    assert first == second


@pytest.mark.parametrize("name", ["graph.ttl", "graph.html", "texts/a.txt", "kg-manifest.json"])
@pytest.mark.parametrize("harm", ["change", "lose"])
def test_an_output_that_somebody_touched_is_built_again(built: tuple[Path, Path], name: str, harm: str) -> None:
    folder, out = built
    before = outputs(out)
    if harm == "lose":
        (out / name).unlink()
        if name == "kg-manifest.json":  # whose outputs these are is not known any more
            shutil.rmtree(out / "texts")
            (out / "graph.ttl").unlink()
            (out / "graph.html").unlink()
    else:
        (out / name).write_bytes(before[name] + b"\n")
    told = kg("build", folder, "-o", out)
    assert told.exit_code == 0, told.output
    assert STAYS not in told.output
    now = outputs(out)
    assert {n: now[n] for n in before if n != "kg-manifest.json"} == {
        n: data for n, data in before.items() if n != "kg-manifest.json"
    }


def test_what_a_stopped_build_left_is_tidied(built: tuple[Path, Path]) -> None:
    folder, out = built
    (out / ".kg-new").mkdir()
    assert STAYS not in kg("build", folder, "-o", out).output
    assert not (out / ".kg-new").exists()


_OPTIONS = {
    "page": ("--no-page",),
    "min_confidence": ("--min-confidence", "0.5"),
    "time_limit": ("--time-limit", "50"),
    "table": ("--map", "正文=内容"),
    "corrections": ("--corrections", "said.toml"),
}
_OF_NO_INFLUENCE = {"jobs", "fresh", "watch"}
_ELSEWHERE = {"engine", "master", "conf"}  # a cluster builds on its own
_CHANGES = {
    "a text": lambda folder, _: (folder / "a.txt").write_text(TEXTS[3], "utf-8"),
    "a name": lambda folder, _: (folder / "a.txt").rename(folder / "b.txt"),
    "one more": lambda folder, _: (folder / "b.txt").write_text(TEXTS[1], "utf-8"),
    "one less": lambda folder, _: (folder / "bare.txt").unlink(),
    "a manifest": lambda folder, _: (folder / "sources.csv").write_text("file,date\na.txt,2024-03-11\n", "utf-8"),
    "corrections": lambda _, out: (out / "corrections.toml").write_text(
        '[[correction]]\ndo = "accept"\nkind = "programme"\nname = "三岗联创"\n', "utf-8"
    ),
}


def test_every_option_is_thought_of() -> None:
    asked = set(inspect.signature(build).parameters) - {"paths", "output"}
    assert asked == {*_OPTIONS, *_OF_NO_INFLUENCE, *_ELSEWHERE}


@pytest.mark.parametrize("option", _OPTIONS)
def test_another_option_builds_again(built: tuple[Path, Path], option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = built
    (folder / "rows.csv").write_text(f"标题,正文,内容\n甲,{TEXTS[0]},{TEXTS[1]}\n", "utf-8")
    monkeypatch.chdir(folder.parent)
    said = '[[correction]]\ndo = "accept"\nkind = "programme"\nname = "三岗联创"\n'
    Path("said.toml").write_text(said, "utf-8")
    kg("build", folder, "-o", out)
    assert STAYS in kg("build", folder, "-o", out).output
    told = kg("build", folder, "-o", out, *_OPTIONS[option])
    assert told.exit_code == 0, told.output
    assert STAYS not in told.output
    assert STAYS in kg("build", folder, "-o", out, *_OPTIONS[option]).output
    fresh = folder.parent / "fresh"
    kg("build", folder, "-o", fresh, *_OPTIONS[option])
    assert outputs(out) == outputs(fresh)


@pytest.mark.parametrize("change", _CHANGES)
def test_another_input_builds_again(built: tuple[Path, Path], change: str) -> None:
    folder, out = built
    _CHANGES[change](folder, out)
    told = kg("build", folder, "-o", out)
    assert told.exit_code == 0, told.output
    assert STAYS not in told.output
    assert STAYS in kg("build", folder, "-o", out).output


def test_what_would_be_written_is_still_refused_as_input(built: tuple[Path, Path]) -> None:
    folder, out = built
    assert kg("build", folder, out / "texts" / "a.txt", "-o", out).exit_code == 2


def test_another_time_or_order_of_reading_builds_nothing(built: tuple[Path, Path]) -> None:
    folder, out = built
    (folder / "a.txt").touch()
    assert STAYS in kg("build", folder, "-o", out, "-j", "1").output


def test_what_was_lost_is_tried_again(built: tuple[Path, Path]) -> None:
    folder, out = built
    said = '[[correction]]\ndo = "accept"\nkind = "programme"\nname = "没有的工作"\n'
    (out / "corrections.toml").write_text(said, "utf-8")
    for _ in range(2):
        told = kg("build", folder, "-o", out)
        assert told.exit_code == 1
        assert STAYS not in told.output
        assert "没有的工作" in told.output


def test_an_unreadable_file_is_told_though_nothing_is_new(built: tuple[Path, Path]) -> None:
    folder, out = built
    (folder / "broken.docx").write_bytes(b"PK\x03\x04broken")
    for stays in (False, True):
        told = kg("build", folder, "-o", out)
        assert told.exit_code == 1
        assert (STAYS in told.output) is stays
        assert "broken.docx" in told.output


def test_every_file_of_the_program_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "kg"
    shutil.copytree(stores._home(), home, ignore=shutil.ignore_patterns("*.pyc", "*.xz"))
    monkeypatch.setattr(stores, "_home", lambda: home)

    def program() -> str:
        stores.version.cache_clear()
        stores._rest.cache_clear()
        return stores.program()

    try:
        known = {program()}
        parts = [p for p in sorted(home.iterdir()) if p.name != "__pycache__"]
        for part in parts:
            files = [f for f in sorted(part.rglob("*")) if f.is_file()] if part.is_dir() else [part]
            with files[-1].open("ab") as file:
                file.write(b"\n")
            known.add(program())
        assert len(known) == len(parts) + 1
    finally:
        monkeypatch.undo()
        stores.version.cache_clear()
        stores._rest.cache_clear()


@pytest.mark.parametrize("which", ["version", "_rest"])
def test_another_program_builds_again(built: tuple[Path, Path], which: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = built
    monkeypatch.setattr(stores, which, lambda: "another")
    assert STAYS not in kg("build", folder, "-o", out).output


def test_a_document_is_found_by_all_that_it_is(tmp_path: Path) -> None:
    store = Store(tmp_path / FILE)
    one = Document("0" * 64, "a.txt", TEXTS[0])
    facts = set(Keeping(store.path)(one))
    known = store.facts(one)
    assert known is not None
    assert set(known) == facts
    assert {*known.others} < set(facts)
    assert known.block.facts == len(facts) - len({*known.others})
    for other in (Document("1" * 64, "a.txt", TEXTS[0]), Document("0" * 64, "b.txt", TEXTS[0])):
        assert store.facts(other) is None
    assert store.facts(Document("0" * 64, "a.txt", TEXTS[1])) is None


@pytest.mark.parametrize("lost", [False, True])
def test_facts_of_many_documents_are_taken_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, lost: bool
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for n, text in enumerate(TEXTS[:-1]):
        (folder / f"{n}.txt").write_text(text, "utf-8")
    kg("build", folder, "-o", out)
    if lost:  # entries of single documents
        with sqlite3.connect(out / FILE) as database:
            assert database.execute("DELETE FROM kept WHERE length(evidence) > 20").rowcount
    asked: list[str] = []
    one_by_one = Store.facts

    def facts(store: Store, document: Document, *, whole: bool = True) -> Known | None:
        asked.append(document.name)
        return one_by_one(store, document, whole=whole)

    monkeypatch.setattr(Store, "facts", facts)
    (folder / "new.txt").write_text(TEXTS[-1], "utf-8")
    assert kg("build", folder, "-o", out).exit_code == 0
    assert asked == ["new.txt"]
    kg("build", folder, "-o", tmp_path / "fresh")
    assert outputs(out) == outputs(tmp_path / "fresh")


def test_what_was_joined_is_left_where_a_document_of_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for n, text in enumerate(TEXTS):
        (folder / f"{n}.txt").write_text(text, "utf-8")
    kg("build", folder, "-o", out)
    with sqlite3.connect(out / FILE) as database:  # so that all are built again
        assert database.execute("DELETE FROM kept WHERE length(evidence) > 20").rowcount
    build_one = pipeline.build_one

    def broken(document: Document) -> frozenset[Fact]:
        if document.name == "3.txt":
            raise ValueError(document.name)
        return build_one(document)

    monkeypatch.setattr(pipeline, "build_one", broken)
    (folder / "new.txt").write_text(TEXTS[0] + "\n", "utf-8")
    for place in (out, tmp_path / "fresh"):
        assert kg("build", folder, "-o", place).exit_code == 1
    assert outputs(out) == outputs(tmp_path / "fresh")


def test_what_was_joined_of_a_document_that_is_gone_is_not_taken(tmp_path: Path) -> None:
    store = Store(tmp_path / FILE)
    keys = [bytes([n]) * 32 for n in range(3)]
    facts = [Fact("urn:a", "urn:p", "甲", "@zh-Hans"), Fact("urn:b", "urn:p", "urn:c")]
    store.join(keys[:2], keys[:1], facts)
    store.close()
    for others in (keys, keys[:2]):
        joined = Store(store.path).joined(others)
        assert (joined.documents, joined.bare) == (set(keys[:2]), set(keys[:1]))
        assert list(joined.facts) == facts
    assert Store(store.path).joined(keys[1:]) == NONE


@pytest.mark.parametrize("seed", range(3))
def test_lives_of_a_folder(seed: int) -> None:
    counts = folder_lives.live(seed, 8)
    assert counts["builds"] >= 10


def test_a_life_in_which_something_is_lost_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Store.facts
    monkeypatch.setattr(Store, "facts", lambda self, d: known(self, d) and Known([], [], Block("", b"", 0, b"[]")))
    with pytest.raises(folder_lives.Violation):
        folder_lives.live(0, 30)


# What merging step by step has cost graphs elsewhere: nodes of other files lost, evidence thinned out, counts that depend on the way.


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two reports of one programme, built one after the other."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for n in (2, 3):
        (folder / f"{n}.txt").write_text(TEXTS[n], "utf-8")
        assert kg("build", folder, "-o", out, "--no-page").exit_code == 0
    return folder, out


def statements(out: Path) -> set[ox.Triple]:
    return {q.triple for q in ox.parse(path=out / "graph.ttl")}


def test_a_changed_file_takes_nothing_of_the_others_away(pair: tuple[Path, Path]) -> None:
    folder, out = pair
    before = statements(out)
    (folder / "2.txt").write_text(TEXTS[4], "utf-8")
    kg("build", folder, "-o", out, "--no-page")
    alone = folder.parent / "alone"
    kg("build", folder / "3.txt", "-o", alone, "--no-page")
    assert statements(alone) <= statements(out)
    assert before - statements(out)


def test_what_two_files_say_keeps_the_evidence_of_both(pair: tuple[Path, Path]) -> None:
    folder, out = pair
    evidence = {t for t in statements(out) if t.predicate.value.endswith("#evidence")}
    shared = [
        node
        for node in {t.subject for t in evidence}
        if len({str(t.object).split("-")[0] for t in evidence if t.subject == node}) == 2
    ]
    assert len(shared) >= 2  # the county and the programme
    for other in ("again", "more"):
        (folder / f"{other}.txt").write_text(TEXTS[0] + other, "utf-8")
        kg("build", folder, "-o", out, "--no-page")
        assert evidence <= statements(out)


def test_a_removed_file_takes_exactly_its_own_statements(pair: tuple[Path, Path]) -> None:
    folder, out = pair
    before = statements(out)
    (folder / "new.txt").write_text(TEXTS[1], "utf-8")
    kg("build", folder, "-o", out, "--no-page")
    assert before < statements(out)
    (folder / "new.txt").unlink()
    kg("build", folder, "-o", out, "--no-page")
    assert statements(out) == before


def test_counts_do_not_depend_on_the_way(pair: tuple[Path, Path]) -> None:
    folder, out = pair
    (folder / "new.txt").write_text(TEXTS[1], "utf-8")
    told = [
        [x for x in kg("build", folder, "-o", out, "--no-page", *o).output.splitlines() if "│" in x]
        for o in ((), (), ("--fresh",), ("-j", "2"))
    ]
    counts = [[x for x in lines if "seconds" not in x] for lines in told]
    assert counts[0] == counts[1] == counts[2] == counts[3]
    (triples,) = [x for x in counts[0] if "triples" in x]
    assert f" {len(statements(out)):,} " in triples


def test_rows_of_one_text_share_their_evidence(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.csv").write_text(f"标题,正文\n甲,{TEXTS[0]}\n乙,{TEXTS[0]}\n", "utf-8")
    for name in ("b.txt", "c.txt"):
        (folder / name).write_text(TEXTS[1], "utf-8")
        same_as_from_nothing(folder, out, tmp_path / "fresh")


def test_corrections_and_least_confidence_reach_what_is_known(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for n, text in enumerate(TEXTS):
        (folder / f"{n}.txt").write_text(text, "utf-8")
    said = '[[correction]]\ndo = "reject"\nkind = "programme"\nname = "枣乡红"\n'
    (tmp_path / "c.toml").write_text(said, "utf-8")
    for options in (("--corrections", tmp_path / "c.toml"), ("--min-confidence", "0.9")):
        for target in (out, out, tmp_path / f"fresh{options[0]}"):
            assert kg("build", folder, "-o", target, "--no-page", *options).exit_code == 0
        assert outputs(out) == outputs(tmp_path / f"fresh{options[0]}")


def test_a_change_builds_again(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "in" / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXTS[0], "utf-8")
    command = [sys.executable, "-m", "kg", "build", str(folder), "-o", str(out), "--no-page"]
    process = subprocess.Popen([*command, "--watch"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        assert process.stderr is not None
        while b"in" not in process.stderr.readline():
            continue
        time.sleep(1)
        (folder / "b.txt").write_text(TEXTS[1], "utf-8")
        for _ in range(600):
            if (out / "texts" / "b.txt").is_file():
                break
            time.sleep(0.1)
        assert (out / "texts" / "b.txt").is_file()
    finally:
        process.kill()
        process.wait()


def test_what_a_build_writes_does_not_build_again(tmp_path: Path) -> None:
    own = Own(tmp_path / "out", tmp_path / "out" / "corrections.toml", [tmp_path])
    changed = {
        "a.txt": True,
        "out/graph.ttl": False,
        "out/corrections.toml": True,
        "out/texts/a.txt": False,
        ".a.txt.swp": False,
        ".git/index": False,
        "~$a.docx": False,
    }
    for name, asks in changed.items():
        assert own(Change.modified, str(tmp_path / name)) is asks


def test_a_change_of_corrections_outside_of_the_input_builds_again(tmp_path: Path) -> None:
    place = tmp_path.resolve()
    for said in (place / "out" / "corrections.toml", place / "mine" / "said.toml"):
        own = Own(place / "out", said, [place / "in"])
        changed = {said: True, place / "in/a.txt": True}
        changed |= {place / "out/graph.ttl": False, place / "mine/notes.txt": False}
        assert {p: own(Change.modified, str(p)) for p in changed} == changed
    seen: list[tuple[Path, ...]] = []
    watching = "watchfiles.watch"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(watching, lambda *homes, **_: seen.append(homes) or ())
        patched.setattr("subprocess.run", lambda *_, **__: None)
        (place / "in").mkdir()
        (place / "out").mkdir()
        keep_building([place / "in"], place / "out", [])
    assert seen == [(place / "in", place / "out")]


def test_a_folder_that_is_made_again_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what changes while a build runs is not missed. Each build is the occasion for the next thing that happens."""
    folder, other = tmp_path / "in", tmp_path / "later"
    folder.mkdir()
    happens = iter(
        [
            lambda: shutil.rmtree(folder),
            folder.mkdir,
            lambda: (folder / "a.txt").write_text(TEXTS[0], "utf-8"),
            other.mkdir,
            lambda: (other / "b.txt").write_text(TEXTS[1], "utf-8"),
        ]
    )
    builds = []

    def build(*_: object, **__: object) -> None:
        builds.append(folder.is_dir())
        try:
            next(happens)()
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("subprocess.run", build)
    monkeypatch.setattr("kg.cli.watch._QUIET", 200)
    monkeypatch.setattr("kg.cli.watch._LOOK", 100)
    with pytest.raises(KeyboardInterrupt):
        keep_building([folder, other], tmp_path / "out", [])
    assert builds == [True, False, True, True, True, True]
