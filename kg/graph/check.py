"""Validate a graph: SHACL Core shapes (:mod:`kg.graph.shapes`), then the checks that need a query (ontology/checks).

Findings say in words what is wrong with which thing, and in which source sentence it was read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.ontology import ontology_dir
from kg.graph.shapes import read_shapes, validate
from kg.text.kept import kept_text

_NO_SOURCE = (
    "the text of this document is not in the folder of texts, so its quotations were not compared",
    "原文文件夹中没有这份文件，未能核对其引文",
)
_DIFFERS = ("the quotation differs from the source file", "引文与来源文件不符")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding. ``severity`` is violation or info; ``node`` an IRI; ``sentence`` the source's words."""

    severity: str
    message: str
    message_zh: str
    node: str
    name: str
    value: str
    document: str
    sentence: str


class Explain:
    """Adds to an IRI its name and the sentence that it was read in."""

    def __init__(self, store: ox.Store) -> None:
        """Look things up in ``store``."""
        self.store = store

    def __call__(self, severity: str, messages: tuple[str, str], node: str, value: str) -> Finding:
        """The finding on a node, with its value."""
        subject = ox.NamedNode(node)
        name = st.value(self.store, subject, "schema:name") or ""
        evidence = st.link(self.store, subject, "dj:evidence") or subject
        document = st.link(self.store, evidence, "prov:wasQuotedFrom")
        sentence = st.link(self.store, evidence, "dj:inSentence") or evidence
        words = st.value(self.store, sentence, "oa:exact") or ""
        where = st.value(self.store, document, "schema:name") if document is not None else None
        shown = st.value(self.store, ox.NamedNode(value), "schema:name") if "://" in value else None
        return Finding(severity, *messages, node, name, shown or value, where or "", " ".join(words.split()))


def _shacl(store: ox.Store, explain: Explain) -> Iterator[Finding]:
    for found in validate(store, read_shapes(ontology_dir() / "shapes.ttl")):
        english, chinese = found.messages
        yield explain("violation", (english + found.path, chinese + found.path), found.node, found.value)


def _header(text: str) -> tuple[str, str, str]:
    """The English message, the Chinese one and the severity in the first lines of a check."""
    lines = [re.sub(r"^#\s*", "", line) for line in text.splitlines()[:3]]
    return lines[0], lines[1], lines[2].removeprefix("severity: ")


def _queries(store: ox.Store, explain: Explain) -> Iterator[Finding]:
    for file in sorted((ontology_dir() / "checks").glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        english, chinese, severity = _header(text)
        solutions = store.query(text)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError(f"{file.name} is no SELECT query")
        variables = [v.value for v in solutions.variables]
        for row in solutions:
            value = st.plain(row["value"]) if "value" in variables and row["value"] else ""
            yield explain(severity, (english, chinese), st.plain(row["node"]), value)


def check(path: Path) -> list[Finding]:
    """All findings on a graph file, violations first. Raises :class:`kg.graph.store.GraphError`."""
    store = st.load(path, built=True)
    explain = Explain(store)
    found = {*_shacl(store, explain), *_queries(store, explain)}
    return sorted(found, key=lambda f: (f.severity != "violation", f))


def check_quotations(path: Path, sources: Path) -> list[Finding]:
    """Compare every quotation code point by code point with the texts under ``sources``: those that
    a build kept, or the files that it read. A document without its text is a finding of its own."""
    store = st.load(path, built=True)
    explain = Explain(store)
    wrong: list[Finding] = []
    texts: dict[str, str | None] = {}
    for node in (*st.instances(store, "dj:Evidence"), *st.instances(store, "dj:Sentence")):
        document = st.link(store, node, "prov:wasQuotedFrom")
        name = st.value(store, document, "schema:name") if document is not None else None
        if document is None or name is None:
            continue
        if name not in texts:
            texts[name] = kept_text(sources, name)
            if texts[name] is None:
                wrong.append(explain("violation", _NO_SOURCE, document.value, ""))
        text = texts[name]
        if text is None:
            continue
        start, end = (_offset(st.value(store, node, f"oa:{p}")) for p in ("start", "end"))
        if text[start:end] != st.value(store, node, "oa:exact"):
            wrong.append(explain("violation", _DIFFERS, node.value, f"{start}:{end}"))
    return wrong


_NUMERAL = re.compile(r"(\d[\d,，]*(?:\.\d+)?)\s*([亿万千百十]*)(?![亿万千百十成折倍余多几.\d])")
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


def unexplained(store: ox.Store) -> dict[str, frozenset[str]]:
    """The figures whose value stands in none of their quotations as it is printed, each with the documents
    that it was read from: it was computed, written in words, or changed by hand."""
    odd = {}
    corrected = {q.object for q in store.quads_for_pattern(None, st.iri("dj:corrects"), None)}
    for node in st.instances(store, "dj:Metric"):
        if node in corrected:  # a person says so
            continue
        pieces = [e for e in st.objects(store, node, "dj:evidence") if isinstance(e, ox.NamedNode)]
        quotes = " ".join(st.value(store, e, "oa:exact") or "" for e in pieces)
        printed = {_printed(*m.groups()) for m in _NUMERAL.finditer(unicodedata.normalize("NFKC", quotes))}
        said = {t.value for p in _FIGURES for t in st.objects(store, node, p)}
        if not all(_decimal(words) in printed for words in said):
            homes = (st.link(store, e, "prov:wasQuotedFrom") for e in pieces)
            odd[node.value] = frozenset(h.value for h in homes if h is not None)
    return odd


_FIGURES = ("schema:value", "dj:changePercent", "dj:changeAmount", "dj:baselineValue")


def _printed(digits: str, scale: str) -> Decimal | None:
    number = _decimal(digits.replace(",", ""))
    return None if number is None else number.scaleb(sum(_SCALES[c] for c in scale))


def _decimal(words: str) -> Decimal | None:
    """A number without its sign, which a quotation gives in words."""
    try:
        return abs(Decimal(words))
    except ArithmeticError:
        return None


def _offset(words: str | None) -> int:
    """An offset; one that is no number lies nowhere."""
    return int(words) if words and words.isdecimal() else -1
