"""State regions and organisations: whom everything else that a document says is about, or was done by."""

from __future__ import annotations

from kg.graph import terms as t
from kg.graph.builder import Builder
from kg.graph.ontology import concept, concept_by_suffix
from kg.lexicon import kinds
from kg.model import Organisation, Region

_PARTY_KINDS = kinds.PARTY | kinds.ORGANS


def state_region(b: Builder, region: Region, *, quoted: bool = False) -> str:
    """The node of a region and of those that contain it; evidence only where the text names it."""
    known = b.regions.get(id(region))
    if known is not None and not quoted:
        return known
    iri = b.regions[id(region)] = t.region_iri(region)
    b.type(iri, "Region")
    b.names(iri, region.name, sorted(region.aliases) if quoted else ())
    b.link(iri, t.DCTERMS + "type", concept_by_suffix("region-kind", region.kind, "村级单位"))
    b.literal(iri, t.DCTERMS + "identifier", region.code)
    if region.within is not None:
        b.link(iri, t.SCHEMA + "containedInPlace", state_region(b, region.within))
    if quoted:
        b.evidence(iri, region.quotes)
        b.printed_name(iri, region.name, region.quotes)
        if region.why:
            b.literal(iri, t.DJ + "linkReason", region.why)
    return iri


def state_organisation(b: Builder, organisation: Organisation) -> str:
    """The node of an organisation."""
    iri = t.organisation_iri(organisation)
    if organisation.kind in _PARTY_KINDS:
        b.type(iri, "PartyOrganisation")
        kind = concept("party-organisation-kind", organisation.kind)
    else:
        b.type(iri, t.ORG + "Organization")
        kind = concept_by_suffix("organisation-kind", organisation.kind, kinds.OTHER)
    b.names(iri, organisation.name, sorted(organisation.aliases))
    b.link(iri, t.ORG + "classification", kind)
    if organisation.region is not None:
        b.link(iri, t.DCTERMS + "spatial", state_region(b, organisation.region))
    by_name, above, host = b.organisations, organisation.above, organisation.host
    if above in by_name and above != organisation.name:
        b.link(iri, t.ORG + "subOrganizationOf", t.organisation_iri(by_name[above]))
    if organisation.kind in _PARTY_KINDS and host:
        if host in by_name and host != organisation.name:
            b.link(iri, t.DJ + "hostedBy", t.organisation_iri(by_name[host]))
        elif organisation.region is not None and organisation.region.name == host:
            b.link(iri, t.DJ + "hostedBy", t.region_iri(organisation.region))
    if organisation.why:
        b.literal(iri, t.DJ + "linkReason", organisation.why)
    b.evidence(iri, organisation.quotes)
    b.printed_name(iri, organisation.name, organisation.quotes)
    return iri


def state_agent(b: Builder, agent: Organisation | Region) -> str:
    """The node of who did something."""
    return state_region(b, agent) if isinstance(agent, Region) else state_organisation(b, agent)
