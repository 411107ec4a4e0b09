"""``kg build --watch``: build again whenever a file changes. Each build is a process of its own, as if it were typed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.texts import say
from kg.graph.correction import FILE as CORRECTIONS
from kg.use.terminal import note

if TYPE_CHECKING:
    from watchfiles import Change

_QUIET = 800  # milliseconds without a change before a build begins
_LOOK = 500  # and after so many it is looked whether the folders are still the same ones


def keep_building(paths: list[Path], output: Path, arguments: list[str], corrections: Path | None = None) -> None:
    """Build, and build again after every change below ``paths`` and in the file of corrections, until interrupted. A folder that is taken
    away and made again, or only made later, is watched from then on."""
    command = [sys.executable, "-m", "kg", *(a for a in arguments if a != "--watch")]
    build = partial(subprocess.run, command, check=False)
    said = corrections or output / CORRECTIONS
    with suppress(OSError):  # each build says what is wrong with it
        output.mkdir(parents=True, exist_ok=True)
    note(say("watching", paths=" ".join(map(str, paths))))
    while _until_made_anew(paths, output, said, build):
        continue


def _until_made_anew(paths: list[Path], output: Path, said: Path, build: Callable[[], object]) -> bool:
    """Build now and after every change, until one of the places is another one than it was. What changes during a build is seen: it is
    watched before the first one begins."""
    from watchfiles import watch

    places = [*paths, said.parent]
    before = _which(places)
    watched = [p for p in paths if p.exists()]
    homes = (*watched, *filter(Path.is_dir, dict.fromkeys((said.parent, output))))
    asks = Own(output, said, watched)
    every = watch(
        *homes, watch_filter=asks, step=_QUIET, rust_timeout=_LOOK, yield_on_timeout=True, raise_interrupt=True
    )
    for number, changes in enumerate(every if homes else _nothing()):
        if _which(places) != before:
            return True
        if changes or not number:
            build()
    return False


def _nothing() -> Iterator[frozenset[object]]:
    """What is seen where nothing is there to be watched."""
    while True:
        yield frozenset()
        time.sleep(_LOOK / 1000)


def _which(paths: list[Path]) -> list[tuple[int, int] | None]:
    """Which files or folders the paths lead to now."""
    found: list[tuple[int, int] | None] = []
    for path in paths:
        try:
            told = path.stat()
            found.append((told.st_dev, told.st_ino))
        except OSError:
            found.append(None)
    return found


class Own:
    """Passes over what the build itself writes, hidden files, and what lies beside the file of corrections."""

    def __init__(self, output: Path, said: Path, watched: list[Path]) -> None:
        """``output`` is where it writes, ``said`` the file of corrections, ``watched`` what it reads."""
        self.output, self.said, *self.watched = map(_real, (output, said, *watched))

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change asks for a build."""
        del change
        place = _real(Path(path).parent) / Path(path).name
        if place == self.said:
            return True
        below = (place.relative_to(p).parts for p in self.watched if place.is_relative_to(p))
        parts = next(below, None)
        if parts is None or self.output in place.parents:
            return False
        return not place.name.startswith("~$") and not any(p.startswith(".") for p in parts)


def _real(path: Path) -> Path:
    """Where a path leads to; a link to itself leads to itself."""
    return Path(os.path.realpath(path))
