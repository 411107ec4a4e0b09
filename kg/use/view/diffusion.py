"""What the page calls an adoption and a recognition: one line that says who did what when."""

from __future__ import annotations

from collections.abc import Mapping

from kg.graph.terms import DCTERMS, DJ, DK, SCHEMA
from kg.use.view.words import TYPES

KINDS = frozenset(i for i, row in enumerate(TYPES) if row.key in ("adoption", "recognition"))
Ends = Mapping[tuple[str, str], str]
Words = Mapping[str, tuple[str, str]]
Facts = Mapping[str, list[str]]


def when(type_: int, facts: Facts) -> tuple[str, str]:
    """In which order the page lists adoptions and recognitions: who was first, then by year and the order of the text."""
    if type_ not in KINDS:
        return "", ""
    year = (facts.get(DJ + "year") or ["9999"])[0]
    first = DK + "adoption-first" in facts.get(DCTERMS + "type", ())
    return ("" if first else year), (facts.get(SCHEMA + "position") or [""])[0].zfill(4)


def line(iri: str, facts: Facts, ends: Ends, words: Words) -> tuple[str, str]:
    """The line in Chinese and in English. ``ends`` maps a node and a predicate to the name of what it leads to, ``words``
    a concept to its words."""

    def end(name: str) -> str:
        return ends.get((iri, DJ + name), "")

    def concept(predicate: str) -> tuple[str, str]:
        return words.get((facts.get(predicate) or [""])[0], ("", ""))

    kind, level = concept(DCTERMS + "type"), concept(DJ + "level")
    year = (facts.get(DJ + "year") or [""])[0]
    place = (facts.get(SCHEMA + "position") or [""])[0]
    told: tuple[tuple[str, str], ...]
    if end("adopter"):
        area = (end("firstIn"),) * 2 if end("firstIn") else level
        told = (
            (end("adopter"), end("adopter")),
            kind,
            (end("adopted"), end("adopted")),
            _with("在", "in", area),
            _with("学自", "from", (end("learnedFrom"),) * 2),
            _with("更名为", "now", (end("became"),) * 2),
            (year, year),
            (f"第{place}" if place else "", f"no. {place}" if place else ""),
        )
    else:
        by = end("recognisedBy") or (facts.get(DJ + "medium") or [""])[0]
        told = ((end("recognised"),) * 2, level, kind, (by, by), (year, year))
    return " · ".join(zh for zh, _ in told if zh), " · ".join(en for _, en in told if en)


def _with(zh: str, en: str, words: tuple[str, str]) -> tuple[str, str]:
    return (f"{zh}{words[0]}", f"{en} {words[1]}") if words[0] else ("", "")
