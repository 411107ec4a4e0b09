"""What a build writes beside the graph: texts, and the page, for which what was just written is not all read again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pyoxigraph as ox

from kg.cli.texts import hint
from kg.graph.blocks import EVIDENCE, Blocks
from kg.graph.ordered import Group, Groups
from kg.graph.quoted import quoted, rows
from kg.text.kept import keep_texts
from kg.text.outfolder import GRAPH, PAGE, TEXTS, OutFolder
from kg.text.shelf import Shelf
from kg.use.terminal import note

Said = tuple[Groups, Blocks]
"""What a graph was made of: facts by their subject, and evidence that was ready."""


def write_beside(documents: Shelf, out: OutFolder, said: Said | None) -> None:
    """Write the texts beside the graph in ``out``, and the page of what is ``said``, if it is wanted."""
    keep_texts(documents, out.new / TEXTS, lambda name, data: out.holds(f"{TEXTS}/{name}", data))
    if said is not None:
        _write_page(documents, out, *said)


def _write_page(documents: Shelf, out: OutFolder, groups: Groups, ready: Blocks) -> None:
    from kg.graph.store import load
    from kg.use.view.at_hand import without_evidence
    from kg.use.view.page import write_page
    from kg.use.view.reading import Fresh

    store = without_evidence(out.new / GRAPH)
    source: ox.Store | Fresh
    if store is None:
        source = load(out.new / GRAPH, home=out.scratch)
    else:
        among = list(_evidence(groups))
        others = quoted(chain.from_iterable(rows(said) for _, said in among))
        source = Fresh(
            store, chain(ready.quoted(), others), ready.facts + sum(len(said) for _, said in among)
        )
    report = write_page(source, out.new / PAGE, sources=documents.texts)
    for chinese, english in report.left_out:
        note(hint(chinese, english, out.folder / GRAPH))


def _evidence(groups: Groups) -> Iterator[Group]:
    """Evidence that is among the facts, because a correction may be about it."""
    return (group for group in groups() if group[0].startswith(EVIDENCE))
