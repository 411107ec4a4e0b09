"""What earlier builds read, beside the outputs: a text is read, and a document built, only when something about it is new.

Entries are found by content: a digest of the bytes or the text, and of everything that reads them (the code of kg, its word lists, weights
and gazetteer, the libraries). So the result is that of a build from nothing, and a damaged or foreign store is as good as none.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.metadata import distributions
from itertools import chain
from pathlib import Path

from kg.graph.blocks import Block, split
from kg.graph.ontology import ontology_dir
from kg.model import Document, Fact
from kg.pipeline import build_one

FILE = ".kg-store"
# What decides on the facts of a document; the packages above only use them.
_READS = (
    "model.py",
    "pipeline.py",
    "gazetteer",
    "text",
    "lexicon",
    "syntax",
    "choose",
    "rules",
    "link",
    "graph",
)
_SECONDS = 20.0  # to wait for another process that writes


@cache
def version() -> str:
    """A digest of everything that reads documents."""
    found = sha256(sys.version.encode())
    for name in sorted({f"{d.name}=={d.version}" for d in distributions()}):
        found.update(name.encode())
    home = Path(str(resources.files("kg")))
    for part in (*(home / name for name in _READS), ontology_dir()):
        for file in sorted(part.rglob("*")) if part.is_dir() else [part]:
            if file.is_file() and file.suffix != ".pyc":
                found.update(file.relative_to(part.parent).as_posix().encode() + file.read_bytes())
    return found.hexdigest()


def _key(*parts: str) -> bytes:
    return sha256("\x1f".join((version(), *parts)).encode("utf-8", "replace")).digest()


def document_key(document: Document) -> bytes:
    """What a document's facts are found by."""
    return _key("facts", document.id, document.name, document.raw, *document.given)


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of a document as flat rows of words: those that settling may change, and its evidence, a row in JSON that
    is seldom asked for, because it is also there as Turtle (:mod:`kg.graph.blocks`)."""

    words: list[str]
    evidence: str
    first: str
    text: str
    count: int

    @property
    def others(self) -> Iterator[Fact]:
        """The facts that settling may change."""
        return _facts(self.words)

    @property
    def block(self) -> Block:
        """The evidence, ready to be written."""
        return Block(self.first, self.text, self.count)

    def __iter__(self) -> Iterator[Fact]:
        """All facts."""
        return chain(self.others, _facts(json.loads(self.evidence)))


def _row(facts: Iterable[Fact]) -> str:
    return json.dumps(list(chain.from_iterable(facts)), ensure_ascii=False)


def _facts(words: list[str]) -> Iterator[Fact]:
    fields = iter(words)
    return map(Fact, fields, fields, fields, fields)


class Store:
    """The entries of one file. Whatever goes wrong with it is as if it were empty."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        """Nothing is opened or made yet; with ``fresh`` nothing is known either, though it is kept."""
        self.path = path
        self.fresh = fresh
        self.texts: dict[bytes, str] = {}
        self.used: set[bytes] = set()

    # -- texts of files, which are read before the output folder is locked

    def text(self, digest: str, form: str) -> str | None:
        """The text that was read from bytes of this digest in a form."""
        key = _key("text", digest, form)
        self.used.add(key)
        found = self._get(key)
        return None if found is None else found.decode("utf-8", "surrogatepass")

    def keep_text(self, digest: str, form: str, text: str) -> None:
        """Remember it, until :meth:`close` writes it."""
        self.texts[_key("text", digest, form)] = text

    # -- facts of documents

    def facts(self, document: Document) -> Known | None:
        """The facts of a document as they were built before."""
        key = document_key(document)
        self.used.add(key)
        found = self._get(key)
        if found is None:
            return None
        with suppress(ValueError, TypeError):
            return Known(*json.loads(found))
        return None

    def _get(self, key: bytes) -> bytes | None:
        if self.fresh or not self.path.is_file():
            return None
        try:
            with _connected(self.path) as database:
                row = database.execute("SELECT value FROM entry WHERE key = ?", (key,)).fetchone()
            return None if row is None else zlib.decompress(row[0])
        except (sqlite3.Error, zlib.error, TypeError):
            return None

    def close(self) -> None:
        """Write what was remembered, and forget what this build had no use for."""
        try:
            _put(self.path, {k: t.encode("utf-8", "surrogatepass") for k, t in self.texts.items()})
            with _connected(self.path) as database:
                known = {row[0] for row in database.execute("SELECT key FROM entry")}
                idle = [(key,) for key in known - self.used]
                database.executemany("DELETE FROM entry WHERE key = ?", idle)
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Builds a document and keeps its facts."""

    path: Path

    def __call__(self, document: Document) -> Iterable[Fact]:
        """The facts of the document."""
        facts = build_one(document)
        others, ready = split(facts)
        evidence = _row(sorted(set(facts).difference(others)))
        known = Known(list(chain.from_iterable(others)), evidence, *astuple(ready))
        words = json.dumps(astuple(known), ensure_ascii=False)
        with suppress(sqlite3.Error, UnicodeEncodeError):
            _put(self.path, {document_key(document): words.encode()})
        return facts


def _put(path: Path, entries: Mapping[bytes, bytes]) -> None:
    with _connected(path) as database:
        database.execute("CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, value BLOB)")
        rows = [(key, zlib.compress(value, 1)) for key, value in entries.items()]
        database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?)", rows)


class _connected:
    """A connection that commits and closes."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path, timeout=_SECONDS)

    def __enter__(self) -> sqlite3.Connection:
        return self.database

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        try:
            if kind is None:
                self.database.commit()
        finally:
            self.database.close()
