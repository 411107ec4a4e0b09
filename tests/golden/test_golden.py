"""Small inputs with the whole graph that they give: any change of it must be meant.

To accept a change: ``python tests/golden/test_golden.py`` writes every out.ttl again; read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.settle import settle
from kg.graph.write import write_turtle
from kg.pipeline import build, build_one
from kg.text.read import read_document

FOLDERS = sorted(f.parent for f in Path(__file__).parent.glob("*/in.txt"))


def turtle(folder: Path, target: Path) -> bytes:
    write_turtle(build([read_document(folder / "in.txt", "in.txt")]), target)
    return target.read_bytes()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_golden(folder: Path, tmp_path: Path) -> None:
    first = turtle(folder, tmp_path / "first.ttl")
    assert first == turtle(folder, tmp_path / "second.ttl")
    assert first.decode() == (folder / "out.ttl").read_text("utf-8")


def test_any_split_of_the_input_gives_the_same_union() -> None:
    documents = [read_document(f / "in.txt", f"{f.name}.txt") for f in FOLDERS]
    whole = build(documents)
    for cut in range(1, len(documents)):
        one, other = documents[:cut], documents[cut:]
        parts = {fact for half in (other, one) for d in half for fact in build_one(d)}
        assert settle(parts) == whole


if __name__ == "__main__":
    for each in FOLDERS:
        turtle(each, each / "out.ttl")
