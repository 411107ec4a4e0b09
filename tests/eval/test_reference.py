"""`kg eval` gives the figures of the reference scorer, and the extractor knows no gold names."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from kg.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Path(__file__).parent / "reference"
GOLD = ROOT / "tests" / "gold"


def run(*args: object) -> str:
    command = [sys.executable, *map(str, args)]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def test_same_figures_as_the_reference(tmp_path: Path) -> None:
    graph = ROOT / "out" / "graph.ttl"
    run(REFERENCE / "from_ttl.py", graph, ROOT / "ontology" / "kinds.ttl", tmp_path)
    expected = json.loads(run(REFERENCE / "score.py", GOLD / "seeds", tmp_path, "--json"))
    result = CliRunner().invoke(app, ["eval", str(graph), "--gold", str(GOLD / "seeds"), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.output) == expected


def test_no_gold_name_in_the_extractor() -> None:
    command = [sys.executable, REFERENCE / "leak.py", GOLD / "seeds", ROOT / "kg"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
