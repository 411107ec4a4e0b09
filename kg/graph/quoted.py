"""What a page asks of evidence, in rows: made where the document is read, so that nobody has to take them out of the whole graph again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, product
from operator import itemgetter

from kg.graph.terms import DCTERMS, DJ, OA, PROV, RDF, SCHEMA
from kg.model import Fact

SENTENCE = DJ + "Sentence"
TOLD = (
    PROV + "wasQuotedFrom",
    DCTERMS + "isPartOf",
    DJ + "inSentence",
    OA + "start",
    OA + "end",
    OA + "exact",
    DJ + "extractedBy",
    DJ + "confidence",
    SCHEMA + "position",
    DJ + "page",
    DJ + "recognised",
)
"""What is told of a piece of evidence, in the order of a row."""
_AT = {predicate: at for at, predicate in enumerate(TOLD, 2)}
_TYPE = RDF + "type"

Row = Sequence[str]
"""A piece of evidence: its IRI, its class, and the words of :data:`TOLD`, nothing where the graph tells nothing."""


def rows(evidence: Iterable[Fact]) -> Iterator[Row]:
    """The rows of evidence, whose facts come by their subject; one of which several values are told has a row for each."""
    for iri, said in groupby(evidence, key=itemgetter(0)):
        found: list[list[str]] = [[iri], [DJ + "Evidence"], *([] for _ in TOLD)]
        for _, predicate, words, _ in said:
            if (at := _AT.get(predicate)) is not None:
                found[at].append(words)
            elif predicate == _TYPE and words == SENTENCE:
                found[1] = [words]
        if max(map(len, found)) > 1:
            yield from product(*(values or [""] for values in found))
        else:
            yield [values[0] if values else "" for values in found]


def flat(every: Iterable[Row]) -> list[str]:
    """Rows as they are kept: their words, one after the other."""
    return list(chain.from_iterable(every))


def rows_of(words: Sequence[str]) -> Iterator[Row]:
    """The rows that were kept so."""
    fields = iter(words)
    return zip(*[fields] * (len(TOLD) + 2), strict=True)
