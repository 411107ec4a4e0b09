"""What one more file costs: builds FOLDER from nothing, then again with one file more, and compares the processor time.

    python scripts/bench_added.py FOLDER [COPIES] [--page]
    python scripts/bench_added.py NUMBER [--page]    # so many reports, put together anew from the own corpora (recombine.py)

The file that comes is a text of its own, with names that no other has: the one in the middle is kept back. With COPIES each of the
others is taken that many times, with a sentence of its own at the end. The outputs after the second build must be those of a build
from nothing. Python keeps its compiled modules, as it does where kg is installed.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.text.outfolder import MANIFEST
from recombine import report


def seconds(home: str, *args: object) -> float:
    """The processor time of one build in a process of its own; what is compiled lies in ``home``."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    kept["PYTHONPYCACHEPREFIX"] = f"{home}/compiled"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "kg", "build", *map(str, args)]
    nobody = subprocess.DEVNULL
    subprocess.run(command, check=True, env=kept, stdout=nobody, stderr=nobody)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure, compare and tell."""
    page = "--page" if "--page" in sys.argv else "--no-page"
    folder, *copies = (a for a in sys.argv[1:] if a != "--page")
    if folder.isdecimal():
        texts = [report(n).raw for n in range(int(folder) + 1)]
    else:
        texts = [f.read_text("utf-8") for f in sorted(Path(folder).glob("*.txt"))]
    new = texts.pop(len(texts) // 2)
    with tempfile.TemporaryDirectory() as home:
        place, out, fresh = (Path(home) / n for n in ("in", "out", "fresh"))
        place.mkdir()
        for copy in range(int(copies[0]) if copies else 1):
            for number, text in enumerate(texts):
                end = f"\n第{copy}份材料。\n" if copy else ""
                (place / f"{number}-{copy}.txt").write_text(text + end, "utf-8")
        files = len(list(place.iterdir()))
        seconds(home, place / "0-0.txt", "-o", Path(home) / "first")  # compiles what is run
        whole = seconds(home, place, "-o", out, page)
        (place / "new.txt").write_text(new, "utf-8")
        added = seconds(home, place, "-o", out, page)
        again = seconds(home, place, "-o", out, page)
        seconds(home, place, "-o", fresh, page)
        same = (out / MANIFEST).read_bytes() == (fresh / MANIFEST).read_bytes()
    told = f"{files} files: whole {whole:.1f} s, one added {added:.1f} s, none added {again:.1f} s"
    print(f"{told}: {added / whole:.2%}; {'equal byte for byte' if same else 'DIFFERENT'}")
    sys.exit(not same)


if __name__ == "__main__":
    main()
