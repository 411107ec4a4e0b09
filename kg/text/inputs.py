"""Find the files to read: the paths that a person names, folders with all that lies below them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISREG
from unicodedata import normalize

from kg.model import Document
from kg.text.decode import ReadError
from kg.text.from_zip import is_left_behind
from kg.text.kept import kept_name
from kg.text.outfolder import outputs_below
from kg.text.read import STDIN, How, read_file
from kg.text.shelf import Shelf
from kg.text.sources import FILE as SOURCES
from kg.text.sources import Manifest, read_manifest

_NO_FILES: dict[str, Callable[[Path], bool]] = {
    "pipe": Path.is_fifo,
    "socket": Path.is_socket,
    "device": lambda path: path.is_char_device() or path.is_block_device(),
}
OWN = ("corrections.toml", SOURCES)  # what people write for a build to apply is no report


@dataclass(slots=True)
class Inputs:
    """What was read, what could not be, which files were a second copy of another, and of which a manifest speaks that were not read."""

    documents: Shelf = field(default_factory=Shelf)
    errors: list[ReadError] = field(default_factory=list)
    copies: list[tuple[str, str]] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    idle: list[tuple[Path, str]] = field(default_factory=list)
    missing: int = 0


def find_files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with its name below the folder that was given, in a stable order; hidden files,
    what systems and office programs leave behind, and what an earlier build wrote are passed over."""
    paths = list(paths)
    real = tuple(Path(os.path.realpath(p)) for p in paths if p != STDIN)
    for path in paths:
        if path == STDIN:
            yield path, "stdin"
        elif path.is_dir():
            built = outputs_below(path)
            below = sorted(
                f for f in _below(path, real) if f not in built and f.name not in OWN and not is_left_behind(f.name)
            )
            yield from ((f, readable(f.relative_to(path).as_posix())) for f in below)
        else:
            yield path, readable(path.name)


def _below(folder: Path, named: tuple[Path, ...]) -> Iterator[Path]:
    """What lies below a folder: its files, and what is to be named because it is none (links to nothing, and to folders that are not ``named``
    either, pipes, folders that cannot be looked into); nothing hidden."""
    for home, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in files:
            if not name.startswith("."):
                yield Path(home, name)
        for name in folders:
            found = Path(home, name)
            locked = not os.access(found, os.R_OK | os.X_OK)
            if locked or (found.is_symlink() and not _is_in(found, named)):
                yield found
        folders[:] = [f for f in folders if os.access(Path(home, f), os.R_OK | os.X_OK)]


def _is_in(link: Path, folders: tuple[Path, ...]) -> bool:
    real = Path(os.path.realpath(link))
    return any(real.is_relative_to(folder) for folder in folders)


def refuse(path: Path) -> None:
    """Raise :class:`ReadError` for what lies in a folder and is not opened: it would wait for ever for whoever writes into it, or lead to
    where nobody named."""
    with suppress(OSError):
        if S_ISREG(path.lstat().st_mode):
            return
    for kind, is_such in _NO_FILES.items():
        if is_such(path):
            reason = f"it is no file but a {kind}"
            raise ReadError(path, reason, "Take it out of the folder, or name it alone.")
    if path.is_symlink() and path.is_dir():
        way_out = "Name the folder that it leads to as well."
        raise ReadError(path, "it is a link to a folder", way_out)


def readable(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 are read as GB18030, else written as escapes."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        data = os.fsencode(name)
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return data.decode("utf-8", "backslashreplace")
    return name


def read_inputs(paths: Iterable[Path], how: How | None = None) -> Inputs:
    """Read all files; one that cannot be read does not stop the others.

    Two files of the same bytes are one document: the first name in the order of the alphabet stands.
    Two different files whose kept texts would have one name keep apart by the head of their digests.
    """
    inputs, named = Inputs(), frozenset(paths := list(paths))
    by_id: dict[str, Document] = {}
    manifests: dict[Path, Manifest] = {}
    for path, name in sorted(find_files(paths), key=lambda f: (f[1], str(f[0]))):
        inputs.paths.append(path)
        try:
            if path not in named:
                refuse(path)
            read = read_file(path, name, how)
        except ReadError as error:
            inputs.errors.append(error)
            continue
        inputs.errors += read.errors
        for read_one in read.documents:
            document = replace(read_one, given=manifest_of(path, name, manifests).of(read_one.name))
            if document.id in by_id:
                inputs.copies.append((document.name, by_id[document.id].name))
            else:
                by_id[document.id] = inputs.documents.put(document)
    taken: set[str] = set()
    for document in sorted(by_id.values(), key=lambda d: (d.name, d.id)):
        name = document.name
        if _alike(name) in taken:
            name = apart_from(name, document.id)
            document = replace(document, name=name)
        taken.add(_alike(name))
        inputs.documents.append(document)
    for _, manifest in sorted(manifests.items()):
        inputs.errors += manifest.errors
        inputs.idle += ((manifest.path, name) for name in manifest.idle)
    return inputs


def _alike(name: str) -> str:
    """What is one name where the system takes no notice of capitals or of how accents are written."""
    return normalize("NFC", kept_name(name)).casefold()


def apart_from(name: str, id_: str) -> str:
    """Another name for a document whose kept text would take the place of another one's."""
    stem = Path(name)
    return stem.with_name(f"{stem.stem}-{id_[:8]}{stem.suffix}").as_posix()


def manifest_of(path: Path, name: str, known: dict[Path, Manifest]) -> Manifest:
    """The manifest in the folder that was given, or beside the file that was."""
    root = path.parents[name.count("/")] if path.name == Path(name).name else path.parent
    if root not in known:
        known[root] = read_manifest(root) if path != STDIN else Manifest(root)
    return known[root]
