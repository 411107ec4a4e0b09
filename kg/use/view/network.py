"""The network of the opening picture, held by pyvis; its engine is the vis-network inside pyvis's wheel.

Only pyvis's data are used. Its own page is not: it fetches a style sheet, writes in the locale's
encoding and runs script out of labels. Physics is off, because every position is already computed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from kg.use.view.placing import Point
from kg.use.view.words import TYPES

_ENGINE = "lib/vis-9.1.2/vis-network.min.js"

_OPTIONS: dict[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": False,
        "dragNodes": True,
        "hideEdgesOnDrag": False,
        "tooltipDelay": 0,
        "keyboard": {"enabled": False},
        "multiselect": False,
        "selectConnectedEdges": False,
    },
    "nodes": {"font": {"size": 0}, "borderWidth": 1.5, "labelHighlightBold": False},
    "edges": {
        "smooth": False,
        "width": 1,
        "selectionWidth": 1,
        "hoverWidth": 0,
        "arrows": {"to": {"enabled": False}},
    },
}


class Drawn(NamedTuple):
    """A node to draw: its number in the page, its type and its label."""

    number: int
    type: int
    label: str


def hold(
    nodes: Iterable[Drawn], edges: Iterable[tuple[int, int]], place: Mapping[int, Point]
) -> dict[str, object]:
    """The data of a pyvis ``Network`` with every node at its place."""
    from pyvis.network import Network  # slow to import, and only needed here

    network = Network(directed=True, notebook=False, cdn_resources="in_line")
    network.options = _OPTIONS
    for node in nodes:
        x, y = place[node.number]
        look = TYPES[node.type]
        network.add_node(
            node.number,
            label=node.label,
            shape=look.mark,
            group=look.key,
            size=look.size,
            x=x,
            y=y,
        )
    for number, (source, target) in enumerate(edges):
        network.add_edge(source, target, id=number)
    held_nodes, held_edges, _, _, _, options = network.get_network_data()
    for held in held_nodes:
        held.pop("font", None)
    return {"nodes": held_nodes, "edges": held_edges, "options": json.loads(options)}


def engine() -> str:
    """The script of vis-network as it comes in pyvis's wheel, with its licence comment."""
    file = resources.files("pyvis").joinpath(_ENGINE)
    text = file.read_text(encoding="utf-8")
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError("this vis-network cannot stand inside a page; install another pyvis")
    return text


def licences() -> str:
    """The licence texts that the page has to carry for what it contains."""
    package = Path(str(resources.files("pyvis")))
    found = sorted(package.parent.glob("pyvis-*.dist-info/**/LICENSE*"))
    texts = [f"pyvis\n\n{f.read_text(encoding='utf-8').strip()}" for f in found]
    notice = engine().partition("*/")[0].removeprefix("/**")
    lines = [line.strip().removeprefix("*").strip() for line in notice.strip().splitlines()]
    return "\n\n".join(["\n".join(lines), *texts])
