"""The texts as read, kept beside a graph: its offsets count in them, and the page shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from kg.model import Document, Printed
from kg.text.decode import ReadError
from kg.text.printed import decoded, encoded
from kg.text.read import read_document

_PLACES = ".places.json"
_LONGEST = 240  # bytes in a part of a path; file systems hold 255
_LONGEST_PATH = 2000  # bytes in a path below the folder; systems hold 4096 with the folder


def kept_name(name: str) -> str:
    """The file that keeps the text of a document, whatever format the document had; what a file
    system could not hold is cut, with a digest so that names stay apart."""
    name = name if name.endswith(".txt") else name + ".txt"
    parts = [_fitting(part, name) for part in name.split("/")]
    if sum(len(part.encode("utf-8", "replace")) + 1 for part in parts) > _LONGEST_PATH:
        digest = sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
        parts = [parts[0], digest, parts[-1]]
    return "/".join(parts)


def places_name(name: str) -> str:
    """The file that keeps where the lines of a document stand on its pages."""
    return kept_name(name).removesuffix(".txt") + _PLACES


def kept_layout(folder: Path, name: str) -> tuple[Printed, ...]:
    """Where the lines of a document stand on its pages, as a build kept it; nothing for a document without pages."""
    try:
        return decoded((folder / places_name(name)).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return ()


def _fitting(part: str, name: str) -> str:
    if part in ("", ".", ".."):  # never above or beside the folder
        return "_"
    data = part.encode("utf-8", "replace")
    if len(data) <= _LONGEST:
        return part
    digest = sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
    ending = ".txt" if part.endswith(".txt") else ""
    return data[: _LONGEST - 20].decode("utf-8", "ignore") + "-" + digest + ending


def keep_texts(documents: Iterable[Document], folder: Path, held: Callable[[str, bytes], bool] | None = None) -> None:
    """Write the text of each document below ``folder``, but for what is ``held`` already, by name and bytes."""
    for document in documents:
        files = [(kept_name(document.name), document.raw.encode("utf-8"))]
        if document.layout:
            files.append((places_name(document.name), encoded(document.layout).encode()))
        for name, data in files:
            if held is None or not held(name, data):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)


def kept_text(folder: Path, name: str) -> str | None:
    """The text of a document: as a build kept it below ``folder``, else read again from the file
    itself; nothing where neither is there."""
    inside = not Path(name).is_absolute() and ".." not in Path(name).parts
    for path in (folder / kept_name(name), *((folder / name,) if inside else ())):
        if path.is_file():
            return _text(path)
    return None


class KeptTexts(Mapping[str, str]):
    """The kept texts below a folder by the names of their documents."""

    def __init__(self, folder: Path) -> None:
        """Texts are read when they are asked for."""
        self.folder = folder

    def __getitem__(self, name: str) -> str:
        """The text of a document."""
        path = self.folder / kept_name(name)
        text = _text(path) if path.is_file() else None
        if text is None:
            raise KeyError(name)
        return text

    def __iter__(self) -> Iterator[str]:
        """The names of the kept files."""
        files = self.folder.rglob("*.txt") if self.folder.is_dir() else ()
        return (f.relative_to(self.folder).as_posix() for f in sorted(files))

    def __len__(self) -> int:
        """How many texts are kept."""
        return sum(1 for _ in self)


def _text(path: Path) -> str | None:
    """A kept text, or a source file in any form that can be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        pass
    try:
        return read_document(path).raw
    except ReadError:
        return None
