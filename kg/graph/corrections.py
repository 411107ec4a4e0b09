"""Corrections (:mod:`kg.graph.correction`) are applied as the last step of every build.

What one changes, says who says so; one that matches nothing, or several things, is told and changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kg.graph import terms as t
from kg.graph.builder import plain_decimal
from kg.graph.correction import KINDS, Correction
from kg.graph.ontology import concept, concept_by_suffix
from kg.graph.settle import merge, settle_again
from kg.model import Fact

_WAYS = (KINDS["programme"][0], KINDS["formula"][0])
_TYPE, _NAME, _SPATIAL = t.RDF + "type", t.SCHEMA + "name", t.DCTERMS + "spatial"
_NAMES = (_NAME, t.SKOS + "prefLabel", t.SKOS + "altLabel")


@dataclass(slots=True)
class Applied:
    """The corrected facts, and why corrections were not applied: ``none`` or ``several`` things are meant, or what they set does
    not fit (``place``, ``listed``, ``parts``, ``other``, ``added``)."""

    facts: frozenset[Fact]
    unmatched: list[tuple[Correction, str]] = field(default_factory=list)


def apply(
    facts: Iterable[Fact], corrections: Sequence[Correction], texts: Mapping[str, str]
) -> Applied:
    """The facts with all corrections, one after the other; ``texts`` are the texts of the documents by name."""
    graph = Corrected(facts, texts)
    applied = Applied(frozenset())
    for correction in corrections:
        if correction.do == "not-same":
            known = {t.normal(f.object) for f in graph.facts if f.predicate in _NAMES}
            pair = {t.normal(correction.name), t.normal(str(correction.to))}
            if not pair <= known:
                applied.unmatched.append((correction, "none"))
            continue
        wrong = _ACTIONS[correction.do](graph, correction)
        if wrong:
            applied.unmatched.append((correction, wrong))
    applied.facts = settle_again(graph.facts)
    return applied


class Corrected:
    """Facts that are being corrected."""

    def __init__(self, facts: Iterable[Fact], texts: Mapping[str, str]) -> None:
        self.facts = set(facts)
        self.texts = texts

    def of(self, node: str, predicate: str) -> list[str]:
        """The objects of a property, in order."""
        return sorted(f.object for f in self.facts if f[:2] == (node, predicate))

    def find(self, c: Correction, kinds: tuple[str, ...] = ()) -> list[str]:
        """The things that a correction may mean."""
        wanted = set(KINDS.get(c.kind, kinds))
        types: dict[str, set[str]] = defaultdict(set)
        for fact in self.facts:
            if fact.predicate == _TYPE:
                types[fact.subject].add(fact.object)
        every = wanted or {cls for classes in KINDS.values() for cls in classes}
        nodes = {node for node, classes in types.items() if classes & every}
        if c.iri:
            return sorted(nodes & {_full(c.iri)})
        if c.quote:
            nodes &= self._read_in(c)
        if c.name:
            name = t.normal(c.name)
            nodes &= {
                f.subject
                for f in self.facts
                if f.predicate in _NAMES and t.normal(f.object) == name
            }
        if c.region:
            here = set(self.regions(c.region))
            about = (_SPATIAL, t.SCHEMA + "observationAbout")
            nodes &= {f.subject for f in self.facts if f.predicate in about and f.object in here}
        return sorted(nodes)

    def _read_in(self, c: Correction) -> set[str]:
        """The things with evidence of these words."""
        words = "".join(c.quote.split())
        pieces = {
            f.subject
            for f in self.facts
            if f.predicate == t.OA + "exact" and "".join(f.object.split()) == words
        }
        if c.document:
            homes = {
                f.subject for f in self.facts if f.predicate == _NAME and f.object == c.document
            }
            source = t.PROV + "wasQuotedFrom"
            pieces &= {f.subject for f in self.facts if f.predicate == source and f.object in homes}
        return {
            f.subject for f in self.facts if f.predicate == t.DJ + "evidence" and f.object in pieces
        }

    def regions(self, words: str) -> list[str]:
        """The regions of a name or a code."""
        regions = {f.subject for f in self.facts if f[1:3] == (_TYPE, t.DJ + "Region")}
        said = (_NAME, t.DCTERMS + "identifier")
        return sorted(
            {f.subject for f in self.facts if f.predicate in said and f.object == words} & regions
        )

    def replace(self, node: str, predicate: str, *new: Fact) -> str:
        """Put new facts in the place of what is said of a property; gives what was said."""
        old = {f for f in self.facts if f[:2] == (node, predicate)}
        self.facts = (self.facts - old) | set(new)
        return " | ".join(sorted(f.object for f in old))

    def remove(self, node: str) -> None:
        """Take away a thing, its parts, and what refers to it."""
        gone = {node, *self.of(node, t.DJ + "component")}
        self.facts = {
            f for f in self.facts if f.subject not in gone and (f.datatype or f.object not in gone)
        }

    def sign(self, c: Correction, node: str, before: str = "") -> None:
        """State who corrected what, and why."""
        iri = f"{t.ID}correction/x{t.digest(c.do, node, str(c.to))}"
        said = (
            (t.DJ + "action", c.do),
            (t.SCHEMA + "author", c.author),
            (t.DCTERMS + "date", c.date),
            (t.DCTERMS + "description", c.reason),
            (t.DJ + "formerly", before),
        )
        self.facts |= {Fact(iri, p, words, t.XSD + "string") for p, words in said if words}
        self.facts |= {Fact(iri, _TYPE, t.DJ + "Correction"), Fact(iri, t.DJ + "corrects", node)}


def _full(iri: str) -> str:
    prefix, colon, local = iri.partition(":")
    return t.PREFIXES[prefix] + local if colon and prefix in t.PREFIXES else iri


def _one(found: list[str]) -> str:
    """What is wrong where there is not one."""
    return "" if len(found) == 1 else "several" if found else "none"


# --------------------------------------------------------------------------- what can be corrected


def _accept(graph: Corrected, c: Correction) -> str:
    """Say that a person has looked at it and found it right."""
    found = graph.find(c)
    if not _one(found):
        graph.sign(c, found[0])
    return _one(found)


def _reject(graph: Corrected, c: Correction) -> str:
    found = graph.find(c)
    if not _one(found):
        names = graph.of(found[0], _NAME)
        graph.remove(found[0])
        graph.sign(c, found[0], names[0] if names else "")
    return _one(found)


def _value(graph: Corrected, c: Correction) -> str:
    found = graph.find(c, KINDS["metric"])
    if not _one(found):
        number = Fact(
            found[0], t.SCHEMA + "value", plain_decimal(Decimal(str(c.to))), t.XSD + "decimal"
        )
        graph.sign(c, found[0], graph.replace(found[0], t.SCHEMA + "value", number))
    return _one(found)


def _rename(graph: Corrected, c: Correction) -> str:
    found = graph.find(c)
    if not _one(found):
        node, name = found[0], "".join(str(c.to).split())
        old = graph.replace(node, _NAME, Fact(node, _NAME, name, t.XSD + "string"))
        label = Fact(node, t.SKOS + "prefLabel", name, "@zh-Hans")
        former = graph.replace(node, t.SKOS + "prefLabel", label)
        graph.facts |= {
            Fact(node, t.SKOS + "altLabel", w, "@zh-Hans") for w in {old, former} if w and w != name
        }
        graph.facts.discard(Fact(node, t.SKOS + "altLabel", name, "@zh-Hans"))
        graph.sign(c, node, old)
    return _one(found)


def _region(graph: Corrected, c: Correction) -> str:
    found, places = graph.find(c), graph.regions(str(c.to))
    wrong = _one(found) or ("" if len(places) == 1 else "place")
    if not wrong:
        figure = bool(set(graph.of(found[0], _TYPE)) & set(KINDS["metric"]))
        property_ = t.SCHEMA + "observationAbout" if figure else _SPATIAL
        before = graph.replace(found[0], property_, Fact(found[0], property_, places[0]))
        graph.sign(c, found[0], before)
    return wrong


def _sector(graph: Corrected, c: Correction) -> str:
    found, sector = graph.find(c, _WAYS), concept("sector", str(c.to))
    if _one(found) or sector is None:
        return _one(found) or "listed"
    property_ = t.DJ + "sector"
    graph.sign(c, found[0], graph.replace(found[0], property_, Fact(found[0], property_, sector)))
    return ""


def _order(graph: Corrected, c: Correction) -> str:
    found = graph.find(c, _WAYS)
    if _one(found) or not isinstance(c.to, tuple):
        return _one(found) or "none"
    parts = {
        t.normal(n): p for p in graph.of(found[0], t.DJ + "component") for n in graph.of(p, _NAME)
    }
    wanted = [t.normal(name) for name in c.to]
    if sorted(wanted) != sorted(parts):
        return "parts"
    place = t.SCHEMA + "position"
    before = sorted((int((graph.of(p, place) or ["0"])[0]), name) for name, p in parts.items())
    for position, name in enumerate(wanted, 1):
        number = Fact(parts[name], place, str(position), t.XSD + "integer")
        graph.replace(parts[name], place, number)
    graph.sign(c, found[0], "、".join(name for _, name in before))
    return ""


def _same(graph: Corrected, c: Correction) -> str:
    found = graph.find(c)
    classes = tuple(graph.of(found[0], _TYPE)) if found else ()
    into = Correction(c.number, c.do, iri=str(c.to)) if ":" in str(c.to) else None
    others = graph.find(into or Correction(c.number, c.do, kind=c.kind, name=str(c.to)), classes)
    wrong = _one(found) or ("" if len([o for o in others if o != found[0]]) == 1 else "other")
    if not wrong:
        target = next(o for o in others if o != found[0])
        if graph.of(target, _SPATIAL):
            graph.replace(found[0], _SPATIAL)
        names = graph.of(found[0], _NAME)
        graph.facts = merge(graph.facts, {found[0]: target})
        graph.sign(c, target, names[0] if names else "")
    return wrong


def _add(graph: Corrected, c: Correction) -> str:
    """State a programme, an organisation or a formulation that was not read, with the words that say so."""
    homes = sorted(
        f.subject for f in graph.facts if f.predicate == _NAME and f.object == c.document
    )
    start = graph.texts.get(c.document, "").find(c.quote) if c.quote else -1
    places = graph.regions(c.region) if c.region else [""]
    if not homes or start < 0 or len(places) != 1 or not c.name:
        return "added"
    key = places[0].removeprefix(t.ID + "region/")
    words, name = t.normal(c.name), "".join(c.name.split())
    if c.kind == "organisation":
        node, kind = f"{t.ID}agent/o{t.digest(words, key)}", t.ORG + "Organization"
        graph.facts.add(
            Fact(
                node, t.ORG + "classification", concept_by_suffix("organisation-kind", name, "其他")
            )
        )
    elif c.kind == "formulation":
        node, kind = t.named_iri("formulation", "f", name), t.DJ + "Formulation"
    elif c.kind == "programme":
        node, kind = f"{t.ID}prog/p{t.digest(words, key)}", t.DJ + "Programme"
        type_ = concept_by_suffix("programme-kind", name, "其他")
        if not graph.of(node, t.DCTERMS + "type"):
            graph.facts.add(Fact(node, t.DCTERMS + "type", type_))
    else:
        return "added"
    end = start + len(c.quote)
    piece = f"{t.ID}ev/{homes[0].rsplit('/', 1)[-1]}-{start}-{end}"
    graph.facts |= {
        Fact(node, _TYPE, kind),
        Fact(node, t.DJ + "evidence", piece),
        Fact(piece, _TYPE, t.DJ + "Evidence"),
        Fact(piece, t.OA + "start", str(start), t.XSD + "integer"),
        Fact(piece, t.OA + "end", str(end), t.XSD + "integer"),
        Fact(piece, t.OA + "exact", c.quote, t.XSD + "string"),
        Fact(piece, t.PROV + "wasQuotedFrom", homes[0]),
        Fact(piece, t.DJ + "extractedBy", "correction", t.XSD + "string"),
    }
    if not graph.of(node, _NAME):
        graph.facts |= {
            Fact(node, _NAME, name, t.XSD + "string"),
            Fact(node, t.SKOS + "prefLabel", name, "@zh-Hans"),
        }
    if places[0] and c.kind != "formulation":
        graph.replace(node, _SPATIAL, Fact(node, _SPATIAL, places[0]))
    graph.sign(c, node)
    return ""


_ACTIONS: dict[str, Callable[[Corrected, Correction], str]] = {
    "accept": _accept,
    "reject": _reject,
    "add": _add,
    "rename": _rename,
    "same-as": _same,
    "region": _region,
    "order": _order,
    "value": _value,
    "sector": _sector,
}
