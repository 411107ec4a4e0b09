"""Who is like whom in a whole corpus: families of programmes, traits of regions, and a likeness that tells what it rests on.

A region is the set of traits of what it holds. A trait weighs the more the fewer regions have it, so two counties with one rare
carrier and scheme are nearer to each other than many with the common mix. The likeness is a cosine with a smoothing term, so
that little text gives little certainty; each shared trait's part in it adds up to the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log, sqrt

from kg.use.compare.align import STRENGTH, Entry, iri_order
from kg.use.compare.groups import complete_link
from kg.use.compare.match import Features, Relation
from kg.use.compare.pairs import Scores, ordered
from kg.use.compare.traits import ASPECTS, Trait, traits_of_figure, traits_of_programme
from kg.use.reader import Reader
from kg.use.records import Figure, ProgrammeOf, Source

SMOOTH = 1.7  # times the weight of what one region alone has: little text gives little likeness
LEAST = 0.02  # below it two seats are not called alike
NEAREST = 30  # seats that are kept for every one
RARE = 40  # regions that may have a trait by which two regions come into question, or a tenth of all


@dataclass(frozen=True, slots=True)
class Family:
    """Programmes of several regions of which every two correspond; ``head`` is nearest to all others."""

    head: ProgrammeOf
    members: tuple[ProgrammeOf, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """One shared trait: its ``aspect`` and words, its part in the likeness, and what in either region bears it.

    ``things`` are the IRIs of the programmes and figures of both.
    """

    aspect: str
    words: str
    share: float
    a: tuple[str, ...] = ()
    b: tuple[str, ...] = ()
    things: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Like:
    """How alike two regions (IRIs) are, 0 to 1, and what that rests on, the greatest share first."""

    a: str
    b: str
    value: float
    grounds: tuple[Ground, ...] = ()


class Corpus:
    """The seats of a graph with their traits. ``seats`` are those that hold programmes or figures and are more than containers, by code and name."""

    def __init__(self, reader: Reader, entries: Sequence[Entry], scores: Scores) -> None:
        """Of all programmes (``entries``) with the scores of those that correspond."""
        self.reader = reader
        self.seat = reader.seats()
        self.families = families(entries, scores, self.seat)
        self.recognised = reader.recognised()
        self.traits: dict[str, frozenset[Trait]] = {}
        self.labels: dict[str, str] = {}
        self._held: dict[str, list[str]] = {}
        self._sources: dict[str, tuple[Source, ...]] = {}
        self._add(entries)
        self.regions: Counter[Trait] = Counter()
        ranked = self._ranked()
        self.told = {s: self.union(held) for s, held in self._held.items() if s in ranked}
        for traits in self.told.values():
            self.regions.update(traits)
        places = reader.places()
        self.seats = sorted((places[s] for s in self.told), key=lambda p: (p.code or "~", p.name, p.iri))
        self._norms: dict[str, float] = {}
        self._squares: dict[Trait, float] = {}
        self._near: dict[str, list[tuple[str, float]]] = {}

    def _add(self, entries: Sequence[Entry]) -> None:
        family = {p.iri: Trait("family", f.head.name) for f in self.families for p in f.members}
        for programme, _ in entries:
            traits = set(traits_of_programme(programme, self.recognised.get(programme.iri, ())))
            if programme.iri in family:
                traits.add(family[programme.iri])
            self._keep(programme, programme.label or programme.name, traits)
        for figure in self.reader.all_figures():
            self._keep(figure, figure.indicator, traits_of_figure(figure))

    def _keep(self, thing: ProgrammeOf | Figure, label: str, traits: Iterable[Trait]) -> None:
        self.traits[thing.iri] = frozenset(traits)
        self.labels[thing.iri] = label
        self._sources[thing.iri] = thing.sources
        self._held.setdefault(self.seat[thing.region], []).append(thing.iri)

    def _ranked(self) -> set[str]:
        """The seats that reports are about, and others unless they only contain a seat: then what is theirs is all inside."""
        reported = {p.iri for p in self.reader.covered()}
        above = {p.iri for seat in self._held for p in self.reader.above(seat)}
        return {s for s in self._held if s in reported or s not in above}

    def union(self, things: Iterable[str]) -> frozenset[Trait]:
        """The traits of some programmes and figures together."""
        return frozenset[Trait]().union(*(self.traits[t] for t in things))

    def sources(self, thing: str) -> tuple[Source, ...]:
        """The evidence of a programme or figure."""
        return self._sources[thing]

    def held(self, seat: str) -> Sequence[str]:
        """What a seat holds."""
        return self._held.get(seat, ())

    def weight(self, trait: Trait) -> float:
        """What a trait weighs; one that a single region has tells nothing about two."""
        regions = self.regions[trait]
        return ASPECTS[trait.aspect] * log((len(self.told) + 1) / regions) if regions > 1 else 0.0

    @property
    def smooth(self) -> float:
        """The smoothing term of a norm."""
        return SMOOTH * log(len(self.told) + 1)

    def norm(self, traits: Iterable[Trait]) -> float:
        """The length of a region's traits."""
        return sqrt(self.smooth**2 + sum(map(self._square, sorted(traits))))

    def _square(self, trait: Trait) -> float:
        """The weight of a trait, squared, reckoned once."""
        found = self._squares.get(trait)
        if found is None:
            found = self._squares[trait] = self.weight(trait) ** 2
        return found

    def _norm(self, seat: str) -> float:
        if seat not in self._norms:
            self._norms[seat] = self.norm(self.told.get(seat, ()))
        return self._norms[seat]

    def value(self, a: str, b: str) -> float:
        """How alike two seats are."""
        both = self.told[a] & self.told[b]
        return round(self._shared(both) / (self._norm(a) * self._norm(b)), 4)

    def between(self, a: frozenset[Trait], b: frozenset[Trait]) -> float:
        """How alike any two sets of traits are."""
        return round(self._shared(a & b) / (self.norm(a) * self.norm(b)), 4)

    def _shared(self, both: frozenset[Trait]) -> float:
        return sum(map(self._square, sorted(both)))

    def like(self, a: str, b: str) -> Like:
        """How alike two seats are, with what it rests on."""
        return Like(a, b, self.value(a, b), self.grounds(self._held[a], self._held[b]))

    def grounds(self, a: Sequence[str], b: Sequence[str]) -> tuple[Ground, ...]:
        """What the likeness of two sets of programmes and figures rests on, the greatest share first."""
        both = self.union(a) & self.union(b)
        total = self._shared(both)
        weights = {t: self.weight(t) ** 2 for t in both}
        found = []
        for trait, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
            if weight:
                left, right = ([i for i in held if trait in self.traits[i]] for held in (a, b))
                found.append(
                    Ground(
                        trait.aspect,
                        trait.words,
                        round(weight / total, 4),
                        tuple(dict.fromkeys(self.labels[i] for i in left)),
                        tuple(dict.fromkeys(self.labels[i] for i in right)),
                        (*left, *right),
                    )
                )
        return tuple(found)

    def nearest(self, seat: str, most: int) -> list[tuple[str, float]]:
        """The seats most like one, with their likeness, the nearest first; at most :data:`NEAREST`."""
        return self.near().get(seat, [])[:most]

    def ranked(self, most: int) -> list[tuple[str, str, float]]:
        """The pairs of the corpus that are most alike."""
        order = self._order()
        found = {
            (a, b) if order[a] < order[b] else (b, a): value for a, near in self.near().items() for b, value in near
        }
        best = sorted(found.items(), key=lambda item: (-item[1], *map(order.__getitem__, item[0])))
        return [(a, b, value) for (a, b), value in best[:most]]

    def near(self) -> dict[str, list[tuple[str, float]]]:
        """For every seat those most like it among the ones that share a trait which is not too common."""
        if not self._near:
            limit = max(RARE, len(self.told) // 10)
            order = self._order()
            holders: dict[Trait, list[str]] = {}
            for seat in order:
                for trait in self.told[seat]:
                    if 1 < self.regions[trait] <= limit:
                        holders.setdefault(trait, []).append(seat)
            alike = self._alike(order)
            for seat in order:
                near = {s for t in self.told[seat] for s in holders.get(t, ())} - {seat}
                valued = ((s, v) for s in near if (v := alike(seat, s)) >= LEAST)
                best = nlargest(NEAREST, valued, key=lambda item: (item[1], -order[item[0]]))
                self._near[seat] = best
        return self._near

    def _alike(self, order: Mapping[str, int]) -> Callable[[str, str], float]:
        """:meth:`value` for many pairs: traits that tell something are numbers, in their order, and each pair is reckoned once."""
        telling = sorted(t for t, regions in self.regions.items() if regions > 1)
        number = {t: n for n, t in enumerate(telling)}
        squares = [self._square(t) for t in telling]
        told = {s: {number[t] for t in self.told[s] if t in number} for s in order}
        known: dict[tuple[str, str], float] = {}

        def value(a: str, b: str) -> float:
            pair = (a, b) if order[a] < order[b] else (b, a)
            found = known.pop(pair, None)
            if found is None:
                shared = sum(map(squares.__getitem__, sorted(told[a] & told[b])))
                found = known[pair] = round(shared / (self._norm(a) * self._norm(b)), 4)
            return found

        return value

    def _order(self) -> dict[str, int]:
        return {p.iri: n for n, p in enumerate(self.seats)}


def families(entries: Sequence[Entry], scores: Scores, seat: Mapping[str, str]) -> tuple[Family, ...]:
    """The programmes that several seats run, those of most seats first: every two of a family correspond."""
    by_features: dict[Features, list[ProgrammeOf]] = {}
    for programme, features in entries:
        by_features.setdefault(features, []).append(programme)
    contents = sorted(by_features, key=lambda f: f.key)
    matches = [(a, b, s) for (a, b), s in scores.items() if s.relation is not Relation.HOMONYM]
    matches.sort(key=lambda m: (STRENGTH[m[2].relation] > 0, -m[2].value, m[0].key, m[1].key))
    alone = {a for a, b, _ in matches if a is b}
    pairs = [(a, b) for a, b, _ in matches if a is not b and a in alone and b in alone]
    found = []
    for group in complete_link([c for c in contents if c in alone], pairs):
        members = sorted((p for c in group for p in by_features[c]), key=iri_order)
        if len({seat[p.region] for p in members}) > 1:
            head = min(by_features[_medoid(group, by_features, scores)], key=iri_order)
            found.append(Family(head, tuple(members)))
    found.sort(key=lambda f: (-len({seat[p.region] for p in f.members}), iri_order(f.head)))
    return tuple(found)


def _medoid(group: Sequence[Features], holders: Mapping[Features, Sequence[ProgrammeOf]], scores: Scores) -> Features:
    """The member that is nearest to all programmes of the group together."""

    def nearness(one: Features) -> float:
        return sum(len(holders[other]) * scores[ordered(one, other)].value for other in group)

    return max(group, key=lambda f: (nearness(f), len(holders[f])))
