"""What a program may ask of a graph, in plain records: every answer bears the quotations that it rests on. It reads and changes nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from math import isfinite
from typing import Any

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.terms import ID, PREFIXES
from kg.use.ask.catalogue import NamedQuery, catalogue, find
from kg.use.compare.regions import find_region
from kg.use.compare.report import Comparer
from kg.use.fields import Term
from kg.use.reader import Reader
from kg.use.records import Source, jsonable

Record = dict[str, Any]
_LOCAL = re.compile(re.escape(ID) + r"[\w/.-]+")
_INTEGER = re.compile(r"[+-]?[0-9]{1,300}")
MOST = 200  # rows, or things, in one answer
_QUOTED = 3  # quotations for one thing
_NODES = 40  # things that are quoted for one answer


class Agents:
    """One graph and the questions that a program can put to it."""

    def __init__(self, store: ox.Store, lang: str = "zh") -> None:
        """Answer from ``store``; words in ``lang`` (zh or en)."""
        self.store = store
        self.lang = lang
        self.comparer = Comparer(store)
        self.reader: Reader = self.comparer.reader

    def queries(self) -> list[Record]:
        """The named queries with their parameters."""
        return [
            {
                "name": q.name,
                "answers": q.en if self.lang == "en" else q.zh,
                "parameters": {p.name: p.type for p in q.parameters},
                "example": q.usage,
            }
            for q in catalogue().values()
        ]

    def sparql(self, query: str, parameters: Mapping[str, str]) -> str:
        """The SPARQL of a named query, regions by any of their names, or the query itself. Raises what
        :mod:`kg.use.ask.catalogue` and :mod:`kg.use.compare.regions` raise; :class:`ValueError` for a value that is missing."""
        if "{" in query:
            return query
        named: NamedQuery = find(query)
        missing = [p.name for p in named.parameters if p.name not in parameters]
        if missing:
            raise ValueError(f"{named.name} needs {', '.join(missing)}: {named.usage}")
        types = {p.name: p.type for p in named.parameters}
        regions = {k: v for k, v in parameters.items() if types.get(k) == "region"}
        known = {k: find_region(self.reader, v).name for k, v in regions.items()}
        return named.fill({**parameters, **known})

    def answered(self, results: bytes) -> Record:
        """The rows of a SPARQL result in JSON, and the quotations for what stands in them."""
        found = json.loads(results)
        if "boolean" in found:
            return {"truth": found["boolean"]}
        columns = found["head"]["vars"]
        rows = [{c: _cell(row[c]) for c in columns if c in row} for row in found["results"]["bindings"]]
        shown = rows[:MOST]
        cells = dict.fromkeys(str(cell) for row in shown for cell in row.values())
        return {"columns": columns, "rows": shown, "n": len(rows), "quotations": self._quotations(cells)}

    def _quotations(self, cells: Mapping[str, None]) -> list[Record]:
        """Quotations for the things that the cells name, by IRI or by name."""
        found: list[Record] = []
        for cell in cells:
            nodes = [ox.NamedNode(cell)] if _LOCAL.fullmatch(cell) else []
            nodes = nodes or st.subjects(self.store, "schema:name", ox.Literal(cell))
            for node in nodes:
                quoted = [quotation(s) for s in self._sources(node)[:_QUOTED]]
                if quoted:
                    found.append({"of": cell, "iri": node.value, "quotations": quoted})
            if len(found) >= _NODES:
                break
        return found[:_NODES]

    def _sources(self, node: ox.NamedNode) -> tuple[Source, ...]:
        return self.reader.sources(self.reader.fields(node))

    def compared(self, regions: Sequence[str]) -> Record:
        """The comparison of regions: programmes that correspond with the parts of each, figures of one measure, and the quotations."""
        places = [find_region(self.reader, name) for name in regions]
        comparison = self.comparer.compare(list({p.iri: p for p in places}.values()))
        told: Record = comparison.to_json()
        kept = ("threshold", "regions", "rows", "metrics", "similarity")
        return {name: _short(told[name]) for name in kept}

    def why(self, thing: str) -> Record:
        """What is stated of a thing, by its IRI or its name, and every quotation with the rule that read it."""
        if ":" in thing:
            prefix, _, local = thing.partition(":")
            nodes = [ox.NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else thing)]
        else:
            nodes = st.subjects(self.store, "schema:name", ox.Literal(thing.strip()))
        return {"things": [self._told(node) for node in nodes[:MOST] if self._sources(node)]}

    def _told(self, node: ox.NamedNode) -> Record:
        said = {
            predicate.rsplit("/", 1)[-1].rsplit("#", 1)[-1]: [self._words(t) for t in terms]
            for predicate, terms in sorted(self.reader.fields(node).items())
            if not predicate.endswith("evidence")
        }
        quoted = [
            {**quotation(s), "rule": s.rule, "confidence": jsonable(self.reader.confidence(s.iri))}
            for s in self._sources(node)
        ]
        return {"iri": node.value, "stated": said, "quotations": quoted}

    def _words(self, term: Term) -> str:
        if isinstance(term, ox.Literal):
            return term.value
        name = self.reader.name(term.value)
        return self.reader.notation(term.value) or "" if name == term.value else name


def quotation(source: Source) -> Record:
    """A quotation: the words, the sentence around them, and where they stand."""
    return {
        "quote": source.quote,
        "sentence": source.context,
        "document": source.document,
        "report": source.report,
        "start": source.start,
        "end": source.end,
    }


def _cell(term: Mapping[str, str]) -> str | int | float:
    """A cell; words of a number that is none, or none that JSON can hold, stay words."""
    words, kind = term["value"], term.get("datatype", "").rsplit("#", 1)[-1]
    if kind == "integer" and _INTEGER.fullmatch(words):
        return int(words)
    if kind in ("decimal", "double", "float"):
        with suppress(ValueError):
            if isfinite(number := float(words)):
                return number
    return words


def _short(value: Any) -> Any:
    """A record whose sources are quotations, without what is empty."""
    if isinstance(value, dict):
        if "quote" in value and "document" in value:
            return {k: value[k] for k in ("quote", "context", "document", "report") if value.get(k)}
        return {k: _short(v) for k, v in value.items() if v not in (None, "", [], {})}
    if isinstance(value, list):
        return [_short(v) for v in value[:MOST]]
    return value
