"""Seeded lives of a folder: files come, change, move and go, people correct, builds fail, are killed and meet each other.

    python scripts/folder_lives.py HISTORIES [FIRST_SEED] [STEPS]
    python scripts/folder_lives.py calls    # every call that changes a folder fails once, by an error and by a kill

After every step the outputs are those of a build from nothing, or the last good ones stand whole. A violation is told with its seed
and step, and the exit code is 1.
"""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from kg.cli.app import app
from kg.scale.store import FILE as STORE
from kg.text.outfolder import OutFolder, finish
from kg.text.sources import FILE as SOURCES

PLACES = ("临泽县", "海宁市", "高台县", "太白县")
WAYS = ("“枣乡红”行动", "“潮乡先锋”工程", "“三链联创”工作法", "党建统领“三链联创”行动")
PARTS = ("", "：组织链、产业链、服务链", "：组织链、产业链、治理链", "：组织链、产业链")
CALLS = ("replace", "rename", "unlink", "rmdir", "mkdir", "open")
STEPS = (
    *("add",) * 4, *("change",) * 2, "rename", "remove", "swap", "copy", "break", "date", "correct", "correct", "store",
    "lose store", "fail", "fail", "kill call", "kill call", "both", "kill -9",
)  # fmt: skip


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


def build(folder: Path, out: Path, corrections: Path) -> int:
    """One build in this process; its exit code, or -1 where it was ended."""
    arguments = ["build", folder, "-o", out, "--no-page", "-j", "1"]
    if corrections.is_file():
        arguments += ["--corrections", corrections]
    return int(CliRunner().invoke(app, [str(a) for a in arguments]).exit_code)


def outputs(folder: Path) -> dict[str, bytes]:
    """What a build wrote, by name; nothing of its own notes."""
    files = (f for f in folder.rglob("*") if f.is_file())
    named = ((f.relative_to(folder).as_posix(), f) for f in files)
    return {name: f.read_bytes() for name, f in named if not name.startswith(".kg")}


class Life:
    """One folder with its outputs, and what has happened to it."""

    def __init__(self, home: Path, seed: int) -> None:
        """A folder with one report, built once."""
        self.chance = random.Random(seed)
        self.folder, self.out, self.fresh = home / "in", home / "out", home / "fresh"
        self.corrections = home / "corrections.toml"
        self.counts: Counter[str] = Counter()
        self.folder.mkdir()
        self.write(self.folder / "first.txt")
        self.settle("first")

    def write(self, path: Path) -> None:
        """A report of some place and programme, now and then on which another disagrees."""
        place, way, parts = map(self.chance.choice, (PLACES, WAYS, PARTS))
        number = self.chance.randrange(40, 99)
        told = f"{place}推行{way}{parts}。2023年，村集体经济收入达到{number}万元。"
        path.write_text(told + "县委组织部牵头。" * self.chance.randrange(2), "utf-8")

    def files(self) -> list[Path]:
        """The reports of now."""
        return sorted(f for f in self.folder.iterdir() if f.name != SOURCES)

    def settle(self, step: str) -> None:
        """Build, and compare with a build from nothing."""
        shutil.rmtree(self.fresh, ignore_errors=True)
        codes = [build(self.folder, out, self.corrections) for out in (self.out, self.fresh)]
        self.counts["builds"] += 2
        if codes[0] != codes[1] or outputs(self.out) != outputs(self.fresh):
            raise Violation(f"after {step}: not what a build from nothing gives ({codes})")
        left = [f.name for f in self.out.iterdir() if f.name in (".kg-new", ".kg-ready")]
        if left:
            raise Violation(f"after {step}: {left} left behind")

    def step(self, number: int) -> str:
        """One thing that happens, and what must hold after it."""
        what = self.chance.choice(STEPS)
        self.counts[what] += 1
        change = {
            "add": lambda: self.write(self.folder / f"{number}.txt"),
            "change": lambda: self.write(self.chance.choice(self.files())),
            "rename": lambda: self.chance.choice(self.files()).rename(
                self.folder / f"r{number}.txt"
            ),
            "remove": self.remove,
            "swap": self.swap,
            "copy": lambda: shutil.copy(
                self.chance.choice(self.files()), self.folder / f"c{number}.txt"
            ),
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
            (
                'do = "reject"',
                f'do = "rename"\nto = "新名{number}"',
                'do = "accept"',
                'do = "sector"\nto = "农村"',
            )
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
        else:
            error = Killed if what == "kill call" else OSError
            with failing(self.chance.randrange(1, 60), error), contextlib.suppress(Killed, OSError):
                build(self.folder, self.out, self.corrections)
        finish(self.out)  # what any command does first
        now = outputs(self.out)
        if now != before:
            shutil.rmtree(self.fresh, ignore_errors=True)
            build(self.folder, self.fresh, self.corrections)
            if now != outputs(self.fresh):
                raise Violation(f"after {what}: neither the old outputs nor the new ones")
            self.counts["completed after the harm"] += 1

    def kill(self) -> None:
        """A build in a process of its own, ended at any moment."""
        command = [sys.executable, "-m", "kg", "build", self.folder, "-o", self.out, "--no-page"]
        if self.corrections.is_file():
            command += ["--corrections", self.corrections]
        process = subprocess.Popen(
            [str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(self.chance.uniform(0, 4))
        process.kill()
        process.wait()


def live(seed: int, steps: int) -> Counter[str]:
    """One history; raises :class:`Violation`."""
    with tempfile.TemporaryDirectory(prefix="kg-") as place:
        life = Life(Path(place), seed)
        for number in range(steps):
            life.step(number)
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
