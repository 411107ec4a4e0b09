"""Derive again, from the kept texts, what a graph states: does it say what the texts give?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.check import Explain, Finding, unexplained
from kg.graph.correction import Correction, apart
from kg.graph.corrections import apply
from kg.graph.ordered import Facts
from kg.graph.settle_many import settled
from kg.graph.state import GIVEN
from kg.graph.terms import DJ, RDF, SCHEMA, SKOS
from kg.model import Document, Fact, Given
from kg.scale.pool import Work, build_all
from kg.scale.store import FILE as STORE
from kg.scale.store import Store
from kg.text.kept import kept_layout, kept_text

_AT_ONCE = 5_000  # documents whose texts are in memory
FIGURES = (SCHEMA + "value", DJ + "changePercent", DJ + "changeAmount", DJ + "baselineValue")
_NAMES = (SCHEMA + "name", SKOS + "prefLabel", SKOS + "altLabel")
_HELD = (DJ + "component", DJ + "evidence")
_HOLDING = (RDF + "subject", RDF + "object", DJ + "reportedUnder", SCHEMA + "observationAbout")
_WRONG = ("the figure is not the one that its quotation gives", "数值与引文读出的不符")
_UNSURE = (
    "the figure was not found again in its text, which another version of kg may have read",
    "未能从原文再次读出这个数值（图谱可能由其他版本构建）",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a graph states otherwise than its texts give, about one property of one thing."""

    node: str
    name: str
    predicate: str
    stated: tuple[str, ...]
    derived: tuple[str, ...]


@dataclass(slots=True)
class Again:
    """What was compared: the documents without a kept text, those that failed, and all differences."""

    documents: int = 0
    statements: int = 0
    missing: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def documents_of(
    store: ox.Store, texts: Path, missing: list[str], only: Collection[str] | None = None
) -> Iterator[Document]:
    """The documents of a graph with their kept texts; the names of those without one go to ``missing``."""
    for node in st.instances(store, "dj:Document"):
        if only is not None and node.value not in only:
            continue
        name = st.value(store, node, "schema:name") or ""
        digest = (st.value(store, node, "dcterms:identifier") or "").removeprefix("sha256:")
        raw = kept_text(texts, name)
        if raw is None or not digest:
            missing.append(name or node.value)
        else:
            given = Given(*(st.value(store, node, predicate) or "" for predicate in GIVEN))
            yield Document(digest, name, raw, given, kept_layout(texts, name))


def verify(path: Path, texts: Path, jobs: int = 1, corrections: Sequence[Correction] = (), only: str = "") -> Again:
    """Derive all statements of a graph again, correct them, and compare them, or those about what ``only`` names (by name or IRI,
    with its parts and evidence). Raises :class:`kg.graph.store.GraphError`."""
    store = st.load(path, built=True)
    again = Again()
    union = Facts()
    names: set[str] = set()
    documents = documents_of(store, texts, again.missing)
    while some := list(islice(documents, _AT_ONCE)):
        names.update(d.name for d in some)
        for built in build_all(some, jobs, Work()):
            union.update(built.facts)
            again.failed += sorted(built.failed)
    again.documents = len(names)
    groups = settled(union, apart(corrections))
    facts: Iterable[Fact] = chain.from_iterable(said for _, said in groups())
    if corrections:
        kept = {name: kept_text(texts, name) or "" for name in names}
        facts = apply(facts, corrections, kept).facts
    derived = st.of_facts(facts)
    differing = chain(_without(store, derived), _without(derived, store))
    places = {(q.subject, q.predicate) for q in differing if not isinstance(q.subject, ox.Triple)}
    if only:
        about = _about(store, only) | _about(derived, only)
        places = {place for place in places if st.plain(place[0]) in about}
        again.statements = sum(st.plain(q.subject) in about for q in store)
    again.differences = sorted(
        (_difference(store, derived, *place) for place in places), key=lambda d: (d.name, d.node, d.predicate)
    )
    return again


def _without(store: ox.Store, other: ox.Store) -> Iterator[ox.Quad]:
    """What only the one of two stores says."""
    return (q for q in store if q not in other)


def _about(store: ox.Store, words: str) -> set[str]:
    """The things of a name, or of an IRI or its last part, and what hangs on them: parts, evidence, figures, claims."""
    named = {
        st.plain(q.subject)
        for q in store
        if (q.predicate.value in _NAMES and st.plain(q.object) == words)
        or words in (st.plain(q.subject), st.plain(q.subject).rpartition("/")[2])
    }
    found = set(named)
    for quad in store:
        subject, target = st.plain(quad.subject), st.plain(quad.object)
        if subject in named and quad.predicate.value in _HELD:
            found.add(target)
        elif target in named and quad.predicate.value in _HOLDING:
            found.add(subject)
    return found


def _difference(store: ox.Store, derived: ox.Store, node: st.Node, predicate: ox.NamedNode) -> Difference:
    name = st.value(store, node, "schema:name") or st.value(derived, node, "schema:name") or ""
    said, given = (tuple(t.value for t in st.objects(s, node, predicate.value)) for s in (store, derived))
    return Difference(node.value, name, predicate.value, said, given)


def check_figures(path: Path, texts: Path) -> list[Finding]:
    """Figures whose value stands in none of their quotations are read again; one that the text gives otherwise is a violation.
    What the build that wrote the graph has read of an unchanged text, with the same code, is not read once more."""
    store = st.load(path, built=True)
    odd = unexplained(store)
    homes = {home for found in odd.values() for home in found}
    missing: list[str] = []
    union: set[Fact] = set()
    read, new = Store(path.parent / STORE), []
    for document in documents_of(store, texts, missing, homes):
        if (told := read.facts(document, whole=False)) is None:
            new.append(document)
        else:
            union.update(told.others)
    read.let_go()
    for built in build_all(new, 1, Work(seconds=60.0)):
        union |= built.facts
    given: dict[tuple[str, str], set[Decimal]] = {}
    for fact in union:
        if fact.predicate in FIGURES:
            given.setdefault((fact.subject, fact.predicate), set()).add(Decimal(fact.object))
    known = {subject for subject, _ in given}
    explain, found = Explain(store), []
    for node in sorted(odd):
        for predicate in FIGURES:
            said = {_number(t.value) for t in st.objects(store, ox.NamedNode(node), predicate)}
            if not said or said <= given.get((node, predicate), set()):
                continue
            shown = " / ".join(sorted(str(n) for n in said))
            wrong = node in known
            kind, words = ("violation", _WRONG) if wrong else ("info", _UNSURE)
            found.append(explain(kind, words, node, shown))
            break
    return found


def _number(words: str) -> Decimal | None:
    try:
        return Decimal(words)
    except ArithmeticError:
        return None
