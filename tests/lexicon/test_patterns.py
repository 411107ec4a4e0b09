"""Patterns are compiled when they are first used, and are then like any other."""

from __future__ import annotations

import copy
import re

import pytest

from kg import patterns


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    wrong = patterns.compile("(")
    with pytest.raises(re.error):
        wrong.search("x")


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    later = patterns.compile(r"(?P<a>[一二])村", patterns.I)
    found = later.search("在二村")
    assert found is not None
    assert found["a"] == "二"
    assert later.pattern == r"(?P<a>[一二])村"
    assert later.sub("x", "一村二村") == "xx"
    assert [m[0] for m in later.finditer("一村、二村")] == ["一村", "二村"]
    assert later.fullmatch("三村") is None
    assert copy.copy(later).match("一村") is not None
