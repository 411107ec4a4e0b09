"""Documents on a shelf are the documents that were put there, in memory or in a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Document, Given
from kg.text import shelf
from kg.text.printed import Printed
from kg.text.shelf import Shelf

LAYOUT = (Printed(0, 1, 10, 20, (0, 5, 10), 0.9), Printed(3, 1, 30, 40, (0, 7)))
DOCUMENTS = [
    Document("a" * 64, "a.txt", "高台县\n建成12个。", Given("2024-03-01", "某报")),
    Document("b" * 64, "b.pdf", "临泽县\ud800", layout=LAYOUT),
    Document("c" * 64, "c.txt", ""),
    Document("d" * 64, "d.txt", "字" * 40),
]


@pytest.mark.parametrize("most", [1000, 12, 0])
def test_what_was_put_there_is_there(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "IN_MEMORY", most)
    held = Shelf()
    light = [held.put(d) for d in DOCUMENTS]
    for document in (light[3], replace(light[1], name="other.pdf"), light[0], light[2]):
        held.append(document)
    expected = [DOCUMENTS[3], replace(DOCUMENTS[1], name="other.pdf"), DOCUMENTS[0], DOCUMENTS[2]]
    assert list(held) == list(held) == expected
    assert held[1:3] == expected[1:3]
    assert (held[-1], len(held)) == (DOCUMENTS[2], 4)
    assert held.ids == [d.id for d in expected]
    assert dict(held.texts) == {d.name: d.raw for d in expected}
    assert held.texts.get("no.txt") is None
    assert (sum(len(d.raw) for d in light) < 50) is (most < 1000)
