"""The manifest ``sources.csv`` beside the input: a line for each file with its date, its source, its address and when it was got.

People fill it in; a build reads it, and what it says goes before what a text says of itself. ``kg sources`` writes it as a form.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kg import patterns as re
from kg.model import Given
from kg.text.decode import ReadError, decode

FILE = "sources.csv"
COLUMNS = ("file", "date", "source", "url", "retrieved")
FOUND = ("read_date", "read_basis", "read_source")
"""What kg reads by itself, shown in the form so that people see what is missing; a build does not read these columns."""
_CHINESE = {"文件": "file", "日期": "date", "来源": "source", "网址": "url", "获取日期": "retrieved"}
_DATE = re.compile(r"((?:19|20)\d\d)(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?)?[月年]?")
_MARKS = (",", "\t", ";")
_REPAIR = "Repair the line."


@dataclass(slots=True)
class Manifest:
    """What the manifest of a folder says, by the names of the files; ``errors`` are lines that cannot be read."""

    path: Path
    given: dict[str, Given] = field(default_factory=dict)
    errors: list[ReadError] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def of(self, name: str) -> Given:
        """What it says of a document: by its own name, else by that of the file or folder that holds it."""
        while name not in self.given and "/" in name:
            name = name.rpartition("/")[0]
        self.used.add(name)
        return self.given.get(name, Given())

    @property
    def idle(self) -> list[str]:
        """The names in it that no document bears."""
        return [name for name in self.given if name not in self.used]


def iso(words: str) -> str | None:
    """A date, or its beginning, as people and spreadsheets write it: 2023/5/11, 2023年5月, 2023; ``None`` where it is none."""
    match = _DATE.fullmatch(words)
    if match is None:
        return None
    year, month, day = (None if x is None else int(x) for x in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join([f"{year:04d}", *(f"{x:02d}" for x in (month, day) if x is not None)])


def _rows(text: str) -> tuple[list[str], list[list[str]], str]:
    """The heads of the columns, the lines below them, and the mark between cells."""
    first = text.partition("\n")[0]
    mark = max(_MARKS, key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    heads = [_CHINESE.get(h.strip(), h.strip().lower()) for h in rows[0]] if rows else []
    return heads, rows[1:], mark


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one where there is none."""
    manifest = Manifest(folder / FILE)
    if not manifest.path.is_file():
        return manifest
    try:
        heads, rows, _ = _rows(decode(manifest.path.read_bytes(), manifest.path))
    except (OSError, csv.Error, ReadError) as error:
        manifest.errors.append(ReadError(manifest.path, f"it cannot be read ({error})", _REPAIR))
        return manifest
    if "file" not in heads:
        reason = f"it has no column file; its columns are {', '.join(heads)}"
        manifest.errors.append(ReadError(manifest.path, reason, _REPAIR))
        return manifest
    for number, row in enumerate(rows, 2):
        said = {h: cell.strip() for h, cell in zip(heads, row, strict=False)}
        if said.get("file"):
            _add(manifest, number, said)
    return manifest


def _add(manifest: Manifest, number: int, said: Mapping[str, str]) -> None:
    dates = {}
    for column in ("date", "retrieved"):
        words = said.get(column, "")
        day = iso(words) if words else ""
        if day is None:
            reason = f"line {number}: {words} is no date"
            manifest.errors.append(ReadError(manifest.path, reason, _REPAIR))
        dates[column] = day or ""
    name = said["file"].replace("\\", "/").removeprefix("./")
    manifest.given[name] = Given(dates["date"], said.get("source", ""), said.get("url", ""), dates["retrieved"])


def form(old: str, found: Iterable[tuple[str, Sequence[str]]]) -> tuple[str, int]:
    """The manifest with a line to fill for each file that it lacks, and how many there are; every line of ``old`` stays as
    it is. ``found`` are the files with what was read of each."""
    heads, rows, mark = _rows(old) if old.strip() else ([], [], ",")
    at = heads.index("file") if "file" in heads else 0
    known = {row[at].strip().replace("\\", "/") for row in rows if len(row) > at}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator="\n")
    columns = heads or [*COLUMNS, *FOUND]
    if not heads:
        writer.writerow(columns)
    new = 0
    for name, read in found:
        if name in known:
            continue
        said = {"file": name, **dict(zip(FOUND, read, strict=True))}
        writer.writerow([said.get(c, "") for c in columns])
        new += 1
    kept = old if not old or old.endswith("\n") else old + "\n"
    return (kept if heads else "") + out.getvalue(), new
