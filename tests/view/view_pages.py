"""What the tests of the page share: a hostile graph, and a page that records what it asks for."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph.ontology import ontology_dir

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

HOSTILE = (
    "<img/src=x/onerror=window.hacked=1>",
    "</script><script>window.hacked=2</script>",
    '<a/href="javascript:window.hacked=3">href</a>',
    "{{script}}<!--",
    "=HYPERLINK(1)",
    "a\u2028b\u2029c",
)


def chromium() -> str:
    return os.environ.get("CHROMIUM") or "/usr/bin/chromium"


def hostile_turtle() -> str:
    """A graph whose every label tries to become markup or script."""
    rows = [
        "@prefix dj: <https://dangjian.example/ns#> .",
        "@prefix schema: <https://schema.org/> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix dcterms: <http://purl.org/dc/terms/> .",
        "@prefix oa: <http://www.w3.org/ns/oa#> .",
        "@prefix prov: <http://www.w3.org/ns/prov#> .",
        "@prefix id: <https://dangjian.example/id/> .",
    ]
    doc = "<https://dangjian.example/id/doc/d1>"
    rows.append(f'{doc} a dj:Document ; schema:name "hostile.txt" .')
    text = hostile_text()
    for n, label in enumerate(HOSTILE):
        words = label.replace("\\", "\\\\").replace('"', '\\"')
        region = f"<https://dangjian.example/id/region/cn11010{n}>"
        programme = f"<https://dangjian.example/id/prog/p{n}>"
        start = text.index(label)
        ev = f"<https://dangjian.example/id/ev/d1-{start}-{start + len(label)}>"
        rows += [
            f'{region} a dj:Region ; schema:name "{words}" ; skos:altLabel "{words}"@zh-Hans .',
            f'{programme} a dj:Programme ; schema:name "{words}" ; dcterms:spatial {region} ;'
            f" dj:declaredCount 2 ; dj:component <https://dangjian.example/id/prog/p{n}-1> ; dj:evidence {ev} .",
            f'<https://dangjian.example/id/prog/p{n}-1> a dj:Component ; schema:position 1 ; schema:name "{words}" .',
            f"{ev} a dj:Evidence ; oa:start {start} ; oa:end {start + len(label)} ;"
            f' oa:exact "{words}" ; prov:wasQuotedFrom {doc} ; dj:extractedBy "{words}" .',
        ]
    return "\n".join(rows)


def hostile_text() -> str:
    return "前文𠀀。\n" + "\n".join(HOSTILE) + "\n"


def hostile_store() -> ox.Store:
    store = ox.Store()
    store.load(path=str(ontology_dir() / "kinds.ttl"), format=ox.RdfFormat.TURTLE)
    store.load(hostile_turtle().encode(), format=ox.RdfFormat.TURTLE)
    return store


@dataclass
class Opened:
    """A page in the browser with everything it asked for and complained about."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def go(self, hash_: str, view: str) -> None:
        self.page.evaluate("hash => { location.hash = hash }", hash_)
        self.page.wait_for_selector(f'html[data-ready="{view}"]')

    def check(self) -> None:
        assert self.requests == []
        assert self.errors == []


Opener = Callable[..., Opened]


def settled(page: Any) -> None:
    """Wait until the network has not been drawn anew for ten frames."""
    page.evaluate(
        """() => new Promise((done) => {
          const drawings = () => document.getElementById('canvas').kgDrawings;
          let [last, still] = [drawings(), 0];
          const look = () => {
            still = drawings() === last ? still + 1 : 0;
            last = drawings();
            if (still < 10) requestAnimationFrame(look);
            else done();
          };
          requestAnimationFrame(look);
        })"""
    )


def overlaps(boxes: list[dict[str, float]]) -> int:
    found = 0
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            if (
                a["x"] < b["x"] + b["w"]
                and b["x"] < a["x"] + a["w"]
                and a["y"] < b["y"] + b["h"]
                and b["y"] < a["y"] + a["h"]
            ):
                found += 1
    return found


def labels(page: Any) -> list[dict[str, float]]:
    page.wait_for_function("() => document.getElementById('canvas').kgLabels?.length > 0")
    boxes: list[dict[str, float]] = page.evaluate("document.getElementById('canvas').kgLabels")
    return boxes
