"""The files in a ZIP archive."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from kg.text.decode import ReadError

_DEEPEST = 3  # archives within archives
_MOST = 20_000  # files
_LARGEST = 256 << 20  # bytes of one file
_ALL = 2 << 30  # bytes of all files together


def members(data: bytes, path: Path, depth: int, errors: list[ReadError]) -> Iterator[tuple[str, bytes]]:
    """Each file with its name in the archive, in the order of the names; what cannot be unpacked is
    added to ``errors``."""
    if depth >= _DEEPEST:
        raise ReadError(path, "archives lie too deep within each other", "Unpack it.")
    try:
        packed = ZipFile(BytesIO(data))
        infos = [(_name(i), i) for i in packed.infolist() if not i.is_dir()]
    except Exception as error:
        raise ReadError(path, f"it is no sound ZIP file ({error})", "Pack it again.") from error
    infos = [(n, i) for n, i in infos if not _hidden(n)]
    if len(infos) > _MOST or sum(i.file_size for _, i in infos) > _ALL:
        raise ReadError(path, "it is too large when unpacked", "Unpack it, and read the parts.")
    for name, info in sorted(infos, key=lambda m: m[0]):
        try:
            yield name, _unpacked(packed, info, path / name)
        except ReadError as error:
            errors.append(error)


def _unpacked(packed: ZipFile, info: ZipInfo, path: Path) -> bytes:
    if info.flag_bits & 1:
        raise ReadError(path, "it is protected by a password", "Save it without a password.")
    if info.file_size > _LARGEST:
        raise ReadError(path, "it is too large when unpacked", "Split it.")
    try:
        with packed.open(info) as file:
            data = file.read(_LARGEST + 1)
    except Exception as error:
        reason = f"it cannot be unpacked ({type(error).__name__}: {error})"
        raise ReadError(path, reason, "Pack it again.") from error
    return data


def _name(info: ZipInfo) -> str:
    """The name of a file; without the mark of UTF-8 it is in the encoding of the machine that packed it."""
    name = info.filename
    if not info.flag_bits & 0x800:
        for encoding in ("utf-8", "gb18030"):
            try:
                name = name.encode("cp437").decode(encoding)
                break
            except UnicodeError:
                continue
    parts = (p for p in PurePosixPath(name.replace("\\", "/")).parts if p not in ("/", "..", "."))
    return "/".join(parts)


def _hidden(name: str) -> bool:
    parts = name.split("/")
    hidden = "__MACOSX" in parts or any(p.startswith(".") for p in parts)
    return not name or hidden or is_left_behind(parts[-1])


def is_left_behind(name: str) -> bool:
    """Whether a file of this name is none of a person's: what Windows keeps in a folder, and the mark of an open document."""
    return name.startswith("~$") or name.lower() in ("desktop.ini", "ehthumbs.db", "thumbs.db")
