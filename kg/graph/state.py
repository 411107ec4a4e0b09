"""State what was read: from the links of one document to facts in the terms of the ontology.

The facts of a corpus are the plain union of the facts of its documents; :mod:`kg.graph.settle` then looks at
the union for what needs the whole corpus.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kg.graph import terms as t
from kg.graph.builder import Builder
from kg.graph.naming import ProgrammeNames
from kg.graph.ontology import concept, concept_by_suffix
from kg.graph.state_agents import state_organisation, state_region
from kg.graph.state_diffusion import state_diffusion
from kg.graph.state_metrics import state_metrics
from kg.graph.state_policies import state_policies
from kg.lexicon import kinds
from kg.model import Article, Fact, Formula, Links, Part, Programme, Quote, Region, Text

GIVEN = (t.DCTERMS + "issued", t.DJ + "sourceName", t.SCHEMA + "url", t.DJ + "retrieved")
"""How the fields of :class:`kg.model.Given` are stated of a document."""


def state(text: Text, links: Links, confidence: Mapping[str, Decimal]) -> frozenset[Fact]:
    """All facts that one document gives."""
    b = Builder(text, confidence)
    b.programmes = ProgrammeNames(links.programmes, links.formulas)
    b.organisations = {o.name: o for o in links.organisations}
    _document(b)
    for article in text.articles:
        subject = links.subjects[article.index] if article.index < len(links.subjects) else None
        _report(b, article, subject)
    for region in links.regions:
        state_region(b, region, quoted=True)
    for organisation in links.organisations:
        state_organisation(b, organisation)
    known = {p.name: p for p in links.programmes}
    formulas: dict[str | None, list[Formula]] = {}
    for formula in links.formulas:
        formulas.setdefault(formula.name, []).append(formula)
    for programme in links.programmes:
        _programme(b, programme, known, formulas)
    for formula in links.formulas:
        _formula(b, formula)
    for formulation in links.formulations:
        iri = t.named_iri("formulation", "f", formulation.name)
        b.type(iri, "Formulation")
        b.names(iri, formulation.name, sorted(formulation.aliases))
        b.evidence(iri, formulation.quotes)
    state_policies(b, links.policies)
    state_metrics(b, links.metrics)
    state_diffusion(b, links)
    return frozenset(b.facts)


def _document(b: Builder) -> None:
    document = b.text.document
    b.type(b.document, "Document")
    b.literal(b.document, t.SCHEMA + "name", document.name)
    b.literal(b.document, t.DCTERMS + "identifier", "sha256:" + document.id)
    b.literal(b.document, t.DCTERMS + "language", b.text.script)
    for predicate, said in zip(GIVEN, document.given, strict=True):
        b.literal(b.document, predicate, said or None)


def _report(b: Builder, article: Article, subject: Region | None) -> None:
    iri = b.report(article.index)
    b.type(iri, "Report")
    b.link(iri, t.DCTERMS + "isPartOf", b.document)
    b.literal(iri, t.SCHEMA + "position", article.index + 1, "integer")
    b.literal(iri, t.DCTERMS + "issued", article.issued)
    b.link(iri, t.DJ + "dateBasis", concept("date-basis", article.basis))
    b.literal(iri, t.DJ + "sourceName", article.source)
    if article.title:
        b.facts.add(Fact(iri, t.DCTERMS + "title", article.title, "@zh-Hans"))
    if article.title_start is not None and article.title_end is not None:
        b.evidence(iri, [Quote(article.title_start, article.title_end, "split.title")])
    else:
        opening = b.text.sentences_in(article.start, article.end)[:1]
        b.evidence(iri, [Quote(s.start, s.end, "split.article") for s in opening])
    if subject is not None:
        b.link(iri, t.DCTERMS + "spatial", state_region(b, subject))


def _parts(b: Builder, iri: str, parts: tuple[Part, ...], rule: str) -> None:
    for position, part in enumerate(parts, 1):
        node = t.part_iri(iri, position, part.name)
        b.type(node, "Component")
        b.names(node, part.name)
        b.literal(node, t.SCHEMA + "position", position, "integer")
        b.literal(node, t.DJ + "segment", part.segment)
        b.literal(node, t.DJ + "multiplicity", part.multiplicity)
        b.link(node, t.DJ + "actor", concept("actor", part.actor))
        b.evidence(node, [Quote(part.start, part.end, part.rule or rule)])
        b.link(iri, t.DJ + "component", node)


def _programme(
    b: Builder, programme: Programme, known: Mapping[str, Programme], formulas: Mapping[str | None, Sequence[Formula]]
) -> None:
    iri = b.programmes.iri(programme)
    b.type(iri, "Programme")
    b.names(iri, b.programmes.plain(programme), sorted(programme.aliases), label=programme.name)
    b.link(iri, t.DCTERMS + "type", concept_by_suffix("programme-kind", programme.kind, kinds.OTHER))
    b.literal(iri, t.DJ + "kindWord", programme.kind)
    b.link(iri, t.DJ + "sector", concept("sector", programme.sector))
    if programme.region is not None:
        b.link(iri, t.DCTERMS + "spatial", state_region(b, programme.region))
    # A name that announces fewer parts than the text lists announces something else than these parts.
    if programme.declared is not None and programme.declared >= len(programme.parts):
        b.literal(iri, t.DJ + "declaredCount", programme.declared, "integer")
    _parts(b, iri, programme.parts, programme.quotes[0].rule if programme.quotes else "programme")
    b.evidence(iri, programme.quotes, programme.placed)
    b.printed_name(iri, programme.name, programme.quotes)
    if programme.why:
        b.literal(iri, t.DJ + "linkReason", programme.why)
    if programme.led_by is not None:
        leader = state_organisation(b, programme.led_by)
        b.claim(iri, t.DJ + "ledBy", leader, programme.quotes[:1])
    named = {programme.parent, *programme.carries_out}
    others = {n: b.programmes.iri(known[n]) for n in named if n and n in known}
    if programme.parent in others and programme.parent != programme.name:
        b.claim(iri, t.DCTERMS + "isPartOf", others[programme.parent], programme.quotes[:1])
    for higher in programme.carries_out:
        if higher in others and higher != programme.name:
            b.claim(iri, t.DJ + "carriesOut", others[higher], programme.quotes[:1])
    for formula in formulas.get(programme.name, ()):
        b.link(iri, t.DJ + "expressedBy", b.programmes.iri(formula))


def _formula(b: Builder, formula: Formula) -> None:
    iri = b.programmes.iri(formula)
    b.type(iri, "Formula")
    aliases = set(formula.aliases)
    if formula.name:
        aliases.add(formula.name)
    b.names(iri, formula.text, sorted(aliases))
    b.link(iri, t.DCTERMS + "type", concept_by_suffix("programme-kind", formula.kind, "模式"))
    b.literal(iri, t.DJ + "kindWord", formula.kind)
    if formula.region is not None:
        b.link(iri, t.DCTERMS + "spatial", state_region(b, formula.region))
    b.literal(iri, t.DJ + "declaredCount", len(formula.parts), "integer")
    _parts(b, iri, formula.parts, formula.quotes[0].rule if formula.quotes else "formula")
    b.evidence(iri, formula.quotes, formula.placed)
