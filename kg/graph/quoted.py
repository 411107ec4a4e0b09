"""What a page asks of evidence, in columns: made where a document is read, so that nobody has to take it out of the whole graph again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import groupby, product
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

JOINED = " + "
"""Stands between the rules that found the same."""

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


@dataclass(slots=True)
class Coded:
    """Words of which few are different: the words, each once and in order, and for each place which of them stands there."""

    words: list[str]
    at: list[int]

    @classmethod
    def of(cls, every: Sequence[str]) -> Coded:
        """The same words, coded."""
        words = sorted(set(every))
        number = {word: n for n, word in enumerate(words)}
        return cls(words, [number[word] for word in every])

    def __getitem__(self, place: int) -> str:
        """The words at a place."""
        return self.words[self.at[place]]


@dataclass(slots=True)
class Sentences:
    """The sentences of one document that evidence stands in, in the order of their places."""

    iri: list[str]
    start: list[int]
    end: list[int]
    number: list[int]
    report: Coded
    exact: list[str]


@dataclass(slots=True)
class Quoted:
    """The evidence of one document, in the order of its places, and its sentences; ``sentence`` is a place among these, or -1.
    A rule stands for itself or for several that said the same (:data:`JOINED`)."""

    document: str
    sentences: Sentences
    iri: list[str]
    start: list[int]
    end: list[int]
    sentence: list[int]
    exact: list[str]
    report: Coded
    rule: Coded
    confidence: Coded
    page: Coded
    recognised: Coded


@dataclass(slots=True)
class _Piece:
    """A row, read."""

    document: str
    report: str
    sentence: str
    start: int
    end: int
    exact: str
    rules: set[str]
    confidence: str
    number: int
    page: int
    recognised: str

    @classmethod
    def of(cls, row: Row) -> _Piece:
        document, report, sentence, start, end, exact, rule, sure, number, page, recognised = row
        rules = {rule} if rule else set()
        first, last, position, leaf = map(_number, (start, end, number, page))
        return cls(document, report, sentence, first, last, exact, rules, sure, position, leaf, recognised)

    def greatest(self, other: _Piece) -> _Piece:
        """A piece of which several values are told: the same is shown whatever their order."""
        both = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return _Piece(*(a | b if isinstance(a, set) else max(a, b) for a, b in both))


def _number(text: str) -> int:
    """A whole number; nothing where somebody has changed the graph."""
    digits = text[1:] if text[:1] in ("+", "-") else text
    return int(text) if len(digits) < 19 and digits.isascii() and digits.isdecimal() else 0


_Pieces = list[tuple[str, _Piece]]


@dataclass(slots=True)
class _Home:
    """What rows tell of one document."""

    pieces: _Pieces = field(default_factory=list)
    sentences: _Pieces = field(default_factory=list)


def quoted(every: Iterable[Row]) -> list[Quoted]:
    """Rows, by their document; what is called a sentence is no piece of evidence beside."""
    sentences: dict[str, _Piece] = {}
    pieces: dict[str, _Piece] = {}
    for iri, cls, *told in every:
        found = sentences if cls == SENTENCE else pieces
        piece = _Piece.of(told)
        found[iri] = found[iri].greatest(piece) if iri in found else piece
    homes: defaultdict[str, _Home] = defaultdict(_Home)
    for iri, piece in sentences.items():
        homes[piece.document].sentences.append((iri, piece))
    for iri, piece in pieces.items():
        if iri not in sentences:
            homes[piece.document].pieces.append((iri, piece))
    return [_in_columns(document, home) for document, home in sorted(homes.items())]


def _in_columns(document: str, home: _Home) -> Quoted:
    around, pieces = _placed(home.sentences), _placed(home.pieces)
    number = {iri: n for n, (iri, _) in enumerate(around)}
    said = [p for _, p in pieces]
    return Quoted(
        document,
        Sentences(
            [iri for iri, _ in around],
            [p.start for _, p in around],
            [p.end for _, p in around],
            [p.number for _, p in around],
            Coded.of([p.report for _, p in around]),
            [p.exact for _, p in around],
        ),
        [iri for iri, _ in pieces],
        [p.start for p in said],
        [p.end for p in said],
        [number.get(p.sentence, -1) for p in said],
        [p.exact for p in said],
        Coded.of([p.report for p in said]),
        Coded.of([JOINED.join(sorted(p.rules)) for p in said]),
        Coded.of([p.confidence for p in said]),
        Coded.of([str(p.page or "") for p in said]),
        Coded.of([p.recognised for p in said]),
    )


def _placed(pieces: _Pieces) -> _Pieces:
    return sorted(pieces, key=lambda p: (p[1].start, p[1].end, p[0]))


def kept(every: Iterable[Quoted]) -> str:
    """What is quoted as words that can be kept; IRIs without what they have in common."""
    said = []
    for one in every:
        around = one.sentences
        every_iri = [*one.iri, *around.iri]
        common = every_iri[0][: every_iri[0].rfind("/") + 1]
        common = common if all(iri.startswith(common) for iri in every_iri) else ""
        short = [[iri[len(common) :] for iri in found] for found in (around.iri, one.iri)]
        of_sentences = [around.start, around.end, around.number, _pair(around.report), around.exact]
        plain = [one.start, one.end, one.sentence, one.exact]
        coded = map(_pair, (one.report, one.rule, one.confidence, one.page, one.recognised))
        said.append([common, one.document, short, of_sentences, plain, list(coded)])
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _pair(column: Coded) -> list[object]:
    return [column.words, column.at]


def of_kept(words: str) -> Iterator[Quoted]:
    """The same again. Raises ValueError, TypeError or LookupError for other words."""
    for common, document, short, of_sentences, plain, coded in json.loads(words):
        around, iris = ([common + iri for iri in found] for found in short)
        start, end, number, report, exact = of_sentences
        held = Sentences(around, start, end, number, Coded(*report), exact)
        yield Quoted(document, held, iris, *plain, *(Coded(*column) for column in coded))
