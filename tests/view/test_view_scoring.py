"""Where a corpus has more pairs than a page holds, the page scores them itself: every score is that of ``kg compare``."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pyoxigraph as ox
import pytest

from kg.use.compare.report import Comparer
from kg.use.view import corresponding as corresponding_module
from kg.use.view.columns import Builder
from kg.use.view.corresponding import parts_alike
from kg.use.view.page import write_page
from kg.use.view.reading import read_graph
from kg.use.view.scoring import scoring
from synthetic_graph import synthetic
from view.compacted import compact
from view.view_pages import ROOT, Opener

NODE = """import { Scoring } from %s;
let text = ""; for await (const piece of process.stdin) text += piece;
const data = JSON.parse(text), made = new Scoring(data), n = data.features.length, told = [];
for (let i = 0; i < n; i += 1) for (let j = i; j < n; j += 1) { const s = made.score(i, j); if (s) told.push([i, j, ...s]); }
console.log(JSON.stringify(told));"""


@pytest.mark.skipif(shutil.which("node") is None, reason="no node here")
def test_every_score_is_that_of_the_comparison(many_store: ox.Store) -> None:
    """Of every two contents of many reports: relation, score, terms, and which parts are alike."""
    comparer = Comparer(many_store)
    entries = [comparer.entry(p) for p in comparer.reader.all_programmes()]
    types = sorted({e.features for e in entries}, key=lambda f: f.key)
    assert len(types) > 300
    module = json.dumps((ROOT / "web" / "src" / "scoring.js").as_uri())
    run = subprocess.run(
        ["node", "--input-type=module", "-e", NODE % module],
        input=json.dumps(scoring(types)),
        capture_output=True,
        text=True,
        check=True,
    )
    made = {(i, j): rest for i, j, *rest in json.loads(run.stdout)}
    number = {f: n for n, f in enumerate(types)}
    told = {
        (number[a], number[b]): [
            s.relation.value,
            s.value,
            [[e.what, round(e.value, 2)] for e in s.evidence],
            parts_alike(a, b),
        ]
        for (a, b), s in comparer.all_scores().items()
    }
    assert json.loads(json.dumps([[*k, v] for k, v in sorted(made.items())])) == json.loads(
        json.dumps([[*k, v] for k, v in sorted(told.items())])
    )


def same_as_the_command(store: ox.Store, page_file: Path, chosen: list[tuple[str, ...]], open_page: Opener) -> int:
    """Compare regions in the page and by ``kg compare``; gives back how many rows correspond."""
    opened = open_page(page_file, "#v=compare")
    page = opened.page
    page.wait_for_selector("#correspondences tbody tr")
    at = Builder(read_graph(store), {}).build().at
    comparer = Comparer(store)
    places = comparer.reader.places()
    rows = 0
    for regions in chosen:
        told: Any = json.loads(
            json.dumps(compact(comparer.compare([places[r] for r in regions]), lambda i: at.get(i, -1)))
        )
        keys = [iri.rpartition("/")[2] for iri in regions]
        made = page.evaluate("keys => document.getElementById('main').kgCompare(keys)", keys)
        assert [[r[0], r[1], r[3]] for r in made["rows"]] == [[r[0], r[1], r[3]] for r in told["rows"]]
        links = [[round(link[2], 2) for link in sorted(r[2])] for r in made["rows"]]
        assert links == [[link[2] for link in sorted(r[2])] for r in told["rows"]]
        assert made["only"] == [sorted(column) for column in told["only"]]
        rows += len(made["rows"])
    opened.check()
    return rows


@pytest.mark.browser
def test_a_crowd_is_compared_as_the_command_does(open_page: Opener, tmp_path: Path) -> None:
    """Of few words, so that nearly every two correspond: far more pairs than are scored for the corpus."""
    store, texts = synthetic(100 * 25, 25)
    comparer = Comparer(store)
    assert not comparer.all_scores().whole
    write_page(store, tmp_path / "crowd.html", sources=texts, queries=[])
    covered = [p.iri for p in comparer.reader.covered()]
    random = Random(11)
    chosen = [tuple(random.sample(covered, size)) for size in (2,) * 30 + (3, 4, 5) * 5]
    assert same_as_the_command(store, tmp_path / "crowd.html", chosen, open_page) > 100


@pytest.mark.browser
def test_more_pairs_than_a_page_holds_change_no_comparison(
    seeds_store: ox.Store, open_page: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corresponding_module, "MOST_PAIRS", 2)
    write_page(seeds_store, tmp_path / "few.html", sources={}, queries=[])
    covered = [p.iri for p in Comparer(seeds_store).reader.covered()]
    chosen: list[tuple[str, ...]] = [*combinations(covered, 2), tuple(covered[:5])]
    assert same_as_the_command(seeds_store, tmp_path / "few.html", chosen, open_page) > 3


def test_a_corpus_of_few_pairs_carries_no_words_to_score(seeds_store: ox.Store) -> None:
    columns = Builder(read_graph(seeds_store), {}).build()
    told = corresponding_module.corresponding(Comparer(seeds_store), columns.at, [])
    assert "scoring" not in told
    assert told["found"] == len(told["pairs"])  # type: ignore[arg-type]
