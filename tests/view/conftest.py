"""The pages under test, written once, and a Chromium that has no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from gold.readings import Readings
from kg.graph.store import load
from kg.graph.write import write_turtle
from kg.pipeline import build
from kg.text.read import read_document
from kg.use.view.page import write_page
from synthetic_graph import synthetic
from view.view_pages import ROOT, Opened, Opener, hostile_store, hostile_text

Once = Callable[[str, Callable[[Path], object]], Path]
PARTS = ("open", "open2", "open3")
MANY = sorted(
    [f for part in PARTS for f in (ROOT / "tests" / "gold" / part).glob("*.txt")] + [*(ROOT / "seeds").glob("*.txt")]
)


@pytest.fixture(scope="session")
def seeds() -> dict[str, str]:
    files = sorted((ROOT / "seeds").glob("*.txt"))
    return {f.name: read_document(f, f.name).raw for f in files}


def graph_of(files: list[Path], path: Path, readings: Readings) -> None:
    """Write the graph of some reports."""
    with readings.used():
        write_turtle(build(read_document(f, f.name) for f in files), path)


@pytest.fixture(scope="session")
def seeds_store(made_once: Once, readings: Readings) -> ox.Store:
    files = sorted((ROOT / "seeds").glob("*.txt"))
    return load(made_once("seeds.ttl", lambda path: graph_of(files, path, readings)))


@pytest.fixture(scope="session")
def seeds_page(seeds_store: ox.Store, seeds: dict[str, str], made_once: Once) -> Path:
    return made_once("seeds.html", lambda path: write_page(seeds_store, path, sources=seeds))


@pytest.fixture(scope="session")
def many_texts() -> dict[str, str]:
    """The open parts of the gold with the seeds."""
    return {f.name: read_document(f, f.name).raw for f in MANY}


@pytest.fixture(scope="session")
def many_store(made_once: Once, readings: Readings) -> ox.Store:
    return load(made_once("many.ttl", lambda path: graph_of(MANY, path, readings)))


@pytest.fixture(scope="session")
def many_page(many_store: ox.Store, many_texts: dict[str, str], made_once: Once) -> Path:
    return made_once("many.html", lambda path: write_page(many_store, path, sources=many_texts))


@pytest.fixture(scope="session")
def thousand_page(made_once: Once) -> Path:
    """A thousand invented reports with their comparisons."""

    def make(path: Path) -> None:
        store, texts = synthetic(8_000, 8)
        report = write_page(store, path, sources=texts, queries=[])
        assert len(texts) == 1000
        assert report.packed

    return made_once("thousand.html", make)


@pytest.fixture(scope="session")
def hostile_page(made_once: Once) -> Path:
    sources = {"hostile.txt": hostile_text()}
    return made_once("hostile.html", lambda path: write_page(hostile_store(), path, sources=sources))


@pytest.fixture
def open_page(browser: Any) -> Iterator[Opener]:
    contexts = []

    def opener(path: Path, hash_: str = "", chrome: Any = None, **options: Any) -> Opened:
        options.setdefault("viewport", {"width": 1400, "height": 900})
        context = (chrome or browser).new_context(offline=True, **options)
        contexts.append(context)
        opened = Opened(context.new_page())
        page = opened.page
        page.set_default_timeout(10_000)
        page.on("request", lambda r: opened.requests.append(r.url) if r.url != page_url else None)
        page.on("console", lambda m: opened.errors.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: opened.errors.append(str(e)))
        page_url = path.as_uri()
        page.goto(page_url + hash_)
        page.wait_for_selector("html[data-ready]")
        return opened

    yield opener
    for context in contexts:
        context.close()
