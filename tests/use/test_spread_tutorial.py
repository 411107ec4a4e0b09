"""The tutorial from a folder of reports to the tables of a paper: every command and every program runs and says what the page shows."""

from __future__ import annotations

import re
import shlex
import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {"en": "spread.md", "zh": "spread.zh-CN.md"}
BLOCK = re.compile(r"```(sh|python|text)\n(.*?)```", re.S)


def blocks(page: str) -> list[tuple[str, str]]:
    return [(k, body.strip()) for k, body in BLOCK.findall((DOCS / page).read_text("utf-8"))]


def test_both_pages_have_the_same_commands_and_programs() -> None:
    english, chinese = ([b for b in blocks(p) if b[0] != "text"] for p in PAGES.values())
    assert english == chinese
    assert len(english) == 8


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_shows_what_it_gives(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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
        elif kind == "python":
            with redirect_stdout(StringIO()) as said:
                exec(body, names)
            output = said.getvalue()
        else:
            shown = " ".join(output.split())
            for line in body.splitlines():
                file, colon, words = line.partition(": ")
                text = Path(file).read_text("utf-8") if colon else shown
                assert (words if colon else line) in text, line
