"""Collects the facts of one document: triples, evidence spans and their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from kg.graph.naming import ProgrammeNames
from kg.graph.stated import stated
from kg.graph.terms import (
    DCTERMS,
    DJ,
    DOCUMENTS,
    ID,
    OA,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
    digest,
    document_key,
    evidence_iri,
)
from kg.model import Choice, Fact, Organisation, Quote, Sentence, Span, Text
from kg.text.printed import seen

# What every span is told with, made once: facts that share a predicate share its characters.
_TYPE, _EVIDENCE, _READ_BY, _IN_SENTENCE = (RDF + "type", DJ + "evidence", DJ + "extractedBy", DJ + "inSentence")
_START, _END, _EXACT, _FROM = OA + "start", OA + "end", OA + "exact", PROV + "wasQuotedFrom"
_DATES = {len("2024-03"): "gYearMonth", len("2024-03-15"): "date"}
_PART_OF, _POSITION, _CONFIDENCE = DCTERMS + "isPartOf", SCHEMA + "position", DJ + "confidence"


@cache
def _datatype(name: str) -> str:
    return XSD + name


def plain_decimal(value: Decimal) -> str:
    """The canonical lexical form of a decimal: no exponent, no trailing zeros, at least one digit after the point."""
    text = format(value.normalize(), "f")
    return text if "." in text else text + ".0"


class Builder:
    """A growing set of facts about one text. ``confidence`` maps rule ids to measured precision."""

    def __init__(self, text: Text, confidence: Mapping[str, Decimal]) -> None:
        """Start with nothing."""
        self.text = text
        self.confidence = confidence
        self.key = document_key(text.document.id)
        self.document = DOCUMENTS + self.key
        self.facts: set[Fact] = set()
        self.programmes = ProgrammeNames()
        self.organisations: dict[str, Organisation] = {}
        self.regions: dict[int, str] = {}
        self._spans: dict[str, Decimal | None] = {}
        self._quoted: set[str] = set()
        self._sentences: dict[tuple[int, int], str] = {}

    # -- triples

    def link(self, subject: str, predicate: str, target: str | None) -> None:
        """A triple whose object is an IRI; nothing where there is none."""
        if target is not None:
            self.facts.add(Fact(subject, predicate, target))

    def literal(self, subject: str, predicate: str, value: object, datatype: str = "string") -> None:
        """A triple whose object is a typed literal; nothing for ``None``."""
        if value is None:
            return
        lexical = plain_decimal(value) if isinstance(value, Decimal) else str(value)
        self.facts.add(Fact(subject, predicate, lexical, _datatype(datatype)))

    def type(self, subject: str, *classes: str) -> None:
        """The classes of a node, by their local names in the dj namespace or as full IRIs."""
        for cls in classes:
            self.link(subject, _TYPE, cls if ":" in cls else DJ + cls)

    def date(self, subject: str, predicate: str, date: str | None) -> None:
        """The year of a date as a number, and by a property of its own what it tells beyond; words that nothing dates stay open."""
        if not date or not date[:4].isdecimal():
            return
        self.literal(subject, DJ + "year", int(date[:4]), "integer")
        if len(date) > 4:
            self.literal(subject, predicate, date, _DATES.get(len(date), "string"))

    def names(self, subject: str, name: str, aliases: Iterable[str] = (), *, label: str | None = None) -> None:
        """The name for machines, the label for people (by default the name), and the other names."""
        name, label = "".join(name.split()), "".join((label or name).split())
        self.literal(subject, SCHEMA + "name", name)
        self.facts.add(Fact(subject, SKOS + "prefLabel", label, "@zh-Hans"))
        for alias in aliases:
            if (alias := "".join(alias.split())) and alias not in (name, label):
                self.facts.add(Fact(subject, SKOS + "altLabel", alias, "@zh-Hans"))

    def printed_name(self, subject: str, name: str, quotes: Iterable[Quote]) -> None:
        """The name in traditional characters, where the source prints just this name in them."""
        if self.text.script != "zh-Hant":
            return
        for quote in quotes:
            if self.text.clean[quote.start : quote.end] == name:
                span = self.text.raw_span(quote.start, quote.end)
                raw = "".join(self.text.document.raw[span.start : span.end].split())
                self.facts.add(Fact(subject, SKOS + "altLabel", raw, "@zh-Hant"))
                return

    # -- evidence

    def evidence(self, subject: str, quotes: Iterable[Quote], *choices: Choice) -> None:
        """The spans that the statements on ``subject`` rest on, and the ``choices`` that all of them share."""
        for quote in quotes:
            self.link(subject, _EVIDENCE, self.span(quote, choices))

    def span(self, quote: Quote, choices: tuple[Choice, ...] = ()) -> str:
        """The evidence node of a quote, made where it is new."""
        raw = self.text.raw_span(quote.start, quote.end)
        iri = evidence_iri(self.key, raw.start, raw.end)
        self.literal(iri, _READ_BY, quote.rule)
        self._rate(iri, stated(quote.rule, (*quote.choices, *choices), self.confidence))
        if iri in self._quoted:
            return iri
        self._quoted.add(iri)
        self._quotation(iri, "Evidence", raw.start, raw.end)
        self._place(iri, raw)
        sentence = self.text.sentence_at(quote.start)
        if sentence is not None:
            self.link(iri, _PART_OF, self.report(sentence.article))
            outer = self.text.raw_span(sentence.start, sentence.end)
            if outer.start <= raw.start and raw.end <= outer.end:
                self.link(iri, _IN_SENTENCE, self._sentence(sentence))
        return iri

    def _place(self, iri: str, raw: Span) -> None:
        """Where a span is printed, in a file that has pages."""
        shown = seen(self.text.document.layout, raw.start, raw.end)
        if shown is not None:
            self.literal(iri, DJ + "page", shown.page, "integer")
            self.literal(iri, DJ + "box", " ".join(map(str, shown.box)))
            sure = None if shown.sure is None else Decimal(str(shown.sure))
            self.literal(iri, DJ + "recognised", sure, "decimal")

    def _rate(self, iri: str, rated: Decimal | None) -> None:
        """A span that several rules read bears the lowest of their confidences."""
        if rated is None:
            return
        known = self._spans.get(iri)
        if known is not None and known <= rated:
            return
        if known is not None:
            self.facts.discard(Fact(iri, _CONFIDENCE, plain_decimal(known), _datatype("decimal")))
        self._spans[iri] = rated
        self.literal(iri, _CONFIDENCE, rated, "decimal")

    def _quotation(self, iri: str, cls: str, start: int, end: int) -> None:
        self.type(iri, cls)
        self.literal(iri, _START, start, "integer")
        self.literal(iri, _END, end, "integer")
        self.literal(iri, _EXACT, self.text.document.raw[start:end])
        self.link(iri, _FROM, self.document)

    def _sentence(self, sentence: Sentence) -> str:
        key = sentence.article, sentence.number
        if (known := self._sentences.get(key)) is not None:
            return known
        iri = f"{ID}ev/{self.key}-r{sentence.article + 1}-s{sentence.number}"
        self._sentences[key] = iri
        span = self.text.raw_span(sentence.start, sentence.end)
        self._quotation(iri, "Sentence", span.start, span.end)
        self.literal(iri, _POSITION, sentence.number, "integer")
        self.link(iri, _PART_OF, self.report(sentence.article))
        return iri

    def report(self, article: int) -> str:
        """The IRI of an article of this document."""
        return f"{self.document}-r{article + 1}"

    def claim(self, subject: str, predicate: str, target: str, quotes: Iterable[Quote]) -> None:
        """A bare edge together with the reason why it is stated."""
        self.link(subject, predicate, target)
        iri = f"{ID}claim/c{digest(subject, predicate, target)}"
        self.type(iri, RDF + "Statement")
        self.link(iri, RDF + "subject", subject)
        self.link(iri, RDF + "predicate", predicate)
        self.link(iri, RDF + "object", target)
        self.evidence(iri, quotes)
