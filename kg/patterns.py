"""Regular expressions that are compiled when they are first used: ``from kg import patterns as re``.

The modules that read hold some seven hundred of them; a sentence meets a third, and a command that only asks or shows meets none.
Everything else is what the standard library has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import (
    IGNORECASE,
    I,
    M,
    Match,
    Pattern,
    S,
    X,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, cast

__all__ = [
    "IGNORECASE",
    "I",
    "M",
    "Match",
    "Pattern",
    "S",
    "X",
    "alternatives",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

_USES = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Later:
    """A pattern; once it is used its methods are those of the compiled one, at no cost."""

    __slots__ = ("_asked", *_USES)

    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(*self._asked)
        for use in _USES:
            setattr(self, use, getattr(compiled, use))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return compile, self._asked


def alternatives(words: Iterable[str]) -> str:
    """Words as alternatives in their order, those that begin alike behind their first character: where it does not stand
    none of them is tried. A word may be a pattern behind its first character."""
    begun: dict[str, list[str]] = {}
    for word in words:
        begun.setdefault(word[0], []).append(word[1:])
    return "|".join(
        f"{first}(?:{'|'.join(rest)})" if len(rest) > 1 else first + rest[0]
        for first, rest in begun.items()
    )


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """The pattern, compiled when it is first used."""
    return cast("Pattern[str]", _Later(pattern, flags))
