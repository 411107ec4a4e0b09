"""The table of reuse: reprints, and the passages that reports of two places share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.use.reuse.passages import LEAST, Shared, shared
from kg.use.reuse.reprints import groups, reprints
from kg.use.reuse.texts import Report, reports
from kg.use.tables.columns import BASES, Column, Row, Table
from kg.use.tables.material import Material

COMMON = 20
_OWN = 0.8  # of the least length
_OVERLAP = 0.5


def reuse(store: ox.Store, texts: Mapping[str, str], common: int = COMMON) -> list[Row]:
    """Reprints first, then passages, the longest first. Reprints are one text: passages are told of the first of them alone."""
    told = reports(store, texts)
    strings = [r.string for r in told]
    alike = reprints(strings)
    group = groups(alike)
    kept = [n for n in range(len(told)) if group.get(n, n) == n]
    places = [told[n].place or told[n].iri for n in kept]
    found = [
        Shared(kept[s.one], s.start, s.end, kept[s.other], s.other_start, s.other_end, s.same)
        for s in shared([strings[n] for n in kept], common, places)
    ]
    material = Material(store)
    rows = [_reprint(material, told, pair) for pair in alike]
    return rows + [_row(material, told, s, "passage") for s in _best(told, found)]


def _best(told: Sequence[Report], found: list[Shared]) -> Iterator[Shared]:
    """Passages with enough words of their own, none of which lies mostly in a longer one of the same two reports."""
    kept: dict[tuple[int, int], list[Shared]] = {}
    for s in sorted(found, key=lambda s: (-s.same, s.one, s.start, s.other, s.other_start)):
        own = min(told[s.one].own_words(s.start, s.end), told[s.other].own_words(s.other_start, s.other_end))
        if max(s.end - s.start, s.other_end - s.other_start) < LEAST or own < LEAST * _OWN:
            continue
        longer = kept.setdefault((s.one, s.other), [])
        if not any(_covers(k, s) for k in longer):
            longer.append(s)
            yield s


def _covers(large: Shared, small: Shared) -> bool:
    one = min(large.end, small.end) - max(large.start, small.start)
    other = min(large.other_end, small.other_end) - max(large.other_start, small.other_start)
    return max(one, other) > _OVERLAP * small.length


def _reprint(material: Material, told: Sequence[Report], pair: tuple[int, int, float]) -> Row:
    one, other, like = pair
    a, b = len(told[one].string), len(told[other].string)
    whole = Shared(one, 0, a, other, 0, b, round(like * min(a, b)))
    return _row(material, told, whole, "reprint") | {"likeness": round(like, 3)}


def _row(material: Material, told: Sequence[Report], s: Shared, kind: str) -> Row:
    one, other = told[s.one], told[s.other]
    row: Row = {"kind": kind, "length": s.length, "likeness": round(s.likeness, 3)}
    row |= _side(material, one, (s.start, s.end), "_a")
    row |= _side(material, other, (s.other_start, s.other_end), "_b")
    return row | {"earlier": _earlier(one, other)}


def _side(material: Material, report: Report, span: tuple[int, int], suffix: str) -> Row:
    start, end = report.span(*span)
    place = material.places.get(report.place or "")
    return {
        f"place{suffix}": place.name if place else None,
        f"place{suffix}_code": place.code if place else None,
        f"time{suffix}": report.issued,
        f"time{suffix}_basis": report.basis if report.issued else None,
        f"document{suffix}": report.document,
        f"start{suffix}": start,
        f"end{suffix}": end,
        f"share{suffix}": round((span[1] - span[0]) / len(report.string), 4),
        f"quote{suffix}": report.text[start:end],
    }


def _earlier(one: Report, other: Report) -> str | None:
    """Which side is the earlier one, as far as both dates tell it."""
    a, b = one.issued, other.issued
    if a is None or b is None or a.startswith(b) or b.startswith(a):
        return None
    return "a" if a < b else "b"


def table(rows: Sequence[Row]) -> Table:
    """The rows as a table that can be written."""
    return Table(
        "reuse",
        "转载与沿用",
        "Reprints and borrowed passages",
        "两篇报道共有的一段文字，或互为转载的两篇报道",
        "a passage that reports of two places share, or two reports of which one reprints the other",
        ("document_a", "start_a", "end_a", "document_b", "start_b", "end_b"),
        (
            Column("kind", "reprint 转载；passage 沿用的段落", "reprint, or passage", values=("reprint", "passage")),
            Column(
                "length",
                "较短一侧的字数（不计标点）",
                "characters of the shorter side, punctuation left out",
                "integer",
            ),
            Column("likeness", "相同字数所占份额", "share of characters that agree", "number"),
            Column(
                "earlier",
                "日期较早的一侧；空：不能确定",
                "the side with the earlier date; empty where the dates do not tell",
                values=("a", "b"),
            ),
            *_columns("_a", "（一）", " (a)"),
            *_columns("_b", "（二）", " (b)"),
        ),
        lambda _: rows,
    )


def _columns(suffix: str, zh: str, en: str) -> tuple[Column, ...]:
    return (
        Column(f"place{suffix}", f"报道的地区{zh}", f"place of the report{en}"),
        Column(f"place{suffix}_code", f"其区划代码{zh}", f"its division code{en}"),
        Column(f"time{suffix}", f"报道日期{zh}", f"date of the report{en}", "date"),
        Column(f"time{suffix}_basis", f"日期的依据{zh}", f"what the date rests on{en}", values=BASES),
        Column(f"document{suffix}", f"文件{zh}", f"file{en}"),
        Column(f"start{suffix}", f"起点{zh}（码点）", f"where it begins{en} (code points)", "integer"),
        Column(f"end{suffix}", f"终点{zh}", f"where it ends{en}", "integer"),
        Column(f"share{suffix}", f"占该报道的份额{zh}", f"share of the report{en}", "number"),
        Column(f"quote{suffix}", f"原文{zh}", f"the words{en}"),
    )
