"""Old Office files (DOC, WPS, XLS), which LibreOffice turns into DOCX or XLSX where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from kg.text.decode import ReadError

_SECONDS = 120
# How every file of the old compound format begins; LibreOffice reads anything else as plain text, damaged ones too.
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_PROGRAMS = {"docx": "a word processor", "xlsx": "a spreadsheet program"}
_OLD = {"docx": "doc", "xlsx": "xls"}
_ORDER = slice(28, 32)  # of its bytes, and how large its sectors are
_ORDERS = (b"\xfe\xff\x09\x00", b"\xfe\xff\x0c\x00")


def office_text(data: bytes, path: Path, read: Callable[[bytes, Path], str]) -> str:
    """The text of an old Office file; ``read`` reads the DOCX file that it is turned into."""
    return read(turned(data, path, "it is an old Office file (DOC, WPS)", "docx"), path)


def turned(data: bytes, path: Path, reason: str, into: str) -> bytes:
    """What LibreOffice makes of an old Office file; ``reason`` says what it is where that cannot be done."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    sound = data.startswith(COMPOUND) and data[_ORDER] in _ORDERS
    save = f"Open it in {_PROGRAMS[into]} and save it as {into.upper()}."
    if data.startswith(COMPOUND[:4]) and not sound:
        raise ReadError(path, f"{reason} that is damaged", save)
    if program is None:
        way_out = f"Install LibreOffice, which kg then reads it with, or save it as {into.upper()} or text."
        raise ReadError(path, reason, way_out)
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        source = Path(folder) / f"in.{_OLD[into]}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--norestore", "--convert-to", into]
        try:
            subprocess.run(
                [*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=_SECONDS
            )
            return (Path(folder) / f"in.{into}").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise ReadError(path, f"{reason} that LibreOffice cannot read", save) from error
