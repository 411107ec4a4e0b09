"""The folder of outputs: a person's own files are safe, outputs are no inputs, and a build stands whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import kg
from filelock import FileLock

from kg.graph.write import write_whole
from kg.text.kept import KeptTexts, kept_name, kept_text
from kg.text.outfolder import MANIFEST, OutFolder, finish, manifest, outputs_below

A = "海宁市深入实施“潮乡先锋”工程，建成示范点12个，村均收入34万元。"
B = "临泽县推行“枣乡红”行动，建成示范点7个。"


def state(folder: Path) -> dict[str, bytes]:
    """All files below a folder but what a build notes for itself."""
    own = (".kg-lock", ".kg-store", ".kg-last.ttl")
    files = (f for f in folder.rglob("*") if f.is_file() and f.name not in own)
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in files}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(A, "utf-8")
    return tmp_path


# ---------------------------------------------------------------- a person's own files


def test_reports_in_a_folder_named_texts_are_not_overwritten(home: Path) -> None:
    (home / "texts" / "a.txt").write_bytes(A.encode("gb18030"))
    before = state(home)
    result = kg("build", home / "texts", "-o", home, "--no-page")
    assert result.exit_code == 2
    assert "not overwritten" in result.output
    assert state(home) == before


def test_a_report_below_texts_is_not_overwritten_by_the_kept_text_of_another(home: Path) -> None:
    (home / "a.txt").write_text(B, "utf-8")
    before = state(home)
    result = kg("build", home, "-o", home, "--no-page")
    assert (result.exit_code, "not overwritten" in result.output) == (2, True)
    assert state(home) == before


@pytest.mark.parametrize("name", ["graph.ttl", "graph.html", "kg-manifest.json", "texts"])
def test_a_file_of_an_output_s_name_is_not_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(A, "utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("mine", "utf-8")
    result = kg("build", tmp_path / "a.txt", "-o", out)
    assert (result.exit_code, "not overwritten" in result.output) == (2, True)
    assert state(out) == {name: b"mine"}


def test_a_link_out_of_the_folder_is_not_followed(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "texts").symlink_to(home / "texts")
    before = state(home / "texts")
    assert kg("build", home / "texts", "-o", out, "--no-page").exit_code == 2
    assert state(home / "texts") == before


def test_what_is_read_is_never_written(home: Path) -> None:
    out = home / "out"
    assert kg("build", home / "texts", "-o", out, "--no-page").exit_code == 0
    before = state(out)
    result = kg("build", out / "texts", "-o", out, "--no-page")
    assert (result.exit_code, "to be read" in result.output) == (2, True)
    assert state(out) == before
    again = kg("build", out / "texts", "-o", home / "other", "--no-page")
    assert again.exit_code == 0, again.output


def test_a_file_changed_by_hand_is_kept(home: Path) -> None:
    out = home / "out"
    kg("build", home / "texts", "-o", out, "--no-page")
    mine = (out / "graph.ttl").read_text("utf-8").replace("340000", "350000")
    (out / "graph.ttl").write_text(mine, "utf-8")
    for _ in range(2):  # it stays when nothing changes any more
        result = kg("build", home, "-o", out, "--no-page")
        assert result.exit_code == 0, result.output
        assert (out / "graph.changed-1.ttl").read_text("utf-8") == mine
    assert "350000" not in (out / "graph.ttl").read_text("utf-8")
    assert not (out / "graph.changed-2.ttl").exists()


def test_a_manifest_of_someone_else_takes_nothing_away(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "a.txt").write_text(A, "utf-8")
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    evil = '{"files": {"../mine.txt": "0", "/etc/x": "0", "graph.ttl": "0"}, "aside": []}'
    (out / MANIFEST).write_text(evil, "utf-8")
    assert kg("build", tmp_path / "a.txt", "-o", out, "--no-page").exit_code == 0
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"


def test_no_other_command_writes_over_a_graph_or_a_kept_text(home: Path) -> None:
    out = home / "out"
    kg("build", home / "texts", "-o", out)
    before, graph = state(out), out / "graph.ttl"
    for target in (graph, out / "texts" / "a.txt", out / "kg-manifest.json"):
        for command in (
            ("ask", "regions", "-g", graph, "-f", "csv"),
            ("compare", "海宁市", "--adoption", "-g", graph, "-f", "csv"),
            ("export", "--to", "ntriples", "-g", graph),
            ("view", graph),
        ):
            result = kg(*command, "-o", target)
            assert (result.exit_code, "not overwritten" in result.output) == (2, True), command
    assert state(out) == before
    assert kg("view", graph).exit_code == 0
    assert kg("build", home / "texts", "-o", out).exit_code == 0
    assert state(out) == before  # a page written anew was nobody's own work


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_device_or_pipe_is_never_replaced(home: Path) -> None:
    result = kg("build", home / "texts", "-o", "/dev/null")
    assert (result.exit_code, "name a folder" in result.output) == (2, True)
    graph = home / "out" / "graph.ttl"
    kg("build", home / "texts", "-o", home / "out", "--no-page")
    assert kg("ask", "regions", "-g", graph, "-f", "csv", "-o", "/dev/null").exit_code == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    link = home / "link.csv"
    link.symlink_to(home / "real.csv")
    write_whole(link, b"x")
    assert link.is_symlink()
    assert (home / "real.csv").read_bytes() == b"x"


# ---------------------------------------------------------------- outputs are no inputs


def test_outputs_inside_the_input_are_not_read(home: Path) -> None:
    first = kg("build", home, "-o", home / "texts" / "out")
    assert first.exit_code == 0, first.output
    graph = (home / "texts" / "out" / "graph.ttl").read_bytes()
    own = home / "texts" / "out" / "own.txt"
    second = kg("build", home, "-o", home / "texts" / "out")
    assert second.exit_code == 0, second.output
    assert (home / "texts" / "out" / "graph.ttl").read_bytes() == graph
    own.write_text(B, "utf-8")  # a report that lies among outputs is still a report
    kg("build", home, "-o", home / "other", "--no-page")
    assert "texts/texts/out/own.txt" in manifest(home / "other")


def test_texts_of_an_input_that_is_gone_go_too(home: Path) -> None:
    out = home / "out"
    (home / "texts" / "deep").mkdir()
    (home / "texts" / "deep" / "b.txt").write_text(B, "utf-8")
    kg("build", home / "texts", "-o", out)
    assert (out / "texts" / "deep" / "b.txt").is_file()
    (out / "mine.txt").write_text("mine", "utf-8")
    shutil.rmtree(home / "texts" / "deep")
    kg("build", home / "texts", "-o", out, "--no-page")
    fresh = home / "fresh"
    kg("build", home / "texts", "-o", fresh, "--no-page")
    assert {k: v for k, v in state(out).items() if k != "mine.txt"} == state(fresh)
    assert (out / "mine.txt").read_text("utf-8") == "mine"


def test_outputs_of_a_version_without_manifests_are_known(home: Path) -> None:
    out = home / "out"
    kg("build", home / "texts", "-o", out)
    (out / MANIFEST).unlink()
    assert {f.name for f in outputs_below(home)} >= {"graph.ttl", "graph.html", "a.txt"}
    assert kg("build", home, "-o", out).exit_code == 0
    assert set(manifest(out)) == {"graph.ttl", "graph.html", "texts/texts/a.txt"}


# ---------------------------------------------------------------- whole or not at all


def test_a_second_build_into_the_folder_is_refused(home: Path) -> None:
    out = home / "out"
    kg("build", home / "texts", "-o", out, "--no-page")
    before = state(out)
    with FileLock(out / ".kg-lock"):
        result = kg("build", home / "texts", "-o", out, "--no-page")
    assert (result.exit_code, "another kg build" in result.output) == (2, True)
    assert state(out) == before


@contextlib.contextmanager
def failing(at: int, with_: type[BaseException]) -> Iterator[list[int]]:
    """The ``at``-th call that changes a folder fails, and so does every later one."""
    calls = [0]
    names = ("replace", "rename", "unlink", "rmdir", "mkdir", "open")
    real = {name: getattr(os, name) for name in names}

    def wrap(name: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            if name != "open" or (len(args) > 1 and args[1] & os.O_CREAT):
                calls[0] += 1
                if calls[0] >= at:
                    raise with_(errno.ENOSPC, "no space")
            return real[name](*args, **kwargs)

        return call

    for name in names:
        setattr(os, name, wrap(name))
    try:
        yield calls
    finally:
        for name in names:
            setattr(os, name, real[name])


class Killed(BaseException):
    """The process ends."""


def _old_and_new(out: Path, *, changed: bool) -> None:
    with OutFolder(out) as folder:
        for name in ("graph.ttl", "texts/a.txt", "texts/gone/b.txt", "graph.html"):
            (folder.new / name).parent.mkdir(parents=True, exist_ok=True)
            (folder.new / name).write_text("old", "utf-8")
        folder.commit()
    if changed:
        (out / "texts" / "a.txt").write_text("by hand", "utf-8")


def _write_new(out: Path) -> None:
    with OutFolder(out) as folder:
        for name in ("graph.ttl", "texts/a.txt", "texts/new/c.txt"):
            (folder.new / name).parent.mkdir(parents=True, exist_ok=True)
            (folder.new / name).write_text("new", "utf-8")
        folder.commit()


@pytest.mark.parametrize("changed", [False, True])
@pytest.mark.parametrize("with_", [OSError, Killed])
def test_every_call_that_fails_leaves_the_old_or_the_new_outputs(
    tmp_path: Path, with_: type[BaseException], changed: bool
) -> None:
    _old_and_new(tmp_path / "model", changed=changed)
    old = state(tmp_path / "model")
    _write_new(tmp_path / "model")
    new = state(tmp_path / "model")
    seen = set()
    for at in range(1, 200):
        out = tmp_path / f"out{at}"
        _old_and_new(out, changed=changed)
        with failing(at, with_) as calls, contextlib.suppress(OSError, Killed):
            _write_new(out)
        finish(out)  # what any command does first
        shutil.rmtree(out / ".kg-new", ignore_errors=True)
        now = state(out)
        assert now in (old, new), at
        seen.add(now == new)
        if calls[0] < at:
            break
    assert seen == {False, True}


def test_a_killed_build_leaves_the_last_good_graph(home: Path) -> None:
    out = home / "out"
    kg("build", home / "texts", "-o", out, "--no-page")
    before = state(out)
    (home / "texts" / "b.txt").write_text(B, "utf-8")
    code = (
        "import os,kg.text.outfolder as o; o._finish=lambda f: os.path.isdir(f/'.kg-ready') and os.kill(os.getpid(),9);"
    )
    code += "from kg.cli.app import app; app()"
    command = [sys.executable, "-c", code, "build", home / "texts", "-o", out, "--no-page"]
    killed = subprocess.run(command, capture_output=True, check=False)
    assert killed.returncode == -9
    assert {k: v for k, v in state(out).items() if not k.startswith(".kg")} == before
    assert kg("check", out / "graph.ttl").exit_code == 0  # finishes what was committed
    assert "texts/b.txt" in state(out)


def test_an_error_while_writing_leaves_nothing_behind(tmp_path: Path) -> None:
    _old_and_new(tmp_path, changed=False)
    before = state(tmp_path)
    with contextlib.suppress(RuntimeError), OutFolder(tmp_path) as folder:
        (folder.new / "graph.ttl").write_text("half", "utf-8")
        raise RuntimeError
    assert state(tmp_path) == before


# ---------------------------------------------------------------- names


def test_names_that_a_file_system_could_not_hold(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    long = "关于" * 41 + ".txt"  # 250 bytes
    (folder / long).write_text(A, "utf-8")
    (folder / ("很长的名字" * 16 + ".html")).write_text(f"<h1>x</h1><p>{B}</p>", "utf-8")
    odd = os.fsencode(str(folder)) + b"/" + "高台县".encode("gb18030") + b".txt"
    with open(odd, "wb") as file:  # noqa: PTH123 - a name that is no UTF-8
        file.write((A + "另建阵地3个。").encode())
    out = tmp_path / "out"
    result = kg("build", folder, "-o", out)
    assert result.exit_code == 0, result.output
    assert (out / "texts" / "高台县.txt").is_file()
    assert kg("check", out / "graph.ttl").exit_code == 0
    assert kg("view", out / "graph.ttl").exit_code == 0
    assert len(KeptTexts(out / "texts")) == 3
    assert KeptTexts(out / "texts")[long] == A
    assert kept_name("很" * 200) != kept_name("很" * 201)


def test_a_name_in_a_graph_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    for name in ("../secret.txt", str(tmp_path / "secret.txt")):
        assert kept_text(tmp_path / "texts", name) is None
        assert KeptTexts(tmp_path / "texts").get(name) is None


# ---------------------------------------------------------------- names that harm


def test_a_link_to_itself_is_named_and_stops_nothing(home: Path) -> None:
    (home / "texts" / "self.txt").symlink_to("self.txt")
    (home / "loop").symlink_to("loop")
    result = kg("build", home / "texts", "-o", home / "out", "--no-page")
    assert result.exit_code == 1
    assert "self.txt: it cannot be opened" in result.output
    assert "Traceback" not in result.output
    assert (home / "out" / "graph.ttl").is_file()
    export = kg("export", "--to", "nt", "-g", home / "out" / "graph.ttl", "-o", home / "loop")
    assert not isinstance(export.exception, RuntimeError)


def test_the_name_of_a_file_steers_no_terminal(home: Path) -> None:
    name = "\x1b[31m\x07\x9b2J\u202e.txt"
    (home / "texts" / name).write_bytes(b"")
    result = kg("build", home / "texts", "-o", home / "out", "--no-page")
    assert r"\x1b[31m\x07\x9b2J\u202e.txt: it is empty" in result.output
    assert not set("\x1b\x07\x9b\u202e") & set(result.output)


def test_neither_a_report_nor_a_graph_of_others_steers_the_terminal(home: Path) -> None:
    """Only names of files were made harmless; words of reports came to the terminal as they are."""
    odd = "潮\x1b]0;x\x07乡\x9b2J先锋"
    (home / "texts" / "evil.txt").write_text(A.replace("潮乡先锋", odd), "utf-8")
    kg("build", home / "texts" / "a.txt", "-o", home / "out", "--no-page")
    graph = (home / "out" / "graph.ttl").read_text("utf-8")
    assert "潮乡先锋" in graph
    evil = "潮\\u001B]0;x\\u0007\\u009B2J\\u202E先锋"
    (home / "evil.ttl").write_text(graph.replace("潮乡先锋", evil), "utf-8")
    told = [
        kg("why", home / "texts" / "evil.txt"),
        kg("diff", home / "out", home / "evil.ttl"),
        kg("check", home / "evil.ttl"),
        kg("review", home / "evil.ttl"),
        kg("review", home / "evil.ttl", "-f", "toml"),
    ]
    for result in told:
        assert not isinstance(result.exception, (OSError, ValueError, LookupError)), result
        assert not set("\x1b\x07\x9b\u202e") & set(result.output), result.output
    assert r"\x1b" in told[0].output + told[1].output
