"""What rules and linkers make of a text, made once though several tests measure it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.link.resolve import resolve
from kg.model import Document, Links, Text
from kg.rules.engine import Family, Found, run

NOBODY = Document("", "", "")
_found: dict[tuple[object, ...], Found] = {}
_links: dict[Found, Links] = {}


def bare(text: Text) -> Text:
    """A text as rules and linkers may see it: without its document and the way back to it."""
    return Text(NOBODY, text.clean, (), text.blocks, text.sentences, text.articles, "", text.sections, text.tables)


def all_of(text: Text) -> tuple[object, ...]:
    """All that rules and linkers see of a text."""
    return (text.clean, text.blocks, text.sentences, text.articles, text.sections, text.tables)


def found_once(families: Sequence[Family], text: Text) -> Found:
    """All mentions in a text."""
    key = all_of(text)
    found = _found.get(key)
    if found is None:
        seen = bare(text)
        found = _found[key] = run(families, seen)
        _links[found] = resolve(seen, found)
    return found


def links_once(_: Text, found: Found) -> Links:
    """What the linkers made of mentions that :func:`found_once` gave."""
    return _links[found]
