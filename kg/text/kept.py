"""The texts as read, kept beside a graph: its offsets count in them, and the page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.model import Document
from kg.text.read import ReadError, read_document


def kept_name(name: str) -> str:
    """The file that keeps the text of a document, whatever format the document had."""
    return name if name.endswith(".txt") else name + ".txt"


def keep_texts(documents: Iterable[Document], folder: Path) -> None:
    """Write the text of each document below ``folder``."""
    for document in documents:
        path = folder / kept_name(document.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.raw.encode("utf-8"))


def kept_text(folder: Path, name: str) -> str | None:
    """The text of a document: as a build kept it below ``folder``, else read again from the file
    itself; nothing where neither is there."""
    for path in dict.fromkeys((folder / kept_name(name), folder / name)):
        if path.is_file():
            return _text(path)
    return None


def kept_texts(folder: Path) -> dict[str, str]:
    """All kept texts below ``folder`` by document name, with and without the ending .txt."""
    texts: dict[str, str] = {}
    for file in sorted(folder.rglob("*.txt")) if folder.is_dir() else ():
        text = _text(file)
        if text is not None:
            name = file.relative_to(folder).as_posix()
            texts[name] = texts[name.removesuffix(".txt")] = text
    return texts


def _text(path: Path) -> str | None:
    try:
        return read_document(path).raw
    except ReadError:
        return None
