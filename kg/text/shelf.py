"""The documents of a build: in memory while their texts are short together, then in a file from which each is taken when it is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from tempfile import TemporaryFile
from typing import IO, overload

from kg.model import Document
from kg.text.printed import decoded, encoded

IN_MEMORY = 40_000_000
"""So many characters are held in memory."""


class Shelf(Sequence[Document]):
    """Documents in the order in which they were appended. One is put first, which gives what stands for it: all but its text
    where that went into the file."""

    def __init__(self) -> None:
        """Without documents, and without a file."""
        self._documents: list[Document] = []
        self._places: dict[str, tuple[int, int, int]] = {}
        self._characters = 0
        self._file: IO[bytes] | None = None
        self._end = 0

    def put(self, document: Document) -> Document:
        """Keep the text of a document; what is given back can be renamed and appended."""
        if self._characters + len(document.raw) <= IN_MEMORY:
            self._characters += len(document.raw)
            return document
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115 - it lives as long as this
        text = document.raw.encode("utf-8", "surrogatepass")
        layout = encoded(document.layout).encode() if document.layout else b""
        self._file.seek(self._end)
        self._file.write(text + layout)
        self._places[document.id] = (self._end, len(text), len(layout))
        self._end += len(text) + len(layout)
        return replace(document, raw="", layout=())

    def append(self, document: Document) -> None:
        """Add what :meth:`put` gave."""
        self._documents.append(document)

    def _whole(self, document: Document) -> Document:
        if self._file is None or document.id not in self._places:
            return document
        start, text, layout = self._places[document.id]
        self._file.seek(start)
        data = self._file.read(text + layout)
        raw = data[:text].decode("utf-8", "surrogatepass")
        printed = decoded(data[text:].decode()) if layout else ()
        return replace(document, raw=raw, layout=printed)

    @overload
    def __getitem__(self, at: int) -> Document: ...
    @overload
    def __getitem__(self, at: slice) -> list[Document]: ...
    def __getitem__(self, at: int | slice) -> Document | list[Document]:
        """Whole documents, with their texts."""
        if isinstance(at, slice):
            return [self._whole(d) for d in self._documents[at]]
        return self._whole(self._documents[at])

    def __iter__(self) -> Iterator[Document]:
        """Whole documents, one after the other."""
        return map(self._whole, self._documents)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._documents)

    @property
    def ids(self) -> list[str]:
        """The ids, without reading anything."""
        return [d.id for d in self._documents]

    @property
    def names(self) -> list[str]:
        """The names, without reading anything."""
        return [d.name for d in self._documents]

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts by the names of the documents."""
        return _Texts(self)


class _Texts(Mapping[str, str]):
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._at = {d.name: at for at, d in enumerate(shelf._documents)}

    def __getitem__(self, name: str) -> str:
        return self._shelf[self._at[name]].raw

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)
