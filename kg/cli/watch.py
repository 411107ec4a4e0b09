"""``kg build --watch``: build again whenever a file changes. Each build is a process of its own, as if it were typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.texts import say
from kg.graph.correction import FILE as CORRECTIONS
from kg.use.terminal import note

if TYPE_CHECKING:
    from watchfiles import Change

_QUIET = 800  # milliseconds without a change before a build begins


def keep_building(
    paths: list[Path], output: Path, arguments: list[str], corrections: Path | None = None
) -> None:
    """Build, and build again after every change below ``paths`` and in the file of corrections, until interrupted."""
    from watchfiles import watch

    command = [sys.executable, "-m", "kg", *(a for a in arguments if a != "--watch")]
    subprocess.run(command, check=False)
    watched = [p for p in paths if p.exists()]
    note(say("watching", paths=" ".join(map(str, watched))))
    said = corrections or output / CORRECTIONS
    homes = (*watched, *filter(Path.is_dir, (said.parent,)))
    asks = Own(output, said, watched)
    for _ in watch(*homes, watch_filter=asks, step=_QUIET, raise_interrupt=True):
        subprocess.run(command, check=False)


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
