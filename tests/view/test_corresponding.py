"""The page compares any regions itself: what it makes of its data is what ``kg compare`` says."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, cast

import pyoxigraph as ox
import pytest

from kg.use.compare.report import Comparer
from kg.use.view import corresponding as corresponding_module
from kg.use.view.columns import Builder
from kg.use.view.corresponding import corresponding
from kg.use.view.page import write_page
from kg.use.view.reading import read_graph
from view.assembled import Assembled
from view.compacted import compact


class Kept:
    """The data of one graph and the comparer behind it."""

    def __init__(self, store: ox.Store) -> None:
        columns = Builder(read_graph(store), {}).build()
        self.at = columns.at
        self.comparer = Comparer(store)
        self.core = json.loads(json.dumps(columns.core))
        self.data: dict[str, Any] = json.loads(json.dumps(corresponding(self.comparer, columns.at, [])))

    def check(self, regions: list[str]) -> None:
        places = self.comparer.reader.places()
        told = compact(self.comparer.compare([places[r] for r in regions]), lambda i: self.at.get(i, -1))
        made = Assembled(self.core, self.data, [self.at[r] for r in regions])
        rows = [[r[0], min(k[2] for k in r[2]), tuple(r[1]), r[3]] for r in told["rows"]]
        assert [[r, round(s, 2), c, p] for r, s, c, p in made.rows()] == rows
        beside, alone = made.figures()
        assert alone == [sorted(a) for a in told["alone"]]
        assert beside == {
            (label, scope, tuple(frozenset(i for i, _ in cell) for cell in cells))
            for label, scope, cells, _ in told["figures"]
        }
        only = {i for column in told["only"] for i in column}
        standing = {c for r, _, cells, _ in made.rows() if r != "homonym" for c in cells}
        assert only == {i for i in made.types if i in made.column} - standing


@pytest.fixture(scope="module")
def of_seeds(seeds_store: ox.Store) -> Kept:
    return Kept(seeds_store)


def test_every_pair_of_reported_regions(of_seeds: Kept) -> None:
    covered = [p.iri for p in of_seeds.comparer.reader.covered()]
    for pair in combinations(covered, 2):
        of_seeds.check(list(pair))


def test_any_three_to_five_regions(of_seeds: Kept) -> None:
    """Also regions that are only mentioned, that contain others, or that lie inside others."""
    random = Random(7)
    regions = sorted(r for r in of_seeds.comparer.reader.places() if r in of_seeds.at)
    for size in (3, 4, 5) * 6:
        of_seeds.check(random.sample(regions, size))


def test_a_region_counts_alike_in_the_overview_and_in_every_comparison(of_seeds: Kept) -> None:
    seats = {int(r): s for r, s in of_seeds.core["seats"].items()}
    home = of_seeds.core["nodes"]["home"]
    things = [*of_seeds.data["types"], *of_seeds.data["measureOf"]]
    ranked = [of_seeds.at[p.iri] for p in of_seeds.comparer.corpus().seats]
    for one, other in combinations(ranked, 2):
        made = Assembled(of_seeds.core, of_seeds.data, [one, other])
        for column, region in enumerate((one, other)):
            shown = {int(i) for i in things if seats.get(home[int(i)], home[int(i)]) == region}
            assert {i for i, c in made.column.items() if c == column} == shown


def test_the_likeness_of_two_seats_is_that_of_the_ranking(of_seeds: Kept) -> None:
    corpus = of_seeds.comparer.corpus()
    ranked = corpus.ranked(50)
    assert ranked
    assert [v for *_, v in ranked] == sorted((v for *_, v in ranked), reverse=True)
    for a, b, value in ranked:
        made = Assembled(of_seeds.core, of_seeds.data, [of_seeds.at[a], of_seeds.at[b]])
        assert made.likeness() == pytest.approx(value, abs=1e-3)
        assert sum(g.share for g in corpus.like(a, b).grounds) == pytest.approx(1, abs=1e-2)
    assert of_seeds.data["ranked"][0] == [of_seeds.at[ranked[0][0]], of_seeds.at[ranked[0][1]], ranked[0][2]]


def test_of_very_many_pairs_those_of_one_name_and_the_strongest_are_kept(
    seeds_store: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = Builder(read_graph(seeds_store), {}).build()
    filled = [iri for iri in columns.at if "/region/" in iri]
    whole = corresponding(Comparer(seeds_store), columns.at, filled)
    pairs = cast("list[list[Any]]", whole["pairs"])
    assert whole["found"] == len(pairs) > 2
    monkeypatch.setattr(corresponding_module, "MOST_PAIRS", 2)
    kept = corresponding(Comparer(seeds_store), columns.at, filled)
    held = cast("list[list[Any]]", kept["pairs"])
    assert kept["found"] == len(pairs)
    ranked = sorted(pairs, key=lambda p: (p[2] == "alike", -p[3], p[:2]))
    assert held == sorted(ranked[:2])
    report = write_page(seeds_store, tmp_path / "page.html", sources={}, queries=[])
    assert f"Of {len(pairs)} pairs" in " ".join(en for _, en in report.left_out)
