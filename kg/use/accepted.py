"""What people have found right, or put right, as facts in the form of the gold: one collection for each document."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.terms import DJ, ORG, RDF
from kg.use.eval.facts import Facts, facts_of

_KINDS = frozenset(
    ox.NamedNode(iri)
    for iri in (
        *(DJ + n for n in ("Report", "PartyOrganisation", "Programme", "Formula", "Formulation")),
        *(DJ + n for n in ("PolicyDocument", "Metric", "Region")),
        ORG + "Organization",
    )
)
_TYPE = ox.NamedNode(RDF + "type")


def accepted(store: ox.Store) -> dict[str, Facts]:
    """The facts of the things that corrections speak of, by document, without the kinds of which there are none.

    They say what is right and not what is missing: a gold file of them measures recall and wrong values.
    """
    decided = {node.value for node in st.linked(store, "dj:corrects")}
    few = ox.Store()
    few.bulk_extend(
        q for q in store if not (q.predicate == _TYPE and q.object in _KINDS) or st.plain(q.subject) in decided
    )
    return {
        document: {kind: [_public(fact) for fact in found] for kind, found in kinds.items() if found}
        for document, kinds in facts_of(few).items()
        if any(kinds.values())
    }


def _public(fact: dict[str, object]) -> dict[str, object]:
    return {name: said for name, said in fact.items() if not name.startswith("_")}
