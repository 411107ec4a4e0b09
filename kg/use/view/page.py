"""Write the page: one HTML file that holds the graph, the texts and everything that shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from pathlib import Path

import pyoxigraph as ox

from kg.graph.write import write_whole
from kg.text.read import Known
from kg.use.ask.catalogue import NamedQuery
from kg.use.ask.examples import examples
from kg.use.compare.report import Comparer
from kg.use.pinyin import Sounds
from kg.use.view.asked import run_all
from kg.use.view.at_hand import COUNTED, add_asked
from kg.use.view.borrowed import borrowed
from kg.use.view.columns import CONTENT, Builder, Columns
from kg.use.view.corresponding import corresponding
from kg.use.view.payload import block, hash_source, to_json
from kg.use.view.reading import AtHand, Fresh, read_graph
from kg.use.view.texts import Texts

# Concatenated in this order: each file may use what stands before it.
STYLES = ("base.css", "layout.css", "views.css", "compare.css", "narrow.css")
SCRIPT = "page.js"  # the bundle of web/src, made by `make web`
WHOLE = 5000  # nodes up to which the network shows the whole graph
PACK = 4_000_000  # bytes of data from which they are packed


@dataclass(frozen=True, slots=True)
class PageReport:
    """What was written: ``left_out`` says in Chinese and English what the file does not hold."""

    path: Path
    bytes: int
    things: int
    packed: bool
    left_out: tuple[tuple[str, str], ...]


def write_page(
    source: ox.Store | Fresh,
    path: Path,
    *,
    sources: Mapping[str, str],
    title: str | None = None,
    queries: Sequence[NamedQuery] | None = None,
    compare: bool = True,
) -> PageReport:
    """Write the graph of ``source`` as one offline HTML file; the same bytes for the same graph.

    ``sources`` gives the raw text of a document by its IRI or its name. A document without a text is
    shown by the sentences that the graph quotes. The results of ``queries`` (those that come with kg by
    default) are kept in the page; ``compare`` leaves out the comparisons, which cost most of the time where
    many regions run much.
    """
    graph = read_graph(source)
    fresh = source if isinstance(source, Fresh) else None
    store = source.store if isinstance(source, Fresh) else source
    sounds = fresh.sounds if fresh else Sounds()
    columns = Builder(graph, sources, sounds).build()
    filled = _filled(columns)
    comparer = Comparer(store, AtHand(source, graph))
    comparison = corresponding(comparer, columns.at, filled) if compare else {}
    about = columns.names[columns.at[filled[0]]] if filled else ""
    values = examples(store) if queries is None else {}
    if fresh:
        add_asked(store, graph, values.get("evidence-of", {}).get("region", about))
    asked = run_all(store, about, queries, values, COUNTED if fresh else {})
    asked += borrowed(store, sources) if queries is None else []
    html, packed, left_out = render(columns, asked, comparison, title, fresh.known if fresh else None)
    data = html.encode("utf-8", "replace")
    write_whole(path, data)
    return PageReport(path, len(data), len(columns.types), packed, left_out)


def render(
    columns: Columns,
    asked: list[dict[str, object]],
    comparison: dict[str, object],
    title: str | None,
    known: Known | None = None,
) -> tuple[str, bool, tuple[tuple[str, str], ...]]:
    """The whole page as text, whether its data are packed, and what they leave out; ``known`` may have packed texts."""
    left_out = _left_out(columns, comparison)
    network = _network(columns)
    asked_for: dict[str, object] = {k: comparison[k] for k in ("pairs", "scoring") if k in comparison}
    light = {key: value for key, value in comparison.items() if key not in asked_for}
    rest: dict[str, object] = {"network": network, "queries": asked, "compare": light, **asked_for}
    blocks = {name: to_json(data) for name, data in rest.items()}
    texts = Texts(columns.texts)
    meta = columns.core["meta"]
    assert isinstance(meta, dict)
    core = {name: to_json(data) for name, data in columns.core.items() if name != "meta"}
    packed = sum(map(_size, (*core.values(), *blocks.values()))) + texts.size > PACK
    meta |= {
        "title": title or "",
        "chunks": texts.starts(packed=packed),
        "whole": len(columns.drawn) <= WHOLE,
        "limit": WHOLE,
        "opening": _opening(columns),
        "leftOut": left_out,
    }
    core["meta"] = to_json(meta)
    every = ",".join(f'"{name}":{data}' for name, data in core.items())
    blocks = {"core": f"{{{every}}}", **blocks}
    data = (block(name, text, packed=packed) for name, text in blocks.items())
    body = "\n".join((*data, *texts.blocks(known, packed=packed)))
    return _fill(body, title), packed, tuple(left_out)


def _filled(columns: Columns) -> list[str]:
    """The IRIs of the seats that hold programmes or figures, fullest first."""
    held: dict[int, int] = {}
    for node, kind in enumerate(columns.types):
        seat = columns.seat_of[node]
        if seat >= 0 and kind in CONTENT:
            held[seat] = held.get(seat, 0) + 1
    iris = {i: iri for iri, i in columns.at.items()}
    return [iris[seat] for seat in sorted(held, key=lambda s: (-held[s], s))]


def _opening(columns: Columns) -> int:
    """The seat with the most nodes: what a network opens with that is too large to show whole."""
    held: dict[int, int] = {}
    for node in columns.drawn:
        seat = columns.seat_of[node]
        if seat >= 0:
            held[seat] = held.get(seat, 0) + 1
    return max(held, key=lambda seat: (held[seat], -seat), default=-1)


def _network(columns: Columns) -> dict[str, object]:
    """The nodes of the network: the whole atlas, or the seat that a larger one opens with."""
    drawn = columns.drawn
    if len(drawn) > WHOLE:
        opening = _opening(columns)
        drawn = [node for node in drawn if columns.seat_of[node] == opening][:WHOLE]
    return {"nodes": drawn}


def _left_out(columns: Columns, comparison: Mapping[str, object]) -> list[tuple[str, str]]:
    """What a reader would otherwise miss without knowing."""
    notes: list[tuple[str, str]] = []
    missing = sum(1 for text in columns.texts if isinstance(text, dict))
    if missing:
        notes.append(
            (
                f"{missing} 份文件未附原文，只含图谱引用的句子。",
                f"{missing} documents come without their text: only the sentences that the graph quotes.",
            )
        )
    pairs, found = comparison.get("pairs", []), comparison.get("found", 0)
    assert isinstance(pairs, list)
    if found != len(pairs):
        notes.append(
            (
                f"共有 {found:,} 对对应的工作，清单只列同名的和分值最高的，计 {len(pairs):,} 对；任选地区对比时不受此限。",
                f"Of {found:,} pairs of corresponding programmes the list holds those of one name and the strongest, "
                f"{len(pairs):,}; comparisons of regions are whole.",
            )
        )
    if not comparison:
        notes.append(("未保存县区对比；请用 kg compare。", "No comparisons are kept; use kg compare."))
    return notes


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _asset(name: str) -> str:
    text = resources.files("kg.use.view").joinpath("assets", name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _fill(body: str, title: str | None) -> str:
    """The template with style, scripts and data, and a policy that allows exactly these."""
    style = "\n" + "".join(_asset(name) for name in STYLES)
    script = "\n" + _asset(SCRIPT)
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {hash_source(script)}",
            f"style-src {hash_source(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = {
        "policy": policy,
        "title": escape(title or "党建治理知识图谱"),
        "style": style,
        "blocks": body,
        "script": script,
    }
    # one pass from left to right, so that nothing inside the data is taken for a placeholder
    out, rest = [], _asset("page.html")
    while "{{" in rest:
        before, _, tail = rest.partition("{{")
        name, _, rest = tail.partition("}}")
        out += [before, parts[name]]
    return "".join([*out, rest])
