"""Keep only what was read with enough confidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal

from kg.graph import terms as t
from kg.graph.settle_lists import orphans as lists_without
from kg.model import Fact


def keep_confident(facts: Iterable[Fact], minimum: Decimal) -> frozenset[Fact]:
    """The facts less the evidence rated below ``minimum`` and the things that rest on such evidence alone.

    Evidence that no measurement has rated stays: its confidence is unknown, not low.
    """
    all_facts = set(facts)
    low = {
        f.subject
        for f in all_facts
        if f.predicate == t.DJ + "confidence" and Decimal(f.object) < minimum
    }
    support: dict[str, set[str]] = defaultdict(set)
    for fact in all_facts:
        if fact.predicate == t.DJ + "evidence":
            support[fact.subject].add(fact.object)
    gone = low | {
        node for node, spans in support.items() if spans <= low and node not in _kept(all_facts)
    }
    # What somebody took up or was recognised for is nothing without the programme.
    gone |= {
        f.subject
        for f in all_facts
        if f.predicate in (t.DJ + "adopted", t.DJ + "recognised") and f.object in gone
    }
    left = {f for f in all_facts if f.subject not in gone and (f.datatype or f.object not in gone)}
    return frozenset(_without_orphans(left, all_facts))


def _kept(facts: set[Fact]) -> set[str]:
    """Documents' structure stays whatever its rating, and so do regions that contain others."""
    kept = {t.DJ + "Report", t.DJ + "Region"}
    return {f.subject for f in facts if f.predicate == t.RDF + "type" and f.object in kept}


def _without_orphans(left: set[Fact], before: set[Fact]) -> set[Fact]:
    """Components without their programme and reasons without their edge go too."""
    had = {f.object for f in before if f.predicate == t.DJ + "component"}
    has = {f.object for f in left if f.predicate == t.DJ + "component"}
    orphans = had - has
    claims = defaultdict(set)
    for fact in left:
        if fact.predicate in (t.RDF + "subject", t.RDF + "predicate", t.RDF + "object"):
            claims[fact.subject].add(fact.predicate)
    orphans |= lists_without(left)
    orphans |= {claim for claim, ends in claims.items() if len(ends) < 3}
    counted = {f.subject for f in before if f.predicate == t.DJ + "component"}
    parts: Counter[str] = Counter()
    for fact in left:
        if fact.predicate == t.DJ + "component":
            parts[fact.subject] += 1
    out = set()
    for fact in left:
        if fact.subject in orphans or (not fact.datatype and fact.object in orphans):
            continue
        if fact.predicate == t.DJ + "foundCount" and fact.subject in counted:
            fact = Fact(fact.subject, fact.predicate, str(parts[fact.subject]), fact.datatype)
        out.add(fact)
    return out
