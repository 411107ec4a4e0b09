"""The command ``compare``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.use.compare import outputs
from kg.use.compare.adoption import Cascades, adoption
from kg.use.compare.corpus import NEAREST, Like
from kg.use.compare.long import long_csv
from kg.use.compare.page import html
from kg.use.compare.ranking import LONG, Ranking
from kg.use.compare.regions import find_region
from kg.use.compare.report import Comparer, Comparison
from kg.use.compare.sections import Section, Sections, adoption_section, column_names
from kg.use.completing import region_names
from kg.use.messages import language, text
from kg.use.records import Place
from kg.use.spreadsheet import table as spreadsheet
from kg.use.terminal import OUT, GraphFile, Output, console, deliver, listed, note, open_graph, problem, region_problems

MANY = 12  # regions from which the most alike are told first, unless regions or tables are named


class Shape(StrEnum):
    """The outputs of a comparison."""

    TABLE = "table"
    MD = "md"
    CSV = "csv"
    LONG = "long"
    JSON = "json"
    HTML = "html"


class TableName(StrEnum):
    """The tables of a comparison."""

    PROGRAMMES = "programmes"
    HOMONYMS = "homonyms"
    PARTNERS = "partners"
    METRICS = "metrics"
    ONLY = "only"
    SPREAD = "spread"
    RECOGNITIONS = "recognitions"
    PROFILE = "profile"
    SIMILARITY = "similarity"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for, beside the regions."""

    graph: Path
    shape: Shape | None
    output: Path | None
    table: TableName | None
    everything: bool
    top: int

    @property
    def form(self) -> Shape:
        """The form that was asked for, or that the file's ending asks for."""
        if self.shape:
            return self.shape
        ending = self.output.suffix.removeprefix(".").lower() if self.output else ""
        default = Shape.MD if self.output else Shape.TABLE
        return next((s for s in Shape if s.value == ending), default)

    @property
    def plain(self) -> bool:
        """Whether neither a table, nor a form, nor everything was asked for."""
        return self.form is Shape.TABLE and self.table is None and not self.everything


def compare(  # noqa: PLR0913 - one parameter for each option
    regions: Annotated[
        list[str] | None,
        typer.Argument(
            help="地区，全称或简称；不写则比较全部报道地区 · regions; none: all", autocompletion=region_names
        ),
    ] = None,
    graph: GraphFile = OUT,
    shape: Annotated[
        Shape | None,
        typer.Option("-f", "--format", help="输出形式，long 为整洁长表 · form of the output; long: tidy CSV"),
    ] = None,
    output: Output = None,
    table: Annotated[TableName | None, typer.Option("--table", help="只输出一张表 · one table only")] = None,
    like: Annotated[
        str | None,
        typer.Option(
            "--like", help="与该地区最相似的地区及依据 · the regions most like this one", autocompletion=region_names
        ),
    ] = None,
    ranked: Annotated[
        bool, typer.Option("--ranked", help="全部地区中最相似的及依据 · the most alike of all, and why")
    ] = False,
    families: Annotated[
        bool, typer.Option("--families", help="多地推行的对应项目 · programmes that several regions run")
    ] = False,
    top: Annotated[int, typer.Option("--top", min=1, help="列出的行数 · how many lines are listed")] = 20,
    show_adoption: Annotated[
        bool, typer.Option("--adoption", help="采用时间表（node, cascade, time） · cascade table")
    ] = False,
    dated_only: Annotated[
        bool, typer.Option("--dated-only", help="只写有日期的行 · with --adoption: dated rows only")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="也列出仅一地提及的内容 · also what one region alone mentions")
    ] = False,
) -> None:
    """比较各地的专名工作结构与指标 · Compare programme structures and figures of regions."""
    lang = language()
    asked = _Asked(graph, shape, output, table, everything, top)
    comparer = Comparer(open_graph(graph, built=True))
    if like or ranked or families:
        _rank(comparer, asked, like, families=families, ranked=ranked)
        return
    places = _places(comparer, regions or [], lang, alone=show_adoption)
    if not regions and asked.plain and not show_adoption and len(places) > MANY:
        _rank(comparer, asked, None, families=True, ranked=True)
        told = {"regions": len(places), "graph": graph}
        note(text("of_all", lang, **told))
        return
    comparison = comparer.compare(places)
    cascades = adoption(comparison, comparer.reader) if show_adoption else None
    if cascades is not None and asked.form in (Shape.CSV, Shape.LONG):
        if cascades.undated and not dated_only:
            note(text("undated", lang, n=cascades.undated))
        deliver(outputs.cascades_csv(cascades, dated_only=dated_only), output, lang)
        return
    _write(comparison, cascades, asked, lang)


def _write(comparison: Comparison, cascades: Cascades | None, asked: _Asked, lang: str) -> None:
    """Write the comparison as it was asked for."""
    if asked.form is Shape.JSON:
        deliver(outputs.as_json(comparison, cascades), asked.output, lang)
        return
    if asked.form is Shape.LONG:
        deliver(long_csv(comparison), asked.output, lang)
        return
    names = column_names(comparison, lang)
    title = text("title", lang, names=listed(names, lang))
    _deliver(title, _sections(comparison, cascades, asked, lang), asked, names)


def _deliver(title: str, sections: list[Section], asked: _Asked, names: tuple[str, ...] = ()) -> None:
    """Print the tables, or write them to a file."""
    lang = language()
    if asked.form is Shape.TABLE and asked.output is None:
        outputs.terminal(console(), title, sections, names)
    elif asked.form is Shape.HTML:
        deliver(html(title, outputs.narrowed(sections, names), lang), asked.output, lang)
    elif asked.form is Shape.CSV:
        deliver(outputs.sections_csv(sections), asked.output, lang)
    else:
        deliver(outputs.markdown(title, outputs.narrowed(sections, names)), asked.output, lang)


def _rank(comparer: Comparer, asked: _Asked, like: str | None, *, families: bool, ranked: bool) -> None:
    """The rankings that were asked for."""
    lang = language()
    ranking = Ranking(comparer.corpus(), lang)
    found: list[Like] = []
    sections = []
    if like:
        seat = _seat(comparer, like, lang)
        found = ranking.like(seat, min(asked.top, NEAREST))
        sections.append(ranking.like_section(seat, found))
    if ranked:
        found = ranking.ranked(asked.top)
        sections.append(ranking.ranked_section(found))
    if families:
        sections.append(ranking.families_section(asked.top))
    if asked.form is Shape.JSON:
        told = {"likeness": ranking.to_json(found), "families": ranking.families_json(asked.top)}
        kept = {k: v for k, v in told.items() if (families if k == "families" else like or ranked)}
        deliver(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", asked.output, lang)
    elif asked.form is Shape.LONG and (like or ranked):
        deliver(spreadsheet(LONG, ranking.long(found)), asked.output, lang)
    else:
        _deliver(text("ranking", lang), sections, asked)


def _seat(comparer: Comparer, name: str, lang: str) -> str:
    """The seat that a name means; one that holds nothing ends the run with code 2."""
    with region_problems(comparer.reader, lang):
        place = find_region(comparer.reader, name)
    if place.iri not in comparer.corpus().told:
        problem(text("not_ranked", lang, name=place.name))
        raise typer.Exit(2)
    return place.iri


def _places(comparer: Comparer, names: list[str], lang: str, *, alone: bool) -> list[Place]:
    """The regions that were named, or all that reports are about."""
    reader = comparer.reader
    with region_problems(reader, lang):
        places = [find_region(reader, n) for n in names] or reader.covered()
    places = list({p.iri: p for p in places}.values())
    if not places:
        problem(text("region.none", lang))
        raise typer.Exit(2)
    if len(places) < 2 and not alone:
        known = listed((p.name for p in reader.covered()), lang)
        problem(text("region.one", lang, candidates=known))
        raise typer.Exit(2)
    return places


def _sections(comparison: Comparison, cascades: Cascades | None, asked: _Asked, lang: str) -> list[Section]:
    if cascades is not None:
        return [adoption_section(cascades, lang)]
    table = asked.table
    everything = asked.everything or asked.form is Shape.HTML or table is TableName.ONLY
    made = Sections(comparison, lang).all(everything=everything)
    return [s for s in made if table is None or s.key == table.value]
