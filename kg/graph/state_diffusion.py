"""State how programmes spread: who took up what, and what each was recognised with."""

from __future__ import annotations

from collections.abc import Callable

from kg.graph import terms as t
from kg.graph.builder import Builder
from kg.graph.ontology import concept
from kg.model import Adoption, CarriedOut, Fact, Formula, Links, Organisation, Programme, Recognition, Region

NATION = "全国"
_DATATYPES = {7: "gYearMonth", 10: "date"}

StateRegion = Callable[[Region], str]
StateOrganisation = Callable[[Organisation], str]


def state_diffusion(b: Builder, links: Links, state_region: StateRegion, state_organisation: StateOrganisation) -> None:
    """The adoptions and recognitions of one document."""
    for adoption in links.adoptions:
        _adoption(b, adoption, state_region, state_organisation)
    for recognition in links.recognitions:
        _recognition(b, recognition, state_region, state_organisation)
    for carried in links.carried:
        _carried(b, carried, state_region)


def _carried(b: Builder, c: CarriedOut, state_region: StateRegion) -> None:
    b.claim(state_region(c.who), t.DJ + "carriesOut", _thing(b, c.what), [c.quote])


def _thing(b: Builder, thing: Programme | Formula) -> str:
    if isinstance(thing, Formula):
        return t.programme_iri(thing.text, thing.region)
    return b.programmes.iri(thing)


def _date(b: Builder, iri: str, date: str | None) -> None:
    """The year as a number, and the finer date where the text gives one."""
    if not date or not date[:4].isdecimal():
        return
    b.literal(iri, t.DJ + "year", int(date[:4]), "integer")
    if len(date) in _DATATYPES:
        b.literal(iri, t.DCTERMS + "date", date, _DATATYPES[len(date)])


def _adoption(b: Builder, a: Adoption, state_region: StateRegion, state_organisation: StateOrganisation) -> None:
    who, what = state_region(a.who), _thing(b, a.what)
    first = state_region(a.first_in) if isinstance(a.first_in, Region) else None
    source = state_region(a.source) if a.source is not None else None
    push = state_organisation(a.push) if a.push is not None else None
    became = _thing(b, a.became) if isinstance(a.became, Programme | Formula) else None
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
    _date(b, iri, a.date)
    b.evidence(iri, a.quotes)


def _recognition(b: Builder, r: Recognition, state_region: StateRegion, state_organisation: StateOrganisation) -> None:
    what = _thing(b, r.what)
    by, medium = None, None
    if isinstance(r.by, Region):
        by = state_region(r.by)
    elif isinstance(r.by, Organisation):
        by = state_organisation(r.by)
    else:
        medium = r.by
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
    _date(b, iri, r.date)
    b.evidence(iri, r.quotes)
