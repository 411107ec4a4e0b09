"""Policy documents over all texts: one that is named without its number is the one of that title that bears it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from kg.graph import terms as t
from kg.model import Fact


def one_document(
    facts: Mapping[str, Set[Fact]], documents: Mapping[str, set[str]]
) -> dict[str, str]:
    """The nodes without a number that are the one node of their title with a number, read in other texts."""
    policies = {
        f.subject for f in facts.get(t.RDF + "type", ()) if f.object == t.DJ + "PolicyDocument"
    }
    numbered = {f.subject for f in facts.get(t.DCTERMS + "identifier", ())} & policies
    titles: dict[str, set[str]] = defaultdict(set)
    for fact in facts.get(t.DCTERMS + "title", ()):
        if fact.subject in policies:
            titles[t.normal(fact.object)].add(fact.subject)
    found: dict[str, str] = {}
    for nodes in titles.values():
        bearing = nodes & numbered
        if len(bearing) != 1:
            continue
        (one,) = bearing
        for node in nodes - numbered:
            if not documents.get(node, set()) & documents.get(one, set()):
                found[node] = one
    return found


def named_by_title(facts: dict[str, set[Fact]]) -> dict[str, set[Fact]]:
    """Of the names of a document that one text names by its number alone and another by its title, the title."""
    numbers = {
        (f.subject, f.object)
        for f in facts.get(t.DCTERMS + "identifier", ())
        if "/policy/" in f.subject
    }
    for predicate in (t.SCHEMA + "name", t.SKOS + "prefLabel", t.DCTERMS + "title"):
        names: dict[str, set[Fact]] = defaultdict(set)
        for fact in facts.get(predicate, ()):
            if "/policy/" in fact.subject:
                names[fact.subject].add(fact)
        for said in names.values():
            if len(said) < 2:
                continue
            kept = min(
                said, key=lambda f: ((f.subject, f.object) in numbers, -len(f.object), f.object)
            )
            for fact in said - {kept}:
                facts[predicate].discard(fact)
                if predicate == t.SKOS + "prefLabel" and (fact.subject, fact.object) not in numbers:
                    facts.setdefault(t.SKOS + "altLabel", set()).add(
                        Fact(fact.subject, t.SKOS + "altLabel", fact.object, fact.datatype)
                    )
    return facts
