"""``kg build --watch``: build again whenever a file changes. Each build is a process of its own, as if it were typed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.texts import say
from kg.use.terminal import note

if TYPE_CHECKING:
    from watchfiles import Change

_QUIET = 800  # milliseconds without a change before a build begins


def keep_building(paths: list[Path], output: Path, arguments: list[str]) -> None:
    """Build, and build again after every change below ``paths`` and in the file of corrections, until interrupted."""
    from watchfiles import watch

    command = [sys.executable, "-m", "kg", *(a for a in arguments if a != "--watch")]
    subprocess.run(command, check=False)
    watched = [p for p in paths if p.exists()]
    note(say("watching", paths=" ".join(map(str, watched))))
    for _ in watch(*watched, watch_filter=Own(output), step=_QUIET, raise_interrupt=True):
        subprocess.run(command, check=False)


class Own:
    """Passes over what the build itself writes, and hidden files."""

    def __init__(self, output: Path) -> None:
        """``output`` is where it writes."""
        self.output = output.resolve()

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change asks for a build."""
        del change
        place = Path(path)
        hidden = place.name.startswith((".", "~$"))
        inside = self.output in place.parents
        return not hidden and (not inside or place.name == "corrections.toml")
