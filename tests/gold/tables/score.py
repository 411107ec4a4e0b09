"""How many cells of the invented tables are read right, format by format: python -m tests.gold.tables.score"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Metric
from kg.pipeline import read_one
from kg.text.inputs import read_inputs
from tests.gold.tables.books import SHEETS, write_book
from tests.gold.tables.declared import Declared, Right, tables
from tests.gold.tables.workbooks import Book, workbooks
from tests.gold.tables.written import FORMS, written

WAYS = (*FORMS, "pdf without rules")


@dataclass(slots=True)
class Tally:
    """What was read of the tables in one format."""

    right: int = 0
    wanted: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The F1 of cells."""
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 1.0


def found_in(table: Declared, way: str, folder: Path) -> list[Metric]:
    """The figures that kg reads from a table."""
    path = written(folder, table, way[:4].strip(), ruled=way != WAYS[-1])
    return list(read_one(read_inputs([path]).documents[0]).links.metrics)


def found_in_book(book: Book, way: str, folder: Path) -> list[Metric]:
    """The figures that kg reads from a workbook."""
    files = write_book(folder / f"{book.name}.{way}", book.sheets)
    return [m for d in read_inputs(files).documents for m in read_one(d).links.metrics]


def agrees(right: Right, metric: Metric) -> bool:
    """Whether a figure is the one that must be read."""
    growth = metric.change and metric.change.value
    if growth is not None and metric.change and metric.change.direction == "down":
        growth = -growth
    told = (metric.region and metric.region.name, metric.date, metric.status, metric.unit)
    return (
        metric.value == right.value
        and told == (right.region, right.time, right.status, right.unit)
        and all(w in metric.property for w in right.words)
        and growth == right.growth
    )


def _said(m: Metric) -> str:
    change = m.change and f"{m.change.direction}{m.change.value}"
    return f"{m.property} {m.value}{m.unit or ''} {m.region and m.region.name} {m.date} {m.status} {change}"


def add(tally: Tally, table: Declared | Book, found: list[Metric]) -> None:
    """Count what was found of one table."""
    left = list(found)
    missed = []
    for right in table.right:
        hit = next((m for m in left if agrees(right, m)), None)
        if hit is None:
            missed.append(right)
        else:
            left.remove(hit)
    tally.right += len(table.right) - len(missed)
    tally.wanted += len(table.right)
    tally.found += len(found)
    tally.wrong += [
        f"{table.name} missed {'/'.join(r.words)} {r.value}{r.unit} {r.region} {r.time} {r.status} {r.growth}"
        for r in missed
    ]
    tally.wrong += [f"{table.name} false {_said(m)}" for m in left]


def scored() -> Iterator[tuple[str, Tally]]:
    """The tally of every format."""
    with tempfile.TemporaryDirectory() as folder:
        for way in WAYS:
            tally = Tally()
            for table in tables():
                add(tally, table, found_in(table, way, Path(folder)))
            yield way, tally
        for way in SHEETS:
            tally = Tally()
            for book in workbooks():
                add(tally, book, found_in_book(book, way, Path(folder)))
            yield f"workbooks {way}", tally


def main() -> None:
    """Print the figures; with --errors also what is wrong."""
    for way, tally in scored():
        false = tally.found - tally.right
        sys.stdout.write(f"{way:18} F1 {tally.f1:.3f}  right {tally.right}/{tally.wanted}  false {false}\n")
        if "--errors" in sys.argv:
            sys.stdout.writelines(f"    {line}\n" for line in tally.wrong)


if __name__ == "__main__":
    main()
