"""How long it takes to find who is like whom in many regions: ``python scripts/bench_compare.py [regions …]``.

Every region has one report with twenty programmes: most have names of their own, made of the words of the lexicon, and some are
of a pool that many regions run, under other kind words and with some other parts. Seconds are those of the process.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pyoxigraph as ox

from kg.graph.ontology import ontology_dir
from kg.graph.terms import DCTERMS, DJ, DK, SCHEMA, XSD
from kg.lexicon.words import entries
from kg.use.compare.report import Comparer
from synthetic_graph import County

SIZES = (500, 3000)
PROGRAMMES = 20
KINDS = (("工程", "project"), ("行动", "campaign"), ("机制", "mechanism"), ("模式", "model"), ("工作法", "method"))
SECTORS = ("village", "urban", "office", "school", "members", "industry", "new-organisations")
ROLES = ("党支部", "合作社", "农户", "龙头企业", "基地", "物业", "网格员", "乡贤", "银行", "社工", "电商", "学校")
POOL = 400
Dress = tuple[str, str, str]


class Vocabulary:
    """Names and parts of two to four words, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        """Shuffle the words of the lexicon."""
        self.random = Random(seed)
        self.known = sorted(w for w in entries() if 2 <= len(w) <= 3)
        self.pool = [(self.name(), self.parts(), self.dress()) for _ in range(POOL)]

    def name(self) -> str:
        """A name without its kind word; one of five is a numeral abbreviation."""
        pick = self.random
        if pick.random() < 0.2:
            a, b = (pick.choice(self.known)[0] for _ in range(2))
            return f"{pick.choice('三四五六')}{a}{pick.choice('三四五六')}{b}"
        return "".join(pick.sample(self.known, 2))

    def parts(self) -> list[str]:
        """No parts, or three to five."""
        if self.random.random() < 0.6:
            return []
        return ["".join(self.random.sample(self.known, 2)) for _ in range(self.random.randint(3, 5))]

    def formula(self) -> list[str]:
        """Partners: one or two of the common ones, the others less common."""
        common = self.random.sample(ROLES[:3], self.random.randint(1, 2))
        rare = ["".join(self.random.sample(self.known, 2)) for _ in range(self.random.randint(0, 2))]
        return [*common, self.random.choice(ROLES[3:]), *rare]

    def dress(self) -> Dress:
        """A kind word with its concept, and a sector."""
        return *self.random.choice(KINDS), self.random.choice(SECTORS)

    def of_pool(self) -> tuple[str, list[str], Dress]:
        """A programme that others run too, the first of the pool far oftener than the last, now and then in another dress."""
        name, parts, dress = self.pool[int(POOL * self.random.random() ** 2.5)]
        kept = [p for p in parts if self.random.random() < 0.85]
        return name, kept, dress if self.random.random() < 0.8 else self.dress()


class Region(County):
    """One region with its report."""

    def fill(self, words: Vocabulary) -> None:
        """Programmes, and one formula."""
        self.frame()
        for number in range(PROGRAMMES):
            shared = words.random.random() < 0.25
            own = (words.name(), words.parts(), words.dress())
            name, parts, (kind, concept, sector) = words.of_pool() if shared else own
            local = f"p{self.key[1:]}{number:03d}"
            programme = self.programme(local, "Programme", f"“{name}”{kind}", concept)
            self.say(programme, DJ + "sector", f"<{DK}sector-{sector}>")
            self.components(programme, local, parts)
            self.metric(programme, number, local)
        roles = words.formula()
        local = f"f{self.key[1:]}"
        formula = self.programme(local, "Formula", "+".join(roles), "model")
        self.components(formula, local, roles)

    def programme(self, local: str, cls: str, name: str, kind: str) -> str:
        """A programme or formula with its passage."""
        iri = self.thing("prog", local, DJ + cls, name)
        self.say(iri, DCTERMS + "type", f"<{DK}{kind}>")
        self.say(iri, DCTERMS + "spatial", f"<{self.region}>")
        self.passage(iri, f"{self.name}实施{name}，推动工作落实。", name)
        return iri

    def components(self, programme: str, local: str, parts: list[str]) -> None:
        """The parts in order."""
        for position, name in enumerate(parts, 1):
            part = self.thing("prog", f"{local}-{position}", DJ + "Component", name)
            self.say(part, SCHEMA + "position", f'"{position}"^^<{XSD}integer>')
            self.say(programme, DJ + "component", f"<{part}>")


def graph(regions: int, seed: int = 1) -> ox.Store:
    """A graph of so many regions."""
    store = ox.Store()
    store.load(path=str(ontology_dir() / "kinds.ttl"), format=ox.RdfFormat.TURTLE)
    words = Vocabulary(seed)
    for number in range(regions):
        region = Region(number)
        region.fill(words)
        store.load("\n".join(region.lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


def seconds(regions: int) -> tuple[float, Comparer]:
    """How long reading, matching, families and the ranking of so many regions take together."""
    store = graph(regions)
    start = time.process_time()
    comparer = Comparer(store)
    comparer.corpus().ranked(100)
    return time.process_time() - start, comparer


def main() -> None:
    """Print a line for every size."""
    for size in [int(a) for a in sys.argv[1:]] or SIZES:
        taken, comparer = seconds(size)
        corpus = comparer.corpus()
        print(f"{size} regions: {taken:.1f} s, {len(corpus.families)} families")


if __name__ == "__main__":
    main()
