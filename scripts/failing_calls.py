"""Every system call of a build fails once, and once the process is killed at it: the outputs are the old or the new ones, whole.

    python scripts/failing_calls.py [error|kill] [SHARE OF]    # both kinds, or a share of one: 0 4 is the first quarter

A process that has everything loaded is forked for each call; ``strace`` (which must be installed) makes the n-th call of one name
fail in the kernel, whoever makes it: Python, SQLite or the C library. ``TMPDIR=/dev/shm`` spares the disk.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from unittest.mock import patch

import folder_lives
from folder_lives import Life, Violation, build, outputs, remembered
from kg.model import Document, Fact
from kg.text.outfolder import finish

_WRITES = ("write", "pwrite64", "openat", "mkdir", "rename", "ftruncate", "fsync", "fdatasync")
_NEVER = ("exit_group", "rt_sigreturn")
_CALL = re.compile(r"^(?:\d+ +)?([a-z_0-9]+)\(", re.MULTILINE)


def traced(life: Life, *options: str) -> str:
    """A build of its own process under strace; what strace noted."""
    ready, go = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(BaseException):
            with contextlib.suppress(OSError):
                os.read(ready, 1)
            code = build(life.folder, life.out, life.corrections)
        os._exit(code)
    log = life.folder.parent / "calls"
    command = ["strace", "-q", "-p", str(child), "-o", str(log), *options]
    tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    status = Path(f"/proc/{child}/status")
    while "TracerPid:\t0\n" in status.read_text("utf-8"):
        if tracer.poll() is not None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            raise SystemExit("strace cannot trace a process here")
        time.sleep(0.001)
    os.write(go, b"!")
    os.close(ready)
    os.close(go)
    os.waitpid(child, 0)
    tracer.wait()
    return log.read_text("utf-8", "replace")


def begun(home: Path) -> Life:
    """A folder that was built, to which one file and a correction were added."""
    life = Life(home, 1)
    life.write(life.folder / "more.txt")
    life.correct(1)
    return life


def without(life: Life, name: str) -> dict[str, bytes]:
    """What a build gives that keeps the text of a file and cannot process it."""

    def fails(document: Document) -> frozenset[Fact]:
        if document.name == name:
            raise OSError
        return remembered(document)

    with patch.object(folder_lives, "remembered", fails):
        return life.from_nothing()


def calls(template: Path) -> Counter[str]:
    """How often a build makes each call."""
    with tempfile.TemporaryDirectory(prefix="kg-") as place:
        life = copied(template, Path(place))
        found = Counter(_CALL.findall(traced(life)))
    for name in _NEVER:
        found.pop(name, None)
    return found


def copied(template: Path, home: Path) -> Life:
    """The folder as it was before the build."""
    shutil.copytree(template, home, dirs_exist_ok=True)
    return Life.at(home)


def one(template: Path, name: str, number: int, kind: str, told: Counter[str]) -> None:
    """One call fails; raises :class:`Violation`."""
    error = "ENOSPC" if name in _WRITES else "EIO"
    how = "signal=KILL" if kind == "kill" else f"error={error}"
    with tempfile.TemporaryDirectory(prefix="kg-") as place:
        life = copied(template, Path(place))
        before = outputs(life.out)
        log = traced(life, "-e", f"trace={name}", "-e", f"inject={name}:{how}:when={number}")
        finish(life.out)
        now = outputs(life.out)
        if now == before:
            told["the old outputs stood"] += 1
        elif now == NEW[0]:
            told["the new outputs stood"] += 1
        elif now in NEW[1:] and kind == "error":
            told["one file was named, the others stood"] += 1
        else:
            raise Violation(f"{kind} at {name} {number}: neither the old outputs nor the new ones")
        told["reached"] += "INJECTED" in log or "killed by SIGKILL" in log
        life.settle(f"{kind} at {name} {number}")
        if outputs(life.out) != NEW[0]:
            raise Violation(f"{kind} at {name} {number}: the next build gives something else")


NEW: list[dict[str, bytes]] = []
"""What a build of the folder gives, and what it gives where one of its files cannot be read or processed, and is named."""


def main() -> None:
    """Fail one call after the other and tell the counts."""
    kinds = [sys.argv[1]] if len(sys.argv) > 1 else ["error", "kill"]
    share, of = map(int, sys.argv[2:4]) if len(sys.argv) > 3 else (0, 1)
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="kg-") as place:
        template = Path(place) / "life"
        template.mkdir()
        life = begun(template)
        NEW.append(life.from_nothing())
        for file in life.files():
            NEW.append(without(life, file.name))
            kept = file.read_bytes()
            file.unlink()
            NEW.append(life.from_nothing())
            file.write_bytes(kept)
        shutil.rmtree(life.fresh)
        made = calls(template)
        every = [(name, n) for name in sorted(made) for n in range(1, made[name] + 1)]
        for kind in kinds:
            told: Counter[str] = Counter()
            for name, n in every[share::of]:
                try:
                    one(template, name, n, kind, told)
                except Violation as error:
                    wrong += 1
                    print(f"✗ {error}")
            counted = ", ".join(f"{n} {what}" for what, n in sorted(told.items()))
            print(
                f"{kind}: {len(every[share::of])} of {len(every)} calls of {len(made)} names: {wrong} violations; {counted}"
            )
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
