"""Three hundred files as people have them, twelve of them broken in different ways: all others are read, the twelve are named.

    python scripts/mixed_files.py [FILES]

The files come from the programs that write them: python-docx, openpyxl, odfdo and, where they are installed, LibreOffice (DOC, WPS,
ODT, RTF, PDF, XLS, DOCX) and Chromium (print to PDF). Exit code 0 where the build ends with 1, names each broken file and no other,
and `kg check` and `kg verify` find the graph right.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from text.mixed import BROKEN, KINDS, page, sheet, word  # noqa: E402 - the tests' own files

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# By LibreOffice: what it is given, what it makes of it.
CONVERTED: dict[str, tuple[Callable[[int], bytes], str, str]] = {
    "s.doc": (word, "docx", "doc:MS Word 97"),
    "t.wps": (word, "docx", "doc:MS Word 97"),
    "u.odt": (word, "docx", "odt"),
    "v.rtf": (word, "docx", "rtf"),
    "w.pdf": (word, "docx", "pdf"),
    "x.docx": (word, "docx", "docx:MS Word 2007 XML"),
}
SHEETS: dict[str, tuple[Callable[[int], bytes], str, str]] = {
    "y.xls": (sheet, "xlsx", "xls"),
    "z.ods": (sheet, "xlsx", "ods"),
}
PRINTED = "zz.pdf"


def kg(*arguments: object) -> tuple[int, str]:
    """Exit code and output of a command."""
    command = [sys.executable, "-m", "kg", "--lang", "en", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def can_convert(form: str, work: Path) -> bool:
    """Whether LibreOffice is here with the part that this needs (Writer or Calc)."""
    make, ending, _ = (CONVERTED | SHEETS)[form]
    (work / f"try.{ending}").write_bytes(make(0))
    return bool(OFFICE) and bool(converted([work / f"try.{ending}"], (CONVERTED | SHEETS)[form][2]))


def converted(files: list[Path], to: str) -> list[Path]:
    """What LibreOffice makes of files."""
    folder = Path(tempfile.mkdtemp(dir=files[0].parent))
    profile = f"-env:UserInstallation={(files[0].parent / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], capture_output=True, check=False)
    return [m for f in files if (m := folder / f"{f.stem}.{to.partition(':')[0]}").is_file()]


def printed(file: Path) -> Path:
    """What Chromium prints of a page."""
    out = file.with_suffix(".pdf")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={out}"]
    subprocess.run([*command, file.as_uri()], capture_output=True, check=True)
    return out


def kinds(work: Path) -> list[str]:
    """The kinds of files that can be made here."""
    found = list(KINDS)
    for group in (CONVERTED, SHEETS):
        if can_convert(next(iter(group)), work):
            found += group
    return [*found, *([PRINTED] if CHROMIUM else [])]


def make(folder: Path, work: Path, sound: int) -> list[str]:
    """The files, each below a folder of its own number; the kinds that there are."""
    every = kinds(work)
    waiting: dict[str, list[tuple[Path, Path]]] = {}
    for n in range(sound):
        name = every[n % len(every)]
        place = folder / str(n // len(every)) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name in KINDS:
            place.write_bytes(KINDS[name](n))
        elif name == PRINTED:
            source = work / f"{n}.html"
            source.write_text(page(n), "utf-8")
            printed(source).replace(place)
        else:
            source_of, ending, _ = (CONVERTED | SHEETS)[name]
            source = work / f"{n}.{ending}"
            source.write_bytes(source_of(n))
            waiting.setdefault(name, []).append((source, place))
    for name, files in waiting.items():
        made = converted([source for source, _ in files], (CONVERTED | SHEETS)[name][2])
        for (_, place), one in zip(files, made, strict=True):
            one.replace(place)
    return every


def main() -> None:
    """Make the files, build, and tell what was read."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    sound = files - len(BROKEN)
    with tempfile.TemporaryDirectory(prefix="kg-") as place:
        folder, out, work = (Path(place) / n for n in ("in", "out", "work"))
        work.mkdir()
        every = make(folder, work, sound)
        for name, damaged in BROKEN.items():
            (folder / name).write_bytes(damaged())
        started = time.monotonic()
        code, told = kg("build", folder, "-o", out, "--no-page")
        seconds = time.monotonic() - started
        graph = (out / "graph.ttl").read_text("utf-8")
        lost = [every[n % len(every)] for n in range(sound) if f"红旗{n}号" not in graph]
        named = {n for n in BROKEN if f"{n}:" in told}
        others = {Path(n).name for n in re.findall(r"^✗ (\S+?):", told, re.MULTILINE)} - set(BROKEN)
        checks = {c[0]: kg(*c)[0] for c in (("check", "-q", out / "graph.ttl"), ("verify", out))}
    right = (code, lost, named, others) == (1, [], set(BROKEN), set()) and not any(checks.values())
    print(
        f"{files} files of {len(every)} kinds, {len(BROKEN)} of them broken: {sound - len(lost)} of {sound} read"
        f"{' but ' + ' '.join(sorted(set(lost))) if lost else ''}, {len(named)} of {len(BROKEN)} named, "
        f"{len(others)} others named, exit code {code}, {checks}, {seconds:.0f} s"
    )
    sys.exit(not right)


if __name__ == "__main__":
    main()
