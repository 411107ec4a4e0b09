"""The evidence of a graph, numbered in the order of documents and places, as the page shows it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, count
from typing import NamedTuple

from kg.graph.quoted import JOINED, Coded, Quoted

Number = Callable[[str], object]


class Passage(NamedTuple):
    """A piece of evidence, and the sentence around it."""

    document: str
    report: str
    start: int
    end: int
    exact: str
    sentence: str
    number: int
    context: str


class Evidence:
    """All evidence; ``at`` tells the number of a piece by its IRI."""

    def __init__(self, every: Iterable[Quoted]) -> None:
        """Of these documents."""
        self.documents = sorted(every, key=lambda q: q.document)
        self._first = [0, *accumulate(len(q.iri) for q in self.documents)]
        iris = (iri for q in self.documents for iri in q.iri)
        self.at = {iri: number for number, iri in enumerate(iris)}

    def passage(self, iri: str) -> Passage | None:
        """A piece of evidence."""
        number = self.at.get(iri)
        if number is None:
            return None
        home = bisect_right(self._first, number) - 1
        found, n = self.documents[home], number - self._first[home]
        told = found.document, found.report[n], found.start[n], found.end[n], found.exact[n]
        if (s := found.sentence[n]) < 0:
            return Passage(*told, "", 0, "")
        around = found.sentences
        return Passage(*told, around.iri[s], around.number[s], around.exact[s])

    def counts(self) -> tuple[Counter[str], Counter[str]]:
        """How much evidence there is from each report and by each rule; what two rules found counts for both."""
        reports: Counter[str] = Counter()
        rules: Counter[str] = Counter()
        for home in self.documents:
            for (report, rule), number in Counter(zip(home.report.at, home.rule.at, strict=True)).items():
                names = home.rule.words[rule].split(JOINED) if home.rule.words[rule] else []
                reports[home.report.words[report]] += number * len(names)
                rules.update(dict.fromkeys(names, number))
        return reports, rules

    def columns(
        self, document_at: Mapping[str, int], report_at: Mapping[str, int], number: Number
    ) -> dict[str, object]:
        """Rules, passages and sentences as the page reads them, with the numbers of documents and reports."""
        homes = [(document_at.get(q.document, -1), q) for q in self.documents]
        first = [0, *accumulate(len(q.sentences.iri) for q in self.documents)]
        rules = sorted({rule for q in self.documents for rule in q.rule.words})
        rule_at = {rule: n for n, rule in enumerate(rules)}
        passages = {
            "doc": [d for d, q in homes for _ in q.iri],
            "start": [n for q in self.documents for n in q.start],
            "end": [n for q in self.documents for n in q.end],
            "sentence": [
                n if n < 0 else at + n for at, q in zip(first, self.documents, strict=False) for n in q.sentence
            ],
            "rule": [n for q in self.documents for n in _through(q.rule, rule_at.__getitem__)],
            "sure": self._told(lambda q: q.confidence, number),
            "page": self._told(lambda q: q.page, int),
            "ocr": self._told(lambda q: q.recognised, number),
        }
        sentences = {
            "doc": [d for d, q in homes for _ in q.sentences.iri],
            "start": [n for q in self.documents for n in q.sentences.start],
            "end": [n for q in self.documents for n in q.sentences.end],
            "number": [n for q in self.documents for n in q.sentences.number],
            "report": [n for q in self.documents for n in _through(q.sentences.report, lambda w: report_at.get(w, -1))],
        }
        return {"rules": rules, "passages": passages, "sentences": sentences}

    def _told(self, column: Callable[[Quoted], Coded], read: Number) -> dict[int, object]:
        """What a column tells of the pieces that it tells anything of, by their numbers."""
        found: dict[int, object] = {}
        for first, home in zip(self._first, self.documents, strict=False):
            told = column(home)
            if told.words != [""]:
                values = [read(w) if w else None for w in told.words]
                pieces = enumerate(map(values.__getitem__, told.at), first)
                found.update(p for p in pieces if p[1] is not None)
        return found

    def texts(self) -> Iterator[tuple[str, int, str]]:
        """The document, the number and the words of every sentence."""
        numbers = count()
        for home in self.documents:
            for words in home.sentences.exact:
                yield home.document, next(numbers), words


def _through(column: Coded, read: Callable[[str], int]) -> Iterator[int]:
    """A column, read: each of its words once."""
    return map([read(w) for w in column.words].__getitem__, column.at)
