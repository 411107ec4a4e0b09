"""Every command of the tutorial runs and says what the page shows, in both languages."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"en": "tutorial.md", "zh": "tutorial.zh-CN.md"}
BLOCK = re.compile(r"```(sh|text)\n(.*?)```", re.S)


def steps(page: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a page with the lines that must be in its output."""
    command, lines = "", []
    for kind, body in BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8")):
        if kind == "sh":
            if command:
                yield command, lines
            command, lines = body.strip(), []
        else:
            lines = body.strip().splitlines()
    yield command, lines


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seeds, and with the graph that the first command makes of them."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder


def run(command: str, lang: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "kg"
    result = CliRunner().invoke(app, ["--lang", lang, *arguments])
    assert result.exit_code == 0, (command, result.output)
    return result.output


def test_both_pages_have_the_same_commands() -> None:
    english, chinese = ([c for c, _ in steps(page)] for page in PAGES.values())
    assert english == chinese
    assert len(english) == 11


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_shows_what_the_commands_say(folder: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    for command, lines in steps(PAGES[lang]):
        if command.startswith("kg build") and (folder / "out" / "graph.ttl").is_file():
            continue  # built for the page before
        output = " ".join(run(command, lang).split())
        for line in lines:
            file, colon, words = line.partition(": ")
            text = (folder / file).read_text(encoding="utf-8") if colon else output
            assert (words if colon else line) in text.replace("\\", ""), (command, line)
