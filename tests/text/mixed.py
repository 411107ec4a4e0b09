"""Files as people have them, from the programs that write them, and some that are broken."""

from __future__ import annotations

import csv
import email.message
import io
import json
import zipfile
from collections.abc import Callable

import docx
import openpyxl
from odfdo import Document as Odt
from odfdo import Paragraph

from text.make_pdf import pdf_bytes

COUNTIES = ("临泽县", "海宁市", "高台县", "太白县", "陇县", "庄浪县", "静宁县", "灵台县")


def text(n: int) -> str:
    """One report."""
    county = COUNTIES[n % len(COUNTIES)]
    return f"{county}推行“红旗{n}号”工程，建成示范点{n + 3}个，党员参与志愿服务{100 + n}人次。"


def page(n: int) -> str:
    return f"<!DOCTYPE html><html><body><h1>简报{n}</h1><p>{text(n)}</p></body></html>"


def word(n: int) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_heading(f"简报{n}", 1)
    document.add_paragraph(text(n))
    document.save(out)
    return out.getvalue()


def odt(n: int) -> bytes:
    document, out = Odt("text"), io.BytesIO()
    document.body.clear()
    document.body.append(Paragraph(text(n)))
    document.save(out)
    return out.getvalue()


def sheet(n: int) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["标题", "正文", "地区"])
    book.active.append([f"简报{n}", text(n), COUNTIES[n % len(COUNTIES)]])
    book.save(out)
    return out.getvalue()


def table(n: int) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["标题", "内容"], [f"简报{n}", text(n)]])
    return out.getvalue().encode("gb18030")


def archive(n: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("简报/一.txt", text(n))
    return out.getvalue()


def mail(n: int) -> bytes:
    message = email.message.EmailMessage()
    message.set_content(page(n), subtype="html", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def rich(n: int) -> bytes:
    coded = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text(n))
    return f"{{\\rtf1\\ansi {coded}\\par }}".encode()


def pdf(n: int) -> bytes:
    words = text(n)
    return pdf_bytes([[(60.0, 780.0 - 20 * i, 12.0, words[30 * i : 30 * i + 30]) for i in range(2)]])


KINDS: dict[str, Callable[[int], bytes]] = {
    "a.txt": lambda n: text(n).encode("utf-8"),
    "b.txt": lambda n: text(n).encode("gb18030"),
    "c.txt": lambda n: text(n).encode("utf-16"),
    "d.html": lambda n: page(n).encode("utf-8"),
    "e.shtml": lambda n: page(n).encode("gb18030"),
    "f.php": lambda n: page(n).encode("utf-8"),
    "g.docx": word,
    "h.odt": odt,
    "i.xlsx": sheet,
    "j.csv": table,
    "k.jsonl": lambda n: json.dumps({"title": f"简报{n}", "content": text(n)}).encode(),
    "l.json": lambda n: json.dumps([{"题目": f"简报{n}", "正文": text(n)}]).encode(),
    "m.zip": archive,
    "n.mht": mail,
    "o.rtf": rich,
    "p.md": lambda n: f"# 简报{n}\n\n**{text(n)}**\n".encode(),
    "q.pdf": pdf,
    "r.doc": rich,
}
BROKEN: dict[str, Callable[[], bytes]] = {
    "01.docx": lambda: word(0)[:900],
    "02.docx": lambda: word(0).replace(b"word/document.xml", b"word/documint.xml"),
    "03.docx": lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    "04.xlsx": lambda: sheet(0)[:700],
    "05.zip": lambda: archive(0)[:40],
    "06.pdf": lambda: pdf(0)[:200],
    "07.txt": lambda: bytes(range(256)) * 8,
    "08.txt": lambda: b"",
    "09.json": lambda: b'[{"title": ',
    "10.csv": lambda: b"a,b\n1,2\n",
    "11.doc": lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 512,
    "12.jpg": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF",
}
