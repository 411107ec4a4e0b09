"""The terminal of the commands that read a graph: output, problems, the language, files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import typer
from rich.console import Console
from rich.text import Text

from kg.graph.store import GraphError, load
from kg.use.compare.regions import RegionError
from kg.use.messages import graph_problem, language, text


def console() -> Console:
    """Standard output; wide where it goes to a file or a pipe, so that no table is cut."""
    out = Console(highlight=False)
    return out if out.is_terminal else Console(highlight=False, width=max(out.width, 160))


def problem(message: str) -> None:
    """Say on standard error what went wrong; the words are no markup."""
    Console(stderr=True, highlight=False).print(
        Text.assemble(("✗ ", "bold red"), message), soft_wrap=True
    )


def note(message: str) -> None:
    """Say on standard error what a person may want to know."""
    Console(stderr=True, highlight=False).print(
        Text.assemble(("! ", "yellow"), message), soft_wrap=True
    )


def lang_of(context: typer.Context) -> str:
    """The language of this run: ``--lang`` of the application, else the locale's."""
    asked = context.find_root().params.get("lang")
    return language(str(getattr(asked, "value", asked)) if asked else None)


def open_graph(path: Path, lang: str) -> ox.Store:
    """Load the graph, or say what is wrong and end with code 2."""
    try:
        return load(path)
    except GraphError as error:
        problem(graph_problem(error, lang))
        raise typer.Exit(2) from error


@contextmanager
def region_problems(lang: str) -> Iterator[None]:
    """Say which regions could have been meant, and end with code 2."""
    try:
        yield
    except RegionError as error:
        words = [f"{n}（{above}）" if above else n for n, above in error.candidates]
        key = "region.several" if error.several else "region.unknown"
        found = "、".join(words) or text("none", lang)
        problem(text(key, lang, name=error.name, candidates=found))
        raise typer.Exit(2) from error


def deliver(content: str | bytes, output: Path | None, lang: str) -> None:
    """Write to a file, whole or not at all, or to standard output as it is."""
    data = content.encode() if isinstance(content, str) else content
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    part = output.with_name(output.name + ".part")
    part.write_bytes(data)
    part.replace(output)
    note_written(output, lang)


def note_written(output: Path, lang: str) -> None:
    """Say on standard error which file was written."""
    Console(stderr=True, highlight=False).print(
        Text(text("wrote", lang, path=output)), soft_wrap=True
    )
