"""The reports of a graph as strings that can be compared: letters, characters and digits alone, each with its place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, groupby

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.terms import DCTERMS, DJ, OA, PROV, SCHEMA
from kg.text.fold import fold
from kg.text.shapes import is_colophon
from kg.use.fields import basis_of
from kg.use.reuse.passages import NOTHING

_GAP = 6
_LONG = 8
Spot = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A report, the place that it is about and its date. ``string`` is what is compared, ``at`` where each of its characters
    stands in the text of the document, ``own`` how many before each are words of its own: neither national doctrine nor figures, nor the frame of the text.
    Longer stretches of doctrine are taken out of the string."""

    iri: str
    document: str
    place: str | None
    issued: str | None
    basis: str | None
    text: str
    string: str
    at: tuple[int, ...]
    own: tuple[int, ...]

    def span(self, start: int, end: int) -> Spot:
        """The place in the text of a range of the string."""
        return self.at[start], self.at[end - 1] + 1

    def own_words(self, start: int, end: int) -> int:
        """How many characters of a range are words of its own."""
        return self.own[end] - self.own[start]


def reports(store: ox.Store, texts: Mapping[str, str]) -> list[Report]:
    """All reports whose text is kept, by document and position."""
    spots = _formulations(store)
    starts = _starts(store)
    found = []
    for document in sorted(st.instances(store, "dj:Document"), key=lambda d: d.value):
        name = st.value(store, document, SCHEMA + "name") or ""
        raw = texts.get(document.value, texts.get(name))
        if raw is None:
            continue
        own = sorted(starts.get(document.value, ()))
        ends = [start for start, _ in own[1:]] + [len(raw)]
        doctrine = spots.get(document.value, [])
        folded = fold(raw)[0]
        doctrine = sorted([*doctrine, *_frame(folded)])
        for n, ((start, report), end) in enumerate(zip(own, ends, strict=True)):
            span = (start if n else 0, end)
            found.append(_report(store, report, name, (raw, folded), span, doctrine))
    return found


def _frame(text: str) -> Iterator[Spot]:
    """The lines that say where a text came from, when it was issued and who made it: another paper's are other words."""
    start = 0
    for line in text.splitlines(keepends=True):
        if is_colophon(line.strip()):
            yield start, start + len(line.rstrip())
        start += len(line)


def _report(
    store: ox.Store, report: str, name: str, texts: tuple[str, str], span: Spot, doctrine: list[Spot]
) -> Report:
    raw, folded = texts
    at = tuple(i for i in range(*span) if folded[i].isalnum())
    string = "".join(folded[i] for i in at)
    foreign = _foreign(string, at, doctrine)
    own = (0, *accumulate(not f and not c.isdigit() for f, c in zip(foreign, string, strict=True)))
    for start, end in _runs(foreign):
        string = string[:start] + NOTHING * (end - start) + string[end:]
    node = ox.NamedNode(report)
    return Report(
        iri=report,
        document=name,
        place=next(iter(sorted(n.value for n in st.objects(store, node, DCTERMS + "spatial"))), None),
        issued=st.value(store, node, DCTERMS + "issued"),
        basis=basis_of(next((o.value for o in st.objects(store, node, DJ + "dateBasis")), None)),
        text=raw,
        string=string,
        at=at,
        own=own,
    )


def _foreign(string: str, at: tuple[int, ...], doctrine: list[Spot]) -> list[bool]:
    """Which characters are national doctrine: formulations, its stock words, and the few characters between two of them."""
    spots = list(_stock(string))
    for start, end in doctrine:
        low, high = bisect_right(at, start - 1), bisect_right(at, end - 1)
        if low < high:
            spots.append((low, high))
    marks = [False] * len(string)
    reach = -_GAP - 1
    for start, end in sorted(spots):
        first = reach if 0 <= start - reach <= _GAP else start
        for i in range(first, end):
            marks[i] = True
        reach = max(reach, end)
    return marks


def _runs(marks: list[bool]) -> list[Spot]:
    """The longer stretches of marked characters."""
    found, at = [], 0
    for marked, group in groupby(marks):
        length = sum(1 for _ in group)
        if marked and length >= _LONG:
            found.append((at, at + length))
        at += length
    return found


def _stock(string: str) -> Iterator[Spot]:
    for word in _words():
        at = string.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = string.find(word, at + 1)


@cache
def _words() -> tuple[str, ...]:
    listed = resources.files("kg.use.reuse").joinpath("doctrine.txt").read_text("utf-8")
    return tuple(listed.split())


def _formulations(store: ox.Store) -> dict[str, list[Spot]]:
    """Where each document has formulations."""
    found: dict[str, list[Spot]] = {}
    for node in st.instances(store, "dj:Formulation"):
        for evidence in st.objects(store, node, DJ + "evidence"):
            if isinstance(evidence, ox.NamedNode) and (spot := _spot(store, evidence)):
                home = st.link(store, evidence, PROV + "wasQuotedFrom")
                found.setdefault(home.value if home else "", []).append(spot)
    return found


def _spot(store: ox.Store, evidence: ox.NamedNode) -> Spot | None:
    start, end = (st.value(store, evidence, OA + p) for p in ("start", "end"))
    return (int(start), int(end)) if start and end else None


def _starts(store: ox.Store) -> dict[str, list[tuple[int, str]]]:
    """Where each report of a document begins: at its first evidence."""
    found: dict[str, list[tuple[int, str]]] = {}
    for report in st.instances(store, "dj:Report"):
        document = st.link(store, report, DCTERMS + "isPartOf")
        held = st.subjects(store, DCTERMS + "isPartOf", report)
        begins = [int(s) for e in held if (s := st.value(store, e, OA + "start"))]
        if document is not None:
            found.setdefault(document.value, []).append((min(begins, default=0), report.value))
    return found
