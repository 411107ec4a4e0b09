"""All export formats by name, each with the ending of its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from kg.graph.write import writing_whole
from kg.text.kept import kept_name
from kg.use.export import mentions, network, rdf
from kg.use.export.mentions import TextMissing
from kg.use.tables import write
from kg.use.tables.all import BY_NAME
from kg.use.tables.columns import Table
from kg.use.tables.material import Material
from kg.use.tables.workbook import write_workbook
from kg.use.tables.write import ExtraMissing

PARQUET = ".parquet"
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
    **{name: f".{name}.csv" for name in BY_NAME},
    "tables": ".tables",
    "xlsx": ".xlsx",
    "codebook": ".codebook.csv",
    "doccano": ".doccano.jsonl",
    "webanno": ".webanno",
}
_TEXTS: dict[str, Callable[[ox.Store], str | Iterable[str]]] = {
    "graphml": network.graphml,
    "gexf": network.gexf,
    "jsonld": rdf.jsonld,
    "nquads": rdf.nquads,
    "ntriples": rdf.ntriples,
    "turtle": rdf.turtle,
    "rdfxml": rdf.rdfxml,
}


def export_to(store: ox.Store, form: str, path: Path, texts: Mapping[str, str] = MappingProxyType({})) -> list[Path]:
    """Write the graph in a format. Returns what was written: ``csv`` writes two files, for nodes and edges, ``codebook`` one
    more in each language, ``tables`` all tables and the codebook into a folder, ``xlsx`` into one workbook, ``webanno`` a file for each text. A table
    goes to Parquet where the path ends so, or where that is asked for. ``texts`` are the kept texts by name, which annotations need."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if form == "tables":
        return _tables(store, path)
    if form == "codebook":
        return _codebook(path)
    if form == "xlsx":
        return [_whole(path, lambda part: write_workbook(Material(store), part))]
    if form == "doccano":
        _write(path, mentions.doccano(store, texts))
        return [path]
    if form == "webanno":
        return _webanno(store, path, texts)
    name = form.removesuffix("-csv").removesuffix("-parquet")
    if name in BY_NAME:
        parquet = form.endswith("-parquet") or path.suffix == PARQUET
        return [_table(BY_NAME[name], Material(store), path, parquet=parquet)]
    if form == "csv":
        nodes, edges = path.with_suffix(".nodes.csv"), path.with_suffix(".edges.csv")
        _write(nodes, network.nodes_csv(store))
        _write(edges, network.edges_csv(store))
        return [nodes, edges]
    _write(path, _TEXTS[form](store))
    return [path]


def _table(table: Table, material: Material, path: Path, *, parquet: bool) -> Path:
    """One table, as Parquet or as CSV."""
    if not parquet:
        _write(path, write.csv(table, material))
        return path
    return _whole(path, lambda part: write.parquet(table, material, part))


def _whole(path: Path, write_to: Callable[[Path], None]) -> Path:
    """Write a file beside its place, which it takes when it is done."""
    part = path.with_name(path.name + ".part")
    write_to(part)
    part.replace(path)
    return path


def _tables(store: ox.Store, folder: Path) -> list[Path]:
    """All tables as CSV, and as Parquet where its packages are there, with the codebook."""
    folder.mkdir(exist_ok=True)
    material = Material(store)
    written = []
    for name, table in BY_NAME.items():
        written.append(_table(table, material, folder / f"{name}.csv", parquet=False))
        if write.has_parquet():
            written.append(_table(table, material, folder / f"{name}{PARQUET}", parquet=True))
    return [*written, *_codebook(folder / "codebook.csv")]


def _webanno(store: ox.Store, folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """A file for each text."""
    written = []
    for document in mentions.annotated(store, texts):
        path = folder / (kept_name(document.name).removesuffix(".txt") + ".tsv")
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, mentions.webanno(document))
        written.append(path)
    return written


def _codebook(path: Path) -> list[Path]:
    """The codebook as a table, and to read in both languages."""
    _write(path, write.codebook_csv())
    pages = {language: path.with_suffix(f".{language}.md") for language in ("zh", "en")}
    for language, page in pages.items():
        _write(page, write.codebook_md(language))
    return [path, *pages.values()]


def _write(path: Path, pieces: str | Iterable[str]) -> None:
    with writing_whole(path) as out:
        out.writelines([pieces] if isinstance(pieces, str) else pieces)


__all__ = ["FORMATS", "ExtraMissing", "TextMissing", "export_to"]
