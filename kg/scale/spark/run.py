"""The whole path of a build on Spark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from kg.scale.spark import facts as ft
from kg.scale.spark import read as rd
from kg.scale.spark import write as wr
from kg.scale.spark.session import is_remote, on_disk, session
from kg.text.decode import ReadError
from kg.text.kept import keep_texts
from kg.text.outfolder import GRAPH, TEXTS, OutFolder
from kg.text.read import How

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

STAGING = ".kg-spark"
"""The folder below the output that holds what is in between, and is gone in the end."""
_READ = "read"


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be built where; ``settings`` are Spark's."""

    master: str
    inputs: Sequence[str]
    output: str
    settings: dict[str, str] = field(default_factory=dict)
    how: How = field(default_factory=How)


@dataclass(slots=True)
class Report:
    """What became of a build."""

    documents: int = 0
    missing: list[Path] = field(default_factory=list)
    triples: int = 0
    types: dict[str, int] = field(default_factory=dict)
    incomplete: int = 0
    errors: list[ReadError] = field(default_factory=list)
    copies: list[tuple[str, str]] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    bare: list[str] = field(default_factory=list)
    changed: list[Path] = field(default_factory=list)


def build(job: Job) -> Report:
    """Build. Raises :class:`kg.scale.spark.session.SparkProblem` and :class:`kg.text.outfolder.OutputError`."""
    named = rd.look(job.inputs)
    report = Report(missing=named.missing)
    for _, manifest in sorted(named.manifests.items()):
        report.errors += manifest.errors
    if named.files or named.tables or named.folders:
        with session(job.master, job.settings) as spark:
            place = _on_cluster if is_remote(job.output) else _on_disk
            place(spark, job, named, report)
    return report


def _on_disk(spark: SparkSession, job: Job, named: rd.Named, report: Report) -> None:
    """Into a folder that driver and workers see under one path: all of it or nothing."""
    folder = Path(job.output)
    between = folder / STAGING
    with OutFolder(folder) as out:
        out.claim([GRAPH], [path for path, _ in named.files])
        staging = ft.Staging(spark, on_disk(between))
        try:
            chosen = _build(job, named, report, staging, on_disk(out.new))
            if chosen is not None:
                wr.tidy(out.new / wr.FACTS, ".parquet")
                wr.tidy(out.new / wr.QUADS, ".nq")
                wr.write_graph(wr.stored(out.new / wr.FACTS), out.new / GRAPH)
                keep_texts(
                    wr.documents(between / _READ, chosen),
                    out.new / TEXTS,
                    lambda name, data: out.holds(f"{TEXTS}/{name}", data),
                )
                report.changed = out.commit()
        finally:
            rmtree(between, ignore_errors=True)


def _on_cluster(spark: SparkSession, job: Job, named: rd.Named, report: Report) -> None:
    """Into a store of the cluster: facts, N-Quads and texts in parts, no single graph."""
    base = job.output.rstrip("/")
    staging = ft.Staging(spark, f"{base}/{STAGING}")
    chosen = _build(job, named, report, staging, base)
    if chosen is not None:
        wr.write_texts(staging.get(_READ), chosen, f"{base}/{TEXTS}")
    staging.remove()


def _build(job: Job, named: rd.Named, report: Report, staging: ft.Staging, folder: str) -> rd.Chosen | None:
    """Read, build, settle and write what Spark writes; nothing where no document was read."""
    rows = staging.put(rd.read(staging.spark, named, job.how), _READ)
    report.errors += rd.errors(rows)
    chosen = rd.choose(rows)
    report.copies = sorted(chosen.copies.values())
    report.documents = rows.where(rows["kind"] == rd.DOCUMENT).count() - len(chosen.copies)
    if not report.documents:
        return None
    staging.a_task_each(rows)
    facts = staging.put(ft.build(rows, chosen, job.how.seconds), "built")
    report.failed, report.bare = ft.failed(facts), ft.bare(facts)
    settled = wr.write_facts(ft.settle(facts, frozenset(), staging), f"{folder}/{wr.FACTS}")
    wr.write_quads(settled, f"{folder}/{wr.QUADS}", staging)
    report.triples, report.types, report.incomplete = ft.counts(settled)
    return chosen
