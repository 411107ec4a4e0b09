"""A comparison as one HTML file that opens offline, every figure and name with the words it came from."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

from kg.use.compare.sections import Cell, Section
from kg.use.messages import text
from kg.use.records import Source

_STYLE = """
:root{--ink:#1f2328;--soft:#656d76;--line:#d8dee4;--back:#fff;--band:#f6f8fa;--good:#1a7f37;--warn:#9a6700;
--bad:#cf222e;--note:#8250df}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--line:#3d444d;--back:#0d1117;
--band:#151b23;--good:#3fb950;--warn:#d29922;--bad:#ff7b72;--note:#bc8cff}}
body{margin:0 auto;padding:1.5rem;max-width:100rem;color:var(--ink);background:var(--back);
font:15px/1.6 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2.2rem}nav a{margin-right:1rem;color:inherit}
p.note{color:var(--soft);margin:.3rem 0}.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid var(--line);padding:.4rem .6rem;
text-align:left;vertical-align:top;min-width:4rem}thead th{background:var(--band);position:sticky;top:0}
tr.part td,tr.part th{border-bottom:0;padding-top:.1rem;padding-bottom:.1rem;color:var(--soft);font-size:.93em;
font-weight:400}tr.part th{padding-left:1.6rem}tbody th{font-weight:600}
.shared,.same{color:var(--good)}.renamed{color:var(--good)}.alike,.changed{color:var(--warn)}
.conflict{color:var(--bad)}.homonym{color:var(--note)}.missing{color:var(--soft)}
details{font-size:.9em}summary{cursor:pointer;color:var(--soft)}blockquote{margin:.3rem 0;padding-left:.6rem;
border-left:3px solid var(--line);max-width:34rem}mark{background:#fff3b0;color:#1f2328}cite{color:var(--soft);
font-style:normal;display:block}@media print{thead th{position:static}details{display:none}}
"""


def html(title: str, sections: Iterable[Section], lang: str) -> str:
    """The whole page. Nothing is loaded from anywhere, and no script runs."""
    parts = list(sections)
    digest = b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    links = "".join(f'<a href="#{s.key}">{escape(s.title)}</a>' for s in parts)
    body = "\n".join(_section(s, lang) for s in parts)
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if lang == "zh" else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<main>\n<h1>{escape(title)}</h1>\n<nav>{links}</nav>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _section(section: Section, lang: str) -> str:
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in section.head)
    notes = "".join(f'<p class="note">{escape(n)}</p>' for n in section.notes)
    rows = []
    for line in section.lines:
        first, *others = line.cells
        tag = "td" if section.key == "only" else 'th scope="row"'
        cells = f"<{tag}{_tone(first)}>{_inner(first, lang)}</{tag[:2]}>"
        cells += "".join(f"<td{_tone(c)}>{_inner(c, lang)}</td>" for c in others)
        rows.append(f"<tr{' class=part' if line.level else ''}>{cells}</tr>")
    table = (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(section.title)}"><table>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody></table></div>"
    )
    title = f'<h2 id="{section.key}">{escape(section.title)}</h2>'
    return f"<section>{title}{notes}{table if rows else ''}</section>"


def _tone(cell: Cell) -> str:
    return f' class="{cell.tone}"' if cell.tone else ""


def _inner(cell: Cell, lang: str) -> str:
    words = escape(cell.text)
    if not cell.sources:
        return words
    quotes = "".join(_quote(s, lang) for s in cell.sources[:6])
    return f"{words}<details><summary>{text('evidence', lang)}</summary>{quotes}</details>"


def _quote(source: Source, lang: str) -> str:
    before, found, after = source.context.partition(source.quote)
    if found:
        words = f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}"
    else:
        words = f"<mark>{escape(source.quote)}</mark>"
    where = [source.report or "", source.document, f"{source.start}–{source.end}"]
    if source.sentence:
        where.insert(2, text("sentence", lang, n=source.sentence))
    cite = " · ".join(filter(None, where))
    return f"<blockquote>{words}<cite>{escape(cite)}</cite></blockquote>"
