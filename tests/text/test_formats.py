"""Web pages, Word files and PDF files give the text that a reader sees, in reading order."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from kg.model import BlockKind, Text
from kg.text.prepare import prepare
from kg.text.read import read_document
from tests.text.make_pdf import column, pdf_bytes

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}">
<title>柳河县：推行“三联三促”工作机制_某某党建网</title></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">党建要闻</a></li></ul></div>
<div class="main"><h1>柳河县：推行“三联三促”工作机制</h1>
<div class="info">来源：某某党建网 发布时间：2024-05-06 10:20 浏览次数：12</div>
<div class="content"><p>　　今年以来，柳河县推行“三联三促”工作机制，建成示范点12个，组织党员参加培训1200余人次，解决群众难题320件。</p>
<p style="text-align:center"><img src="a.jpg"></p><p>图为党员参加培训。</p>
<h2>一、联建促发展</h2>
<p>&nbsp;&nbsp;全县71个村组建联合党委8个，实现村集体经济收入2300万元，<strong>同比增长12%</strong>。</p>
<table><tr><th>镇</th><th>示范点（个）</th></tr><tr><td>河口镇</td><td>7</td></tr>
<tr><td>东山镇</td><td>5</td></tr></table>
<p>下一步，柳河县将继续深化“三联三促”工作机制，不断提高党建质量，推动乡村全面振兴，让群众有更多获得感。</p></div></div>
<div class="footer">版权所有：某某 备案号：000号</div></body></html>"""


def text_of(path: Path) -> Text:
    return prepare(read_document(path))


def kinds(text: Text) -> list[tuple[str, str]]:
    return [(b.kind.value, text.clean[b.start : b.end]) for b in text.blocks]


def test_a_web_page_without_its_navigation(tmp_path: Path) -> None:
    for charset in ("utf-8", "gb2312"):
        path = tmp_path / f"{charset}.html"
        page = PAGE.format(charset=charset)
        path.write_bytes(page.encode("gb18030" if charset == "gb2312" else "utf-8"))
        text = text_of(path)
        assert text.articles[0].title == "柳河县：推行“三联三促”工作机制"
        assert text.articles[0].issued == "2024-05-06"
        assert "首页" not in text.clean
        assert "备案号" not in text.clean
        assert ("caption", "图为党员参加培训。") in kinds(text)
        assert ("heading", "一、联建促发展") in kinds(text)
        assert "河口镇，7" in text.clean
        assert "实现村集体经济收入2300万元，同比增长12%。" in text.clean


def test_a_word_file_with_headings_and_a_table(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("柳河县党建工作总结", 0)
    file.add_heading("一、强化组织建设", 1)
    file.add_paragraph("全县建成示范点12个，培训党员1200余人次。")
    table = file.add_table(rows=3, cols=3)
    rows = [("镇", "示范点", "党员"), ("河口镇", "7个", "320名"), ("东山镇", "5个", "280名")]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    file.add_paragraph("下一步，继续抓好落实。")
    data = BytesIO()
    file.save(data)
    path = tmp_path / "a.docx"
    path.write_bytes(data.getvalue())
    text = text_of(path)
    assert text.articles[0].title == "柳河县党建工作总结"
    assert kinds(text)[1:] == [
        ("heading", "一、强化组织建设"),
        ("body", "全县建成示范点12个，培训党员1200余人次。"),
        ("body", "镇，示范点，党员"),
        ("body", "河口镇，7个，320名"),
        ("body", "东山镇，5个，280名"),
        ("body", "下一步，继续抓好落实。"),
    ]
    assert text.blocks[1].level == 1


LEFT = (
    "　　柳河县坚持以党建引领乡村振兴，全县建成示范点12个，组织党员参加培训1200余人次。"
    "围绕产业发展，选派干部联系农户，带动群众增收致富，村容村貌焕然一新。"
)
RIGHT = (
    "　　东山县推行“三联三促”工作机制，建立联合党委8个，村集体经济收入达到2300万元。"
    "下一步，将继续深化工作机制，提高党建质量，推动各项任务落地见效。"
)


def wrapped(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def test_a_pdf_page_in_two_columns_below_a_headline(tmp_path: Path) -> None:
    page = [
        (100.0, 790.0, 20.0, "党建引领促振兴"),
        *column(50, 740, wrapped(LEFT, 18)),
        *column(310, 740, wrapped(RIGHT, 18)),
        (290.0, 30.0, 10.0, "- 1 -"),
    ]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes([page]))
    text = text_of(path)
    assert kinds(text) == [("title", "党建引领促振兴"), ("body", LEFT.strip()), ("body", RIGHT.strip())]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("12/1/26, 12:23 AM   柳河网", "https://www.liuhe.example/a/1.html   {}/2"),
        ("2026/12/1 上午9:05   柳河网", "file:///C:/liuhe.html   {}/2"),
        ("柳河网   https://www.liuhe.example/a", "{} of 2   2026/12/1, 9:05"),
    ],
)
def test_what_a_browser_prints_around_its_pages_is_no_text(tmp_path: Path, head: str, foot: str) -> None:
    texts = ("柳河县建成驿站12个，", "培训骨干35人。")
    pages = [column(60, 800, [head, words, foot.format(i)]) for i, words in enumerate(texts, 1)]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes(pages))
    assert read_document(path, "a.pdf").raw.split() == list(texts)


def test_a_sentence_runs_on_over_a_page_of_a_pdf(tmp_path: Path) -> None:
    whole = LEFT + RIGHT.strip()
    rows = wrapped(whole, 30)
    pages = [column(60, 780, rows[:3]), [*column(60, 780, rows[3:]), (60.0, 780.0, 12.0, rows[3])]]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes(pages))
    text = text_of(path)
    assert text.clean == whole.strip()
    assert text.blocks[0].kind is BlockKind.BODY


def test_the_captions_of_a_short_web_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        """<html><head><title>东山县推行“夜校” - 青河网</title></head><body><article>
<h1>东山县推行“夜校”</h1><p>来源：青河日报 2024-05-06</p>
<p>近年来，东山县坚持党建引领，选派第一书记86名，群众满意率达到96.5%。</p>
<figure><img src="a.jpg"/><figcaption>松林镇党员在夜校听课</figcaption></figure>
<p>东山县立足实际，建成党群服务阵地45个，开展志愿服务1200场次。</p>
<figure><img src="b.jpg"/><figcaption>图为夜校学员合影。</figcaption></figure>
<p>坚持问题导向，建立台账，逐项销号，推动各项任务落到实处。</p></article></body></html>""",
        encoding="utf-8",
    )
    found = kinds(text_of(path))
    assert [x for x in found if x[0] == "caption"] == [
        ("caption", "▲松林镇党员在夜校听课"),
        ("caption", "图为夜校学员合影。"),
    ]
    assert sum(kind == "body" for kind, _ in found) == 3
