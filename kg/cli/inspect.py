"""``kg why``: which rule read what."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import sys
from importlib import resources
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from kg.cli.texts import TEXTS, say
from kg.cli.unreadable import in_words
from kg.model import DiffusionMention, Document, Mention, Metric, Part, Programme, ProgrammeMention
from kg.text.decode import ReadError
from kg.text.printed import seen
from kg.text.read import SUFFIXES, read_document
from kg.use.messages import language
from kg.use.terminal import console, problem

if TYPE_CHECKING:  # what reads takes half a second to load, so it is loaded when something is read
    from kg.pipeline import Reading

_KINDS = {
    "Region": "地区",
    "Organisation": "组织",
    "Programme": "专名工作",
    "Formula": "协作公式",
    "Formulation": "提法",
    "Policy": "政策文件",
    "Particular": "文件事项",
    "Metric": "指标数据",
    "Adoption": "采纳",
    "Recognition": "认可",
}
_FIELDS = {
    "name": "名称",
    "kind": "类别",
    "level": "层级",
    "bare": "简称",
    "aliases": "别称",
    "parts": "要素",
    "declared": "宣称项数",
    "parent": "从属于",
    "text": "文字",
    "title": "标题",
    "issuer": "发文者",
    "implements": "贯彻",
    "what": "所指",
    "value": "数值",
    "property": "指标",
    "unit": "单位",
    "hedge": "约数",
    "time": "时间",
    "change": "变化",
    "condition": "条件",
    "basis": "口径",
    "per": "每",
    "status": "状态",
    "when": "时间",
    "who": "谁",
    "within": "范围",
    "source": "学自",
    "push": "推动者",
    "to": "成为",
    "ordered": "有先后",
    "by": "认可者",
}
"""What people who read Chinese are told in place of the names of types and fields; other fields serve linking, and are left out for them."""
_LONGEST_NAME = 255  # bytes of a file's name: what is longer is no path and must not be asked for as one


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return " | ".join(_shown(v) for v in value)
    if isinstance(value, Part):
        return f"{value.name} ({value.rule})" if value.rule else value.name
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value))
        return ", ".join(f"{k}={_shown(v)}" for k, v in fields if v not in (None, "", ()))
    return str(value)


def _words(value: Any, clean: str) -> str:
    """A value of which pairs of numbers are ranges of the text."""
    if not isinstance(value, tuple):
        return _shown(value)
    if isinstance(value[0], int):
        return clean[slice(*value)]
    return " | ".join(_words(v, clean) for v in value)


def _fields(mention: Mention, clean: str) -> str:
    skipped = {"start", "end", "rule", "places", "because", "scope"}
    told = isinstance(mention, DiffusionMention)
    zh = language() == "zh"
    rows = [
        f"{_FIELDS[f.name] if zh else f.name}={_words(getattr(mention, f.name), clean) if told else _shown(getattr(mention, f.name))}"
        for f in dataclasses.fields(mention)
        if f.name not in skipped
        and (f.name in _FIELDS or not zh)
        and getattr(mention, f.name) not in (None, "", (), False)
    ]
    because = getattr(mention, "because", ())
    if because:
        rows.append(f"{say('because')} " + ", ".join(f"{name} {w:+d}" for name, w in because))
    return "\n".join(rows)


def _chosen(reading: Reading, mention: Mention) -> str:
    """The features that weighed most where words were chosen as the name of a programme."""
    if not isinstance(mention, ProgrammeMention):
        return ""
    from kg.rules.engine import Found
    from kg.rules.programmes import chosen, unquoted

    found = Found(reading.mentions)
    told = chosen.why(reading.text, found, mention.start)
    if mention.rule == "programme.kind":
        told = unquoted.why(reading.text, found, mention.start, mention.end)
    return "".join(f"\n{escape(name)} {weight:+d}" for name, weight in told)


def _mentions(reading: Reading) -> Table:
    from kg.rules.all import FAMILIES

    reads = {rule.id: rule.reads for family in FAMILIES for rule in family.rules}
    if language() == "zh":
        said = resources.files("kg.cli").joinpath("rules.zh.tsv").read_text("utf-8")
        reads |= dict(line.split("\t") for line in said.splitlines())
    table = Table(say("words"), say("span"), say("kind"), say("rule"), say("reads"), show_lines=True)
    for m in reading.mentions:
        raw = reading.text.raw_span(m.start, m.end)
        where = f"{raw.start}–{raw.end}"
        if shown := seen(reading.text.document.layout, raw.start, raw.end):
            where += "\n" + say("on_page", page=shown.page, box=" ".join(map(str, shown.box)))
            where += "" if shown.sure is None else f"\nOCR {shown.sure:.0%}"
        rule = f"{m.rule}\n[dim]{escape(reads.get(m.rule, ''))}[/]{_chosen(reading, m)}"
        kind = type(m).__name__.removesuffix("Mention")
        kind = _KINDS.get(kind, kind) if language() == "zh" else kind
        words = reading.text.clean[m.start : m.end]
        table.add_row(escape(words), where, kind, rule, escape(_fields(m, reading.text.clean)))
    return table


def _links(reading: Reading) -> Table:
    table = Table(say("kind"), say("linked"), say("where"), show_lines=True)
    links = reading.links
    for kind, things in (
        ("regions", links.regions),
        ("organisations", links.organisations),
        ("programmes", links.programmes),
        ("metrics", links.metrics),
    ):
        for thing in things:
            name = getattr(thing, "name", None) or getattr(thing, "property", "")
            region = getattr(thing, "region", None) or getattr(thing, "within", None)
            place = region.name if region is not None else "—"
            told = "\n".join(
                filter(None, (place, thing.why, _sure(thing) if isinstance(thing, Programme | Metric) else ""))
            )
            table.add_row(say(kind), escape(str(name)), escape(told))
    return table


def _sure(thing: Programme | Metric) -> str:
    """What the confidence of the surest piece of evidence is the product of."""
    from kg.graph.stated import factors
    from kg.pipeline import confidence

    shared = (thing.placed,) if isinstance(thing, Programme) else ()
    every = [factors(q.rule, (*q.choices, *shared), confidence()) for q in thing.quotes]
    found = max(every, key=lambda parts: prod(f.share for f in parts) if parts else 0.0, default=[])
    parts = (f"{say(k, n=f.margin) if (k := f'choice_{f.name}') in TEXTS else f.name} {f.share:.3f}" for f in found)
    return f"{say('sure')} {prod(f.share for f in found):.3f} = {' × '.join(parts)}" if found else ""


def why(
    text: Annotated[str, typer.Argument(help="文字、文件路径或 - · text, a file, or - for standard input")],
) -> None:
    """说明哪条规则从文字中读出了什么 · Say which rule read what in a text, and how it was linked."""
    out = console()
    from kg.pipeline import read_one

    reading = read_one(_given(text))
    if not reading.mentions:
        out.print(say("no_mentions"))
        return
    out.print(_mentions(reading))
    out.print(_links(reading))


def _given(text: str) -> Document:
    """The document that an argument means: standard input, a file, or the words themselves."""
    if text == "-":
        return _document(sys.stdin.read())
    path = Path(text) if text and max(len(os.fsencode(p)) for p in text.split("/")) <= _LONGEST_NAME else None
    if path is not None and path.is_dir():
        problem(say("folder", path=path))
        raise typer.Exit(2)
    if path is not None and (path.is_file() or path.suffix.lower() in SUFFIXES):
        try:
            return read_document(path, path.name)
        except ReadError as error:
            problem(in_words(error))
            raise typer.Exit(2) from error
    return _document(text)


def _document(raw: str) -> Document:
    return Document(hashlib.sha256(raw.encode("utf-8", "replace")).hexdigest(), "text", raw)
