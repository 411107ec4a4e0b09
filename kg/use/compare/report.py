"""The comparison as a whole: the one function that the command, the page and scripts call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg.use.compare.align import Entry, Row, align
from kg.use.compare.corpus import Corpus
from kg.use.compare.match import FORMULA_WEIGHTS, THRESHOLD, WEIGHTS, Content, Features, Score, content, features, score
from kg.use.compare.metrics import MetricRow, side_by_side
from kg.use.compare.pairs import Scores, matched
from kg.use.compare.partners import PartnerTable, partner_table
from kg.use.compare.profile import Profile, profile
from kg.use.compare.regions import find_region
from kg.use.compare.similarity import Similarity, similarity
from kg.use.compare.spread import Spread, spread
from kg.use.reader import Reader
from kg.use.records import Figure, Place, ProgrammeOf, jsonable

WIDE = 60  # columns up to which every row holds a cell for each, and every two are likened
QUICK = 400  # regions reported on up to which a comparison also tells how alike its columns are


@dataclass(frozen=True, slots=True)
class Column:
    """One region of a comparison; ``above`` names the regions that contain it, nearest first; ``reported``: a report is about it."""

    place: Place
    above: tuple[str, ...]
    profile: Profile
    reported: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of two or more regions; ``rows``, ``metrics`` and ``similarity`` refer to columns by number."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    metrics: tuple[MetricRow, ...]
    partners: PartnerTable
    similarity: Similarity | None
    places: dict[str, str]
    spread: Spread

    @property
    def common_metrics(self) -> tuple[MetricRow, ...]:
        """The rows of the topics that two regions or more have figures of, also where one row of such a
        topic has one region's figures only (per village here, in all there)."""
        spread: dict[str, set[int]] = {}
        for row in self.metrics:
            if not row.apart:
                spread.setdefault(row.measure.topic, set()).update(row.present)
        return tuple(r for r in self.metrics if not r.apart and len(spread[r.measure.topic]) > 1)

    def to_json(self) -> dict[str, Any]:
        """The comparison for :func:`json.dump`.

        ``threshold`` and ``weights`` of the scores; ``regions``: the places with the names ``above`` them, whether a
        report is about them (``reported``) and their ``profile``; ``rows``: ``label``, ``labels`` (of all regions), ``relation`` (shared,
        renamed, alike, only, homonym), ``score``, ``cells`` (a programme or null for each region; of more than sixty regions ``members``, pairs
        of a region's number and its programme), ``links`` (columns ``a``, ``b`` with the terms of the score) and ``parts`` (``relation``: same,
        changed, only; ``cells`` for each region; ``missing``: regions that spell out parts, but do not mention this one); ``metrics``: ``label``,
        ``measure``, ``scope``, ``unit``, ``names``, ``cells`` (lists of a ``figure`` with the ``place`` inside the region, if any; of more than
        sixty regions ``members``) and ``conflicts`` (columns); ``partners``: ``roles``, ``counts`` and a line for each formula; ``similarity``:
        ``total``, ``clusters`` and ``nearest`` with its grounds, or null where there are too many regions (``kg compare --ranked`` tells);
        ``places``: names by IRI; ``adoptions`` and ``recognitions``: who began and who learned what is compared, and what it was recognised with.
        Programmes, parts and figures are the records of :mod:`kg.use.records`.
        """
        return {
            "threshold": THRESHOLD,
            "weights": {"programme": WEIGHTS, "formula": FORMULA_WEIGHTS},
            "regions": [
                {**jsonable(c.place), "above": list(c.above), "reported": c.reported, "profile": jsonable(c.profile)}
                for c in self.columns
            ],
            "rows": [_row(r) for r in self.rows],
            "metrics": [_metric(m) for m in self.metrics],
            "partners": jsonable(self.partners),
            "similarity": jsonable(self.similarity),
            "places": self.places,
            "adoptions": jsonable(self.spread.adoptions),
            "recognitions": jsonable(self.spread.recognitions),
        }


def _row(row: Row) -> dict[str, Any]:
    held = {"cells": jsonable(row.cells)} if row.width <= WIDE else {"members": jsonable(row.members)}
    return {
        "label": row.label,
        "labels": list(row.labels),
        "relation": row.relation.value,
        "score": row.score,
        **held,
        "links": jsonable(row.links),
        "parts": jsonable(row.parts),
    }


def _metric(row: MetricRow) -> dict[str, Any]:
    held = {"cells": jsonable(row.cells)} if row.width <= WIDE else {"members": jsonable(row.members)}
    return {
        "label": row.measure.label,
        "measure": jsonable(row.measure),
        "scope": row.scope,
        "unit": row.unit,
        "names": list(row.names),
        **held,
        "conflicts": list(row.conflicts),
        "apart": row.apart,
    }


class Comparer:
    """Compare regions of one store; what was read and prepared once is kept for the next comparison."""

    def __init__(self, store: ox.Store, reader: Reader | None = None) -> None:
        """Compare what ``store`` holds, read by ``reader`` if one is given."""
        self.reader = reader or Reader(store)
        self._features: dict[Content, Features] = {}
        self._scores: dict[tuple[Features, Features], Score] = {}
        self._all: Scores | None = None
        self._corpus: Corpus | None = None

    def compare(self, regions: Sequence[Place]) -> Comparison:
        """Compare the regions, each with what it holds (:func:`kg.use.seats.owner`)."""
        reader = self.reader
        apart = [reader.apart(p.iri, (r.iri for r in regions)) for p in regions]
        programmes = [reader.programmes(p.iri, a) for p, a in zip(regions, apart, strict=True)]
        figures = [reader.figures(p.iri, a) for p, a in zip(regions, apart, strict=True)]
        entries = [[self.entry(x) for x in column] for column in programmes]
        scores = self.scores(e.features for column in entries for e in column)
        rows = align(entries, scores)
        profiles = [profile(column) for column in programmes]
        covered = set(reader.covered())
        columns = tuple(
            Column(p, tuple(a.name for a in reader.above(p.iri)), s, p in covered)
            for p, s in zip(regions, profiles, strict=True)
        )
        named = {x.region for column in programmes for x in column}
        places = {iri: reader.places()[iri].name for iri in sorted(named) if iri in reader.places()}
        metrics = side_by_side(list(zip(regions, figures, strict=True)), reader.places())
        near = self._near(list(zip(programmes, figures, strict=True)))
        held = {x.iri for column in programmes for x in column}
        within = {r for p, a in zip(regions, apart, strict=True) for r in reader.within(p.iri, a)}
        told = spread(reader, held, within)
        return Comparison(columns, rows, metrics, partner_table(programmes), near, places, told)

    def _near(self, columns: Sequence[tuple[Sequence[ProgrammeOf], Sequence[Figure]]]) -> Similarity | None:
        """How alike the columns are, where that is quickly told: it takes the whole corpus, and every two columns."""
        if len(columns) > WIDE or len(self.reader.covered()) > QUICK:
            return None
        held = [[*(x.iri for x in p), *(x.iri for x in f)] for p, f in columns]
        return similarity(self.corpus(), held)

    def entry(self, programme: ProgrammeOf) -> Entry:
        """A programme with what is compared of it, read once for a content."""
        key = content(programme)
        found = self._features.get(key)
        if found is None:
            found = self._features[key] = features(programme)
        return Entry(programme, found)

    def scores(self, found: Iterable[Features]) -> Scores:
        """The scores of all pairs that correspond."""
        return matched(found, self._score)

    def all_scores(self) -> Scores:
        """The scores of all programmes that correspond, found once."""
        if self._all is None:
            self._all = self.scores(self.entry(p).features for p in self.reader.all_programmes())
        return self._all

    def _score(self, a: Features, b: Features) -> Score:
        """The score of a pair, which many sets of regions have in common."""
        found = self._scores.get((a, b))
        if found is None:
            found = self._scores[a, b] = score(a, b)
        return found

    def corpus(self) -> Corpus:
        """The whole corpus, read once: who is like whom."""
        if self._corpus is None:
            entries = [self.entry(p) for p in self.reader.all_programmes()]
            self._corpus = Corpus(self.reader, entries, self.all_scores())
        return self._corpus

    def pair(self, a: str, b: str) -> Comparison:
        """Compare two regions by their IRIs."""
        places = self.reader.places()
        return self.compare([places[a], places[b]])


def compare(store: ox.Store, names: Sequence[str] = ()) -> Comparison:
    """Compare the regions named, in full or short; without names those that the reports are about.

    Raises :class:`kg.use.compare.regions.RegionError` for a name that is unknown or ambiguous.
    """
    comparer = Comparer(store)
    places = [find_region(comparer.reader, n) for n in names] or comparer.reader.covered()
    return comparer.compare(list({p.iri: p for p in places}.values()))
