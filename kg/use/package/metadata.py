"""What a package says of itself: CITATION.cff for people who cite it, Croissant for programs that load it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from kg.use.tables.all import TABLES
from kg.use.tables.columns import Column, Table

_TYPES = {"integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean"}
_MEDIA = {
    ".csv": "text/csv",
    ".ttl": "text/turtle",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
}
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a person says of the package."""

    title: str
    authors: tuple[str, ...] = ()
    licence: str = ""
    date: str = ""
    url: str = ""


def citation(about: About) -> str:
    """CITATION.cff 1.2.0."""
    lines = ["cff-version: 1.2.0", "message: Cite this data set, and the software that made it.", "type: dataset"]
    lines.append(f"title: {_quoted(about.title)}")
    lines.append("authors:")
    lines += [f"  - name: {_quoted(a)}" for a in about.authors or ("anonymous",)]
    for key, said in (("date-released", about.date), ("license", about.licence), ("url", about.url)):
        if said:
            lines.append(f"{key}: {_quoted(said)}")
    lines += [
        "references:",
        "  - type: software",
        "    title: kg",
        f"    version: {_quoted(version('kg'))}",
        "    authors:",
        "      - name: kg contributors",
    ]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """A YAML string; JSON strings are such."""
    return json.dumps(words, ensure_ascii=False)


def croissant(about: About, files: Mapping[str, str]) -> str:
    """Croissant 1.0: every file with its checksum, every table with its typed columns. ``files`` are digests by path."""
    said: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": about.title,
        "description": "Tables and a graph with the words that every statement rests on, read from reports by kg.",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "version": "1.0.0",
        "citeAs": f"{', '.join(about.authors) or 'anonymous'}: {about.title}",
        "distribution": [_file(path, digest) for path, digest in sorted(files.items())],
        "recordSet": [_records(t) for t in TABLES if f"tables/{t.name}.csv" in files],
    }
    for key, value in (("license", about.licence), ("datePublished", about.date), ("url", about.url)):
        if value:
            said[key] = value
    if about.authors:
        said["creator"] = [{"@type": "sc:Person", "name": a} for a in about.authors]
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _file(path: str, digest: str) -> dict[str, str]:
    ending = path[path.rfind(".") :]
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "encodingFormat": _MEDIA.get(ending, "text/plain"),
        "sha256": digest,
    }


def _records(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": f"{table.zh} · {table.en}: {table.row_en}",
        "key": _keys(table.name, table.key),
        "field": [_field(table.name, c) for c in table.columns],
    }


def _keys(table: str, names: Sequence[str]) -> list[dict[str, str]]:
    return [{"@id": f"{table}/{name}"} for name in names]


def _field(table: str, column: Column) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": f"{column.zh} · {column.en}",
        "dataType": _TYPES.get(column.kind, "sc:Text"),
        "source": {"fileObject": {"@id": f"tables/{table}.csv"}, "extract": {"column": column.name}},
    }
