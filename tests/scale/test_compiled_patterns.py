"""What compiling patterns made is told and known again: the same patterns, whatever was told."""

from __future__ import annotations

import json
import re

import pytest

from kg import patterns, pipeline


@pytest.fixture(autouse=True)
def _own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_codes", {})
    monkeypatch.setattr(patterns, "_new", None)


def test_known_patterns_are_those_that_are_compiled() -> None:
    assert pipeline.FAMILIES
    asked = {later._asked for later in patterns._every}
    assert len(asked) > 500
    patterns.know("")
    for one in asked:
        assert patterns._compiled(*one) == re.compile(*one)  # of the same code
    told = patterns.told()
    patterns._codes.clear()
    patterns.know(told)
    for one in asked:
        found, compiled = patterns._compiled(*one), re.compile(*one)
        assert found == compiled
        assert (found.groupindex, found.groups) == (compiled.groupindex, compiled.groups)
    assert patterns.told() == ""  # nothing is new


def test_nothing_is_told_where_nobody_asked_what_is_known() -> None:
    assert patterns._compiled("一|二", 0).search("二")
    assert patterns.told() == ""


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        "5",
        "{",
        '{"0 甲(乙)": 5}',
        '{"0 甲(乙)": [0, [1, 2, 3], 9, {}]}',
        '{"0 甲(乙)": [0, ["x"], 1, {}]}',
        '{"0 甲(乙)": [0, [], 0, {"a": 7}]}',
        '{"0 甲(乙)": [0, [-1], 1, 3]}',
    ],
)
def test_other_words_are_as_good_as_none(words: str) -> None:
    patterns.know(words)
    found = patterns._compiled("甲(乙)", 0).search("丙甲乙")
    assert found is not None
    assert found[1] == "乙"


def test_a_python_without_such_codes_compiles_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "import_module", lambda _: json)
    assert patterns._compiled("(?P<a>甲)", re.I) == re.compile("(?P<a>甲)", re.I)
