"""Adoptions and recognitions of a graph as records, and the words for their kinds and levels."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.terms import DCTERMS, DJ, SCHEMA
from kg.use.fields import Fields, whole
from kg.use.reader import Reader
from kg.use.records import AdoptionOf, RecognitionOf


def _one(said: Fields, predicate: str) -> str | None:
    return said[predicate][0].value if said.get(predicate) else None


def adoptions(reader: Reader) -> list[AdoptionOf]:
    """All adoptions, by programme, year, order and place in the text."""
    return sorted((_adoption(reader, n) for n in st.instances(reader.store, "dj:Adoption")), key=_key)


def _key(a: AdoptionOf) -> tuple[str, int, int, str, int, str]:
    first = a.sources[0] if a.sources else None
    where = (first.document, first.start) if first else ("", 0)
    return a.what, a.year or 9999, a.order or 0, *where, a.iri


def _adoption(reader: Reader, node: ox.NamedNode) -> AdoptionOf:
    said = reader.fields(node)
    return AdoptionOf(
        iri=node.value,
        kind=reader.notation(_one(said, DCTERMS + "type")) or "",
        who=_one(said, DJ + "adopter") or "",
        what=_one(said, DJ + "adopted") or "",
        year=whole(_one(said, DJ + "year")),
        date=_one(said, DCTERMS + "date"),
        order=whole(_one(said, SCHEMA + "position")),
        first_in=_one(said, DJ + "firstIn"),
        level=reader.notation(_one(said, DJ + "level")),
        learned_from=_one(said, DJ + "learnedFrom"),
        pushed_by=_one(said, DJ + "pushedBy"),
        became=_one(said, DJ + "became"),
        sources=reader.sources(said),
    )


def recognitions(reader: Reader) -> list[RecognitionOf]:
    """All recognitions, by programme, year and kind."""
    found = [_recognition(reader, n) for n in st.instances(reader.store, "dj:Recognition")]
    return sorted(found, key=lambda r: (r.what, r.year or 9999, r.kind, r.iri))


def _recognition(reader: Reader, node: ox.NamedNode) -> RecognitionOf:
    said = reader.fields(node)
    by = _one(said, DJ + "recognisedBy")
    return RecognitionOf(
        iri=node.value,
        kind=reader.notation(_one(said, DCTERMS + "type")) or "",
        what=_one(said, DJ + "recognised") or "",
        level=reader.notation(_one(said, DJ + "level")),
        by=reader.name(by) if by else _one(said, DJ + "medium"),
        title=_one(said, DCTERMS + "title"),
        year=whole(_one(said, DJ + "year")),
        date=_one(said, DCTERMS + "date"),
        sources=reader.sources(said),
    )
