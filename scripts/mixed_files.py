"""Three hundred files as people have them, twelve of them broken in different ways: all others are read, the twelve are named.

    python scripts/mixed_files.py [FILES]

The files come from the programs that write them (python-docx, openpyxl, odfdo, a PDF writer, LibreOffice where it is installed …). Exit code 0 where the
build ends with 1, names each broken file and no other, and `kg check` and `kg verify` find the graph right.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from text.mixed import BROKEN, KINDS  # noqa: E402 - the tests' own files


def kg(*arguments: object) -> tuple[int, str]:
    """Exit code and output of a command."""
    command = [sys.executable, "-m", "kg", "--lang", "en", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def main() -> None:
    """Make the files, build, and tell what was read."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    sound = files - len(BROKEN)
    with tempfile.TemporaryDirectory(prefix="kg-") as place:
        folder, out = Path(place) / "in", Path(place) / "out"
        kinds = list(KINDS.items())
        for n in range(sound):
            name, make = kinds[n % len(kinds)]
            path = folder / str(n // len(kinds)) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(make(n))
        for name, damaged in BROKEN.items():
            (folder / name).write_bytes(damaged())
        started = time.monotonic()
        code, told = kg("build", folder, "-o", out, "--no-page")
        seconds = time.monotonic() - started
        graph = (out / "graph.ttl").read_text("utf-8")
        read = sum(f"红旗{n}号" in graph for n in range(sound))
        named = {n for n in BROKEN if f"{n}:" in told}
        every = {Path(n).name for n in re.findall(r"^✗ (\S+?):", told, re.MULTILINE)}
        others = every - set(BROKEN)
        checks = {c[0]: kg(*c)[0] for c in (("check", "-q", out / "graph.ttl"), ("verify", out))}
    right = (code, read, named, others) == (1, sound, set(BROKEN), set()) and not any(
        checks.values()
    )
    print(
        f"{files} files of {len(kinds)} formats, {len(BROKEN)} of them broken: {read} of {sound} read, "
        f"{len(named)} of {len(BROKEN)} named, {len(others)} others named, exit code {code}, {checks}, {seconds:.0f} s"
    )
    sys.exit(not right)


if __name__ == "__main__":
    main()
