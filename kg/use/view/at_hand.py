"""The store of a graph that was just built, without its evidence: six sevenths of a large graph, which the page gets in columns.

Of evidence it holds what the named queries ask for: the words that they show, and instead of all that they count, how many it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.graph import on_disk
from kg.graph import store as st
from kg.graph.terms import DCTERMS, DJ, OA, PROV, SCHEMA, XSD
from kg.graph.write import in_full
from kg.use.view.borrowed import MOST
from kg.use.view.evidence import Passage
from kg.use.view.reading import Graph
from kg.use.view.words import TYPES

_FIRST = b"\n\nev:"
_REPORT = b" a dj:Report "
_SHOWN = frozenset(
    n
    for n, row in enumerate(TYPES)
    if row.key in ("policy", "formulation", "adoption", "recognition")
)
"""What a query follows to its evidence; so it does with claims, and with figures about the region that it asks about."""
_ABOUT = SCHEMA + "observationAbout"
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


def without_evidence(path: Path) -> ox.Store | None:
    """The store of a graph file that a build has just written, without evidence; nothing where it is needed whole, because the
    page looks for reprints in so few reports, or where it does not fit into the memory."""
    if on_disk.is_large(path):
        return None
    data = path.read_bytes()
    if data.count(_REPORT) <= MOST:
        return None
    start, last = data.find(_FIRST), data.rfind(_FIRST)
    if start < 0:
        return None
    end = data.find(b"\n\n", last + 2)
    store = st.of_turtle(data[: start + 1] + (data[end:] if end > 0 else b""))
    # counted again: words may look like a report
    return store if len(st.instances(store, "dj:Report")) > MOST else None


def add_asked(store: ox.Store, graph: Graph, region: str) -> None:
    """Put into the store what the named queries ask of evidence; of figures only where they are about a region of this name."""
    about = {s for s, p, o in graph.links if p == _ABOUT and graph.things[o].name == region}
    shown = {
        e
        for iri, thing in graph.things.items()
        if thing.type in _SHOWN or iri in about
        for e in thing.evidence
    }
    shown.update(chain.from_iterable(c.evidence for c in graph.claims.values()))
    passages = ((iri, graph.evidence.passage(iri)) for iri in shown)
    lines = chain(_counts(graph), *(_lines(iri, said) for iri, said in passages if said))
    store.bulk_load("".join(lines).encode("utf-8", "replace"), format=ox.RdfFormat.N_TRIPLES)


def _counts(graph: Graph) -> Iterator[str]:
    """How much evidence there is from each report and by each rule."""
    reports, rules = graph.evidence.counts()
    for iri, thing in graph.things.items():
        if thing.type == _REPORTS:
            yield f"<{iri}> <{_COUNT}> {_whole(reports[iri])} .\n"
    for at, (rule, number) in enumerate(rules.items()):
        yield f"<urn:kg:rule:{at}> <{_RULE}> {in_full(rule, XSD + 'string')} .\n"
        yield f"<urn:kg:rule:{at}> <{_COUNT}> {_whole(number)} .\n"


def _lines(iri: str, passage: Passage) -> Iterator[str]:
    """What is asked of one piece of evidence, and of its sentence."""
    if passage.report:
        yield f"<{iri}> <{DCTERMS}isPartOf> <{passage.report}> .\n"
    yield f"<{iri}> <{OA}exact> {in_full(passage.exact, XSD + 'string')} .\n"
    for name, number in (("start", passage.start), ("end", passage.end)):
        yield f"<{iri}> <{OA}{name}> {_whole(number)} .\n"
    if passage.document:
        yield f"<{iri}> <{PROV}wasQuotedFrom> <{passage.document}> .\n"
    if passage.sentence:
        yield f"<{iri}> <{DJ}inSentence> <{passage.sentence}> .\n"
        yield f"<{passage.sentence}> <{SCHEMA}position> {_whole(passage.number)} .\n"


def _whole(number: int) -> str:
    return in_full(str(number), XSD + "integer")
