"""What is read stands in the text: names, parts and formulas are the characters at their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Document, FormulaMention, ProgrammeMention
from kg.rules.all import FAMILIES
from kg.rules.engine import run
from kg.text.prepare import prepare
from kg.text.read import read_document

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests/gold/open").glob("*.txt"))]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_parts_are_the_words_at_their_places(path: Path) -> None:
    text = prepare(read_document(path, path.name))
    found = run(FAMILIES, text)
    for mention in (*found.of(ProgrammeMention), *found.of(FormulaMention)):
        assert 0 <= mention.start < mention.end <= len(text.clean)
        for part in mention.parts:
            assert text.clean[part.start : part.end] == part.name
            assert part.name.strip() == part.name != ""
    for formula in found.of(FormulaMention):
        assert text.clean[formula.start : formula.end] == formula.text
    for programme in found.of(ProgrammeMention):
        assert programme.name not in programme.aliases
        starts = [part.start for part in programme.parts]
        assert starts == sorted(starts), programme.name


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "“",
        "”“",
        "“”",
        "“”机制",
        "、、、等平台",
        "+",
        "1+",
        "“+”",
        "——",
        "一二三四五六七八九十",
        "“" * 50 + "”" * 50,
        "以为主要内容的“三”工程",
        "（）“三化”（）",
        "实施工程",
        "“十百千万”",
        "\n\n",
    ],
)
def test_odd_input_is_read_without_complaint(raw: str) -> None:
    run(FAMILIES, prepare(Document("0" * 64, "odd", raw)))
