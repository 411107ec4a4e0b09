"""Reading files: encodings, formats, and what is said where a file cannot be read."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from kg.text.read import ReadError, read_document

TEXT = "临泽县：党建引领促振兴\r\n\r\n今年以来，全县建成示范点12个，同比增长5.5%。\n"
TRADITIONAL = "長汀縣：黨建引領鄉村治理\n\n近年來，縣委組織黨員義務巡山，群眾滿意度達到九成。\n"


def write(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32"])
def test_each_encoding_gives_the_same_raw_text(tmp_path: Path, encoding: str) -> None:
    data = TEXT.encode(encoding)
    document = read_document(write(tmp_path, "a.txt", data))
    assert document.raw == TEXT
    assert document.id == sha256(data).hexdigest()
    assert document.name == "a.txt"


@pytest.mark.parametrize("encoding", ["big5hkscs", "gb18030", "utf-16-be"])
def test_traditional_text_in_old_encodings(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "a.txt", TRADITIONAL.encode(encoding))
    assert read_document(path).raw == TRADITIONAL


def test_the_name_can_be_given(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT.encode())
    assert read_document(path, "county/a.txt").name == "county/a.txt"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"\xef\xbb\xbf \r\n", "empty"),
        ("blank16.txt", "　\n".encode("utf-16"), "no text"),
        ("binary.txt", bytes(range(256)) * 4, "binary"),
        ("wrong.txt", b"\x81\xff\xfe\x00", "binary"),
        ("odd.txt", "今年以来".encode("utf-16") + b"\x00", "utf-16"),
        ("pdf.txt", b"%PDF-1.4 ...", "PDF"),
        ("old.txt", b"\xd0\xcf\x11\xe0rest", "Office"),
        ("table.xlsx", b"PK\x03\x04", ".xlsx"),
        ("none", b"text", "without an ending"),
        ("bad.docx", b"PK\x03\x04broken", "DOCX"),
        ("bad.pdf", b"%PDF-1.4 broken", "PDF"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_way_out(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = write(tmp_path, name, data)
    with pytest.raises(ReadError) as caught:
        read_document(path)
    assert name in str(caught.value)
    assert says.lower() in str(caught.value).lower()
    assert caught.value.way_out.endswith(".")


def test_a_missing_file_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be opened"):
        read_document(tmp_path / "gone.txt")


def test_latin_bytes_are_not_taken_for_chinese(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", b"r\xe9sum\xe9 na\xefve caf\xe9 \xff\xfd\x80")
    with pytest.raises(ReadError, match="neither"):
        read_document(path)


def test_import_does_not_load_the_readers_of_formats() -> None:
    code = (
        "import sys, kg.text.read, kg.text.prepare, kg.text.words; "
        "print([m for m in ('trafilatura', 'pypdfium2', 'docx2python', 'jieba', 'lxml', 'opencc') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
