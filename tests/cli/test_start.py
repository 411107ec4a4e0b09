"""How the command line starts: quickly, with the help that the commands have, and with --lang at any place."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import COMMANDS, app, language_first, loaded

# What is slow to import is loaded by the command that needs it, and when it does.
HEAVY = ("rdflib", "pyshacl", "networkx", "pyvis", "IPython", "pypinyin", "uvicorn", "jieba")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_itself(name: str) -> None:
    assert loaded(name).help.splitlines()[0] == COMMANDS[name][1]
    told = CliRunner(env={"COLUMNS": "200"}).invoke(app, [name, "--help"]).output
    assert f"Usage: kg {name} " in told
    assert COMMANDS[name][1] in told


@pytest.mark.parametrize("name", [*COMMANDS, None])
def test_no_help_is_cut_in_a_terminal_of_eighty_columns(name: str | None) -> None:
    told = CliRunner(env={"COLUMNS": "80"}).invoke(app, [name, "--help"] if name else ["--help"]).output
    assert not [line for line in told.splitlines() if "…" in line and "k8s://…" not in line]


def imported(code: str) -> tuple[frozenset[str], float]:
    """The modules that are there after some code, and the seconds of processor time that it took."""
    ask = f"{code}\nimport sys; print(*sys.modules)"
    before = os.times()
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    after = os.times()
    return frozenset(told.stdout.split()), after[2] + after[3] - before[2] - before[3]


def test_help_loads_no_command() -> None:
    run = "from kg.cli.app import app\ntry: app(['--help'])\nexcept SystemExit: pass"
    modules, _ = imported(run)
    assert not {m for m in modules if m.startswith(("kg.rules", "kg.use", "kg.graph"))}


@pytest.mark.parametrize("module", sorted({where.partition(":")[0] for where, _ in COMMANDS.values()}))
def test_a_command_is_ready_at_once_and_loads_what_it_needs_alone(module: str) -> None:
    modules, seconds = imported(f"import {module}")
    assert not modules & {*HEAVY, "kg.rules.all", "kg.pipeline"}
    bare = worked("-c", "import typer, typer.rich_utils")
    assert seconds < 4 * bare or worked("-c", f"import {module}") < 4 * bare


def worked(*arguments: str) -> float:
    """Seconds of processor time, which a busy machine does not make many more; the best of three."""

    def once() -> float:
        before = os.times()
        subprocess.run((sys.executable, *arguments), capture_output=True, check=True)
        after = os.times()
        return after[2] + after[3] - before[2] - before[3]

    return min(once() for _ in range(3))


def test_help_comes_at_once() -> None:
    # Beside an interpreter that does nothing but load the library of the command line.
    bare = worked("-c", "import typer, typer.rich_utils")
    assert worked("-m", "kg", "--help") < 2 * bare


@pytest.mark.parametrize(
    "args", [["--lang", "en", "ask", "--list"], ["ask", "--lang", "en", "--list"], ["ask", "--list", "--lang=en"]]
)
def test_the_language_may_stand_anywhere(args: list[str]) -> None:
    assert language_first(args)[0].startswith("--lang")
    assert CliRunner().invoke(app, args).exit_code == 0


def test_a_text_after_two_hyphens_is_no_option() -> None:
    assert language_first(["why", "--", "--lang"]) == ["why", "--", "--lang"]
    assert language_first(["ask", "--lang"]) == ["--lang", "ask"]


def test_the_way_out_names_the_folder_at_hand(tmp_path: Path) -> None:
    graph = tmp_path / "mine" / "graph.ttl"
    told = CliRunner().invoke(app, ["check", str(graph), "--lang", "en"])
    assert told.exit_code == 2
    assert f"kg build FOLDER -o {graph.parent}" in "".join(told.output.splitlines())


@pytest.mark.parametrize(
    ("args", "zh", "en"),
    [
        (["bulid"], "没有 bulid 这个命令；是否要用：build", "there is no command bulid; did you mean: build"),
        (["build"], "缺少参数 PATH（文件", "the argument PATH is missing (file"),
        (["why"], "缺少参数 text", "the argument text is missing"),
        (["export"], "缺少选项 --to", "the option --to is missing"),
        (["export", "--to"], "选项 --to 后面要写一个值", "the option --to needs a value behind it"),
        (["build", "a", "--outt", "x"], "没有 --outt 这个选项；是否要用：--output", "there is no option --outt"),
        (
            ["ask", "x", "-f", "doc"],
            "--format 不能写 doc；可用：table, csv",
            "--format cannot be doc; choose one of: table",
        ),
        (["serve", "--port", "x"], "--port 要写一个整数", "--port must be a whole number"),
        (["serve", "--port", "99999"], "--port 不能大于 65535", "--port must be 65535 or less"),
        (["compare", "--top", "0"], "--top 不能小于 1", "--top must be 1 or more"),
        (["build", "a", "--time-limit", "x"], "--time-limit 要写一个数", "--time-limit must be a number"),
        (["check", "a", "b"], "多写了：b", "more than the command takes: b"),
        (["--nothing"], "没有 --nothing 这个选项", "there is no option --nothing"),
    ],
)
def test_a_command_line_that_is_wrong_is_told_in_the_language_of_the_run(args: list[str], zh: str, en: str) -> None:
    for lang, words, usage in (("zh", zh, "用法：kg"), ("en", en, "usage: kg")):
        told = CliRunner().invoke(app, [*args, "--lang", lang] if args[-1] != "--to" else ["--lang", lang, *args])
        assert told.exit_code == 2
        assert words in told.output
        assert usage in told.output or args[-1] == "--to"
        assert "Traceback" not in told.output


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kg com", "compare"),
        ("kg compare --ran", "--ranked"),
        ("kg compare -g {graph} 高", "高台县"),
        ("kg compare -g {graph} --like 陇", "陇县"),
        ("kg ask for", "formulas"),
    ],
)
def test_a_tab_offers_commands_options_regions_and_queries(words: str, offered: str) -> None:
    graph = Path(__file__).resolve().parents[2] / "out" / "graph.ttl"
    line = words.format(graph=graph)
    asked = {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
    run = CliRunner(env=asked).invoke(app, [], prog_name="kg")
    assert offered in run.output.splitlines()


def test_a_command_ends_at_once_and_leaves_nothing_undone(tmp_path: Path) -> None:
    """Its code is told, what it said is all there, and what it kept for a while is gone."""
    (tmp_path / "tmp").mkdir()
    script = (
        "import atexit, sys, pathlib, kg.cli.app as app\n"
        f"mark = pathlib.Path({str(tmp_path / 'tmp' / 'mark')!r}); mark.touch()\n"
        "atexit.register(mark.unlink)\n"
        "sys.argv = ['kg', *sys.argv[1:]]; print('x' * 100_000); app.main()\n"
    )
    for arguments, code in ((["--version"], 0), (["nosuch"], 2), (["check", "no.ttl"], 2)):
        command = [sys.executable, "-c", script, *arguments]
        found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert found.returncode == code, found.stderr
        assert found.stdout.startswith("x" * 100_000 + "\n")
        assert not (tmp_path / "tmp" / "mark").exists()
