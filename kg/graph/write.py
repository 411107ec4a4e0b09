"""Write facts as Turtle: the same facts give the same bytes."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path

import rdflib

from kg.graph.terms import PREFIXES
from kg.model import Fact


def to_rdflib(facts: Iterable[Fact]) -> rdflib.Graph:
    """The facts as an rdflib graph with the project's prefixes."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for fact in sorted(facts):
        target: rdflib.term.Node
        if not fact.datatype:
            target = rdflib.URIRef(fact.object)
        elif fact.datatype.startswith("@"):
            target = rdflib.Literal(fact.object, lang=fact.datatype[1:])
        elif fact.datatype == str(rdflib.XSD.string):
            target = rdflib.Literal(fact.object)
        else:
            target = rdflib.Literal(
                fact.object, datatype=rdflib.URIRef(fact.datatype), normalize=False
            )
        graph.add((rdflib.URIRef(fact.subject), rdflib.URIRef(fact.predicate), target))
    return graph


def write_turtle(facts: Iterable[Fact], path: Path) -> None:
    """Write the facts to ``path``, whole or not at all."""
    data = to_rdflib(facts).serialize(format="turtle")
    write_whole(path, (data.rstrip("\n") + "\n").encode("utf-8"))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a break leaves what was there before."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
