"""Regions while they are gathered over a text: what the gazetteer says of a key, and the regions that drafts become."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from kg.gazetteer.registry import registry
from kg.model import Place, Quote, Region


@dataclass
class Draft:
    """A region while its quotes are gathered."""

    key: str
    name: str
    kind: str
    level: str
    code: str | None
    above: str | None
    why: str
    aliases: set[str] = field(default_factory=set)
    quotes: list[Quote] = field(default_factory=list)


def key_of(place: Place) -> str | None:
    """The key of a place of the gazetteer."""
    if place.code is not None:
        return place.code
    for entry in registry().by_name.get(place.name, ()):
        above = registry().above(entry.key)
        if entry.name == place.name and (above.key if above else None) == place.parent:
            return entry.key
    return None


def above_key(key: str) -> str | None:
    """The key of what a place of the gazetteer lies in."""
    if len(key) == 12 and key.isdigit():
        return key[:9]
    if len(key) == 9 and key.isdigit():
        return key[:6] if registry().entry(key[:6]) else key[:4] + "00"
    above = registry().above(key)
    return None if above is None else above.key


def of_gazetteer(key: str) -> Draft:
    """The draft of a place of the gazetteer."""
    above, known = above_key(key), registry().entry(key)
    if known is not None:
        return Draft(key, known.name, known.kind, known.level, known.code, above, "")
    place = registry().place(key)
    assert place is not None, key
    return Draft(key, place.name, place.kind, place.level, key, above, "")


def build(drafts: dict[str, Draft], listed: Collection[str]) -> dict[str, Region]:
    """The regions of the drafts, each with what it lies in; those ``listed`` with what names them."""
    made: dict[str, Region] = {}

    def make(key: str) -> Region:
        if key not in made:
            draft = drafts[key]
            made[key] = Region(
                name=draft.name,
                kind=draft.kind,
                level=draft.level,
                code=draft.code,
                within=make(draft.above) if draft.above in drafts else None,
                aliases=frozenset(draft.aliases),
                quotes=tuple(sorted(set(draft.quotes))) if key in listed else (),
                why=draft.why,
            )
        return made[key]

    for key in drafts:
        make(key)
    return made
