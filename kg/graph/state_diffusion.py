"""State how programmes spread: who took up what, and what each was recognised with."""

from __future__ import annotations

from kg.graph import terms as t
from kg.graph.builder import Builder
from kg.graph.ontology import concept
from kg.graph.state_agents import state_agent, state_organisation, state_region
from kg.model import NATION, Adoption, CarriedOut, Fact, Formula, Links, Programme, Recognition, Region


def state_diffusion(b: Builder, links: Links) -> None:
    """The adoptions and recognitions of one document."""
    for adoption in links.adoptions:
        _adoption(b, adoption)
    for recognition in links.recognitions:
        _recognition(b, recognition)
    for carried in links.carried:
        _carried(b, carried)


def _carried(b: Builder, c: CarriedOut) -> None:
    b.claim(state_region(b, c.who), t.DJ + "carriesOut", b.programmes.iri(c.what), [c.quote])


def _adoption(b: Builder, a: Adoption) -> None:
    who, what = state_region(b, a.who), b.programmes.iri(a.what)
    first = state_region(b, a.first_in) if isinstance(a.first_in, Region) else None
    source = state_region(b, a.source) if a.source is not None else None
    push = state_organisation(b, a.push) if a.push is not None else None
    became = b.programmes.iri(a.became) if isinstance(a.became, Programme | Formula) else None
    level = "national" if a.first_in == NATION else None
    key = (a.kind, who, what, a.date, first, source, push, became, level, str(a.order or ""))
    iri = f"{t.ID}adoption/a{t.digest(*(part or '' for part in key))}"
    b.type(iri, "Adoption")
    b.link(iri, t.DCTERMS + "type", concept("adoption-kind", a.kind))
    b.link(iri, t.DJ + "adopter", who)
    b.link(iri, t.DJ + "adopted", what)
    b.link(iri, t.DJ + "firstIn", first)
    b.link(iri, t.DJ + "level", concept("level", level))
    b.link(iri, t.DJ + "learnedFrom", source)
    b.link(iri, t.DJ + "pushedBy", push)
    b.link(iri, t.DJ + "became", became)
    b.literal(iri, t.SCHEMA + "position", a.order, "integer")
    b.date(iri, t.DCTERMS + "date", a.date)
    b.evidence(iri, a.quotes)


def _recognition(b: Builder, r: Recognition) -> None:
    what = b.programmes.iri(r.what)
    medium = r.by if isinstance(r.by, str) else None
    by = state_agent(b, r.by) if r.by is not None and not isinstance(r.by, str) else None
    key = (r.kind, what, by or medium, r.level, r.title, r.date)
    iri = f"{t.ID}recognition/n{t.digest(*(part or '' for part in key))}"
    b.type(iri, "Recognition")
    b.link(iri, t.DCTERMS + "type", concept("recognition-kind", r.kind))
    b.link(iri, t.DJ + "recognised", what)
    b.link(iri, t.DJ + "recognisedBy", by)
    b.literal(iri, t.DJ + "medium", medium)
    b.link(iri, t.DJ + "level", concept("level", r.level))
    if r.title:
        b.facts.add(Fact(iri, t.DCTERMS + "title", r.title, "@zh-Hans"))
    b.date(iri, t.DCTERMS + "date", r.date)
    b.evidence(iri, r.quotes)
