"""Every kind of file that people have: read by its bytes, damaged ones named, tables row by row."""

from __future__ import annotations

import csv
import datetime
import email.message
import io
import json
import os
import resource
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest
from odfdo import Document as Odt
from odfdo import Header, List, ListItem, Paragraph

from kg.text.columns import _block, _columns, lines_of
from kg.text.decode import ReadError
from kg.text.from_table import UnknownField, columns
from kg.text.glyphs import Glyph, as_high
from kg.text.inputs import read_inputs
from kg.text.kept import kept_name
from kg.text.limit import TimeLimit, limited
from kg.text.read import How, read_document, read_file

TEXT = "临泽县推行“枣乡红”行动，今年以来建成示范点7个，党员参与志愿服务1200余人次。"
PAGE = f"<!DOCTYPE html><html><body><h1>枣乡红</h1><p>{TEXT}</p></body></html>"


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def packed(**files: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


# ---------------------------------------------------------------- by content


@pytest.mark.parametrize("name", ["a.shtml", "a.php", "a.aspx", "a.txt", "a", "a.doc", "a.dat"])
def test_a_page_is_a_page_whatever_its_name(tmp_path: Path, name: str) -> None:
    raw = read_document(write(tmp_path, name, PAGE)).raw
    assert TEXT in raw
    assert "<" not in raw


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    message = email.message.EmailMessage()
    message["Subject"] = "x"
    message.set_content(PAGE, subtype="html", charset="gb18030", cte="base64")
    message.make_related()
    for name in ("a.mht", "a.mhtml"):
        assert TEXT in read_document(write(tmp_path, name, message.as_bytes())).raw


def test_rich_text(tmp_path: Path) -> None:
    body = "".join(f"\\'{b:02x}" if b > 127 else chr(b) for b in TEXT.encode("gbk"))
    unicode_ = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in TEXT)
    for coded in (body, unicode_):
        rtf = f"{{\\rtf1\\ansi\\ansicpg936 {coded}\\par }}"
        assert TEXT in read_document(write(tmp_path, "a.doc", rtf)).raw


def test_opendocument_text(tmp_path: Path) -> None:
    document = Odt("text")
    document.body.clear()
    document.body.append(Header(1, "枣乡红"))
    document.body.append(Paragraph(TEXT))
    items = List()
    items.append(ListItem("一是抓班子"))
    document.body.append(items)
    document.save(tmp_path / "a.odt")
    assert read_document(tmp_path / "a.odt").raw.split("\n") == ["# 枣乡红", TEXT, "一是抓班子"]


def test_markdown_without_its_marks(tmp_path: Path) -> None:
    text = f"# 枣乡红\n\n**{TEXT}**见[原文](http://a.b/c)。\n\n- 一是抓班子\n- 二是带队伍\n\n"
    text += "| 乡镇 | 示范点 |\n|---|---|\n| 甲镇 | 3个 |\n\n> 引文 `三会一课`\n"
    raw = read_document(write(tmp_path, "a.md", text)).raw
    assert raw.split("\n\n") == [
        "# 枣乡红",
        f"{TEXT}见原文。",
        "一是抓班子",
        "二是带队伍",
        "乡镇\t示范点",
        "甲镇\t3个",
        "引文 三会一课",
    ]


def test_a_ledger_of_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        buffer = io.BytesIO(TEXT.encode("gb18030"))

    monkeypatch.setattr("sys.stdin", Stream)
    (document,) = read_inputs([Path("-")]).documents
    assert (document.name, document.raw) == ("stdin", TEXT)


# ---------------------------------------------------------------- declared encodings


@pytest.mark.parametrize(
    "charset", ["undefined", "gb2312", "iso-8859-1", "idna", "rot13", "utf-16", "nonsense", "big5"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_that_declares_a_wrong_encoding(tmp_path: Path, charset: str, encoding: str) -> None:
    page = PAGE.replace("<body>", f'<head><meta charset="{charset}"></head><body>')
    assert TEXT in read_document(write(tmp_path, "a.html", page.encode(encoding))).raw


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_damaged_byte_does_not_garble_a_text(tmp_path: Path, encoding: str) -> None:
    data = bytearray((TEXT * 20).encode(encoding))
    data[400] = 0xFF
    raw = read_document(write(tmp_path, "a.txt", bytes(data))).raw
    assert raw.count(TEXT) >= 18


# ---------------------------------------------------------------- tables


def test_a_row_is_a_report(tmp_path: Path) -> None:
    out = io.StringIO()
    rows = [["序号", "标题", "正文", "发布日期", "来源", "地区"]]
    rows += [["1", "枣乡红", TEXT, "2024-03-05", "临泽县委组织部", "临泽县"], ["2", "空", "", "", "", ""]]
    rows += [["3", "长文", f"<p>{TEXT}</p><p>{'关于' * 90_000}</p>", "", "", ""]]
    csv.writer(out).writerows(rows)
    for encoding in ("utf-8-sig", "gb18030"):
        read = read_file(write(tmp_path, "年报.csv", out.getvalue().encode(encoding)))
        assert [d.name for d in read.documents] == ["年报.csv/2", "年报.csv/4"]
        first = read.documents[0].raw
        assert first.startswith("枣乡红\n\n来源：临泽县委组织部 发布时间：2024-03-05 地区：临泽县\n\n临泽县推行")
        assert "<p>" not in read.documents[1].raw


def test_spreadsheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某县党建材料汇总"])
    sheet.append(["题目", "内容（全文）", "时间"])
    sheet.append(["枣乡红", TEXT, datetime.datetime(2024, 3, 5)])  # noqa: DTZ001
    other = book.create_sheet("其他")
    other.append(["内容"])
    other.append([TEXT + "另建阵地2个。"])
    book.save(tmp_path / "a.xlsx")
    read = read_file(tmp_path / "a.xlsx")
    assert [d.name for d in read.documents] == ["a.xlsx/Sheet-3", "a.xlsx/其他-2"]
    assert "发布时间：2024-03-05" in read.documents[0].raw


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", json.dumps([{"title": "枣乡红", "content": TEXT}])),
        ("a.json", json.dumps({"data": {"list": [{"标题": "枣乡红", "正文": TEXT}]}})),
        ("a.json", json.dumps({"标题": "枣乡红", "正文": [TEXT]})),
        ("a.jsonl", json.dumps({"题目": "枣乡红", "内容": TEXT}, ensure_ascii=False) + "\n"),
        ("a.tsv", f"标题\t正文\n枣乡红\t{TEXT}\n"),
    ],
)
def test_records(tmp_path: Path, name: str, data: str) -> None:
    (document,) = read_file(write(tmp_path, name, data)).documents
    assert document.raw == f"枣乡红\n\n{TEXT}"


def test_a_bad_line_loses_no_other(tmp_path: Path) -> None:
    read = read_file(write(tmp_path, "a.jsonl", json.dumps({"正文": TEXT}) + "\n{broken\n"))
    assert len(read.documents) == 1
    assert "a.jsonl/2" in str(read.errors[0])


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", f"甲,乙\n枣乡红,{TEXT}\n")
    with pytest.raises(ReadError, match="甲、乙"):
        read_file(path)
    how = How(columns(["正文=乙", "title=甲"]))
    assert read_file(path, None, how).documents[0].raw == f"枣乡红\n\n{TEXT}"
    for wrong in ("乙", "作者=乙", "text="):
        with pytest.raises(UnknownField):
            columns([wrong])


# ---------------------------------------------------------------- archives


def test_archives_and_folders_in_them(tmp_path: Path) -> None:
    inner = packed(b__txt=TEXT + "二")
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("一/a.txt", TEXT)
        archive.writestr("一/inner.zip", inner)
        archive.writestr("__MACOSX/._a.txt", b"\x00\x05")
        archive.writestr("../../out.txt", TEXT + "三")
        archive.writestr("bad.docx", b"PK\x03\x04broken")
    read = read_file(write(tmp_path, "a.zip", outer.getvalue()))
    assert sorted(d.name for d in read.documents) == ["a.zip/out.txt", "a.zip/一/a.txt", "a.zip/一/inner.zip/b.txt"]
    assert [e.path.name for e in read.errors] == ["bad.docx"]


def test_names_in_an_archive_of_an_old_machine(tmp_path: Path) -> None:
    data = packed(NAMEE__txt=TEXT).replace(b"NAMEE.txt", "甲乙".encode("gb18030") + b"E.txt")
    (document,) = read_file(write(tmp_path, "a.zip", data)).documents
    assert document.name == "a.zip/甲乙E.txt"


def test_archives_within_archives_end(tmp_path: Path) -> None:
    data = packed(a__txt=TEXT)
    for _ in range(6):
        data = packed(a__zip=data)
    read = read_file(write(tmp_path, "a.zip", data))
    assert (read.documents, len(read.errors)) == ([], 1)


# ---------------------------------------------------------------- damage


def _flagged() -> bytes:
    """A container whose files say that they are encrypted."""
    data = bytearray(packed(**{"word/document.xml": "<a/>"}))
    data[6] |= 1
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _damaged() -> dict[str, tuple[str, bytes]]:
    whole = packed(**{"word/document__xml": "<w:document>", "[Content_Types]__xml": "<Types/>"})
    stored = packed(**{"word/document__xml": "x" * 400})
    method = stored.replace(b"\x14\x00\x00\x00\x00\x00", b"\x14\x00\x00\x00\x63\x00")
    return {
        "no xml": ("a.docx", whole),
        "cut": ("b.docx", whole[:-30]),
        "method": ("c.docx", method),
        "encrypted": ("d.docx", _flagged()),
        "locked": ("e.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
        "old": ("f.doc", b"\xd0\xcf\x11\xe0" + b"\x00" * 600),
        "no sheet": ("g.xlsx", b"PK\x03\x04broken"),
        "no json": ("h.json", b'[{"a": '),
        "no odt": ("i.odt", b"PK\x03\x04broken"),
        "ofd": ("j.ofd", packed(**{"OFD__xml": "<a/>"})),
        "no pdf": ("k.pdf", b"%PDF-1.4 no"),
        "nul page": ("l.html", b"<html>\x00\x81\xff\xfe</html>"),
        "picture": ("m.jpg", b"\xff\xd8\xff\xe0"),
    }


@pytest.mark.parametrize("what", sorted(_damaged()))
def test_a_damaged_file_is_named_and_loses_no_other(tmp_path: Path, what: str) -> None:
    name, data = _damaged()[what]
    write(tmp_path, name, data)
    write(tmp_path, "good.txt", TEXT)
    inputs = read_inputs([tmp_path])
    assert [d.name for d in inputs.documents] == ["good.txt"]
    (error,) = inputs.errors
    assert error.path.name == name
    assert error.reason
    assert error.way_out.endswith(".")


def test_whatever_a_reader_raises_is_told_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(data: bytes, path: Path) -> str:
        raise RecursionError("too deep")

    monkeypatch.setitem(__import__("kg.text.read", fromlist=["x"])._READERS, "pdf", raises)
    with pytest.raises(ReadError, match="RecursionError"):
        read_document(write(tmp_path, "a.pdf", b"%PDF-1.4"))


def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    write(tmp_path, "good.txt", TEXT)
    inputs = read_inputs([tmp_path])
    assert [d.name for d in inputs.documents] == ["good.txt"]
    assert [e.path.name for e in inputs.errors] == ["gone.txt"]


# ---------------------------------------------------------------- time


def test_a_file_that_takes_too_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(data: bytes, path: Path) -> str:
        while True:
            try:
                sum(range(10_000))
            except Exception:  # noqa: BLE001 - as some libraries do
                continue

    monkeypatch.setitem(__import__("kg.text.read", fromlist=["x"])._READERS, "pdf", hangs)
    write(tmp_path, "a.pdf", b"%PDF-1.4")
    write(tmp_path, "good.txt", TEXT)
    inputs = read_inputs([tmp_path], How(seconds=0.2))
    assert [d.name for d in inputs.documents] == ["good.txt"]
    assert "longer than 0.2 seconds" in str(inputs.errors[0])


def test_the_limit_ends_with_its_block() -> None:
    with limited(0.05):
        pass
    with limited(None):
        sum(range(3_000_000))

    def forever() -> None:
        with limited(0.05):
            while True:
                sum(range(1000))

    with pytest.raises(TimeLimit):
        forever()


def test_a_point_whose_box_is_its_ink_stands_in_its_line() -> None:
    said = [("增", 10), ("8", 9), (".", 2), ("1", 9), ("%", 9), ("。", 10)]
    glyphs = [Glyph(c, 10.0 * i, 10.0 * i + 9, 100, 100.0 + high) for i, (c, high) in enumerate(said)]
    below = [Glyph("次", 10.0 * i, 10.0 * i + 9, 80, 90) for i in range(6)]
    assert [line.words for line in lines_of(as_high([*glyphs, *below]), (), 1)] == ["增8.1%。", "次次次次次次"]
    assert [g.char for g in as_high([Glyph("-", 0, 9, 104, 105)])] == ["-"]  # with nothing beside it


def test_a_page_of_ten_thousand_rows_is_read_at_once() -> None:
    rows = [[Glyph("字", 10 + r % 7, 20 + r % 7, 10.0 * r, 10.0 * r + 9)] for r in range(10_000, 0, -1)]
    with limited(20):
        (block,) = _columns(rows, 9)
        assert len(_block(block, 9)) == 10_000


# ---------------------------------------------------------------- characters in halves, and what nobody wrote


def test_half_a_character_is_told_as_none_and_whole_ones_stay(tmp_path: Path) -> None:
    row = '{"正文": "\\ud83d\\ude00' + TEXT + '\\ud800甲"}'
    (read,) = read_file(write(tmp_path, "a.jsonl", row)).documents
    assert read.raw == f"\N{GRINNING FACE}{TEXT}\ufffd甲"
    assert read.raw.encode("utf-8")
    rich = r"{\rtf1\ansi\uc0 \u-10179 \u-8704 A\u-10240 B}"
    raw = read_document(write(tmp_path, "a.rtf", rich)).raw
    assert (raw.strip(), raw.encode("utf-8") != b"") == ("\N{GRINNING FACE}A\ufffdB", True)


def test_what_systems_leave_in_folders_is_no_report(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    for name in ("Thumbs.db", "desktop.ini", "~$报告.docx", ".DS_Store"):
        write(tmp_path, name, b"\x00\x01")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("b.txt", TEXT + "二")
        archive.writestr("~$b.docx", b"\x00")
    inputs = read_inputs([tmp_path])
    assert [d.name for d in inputs.documents] == ["a.txt", "b.zip/b.txt"]
    assert not inputs.errors


def test_a_folder_that_cannot_be_looked_into_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", TEXT)
    for name in ("locked", "sub/locked"):
        (tmp_path / name).mkdir(parents=True)
        write(tmp_path / name, "b.txt", TEXT + name)
    may = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: Path(p).name != "locked" and may(p, mode))
    inputs = read_inputs([tmp_path])
    assert [d.name for d in inputs.documents] == ["a.txt"]
    assert [e.path.relative_to(tmp_path).as_posix() for e in inputs.errors] == ["locked", "sub/locked"]


def test_what_is_no_file_is_named_and_not_waited_for(tmp_path: Path) -> None:
    """A pipe in a folder would be waited for for ever, and what lies behind a link to a folder was passed over in silence."""
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    write(tmp_path / "in", "a.txt", TEXT)
    write(tmp_path / "other", "b.txt", TEXT + "乙")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    (tmp_path / "in" / "link").symlink_to(tmp_path / "other")
    (tmp_path / "in" / "inside").symlink_to(tmp_path / "in" / "sub")
    inputs = read_inputs([tmp_path / "in"])
    assert [d.name for d in inputs.documents] == ["a.txt"]
    told = {e.path.name: e.reason for e in inputs.errors}
    assert told == {"pipe.txt": "it is no file but a pipe", "link": "it is a link to a folder"}
    both = read_inputs([tmp_path / "in", tmp_path / "other"])
    assert sorted(d.name for d in both.documents) == ["a.txt", "b.txt"]
    assert [e.path.name for e in both.errors] == ["pipe.txt"]


def test_a_formula_without_its_value_is_named(tmp_path: Path) -> None:
    """openpyxl writes formulas and reckons none; the text of such a row was lost in silence. Where no report takes a cell, it does not matter."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["标题", "正文", "字数"])
    sheet.append(["甲", TEXT, "=LEN(B2)"])
    sheet.append(["乙", '=CONCATENATE("高台县","推行")'])
    book.save(tmp_path / "a.xlsx")
    read = read_file(tmp_path / "a.xlsx")
    assert [d.name for d in read.documents] == ["a.xlsx/2"]
    (error,) = read.errors
    assert (error.path.name, error.reason) == ("3", "a cell holds a formula without its value")


def test_a_container_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    """The part that names the format, and the parts of a spreadsheet, are as large as who packed them liked."""
    for name, part in (("a.odt", "mimetype"), ("b.xlsx", "xl/worksheets/sheet1.xml")):
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", "<x/>")
            with archive.open(part, "w", force_zip64=True) as to:
                for _ in range(300):
                    to.write(bytes(1 << 20))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(ReadError):
            read_file(tmp_path / name)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KB


def test_cells_that_lie_far_apart_do_not_end_the_process(tmp_path: Path) -> None:
    """One cell in the last row and column: room for all between them is not to be had, and who asks for it is ended."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for place, words in (("A1", "正文"), ("A2", TEXT), ("XFD1048576", "x")):
        sheet[place] = words
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(ReadError, match="too far apart"):
        read_file(tmp_path / "far.xlsx")
    del sheet._cells[1048576, 16384]
    sheet["XFD1048576"].font = openpyxl.styles.Font(bold=True)  # a format alone is no content
    book.save(tmp_path / "near.xlsx")
    assert len(read_file(tmp_path / "near.xlsx").documents) == 1


def test_what_is_repeated_without_end_is_read_in_little_room(tmp_path: Path) -> None:
    body = Odt("text")
    body.body.clear()
    body.body.append(Paragraph(TEXT))
    body.save(tmp_path / "a.odt")
    with zipfile.ZipFile(tmp_path / "a.odt") as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    many = b'<text:s text:c="2000000000"/>'
    parts["content.xml"] = parts["content.xml"].replace("枣乡红".encode(), "枣乡红".encode() + many)
    with zipfile.ZipFile(tmp_path / "b.odt", "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    (document,) = read_file(tmp_path / "b.odt").documents
    assert len(document.raw) < 3000


def test_a_long_path_in_an_archive_and_names_that_some_systems_take_for_one(tmp_path: Path) -> None:
    """The first could not be written, and no output was; of the others one text lay over the other."""
    names = ["a/" * 3000 + "b.txt", "A.txt", "a.txt", "e\u0301.txt", "\u00e9.txt"]
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(name, f"{TEXT}{number}")
    documents = read_inputs([tmp_path]).documents
    kept = [kept_name(d.name) for d in documents]
    assert len(kept) == 5
    assert max(map(len, kept)) < 2100
    assert len({unicodedata.normalize("NFC", name).casefold() for name in kept}) == 5


def test_a_line_of_json_that_nests_without_end_is_named_alone(tmp_path: Path) -> None:
    lines = [json.dumps({"正文": TEXT}), "[" * 100_000, json.dumps({"正文": TEXT + "乙"})]
    write(tmp_path, "a.jsonl", "\n".join(lines))
    read = read_file(tmp_path / "a.jsonl")
    assert [d.name for d in read.documents] == ["a.jsonl/1", "a.jsonl/3"]
    assert [e.path.name for e in read.errors] == ["2"]


def test_rows_that_give_no_report_are_named(tmp_path: Path) -> None:
    """A title without its text, a record of something else, a text that is none: none of them goes in silence, nor becomes a report."""
    text = "临泽县推行“枣乡红”行动，建成示范点7个。"
    (tmp_path / "a.csv").write_text(f"标题,正文\n甲,{text}\n乙,\n,\n,注\n", "utf-8")
    data = [{"正文": text}, {"正文": {"x": 1}}, {"标题": "丙"}, 5, None]
    (tmp_path / "b.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    read = read_inputs([tmp_path])
    told = {(e.path.name, e.reason) for e in read.errors}
    assert [d.name for d in read.documents] == ["a.csv/2", "a.csv/5", "b.json/1"]
    assert told == {
        ("a.csv", "1 rows hold no text (3)"),
        ("b.json", "2 rows hold no text (2, 3)"),
        ("b.json", "2 entries among its records are no objects"),
    }


@pytest.mark.parametrize("name", ["a.doc", "a.wps"])
def test_bytes_that_only_begin_like_an_old_office_file_are_no_text(tmp_path: Path, name: str) -> None:
    """LibreOffice would make a text of their bytes."""
    file = tmp_path / name
    file.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(range(256)) * 8)
    (error,) = read_inputs([file]).errors
    assert "damaged" in error.reason
