"""Write facts as Turtle: the same facts give the same bytes."""

from __future__ import annotations

import errno
import os
import tempfile
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
    """Write a file whole or not at all: a break leaves what was there before. A pipe or a character
    device is written to, never replaced."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if path.exists() and not path.is_file():
        if not (path.is_char_device() or path.is_fifo()):
            raise FileExistsError(errno.EEXIST, "it is no file", str(path))
        with path.open("wb") as stream:
            stream.write(data)
        return
    path = path.resolve()  # what a link points to is written, the link stays
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".kg-", delete=False) as file:
        part = Path(file.name)
        try:
            file.write(data)
            file.close()
            part.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
