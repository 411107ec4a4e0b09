"""The closed list of phrases.toml as one regular expression with the name of every form."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg import patterns as re
from kg.syntax.quotations import UNMARKED

_OPTIONAL = {"“": "[“‘]?", "”": "[”’]?", "、": "[、，·]?"}
_DROPPED = str.maketrans("", "", "“”‘’、，·")


class Phrases(NamedTuple):
    """The pattern that finds a form, and the name that each form stands for."""

    pattern: re.Pattern[str]
    names: dict[str, str]
    quoted: frozenset[str]

    def name_of(self, form: str) -> str:
        """The formulation that the printed words stand for."""
        exact = self.names.get(form.translate(UNMARKED))
        return exact or self.names[form.translate(_DROPPED)]

    def knows(self, words: str) -> bool:
        """Whether words are a form of the list."""
        return words.translate(_DROPPED) in self.names

    def needs_quotes(self, form: str) -> bool:
        """Whether the words are a formulation only between quotation marks."""
        return form.translate(_DROPPED) in self.quoted


def _entries() -> Iterator[tuple[str, str, bool]]:
    """Every form with its name, and whether it has to stand in quotation marks."""
    data = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))
    for group in data["group"]:
        for name in group["names"]:
            yield name, name, group.get("quoted", False)
    for phrase in data["phrase"]:
        for form in (phrase["name"], *phrase.get("forms", ())):
            yield form, phrase["name"], phrase.get("quoted", False)


@cache
def phrases() -> Phrases:
    """The list, read once."""
    names: dict[str, str] = {}
    quoted: set[str] = set()
    forms: set[str] = set()
    for form, name, in_quotes in _entries():
        key = form.translate(_DROPPED)
        names.setdefault(key, name)
        names[form.translate(UNMARKED)] = name
        forms.add(form.removeprefix("“").removesuffix("”"))
        if in_quotes and "“" not in form:
            quoted.add(key)
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    patterns = ("".join(_OPTIONAL.get(c, re.escape(c)) for c in form) for form in longest_first)
    return Phrases(re.compile(re.alternatives(patterns)), names, frozenset(quoted))
