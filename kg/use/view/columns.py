"""The graph as columns of numbers and words: what the page's script reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.graph.terms import DCTERMS, DJ, DK, ORG, SCHEMA
from kg.use.pinyin import Sounds
from kg.use.seats import seats
from kg.use.view.diffusion import when
from kg.use.view.initials import spelled, traditional
from kg.use.view.placing import Point, atlas, tree
from kg.use.view.reading import Graph, Thing, kind_of
from kg.use.view.words import RELATIONS, TYPES

_INDEX = {row.key: i for i, row in enumerate(TYPES)}
REGION, PROGRAMME, FORMULA = _INDEX["region"], _INDEX["programme"], _INDEX["formula"]
PART, METRIC = _INDEX["part"], _INDEX["metric"]
INDICATOR, REPORT, DOCUMENT = _INDEX["indicator"], _INDEX["report"], _INDEX["document"]
CONTENT = (PROGRAMME, FORMULA, METRIC)
_SPELLED = (REGION, PROGRAMME, FORMULA)  # found by their full pinyin as well
_SHARED = (_INDEX["policy"], _INDEX["formulation"])
_OFF_ATLAS = (INDICATOR, REPORT, DOCUMENT, _INDEX["adoption"], _INDEX["recognition"])

# The literals that the page shows, by the short key that its script uses.
_NUMBERS = {
    SCHEMA + "value": "value",
    SCHEMA + "position": "position",
    DJ + "year": "year",
    DJ + "changePercent": "percent",
    DJ + "changeAmount": "amount",
    DJ + "baselineYear": "baseYear",
    DJ + "baselineValue": "baseValue",
    DJ + "declaredCount": "declared",
    DJ + "foundCount": "found",
}
_WORDS = {
    SCHEMA + "unitText": "unit",
    SCHEMA + "observationDate": "date",
    DJ + "condition": "condition",
    DJ + "per": "per",
    DJ + "segment": "segment",
    DJ + "multiplicity": "times",
    DJ + "kindWord": "word",
    DCTERMS + "identifier": "code",
    DCTERMS + "language": "script",
    DCTERMS + "issued": "issued",
}
_CONCEPTS = {
    DJ + "sector": "sector",
    DCTERMS + "subject": "sector",
    DJ + "actor": "actor",
    DJ + "baseline": "baseline",
    DJ + "precision": "precision",
    DJ + "basis": "basis",
    DJ + "status": "status",
    DJ + "level": "level",
}


@dataclass(slots=True)
class Columns:
    """What is needed to write the page besides the data themselves."""

    core: dict[str, object]
    texts: list[object]
    place: dict[int, Point]
    drawn: list[int]
    links: list[tuple[int, int]]
    types: list[int]
    names: list[str]
    at: dict[str, int] = field(default_factory=dict)
    seat_of: list[int] = field(default_factory=list)


def number(text: str) -> float | int:
    """A literal as a JSON number, whole where it is whole; 0 for what is no number."""
    try:
        value = float(text)
    except ValueError:
        return 0
    if value != value or value in (float("inf"), float("-inf")):
        return 0
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def local_names(iris: Sequence[str]) -> list[str]:
    """Local names, with the folder before them where two IRIs share one."""
    tails = [iri.rpartition("/")[2].rpartition("#")[2] for iri in iris]
    seen: dict[str, int] = defaultdict(int)
    for tail in tails:
        seen[tail] += 1
    return [tail if seen[tail] == 1 else "-".join(iri.split("/")[-2:]) for iri, tail in zip(iris, tails, strict=True)]


class Builder:
    """Turns a graph into columns, step by step; every step adds to ``core``."""

    def __init__(self, graph: Graph, sources: Mapping[str, str], sounds: Sounds | None = None) -> None:
        """Number the things: sorted by type and IRI; ``sounds`` may know the pinyin of many names."""
        self.graph = graph
        self.sources = sources
        self.sounds = sounds or Sounds()
        self.things = sorted(graph.things.values(), key=lambda t: (t.type, when(t.type, t.facts), t.iri))
        self.at = {t.iri: i for i, t in enumerate(self.things)}
        self.keys = local_names([t.iri for t in self.things])
        self.links = sorted((self.at[s], p, self.at[o]) for s, p, o in graph.links)
        self.concepts = sorted(graph.concepts)
        self.concept_at = {iri: i for i, iri in enumerate(self.concepts)}
        self.core: dict[str, object] = {}

    def build(self) -> Columns:
        """All columns."""
        self.home = self._homes()
        self.seat = self._seats()
        self._write_words()
        self._write_nodes()
        predicates = self._write_edges()
        self._write_evidence(predicates)
        place, drawn = self._place()
        self.core["meta"] = {
            "things": len(self.things),
            "statements": self.graph.statements,
            "passages": len(self.graph.evidence.at),
        }
        inside = set(drawn)
        pairs = {(s, o) for s, p, o in self.links if s in inside and o in inside and s != o}
        return Columns(
            core=self.core,
            texts=self._texts(),
            place=place,
            drawn=drawn,
            links=sorted(pairs),
            types=[t.type for t in self.things],
            names=[t.name for t in self.things],
            at=self.at,
            seat_of=[self.seat.get(h, h) for h in self.home],
        )

    # ------------------------------------------------------------------ regions

    def _first(self, predicate: str) -> dict[int, int]:
        """The first target of every node's ``predicate``."""
        found: dict[int, int] = {}
        for source, known, target in self.links:
            if known == predicate:
                found.setdefault(source, target)
        return found

    def _homes(self) -> list[int]:
        """The region that each thing belongs to, or -1."""
        owner = {o: s for s, p, o in reversed(self.links) if p == DJ + "component"}
        spatial = self._first(DCTERMS + "spatial") | self._first(DJ + "adopter")
        about = self._first(SCHEMA + "observationAbout") | self._first(DJ + "recognised")
        home = [-1] * len(self.things)
        for i, thing in enumerate(self.things):
            at, steps = i, 0
            while self.things[at].type != REGION and steps < 8:
                following = spatial.get(at, about.get(at, owner.get(at, at)))
                if following == at:
                    break
                at, steps = following, steps + 1
            if self.things[at].type == REGION and thing.type not in _SHARED:
                home[i] = at
        return home

    def _seats(self) -> dict[int, int]:
        within = self._first(SCHEMA + "containedInPlace")
        regions = [i for i, t in enumerate(self.things) if t.type == REGION]
        low = frozenset(i for i in regions if self._tier(self.things[i]) in ("tier-town", "tier-village"))
        told = {o for s, p, o in self.links if p == DCTERMS + "spatial" and self.things[s].type == REPORT}
        return seats(regions, within, reported=frozenset(told), low=low)

    def _tier(self, thing: Thing) -> str:
        concept = self.graph.concepts.get(kind_of(thing))
        return concept.broader.removeprefix(DK) if concept else ""

    # ------------------------------------------------------------------ words and nodes

    def _write_words(self) -> None:
        self.core["types"] = [[t.key, t.zh, t.en, t.mark, t.size] for t in TYPES]
        rows = []
        for iri in self.concepts:
            concept = self.graph.concepts[iri]
            key = iri.removeprefix(DK)
            own = concept.notation if not concept.notation.isascii() else ""
            zh = own or concept.zh or concept.notation or key
            rows.append([key, zh, concept.en or zh, self.concept_at.get(concept.broader, -1)])
        self.core["concepts"] = rows

    def _write_nodes(self) -> None:
        english: dict[int, str] = {}
        labels: dict[int, str] = {}
        aliases: dict[int, list[str]] = {}
        facts: dict[int, dict[str, object]] = {}
        for i, thing in enumerate(self.things):
            if thing.english:
                english[i] = thing.english
            if thing.label != thing.name and thing.type == PROGRAMME:
                labels[i] = thing.label
            if thing.aliases:
                aliases[i] = sorted(thing.aliases)
            if found := self._facts(thing):
                facts[i] = found
        sounds = {
            name: spelled(name, self.sounds, careful=kind in (REGION, PROGRAMME))
            for name, kind in sorted({(t.name, t.type) for t in self.things}, reverse=True)
        }
        self.core["nodes"] = {
            "key": self.keys,
            "type": [t.type for t in self.things],
            "name": [t.name for t in self.things],
            "kind": [self.concept_at.get(kind_of(t), -1) for t in self.things],
            "home": self.home,
            "letters": ["".join(s[:1] for s in sounds[t.name]) for t in self.things],
            "pinyin": {i: "".join(sounds[t.name]) for i, t in enumerate(self.things) if t.type in _SPELLED},
            "english": english,
            "label": labels,
            "aliases": aliases,
            "facts": facts,
        }
        self.core["traditional"] = traditional(t.name for t in self.things)
        self.core["seats"] = {r: s for r, s in sorted(self.seat.items()) if r != s}

    def _facts(self, thing: Thing) -> dict[str, object]:
        found: dict[str, object] = {}
        for predicate, values in sorted(thing.facts.items()):
            if predicate in _NUMBERS:
                found[_NUMBERS[predicate]] = number(values[0])
            elif predicate in _WORDS:
                found[_WORDS[predicate]] = values[0]
            elif predicate in _CONCEPTS and values[0] in self.concept_at:
                found[_CONCEPTS[predicate]] = self.concept_at[values[0]]
        return found

    # ------------------------------------------------------------------ edges and evidence

    def _write_edges(self) -> dict[str, int]:
        used = {p for _, p, _ in self.links}
        known = {r.iri: r for r in RELATIONS}
        listed = [r.iri for r in RELATIONS if r.iri in used] + sorted(used - set(known))
        rows: list[list[str]] = []
        for iri in listed:
            short = iri.rpartition("#")[2].rpartition("/")[2]
            relation = known.get(iri)
            words = list(relation[1:]) if relation else [short, short, f"{short} ←", f"{short} ←"]
            rows.append([short, *words])
        at = {iri: i for i, iri in enumerate(listed)}
        self.core["relations"] = rows
        self.core["edges"] = {
            "s": [s for s, _, _ in self.links],
            "p": [at[p] for _, p, _ in self.links],
            "o": [o for _, _, o in self.links],
        }
        return at

    def _write_evidence(self, predicates: Mapping[str, int]) -> None:
        graph = self.graph
        documents = [i for i, t in enumerate(self.things) if t.type == DOCUMENT]
        self.document_at = {self.things[i].iri: n for n, i in enumerate(documents)}
        self.core["documents"] = documents
        self.core |= graph.evidence.columns(self.document_at, self.at, number)
        passage_at = graph.evidence.at
        starts, listed = [0], []
        for thing in self.things:
            listed += sorted(passage_at[e] for e in thing.evidence if e in passage_at)
            starts.append(len(listed))
        self.core["evidence"] = {"at": starts, "list": listed}
        self._write_claims(predicates, passage_at)

    def _write_claims(self, predicates: Mapping[str, int], passage_at: Mapping[str, int]) -> None:
        edge_at = {edge: n for n, edge in enumerate(self.links)}
        found: dict[int, set[int]] = defaultdict(set)
        for claim in self.graph.claims.values():
            edge = (self.at.get(claim.subject, -1), claim.predicate, self.at.get(claim.object, -1))
            if edge in edge_at and claim.predicate in predicates:
                found[edge_at[edge]] |= {passage_at[e] for e in claim.evidence if e in passage_at}
        self.core["claims"] = {n: sorted(found[n]) for n in sorted(found)}

    def _texts(self) -> list[object]:
        """For every document its whole text, or the sentences that the graph itself quotes."""
        quoted: dict[int, dict[int, str]] = defaultdict(dict)
        for document, n, words in self.graph.evidence.texts():
            quoted[self.document_at.get(document, -1)][n] = words
        texts: list[object] = []
        for iri, n in self.document_at.items():
            thing = self.graph.things[iri]
            raw = self.sources.get(iri, self.sources.get(thing.name))
            texts.append(raw if raw is not None else quoted.get(n, {}))
        return texts

    # ------------------------------------------------------------------ places

    def _hubs(self) -> dict[int, int]:
        """What each thing stands beside in the atlas: its programme, else its seat."""
        above = {o: s for s, p, o in reversed(self.links) if p == DJ + "component"}
        for predicate in (DCTERMS + "isPartOf", DJ + "reportedUnder", ORG + "subOrganizationOf"):
            for source, target in self._first(predicate).items():
                if self.things[target].type not in _OFF_ATLAS:
                    above.setdefault(source, target)
        for source, known, target in self.links:
            if known == DJ + "expressedBy":
                above.setdefault(target, source)
        hubs: dict[int, int] = {}
        for i, thing in enumerate(self.things):
            if thing.type in _OFF_ATLAS or self.home[i] < 0:
                continue
            seat = self.seat[self.home[i]]
            hub = above.get(i, seat)
            if self.home[hub] < 0 or self.seat[self.home[hub]] != seat:
                hub = seat
            if hub != i and i != seat:
                hubs[i] = hub
        return hubs

    def _place(self) -> tuple[dict[int, Point], list[int]]:
        order = {i: (t.type, t.iri) for i, t in enumerate(self.things)}
        children = tree(self._hubs(), order)
        roots = sorted(set(self.seat.values()), key=lambda r: self.keys[r])
        drawn = [i for i, t in enumerate(self.things) if t.type not in _OFF_ATLAS]
        shared = [i for i in drawn if self.home[i] < 0]
        place, discs = atlas(roots, children, shared)
        drawn = [i for i in drawn if i in place]
        self.core["discs"] = {r: discs[r] for r in roots}
        self.core["place"] = [list(place.get(i, (0, 0))) for i in range(len(self.things))]
        return place, drawn
