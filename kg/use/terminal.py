"""The terminal of the commands that read a graph: output, problems, the language, files."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from kg.graph.store import GraphError, load
from kg.graph.write import write_whole
from kg.text.outfolder import GRAPH, finish, is_kept
from kg.use.compare.regions import RegionError
from kg.use.messages import graph_problem, language, text
from kg.use.reader import Reader


def graph_in(path: Path) -> Path:
    """The graph file itself: that of the folder, where the folder of a build is named."""
    return path / GRAPH if path.is_dir() else path


_HELP = "图谱文件或输出文件夹 · graph file, or folder of a build"
GraphFile = Annotated[Path, typer.Option("-g", "--graph", help=_HELP, callback=graph_in)]
GraphArgument = Annotated[Path, typer.Argument(help=_HELP, callback=graph_in)]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 · write to this file")]
OUT = Path("out/graph.ttl")
NO_TERMINAL = 120  # columns where there is no terminal to ask


class Terminal(Console):
    """Whatever would steer it stands as escapes, in the name of a file, in a report, in somebody else's graph."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """What is shown, in pieces."""
        for piece in super().render(renderable, options):
            words = piece.text if piece.control else piece.text.translate(_STEERING)
            yield piece if words == piece.text else Segment(words, piece.style)


def console() -> Console:
    """Standard output, as wide as the terminal, also where a pipe (to less) stands between; cells fold, none is cut."""
    out = Terminal(highlight=False)
    return out if out.is_terminal else Terminal(highlight=False, width=_terminal_width())


def _terminal_width() -> int:
    """The width that COLUMNS tells, or the terminal behind one of the other streams."""
    told = os.environ.get("COLUMNS", "")
    if told.isdigit() and int(told):
        return int(told)
    for stream in (sys.__stderr__, sys.__stdin__):
        try:
            return os.get_terminal_size(stream.fileno()).columns if stream else NO_TERMINAL
        except (OSError, ValueError):
            continue
    return NO_TERMINAL


def problem(message: str) -> None:
    """Say on standard error what went wrong; the words are no markup."""
    Terminal(stderr=True, highlight=False).print(Text.assemble(("✗ ", "bold red"), printable(message)), soft_wrap=True)


def note(message: str) -> None:
    """Say on standard error what a person may want to know."""
    Terminal(stderr=True, highlight=False).print(Text.assemble(("! ", "yellow"), printable(message)), soft_wrap=True)


def done(message: str) -> None:
    """Say on standard error what went well."""
    Terminal(stderr=True, highlight=False).print(Text.assemble(("✓ ", "green"), printable(message)), soft_wrap=True)


# What would steer the terminal, or turn the order of its words round.
_STEERING = {
    c: f"\\x{c:02x}" if c < 256 else f"\\u{c:04x}"
    for c in (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


def printable(message: str) -> str:
    """A message in which names of files that are no text, or that would steer the terminal, stand as escapes."""
    words = message.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return words.translate(_STEERING)


_FILE_PROBLEMS = {
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EROFS: "permission",
    errno.ENOTDIR: "place",
    errno.EISDIR: "place",
    errno.EEXIST: "place",
    errno.ENOENT: "missing",
    errno.ENOSPC: "full",
}


def tell_file_problem(error: OSError) -> None:
    """Say which file cannot be read or written, and why."""
    key = _FILE_PROBLEMS.get(error.errno or 0, "other")
    path, reason = error.filename or "?", error.strerror or str(error)
    problem(text(f"file.{key}", language(), path=path, reason=reason))


@contextmanager
def graph_problems() -> Iterator[None]:
    """Say what is wrong with a graph file, and end with code 2."""
    try:
        yield
    except GraphError as error:
        problem(graph_problem(error, language()))
        raise typer.Exit(2) from error


def open_graph(path: Path, *, built: bool = False) -> ox.Store:
    """Load the graph, or say what is wrong and end with code 2; with ``built`` one in kg's own terms."""
    finish(path.parent)
    with graph_problems():
        return load(path, built=built)


@contextmanager
def region_problems(reader: Reader, lang: str) -> Iterator[None]:
    """Say which regions could have been meant, and end with code 2."""
    try:
        yield
    except RegionError as error:
        words = [f"{n}（{above}）" if above else n for n, above in error.candidates]
        key = "region.several" if error.several else "region.unknown"
        if not words and (words := [p.name for p in reader.covered()]):
            key = "region.elsewhere"
        found = listed(words, lang) or text("none", lang)
        problem(text(key, lang, name=error.name, candidates=found))
        raise typer.Exit(2) from error


@contextmanager
def remote_problems() -> Iterator[None]:
    """Say why a store elsewhere did not do what was asked of it, and end with code 2."""
    from kg.use.remote.client import PASSWORD, TOKEN, USER, RemoteError

    try:
        yield
    except RemoteError as error:
        names = {"user": USER, "password": PASSWORD, "token": TOKEN}
        told = {"url": error.url, "status": error.status, "detail": error.detail or "-"}
        problem(text(f"remote.{error.reason}", language(), **told, **names))
        raise typer.Exit(2) from error


def listed(words: Iterable[str], lang: str, most: int = 12) -> str:
    """Some words in a row, with a mark where more are left out."""
    names = list(words)
    shown = names[:most] + (["…"] if len(names) > most else [])
    return ("、" if lang == "zh" else ", ").join(shown)


def deliver(content: str | bytes, output: Path | None, lang: str) -> None:
    """Write to a file, whole or not at all, or to standard output as it is."""
    data = content.encode() if isinstance(content, str) else content
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    not_kept(output, lang)
    write_whole(output, data)
    note_written(output, lang)


def not_kept(output: Path, lang: str) -> None:
    """End with code 2 where a file is one that only a build writes: a graph, or a text kept beside it."""
    if is_kept(output):
        problem(text("file.kept", lang, path=output))
        raise typer.Exit(2)


def note_written(output: Path, lang: str) -> None:
    """Say on standard error which file was written."""
    Terminal(stderr=True, highlight=False).print(Text(text("wrote", lang, path=output)), soft_wrap=True)
