"""The house of the reading: linkers ask what was read, and a word is typed in one place."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).parent
READING = ("rules", "lexicon", "syntax", "choose", "link")


def _modules(*layers: str) -> Iterator[tuple[str, ast.Module]]:
    for layer in layers:
        for file in sorted((ROOT / layer).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))


def _imported(tree: ast.Module) -> set[str]:
    found = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    named = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    found |= {f"{n.module}.{a.name}" for n in named for a in n.names}
    return found | {n.module or "" for n in named}


@pytest.mark.parametrize("layer", ["link"])
def test_linkers_know_no_regular_expressions(layer: str) -> None:
    assert [name for name, tree in _modules(layer) if {"re", "regex", "kg.patterns"} & _imported(tree)] == []


_WORD = re.compile(r"[\u3400-\u9fff]{2,}")
_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]")  # characters of a pattern's class are no words


def _prose(tree: ast.Module) -> set[int]:
    """The strings that are documentation."""
    return {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}


def _words(tree: ast.Module) -> set[str]:
    """The words in the strings of a module, those of regular expressions too."""
    prose = _prose(tree)
    return {
        word
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
        for word in _WORD.findall(_CLASS.sub(" ", node.value))
    }


def test_a_word_is_typed_in_one_file() -> None:
    """A word that two files need belongs to a class of ``kg/lexicon/words``, or one of them owns it and the other asks."""
    files: dict[str, list[str]] = {}
    for name, tree in _modules(*READING):
        for word in _words(tree) if name != "lexicon/classes.py" else ():
            files.setdefault(word, []).append(name)
    assert {word: names for word, names in files.items() if len(names) > 1} == {}
