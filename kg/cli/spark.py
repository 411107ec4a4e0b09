"""``kg build --engine spark``: what the local build does, on a cluster."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

import typer

from kg.cli.summary import summary
from kg.cli.texts import say
from kg.cli.unreadable import in_words
from kg.graph.correction import FILE as CORRECTIONS
from kg.scale.pool import SLOW
from kg.scale.spark.session import SparkProblem, is_remote
from kg.text.outfolder import GRAPH, OutputError
from kg.text.read import STDIN, How
from kg.use.terminal import console, note, problem

if TYPE_CHECKING:
    from kg.scale.spark.run import Report


class Engine(StrEnum):
    """Where a build runs."""

    LOCAL = "local"
    SPARK = "spark"


def place(words: str | Path) -> Path:
    """A path; an address in a store of the cluster (``hdfs://…``), which a path would not keep as it is, stays words.
    No words at all, an unset variable of a shell say, would be the folder of now."""
    if not str(words).strip():
        raise typer.BadParameter(say("no_words"))
    return cast(Path, words) if is_remote(words) else Path(words)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Spark is, and settings ``key=value`` for it."""

    master: str | None
    conf: list[str] | None = None


def only_paths(*paths: Path) -> None:
    """Refuse addresses in a store of a cluster."""
    for path in paths:
        if is_remote(path):
            _give_up("remote", path=path)


def build_on_spark(paths: list[Path], output: Path, cluster: Cluster, how: How, given: Mapping[str, object]) -> None:
    """Build; ``given`` are the options that do not work here, as they were given."""
    started = time.monotonic()
    unfit = [option for option, value in given.items() if value]
    unfit += ["-"] * (STDIN in paths)
    if not is_remote(output) and os.path.lexists(Path(output) / CORRECTIONS):
        unfit.append(CORRECTIONS)
    if unfit:
        _give_up("spark_unfit", options=" ".join(unfit))
    master = cluster.master or _give_up("spark_no_master")
    settings = dict(_setting(words) for words in cluster.conf or ())
    from kg.scale.spark.run import Job, build

    try:
        report = build(Job(master, [str(p) for p in paths], str(output), settings, how))
    except SparkProblem as error:
        problem(say(f"spark_{error.reason}", detail=error.detail))
        raise typer.Exit(2) from error
    except OutputError as error:
        problem(say(f"out_{error.reason}", path=error.path))
        raise typer.Exit(2) from error
    _tell(report, how)
    if not report.triples:
        _give_up("nothing")
    seconds = time.monotonic() - started
    console().print(summary(report.documents, report.types, report.incomplete, report.triples, seconds))
    there = f"{str(output).rstrip('/')}/"
    for name in ("facts/", "quads/") if is_remote(output) else (GRAPH, "facts/", "quads/"):
        console().print(f"{say('wrote')} {there}{name}")
    lost = len(report.errors) + len(report.missing) + len(report.failed)
    if lost:
        problem(say("failed", n=lost))
        raise typer.Exit(1)


def _give_up(key: str, **values: object) -> NoReturn:
    problem(say(key, **values))
    raise typer.Exit(2)


def _setting(words: str) -> tuple[str, str]:
    key, equals, value = words.partition("=")
    if not equals:
        _give_up("spark_conf", words=words)
    return key.strip(), value.strip()


def _tell(report: Report, how: How) -> None:
    """What could not be read or built, and what was read once."""
    for path in report.missing:
        problem(say("missing", path=path))
    for error in report.errors:
        problem(in_words(error))
    for name, other in report.copies:
        note(say("copies", name=name, other=other))
    for name, why in report.failed.items():
        if why == SLOW:
            problem(say("slow", name=name, seconds=f"{how.seconds:g}"))
        else:
            problem(say("died", name=name, error=why))
    if report.bare:
        few = " ".join(report.bare[:5])
        note(say("bare", n=len(report.bare), names=few + " …" * (len(report.bare) > 5)))
    for changed in report.changed:
        note(say("changed", path=changed))
