"""From the bytes of a file to its documents: which format they are in, and who reads it.

The bytes decide, where they can: a page is a page and a PDF file a PDF file whatever the name ends in.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Protocol, TypeVar
from zipfile import BadZipFile, ZipFile

from kg import patterns as re
from kg.model import Document, Printed
from kg.text.decode import ReadError, declared, decode
from kg.text.limit import TimeLimit, limited
from kg.text.printed import decoded, encoded
from kg.text.recognise import can_recognise, only_pictures

_TEXTS = (".txt", ".text")
_PAGES = (".html", ".htm", ".shtml", ".shtm", ".xhtml", ".php", ".asp", ".aspx", ".jsp")
_MAILS = (".mht", ".mhtml")
_TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".et", ".ods", ".json", ".jsonl", ".ndjson")
STDIN = Path("-")
"""What stands for standard input."""
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<!-- saved from url")
_LARGEST = 1 << 30  # bytes that the parts of a packed file may have when they are unpacked
_LARGEST_XML = 1 << 28  # and those that are read as a whole
_MIME = 200  # bytes of a part that names a format
_PICTURES = (".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp")
_ENDINGS = {
    **{".md": "markdown", ".markdown": "markdown", ".doc": "text", ".wps": "text"},
    **{f".{kind}": kind for kind in ("docx", "odt", "ofd", "pdf", "rtf", "zip")},
    **dict.fromkeys(_PAGES, "page"),
    **dict.fromkeys(_TEXTS, "text"),
    **dict.fromkeys(_TABLES, "table"),
    **dict.fromkeys(_PICTURES, "picture"),
}
"""What the endings of file names stand for, where the bytes do not tell."""
SUFFIXES = tuple(sorted({*_ENDINGS, *_MAILS}))
"""The endings of file names that can be read."""
_PICTURE_STARTS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_PLACES = " places"  # beside the text of a file, where its lines stand
_RECOGNISE = "Install text recognition (pip install 'kg[ocr]'), or scan it with text recognition first."
_HALF = re.compile("[\ud800-\udfff]")
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_AGAIN = "Open it in the program that it comes from and save it again."


T = TypeVar("T")
OnPages = tuple[str, tuple[Printed, ...]]
"""A text, and where its lines stand on pages."""


class Known(Protocol):
    """Texts that were read before, by the digest of their bytes and their form."""

    def text(self, digest: str, form: str) -> str | None:
        """The text, or nothing."""

    def keep_text(self, digest: str, form: str, text: str) -> None:
        """Remember a text."""


@dataclass(frozen=True, slots=True)
class How:
    """How to read: the columns of tables by what they hold, how long one document may take, and what is known already."""

    columns: tuple[tuple[str, str], ...] = ()
    seconds: float | None = None
    known: Known | None = None


@dataclass(slots=True)
class Read:
    """What a file gave: its documents, and which of its parts could not be read."""

    documents: list[Document] = field(default_factory=list)
    errors: list[ReadError] = field(default_factory=list)


def read_document(path: Path, name: str | None = None) -> Document:
    """Read a file that is one document. ``name`` is what it is called, by default the file's own name."""
    read = read_file(path, name)
    if read.errors:
        raise read.errors[0]
    if len(read.documents) != 1:
        raise ReadError(path, f"it holds {len(read.documents)} reports", "Give it to kg build.")
    return read.documents[0]


def read_file(path: Path, name: str | None = None, how: How | None = None) -> Read:
    """Read all documents of a file, or of standard input. Raises :class:`ReadError` where there is none to be had."""
    try:
        data = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    except OSError as error:
        reason = f"it cannot be opened ({error.strerror})"
        raise ReadError(path, reason, "Look at its path and permissions.") from error
    return read_bytes(data, path, name or path.name, how or How())


def read_bytes(data: bytes, path: Path, name: str, how: How, depth: int = 0) -> Read:
    """Read all documents of the bytes of a file; ``depth`` is how many archives it lies in."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
        raise ReadError(path, "it is empty", "Remove it or fill it.")
    kind = _kind(data, path)
    if kind == "zip":
        from kg.text.from_zip import members

        read = Read()
        for member, bytes_ in members(data, path, depth, read.errors):
            try:
                inner = read_bytes(bytes_, path / member, f"{name}/{member}", how, depth + 1)
            except ReadError as error:
                read.errors.append(error)
                continue
            read.documents += inner.documents
            read.errors += inner.errors
        return read
    if kind == "table":
        return _rows(data, path, name, how)
    digest = sha256(data).hexdigest()
    raw, layout = _known_or_read(kind, data, path, digest, how)
    if not raw.strip():
        raise ReadError(path, "it holds no text", "Remove it, or scan it with text recognition first.")
    if only_pictures(raw):
        raise ReadError(path, "its pages are pictures (a scan)", _RECOGNISE)
    return Read([Document(id=digest, name=name, raw=raw, layout=layout)])


def _known_or_read(kind: str, data: bytes, path: Path, digest: str, how: How) -> OnPages:
    """The text of a file that is one document, and where its lines stand on pages."""
    known = how.known if kind not in ("text", "markdown") else None  # those are read at once
    paged = kind in _ON_PAGES
    if known is not None and (raw := known.text(digest, kind)) is not None:
        places = known.text(digest, kind + _PLACES) if paged else ""
        if places is not None:
            return raw, decoded(places)
    try:
        with limited(how.seconds):
            raw, layout = _guarded(_READERS[kind], data, path)
    except TimeLimit as error:
        raise _too_slow(path, how) from error
    raw = _HALF.sub("\ufffd", raw if layout else _joined(raw))
    if known is not None:
        known.keep_text(digest, kind, raw)
        if paged:
            known.keep_text(digest, kind + _PLACES, encoded(layout))
    return raw, layout


def _rows(data: bytes, path: Path, name: str, how: How) -> Read:
    """A table with a report in each row, or of figures."""
    from kg.text.from_table import reports

    if data.startswith(b"PK\x03\x04"):
        _unpacked_size(data, path, "XLSX")
    read = Read()
    try:
        with limited(how.seconds):
            found = _guarded(lambda d, p: reports(d, p, how.columns, read.errors), data, path)
    except TimeLimit as error:
        raise _too_slow(path, how) from error
    for number, told in found:
        raw = _HALF.sub("\ufffd", _joined(told))
        digest = sha256(raw.encode("utf-8")).hexdigest()
        read.documents.append(Document(digest, f"{name}/{number}" if number else name, raw))
    return read


def _joined(raw: str) -> str:
    """The text with the halves of characters, as RTF and JSON may write those beyond 16 bits, put together. A half alone is
    no character, and no file can hold it."""
    return _HALVES.sub(lambda m: m[0].encode("utf-16", "surrogatepass").decode("utf-16"), raw)


def _guarded(reader: Callable[[bytes, Path], T], data: bytes, path: Path) -> T:
    """What a reader gives; whatever a damaged file makes it raise is told of this file alone."""
    try:
        return reader(data, path)
    except ReadError:
        raise
    except Exception as error:
        what = f"{type(error).__name__}: {error}".strip(": ").splitlines()[0][:200]
        raise ReadError(path, f"it cannot be read ({what})", _AGAIN) from error


def _too_slow(path: Path, how: How) -> ReadError:
    reason = f"reading it takes longer than {how.seconds:g} seconds"
    return ReadError(path, reason, "Split it, or give more time with --time-limit.")


# --------------------------------------------------------------------------- formats


def _kind(data: bytes, path: Path) -> str:
    """The format of a file, by its bytes where they tell, else by its ending."""
    suffix = path.suffix.lower()
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"%pdf-" in start:
        return "pdf"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, suffix)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "table" if suffix in (".xls", ".et") else "office"
    if data.startswith(_PICTURE_STARTS):
        return "picture"
    if start.startswith(_PAGE_STARTS):
        return "page"
    if suffix in _MAILS or (b"multipart/related" in start and b"mime-version:" in start):
        return "mail"
    kind = "text" if path == STDIN else _ENDINGS.get(suffix)
    if kind is None:
        reason = f"the format {path.suffix or 'without an ending'} is not known"
        raise ReadError(path, reason, f"Known formats: {' '.join(SUFFIXES)}.")
    return kind


def _packed(data: bytes, suffix: str) -> str:
    """What a ZIP container is."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            names = set(packed.namelist())
            kind = _mimetype(packed) if "mimetype" in names else b""
    except Exception:  # noqa: BLE001 - a damaged one is what it is called, and its reader says the rest
        return {".docx": "docx", ".odt": "odt"}.get(suffix, "table" if suffix in _TABLES else "zip")
    if "word/document.xml" in names or suffix == ".docx":
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names or b"spreadsheet" in kind:
        return "table"
    if "OFD.xml" in names:
        return "ofd"
    return "odt" if b"opendocument.text" in kind else "zip"


def _mimetype(packed: ZipFile) -> bytes:
    with packed.open("mimetype") as told:
        return told.read(_MIME)


def _text(data: bytes, path: Path) -> str:
    return decode(data, path)


def _page(data: bytes, path: Path) -> str:
    from kg.text.from_html import declared_charset, html_text

    return html_text(declared(data, declared_charset(data), path))


def _mail(data: bytes, path: Path) -> str:
    """A web page that was saved as one file."""
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                from kg.text.from_html import declared_charset, html_text

                charset = part.get_content_charset() or declared_charset(body)
                return html_text(declared(body, charset, path))
    raise ReadError(path, "it holds no web page", "Save the page again as HTML.")


def _markdown(data: bytes, path: Path) -> str:
    from kg.text.from_markdown import markdown_text

    return markdown_text(decode(data, path))


def _rtf(data: bytes, path: Path) -> str:
    from striprtf.striprtf import rtf_to_text

    del path
    return str(rtf_to_text(data.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]


def _odt(data: bytes, path: Path) -> str:
    from kg.text.from_odt import odt_text

    _unpacked_size(data, path, "ODT")
    return odt_text(data)


def _docx(data: bytes, path: Path) -> str:
    from kg.text.from_docx import docx_text

    _unpacked_size(data, path, "DOCX")
    return docx_text(data)


def _unpacked_size(data: bytes, path: Path, what: str) -> None:
    """Refuse a container that is damaged, locked, or would fill the memory."""
    program = "a spreadsheet program" if what == "XLSX" else "a word processor"
    way_out = f"Open it in {program} and save it as {what}."
    try:
        with ZipFile(BytesIO(data)) as packed:
            infos = packed.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(path, f"it is no sound {what} file ({error})", way_out) from error
    if any(info.flag_bits & 1 for info in infos):
        raise ReadError(path, "it is protected by a password", "Save it without a password.")
    xml = sum(i.file_size for i in infos if i.filename.endswith((".xml", ".rels", ".bin")))
    if sum(info.file_size for info in infos) > _LARGEST or xml > _LARGEST_XML:
        raise ReadError(path, "it is too large when unpacked", "Split it.")


def _office(data: bytes, path: Path) -> str:
    """An old Office file, or a locked one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError(path, "it is protected by a password", "Save it without a password.")
    from kg.text.from_office import office_text

    return office_text(data, path, _docx)


def _ofd(data: bytes, path: Path) -> OnPages:
    from kg.text.from_ofd import ofd_text

    _unpacked_size(data, path, "OFD")
    return ofd_text(data)


def _picture(data: bytes, path: Path) -> OnPages:
    if not can_recognise():
        raise ReadError(path, "it is a picture", _RECOGNISE)
    from kg.text.from_picture import picture_text

    return picture_text(data)


def _pdf(data: bytes, path: Path) -> OnPages:
    from pypdfium2 import PdfiumError  # type: ignore[import-untyped]

    from kg.text.from_pdf import pdf_text

    try:
        return pdf_text(data)
    except PdfiumError as error:
        way_out = "Open it in a viewer and print it to PDF again, without a password."
        raise ReadError(path, f"it is no sound PDF file ({str(error).rstrip('.')})", way_out) from error


def _flowing(reader: Callable[[bytes, Path], str]) -> Callable[[bytes, Path], OnPages]:
    """A reader of text that stands on no pages."""
    return lambda data, path: (reader(data, path), ())


_ON_PAGES: dict[str, Callable[[bytes, Path], OnPages]] = {"ofd": _ofd, "pdf": _pdf, "picture": _picture}
_FLOWING: dict[str, Callable[[bytes, Path], str]] = {
    "text": _text,
    "page": _page,
    "mail": _mail,
    "markdown": _markdown,
    "rtf": _rtf,
    "odt": _odt,
    "docx": _docx,
    "office": _office,
}
_READERS = _ON_PAGES | {kind: _flowing(reader) for kind, reader in _FLOWING.items()}
