"""Old Office files (DOC, WPS), which LibreOffice turns into DOCX where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from kg.text.decode import ReadError

_SECONDS = 120
# How every file of the old compound format begins; LibreOffice reads anything else as plain text, damaged ones too.
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_ORDER = slice(28, 32)  # of its bytes, and how large its sectors are
_ORDERS = (b"\xfe\xff\x09\x00", b"\xfe\xff\x0c\x00")


def office_text(data: bytes, path: Path, read: Callable[[bytes, Path], str]) -> str:
    """The text of an old Office file; ``read`` reads the DOCX file that it is turned into."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    reason = "it is an old Office file (DOC, WPS)"
    sound = data.startswith(_COMPOUND) and data[_ORDER] in _ORDERS
    if data.startswith(_COMPOUND[:4]) and not sound:
        raise ReadError(path, f"{reason} that is damaged", "Open it in a word processor and save it as DOCX.")
    if program is None:
        way_out = "Install LibreOffice, which kg then reads it with, or save it as DOCX or text."
        raise ReadError(path, reason, way_out)
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        source = Path(folder) / "in.doc"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--norestore", "--convert-to", "docx"]
        try:
            subprocess.run(
                [*command, "--outdir", folder, str(source)], check=True, capture_output=True, timeout=_SECONDS
            )
            made = (Path(folder) / "in.docx").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            way_out = "Open it in a word processor and save it as DOCX."
            raise ReadError(path, f"{reason} that LibreOffice cannot read", way_out) from error
    return read(made, path)
