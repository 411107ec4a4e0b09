"""Web pages of many builds: the article whole, each paragraph a line, and nothing of the page around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.text.from_html import html_text
from kg.text.read import read_document

A = "近年来，柳河县坚持党建引领基层治理，深入实施“三联三促”工作机制，建成示范点12个。"
B = "全县71个村组建联合党委8个，实现村集体经济收入2300万元，同比增长12%。"
C = "下一步，柳河县将持续深化“三联三促”工作机制，让群众有更多获得感、幸福感。"
TITLE = "柳河县：“三联三促”聚合力"
INFO = "来源：某某党建网 发布时间：2024-05-06 10:20"
NAV = (
    '<div><a href="/">首页</a> | <a href="/a">党建要闻</a> | <a href="/b">组织工作</a></div>'
    '<div>当前位置：<a href="/">首页</a> &gt; <a href="/a">党建要闻</a> &gt; 正文</div>'
)
ASIDE = '<div><h3>热门文章</h3><ul><li><a href="/1">辉河县：打造红色阵地12个</a></li></ul></div>'
AROUND = '<div>上一篇：<a href="/p">集河市推进村级集体经济发展</a><br>下一篇：<a href="/n">东河区开展活动</a></div>'
FOOT = "<div><p>主办单位：某某委组织部 技术支持：某某网络</p><p>地址：人民大街1号 吉ICP备00000000号</p></div>"
HEAD = f"<h1>{TITLE}</h1><div>{INFO}</div>"


def page(body: str) -> str:
    title = f"<title>{TITLE}_某某党建网</title>"
    return f"<!DOCTYPE html><html><head>{title}</head><body>{NAV}{body}{FOOT}</body></html>"


LAYOUTS = {
    "one paragraph": (f"<div>{HEAD}<div><p>　　{A}</p></div>{AROUND}</div>", [A]),
    "paragraphs": (f"<div>{HEAD}<div><p>{A}</p><p>{B}</p><p>{C}</p></div>{AROUND}</div>{ASIDE}", [A, B, C]),
    "line breaks": (f"<div>{HEAD}<div>　　{A}<br/><br>　　{B}<br>{C}</div>{AROUND}</div>{ASIDE}", [A, B, C]),
    "divisions": (f"<div>{HEAD}<div><div>{A}</div><div>{B}</div></div></div>{ASIDE}", [A, B]),
    "a table that arranges": (
        f"<table><tr><td>{HEAD}</td></tr><tr><td><p>{A}</p><p>{B}</p></td></tr></table>{ASIDE}",
        [A, B],
    ),
    "no element of its own": (f"{HEAD}<p>{A}</p><p>{B}</p>", [A, B]),
    "words in pieces": (
        f"<div>{HEAD}<div><p><span>{A[:9]}</span><b>{A[9:20]}</b>{A[20:]}</p><p>{B}</p></div></div>",
        [A, B],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_article_and_nothing_else(layout: str) -> None:
    body, paragraphs = LAYOUTS[layout]
    assert html_text(page(body)).split("\n\n") == [f"# {TITLE}", INFO, *paragraphs]


def test_an_article_of_an_app_made_of_sections() -> None:
    html = (
        f'<html><head><meta property="og:title" content="{TITLE}"><title></title></head><body><div>'
        f"<h1>{TITLE}</h1><div><span>某某党建</span> <em>2024年05月06日 10:20</em></div>"
        f'<div style="visibility: hidden"><section><section><p><span>{A}</span></p></section></section>'
        f"<section><span>{B}</span></section><section><img></section>"
        "<section><strong>▲</strong><span>志愿服务队走访群众</span></section>"
        f"<section><p><strong>一、联建促发展</strong></p><p>{C}</p></section></div></div>"
        "<div><p>微信扫一扫关注该公众号</p></div><script>var a = '。';</script></body></html>"
    )
    assert html_text(html).split("\n\n") == [
        f"# {TITLE}",
        "某某党建 2024年05月06日 10:20",
        A,
        B,
        "▲志愿服务队走访群众",
        "一、联建促发展",
        C,
    ]


def test_a_table_of_figures_keeps_its_cells() -> None:
    rows = "<tr><th>镇</th><th>示范点</th></tr><tr><td>河口镇</td><td>7个</td></tr><tr><td>东山镇</td><td>5个</td></tr>"
    text = html_text(page(f"<div>{HEAD}<div>{A}<br>{B}<table>{rows}</table>{C}</div></div>"))
    assert text.split("\n\n")[2:] == [A, B, "镇\t示范点", "河口镇\t7个", "东山镇\t5个", C]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
def test_encodings(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "a.html"
    words = "柳河建成示范12，群眾。" if charset == "big5" else A
    html = f'<html><head><meta charset="{charset}"></head><body><p>{words}</p></body></html>'
    path.write_bytes(html.encode("gb18030" if charset == "gb2312" else charset))
    assert read_document(path).raw == words


@pytest.mark.parametrize("html", ["<!-- nothing -->", "<", "<html></html>", "<p></p>", "<frameset></frameset>"])
def test_a_page_without_text_is_empty(html: str) -> None:
    assert len(html_text(html)) < 2


def test_text_without_a_mark_stays_as_it_is() -> None:
    assert html_text(f"{A}\n{B}") == f"{A}\n{B}"
    assert html_text(f"收入 < 30 万元。{A}").endswith(A)


def test_a_short_page_keeps_its_first_and_its_last_line() -> None:
    body = "<p>东山县委组织部选派第一书记46名，整顿后进村9个，基层组织进一步建强。</p><p>全县建成驿站26个。</p>"
    wants = ["东山县建强堡垒", "全县建成驿站26个。"]
    for head in (
        "<h1>东山县建强堡垒</h1>",
        "<p><b>东山县建强堡垒</b></p>",
        '<div style="text-align:center">东山县建强堡垒</div>',
        "<x-title>东山县建强堡垒</x-title>",
    ):
        lines = html_text(f"<html><body>{head}{body}</body></html>").split("\n\n")
        assert [lines[0].lstrip("# "), lines[-1]] == wants
        assert len(lines) == 3
