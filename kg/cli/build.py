"""``kg build``: files in, graph and page out."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from kg.cli.beside import Said, write_beside
from kg.cli.corrected import corrected, corrections_of
from kg.cli.spark import Cluster, Engine, build_on_spark, only_paths, place
from kg.cli.summary import summary
from kg.cli.texts import both, hint, say
from kg.cli.unchanged import Result, Things, made_of, remember, unchanged
from kg.cli.unreadable import in_words
from kg.cli.watch import keep_building
from kg.graph import terms as t
from kg.graph.blocks import Blocks
from kg.graph.confident import confident
from kg.graph.correction import Correction, apart
from kg.graph.ordered import Facts, Group, Groups
from kg.graph.settle_many import settled
from kg.graph.write import write_groups
from kg.model import Document
from kg.scale.pool import SLOW, Built, Work, build_all, cores, is_bare
from kg.scale.store import FILE as STORE
from kg.scale.store import NONE, Joined, Keeping, Store
from kg.text.from_table import FIELDS, UnknownField, columns
from kg.text.grid import unread
from kg.text.inputs import Inputs, read_inputs
from kg.text.kept import kept_name, places_name
from kg.text.outfolder import GRAPH, PAGE, TEXTS, OutFolder, OutputError, digest_of_manifest
from kg.text.read import STDIN, SUFFIXES, How
from kg.text.recognise import pictures
from kg.text.shelf import Shelf
from kg.text.undisturbed import undisturbed
from kg.use.terminal import console, note, problem

_CELLS = 3  # marks between cells that a table has at least
_AT_ONCE = 5_000  # documents whose texts are in memory
_REJOINED = 20  # facts are joined anew when more than one in so many documents is not among those joined before


def _inputs(paths: list[Path], how: How) -> Inputs:
    """Read what was named; name what is missing or empty and go on with the rest."""
    missing = [p for p in paths if p != STDIN and not p.exists()]
    for path in missing:
        problem(say("missing", path=path))
    inputs = read_inputs([p for p in paths if p not in missing], how)
    for path in paths:
        if path.is_dir() and not any(f.is_file() for f in path.rglob("*")):
            problem(say("empty", path=path, formats=" ".join(SUFFIXES)))
            missing.append(path)
    for error in inputs.errors:
        problem(in_words(error))
    for name, other in inputs.copies:
        note(say("copies", name=name, other=other))
    for path in sorted({path for path, _ in inputs.idle}):
        names = [name for home, name in inputs.idle if home == path]
        note(say("idle_sources", path=path, n=len(names), names=_listed(names)))
    for document in inputs.documents:
        _not_read(document, how)
    inputs.missing = len(missing)
    return inputs


def _not_read(document: Document, how: How) -> None:
    """Say which tables and pages of a document were not read, and what text recognition read."""
    for number, n in sorted(unread(document.raw).items()):
        note(say("tables_unread", name=document.name, n=n, page=number))
    if n := _silent_tables(document, how):
        note(say("tables_silent", name=document.name, n=n))
    if unseen := pictures(document.raw):
        note(say("pages_unread", name=document.name, pages=_listed([str(n) for n in unseen])))
    if sure := [line.sure for line in document.layout if line.sure is not None]:
        mean = f"{sum(sure) / len(sure):.0%}"
        note(say("recognised", name=document.name, n=len(sure), sure=mean))


def _silent_tables(document: Document, how: How) -> int:
    """How many tables with figures could not be read; text without cells is not looked at, nor what an earlier build looked at."""
    if document.raw.count("\t") + document.raw.count("|") < _CELLS:
        return 0
    said = f"{document.name}\x1f{document.raw}".encode("utf-8", "surrogatepass")
    digest, form = sha256(said).hexdigest(), "tables that are silent"
    told = how.known.text(digest, form) if how.known else None
    if told and told.isdecimal():
        return int(told)
    from kg.rules.metrics.tables import unread as unread_tables  # with all that reads
    from kg.text.prepare import prepare

    found = unread_tables(prepare(document))
    if how.known:
        how.known.keep_text(digest, form, str(found))
    return found


class _Extracted:
    """What documents give: facts, the evidence that is ready to be written, the names of those that gave nothing, and why others
    failed. What does not fit into the memory lies below ``folder``; the facts of many documents may be ``joined`` already."""

    def __init__(self, folder: Path, joined: Joined = NONE) -> None:
        self.facts = Facts(folder=folder)
        self.facts.begin(joined.facts, joined.count)
        self.ready = Blocks(folder)
        self.bare: list[str] = []
        self.failed: dict[str, str] = {}
        self._joined = joined

    def known(self, document: Document, key: bytes, store: Store, *, whole: bool) -> bool:
        """Whether the store knows a document; then what it gives is taken, its evidence as facts only where it is wanted ``whole``."""
        if key in self._joined.documents:
            if (block := store.evidence(key)) is None:
                return False
            self.ready.add(block)
            bare = key in self._joined.bare
        elif (entry := store.facts(document, whole=whole)) is not None:
            others = list(entry.others)
            self.facts.update(entry if whole else others)
            if not whole:
                self.ready.add(entry.block)
            bare = is_bare(others)
        else:
            return False
        if bare:
            self.bare.append(document.name)
        return True

    def add(self, built: Built) -> None:
        """Add what was built anew."""
        self.facts.update(built.facts)
        for block in built.blocks:
            self.ready.add(block)
        self.failed |= built.failed
        self.bare += built.bare


def _extract(documents: Shelf, keys: list[bytes], jobs: int, work: Work, store: Store, folder: Path) -> _Extracted:
    """The facts of all documents, which are found by ``keys``; what the store knows is not built again."""
    names = Counter(map(t.document_key, documents.ids))
    if max(names.values(), default=0) > 1:  # some share their evidence
        work = replace(work, whole=True)
    joined = NONE if work.whole else store.joined(keys)
    found = _taken_or_built(documents, keys, jobs, work, store, _Extracted(folder, joined))
    of = dict(zip(documents.names, keys, strict=True))
    if any(of[name] in joined.documents for name in found.failed):
        joined = NONE  # it holds what they no longer give
        found = _taken_or_built(documents, keys, jobs, work, store, _Extracted(folder))
    for name, error in sorted(found.failed.items()):
        if error == SLOW:
            problem(say("slow", name=name, seconds=f"{work.seconds:g}"))
        else:
            problem(say("died", name=name, error=error))
    if not work.whole and len(keys) - len(joined.documents) > len(keys) // _REJOINED and found.facts.few:
        given = [key for name, key in of.items() if name not in found.failed]
        store.join(given, [of[name] for name in found.bare], found.facts)
    return found


def _taken_or_built(
    documents: Shelf, keys: list[bytes], jobs: int, work: Work, store: Store, found: _Extracted
) -> _Extracted:
    """The same, with what is ``found`` already."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # No thread that draws: a process with threads cannot be forked.
    with Progress(*columns, console=console(), transient=True, auto_refresh=False) as progress:
        task = progress.add_task(say("building"), total=len(documents))
        for start in range(0, len(documents), _AT_ONCE):
            some = documents[start : start + _AT_ONCE]
            with undisturbed():
                known = zip(some, keys[start:], strict=False)
                new = [d for d, key in known if not found.known(d, key, store, whole=work.whole)]
            store.let_go()
            progress.update(task, advance=len(some) - len(new))
            for built in build_all(new, jobs, work):
                found.add(built)
                progress.update(task, advance=built.documents, refresh=True)
    return found


def _listed(names: list[str], most: int = 5) -> str:
    more = f" … (+{len(names) - most})" if len(names) > most else ""
    return " ".join(names[:most]) + more


class _Tally:
    """Counts what is written."""

    def __init__(self) -> None:
        self.types: Counter[str] = Counter()
        self.facts = self.incomplete = 0

    def over(self, groups: Iterable[Group]) -> Iterator[Group]:
        """The same facts, counted as they pass."""
        for subject, facts in groups:
            self.facts += len(facts)
            numbers = dict.fromkeys((t.DJ + "declaredCount", t.DJ + "foundCount"), 0)
            for fact in facts:
                if fact.predicate == t.RDF + "type":
                    self.types[fact.object] += 1
                elif fact.predicate in numbers:
                    numbers[fact.predicate] = int(fact.object)
            declared, found = numbers.values()
            self.incomplete += found < declared
            yield subject, facts


def build(
    paths: Annotated[
        list[Path],
        typer.Argument(parser=place, metavar="PATH", help="文件、文件夹或 - · files, folders, or - for standard input"),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", parser=place, metavar="PATH", help="输出文件夹 · output folder")
    ] = Path("out"),
    jobs: Annotated[int, typer.Option("-j", "--jobs", min=1, help="进程数 · processes")] = cores(),
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0, max=1, help="最低置信度 · least confidence")
    ] = 0.0,
    time_limit: Annotated[
        float,
        typer.Option("--time-limit", min=0, help="每个文件的时限（秒，0 为不限） · seconds for one document, 0: none"),
    ] = 60.0,
    table: Annotated[
        list[str] | None, typer.Option("--map", help="表格的列，如 正文=内容 · column of a table, as in text=CONTENT")
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option("--corrections", help="更正文件，默认为输出文件夹中的 corrections.toml · file of corrections"),
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="不用上次构建的记录，全部重读 · read everything again, unchanged or not")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="文件有变动即重新构建 · build again whenever a file changes")
    ] = False,
    page: Annotated[bool, typer.Option("--page/--no-page", help="写出 graph.html · write the page")] = True,
    engine: Annotated[
        Engine, typer.Option("--engine", help="在本机或 Spark 集群上构建 · on this machine, or on Spark")
    ] = Engine.LOCAL,
    master: Annotated[
        str | None, typer.Option("--master", help="Spark 主节点 · master: spark://HOST:7077, yarn, k8s://…, local[*]")
    ] = None,
    conf: Annotated[
        list[str] | None, typer.Option("--conf", help="Spark 设置 键=值 · a setting of Spark, key=value")
    ] = None,
) -> None:
    """从文件构建图谱：graph.ttl、graph.html · Build the graph from files."""
    if engine is Engine.SPARK:
        given = {"--watch": watch, "--corrections": corrections, "--min-confidence": min_confidence}
        how = _how(table, time_limit, None)
        build_on_spark(paths, output, Cluster(master, conf), how, given)
        return
    _local(paths, output)
    if watch:
        keep_building(paths, output, sys.argv[1:], corrections)
        return
    started = time.monotonic()
    store = Store(output / STORE, fresh=fresh)
    how = _how(table, time_limit, store)
    said = corrections_of(corrections, output)
    inputs = _inputs(paths, how)
    if not inputs.documents:
        problem(say("nothing"))
        raise typer.Exit(2)
    things = made_of(inputs, said, page, min_confidence, how.seconds)
    wrote = [f"{say('wrote')} {output / name}" for name in (GRAPH, *((PAGE,) if page else ()))]
    try:
        if (result := unchanged(store, things, output)) is not None:
            wrote = [say("unchanged", path=output)]
        else:
            work = Work(Keeping(store.path), how.seconds, whole=bool(said) or min_confidence > 0)
            asked = _Asked(output, work, jobs, said, min_confidence, page)
            result = _built(inputs.documents, inputs.paths, asked, store, things)
    except OutputError as error:
        problem(say(f"out_{error.reason}", path=error.path))
        raise typer.Exit(2) from error
    for chinese, english in result.notes:
        note(hint(chinese, english, output / GRAPH))
    _tell(result, inputs, started, wrote)


def _tell(result: Result, inputs: Inputs, started: float, wrote: list[str]) -> None:
    """Say what was built; the process ends with code 1 where something was lost."""
    counts = result.types, result.incomplete, result.triples
    console().print(summary(len(inputs.documents) - result.failed, *counts, time.monotonic() - started))
    for line in wrote:
        console().print(line)
    lost = {"failed": len(inputs.errors) + inputs.missing + result.failed, "uncorrected": result.idle}
    for what, number in lost.items():
        if number:
            problem(say(what, n=number))
    if any(lost.values()):
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a build is asked for."""

    output: Path
    work: Work
    jobs: int
    said: tuple[Correction, ...]
    least: float
    page: bool


def _built(documents: Shelf, paths: list[Path], asked: _Asked, store: Store, things: Things) -> Result:
    """Build and write; ``things`` is all that is built from."""
    with OutFolder(asked.output) as out:
        out.claim(_names(documents, page=asked.page), paths)
        found = _extract(documents, things.keys, asked.jobs, asked.work, store, out.scratch)
        with undisturbed():
            groups = settled(found.facts, apart(asked.said))
            groups, idle = corrected(groups, asked.said, documents.texts)
            groups, notes = _confident(found.facts, groups, asked.least)
            tally = _graph(groups, out.new / GRAPH, found.ready)
            said_of = Said(groups, tally.facts, found.ready) if asked.page else None
            left_out = write_beside(documents, out, said_of, store)
        for changed in out.commit():
            note(say("changed", path=changed))
        if found.bare:
            listed = _listed(sorted(found.bare))
            notes = [both("bare", n=len(found.bare), names=listed), *notes]
        triples, notes = tally.facts + found.ready.facts, [*notes, *left_out]
        result = Result(dict(tally.types), tally.incomplete, triples, notes, len(found.failed), idle)
        remember(store, things, result, digest_of_manifest(asked.output))
        store.close()
    return result


def _local(paths: list[Path], output: Path) -> None:
    """Refuse what a build on this machine cannot read, or write into."""
    only_paths(*paths, output)
    if output.exists() and not output.is_dir():
        problem(say("outdir", path=output))
        raise typer.Exit(2)


def _how(table: list[str] | None, seconds: float, store: Store | None) -> How:
    """How to read, as the options say."""
    try:
        return How(columns(table or []), seconds or None, store)
    except UnknownField as error:
        problem(say("bad_map", words=error, fields=", ".join(FIELDS)))
        raise typer.Exit(2) from error


def _names(documents: Shelf, *, page: bool) -> list[str]:
    """The files that a build writes."""
    texts = [f"{TEXTS}/{kept_name(d.name)}" for d in documents]
    places = [f"{TEXTS}/{places_name(d.name)}" for d in documents if d.layout]
    return [GRAPH, *texts, *places, *([PAGE] if page else [])]


def _confident(facts: Facts, groups: Groups, least: float) -> tuple[Groups, list[tuple[str, str]]]:
    """The facts of at least this confidence, and what is to be said of that."""
    if least <= 0:
        return groups, []
    kept = facts.at_hand(confident(facts, groups, Decimal(str(least))))
    before, after = (sum(len(said) for _, said in g()) for g in (groups, kept))
    return kept, [both("min_confidence", minimum=least, before=before, after=after)]


def _graph(groups: Groups, path: Path, ready: Blocks) -> _Tally:
    """Write the graph; without any fact there is none."""
    tally = _Tally()
    write_groups(tally.over(groups()), path, ready)
    if not tally.facts:
        problem(say("nothing"))
        raise typer.Exit(2)
    return tally
