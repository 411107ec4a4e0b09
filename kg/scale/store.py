"""What earlier builds read, beside the outputs: a text is read, and a document built, only when something about it is new.

Entries are found by content: a digest of the bytes or the text, and of everything that reads them (the code of kg, its word lists, weights
and gazetteer, the libraries). So the result is that of a build from nothing, and a damaged or foreign store is as good as none.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from importlib import resources
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path
from sys import intern

from kg import patterns
from kg.graph.blocks import Block, Parted, split
from kg.graph.ontology import ontology_dir
from kg.model import Document, Fact

FILE = ".kg-store"
# What decides on the facts of a document; the packages above only use them.
_READS = (
    "model",
    "patterns.py",
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
_COLUMNS = ("value", "block", "quoted", "evidence")
_TABLE = f"CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, {', '.join(_COLUMNS)})"
_FORMER = ("known", "entries")  # tables of former versions, with other columns
_PATTERNS = ("patterns", "compiled")
_JOINED = ("facts", "of many documents")
_SCANS = ("onnxruntime", "rapidocr")
_FACT = partial(tuple.__new__, Fact)
# The metadata of a library are a message with heads; reading a hundred of them as such takes a tenth of a second.
_VERSION = re.compile(r"^Version: *(.+)$", re.MULTILINE)
_REQUIRES = re.compile(r"^Requires-Dist: *(.+)$", re.MULTILINE)
_NAME = re.compile(r"[\w.-]+")
_SECONDS = 20.0  # to wait for another process that writes


@cache
def version() -> str:
    """A digest of everything that reads documents."""
    found = sha256(f"{sys.version} {sys.byteorder}".encode())
    for name in _libraries():
        found.update(name.encode())
    for data in _bytes_of(*(_home() / name for name in _READS), ontology_dir()):
        found.update(data)
    return found.hexdigest()


@cache
def _rest() -> str:
    """A digest of the rest of kg, and of the library that packs."""
    found = sha256(zlib.ZLIB_RUNTIME_VERSION.encode())
    for data in _bytes_of(*(p for p in sorted(_home().iterdir()) if p.name not in _READS)):
        found.update(data)
    return found.hexdigest()


def program() -> str:
    """A digest of everything that builds: what reads documents, and what joins, writes and shows."""
    return f"{version()} {_rest()}"


def _home() -> Path:
    return Path(str(resources.files("kg")))


def _bytes_of(*parts: Path) -> Iterator[bytes]:
    """The names and the bytes of files, and of all that lie below folders."""
    for part in parts:
        for file in sorted(part.rglob("*")) if part.is_dir() else [part]:
            if file.is_file() and file.suffix != ".pyc":
                yield file.relative_to(part.parent).as_posix().encode() + file.read_bytes()


def _libraries() -> list[str]:
    """The names and versions of the libraries that kg and its extra for scans ask for, and of what those ask for."""
    found: dict[str, str] = {}
    open_ = ["kg", *_SCANS]
    while open_:
        word = open_.pop().lower().replace("_", "-").replace(".", "-")
        if word in found:
            continue
        found[word] = ""
        with suppress(PackageNotFoundError):
            head = (distribution(word).read_text("METADATA") or "").partition("\n\n")[0]
            found[word] = " ".join(_VERSION.findall(head))
            for asked in _REQUIRES.findall(head):
                if "extra ==" not in asked and (name := _NAME.match(asked)):
                    open_.append(name[0])
    return sorted(f"{name} {version}" for name, version in found.items())


def _key(*parts: str) -> bytes:
    return sha256("\x1f".join((version(), *parts)).encode("utf-8", "replace")).digest()


def document_key(document: Document) -> bytes:
    """What a document's facts are found by."""
    return _key("facts", document.id, document.name, document.raw, *document.given)


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of a document as flat rows of words: those that settling may change, and, where it was asked for, its
    evidence, which is also there as Turtle (:mod:`kg.graph.blocks`)."""

    words: list[str]
    evidence: list[str]
    block: Block

    @property
    def others(self) -> Iterator[Fact]:
        """The facts that settling may change."""
        return _facts(self.words)

    def __iter__(self) -> Iterator[Fact]:
        """All facts."""
        return chain(self.others, _facts(self.evidence))


@dataclass(frozen=True, slots=True)
class Joined:
    """The facts of many documents that settling may change, each once and in order: the documents by what their facts are found by,
    those of them in which nothing was found, and the facts as a flat row of words."""

    documents: frozenset[bytes]
    bare: frozenset[bytes]
    words: list[str]

    @property
    def facts(self) -> Iterator[Fact]:
        """The facts."""
        return _facts(self.words)

    @property
    def count(self) -> int:
        """How many facts there are."""
        return len(self.words) // len(Fact._fields)


NONE = Joined(frozenset(), frozenset(), [])
"""Nothing was joined."""


def _row(facts: Iterable[Fact]) -> bytes:
    """Facts as their words, each once, and on the next line the places of these."""
    words: dict[str, int] = {}
    places = [words.setdefault(word, len(words)) for word in chain.from_iterable(facts)]
    said = json.dumps(list(words), ensure_ascii=False, separators=(",", ":"))
    return said.encode() + b"\n" + array("I", places).tobytes()


def _words(row: bytes) -> list[str]:
    """The words again; the same word is the same object, in whatever documents it stands."""
    said, _, told = row.partition(b"\n")
    words = list(map(intern, json.loads(said)))
    return list(map(words.__getitem__, array("I", told)))


def _block(column: bytes, quoted: bytes) -> Block:
    head, _, text = zlib.decompress(column).partition(b"\n")
    count, _, first = head.decode().partition(" ")
    return Block(first, text, int(count), zlib.decompress(quoted))


def _unpacked(column: bytes) -> str:
    return zlib.decompress(column).decode("utf-8", "surrogatepass")


def _facts(words: list[str]) -> Iterator[Fact]:
    fields = iter(words)
    return map(_FACT, zip(fields, fields, fields, fields, strict=False))


class Store:
    """The entries of one file. Whatever goes wrong with it is as if it were empty."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        """Nothing is opened or made yet; with ``fresh`` nothing is known either, though it is kept."""
        self.path = path
        self.fresh = fresh
        self.new: dict[bytes, bytes] = {}
        self.used: set[bytes] = set()
        self._open: sqlite3.Connection | None = None

    # -- texts of files, which are read before the output folder is locked

    def text(self, digest: str, form: str) -> str | None:
        """The text that was read from bytes of this digest in a form."""
        key = _key("text", digest, form)
        self.used.add(key)
        found = self._get(key)
        with suppress(zlib.error, UnicodeDecodeError):
            return None if found is None else _unpacked(found[0])
        return None

    def keep_text(self, digest: str, form: str, text: str) -> None:
        """Remember it, until :meth:`close` writes it."""
        key = _key("text", digest, form)
        self.used.add(key)
        self.new[key] = text.encode("utf-8", "surrogatepass")

    # -- facts of documents

    def facts(self, document: Document, *, whole: bool = True) -> Known | None:
        """The facts of a document as they were built before; with ``whole`` its evidence as facts too."""
        key = document_key(document)
        self.used.add(key)
        found = self._get(key, ", ".join(_COLUMNS if whole else _COLUMNS[:-1]))
        if found is None:
            return None
        with suppress(ValueError, TypeError, LookupError, zlib.error):
            words = _words(zlib.decompress(found[0]))
            evidence = _words(zlib.decompress(found[3])) if whole else []
            return Known(words, evidence, _block(found[1], found[2]))
        return None

    def evidence(self, key: bytes) -> Block | None:
        """The evidence alone of a document whose facts are found by this."""
        self.used.add(key)
        found = self._get(key, "block, quoted")
        with suppress(ValueError, TypeError, LookupError, zlib.error):
            return None if found is None else _block(*found)
        return None

    # -- facts of many documents at once

    def joined(self, documents: Collection[bytes]) -> Joined:
        """What was joined before, if all of it is of these documents."""
        key = _key(*_JOINED)
        found = self._get(key)
        with suppress(ValueError, TypeError, LookupError, zlib.error):
            head, _, row = zlib.decompress(found[0] if found else b"").partition(b"\n")
            of, bare = (frozenset(map(bytes.fromhex, keys)) for keys in json.loads(head))
            if of.issubset(documents):
                self.used.add(key)
                return Joined(of, bare, _words(row))
        return NONE

    def join(self, documents: Iterable[bytes], bare: Iterable[bytes], facts: Iterable[Fact]) -> None:
        """Remember facts, each once and in order, as those of all these documents, until :meth:`close` writes them."""
        head = json.dumps([[key.hex() for key in keys] for keys in (documents, bare)])
        with suppress(UnicodeEncodeError):
            self.new[_key(*_JOINED)] = head.encode() + b"\n" + _row(facts)
            self.used.add(_key(*_JOINED))

    def _get(self, key: bytes, columns: str = "value") -> list[bytes] | None:
        if self.fresh or not self.path.is_file():
            return None
        try:
            if self._open is None:
                self._open = sqlite3.connect(self.path, timeout=_SECONDS)
            asked = self._open.execute(f"SELECT {columns} FROM kept WHERE key = ?", (key,))
            row = asked.fetchone()
            return None if row is None else list(row)
        except sqlite3.Error:
            self.let_go()
            return None

    def let_go(self) -> None:
        """Close the file: before processes are forked, and before it is written."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def close(self) -> None:
        """Write what was remembered, and forget what this build had no use for."""
        self.let_go()
        self.used.add(_key("text", *_PATTERNS))
        if words := patterns.told():
            self.keep_text(*_PATTERNS, words)
        try:
            _put(self.path, {key: (value, b"", b"", b"") for key, value in self.new.items()})
            with _connected(self.path) as database:
                for name in _FORMER:
                    database.execute(f"DROP TABLE IF EXISTS {name}")
                known = {row[0] for row in database.execute("SELECT key FROM kept")}
                idle = [(key,) for key in known - self.used]
                database.executemany("DELETE FROM kept WHERE key = ?", idle)
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Builds a document and keeps its facts."""

    path: Path

    def load(self) -> None:
        """Load all that reads."""
        from kg.pipeline import read_one

        patterns.know(Store(self.path).text(*_PATTERNS) or "")
        read_one(Document("0" * 64, "", "县"))

    def __call__(self, document: Document) -> Parted:
        """The facts of the document."""
        from kg.pipeline import build_one  # all that reads; where everything is known, nothing does

        made = split(build_one(document))
        ready = made.block
        with suppress(sqlite3.Error, UnicodeEncodeError):
            block = f"{ready.facts} {ready.first}\n".encode() + ready.text
            entry = (_row(made.others), block, ready.quoted, _row(made.evidence))
            _put(self.path, {document_key(document): entry})
        return made


def _put(path: Path, entries: Mapping[bytes, tuple[bytes, ...]]) -> None:
    with _connected(path) as database:
        database.execute(_TABLE)
        rows = [(key, *(zlib.compress(part, 1) for part in row)) for key, row in entries.items()]
        database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", rows)


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
