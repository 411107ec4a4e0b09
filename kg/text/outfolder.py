"""The folder that a build writes: all of it or nothing, and never over a file that is not its own.

A manifest names every file that a build wrote, with its checksum. A new build writes beside, into a hidden folder; one rename
of that folder is the moment from which the new outputs stand. What is left to do then (moving each file to its place,
taking away what no input gives any more) is done again by whoever comes next, should a build be stopped in the middle.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import file_digest, sha256
from pathlib import Path
from types import TracebackType

from kg import patterns as re
from kg.text.kept import kept_name

MANIFEST = "kg-manifest.json"
GRAPH, PAGE, TEXTS = "graph.ttl", "graph.html", "texts"
_LOCK, _NEW, _READY, _PLAN = ".kg-lock", ".kg-new", ".kg-ready", "plan.json"
_SCRATCH, LAST = ".kg-scratch", ".kg-last.ttl"
_NAME = re.compile(r'schema:name "((?:[^"\\]|\\.)*)"')


class OutputError(Exception):
    """A folder that is not written to: ``reason`` is folder (it is none), taken (``path`` is there and no output of a
    build), input (``path`` is read and would be written) or busy (another build is writing)."""

    def __init__(self, reason: str, path: Path) -> None:
        """Keep what a message needs."""
        super().__init__(f"{path}: {reason}")
        self.reason = reason
        self.path = path


def manifest(folder: Path) -> dict[str, str | None]:
    """The files that a build wrote into a folder, by their names below it, each with its checksum (empty where none was
    kept); without one where they were moved aside because somebody had changed them."""
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
        own = {str(k): str(v) for k, v in found["files"].items()} | dict.fromkeys(found["aside"])
    except FileNotFoundError:
        return _before_manifests(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {n: d for n, d in own.items() if not Path(n).is_absolute() and ".." not in Path(n).parts}


def _before_manifests(folder: Path) -> dict[str, str | None]:
    """What a version of kg without manifests wrote."""
    graph, page = folder / GRAPH, folder / PAGE
    if not (graph.is_file() and b"<https://dangjian.example/ns#>" in _head(graph)):
        return {}
    names = {kept_name(n) for n in _NAME.findall(graph.read_text("utf-8", "replace"))}
    texts = (f"{TEXTS}/{n}" for n in names)
    found = [GRAPH, *(n for n in texts if (folder / n).is_file())]
    if page.is_file() and _is_page(page):
        found.append(PAGE)
    return dict.fromkeys(found, "")


def _is_page(path: Path) -> bool:
    return b'name="generator" content="kg"' in _head(path)


def is_kept(path: Path) -> bool:
    """Whether a file is the graph or a kept text of an output folder, which nothing but a build writes."""
    place = Path(os.path.realpath(path))
    for home in list(place.parents)[:8]:
        if (home / MANIFEST).is_file():
            name = place.relative_to(home).as_posix()
            if name == MANIFEST or (name != PAGE and name in manifest(home)):
                return True
    return False


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def outputs_below(folder: Path) -> frozenset[Path]:
    """The files below a folder that builds wrote."""
    found: set[Path] = set()
    for name in (MANIFEST, GRAPH):
        for home in {f.parent for f in folder.rglob(name) if f.is_file()}:
            found.update(home / n for n in manifest(home))
            found.add(home / MANIFEST)
    return frozenset(found)


def digest_of_manifest(folder: Path) -> str:
    """The checksum of a folder's manifest."""
    return _digest(folder / MANIFEST)


def untouched(folder: Path, digest: str) -> bool:
    """Whether the outputs of a folder are those of the manifest with this checksum, every file as it was written, and no build was
    stopped in the middle. Raises :class:`OutputError` where one is at it."""
    if not (folder / MANIFEST).is_file():
        return False
    with _locked(folder), suppress(OSError):
        return (
            not any((folder / name).exists() for name in (_NEW, _READY, _SCRATCH))
            and digest_of_manifest(folder) == digest
            and all(told in (None, _digest(folder / n)) for n, told in manifest(folder).items())
        )
    return False


class OutFolder:
    """A folder while a build writes into it. ``new`` is where its outputs are put before they are committed, ``scratch`` where
    what is of no use afterwards lies meanwhile."""

    def __init__(self, folder: Path) -> None:
        """Nothing is touched before the block is entered."""
        self.folder = folder
        self.new = folder / _NEW
        self.scratch = folder / _SCRATCH
        self.held: dict[str, str] = {}
        self._held = ExitStack()
        self._own: dict[str, str | None] | None = None

    def __enter__(self) -> OutFolder:
        """Make the folder where there is none, keep others out, and finish what was left undone."""
        if self.folder.exists() and not self.folder.is_dir():
            raise OutputError("folder", self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._held.enter_context(_locked(self.folder))
        try:
            _finish(self.folder)
            for place in (self.new, self.scratch):
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
        except BaseException:
            self._held.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing of what was not committed, and let others in whatever happens."""
        try:
            for place in (self.new, self.scratch):
                shutil.rmtree(place, ignore_errors=True)
        finally:
            self._held.close()

    def claim(self, names: Iterable[str], inputs: Iterable[Path] = ()) -> None:
        """Raise :class:`OutputError` where a file of these names is there that no build wrote, or where an
        input is one of the files that the build will write or take away."""
        own = manifest(self.folder)
        wanted = [*names, MANIFEST]
        for above in {a for name in wanted for a in list(Path(name).parents)[:-1]}:
            step = self.folder / above
            if step.is_symlink() or (step.exists() and not step.is_dir()):
                raise OutputError("taken", step)
        for name in wanted:
            place = self.folder / name
            if os.path.lexists(place) and ((name != MANIFEST and name not in own) or not place.is_file()):
                raise OutputError("taken", place)
        if (self.folder / MANIFEST).exists() and not own:
            raise OutputError("taken", self.folder / MANIFEST)
        resolved = _Resolved()
        written = {resolved(self.folder / name) for name in (*wanted, *own)}
        for path in inputs:
            if resolved(path) in written:
                raise OutputError("input", path)

    def holds(self, name: str, data: bytes) -> bool:
        """Whether a build wrote just this into the folder and nobody has changed it: then it stays in its place."""
        if self._own is None:
            self._own = manifest(self.folder)
        digest, place = sha256(data).hexdigest(), self.folder / name
        if self._own.get(name) != digest or not place.is_file() or _digest(place) != digest:
            return False
        self.held[name] = digest
        return True

    def commit(self) -> list[Path]:
        """Let the new outputs take the place of the old ones, as one; the files that somebody had
        changed since the last build, under the names that they have now."""
        files = {f.relative_to(self.new).as_posix(): _digest(f) for f in sorted(self.new.rglob("*")) if f.is_file()}
        self.claim(files)
        files = dict(sorted({**files, **self.held}.items()))
        own = manifest(self.folder)
        moved = {
            name: _free(self.folder, name)
            for name, digest in sorted(own.items())
            if digest and name not in self.held and self._changed(name, {digest, files.get(name)})
        }
        aside = sorted({*moved.values(), *(n for n, digest in own.items() if digest is None)})
        gone = sorted(set(own) - {*files, *moved, *aside})
        said = {"program": "kg", "files": files, "aside": aside}
        _write_json(self.new / MANIFEST, said)
        last = files.get(GRAPH) != own.get(GRAPH)
        _write_json(self.new / _PLAN, {"aside": moved, "gone": gone, "last": last})
        for name in (*files, *aside):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        self.new.replace(self.folder / _READY)
        _finish(self.folder)
        return [self.folder / name for name in moved.values()]

    def _changed(self, name: str, known: set[str | None]) -> bool:
        """Whether somebody has changed a file; a page that ``kg view`` wrote anew is no such thing."""
        place = self.folder / name
        if not place.is_file() or _digest(place) in known:
            return False
        return name != PAGE or not _is_page(place)


class _Resolved(dict[str, str]):
    """Where paths lead to; each folder is resolved once."""

    def __call__(self, path: Path) -> str:
        """The path without links."""
        home, _, name = str(path).rpartition("/")
        if not home or name in ("", ".", "..") or path.is_symlink():
            return os.path.realpath(path)  # says nothing against a link to itself
        return f"{self[home].rstrip('/')}/{name}"

    def __missing__(self, home: str) -> str:
        return self.setdefault(home, os.path.realpath(home))


def finish(folder: Path) -> None:
    """Finish what a build that was stopped in the middle left undone, unless another one is at it."""
    if not (folder / _READY).is_dir():
        return
    with suppress(OutputError, OSError), _locked(folder):
        _finish(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other builds out; the system frees the lock when a process dies. Raises :class:`OutputError`."""
    from filelock import FileLock, Timeout  # slow to import

    lock = FileLock(folder / _LOCK, mode=0o644)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise OutputError("busy", folder) from error
    try:
        yield
    finally:
        lock.release()


def _finish(folder: Path) -> None:
    """Move committed outputs to their places; every step may be done twice."""
    ready = folder / _READY
    if (ready / MANIFEST).is_file():
        plan = json.loads((ready / _PLAN).read_text("utf-8"))
        for name, other in plan["aside"].items():
            if (folder / name).is_file() and not (folder / other).exists():
                (folder / name).rename(folder / other)
        if plan.get("last") and (ready / GRAPH).is_file() and (folder / GRAPH).is_file():
            _keep_last(folder)
        for name in json.loads((ready / MANIFEST).read_text("utf-8"))["files"]:
            if (ready / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (ready / name).replace(folder / name)
        for name in plan["gone"]:
            _take_away(folder, name)
        (ready / MANIFEST).replace(folder / MANIFEST)
    shutil.rmtree(ready, ignore_errors=True)


def _keep_last(folder: Path) -> None:
    """Keep the graph that goes, so that one can see what changed; it is a help, and no build fails for it."""
    with suppress(OSError):
        (folder / LAST).unlink(missing_ok=True)
        try:
            os.link(folder / GRAPH, folder / LAST)
        except OSError:  # a file system without links
            shutil.copyfile(folder / GRAPH, folder / LAST)


def _take_away(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    for above in list(Path(name).parents)[:-1]:
        if (folder / above).is_dir() and not any((folder / above).iterdir()):
            (folder / above).rmdir()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _free(folder: Path, name: str) -> str:
    """A name beside ``name`` that is not taken."""
    stem, number = Path(name), 1
    while (folder / stem.with_name(f"{stem.stem}.changed-{number}{stem.suffix}")).exists():
        number += 1
    return stem.with_name(f"{stem.stem}.changed-{number}{stem.suffix}").as_posix()


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
