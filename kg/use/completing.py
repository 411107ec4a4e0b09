"""What the shell offers behind a Tab: names of regions and of queries."""

from __future__ import annotations

from pathlib import Path

import typer

LARGEST = 60_000_000  # bytes of a graph that is still read for a Tab


def region_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The regions of the graph at hand whose name begins so; those that reports are about first."""
    from kg.graph.store import load
    from kg.use.reader import Reader
    from kg.use.terminal import OUT, graph_in

    graph = graph_in(Path(ctx.params.get("graph") or OUT))
    try:
        if graph.stat().st_size > LARGEST:
            return []
        reader = Reader(load(graph, built=True))
    except Exception:  # noqa: BLE001 - no graph, no names: a Tab tells no errors
        return []
    covered = [p.name for p in reader.covered()]
    names = list(dict.fromkeys((*covered, *sorted(p.name for p in reader.places().values()))))
    return [n for n in names if n.startswith(incomplete)]


def query_names(incomplete: str) -> list[tuple[str, str]]:
    """The named queries that begin so, with what they ask."""
    from kg.use.ask.catalogue import catalogue
    from kg.use.messages import language

    english = language() == "en"
    found = (q for q in catalogue().values() if q.name.startswith(incomplete))
    return [(q.name, q.en if english else q.zh) for q in found]
