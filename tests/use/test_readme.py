"""What the READMEs show works: the query has an answer, the commands run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kg.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "README.zh-CN.md")


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", (ROOT / page).read_text("utf-8"), re.S)


@pytest.mark.parametrize("page", PAGES)
def test_the_query_has_an_answer(page: str) -> None:
    store = ox.Store()
    store.bulk_load(path=str(ROOT / "out" / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    found = blocks(page, "sparql")
    assert found
    for query in found:
        solutions = store.query(query)
        assert isinstance(solutions, ox.QuerySolutions)
        assert [row["position"].value for row in solutions] == ["1", "2", "3", "4"]


def commands(page: str) -> list[tuple[str, ...]]:
    """The commands of a page in its order."""
    lines = [x for block in blocks(page, "sh") for x in block.splitlines() if "bin/kg " in x]
    return [tuple(shlex.split(line, comments=True)[1:]) for line in lines]


def test_the_commands_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = [commands(page) for page in PAGES]
    for own in shown:
        assert {"build", "check", "compare", "ask", "why", "serve"} <= {c[0] for c in own}
    for arguments in dict.fromkeys(c for own in shown for c in own):
        # What writes, waits or speaks to other machines is run by tests of its own.
        if arguments[0] in ("build", "load", "serve", "mcp") or "--endpoint" in arguments:
            arguments = (arguments[0], "--help")
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, (arguments, result.output)
