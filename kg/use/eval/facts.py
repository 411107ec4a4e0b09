"""Read a built graph back into the facts that the gold files hold: one collection for each document.

A fact belongs to a document when one of its evidence spans was quoted from it. The terms are those of
ontology/dangjian.ttl, the form of the facts that of tests/gold/GUIDE.md. Each fact also carries ``_rules``,
the rules that read it (a programme ``_part_rules``, those of each part), figures and programmes also ``_sure``, the
confidence that is stated, for its calibration.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pyoxigraph as ox
from opencc import OpenCC

from kg.graph import store as st
from kg.graph.terms import DCTERMS, DJ, OA, ORG, PROV, RDF, SCHEMA, SKOS

JsonFact = dict[str, Any]
Facts = dict[str, list[JsonFact]]

KINDS = ("articles", "regions", "organisations", "programmes", "formulations", "formulas", "policies", "metrics")
_APPROX = {
    "确数": None,
    **dict.fromkeys(("余", "多", "以上", "突破", "超"), "over"),
    **dict.fromkeys(("近", "不到", "以下"), "under"),
    **dict.fromkeys(("约", "左右"), "about"),
}
_SIMPLIFIED = {None, "zh-hans", "zh"}


@cache
def _simplified() -> OpenCC:
    """To simplified characters; its dictionaries take as long as a short document."""
    return OpenCC("t2s")


def plain(number: str | None) -> int | float | None:
    """A JSON number, an integer where it is one."""
    if number is None:
        return None
    value = float(number)
    return int(value) if value == int(value) else value


class GraphFacts:
    """The facts of one store, by document."""

    def __init__(self, store: ox.Store) -> None:
        """Read from ``store``; kinds.ttl must be in it."""
        self.store = store
        self.files = {d: self.value(d, SCHEMA + "name") or d.value for d in self._instances(DJ + "Document")}
        self.out: dict[str, Facts] = {f: {kind: [] for kind in KINDS} for f in sorted(self.files.values())}

    # -- reading the store

    def _instances(self, *classes: str) -> list[ox.NamedNode]:
        found = {n for cls in classes for n in st.instances(self.store, cls)}
        return sorted(found, key=lambda n: n.value)

    def nodes(self, node: ox.NamedNode | None, predicate: str) -> list[ox.NamedNode]:
        """The nodes that ``predicate`` leads to."""
        found = st.objects(self.store, node, predicate) if node is not None else []
        return [x for x in found if isinstance(x, ox.NamedNode)]

    def node(self, node: ox.NamedNode | None, predicate: str) -> ox.NamedNode | None:
        """The first of :meth:`nodes`."""
        return next(iter(self.nodes(node, predicate)), None)

    def literals(self, node: ox.NamedNode | None, predicate: str) -> list[ox.Literal]:
        """The literals that ``predicate`` leads to."""
        found = st.objects(self.store, node, predicate) if node is not None else []
        return [x for x in found if isinstance(x, ox.Literal)]

    def value(self, node: ox.NamedNode | None, predicate: str) -> str | None:
        """The first literal's text."""
        found = self.literals(node, predicate)
        return found[0].value if found else None

    def name(self, node: ox.NamedNode | None) -> str | None:
        """The plain name of a node."""
        return self.value(node, SCHEMA + "name")

    def other_names(self, node: ox.NamedNode) -> list[str]:
        """Every other name in simplified characters."""
        labels = {
            x.value
            for p in ("altLabel", "prefLabel")
            for x in self.literals(node, SKOS + p)
            if (x.language.lower() if x.language else None) in _SIMPLIFIED
        }
        return sorted(labels - {self.name(node) or ""})

    def notation(self, node: ox.NamedNode, predicate: str) -> str | None:
        """The notation of the concept that ``predicate`` leads to."""
        return self.value(self.node(node, predicate), SKOS + "notation")

    def where(self, node: ox.NamedNode) -> dict[str, tuple[list[tuple[int, str]], set[str]]]:
        """For each document: the spans (start, words) in order, and the rules that read them."""
        found: dict[str, tuple[list[tuple[int, str]], set[str]]] = defaultdict(lambda: ([], set()))
        for evidence in self.nodes(node, DJ + "evidence"):
            document = self.node(evidence, PROV + "wasQuotedFrom")
            if document is None or document not in self.files:
                continue
            spans, rules = found[self.files[document]]
            start = self.value(evidence, OA + "start") or "0"
            spans.append((int(start), self.value(evidence, OA + "exact") or ""))
            rules.update(x.value for x in self.literals(evidence, DJ + "extractedBy"))
        for spans, _ in found.values():
            spans.sort()
        return dict(found)

    def sure(self, node: ox.NamedNode, file: str) -> float | None:
        """The greatest confidence that evidence in a document states."""
        pieces = [e for e in self.nodes(node, DJ + "evidence") if self._home(e) == file]
        stated = [float(value) for e in pieces if (value := self.value(e, DJ + "confidence")) is not None]
        return max(stated, default=None)

    def _home(self, evidence: ox.NamedNode) -> str | None:
        document = self.node(evidence, PROV + "wasQuotedFrom")
        return None if document is None else self.files.get(document)

    def _each(self, *classes: str) -> Iterator[tuple[ox.NamedNode, str, JsonFact]]:
        for node in self._instances(*classes):
            for file, (spans, rules) in sorted(self.where(node).items()):
                yield node, file, {"_rules": sorted(rules), "_start": spans[0][0]}

    # -- the kinds

    def read(self) -> dict[str, Facts]:
        """All facts, by document name."""
        self._articles()
        self._regions()
        self._organisations()
        self._programmes()
        self._formulas()
        for node, file, fact in self._each(DJ + "Formulation"):
            fact |= {"name": self.name(node), "aliases": self.other_names(node)}
            self.out[file]["formulations"].append(fact)
        self._policies()
        self._metrics()
        return self.out

    def _articles(self) -> None:
        rows: dict[str, list[tuple[int, str, JsonFact]]] = defaultdict(list)
        for node in self._instances(DJ + "Report"):
            document = self.node(node, DCTERMS + "isPartOf")
            if document is None or document not in self.files:
                continue
            starts = [s for spans, _ in self.where(node).values() for s, _ in spans]
            regions = sorted(filter(None, (self.name(x) for x in self.nodes(node, DCTERMS + "spatial"))))
            fact = {"title": self.value(node, DCTERMS + "title"), "region": regions[0] if regions else None}
            rows[self.files[document]].append((min(starts, default=0), node.value, fact))
        for file, facts in rows.items():
            self.out[file]["articles"] = [f for _, _, f in sorted(facts, key=lambda r: r[:2])]

    def _regions(self) -> None:
        for node, file, fact in self._each(DJ + "Region"):
            codes = [x.value for x in self.literals(node, DCTERMS + "identifier")]
            fact |= {
                "name": self.name(node),
                "aliases": self.other_names(node),
                "code": next((c for c in codes if len(c) == 6), None),
                "level": self.notation(node, DCTERMS + "type"),
                "within": self.name(self.node(node, SCHEMA + "containedInPlace")),
            }
            self.out[file]["regions"].append(fact)

    def _organisations(self) -> None:
        for node, file, fact in self._each(DJ + "PartyOrganisation", ORG + "Organization"):
            fact |= {
                "name": self.name(node),
                "aliases": self.other_names(node),
                "type": self.notation(node, ORG + "classification"),
                "region": self.name(self.node(node, DCTERMS + "spatial")),
            }
            self.out[file]["organisations"].append(fact)

    def _programmes(self) -> None:
        formulas = set(self._instances(DJ + "Formula"))
        for node, file, fact in self._each(DJ + "Programme"):
            if node in formulas:
                continue
            parts = []
            for part in self.nodes(node, DJ + "component"):
                places = self.where(part)
                if file in places or not places:
                    rules = sorted(places[file][1]) if file in places else []
                    place = int(self.value(part, SCHEMA + "position") or 0)
                    parts.append((place, self.name(part) or "", rules))
            fact |= {
                "name": self.name(node),
                "aliases": self.other_names(node),
                "kind": self.notation(node, DCTERMS + "type"),
                "region": self.name(self.node(node, DCTERMS + "spatial")),
                "parent": self.name(self.node(node, DCTERMS + "isPartOf")),
                "sector": self.notation(node, DJ + "sector"),
                "components": [name for _, name, _ in sorted(parts)],
                "_part_rules": [rules for _, _, rules in sorted(parts)],
                "_sure": self.sure(node, file),
            }
            self.out[file]["programmes"].append(fact)

    def _formulas(self) -> None:
        for node, file, fact in self._each(DJ + "Formula"):
            names = [self.name(node), *self.other_names(node)]
            sums = [x for x in names if x and any(c in x for c in "+＋×")]
            fact |= {
                "text": sums[0] if sums else self.name(node),
                "region": self.name(self.node(node, DCTERMS + "spatial")),
                "name": next((x for x in names if x not in sums), None),
            }
            self.out[file]["formulas"].append(fact)

    def _policies(self) -> None:
        for node in self._instances(DJ + "PolicyDocument"):
            places = self.where(node)
            for claim in st.subjects(self.store, RDF + "object", node):
                places = self.where(claim) | places
            for file, (_, rules) in sorted(places.items()):
                if rules and all(r.startswith("document.") for r in rules):
                    continue  # the article itself, or a bare number: the guide lists titles in 《》
                self.out[file]["policies"].append(
                    {
                        "_rules": sorted(rules),
                        "title": self.value(node, DCTERMS + "title") or self.name(node),
                        "issuer": self.name(self.node(node, DCTERMS + "publisher")),
                    }
                )

    def _change(self, node: ox.NamedNode, value: str | None, unit: str | None) -> JsonFact | None:
        percent = self.value(node, DJ + "changePercent")
        size = percent if percent is not None else self.value(node, DJ + "changeAmount")
        if size is not None:
            return {
                "direction": "up" if float(size) > 0 else "down",
                "value": plain(size.lstrip("-")),
                "unit": "%" if percent is not None else "百分点" if unit == "%" else unit,
                "baseline": self.notation(node, DJ + "baseline"),
            }
        old = self.value(node, DJ + "baselineValue")
        if old is None or value is None:
            return None
        direction = "up" if float(value) > float(old) else "down"
        return {"direction": direction, "value": None, "unit": None, "baseline": old}

    def _metrics(self) -> None:
        regions = set(self._instances(DJ + "Region"))
        for node in self._instances(DJ + "Metric"):
            value = self.value(node, SCHEMA + "value")
            unit = self.value(node, SCHEMA + "unitText") or None
            hedge = self.notation(node, DJ + "precision")
            about = self.node(node, SCHEMA + "observationAbout")
            region = about if about in regions else self.node(about, DCTERMS + "spatial")
            fact = {
                "property": self.name(self.node(node, SCHEMA + "variableMeasured")),
                "value": plain(value),
                "unit": unit if value is not None else None,
                "approx": _APPROX.get(hedge or "确数", hedge),
                "region": self.name(region),
                "time": self.value(node, SCHEMA + "observationDate") or self.value(node, DJ + "year"),
                "change": self._change(node, value, unit),
                "basis": self.notation(node, DJ + "basis"),
                "per": self.value(node, DJ + "per"),
                "status": self.notation(node, DJ + "status"),
            }
            for file, (spans, rules) in sorted(self.where(node).items()):
                quote = _simplified().convert(spans[0][1])
                found = {"quote": quote, "_rules": sorted(rules), "_start": spans[0][0], "_sure": self.sure(node, file)}
                self.out[file]["metrics"].append(found | fact)


def facts_of(store: ox.Store) -> dict[str, Facts]:
    """The facts of every document of the graph, by the document's name."""
    return GraphFacts(store).read()
