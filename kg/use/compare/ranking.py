"""Who is like whom as tables: the regions most like one, the most alike of a corpus, the programmes that several run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.use.compare.cells import grounds_text
from kg.use.compare.corpus import Corpus, Like
from kg.use.compare.sections import Cell, Line, Section
from kg.use.messages import text
from kg.use.records import Source, jsonable

LONG = ("rank", "a", "a_code", "b", "b_code", "likeness", "aspect", "words", "share", "a_has", "b_has")


class Ranking:
    """The rankings of a corpus in one language."""

    def __init__(self, corpus: Corpus, lang: str) -> None:
        """Of ``corpus``, with the texts of ``lang``."""
        self.corpus = corpus
        self.lang = lang
        self.places = corpus.reader.places()

    def name(self, region: str) -> str:
        """The name of a region, behind that of its container where several seats bear it."""
        name = self.places[region].name
        if sum(p.name == name for p in self.corpus.seats) > 1:
            above = self.corpus.reader.above(region)
            return (above[0].name if above else "") + name
        return name

    def like(self, region: str, most: int) -> list[Like]:
        """The regions most like one."""
        return [self.corpus.like(region, other) for other, _ in self.corpus.nearest(region, most)]

    def ranked(self, most: int) -> list[Like]:
        """The pairs of regions most alike."""
        return [self.corpus.like(a, b) for a, b, _ in self.corpus.ranked(most)]

    def like_section(self, region: str, found: Sequence[Like]) -> Section:
        """The regions most like one, with what that rests on."""
        head = (text("likeness", self.lang), text("region", self.lang), text("rests_on", self.lang))
        lines = tuple(Line((Cell(f"{k.value:.2f}"), Cell(self.name(k.b)), self._grounds(k))) for k in found)
        return self._section("like", text("like", self.lang, name=self.name(region)), head, lines)

    def ranked_section(self, found: Sequence[Like]) -> Section:
        """The pairs most alike, with what that rests on."""
        where = text("region", self.lang)
        head = (text("likeness", self.lang), where, where, text("rests_on", self.lang))
        lines = tuple(
            Line((Cell(f"{k.value:.2f}"), Cell(self.name(k.a)), Cell(self.name(k.b)), self._grounds(k))) for k in found
        )
        return self._section("ranked", text("ranked", self.lang), head, lines)

    def families_section(self, most: int) -> Section:
        """The programmes that several regions run."""
        lines = []
        for family in self.corpus.families[:most]:
            by_seat: dict[str, list[str]] = {}
            for member in family.members:
                names = by_seat.setdefault(self.corpus.seat[member.region], [])
                names.append(member.label or member.name)
            told = [f"{self.name(s)}：{'、'.join(dict.fromkeys(n))}" for s, n in by_seat.items()]
            sources = tuple(m.sources[0] for m in family.members if m.sources)
            head = family.head.label or family.head.name
            lines.append(Line((Cell(head), Cell(str(len(by_seat))), Cell("\n".join(told), sources))))
        heads = tuple(text(key, self.lang) for key in ("family", "regions", "members"))
        notes = (text("family_note", self.lang),) if lines else ()
        return Section("families", text("families", self.lang), heads, tuple(lines), notes)

    def _section(self, key: str, title: str, head: tuple[str, ...], lines: tuple[Line, ...]) -> Section:
        note = text("similarity_note" if lines else "no_likes", self.lang)
        return Section(key, title, head, lines, (note,))

    def _grounds(self, like: Like) -> Cell:
        sources: dict[str, Source] = {}
        for ground in like.grounds[:3]:
            for thing in ground.things:
                for source in self.corpus.sources(thing)[:1]:
                    sources.setdefault(source.iri, source)
        return Cell(grounds_text(like.grounds, self.lang), tuple(sources.values())[:6])

    def long(self, found: Sequence[Like]) -> list[dict[str, object]]:
        """A row for every shared trait, under :data:`LONG`."""
        rows: list[dict[str, object]] = []
        for rank, like in enumerate(found, 1):
            a, b = self.places[like.a], self.places[like.b]
            pair = (rank, self.name(like.a), a.code or "", self.name(like.b), b.code or "", like.value)
            for g in like.grounds:
                told = (g.aspect, g.words, g.share, "、".join(g.a), "、".join(g.b))
                rows.append(dict(zip(LONG, (*pair, *told), strict=True)))
        return rows

    def to_json(self, found: Sequence[Like]) -> list[dict[str, Any]]:
        """The pairs for :func:`json.dump`: ``a`` and ``b`` (iri, name, code), ``likeness`` and ``grounds``."""
        return [
            {
                "a": self._place(like.a),
                "b": self._place(like.b),
                "likeness": like.value,
                "grounds": jsonable(like.grounds),
            }
            for like in found
        ]

    def families_json(self, most: int) -> list[dict[str, Any]]:
        """The families: ``name`` of the head, ``regions`` and the ``members`` as records."""
        return [
            {
                "name": f.head.label or f.head.name,
                "regions": sorted({self.corpus.seat[m.region] for m in f.members}),
                "members": jsonable(f.members),
            }
            for f in self.corpus.families[:most]
        ]

    def _place(self, region: str) -> dict[str, str | None]:
        place = self.places[region]
        return {"iri": region, "name": place.name, "code": place.code}
