"""Reprints and borrowed passages as one more table of the page."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kg.graph.store import instances
from kg.use.ask.heads import heads

MOST = 400
"""Reports of which the page tells this; of more, ``kg reuse`` does."""
_KEPT = 200
_SHOWN = ("kind", "length", "place_a", "time_a", "document_a", "place_b", "time_b", "document_b", "earlier", "words")
_WAYS = (
    "kg reuse: reprints by MinHash; passages from runs of six characters that few reports share, grown by the fewest edits;",
    "national doctrine is left out.",
)


def borrowed(store: ox.Store, texts: Mapping[str, str]) -> list[dict[str, object]]:
    """The table, in the form of an answered query; none where there is nothing, or too much to look through."""
    if not 1 < len(instances(store, "dj:Report")) <= MOST:
        return []
    from kg.use.reuse.report import reuse

    found = reuse(store, texts)
    rows = [[row.get("quote_a" if c == "words" else c) for c in _SHOWN] for row in found[:_KEPT]]
    entry: dict[str, object] = {
        "name": "reuse",
        "title": [
            "哪些报道是转载，两地报道共有哪些段落？",
            "Which reports are reprints, and which passages do two places share?",
        ],
        "asked": [],
        "usage": "reuse",
        "command": "kg reuse",
        "text": "\n".join(_WAYS),
        "columns": list(_SHOWN),
        "heads": heads(_SHOWN),
        "rows": rows,
        "total": len(found),
    }
    return [entry] if found else []
