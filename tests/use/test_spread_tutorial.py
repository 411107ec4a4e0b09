"""The tutorial from a folder of reports to the tables of a paper: every command and every program runs and says what the page shows."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {"en": "spread.md", "zh": "spread.zh-CN.md"}
BLOCK = re.compile(r"```(sh|python|r|text)\n(.*?)```", re.S)
TABLES = 3  # commands up to the tables


def blocks(page: str) -> list[tuple[str, str]]:
    return [(k, body.strip()) for k, body in BLOCK.findall((DOCS / page).read_text("utf-8"))]


def test_both_pages_have_the_same_commands_and_programs() -> None:
    english, chinese = ([b for b in blocks(p) if b[0] != "text"] for p in PAGES.values())
    assert english == chinese
    assert len(english) == 10


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_shows_what_it_gives(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DOCS / "spread", tmp_path / "spread")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    output = ""
    for kind, body in blocks(PAGES[lang]):
        if kind == "sh":
            program, *arguments = shlex.split(body)
            assert program == "kg"
            result = CliRunner().invoke(app, ["--lang", lang, *arguments])
            assert result.exit_code == 0, (body, result.output)
            output = result.output
        elif kind == "r":
            output = ""  # what follows is what R says: the test below
        elif kind == "python":
            with redirect_stdout(StringIO()) as said:
                exec(body, names)
            output = said.getvalue()
        else:
            shown = " ".join(output.split())
            for line in body.splitlines() if output else ():
                file, colon, words = line.partition(": ")
                text = Path(file).read_text("utf-8") if colon else shown
                assert (words if colon else line) in text, line


def test_r_reads_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed: what the page shows of it is not run")
    shutil.copytree(DOCS / "spread", tmp_path / "spread")
    monkeypatch.chdir(tmp_path)
    page = blocks(PAGES["en"])
    for body in [b for kind, b in page if kind == "sh"][:TABLES]:
        result = CliRunner().invoke(app, ["--lang", "en", *shlex.split(body)[1:]])
        assert result.exit_code == 0, (body, result.output)
    at = next(i for i, (kind, _) in enumerate(page) if kind == "r")
    (tmp_path / "page.r").write_text(page[at][1], "utf-8")
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    run = subprocess.run([program, "page.r"], capture_output=True, text=True, check=False, env=environment)
    assert run.returncode == 0, run.stderr
    shown = " ".join(run.stdout.split())
    assert all(" ".join(line.split()) in shown for line in page[at + 1][1].splitlines()), shown
