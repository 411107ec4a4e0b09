"""What a build writes beside the graph: texts, and the page, for which what was just written is not all read again."""

from __future__ import annotations

from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.graph.blocks import EVIDENCE, Blocks
from kg.graph.on_disk import LARGE
from kg.graph.ordered import Groups
from kg.graph.quoted import quoted, rows
from kg.scale.store import Store
from kg.text.kept import keep_texts
from kg.text.outfolder import GRAPH, PAGE, TEXTS, OutFolder
from kg.text.shelf import Shelf

if TYPE_CHECKING:
    from kg.use.pinyin import Sounds
    from kg.use.view.reading import Fresh

_PINYIN, _READINGS = "pinyin of names", "readings of pinyin"


class Said(NamedTuple):
    """What a graph was made of: facts by their subject and how many they are, and evidence that was ready."""

    groups: Groups
    facts: int
    ready: Blocks


def write_beside(documents: Shelf, out: OutFolder, said: Said | None, known: Store) -> tuple[tuple[str, str], ...]:
    """Write the texts beside the graph in ``out``, and the page of what is ``said``, if it is wanted; what the page leaves out
    is given back in Chinese and English."""
    keep_texts(documents, out.new / TEXTS, lambda name, data: out.holds(f"{TEXTS}/{name}", data))
    return () if said is None else _write_page(documents, out, said, known)


def _write_page(documents: Shelf, out: OutFolder, said: Said, known: Store) -> tuple[tuple[str, str], ...]:
    from kg.graph.store import load
    from kg.use import pinyin
    from kg.use.view.page import write_page

    code = sha256(Path(pinyin.__file__).read_bytes()).hexdigest()
    readings = pinyin.Readings(known.text(code, _READINGS) or "")
    sounds = pinyin.Sounds(known.text(code, _PINYIN) or "", readings)
    source = _fresh(said, out.new / GRAPH, sounds, known) or load(out.new / GRAPH, home=out.scratch)
    report = write_page(source, out.new / PAGE, sources=documents.texts)
    if words := sounds.remembered():
        known.keep_text(code, _PINYIN, words)
    if words := sounds.readings():
        known.keep_text(code, _READINGS, words)
    return report.left_out


def _fresh(said: Said, graph: Path, sounds: Sounds, known: Store) -> Fresh | None:
    """What was said, for a page that need not be made from the graph file; nothing where it does not fit into the memory."""
    from kg.use.view.at_hand import without_evidence
    from kg.use.view.reading import Fresh

    if said.facts > LARGE:
        return None
    about = dict(said.groups())
    # evidence is among the facts where a correction may be about it
    among = [about.pop(iri) for iri in list(about) if iri.startswith(EVIDENCE)]
    if (left := without_evidence(graph, about)) is None:
        return None
    store, links = left
    evidence = chain(said.ready.quoted(), quoted(chain.from_iterable(map(rows, among))))
    return Fresh(store, evidence, said.ready.facts + sum(map(len, among)) + links, about, sounds, known)
