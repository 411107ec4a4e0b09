"""The mentions of a graph over its texts, for people to annotate: JSONL of doccano, TSV of WebAnno and INCEpTION."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.terms import DCTERMS, DJ, OA, PROV, SCHEMA
from kg.use.export.network import CLASSES

_SAME = {"PartyOrganisation": "Organisation", "Organization": "Organisation"}
_LEFT_OUT = frozenset({"Document", "Report", "Indicator"})
_RESERVED = re.compile(r"[\\\[\]|_;*\t\n]|->")
_LAYER = "webanno.custom.Mention"


class TextMissing(Exception):
    """The text of a document is not kept beside the graph."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A mention at ``start:end`` of a text (code points): what it is, and what it was taken for."""

    start: int
    end: int
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its mentions, in order."""

    name: str
    digest: str
    text: str
    spots: tuple[Spot, ...]


def annotated(store: ox.Store, texts: Mapping[str, str]) -> Iterator[Annotated]:
    """The documents of a graph with their texts. Raises :class:`TextMissing` where one is not kept."""
    spots = _spots(store)
    for document in sorted(st.instances(store, "dj:Document"), key=lambda d: d.value):
        name = st.value(store, document, SCHEMA + "name") or ""
        digest = st.value(store, document, DCTERMS + "identifier") or ""
        text = texts.get(name)
        if text is None:
            raise TextMissing(name)
        yield Annotated(name, digest, text, tuple(sorted(spots.get(document.value, ()))))


def _spots(store: ox.Store) -> dict[str, set[Spot]]:
    """The mentions of each document."""
    found: dict[str, set[Spot]] = {}
    for cls, label in CLASSES.items():
        if label in _LEFT_OUT:
            continue
        for node in st.instances(store, cls):
            name = st.value(store, node, SCHEMA + "name") or ""
            for evidence in st.objects(store, node, DJ + "evidence"):
                if not isinstance(evidence, ox.NamedNode):
                    continue
                home = st.link(store, evidence, PROV + "wasQuotedFrom")
                start, end = (st.value(store, evidence, OA + p) for p in ("start", "end"))
                if home is not None and start is not None and end is not None:
                    spot = Spot(int(start), int(end), _SAME.get(label, label), name)
                    found.setdefault(home.value, set()).add(spot)
    return found


def doccano(store: ox.Store, texts: Mapping[str, str]) -> Iterator[str]:
    """A document a line, with the labels of its spans; offsets are code points, as doccano counts."""
    for document in annotated(store, texts):
        spans = dict.fromkeys((s.start, s.end, s.label) for s in document.spots)
        line = {
            "text": document.text,
            "label": [list(span) for span in spans],
            "document": document.name,
            "identifier": document.digest,
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"


def webanno(document: Annotated) -> Iterator[str]:
    """WebAnno TSV 3.3: a sentence for each line of the text, a token for each character, one layer with label and name.

    Offsets are UTF-16 code units, as Java counts; annotations have their number, so that they may overlap.
    """
    yield f"#FORMAT=WebAnno TSV 3.3\n#T_SP={_LAYER}|label|name\n\n"
    numbers = {spot: n for n, spot in enumerate(document.spots, 1)}
    at = number = begin = 0
    waiting = list(document.spots)
    current: list[Spot] = []
    for line in document.text.splitlines(keepends=True):
        rows = []
        for i, character in enumerate(line, begin):
            width = 2 if ord(character) > 0xFFFF else 1
            while waiting and waiting[0].start <= i:
                current.append(waiting.pop(0))
            current = [s for s in current if s.end > i]
            if not character.isspace():
                rows.append((at, at + width, character, tuple(current)))
            at += width
        begin += len(line)
        if rows:
            number += 1
            yield f"\n#Text={_escaped(line.strip())}\n"
            for n, (start, end, character, spots) in enumerate(rows, 1):
                labels, names = _cells(spots, numbers)
                yield f"{number}-{n}\t{start}-{end}\t{_escaped(character)}\t{labels}\t{names}\t\n"


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\t", "\\t")


def _cells(spots: tuple[Spot, ...], numbers: Mapping[Spot, int]) -> tuple[str, str]:
    """The two features of the annotations over a token, each with the number of its annotation."""
    if not spots:
        return "_", "_"
    labels = (f"{s.label}[{numbers[s]}]" for s in spots)
    names = (f"{_RESERVED.sub(_guarded, s.name) or '*'}[{numbers[s]}]" for s in spots)
    return "|".join(labels), "|".join(names)


def _guarded(match: re.Match[str]) -> str:
    return "\\" + match[0]
