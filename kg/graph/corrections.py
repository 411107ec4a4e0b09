"""Corrections (:mod:`kg.graph.correction`) are applied as the last step of every build.

What one changes, says who says so; one that matches nothing, or several things, is told and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kg.graph import terms as t
from kg.graph.builder import plain_decimal
from kg.graph.correction import KINDS, Correction
from kg.graph.indexed import Indexed
from kg.graph.ontology import concept, concept_by_suffix
from kg.graph.settle import merge, settle_again
from kg.lexicon import kinds
from kg.model import Fact

_WAYS = (KINDS["programme"][0], KINDS["formula"][0])
_TYPE, _NAME, _SPATIAL = t.RDF + "type", t.SCHEMA + "name", t.DCTERMS + "spatial"
_EVERY = {cls for kind, classes in KINDS.items() if kind != "parts" for cls in classes}
"""What is meant where no kind is said: of a list of parts and a part in the same words, the part."""
_TELLS = (t.DJ + "adopted", t.DJ + "recognised", t.DJ + "listOf", t.RDF + "subject", t.RDF + "object")
"""What leads from an adoption, a recognition, another list of parts or a claim to what it is told of, without which it says nothing."""
_NAMES = (_NAME, t.SKOS + "prefLabel", t.SKOS + "altLabel")


@dataclass(slots=True)
class Applied:
    """The corrected facts, and why corrections were not applied: ``none`` or ``several`` things are meant, or what they set does
    not fit (``place``, ``listed``, ``parts``, ``other``, ``added``)."""

    facts: frozenset[Fact]
    unmatched: list[tuple[Correction, str]] = field(default_factory=list)


def apply(facts: Iterable[Fact], corrections: Sequence[Correction], texts: Mapping[str, str]) -> Applied:
    """The facts with all corrections, one after the other; ``texts`` are the texts of the documents by name."""
    graph = Corrected(facts, texts)
    applied = Applied(frozenset())
    for correction in corrections:
        if correction.do == "not-same":
            if not all(graph.named(words) for words in (correction.name, str(correction.to))):
                applied.unmatched.append((correction, "none"))
            continue
        wrong = _ACTIONS[correction.do](graph, correction)
        if wrong:
            applied.unmatched.append((correction, wrong))
    applied.facts = settle_again(graph.facts())
    return applied


class Corrected(Indexed):
    """Facts that are being corrected."""

    def __init__(self, facts: Iterable[Fact], texts: Mapping[str, str]) -> None:
        """``texts`` are those of the documents by name."""
        super().__init__(facts)
        self.texts = texts

    def of(self, node: str, predicate: str) -> list[str]:
        """The objects of a property, in order."""
        return sorted(f.object for f in self.about(node) if f.predicate == predicate)

    def find(self, c: Correction, classes: tuple[str, ...] = ()) -> list[str]:
        """The things that a correction may mean."""
        wanted = set(KINDS.get(c.kind, classes)) or _EVERY
        meant: list[set[str]] = []
        if c.iri:
            meant = [{_full(c.iri)}]
        else:
            if c.quote:
                meant.append(self._read_in(c))
            if c.name:
                meant.append(self.named(c.name))
            if c.region:
                meant.append(self._in(c.region))
        nodes = set.intersection(*meant) if meant else self._of_classes(wanted)
        return sorted(n for n in nodes if wanted & set(self.of(n, _TYPE)))

    def named(self, words: str) -> set[str]:
        """What bears a name, whatever its spelling."""
        return set().union(*(self.saying(p, words, t.normal) for p in _NAMES))

    def _of_classes(self, classes: Iterable[str]) -> set[str]:
        return set().union(*(self.saying(_TYPE, cls) for cls in classes))

    def _in(self, words: str) -> set[str]:
        """What is in a region, or about it."""
        about = (_SPATIAL, t.SCHEMA + "observationAbout")
        return set().union(*(self.saying(p, r) for p in about for r in self.regions(words)))

    def _read_in(self, c: Correction) -> set[str]:
        """The things with evidence of these words."""
        pieces = self._of_document(self.saying(t.OA + "exact", c.quote, _unspaced), c)
        if not pieces:  # a person copies some words more than were read
            within = self._of_document(self.saying(_TYPE, t.DJ + "Evidence"), c)
            pieces = {p for p in within if self._stands_in(p, c.quote)}
        return {f.subject for p in pieces for f in self.to(p) if f.predicate == t.DJ + "evidence"}

    def _of_document(self, pieces: set[str], c: Correction) -> set[str]:
        """Those pieces that are of the document, where one is named."""
        if not c.document:
            return pieces
        homes = self.saying(_NAME, c.document)
        return {p for p in pieces if homes & set(self.of(p, t.PROV + "wasQuotedFrom"))}

    def _stands_in(self, piece: str, quote: str) -> bool:
        """Whether a piece is part of a quotation, which stands in its document just there."""
        (exact, *_), starts = self.of(piece, t.OA + "exact") or [""], self.of(piece, t.OA + "start")
        if not starts or exact not in quote:
            return False
        start = int(starts[0])
        homes = (n for d in self.of(piece, t.PROV + "wasQuotedFrom") for n in self.of(d, _NAME))
        around = slice(max(0, start + len(exact) - len(quote)), start + len(quote))
        return any(quote in self.texts.get(name, "")[around] for name in homes)

    def regions(self, words: str) -> list[str]:
        """The regions of a name or a code."""
        said = (self.saying(p, words) for p in (_NAME, t.DCTERMS + "identifier"))
        return sorted(set().union(*said) & self.saying(_TYPE, t.DJ + "Region"))

    def replace(self, node: str, predicate: str, *new: Fact) -> str:
        """Put new facts in the place of what is said of a property; gives what was said."""
        old = [f for f in self.about(node) if f.predicate == predicate]
        self.remove(old)
        self.add(new)
        return " | ".join(sorted(f.object for f in old))

    def take_away(self, node: str) -> None:
        """Take away a thing, its parts, what is only told of it, and what refers to it."""
        told = {f.subject for f in self.to(node) if f.predicate in _TELLS}
        for gone in {node, *self.of(node, t.DJ + "component"), *told}:
            self.remove(self.about(gone))
            self.remove(self.to(gone))

    def unite(self, node: str, other: str) -> None:
        """Take one thing for another; what changes is about the two, about their parts, or leads to either."""
        parts = {p for n in (node, other) for p in self.of(n, t.DJ + "component")}
        touched = {f for n in (node, other, *parts) for f in (*self.about(n), *self.to(n))}
        self.remove(touched)
        self.add(merge(touched, {node: other}))

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
        self.add(Fact(iri, p, words, t.XSD + "string") for p, words in said if words)
        self.add((Fact(iri, _TYPE, t.DJ + "Correction"), Fact(iri, t.DJ + "corrects", node)))


def _unspaced(words: str) -> str:
    return "".join(words.split())


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
        graph.take_away(found[0])
        graph.sign(c, found[0], names[0] if names else "")
    return _one(found)


def _value(graph: Corrected, c: Correction) -> str:
    found = graph.find(c, KINDS["metric"])
    if not _one(found):
        number = Fact(found[0], t.SCHEMA + "value", plain_decimal(Decimal(str(c.to))), t.XSD + "decimal")
        graph.sign(c, found[0], graph.replace(found[0], t.SCHEMA + "value", number))
    return _one(found)


def _rename(graph: Corrected, c: Correction) -> str:
    found = graph.find(c)
    if not _one(found):
        node, name = found[0], "".join(str(c.to).split())
        old = graph.replace(node, _NAME, Fact(node, _NAME, name, t.XSD + "string"))
        label = Fact(node, t.SKOS + "prefLabel", name, "@zh-Hans")
        former = graph.replace(node, t.SKOS + "prefLabel", label)
        also = Fact(node, t.SKOS + "altLabel", name, "@zh-Hans")
        graph.remove(f for f in graph.about(node) if f == also)
        graph.add(also._replace(object=w) for w in {old, former} if w and w != name)
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
    parts = {t.normal(n): p for p in graph.of(found[0], t.DJ + "component") for n in graph.of(p, _NAME)}
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
        graph.unite(found[0], target)
        graph.sign(c, target, names[0] if names else "")
    return wrong


def _add(graph: Corrected, c: Correction) -> str:
    """State a programme, an organisation or a formulation that was not read, with the words that say so."""
    homes = sorted(graph.saying(_NAME, c.document))
    start = graph.texts.get(c.document, "").find(c.quote) if c.quote else -1
    places = graph.regions(c.region) if c.region else [""]
    if not homes or start < 0 or len(places) != 1 or not c.name or c.kind not in _ADDED:
        return "added"
    name = "".join(c.name.split())
    node = _ADDED[c.kind](graph, c, name, places[0].removeprefix(t.ID + "region/"))
    end = start + len(c.quote)
    piece = t.evidence_iri(homes[0].rsplit("/", 1)[-1], start, end)
    said = [
        Fact(node, t.DJ + "evidence", piece),
        Fact(piece, _TYPE, t.DJ + "Evidence"),
        Fact(piece, t.OA + "start", str(start), t.XSD + "integer"),
        Fact(piece, t.OA + "end", str(end), t.XSD + "integer"),
        Fact(piece, t.OA + "exact", c.quote, t.XSD + "string"),
        Fact(piece, t.PROV + "wasQuotedFrom", homes[0]),
        Fact(piece, t.DJ + "extractedBy", "correction", t.XSD + "string"),
    ]
    if not graph.of(node, _NAME):
        said.append(Fact(node, _NAME, name, t.XSD + "string"))
        said.append(Fact(node, t.SKOS + "prefLabel", name, "@zh-Hans"))
    graph.add(said)
    if places[0] and c.kind != "formulation":
        graph.replace(node, _SPATIAL, Fact(node, _SPATIAL, places[0]))
    graph.sign(c, node)
    return ""


def _organisation(graph: Corrected, c: Correction, name: str, region: str) -> str:
    node = t.regional_iri("agent/o", c.name, region)
    kind = concept_by_suffix("organisation-kind", name, kinds.OTHER)
    graph.add((Fact(node, _TYPE, t.ORG + "Organization"), Fact(node, t.ORG + "classification", kind)))
    return node


def _programme(graph: Corrected, c: Correction, name: str, region: str) -> str:
    node = t.regional_iri("prog/p", c.name, region)
    if not graph.of(node, t.DCTERMS + "type"):
        graph.add((Fact(node, t.DCTERMS + "type", concept_by_suffix("programme-kind", name, kinds.OTHER)),))
    graph.add((Fact(node, _TYPE, t.DJ + "Programme"),))
    return node


def _formulation(graph: Corrected, _: Correction, name: str, __: str) -> str:
    node = t.named_iri("formulation", "f", name)
    graph.add((Fact(node, _TYPE, t.DJ + "Formulation"),))
    return node


_ADDED = {"organisation": _organisation, "programme": _programme, "formulation": _formulation}
"""What can be added: each states its node of a name, in a region by its local name, with its class."""
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
