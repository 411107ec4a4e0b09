"""The forty invented tables and ten workbooks are read cell by cell in every format, and nothing is read that they do not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.text.grid import unread
from kg.text.inputs import read_inputs
from tests.gold.tables.books import SHEETS
from tests.gold.tables.declared import tables
from tests.gold.tables.score import WAYS, Tally, add, found_in, found_in_book
from tests.gold.tables.workbooks import workbooks
from tests.text.make_pdf import pdf_bytes

LEAST = 0.95


@pytest.mark.parametrize("way", WAYS)
def test_cells(way: str, tmp_path: Path) -> None:
    """The F1 of cells is at least .95, and no figure is false."""
    tally = Tally()
    for table in tables():
        add(tally, table, found_in(table, way, tmp_path))
    assert tally.f1 >= LEAST, tally.wrong
    assert tally.found == tally.right, tally.wrong


@pytest.mark.parametrize("form", SHEETS)
def test_workbooks(form: str, tmp_path: Path) -> None:
    """So it is of the workbooks."""
    tally = Tally()
    for book in workbooks():
        add(tally, book, found_in_book(book, form, tmp_path))
    assert tally.f1 >= LEAST, tally.wrong
    assert tally.found == tally.right, tally.wrong


def test_always_the_same() -> None:
    """The declaration gives the same tables on every call."""
    assert tables() == tables()
    assert len(tables()) == 40
    assert workbooks() == workbooks()
    assert len(workbooks()) == 10


def test_unread(tmp_path: Path) -> None:
    """Figures that are printed across the lines of a table are not guessed at: the page is named."""
    lines = [(60.0, y, 360.0, y) for y in (700.0, 676.0, 652.0, 628.0)]
    lines += [(x, 700.0, x, 628.0) for x in (60.0, 160.0, 260.0, 360.0)]
    placed = [
        (90.0 + 82 * k, 684.0 - 24 * i, 10.0, words)
        for i, row in enumerate((["小组", "户数（户）", "收入（万元）"], ["甲组", "35", "620"], ["乙组", "41", "7300"]))
        for k, words in enumerate(row)
    ]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes([[(60, 760, 12, "河湾村合作组收支情况")], placed], [[], lines]))
    raw = read_inputs([path]).documents[0].raw
    assert unread(raw) == {2: 1}
