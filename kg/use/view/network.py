"""The network as a plain page of vis-network, held by pyvis, for those who know it.

Only pyvis's data are used, and the vis-network inside its wheel. Its own page is not: it fetches a style sheet,
writes in the locale's encoding and runs script out of labels. Physics is off, because every position is already computed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph.write import write_whole
from kg.use.view.columns import Builder, Columns
from kg.use.view.payload import block, hash_source, to_json
from kg.use.view.reading import read_graph
from kg.use.view.words import TYPES

_ENGINE = "lib/vis-9.1.2/vis-network.min.js"

_START = """
const held = JSON.parse(document.getElementById("kg-network").textContent);
held.options.nodes.font = { size: 14 };
new vis.Network(document.getElementById("network"), { nodes: held.nodes, edges: held.edges }, held.options);
"""

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
    "edges": {"smooth": False, "width": 1, "selectionWidth": 1, "hoverWidth": 0, "arrows": {"to": {"enabled": False}}},
}


def held(columns: Columns, drawn: Sequence[int]) -> dict[str, Any]:
    """The data of a pyvis ``Network`` of the nodes in ``drawn``, each at its place."""
    from pyvis.network import Network  # slow to import, and only needed here

    network = Network(directed=True, notebook=False, cdn_resources="in_line")
    network.options = _OPTIONS
    for node in drawn:
        look = TYPES[columns.types[node]]
        x, y = columns.place[node]
        network.add_node(node, label=columns.names[node], shape=look.mark, group=look.key, size=look.size, x=x, y=y)
    inside = set(drawn)
    for number, (source, target) in enumerate(columns.links):
        if source in inside and target in inside:
            network.add_edge(source, target, id=number)
    nodes, edges, _, _, _, options = network.get_network_data()
    for node in nodes:
        node.pop("font", None)
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def write_plain(store: ox.Store, path: Path, title: str = "") -> int:
    """Write the network as a plain page of vis-network that opens offline; gives back how many nodes it shows."""
    columns = Builder(read_graph(store), {}).build()
    data = held(columns, columns.drawn)
    style = "html, body, #network { margin: 0; height: 100%; }"
    policy = (
        f"default-src 'none'; script-src {hash_source(engine())} {hash_source(_START)}; "
        "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    html = "\n".join(
        (
            '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            f"<title>{escape(title or '党建治理知识图谱')}</title>\n<style>{style}</style>\n</head>",
            f'<body>\n<div id="network"></div>\n<!-- {_comment(licences())} -->',
            block("network", to_json(data), packed=False),
            f"<script>{engine()}</script>\n<script>{_START}</script>\n</body>\n</html>\n",
        )
    )
    write_whole(path, html.encode("utf-8", "replace"))
    return len(columns.drawn)


def _comment(text: str) -> str:
    return text.replace("--", "- -")


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
    mit = resources.files("kg.use.view").joinpath("vis-network-LICENSE.txt").read_text("utf-8")
    return "\n\n".join([mit.strip(), "\n".join(lines), *texts])
