"""Graphs that are too large for the memory: a store on disk, made once and found again by whoever asks the same graph next.

It lies hidden beside the graph, named by what the graph file is (its size, its time, how it was to be read); where nothing can be
written there, in a temporary folder. Stores of a graph file that has changed are taken away.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from weakref import finalize

import pyoxigraph as ox

LARGE = 1_000_000
"""So many statements are held in memory."""
_HEAVY = 400  # bytes that a statement takes at most, on the mean of a file
_NAME = ".kg-graph-"


def is_large(path: Path) -> bool:
    """Whether a graph file holds about so many statements: a line each, unless its lines are very long."""
    size = path.stat().st_size
    if size < LARGE:
        return False
    if size > LARGE * _HEAVY:
        return True
    lines = 0
    with path.open("rb") as file:
        while lines <= LARGE and (chunk := file.read(1 << 22)):
            lines += chunk.count(b"\n")
    return lines > LARGE


def store_on_disk(path: Path, how: str, fill: Callable[[ox.Store], None], home: Path | None = None) -> ox.Store:
    """The store of a graph file, filled where there is none yet, for reading; below ``home``, or beside the file."""
    near = home or path.parent
    prefix = f"{_NAME}{sha256(path.name.encode()).hexdigest()[:8]}-"
    said = path.stat()
    stamp = sha256(f"{said.st_size} {said.st_mtime_ns} {how}".encode()).hexdigest()[:16]
    place = near / (prefix + stamp)
    if not place.is_dir():
        with suppress(OSError):
            _make(place, fill)
            _forget(near, prefix, place.name)
    if place.is_dir():
        with suppress(OSError):
            return ox.Store.read_only(str(place))
    return temporary_store(fill)


def temporary_store(fill: Callable[[ox.Store], None]) -> ox.Store:
    """A store on disk that goes with this process."""
    folder = tempfile.mkdtemp(prefix="kg-graph-")
    finalize(temporary_store, rmtree, folder, ignore_errors=True)
    return _filled(folder, fill)


def _make(place: Path, fill: Callable[[ox.Store], None]) -> None:
    """Make a store under another name first, so that nobody finds half of one."""
    part = Path(tempfile.mkdtemp(prefix=".kg-part-", dir=place.parent))
    try:
        _filled(str(part), fill)
        with suppress(OSError):  # another process was quicker
            part.rename(place)
    finally:
        rmtree(part, ignore_errors=True)


def _filled(folder: str, fill: Callable[[ox.Store], None]) -> ox.Store:
    store = ox.Store(folder)
    fill(store)
    store.flush()
    store.optimize()
    return store


def _forget(near: Path, prefix: str, name: str) -> None:
    for entry in os.scandir(near):
        if entry.name.startswith(prefix) and entry.name != name:
            rmtree(entry.path, ignore_errors=True)
