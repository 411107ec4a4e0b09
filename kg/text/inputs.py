"""Find the files to read: the paths that a person names, folders with all that lies below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Document
from kg.text.kept import kept_name
from kg.text.read import ReadError, read_document

# What a build writes; found below an input folder it is no report.
_PRODUCTS = ("graph.ttl", "graph.html", "texts")


@dataclass(slots=True)
class Inputs:
    """What was read, what could not be, and which files were a second copy of another."""

    documents: list[Document] = field(default_factory=list)
    errors: list[ReadError] = field(default_factory=list)
    copies: list[tuple[str, str]] = field(default_factory=list)
    missing: int = 0


def find_files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with its name below the folder that was given, in a stable order; hidden files and
    what an earlier build wrote are passed over."""
    for path in paths:
        if path.is_dir():
            built = _built_below(path)
            below = sorted(
                f
                for f in path.rglob("*")
                if f.is_file()
                and not any(p.startswith(".") for p in f.relative_to(path).parts)
                and built.isdisjoint((f, *f.parents))
            )
            yield from ((f, f.relative_to(path).as_posix()) for f in below)
        else:
            yield path, path.name


def _built_below(folder: Path) -> frozenset[Path]:
    """The files and folders that an earlier build left below ``folder``."""
    graphs = (f for f in folder.rglob("graph.ttl") if f.is_file())
    return frozenset(graph.with_name(name) for graph in graphs for name in _PRODUCTS)


def read_inputs(paths: Iterable[Path]) -> Inputs:
    """Read all files; one that cannot be read does not stop the others.

    Two files of the same bytes are one document: the first name in the order of the alphabet stands.
    Two different files whose kept texts would have one name keep apart by the head of their digests.
    """
    inputs = Inputs()
    by_id: dict[str, Document] = {}
    for path, name in sorted(find_files(paths), key=lambda f: (f[1], str(f[0]))):
        try:
            document = read_document(path, name)
        except ReadError as error:
            inputs.errors.append(error)
            continue
        if document.id in by_id:
            inputs.copies.append((name, by_id[document.id].name))
            continue
        by_id[document.id] = document
    taken: set[str] = set()
    for document in sorted(by_id.values(), key=lambda d: (d.name, d.id)):
        name = document.name
        if kept_name(name) in taken:
            stem = Path(name)
            name = stem.with_name(f"{stem.stem}-{document.id[:8]}{stem.suffix}").as_posix()
            document = Document(document.id, name, document.raw)
        taken.add(kept_name(name))
        inputs.documents.append(document)
    return inputs
