"""The name of a policy document that several texts name."""

from __future__ import annotations

from collections import defaultdict

from kg.graph import terms as t
from kg.model import Fact


def named_by_title(facts: dict[str, set[Fact]]) -> dict[str, set[Fact]]:
    """Of the names of a document that one text names by its number alone and another by its title, the title."""
    numbers = {(f.subject, f.object) for f in facts.get(t.DCTERMS + "identifier", ()) if "/policy/" in f.subject}
    for predicate in (t.SCHEMA + "name", t.SKOS + "prefLabel", t.DCTERMS + "title"):
        names: dict[str, set[Fact]] = defaultdict(set)
        for fact in facts.get(predicate, ()):
            if "/policy/" in fact.subject:
                names[fact.subject].add(fact)
        for said in names.values():
            if len(said) < 2:
                continue
            kept = min(said, key=lambda f: ((f.subject, f.object) in numbers, -len(f.object), f.object))
            for fact in said - {kept}:
                facts[predicate].discard(fact)
                if predicate == t.SKOS + "prefLabel" and (fact.subject, fact.object) not in numbers:
                    facts.setdefault(t.SKOS + "altLabel", set()).add(
                        Fact(fact.subject, t.SKOS + "altLabel", fact.object, fact.datatype)
                    )
    return facts
