"""Dates and sources of reports: the manifest, lines, the dateline, the name of the file, and which goes before which."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.model import Article, Document, Given
from kg.scale.again import verify
from kg.text.from_html import html_text
from kg.text.inputs import read_inputs
from kg.text.prepare import prepare
from kg.text.provenance import date_of_name, source_of
from kg.text.sources import FILE, form, iso, read_manifest

BODY = "清河县推行“三线联动”工作法，建成示范点12个，群众都说好。"


def article(raw: str, name: str = "a.txt", given: Given = Given()) -> Article:  # noqa: B008
    return prepare(Document("0" * 64, name, raw, given)).articles[0]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2023-05-11_夜校.txt", "2023-05-11"),
        ("20230511.txt", "2023-05-11"),
        ("2023/05/11/夜校.html", "2023-05-11"),
        ("t20230511_698711.html", "2023-05-11"),
        ("2023年5月1日简报.docx", "2023-05-01"),
        ("2023.5.1夜校.txt", "2023-05-01"),
        ("简报202305.txt", "2023-05"),
        ("第3期（2021年12月）.pdf", "2021-12"),
        ("2022-03-01转载/2023-04-02.txt", "2023-04-02"),
        ("20230231.txt", None),
        ("2023年工作总结.txt", None),
        ("13920230511.txt", None),
        ("2020-2022年总结.txt", None),
        ("2022-13-01.txt", None),
    ],
)
def test_the_date_of_a_name(name: str, day: str | None) -> None:
    assert date_of_name(name) == day


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2023-05-11 来源：云岭日报 作者：某某", "云岭日报"),
        ("来源:清河县融媒体中心", "清河县融媒体中心"),
        ("发布时间：2023-05-11　来源：《东泽日报》", "东泽日报"),
        ("（摘自：云岭党建）", "云岭党建"),
        ("来源：", None),
        ("水源来源于上游。", None),
    ],
)
def test_the_source_that_a_line_names(line: str, source: str | None) -> None:
    assert source_of(line) == source


@pytest.mark.parametrize(
    ("raw", "name", "given", "issued", "basis"),
    [
        (f"夜校办到家门口\n\n2022-03-04 来源：云岭日报\n\n{BODY}", "20230511.txt", "", "2022-03-04", "日期行"),
        (f"夜校办到家门口\n\n2022-03-04 来源：云岭日报\n\n{BODY}", "a.txt", "2021", "2021", "清单"),
        (BODY, "20230511.txt", "", "2023-05-11", "文件名"),
        (BODY, "a.txt", "", None, None),
        ("今年（2021年），" + BODY, "20230511.txt", "", "2021", "推算"),
        ("今年（2023年），" + BODY, "20230511.txt", "", "2023-05-11", "文件名"),
    ],
)
def test_which_date_goes_before_which(raw: str, name: str, given: str, issued: str | None, basis: str | None) -> None:
    found = article(raw, name, Given(date=given))
    assert (found.issued, found.basis) == (issued, basis)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2023/5/1", "2023-05-01"),
        ("2023年5月1日", "2023-05-01"),
        ("2023-05", "2023-05"),
        ("2023", "2023"),
        ("2023.5.1", "2023-05-01"),
        ("2023-02-30", None),
        ("去年", None),
        ("", None),
    ],
)
def test_dates_as_people_write_them(words: str, day: str | None) -> None:
    assert iso(words) == day


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_manifest_in_the_forms_that_spreadsheets_save(tmp_path: Path, encoding: str, mark: str) -> None:
    rows = [["文件", "日期", "来源", "备注"], ["甲.txt", "2023/5/1", "云岭日报", "x"], ["包.zip", "2022", "", ""]]
    text = "\r\n".join(mark.join(r) for r in rows)
    (tmp_path / FILE).write_bytes(text.encode(encoding))
    manifest = read_manifest(tmp_path)
    assert manifest.errors == []
    assert manifest.of("甲.txt") == Given("2023-05-01", "云岭日报")
    assert manifest.of("包.zip/乙.txt").date == "2022"
    assert manifest.of("丙.txt") == Given()


def test_a_line_that_is_no_date_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("file,date\na.txt,soon\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    inputs = read_inputs([tmp_path])
    assert [str(e).rpartition("/")[2] for e in inputs.errors] == [
        "sources.csv: line 2: soon is no date. Repair the line."
    ]
    assert [d.name for d in inputs.documents] == ["a.txt"]


def test_the_form_keeps_every_line_and_adds_what_is_missing() -> None:
    old = "file;date;note\nb.txt;2023;mine\n"
    text, new = form(old, [("a.txt", ("2022", "文件名", "")), ("b.txt", ("", "", ""))])
    assert (text, new) == (old + "a.txt;;\n", 1)
    assert form(text, [("a.txt", ("", "", "")), ("b.txt", ("", "", ""))]) == (text, 0)


def test_form_build_and_verify(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.txt").write_text(BODY, encoding="utf-8")
    (folder / "20230511.txt").write_text(BODY.replace("12", "13"), encoding="utf-8")
    run = CliRunner()
    assert run.invoke(app, ["sources", str(folder)]).exit_code == 0
    text = (folder / FILE).read_text("utf-8-sig")
    rows = {r["file"]: r for r in csv.DictReader(io.StringIO(text))}
    assert rows["20230511.txt"]["read_date"] == "2023-05-11"
    assert rows["sub/a.txt"]["date"] == ""
    filled = text.replace("sub/a.txt,,,,", "sub/a.txt,2022/3/4,云岭日报,https://example.org/1,2024-01-02")
    (folder / FILE).write_text(filled, encoding="utf-8-sig")
    assert run.invoke(app, ["sources", str(folder)]).exit_code == 0
    assert (folder / FILE).read_text("utf-8-sig") == filled
    assert run.invoke(app, ["build", str(folder), "-o", str(out), "-j", "1"]).exit_code == 0
    graph = (out / "graph.ttl").read_text("utf-8")
    for said in (
        'dcterms:issued "2022-03-04"',
        "dj:dateBasis dk:date-manifest",
        "dk:date-name",
        '"云岭日报"',
        "https://example.org/1",
        'dj:retrieved "2024-01-02"',
    ):
        assert said in graph
    assert verify(out / "graph.ttl", out / "texts").differences == []
    assert run.invoke(app, ["check", str(out / "graph.ttl"), "-q"]).exit_code == 0
    (folder / FILE).write_text(filled.replace("2022/3/4", "2021"), encoding="utf-8-sig")
    assert run.invoke(app, ["build", str(folder), "-o", str(out), "-j", "1"]).exit_code == 0
    assert 'dcterms:issued "2021"' in (out / "graph.ttl").read_text("utf-8")


def test_the_date_that_a_page_declares() -> None:
    head = '<meta name="PubDate" content="2023-05-11 10:00:00"><meta name="ContentSource" content="云岭日报">'
    page = f"<html><head><title>夜校</title>{head}</head><body><h1>夜校办到家门口</h1><p>{BODY}{BODY}</p></body></html>"
    found = article(html_text(page))
    assert (found.issued, found.basis, found.source) == ("2023-05-11", "日期行", "云岭日报")


@pytest.mark.parametrize(
    "line", ["信息来源：清河县委组织部 2023-05-11", "发布单位：清河县委组织部　发布日期：2023-05-11"]
)
@pytest.mark.parametrize("above", [True, False])
def test_the_line_of_an_office_dates_a_report_wherever_it_stands(line: str, above: bool) -> None:
    parts = ["夜校办到家门口", line, BODY] if above else ["夜校办到家门口", BODY, line]
    assert article("\n\n".join(parts)).issued == "2023-05-11"


def test_a_line_for_no_file_is_told(tmp_path: Path) -> None:
    """A slip of the pen in a name would leave the file without its date in silence."""
    (tmp_path / "a.txt").write_text("临泽县推行“枣乡红”行动。", "utf-8")
    said = "file,date\na.txt,2024-01-02\nb.txt,2024-01-03\n"
    (tmp_path / "sources.csv").write_text(said, "utf-8")
    assert read_inputs([tmp_path]).idle == [(tmp_path / "sources.csv", "b.txt")]
