"""Facts: what is stated of things, in the terms of the ontology."""

from __future__ import annotations

from typing import NamedTuple


class Fact(NamedTuple):
    """One RDF triple in plain strings. ``datatype`` is empty for an IRI object, ``@zh-Hans`` (with the
    language) for a language-tagged text, else the IRI of the literal's datatype."""

    subject: str
    predicate: str
    object: str
    datatype: str = ""
