"""What is read of policy documents: both halves of the gold hold their floor, and the graph of every notice is sound."""

from __future__ import annotations

import sys
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from kg.graph.check import check
from kg.graph.write import write_turtle
from kg.model import Document
from kg.pipeline import build

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
from score_policies import score  # noqa: E402 - a script, not a module of the package


@pytest.mark.parametrize(("half", "floor"), [("open", 0.95), ("closed", 0.90)])
def test_the_particulars_of_documents_hold_their_floor(half: str, floor: float) -> None:
    right, missed, wrong, _ = score(half)
    f1 = 2 * right.total() / (2 * right.total() + missed.total() + wrong.total())
    assert f1 >= floor


def test_the_graph_of_the_notices_is_sound(tmp_path: Path) -> None:
    documents = []
    for half in ("open", "closed"):
        gold = tomllib.loads((ROOT / f"tests/gold/policies/{half}.toml").read_text("utf-8"))
        for i, notice in enumerate(gold["notice"]):
            raw = notice["text"].strip("\n")
            documents.append(Document(sha256(raw.encode()).hexdigest(), f"{half}{i}.txt", raw))
    assert len(documents) >= 40
    write_turtle(build(documents), tmp_path / "graph.ttl")
    findings = [f for f in check(tmp_path / "graph.ttl") if f.severity == "violation"]
    assert findings == []
