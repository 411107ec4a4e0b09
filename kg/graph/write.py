"""Write facts as Turtle: the same facts give the same bytes.

Turtle has one block for each subject, subjects in the order of their IRIs; in a block ``a`` comes first, then the predicates and
their objects in the order of their IRIs and words; one object stands on a line of its own, a line break inside it is ``\\n``. So a
changed fact is one changed line. It is written as it is made: nothing holds the text of the whole graph.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from kg.graph.ordered import Facts, Group
from kg.graph.terms import PREFIXES, RDF, XSD
from kg.model import Fact

_TYPE = RDF + "type"
_STRING = XSD + "string"
_PREFIX = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_FOLDER = {namespace[:-1]: prefix for namespace, prefix in _PREFIX.items() if namespace[-1] == "/"}
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_NO_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
# The plain spellings that Turtle reads as these datatypes without quotes, and that no reader spells anew.
_BARE = {
    XSD + "integer": re.compile(r"0|-?[1-9][0-9]*"),
    XSD + "decimal": re.compile(r"(?:0|-?[1-9][0-9]*)\.[0-9]{1,6}"),
    XSD + "boolean": re.compile(r"true|false"),
}
_ESCAPED = re.compile(r"[\x00-\x1f\x7f\"\\]")
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
    | {chr(c): f"\\u{c:04X}" for c in (*range(0x20), 0x7F) if chr(c) not in "\n\r\t\b\f"}
)


def _iri(iri: str) -> str:
    if iri.startswith("_:"):
        return iri
    if _NO_IRI.search(iri):
        raise ValueError(f"not an IRI: {iri!r}")
    return f"<{iri}>"


def compact(iri: str) -> str:
    """An IRI as Turtle writes it: ``dj:evidence``, or in full where no prefix serves."""
    folder, _, local = iri.rpartition("/")
    prefix = _FOLDER.get(folder)
    if prefix is not None and _LOCAL.fullmatch(local):  # nearly all of them
        return f"{prefix}:{local}"
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _PREFIX.get(iri[:cut])
    if prefix is not None and _LOCAL.fullmatch(iri, cut):
        return f"{prefix}:{iri[cut:]}"
    return _iri(iri)


def _quoted(words: str) -> str:
    if _ESCAPED.search(words):  # in hardly any
        words = words.translate(_ESCAPES)
    return f'"{words}"'


def _object(fact: Fact) -> str:
    kind = fact.datatype
    if not kind:
        return compact(fact.object)
    if kind == _STRING:
        return _quoted(fact.object)
    if kind[0] == "@":
        return _quoted(fact.object) + kind
    bare = _BARE.get(kind)
    if bare is not None and bare.fullmatch(fact.object):
        return fact.object
    return f"{_quoted(fact.object)}^^{compact(kind)}"


def in_full(words: str, kind: str) -> str:
    """The object of a fact without any short form, as N-Triples writes it."""
    if not kind:
        return _iri(words)
    if kind == _STRING:
        return _quoted(words)
    return _quoted(words) + (kind if kind[0] == "@" else f"^^{_iri(kind)}")


@lru_cache(maxsize=1024)
def _predicate(iri: str) -> str:
    return "a" if iri == _TYPE else compact(iri)


def block(subject: str, facts: Iterable[Fact]) -> str:
    """All that is said of one subject, in order."""
    said = {
        predicate: ",\n        ".join(map(_object, group)) for predicate, group in groupby(facts, key=itemgetter(1))
    }
    if _TYPE in said:
        said = {_TYPE: said.pop(_TYPE), **said}
    lines = " ;\n    ".join([f"{_predicate(p)} {words}" for p, words in said.items()])
    return f"\n{compact(subject)} {lines} .\n"


def turtle(facts: Iterable[Fact]) -> Iterator[str]:
    """Turtle in pieces: the prefixes, then one block for each subject."""
    return turtle_of(Facts(facts).groups())


def turtle_of(groups: Iterable[Group]) -> Iterator[str]:
    """The same of facts by their subject."""
    yield from _prefixes()
    yield from (block(subject, sorted(facts)) for subject, facts in groups)


def _prefixes() -> Iterator[str]:
    for prefix, namespace in sorted(PREFIXES.items()):
        yield f"@prefix {prefix}: <{namespace}> .\n"


def _with_ready(groups: Iterable[Group], ready: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Turtle as it is written; what is ``ready`` comes in its place."""
    yield "".join(_prefixes()).encode()
    made = ((subject, block(subject, sorted(facts)).encode()) for subject, facts in groups)
    yield from (text for _, text in merge(made, ready, key=itemgetter(0)))


def write_turtle(facts: Iterable[Fact], path: Path) -> None:
    """Write the facts to ``path``, whole or not at all."""
    write_groups(Facts(facts).groups(), path)


def write_groups(groups: Iterable[Group], path: Path, ready: Iterable[tuple[str, bytes]] = ()) -> None:
    """The same with facts by their subject, and with what is ``ready``: a first subject and the Turtle from there on, up to the next subject
    of the facts, in order."""
    with writing_whole(path) as out:
        out.buffer.writelines(_with_ready(groups, ready))


@contextmanager
def writing_whole(path: Path) -> Iterator[TextIO]:
    """A text file that takes its place only when all of it is written: a break leaves what was there before.
    A pipe or a character device is written to, never replaced."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(path))
    if path.exists() and not path.is_file():
        if not (path.is_char_device() or path.is_fifo()):
            raise FileExistsError(errno.EEXIST, "it is no file", str(path))
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    path = Path(os.path.realpath(path))  # what a link points to is written, the link stays
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kg-")
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            yield out
        part.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    with writing_whole(path) as out:
        out.buffer.write(data)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
