"""The store of a graph that was just built, without its evidence: six sevenths of a large graph, which the page gets in columns.
Nor does it hold which evidence a thing has, which is half of the rest.

Of both it holds what the named queries ask for: the words that they show, and instead of all that they count, how many it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from mmap import ACCESS_READ, mmap
from pathlib import Path

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.terms import DCTERMS, DJ, OA, PROV, SCHEMA, XSD
from kg.graph.write import in_full
from kg.model import Fact
from kg.use.view.borrowed import MOST
from kg.use.view.evidence import Passage
from kg.use.view.reading import Graph
from kg.use.view.words import TYPES

_FIRST = b"\n\nev:"
# What is said on a line of its own stands in no literal, which has no line breaks.
_LINKS = re.compile(rb"\n    dj:evidence (?:[^\n]+,\n        )*[^\n]+ ([;.])(?=\n)")
_REPORT = DJ + "Report"
_DOCUMENT, _IN, _EXACT = PROV + "wasQuotedFrom", DCTERMS + "isPartOf", OA + "exact"
_FOLLOWED = {"policy": _DOCUMENT, "formulation": _IN, "adoption": _EXACT, "recognition": _EXACT}
"""The things that a query follows to their evidence, and what it asks there; so it does with claims that a policy is carried out, and it
asks everything of figures about the region that it is put for."""
_SHOWN = {n: _FOLLOWED[row.key] for n, row in enumerate(TYPES) if row.key in _FOLLOWED}
_ABOUT = SCHEMA + "observationAbout"
_EVIDENCE = DJ + "evidence"
_CARRIED_OUT = DJ + "implementsPolicy"
_REPORTS = next(n for n, row in enumerate(TYPES) if row.key == "report")
_COUNT, _RULE = "urn:kg:count", "urn:kg:rule"
COUNTED = {
    "rules": f"""
SELECT ?rule (SUM(?n) AS ?evidence) WHERE {{
  ?any <{_RULE}> ?rule ; <{_COUNT}> ?n .
}} GROUP BY ?rule ORDER BY DESC(?evidence) ?rule""",
    "documents": f"""
PREFIX dj: <{DJ}> PREFIX dcterms: <{DCTERMS}> PREFIX schema: <{SCHEMA}>
SELECT ?file ?title ?issued (SUM(?n) AS ?evidence) WHERE {{
  ?report a dj:Report ; dcterms:isPartOf ?doc ; <{_COUNT}> ?n .
  ?doc schema:name ?file .
  OPTIONAL {{ ?report dcterms:title ?title }}
  OPTIONAL {{ ?report dcterms:issued ?issued }}
}} GROUP BY ?report ?file ?title ?issued ORDER BY ?file ?title""",
}
"""What stands for the named queries that count evidence: they ask for what :func:`add_asked` has counted."""


def without_evidence(path: Path, said: Mapping[str, Sequence[Fact]]) -> tuple[ox.Store, int] | None:
    """The store of a graph file that a build has just written, without evidence and links to it, and how many links these are; nothing
    where it is needed whole, because the page looks for reprints in so few reports. ``said`` is what the file says but for the evidence."""
    reports = sum(any(fact.object == _REPORT for fact in about) for about in said.values())
    if reports <= MOST:
        return None
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        start, last = data.find(_FIRST), data.rfind(_FIRST)
        if start < 0:
            return None
        end = data.find(b"\n\n", last + 2)
        rest = data[: start + 1] + (data[end:] if end > 0 else b"")
    unlinked = _LINKS.sub(rb" \1", rest)
    return st.of_turtle(unlinked), rest.count(b"\n") - unlinked.count(b"\n")


def add_asked(store: ox.Store, graph: Graph, region: str) -> None:
    """Put into the store what the named queries ask of evidence; of figures only where they are about a region of this name."""
    about = {s for s, p, o in graph.links if p == _ABOUT and graph.things[o].name == region}
    asked: defaultdict[str, set[str]] = defaultdict(set)
    links: list[str] = []
    for iri, thing in graph.things.items():
        if thing.type in _SHOWN or iri in about:
            for piece in thing.evidence:
                asked[piece].add("" if iri in about else _SHOWN[thing.type])
                links.append(_link(iri, piece))
    for iri, claim in graph.claims.items():
        if claim.predicate == _CARRIED_OUT:
            for piece in claim.evidence:
                asked[piece].add(_EXACT)
                links.append(_link(iri, piece))
    passages = ((iri, graph.evidence.passage(iri), told) for iri, told in asked.items())
    lines = chain(links, _counts(graph), *(_lines(iri, said, told) for iri, said, told in passages if said))
    store.bulk_load("".join(lines).encode("utf-8", "replace"), format=ox.RdfFormat.N_TRIPLES)


def _link(iri: str, piece: str) -> str:
    return f"<{iri}> <{_EVIDENCE}> <{piece}> .\n"


def _counts(graph: Graph) -> Iterator[str]:
    """How much evidence there is from each report and by each rule."""
    reports, rules = graph.evidence.counts()
    for iri, thing in graph.things.items():
        if thing.type == _REPORTS:
            yield f"<{iri}> <{_COUNT}> {_whole(reports[iri])} .\n"
    for at, (rule, number) in enumerate(rules.items()):
        yield f"<urn:kg:rule:{at}> <{_RULE}> {in_full(rule, XSD + 'string')} .\n"
        yield f"<urn:kg:rule:{at}> <{_COUNT}> {_whole(number)} .\n"


def _lines(iri: str, passage: Passage, asked: set[str]) -> Iterator[str]:
    """What is asked of one piece of evidence; with nothing named everything, its sentence too."""
    if passage.report and not asked.isdisjoint(("", _IN)):
        yield f"<{iri}> <{_IN}> <{passage.report}> .\n"
    if not asked.isdisjoint(("", _EXACT)):
        yield f"<{iri}> <{_EXACT}> {in_full(passage.exact, XSD + 'string')} .\n"
    if passage.document and not asked.isdisjoint(("", _DOCUMENT)):
        yield f"<{iri}> <{_DOCUMENT}> <{passage.document}> .\n"
    if "" in asked:
        for name, number in (("start", passage.start), ("end", passage.end)):
            yield f"<{iri}> <{OA}{name}> {_whole(number)} .\n"
        if passage.sentence:
            yield f"<{iri}> <{DJ}inSentence> <{passage.sentence}> .\n"
            yield f"<{passage.sentence}> <{SCHEMA}position> {_whole(passage.number)} .\n"


def _whole(number: int) -> str:
    return in_full(str(number), XSD + "integer")
