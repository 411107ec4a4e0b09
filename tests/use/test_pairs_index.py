"""The inverted index finds what trying every pair finds, and its work grows with what there is to find."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.use.compare.groups import complete_link
from kg.use.compare.match import Relation, Score, score
from kg.use.compare.pairs import CROWD, matched, ordered
from kg.use.compare.report import Comparer

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))

import bench_compare

from synthetic_graph import synthetic


@pytest.fixture(scope="module")
def many() -> ox.Store:
    return bench_compare.graph(30)


@pytest.mark.parametrize("name", ["seeds", "small", "many"])
def test_it_drops_no_match(name: str, request: pytest.FixtureRequest) -> None:
    comparer = Comparer(request.getfixturevalue(name))
    found = sorted({comparer.entry(p).features for p in comparer.reader.all_programmes()}, key=lambda f: f.key)
    tried: dict[object, Score] = {}
    for i, a in enumerate(found):
        for b in found[i:]:
            result = score(a, b)
            if result.relation is not Relation.ONLY:
                tried[a, b] = result
    assert tried
    assert matched(found) == tried


def test_few_pairs_are_scored_for_nothing() -> None:
    scored = 0

    def counted(a, b):  # type: ignore[no-untyped-def]
        nonlocal scored
        scored += 1
        return score(a, b)

    comparer = Comparer(bench_compare.graph(60))
    found = {comparer.entry(p).features for p in comparer.reader.all_programmes()}
    kept = matched(found, counted)
    assert len(found) > 900
    assert scored < len(found) + 2 * len(kept)


def test_a_crowd_costs_no_more_than_its_size() -> None:
    """Every name and every part is of few words, so that nearly every two correspond."""
    store, _ = synthetic(100 * 25, 25)
    comparer = Comparer(store)
    found = {comparer.entry(p).features for p in comparer.reader.all_programmes()}
    scored = 0

    def counted(a, b):  # type: ignore[no-untyped-def]
        nonlocal scored
        scored += 1
        return score(a, b)

    kept = matched(found, counted)
    assert len(found) == 400
    assert scored <= (2 * CROWD + 1) * len(found)
    # programmes of one name are compared however many there are
    names = {one.names[0].core: one for one in found}
    assert all((ordered(one, names[one.names[0].core])) in kept for one in found)


def test_the_order_of_two_contents_is_that_of_their_keys(small: ox.Store) -> None:
    comparer = Comparer(small)
    a, b = (comparer.entry(p).features for p in comparer.reader.all_programmes()[:2])
    assert ordered(a, b) == ordered(b, a)


def test_a_chain_of_likenesses_is_no_family() -> None:
    pairs = [("甲", "乙"), ("乙", "丙"), ("丙", "丁")]
    assert complete_link("甲乙丙丁", pairs) == [["甲", "乙"], ["丙", "丁"]]
    everyone = [("甲", "乙"), ("甲", "丙"), ("乙", "丙")]
    assert complete_link("甲乙丙", everyone) == [["甲", "乙", "丙"]]
    same_place = {"甲": 1, "乙": 2, "丙": 1}
    assert complete_link("甲乙丙", everyone, same_place.__getitem__) == [["甲", "乙"], ["丙"]]
