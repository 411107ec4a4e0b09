"""What the tests of the gold share: what rules and linkers make of a text, made once though several tests measure it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg import pipeline
from kg.link.resolve import resolve
from kg.model import Document, Links, Text
from kg.rules.engine import Family, Found, run

NOBODY = Document("", "", "")
_found: dict[tuple[object, ...], Found] = {}
_links: dict[Found, Links] = {}


def bare(text: Text) -> Text:
    """A text as rules and linkers may see it: without its document and the way back to it."""
    return Text(NOBODY, text.clean, (), text.blocks, text.sentences, text.articles, "", text.sections, text.tables)


def found_once(families: Sequence[Family], text: Text) -> Found:
    """All mentions in a text."""
    seen = bare(text)
    key = (seen.clean, seen.blocks, seen.sentences, seen.articles, seen.sections, seen.tables)
    found = _found.get(key)
    if found is None:
        found = _found[key] = run(families, seen)
        _links[found] = resolve(seen, found)
    return found


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deformations that are cleaned away leave the text that was read before."""
    monkeypatch.setattr(pipeline, "run", found_once)
    monkeypatch.setattr(pipeline, "resolve", lambda _, found: _links[found])
