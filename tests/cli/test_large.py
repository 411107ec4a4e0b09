"""A build that does not fit into the memory that it allows itself writes the same bytes as one that does."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import build as building
from kg.cli.app import app
from kg.graph import blocks, ordered
from kg.text import shelf
from recombine import reports


def built(source: Path, output: Path, *options: str) -> dict[str, bytes]:
    """What a build writes, by file."""
    result = CliRunner().invoke(app, ["build", str(source), "-o", str(output), "-j", "1", *options])
    assert result.exit_code == 0, result.output
    files = (f for f in output.rglob("*") if f.is_file() and not f.name.startswith(".kg-"))
    assert not (output / ".kg-scratch").exists()
    return {f.relative_to(output).as_posix(): f.read_bytes() for f in files}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for document in reports(6, seed=5):
        (folder / document.name).write_text(document.raw, "utf-8")
    return folder


@pytest.mark.parametrize("options", [(), ("--min-confidence", "0.9")])
def test_a_large_build_is_that_of_a_small_one(
    source: Path, options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = built(source, tmp_path / "small", *options)
    assert {"graph.ttl", "graph.html"} < set(small)
    monkeypatch.setattr(ordered, "LIMIT", 200)
    monkeypatch.setattr(ordered, "WIDTH", 4)
    monkeypatch.setattr(blocks, "_IN_MEMORY", 1)
    monkeypatch.setattr(shelf, "IN_MEMORY", 1)
    monkeypatch.setattr(building, "_AT_ONCE", 4)
    first = built(source, tmp_path / "large", *options)
    assert first == small
    assert built(source, tmp_path / "large", *options) == small  # with all documents known
