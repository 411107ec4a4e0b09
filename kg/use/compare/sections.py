"""A comparison as tables of cells, the same for every output; a cell keeps the evidence behind its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest

from kg.graph.ontology import label
from kg.use.compare.adoption import Cascades
from kg.use.compare.align import PartRow, Row
from kg.use.compare.cells import figure_text, grounds_text, programme_text, terms_text
from kg.use.compare.match import THRESHOLD, Relation
from kg.use.compare.metrics import MetricRow
from kg.use.compare.report import Comparison
from kg.use.messages import text
from kg.use.records import PartOf, ProgrammeOf, Source


@dataclass(frozen=True, slots=True)
class Cell:
    """Words with their evidence; ``tone`` tells the outputs how to show it (same, changed, missing, conflict)."""

    text: str = ""
    sources: tuple[Source, ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table; ``level`` 1 for the parts under a programme."""

    cells: tuple[Cell, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One table with its title and its notes."""

    key: str
    title: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = field(default=())


class Sections:
    """Make the tables of a comparison in one language."""

    def __init__(self, comparison: Comparison, lang: str) -> None:
        """Of ``comparison``, with the texts of ``lang``."""
        self.of = comparison
        self.lang = lang
        self.names = column_names(comparison, lang)

    def say(self, key: str, **values: object) -> str:
        """A text of the message table."""
        return text(key, self.lang, **values)

    def all(self, *, everything: bool = True) -> list[Section]:
        """Every table; without ``everything`` only what two or more regions have."""
        made = [
            self.programmes(hint=not everything),
            self.homonyms(),
            self.partners(),
            self.metrics(everything=everything),
            *([self.only()] if everything else []),
            self.spread(),
            self.recognitions(),
            self.profile(),
            self.similarity(),
        ]
        return [s for s in made if s.lines or s.notes]

    # ---------------------------------------------------------------- programmes

    def programmes(self, *, hint: bool = False) -> Section:
        """The corresponding programmes, with the parts of a row below it."""
        rows = [r for r in self.of.rows if r.relation is not Relation.HOMONYM]
        shown = [r for r in rows if r.relation is not Relation.ONLY]
        lines = [line for row in shown for line in self._row(row)]
        notes = [self.say("threshold", threshold=THRESHOLD)]
        if not shown:
            notes = [self.say("none_corresponding", name=self.names[0])]
        if hint and len(shown) < len(rows):
            notes.append(self.say("only_rows", n=len(rows) - len(shown)))
        head = (self.say("relation"), self.say("score"), *self.names, self.say("why"))
        return Section("programmes", self.say("programmes"), head, tuple(lines), tuple(notes))

    def only(self) -> Section:
        """What one region alone has, each region's list in its column."""
        lists: list[list[Cell]] = [[] for _ in self.names]
        for row in self.of.rows:
            if row.relation is Relation.ONLY:
                (column,) = row.present
                lists[column].append(self._programme(column, row.cells[column]))
        lines = tuple(Line(cells) for cells in zip_longest(*lists, fillvalue=Cell()))
        return Section("only", self.say("only"), self.names, lines)

    def homonyms(self) -> Section:
        """Equal names for other contents."""
        rows = [r for r in self.of.rows if r.relation is Relation.HOMONYM]
        head = (self.say("relation"), self.say("score"), *self.names, self.say("why"))
        lines = [line for row in rows for line in self._row(row)]
        return Section("homonyms", self.say("homonym"), head, tuple(lines))

    def _row(self, row: Row) -> list[Line]:
        matched = row.relation is not Relation.ONLY
        why = terms_text(row.links[0].score.evidence, self.lang) if len(row.links) == 1 else ""
        if len(row.links) > 1:
            weakest = min(row.links, key=lambda k: (k.score.value, k.a, k.b))
            pair = f"{self.names[weakest.a]}–{self.names[weakest.b]}"
            why = f"{pair}: {terms_text(weakest.score.evidence, self.lang)}"
        head = Line(
            (
                Cell(self.say(row.relation.value), tone=row.relation.value),
                Cell(f"{row.score:.2f}" if matched else ""),
                *(self._programme(i, c) for i, c in enumerate(row.cells)),
                Cell(why),
            )
        )
        return [head, *(self._parts(p) for p in row.parts)]

    def _programme(self, column: int, programme: ProgrammeOf | None) -> Cell:
        if programme is None:
            return Cell(self.say("missing"), tone="missing")
        own = programme.region == self.of.columns[column].place.iri
        place = "" if own else self.of.places.get(programme.region, "")
        return Cell(programme_text(programme, place, self.lang), programme.sources)

    def _parts(self, row: PartRow) -> Line:
        cells = [self._part(c, row.relation, missing=i in row.missing) for i, c in enumerate(row.cells)]
        score = f"{row.score:.2f}" if row.relation != "only" else ""
        label = Cell(self.say(row.relation), tone=row.relation)
        return Line((label, Cell(score), *cells, Cell()), level=1)

    def _part(self, part: PartOf | None, relation: str, *, missing: bool) -> Cell:
        if part is None:
            return Cell(self.say("missing") if missing else "", tone="missing" if missing else "")
        number = f"{part.multiplicity}×" if part.multiplicity else ""
        return Cell(f"{part.position}. {number}{part.name}", part.sources, relation)

    # ---------------------------------------------------------------- formulas and figures

    def partners(self) -> Section:
        """The formulas aligned by partner; roles that one formula alone has stand together at the end."""
        table = self.of.partners
        used = [sum(bool(line.cells[n]) for line in table.lines) for n in range(len(table.roles))]
        common = [n for n, count in enumerate(used) if count > 1]
        single = [n for n, count in enumerate(used) if count == 1]
        lines = []
        for line in table.lines:
            if not any(line.cells[n] for n in common):
                continue
            place = self._programme(line.column, line.formula)
            rest = "、".join(w for n in single for w in line.cells[n])
            cells = [Cell("、".join(line.cells[n])) for n in common]
            lines.append(Line((Cell(self.names[line.column]), place, *cells, Cell(rest))))
        roles = tuple(table.roles[n] for n in common)
        rest_head = "其他" if self.lang == "zh" else "others"
        head = (self.say("region"), self.say("formulas"), *roles, rest_head)
        return Section("partners", self.say("partners"), head, tuple(lines))

    def metrics(self, *, everything: bool = True) -> Section:
        """Figures side by side; without ``everything`` the topics of which two regions have figures."""
        shown = self.of.metrics if everything else self.of.common_metrics
        notes = [self.say("metrics_note" if shown else "no_common_metrics")]
        if len(shown) < len(self.of.metrics):
            notes.append(self.say("only_metrics", n=len(self.of.metrics) - len(shown)))
        head = (self.say("metric"), self.say("unit"), *self.names)
        lines = tuple(self._metric(r) for r in shown)
        return Section("metrics", self.say("metrics"), head, lines, tuple(notes))

    def _metric(self, row: MetricRow) -> Line:
        label = self._measured(row) + (f"〔{row.scope}〕" if row.scope else "")
        plain = not row.measure.threshold and not row.measure.condition
        cells = []
        for i, cell in enumerate(row.cells):
            mark = i in row.conflicts
            words = []
            for reading in cell:
                place = f"{reading.place}：" if reading.place else ""
                told = figure_text(reading.figure, self.lang, condition=plain, unit=row.unit)
                words.append(place + told)
            joined = " ｜ ".join(words)
            if mark:
                joined += f" ⚠ {self.say('conflict')}"
            sources = tuple(s for r in cell for s in r.figure.sources)
            cells.append(Cell(joined, sources, "conflict" if mark else ""))
        return Line((Cell(label), Cell(row.unit), *cells))

    def _measured(self, row: MetricRow) -> str:
        """The measure, with the wordings of the texts where they differ."""
        own = [n for n in row.names if n != row.measure.label]
        return f"{row.measure.label}（{' / '.join(own)}）" if len(row.names) > 1 else row.measure.label

    # ---------------------------------------------------------------- regions

    def profile(self) -> Section:
        """The structure profiles, one region a column."""
        profiles = [c.profile for c in self.of.columns]
        numbers = ("programmes", "formulas", "depth", "parts", "declared", "found")
        lines = [
            self._line("count" if key == "programmes" else key, [str(getattr(p, key)) for p in profiles])
            for key in numbers
        ]
        lines.append(self._line("incomplete", ["、".join(p.incomplete) for p in profiles]))
        tables = (
            ("kinds", "kinds"),
            ("sectors", "sectors"),
            ("fields", "fields"),
            ("partner_sets", "partners"),
            ("leaders", "leaders"),
        )
        for key, attribute in tables:
            lines.append(self._line(key, [_counts(getattr(p, attribute)) for p in profiles]))
        schemes = ["、".join(map(_scheme, p.scheme_names.items())) for p in profiles]
        lines.append(self._line("schemes", schemes))
        return Section("profile", self.say("profile"), ("", *self.names), tuple(lines))

    def _line(self, key: str, words: list[str]) -> Line:
        return Line((Cell(self.say(key)), *(Cell(w) for w in words)))

    def similarity(self) -> Section:
        """The matrix of likeness, the column most like each with what that rests on, and the groups."""
        near = self.of.similarity
        head = ("", *self.names, self.say("nearest"), self.say("rests_on"))
        if near is None:
            notes: tuple[str, ...] = (self.say("similarity_left_out"),)
            return Section("similarity", self.say("similarity"), head, (), notes)
        by_region = {n.region: n for n in near.nearest}
        lines = []
        shown = self.names[:1] if len(self.names) == 2 else self.names  # two say the same
        for i, name in enumerate(shown):
            values = [Cell(f"{v:.2f}") for v in near.total[i]]
            told = [Cell(), Cell()]
            if found := by_region.get(i):
                told = [Cell(self.names[found.nearest]), Cell(grounds_text(found.grounds, self.lang))]
            lines.append(Line((Cell(name), *values, *told)))
        notes = (self.say("similarity_note"),)
        groups = [g for g in near.clusters if len(g) > 1]
        if groups and len(self.names) > 2:
            told_groups = "；".join("、".join(self.names[i] for i in g) for g in groups)
            notes += (f"{self.say('clusters')}：{told_groups}",)
        return Section("similarity", self.say("similarity"), head, tuple(lines), notes)

    # ---------------------------------------------------------------- spread

    def spread(self) -> Section:
        """Who began, who learned from whom, in the order of programmes and years."""
        told, names = self.of.spread.adoptions, self.of.spread.names
        lines = []
        for a in sorted(told, key=lambda a: (names[a.what], a.what, a.kind != "first", a.year or 9999, a.order or 0)):
            level = label("level", a.level, self.lang) if a.level else ""
            words = [names[a.what], label("adoption-kind", a.kind, self.lang), names[a.who]]
            words += [a.date or str(a.year or ""), names.get(a.first_in or "", level)]
            words += [names.get(end or "", "") for end in (a.learned_from, a.pushed_by, a.became)]
            lines.append(_told(words, a.sources))
        keys = ("programme", "adoption_kind", "region", "year", "first_in", "learned_from", "pushed_by", "became")
        return Section("spread", self.say("spread"), tuple(map(self.say, keys)), tuple(lines))

    def recognitions(self) -> Section:
        """What the programmes were recognised with."""
        names = self.of.spread.names
        lines = []
        for r in sorted(self.of.spread.recognitions, key=lambda r: (names[r.what], r.what, r.year or 9999)):
            words = [names[r.what], label("recognition-kind", r.kind, self.lang)]
            words += [label("level", r.level, self.lang), r.by or "", r.title or "", r.date or str(r.year or "")]
            lines.append(_told(words, r.sources))
        keys = ("programme", "recognition_kind", "level", "recognised_by", "title_of", "year")
        return Section("recognitions", self.say("recognitions"), tuple(map(self.say, keys)), tuple(lines))


def _told(words: list[str], sources: tuple[Source, ...]) -> Line:
    """A line whose first cell keeps the evidence."""
    return Line((Cell(words[0], sources), *map(Cell, words[1:])))


def column_names(comparison: Comparison, lang: str) -> tuple[str, ...]:
    """The names of the columns: one that no report is about is marked, and of two with one name each says where it lies."""
    plain = [c.place.name for c in comparison.columns]
    names = []
    for column in comparison.columns:
        name = column.place.name
        if plain.count(name) > 1 and column.above:
            name = f"{column.above[0]}{name}"
        names.append(name if column.reported else text("not_reported", lang, name=name))
    return tuple(names)


def adoption_section(cascades: Cascades, lang: str) -> Section:
    """The cascade table."""
    head = ("node", "cascade", "time", "event_year", "origin", text("programme", lang))
    lines = tuple(
        Line(
            (
                Cell(a.node),
                Cell(a.cascade),
                Cell(a.time or ""),
                Cell(str(a.event_year or "")),
                Cell("★" if a.origin else ""),
                Cell(a.programme, (a.source,) if a.source else ()),
            )
        )
        for a in cascades.adoptions
    )
    notes = (text("undated", lang, n=cascades.undated),) if cascades.undated else ()
    if not lines:
        notes = (text("no_cascades", lang),)
    return Section("adoption", text("adoption", lang), head, lines, notes)


def _counts(table: dict[str, int]) -> str:
    """Words with their counts, most first; no number is a one."""
    return "、".join(word if count == 1 else f"{word}×{count}" for word, count in table.items())


def _scheme(item: tuple[str, tuple[str, ...]]) -> str:
    """A scheme with the abbreviations of it: n岗联创（三岗联创）."""
    scheme, names = item
    return f"{scheme}（{'、'.join(names)}）"
