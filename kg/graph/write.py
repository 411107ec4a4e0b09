"""Write facts as Turtle: the same facts give the same bytes.

The layout is that of rdflib's serializer (a test reads it back with both libraries), but statements stand in the
order of their IRIs alone, so that one more report adds lines and moves none, and a large graph is written
ten times as quick.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from kg.graph.terms import PREFIXES, RDF, XSD
from kg.model import Fact

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_PLAIN = {  # Turtle reads these without quotation marks and datatype
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile("true|false"),
}
_TYPE = RDF + "type"
_BY_LENGTH = sorted(((iri, name) for name, iri in PREFIXES.items()), key=lambda p: -len(p[0]))


def turtle(facts: Iterable[Fact]) -> Iterator[str]:
    """The lines of a Turtle file."""
    for prefix, namespace in sorted(PREFIXES.items()):
        yield f"@prefix {prefix}: <{namespace}> .\n"
    for subject, about in groupby(sorted(set(facts), key=_order), key=lambda f: f.subject):
        yield f"\n{_iri(subject)} "
        for number, (predicate, values) in enumerate(groupby(about, key=lambda f: f.predicate)):
            yield " ;\n    " if number else ""
            yield "a " if predicate == _TYPE else f"{_iri(predicate)} "
            yield ",\n        ".join(map(_object, values))
        yield " .\n"


def _order(fact: Fact) -> tuple[str, bool, Fact]:
    return fact.subject, fact.predicate != _TYPE, fact


def _iri(iri: str) -> str:
    for namespace, prefix in _BY_LENGTH:
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{_UNSAFE.sub(lambda c: f'%{ord(c[0]):02X}', iri)}>"


def _object(fact: Fact) -> str:
    if not fact.datatype:
        return _iri(fact.object)
    plain = _PLAIN.get(fact.datatype)
    if plain and plain.fullmatch(fact.object):
        return fact.object
    words = f'"{_ESCAPED.sub(_escape, fact.object)}"'
    if fact.datatype.startswith("@"):
        return words + fact.datatype
    return words if fact.datatype == XSD + "string" else f"{words}^^{_iri(fact.datatype)}"


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], f"\\u{ord(match[0]):04X}")


def write_turtle(facts: Iterable[Fact], path: Path) -> None:
    """Write the facts to ``path``, whole or not at all."""
    write_whole(path, "".join(turtle(facts)).encode("utf-8"))


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
