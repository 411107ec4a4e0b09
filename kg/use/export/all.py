"""All export formats by name, each with the ending of its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.graph.write import writing_whole
from kg.use.export import network, rdf, tables
from kg.use.export.tables import ExtraMissing

FORMATS: dict[str, str] = {
    "graphml": ".graphml",
    "gexf": ".gexf",
    "csv": ".csv",
    "jsonld": ".jsonld",
    "nquads": ".nq",
    "ntriples": ".nt",
    "turtle": ".ttl",
    "rdfxml": ".rdf",
    "metrics-csv": ".metrics.csv",
    "metrics-parquet": ".metrics.parquet",
}
_TEXTS: dict[str, Callable[[ox.Store], str | Iterable[str]]] = {
    "graphml": network.graphml,
    "gexf": network.gexf,
    "jsonld": rdf.jsonld,
    "nquads": rdf.nquads,
    "ntriples": rdf.ntriples,
    "turtle": rdf.turtle,
    "rdfxml": rdf.rdfxml,
    "metrics-csv": tables.metrics_csv,
}


def export_to(store: ox.Store, form: str, path: Path) -> list[Path]:
    """Write the graph in a format; ``csv`` writes two files, for nodes and edges. Returns what was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if form == "metrics-parquet":
        part = path.with_name(path.name + ".part")
        tables.metrics_parquet(store, part)
        part.replace(path)
        return [path]
    if form == "csv":
        nodes, edges = path.with_suffix(".nodes.csv"), path.with_suffix(".edges.csv")
        _write(nodes, network.nodes_csv(store))
        _write(edges, network.edges_csv(store))
        return [nodes, edges]
    _write(path, _TEXTS[form](store))
    return [path]


def _write(path: Path, pieces: str | Iterable[str]) -> None:
    with writing_whole(path) as out:
        out.writelines([pieces] if isinstance(pieces, str) else pieces)


__all__ = ["FORMATS", "ExtraMissing", "export_to"]
