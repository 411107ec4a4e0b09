"""Seeded lives of a folder: files come, change, move and go, people correct, builds fail, are killed and meet each other.

    python scripts/folder_lives.py HISTORIES [FIRST_SEED] [STEPS]
    python scripts/folder_lives.py calls    # every call that changes a folder fails once, by an error and by a kill

After every step the outputs are those of a build from nothing, or the last good ones stand whole. A violation is told with its seed
and step, and the exit code is 1. What is read in a document is a pure function of it, so it is found once in a process and remembered:
what is tried here is everything around it. ``TMPDIR=/dev/shm`` spares the disk.
"""

from __future__ import annotations

import contextlib
import errno
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typer

from kg import pipeline
from kg.cli import build as building
from kg.cli import corrected
from kg.graph import ordered
from kg.graph.correction import apart, read
from kg.graph.corrections import apply
from kg.graph.settle import settle
from kg.graph.write import turtle
from kg.model import Document, Fact
from kg.pipeline import build_one
from kg.scale.store import FILE as STORE
from kg.text.inputs import read_inputs
from kg.text.kept import kept_name
from kg.text.outfolder import GRAPH, MANIFEST, TEXTS, OutFolder, finish
from kg.text.read import How
from kg.text.sources import FILE as SOURCES

PLACES = ("临泽县", "海宁市", "高台县", "太白县")
WAYS = ("“枣乡红”行动", "“潮乡先锋”工程", "“三链联创”工作法", "党建统领“三链联创”行动")
PARTS = ("", "：组织链、产业链、服务链", "：组织链、产业链、治理链", "：组织链、产业链")
CALLS = ("replace", "rename", "unlink", "rmdir", "mkdir", "open")
STEPS = (
    *("add",) * 4,
    *("change",) * 2,
    "rename",
    "remove",
    "swap",
    "copy",
    "break",
    "date",
    "correct",
    "correct",
    "store",
    "lose store",
    "fail",
    "fail",
    "full",
    "full",
    "kill call",
    "kill call",
    "both",
    "race",
    "kill -9",
    "kill -9",
)


MANY, FEW = ordered.LIMIT, 60
"""Rows that are held in memory: in every fifth history so few that facts are settled over files."""


class Violation(Exception):
    """The outputs are neither those of a build from nothing nor the last good ones."""


class Killed(BaseException):
    """The process ends here."""


@contextlib.contextmanager
def failing(at: int, with_: type[BaseException]) -> Iterator[list[int]]:
    """The ``at``-th call that changes a folder fails, and so does every later one; how many calls were made."""
    made = [0]
    real = {name: getattr(os, name) for name in CALLS}

    def wrap(name: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            if name != "open" or (len(args) > 1 and args[1] & (os.O_WRONLY | os.O_RDWR)):
                made[0] += 1
                if made[0] >= at:
                    raise with_(errno.ENOSPC, "no space")
            return real[name](*args, **kwargs)

        return call

    for name in CALLS:
        setattr(os, name, wrap(name))
    try:
        yield made
    finally:
        for name in CALLS:
            setattr(os, name, real[name])


@contextlib.contextmanager
def full(after: int) -> Iterator[None]:
    """No file grows beyond so many bytes: writing fails in the middle, that of the store's library too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (after, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


_NAME = "name of a document"


def remembered(document: Document) -> frozenset[Fact]:
    """The facts of a document; the name of its file, which tells no date here, is put in afterwards."""
    named = _remembered(replace(document, name=_NAME))
    return frozenset(f._replace(object=document.name) if f.object == _NAME else f for f in named)


@cache
def _remembered(document: Document) -> frozenset[Fact]:
    return build_one(document)


def nothing(*_: object, **__: object) -> None:
    """What is told while building, told to nobody."""


class Silent:
    """A console or a bar that shows nothing."""

    def __init__(self, *_: object, **__: object) -> None:
        """Take whatever it is given."""

    def __enter__(self) -> Silent:
        """Nothing begins."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing ends."""

    print = add_task = update = nothing


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Nothing is printed, and what is read in a document is remembered."""
    with ExitStack() as changed:
        for home in (building, corrected):
            for name in ("note", "problem", "_summary"):
                if hasattr(home, name):
                    changed.enter_context(patch.object(home, name, nothing))
        for name in ("Progress", "console"):
            changed.enter_context(patch.object(building, name, Silent))
        changed.enter_context(patch.object(pipeline, "build_one", remembered))
        yield


def build(folder: Path, out: Path, corrections: Path) -> int:
    """One build in this process; its exit code."""
    said = corrections if corrections.is_file() else None
    with quiet():
        try:
            building.build([folder], out, jobs=1, corrections=said, page=False)
        except typer.Exit as ended:
            return ended.exit_code
        except Exception:  # noqa: BLE001 - a build that breaks, as a command tells it
            return 1
    return 0


def outputs(folder: Path) -> dict[str, bytes]:
    """What a build wrote, by name; nothing of its own notes."""
    files = (f for f in folder.rglob("*") if f.is_file())
    named = ((f.relative_to(folder).as_posix(), f) for f in files)
    return {name: f.read_bytes() for name, f in named if not name.startswith(".kg")}


def graph_and_texts(folder: Path) -> dict[str, bytes]:
    """What a build read and wrote, without what it notes of it."""
    return {n: data for n, data in outputs(folder).items() if n != MANIFEST}


class Life:
    """One folder with its outputs, and what has happened to it."""

    def __init__(self, home: Path, seed: int) -> None:
        """A folder with one report, built once."""
        self.place(home, seed)
        self.folder.mkdir()
        self.write(self.folder / "first.txt")
        self.settle("first")

    @classmethod
    def at(cls, home: Path) -> Life:
        """The folder that is there already."""
        life = cls.__new__(cls)
        life.place(home, 0)
        return life

    def place(self, home: Path, seed: int) -> None:
        """Where everything lies."""
        self.chance = random.Random(seed)
        self.folder, self.out, self.fresh = home / "in", home / "out", home / "fresh"
        self.corrections = home / "corrections.toml"
        self.counts: Counter[str] = Counter()
        self.seconds = 0.0

    def write(self, path: Path) -> None:
        """A report of some place and programme, now and then on which another disagrees."""
        place, way, parts = map(self.chance.choice, (PLACES, WAYS, PARTS))
        number = self.chance.choice((45, 78))
        told = f"{place}推行{way}{parts}。2023年，村集体经济收入达到{number}万元。"
        path.write_text(told, "utf-8")

    def files(self) -> list[Path]:
        """The reports of now."""
        return sorted(f for f in self.folder.iterdir() if f.name != SOURCES)

    def settle(self, step: str) -> None:
        """Build, and compare with what the files of now give."""
        began, before = time.monotonic(), graph_and_texts(self.out)
        code = build(self.folder, self.out, self.corrections)
        self.seconds = time.monotonic() - began
        self.counts["builds"] += 1
        expected = self.expected()
        if not expected:  # no file can be read any more: the last good outputs stand
            code, expected = code - 2, before
        if code not in (0, 1) or graph_and_texts(self.out) != expected:
            raise Violation(f"after {step}: not what a build from nothing gives ({code})")
        left = [f.name for f in self.out.iterdir() if f.name in (".kg-new", ".kg-ready", ".kg-scratch")]
        if left:
            raise Violation(f"after {step}: {left} left behind")

    def expected(self) -> dict[str, bytes]:
        """The graph and the texts that the files of now give, made in memory: no store, no folder, no evidence kept as Turtle."""
        with quiet():
            documents = read_inputs([self.folder], How(seconds=60)).documents
            if not documents:
                return {}
            said = read(self.corrections) if self.corrections.is_file() else ()
            union = frozenset(chain.from_iterable(map(remembered, documents)))
            texts = {d.name: d.raw for d in documents}
            facts = settle(union, apart(said))
            facts = apply(facts, said, texts).facts if said else facts
        graph = "".join(turtle(facts)).encode()
        kept = {f"{TEXTS}/{kept_name(d.name)}": d.raw.encode() for d in documents}
        return {GRAPH: graph, **kept}

    def from_nothing(self) -> dict[str, bytes]:
        """All outputs of a build into an empty folder."""
        shutil.rmtree(self.fresh, ignore_errors=True)
        build(self.folder, self.fresh, self.corrections)
        self.counts["builds"] += 1
        return outputs(self.fresh)

    def step(self, number: int) -> str:
        """One thing that happens, and what must hold after it."""
        what = self.chance.choice(STEPS)
        self.counts[what] += 1
        change = {
            "add": lambda: self.write(self.folder / f"{number}.txt"),
            "change": lambda: self.write(self.chance.choice(self.files())),
            "rename": lambda: self.chance.choice(self.files()).rename(self.folder / f"r{number}.txt"),
            "remove": self.remove,
            "swap": self.swap,
            "copy": lambda: shutil.copy(self.chance.choice(self.files()), self.folder / f"c{number}.txt"),
            "break": lambda: (self.folder / f"{number}.docx").write_bytes(b"PK\x03\x04broken"),
            "date": self.date,
            "correct": lambda: self.correct(number),
            "store": lambda: (self.out / STORE).write_bytes(b"SQLite format 3\x00" + bytes(400)),
            "lose store": lambda: (self.out / STORE).unlink(missing_ok=True),
        }.get(what)
        if change is not None:
            change()
        else:
            self.write(self.folder / f"{number}.txt")
            before = outputs(self.out)
            self.harm(what, before)
        self.settle(what)
        return what

    def remove(self) -> None:
        """A report goes; the last one stays."""
        if len(self.files()) > 1:
            self.chance.choice(self.files()).unlink()

    def swap(self) -> None:
        """Two reports change their names."""
        one, two = (self.chance.choice(self.files()) for _ in range(2))
        if one != two and one.suffix == two.suffix:
            first, second = one.read_bytes(), two.read_bytes()
            one.write_bytes(second)
            two.write_bytes(first)

    def date(self) -> None:
        """Somebody says when a report was published."""
        name = self.chance.choice(self.files()).name
        day = self.chance.randrange(10, 28)
        (self.folder / SOURCES).write_text(f"file,date\n{name},2024-03-{day}\n", "utf-8")

    def correct(self, number: int) -> None:
        """Somebody corrects something, or takes back all corrections."""
        if self.chance.random() < 0.2:
            self.corrections.unlink(missing_ok=True)
            return
        name = self.chance.choice(("枣乡红", "潮乡先锋", "三链联创"))
        place = self.chance.choice(PLACES)
        said = self.chance.choice(
            ('do = "reject"', f'do = "rename"\nto = "新名{number}"', 'do = "accept"', 'do = "sector"\nto = "农村"')
        )
        text = f'[[correction]]\n{said}\nkind = "programme"\nname = "{name}"\nregion = "{place}"\n'
        with self.corrections.open("a", encoding="utf-8") as file:
            file.write(text)

    def harm(self, what: str, before: dict[str, bytes]) -> None:
        """A build that does not come to its end leaves the outputs of before, or all of the new ones."""
        if what == "both":
            with OutFolder(self.out):
                if build(self.folder, self.out, self.corrections) != 2:
                    raise Violation("two builds at once")
        elif what == "kill -9":
            self.kill()
        elif what == "race":
            self.race()
        elif what == "full":
            largest = max((f.stat().st_size for f in self.out.rglob("*") if f.is_file()), default=1)
            with full(self.chance.randrange(largest + 1)):
                build(self.folder, self.out, self.corrections)
        else:
            error = Killed if what == "kill call" else OSError
            with failing(self.chance.randrange(1, 60), error), contextlib.suppress(Killed, OSError):
                build(self.folder, self.out, self.corrections)
        finish(self.out)  # what any command does first
        now = outputs(self.out)
        if now != before:
            if now != self.from_nothing():
                raise Violation(f"after {what}: neither the old outputs nor the new ones")
            self.counts["completed after the harm"] += 1

    def beside(self) -> int:
        """A build in a process of its own."""
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                build(self.folder, self.out, self.corrections)
            os._exit(0)
        return child

    def kill(self) -> None:
        """A build in a process of its own, ended at any moment."""
        child = self.beside()
        time.sleep(self.chance.uniform(0, 1.2 * self.seconds))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        self.counts["killed in the middle"] += os.WIFSIGNALED(status)

    def race(self) -> None:
        """Two builds at the same moment."""
        child = self.beside()
        code = build(self.folder, self.out, self.corrections)
        os.waitpid(child, 0)
        self.counts["refused"] += code == 2


def live(seed: int, steps: int) -> Counter[str]:
    """One history; raises :class:`Violation`."""
    with tempfile.TemporaryDirectory(prefix="kg-") as place:
        life = Life(Path(place), seed)
        ordered.LIMIT = FEW if seed % 5 == 0 else MANY
        for number in range(steps):
            life.step(number % 6)  # few names: what was read is remembered
        if life.expected() and outputs(life.out) != life.from_nothing():
            raise Violation("at the end: not what a build from nothing gives")
        return life.counts


def every_call() -> Counter[str]:
    """A build in which one call after the other fails; raises :class:`Violation`."""
    counts: Counter[str] = Counter()
    for error in (OSError, Killed):
        at, made = 0, [1]
        while made[0] >= at:
            at += 1
            with tempfile.TemporaryDirectory(prefix="kg-") as place:
                life = Life(Path(place), 1)
                before = outputs(life.out)
                life.write(life.folder / "more.txt")
                with failing(at, error) as made, contextlib.suppress(Killed, OSError):
                    build(life.folder, life.out, life.corrections)
                finish(life.out)
                now = outputs(life.out)
                life.settle(f"call {at}")
                if now not in (before, outputs(life.out)):
                    raise Violation(f"{error.__name__} at call {at}: neither old nor new")
                counts["old" if now == before else "new"] += 1
                counts[f"calls failed by {error.__name__}"] = at
    return counts


def main() -> None:
    """Run the histories and tell the counts."""
    sys.unraisablehook = lambda _: None  # what cleans up after a failed build fails too
    if sys.argv[1:] == ["calls"]:
        print(", ".join(f"{n} {what}" for what, n in sorted(every_call().items())))
        return
    histories, first, steps = (*map(int, sys.argv[1:4]), *(0, 0, 12)[len(sys.argv) - 1 :])[:3]
    counts: Counter[str] = Counter()
    wrong = 0
    for seed in range(first, first + histories):
        try:
            counts += live(seed, steps)
        except Violation as error:
            wrong += 1
            print(f"✗ seed {seed}: {error}")
    told = ", ".join(f"{n} {what}" for what, n in sorted(counts.items()))
    print(f"{histories} histories of {steps} steps from seed {first}: {wrong} violations; {told}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
