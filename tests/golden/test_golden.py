"""Small inputs with the whole graph that they give: any change of it must be meant.

To accept a change: ``python tests/golden/test_golden.py`` writes every out.ttl again; read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.write import write_turtle
from kg.pipeline import build
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


if __name__ == "__main__":
    for each in FOLDERS:
        turtle(each, each / "out.ttl")
