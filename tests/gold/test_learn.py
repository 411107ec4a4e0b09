"""Texts to learn names from: marked rightly, none of them twice, and none that is scored elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

GOLD = Path(__file__).parent
KINDS = sorted((GOLD / "learn").glob("*.txt"))


def _texts(path: Path) -> list[str]:
    return path.read_text("utf-8").strip().split("\n\n")


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_every_text_is_short_and_its_names_are_marked(path: Path) -> None:
    for text in _texts(path):
        assert 50 <= len(text) <= 1600, text
        parts = text.replace("⟦", "\x00⟦").replace("⟧", "⟧\x00").split("\x00")
        marked = [p for p in parts if "⟦" in p or "⟧" in p]
        assert all(p.startswith("⟦") and p.endswith("⟧") and len(p) > 3 and "\n" not in p for p in marked), text


def test_no_text_stands_twice_or_is_scored() -> None:
    texts = [text.replace("⟦", "").replace("⟧", "") for path in KINDS for text in _texts(path)]
    assert len(texts) == len(set(texts)) >= 400
    sentences = [s for text in texts for s in text.split("。") if len(s) > 20]
    assert len(sentences) == len(set(sentences))
    scored = "".join(
        body
        for path in (GOLD / "cases").glob("*.json")
        for case in json.loads(path.read_text("utf-8"))
        for body in case["files"].values()
    )
    assert not [s for s in sentences if s in scored]
