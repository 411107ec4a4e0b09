"""State policy documents: what they are, who issued them, when they are in force, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph import terms as t
from kg.graph.builder import Builder
from kg.graph.ontology import concept
from kg.graph.state_agents import state_agent
from kg.model import Fact, Policy, Programme

_RELATIONS = {
    "basis": t.DJ + "basedOn",
    "carries": t.DJ + "implementsPolicy",
    "issues": t.DJ + "promulgates",
    "replaces": t.DCTERMS + "replaces",
}


def policy_iri(policy: Policy) -> str:
    """The IRI of a document: its number where it has one, else its title."""
    if policy.number is not None:
        return t.named_iri("policy", "n", policy.number)
    return t.named_iri("policy", "w", policy.title)


def state_policies(b: Builder, policies: Iterable[Policy]) -> None:
    """The nodes of the documents and the edges between them."""
    by_key = {p.key: p for p in policies}
    for policy in by_key.values():
        iri = policy_iri(policy)
        _document(b, iri, policy)
        for carrier, quote in policy.carried_out_by:
            by = b.programmes.iri(carrier) if isinstance(carrier, Programme) else state_agent(b, carrier)
            b.claim(by, t.DJ + "implementsPolicy", iri, [quote])
        for what, key, quote in policy.edges:
            b.claim(iri, _RELATIONS[what], policy_iri(by_key[key]), [quote])
        for named in policy.programmes:
            b.claim(iri, t.DCTERMS + "subject", b.programmes.iri(named), policy.quotes[:1])


def _document(b: Builder, iri: str, policy: Policy) -> None:
    b.type(iri, "PolicyDocument")
    b.names(iri, policy.title)
    b.facts.add(Fact(iri, t.DCTERMS + "title", policy.title, "@zh-Hans"))
    if policy.issuer is not None:
        b.link(iri, t.DCTERMS + "publisher", state_agent(b, policy.issuer))
    for body in policy.joint:
        b.link(iri, t.DJ + "jointIssuer", state_agent(b, body))
    b.literal(iri, t.DCTERMS + "identifier", policy.number)
    b.link(iri, t.DCTERMS + "type", concept("document-kind", policy.kind))
    b.literal(iri, t.DJ + "issuerLevel", policy.level)
    b.literal(iri, t.DCTERMS + "issued", policy.date)
    b.literal(iri, t.SCHEMA + "validFrom", policy.since)
    b.literal(iri, t.SCHEMA + "validThrough", policy.until)
    if policy.trial:
        b.literal(iri, t.DJ + "onTrial", "true", "boolean")
    if policy.why:
        b.literal(iri, t.DJ + "linkReason", policy.why)
    b.evidence(iri, policy.quotes)
