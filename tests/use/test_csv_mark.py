"""Every table that a command writes as CSV begins with the mark by which Excel knows UTF-8, and reads back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from kg.use.spreadsheet import BOM
from kg.use.tables.all import TABLES

Run = Callable[..., Result]
COMMANDS = (
    ("ask", "regions", "-f", "csv"),
    ("compare", "清河", "安丰县", "-f", "csv"),
    ("compare", "清河", "安丰县", "-f", "long"),
    ("compare", "--ranked", "-f", "csv"),
    ("compare", "--families", "-f", "csv"),
    ("reuse", "-f", "csv"),
    ("export", "--to", "csv"),
    ("export", "--to", "metrics-csv"),
    ("export", "--to", "codebook"),
    *(("export", "--to", table.name) for table in TABLES),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_csv_begins_with_its_mark(kg: Run, command: tuple[str, ...], tmp_path: Path) -> None:
    told = kg(*command, "-o", str(tmp_path / "out.csv"))
    assert told.exit_code == 0, told.output
    written = [f for f in tmp_path.rglob("*.csv") if f.is_file()]
    assert written
    for file in written:
        text = file.read_text("utf-8")
        assert text.startswith(BOM), file.name
        assert BOM not in text.removeprefix(BOM), file.name
        assert next(csv.reader(text.removeprefix(BOM).splitlines())), file.name
