"""Regular expressions that are compiled when they are first used: ``from kg import patterns as re``.

The modules that read hold some seven hundred of them; a sentence meets a third, and a command that only asks or shows meets none.
Everything else is what the standard library has. What compiling made can be told and known again by whoever keeps it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from re import IGNORECASE, I, M, Match, Pattern, S, X, escape, findall, finditer, fullmatch, match, search, split, sub
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
    "know",
    "match",
    "search",
    "split",
    "sub",
    "told",
    "use_all",
]

_USES = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Later:
    """A pattern; once it is used its methods are those of the compiled one, at no cost."""

    __slots__ = ("_asked", *_USES)

    def __init__(self, pattern: str, flags: int) -> None:
        self._asked = pattern, int(flags)
        _every.append(self)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = _compiled(*self._asked)
        for use in _USES:
            setattr(self, use, getattr(compiled, use))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return compile, self._asked


_every: list[_Later] = []
_codes: dict[str, list[Any]] = {}
_new: list[str] | None = None
"""What was compiled anew since :func:`know`."""
_FEW = 20  # of so many patterns one that was not known is compiled again sooner than all are written


def _compiled(pattern: str, flags: int) -> Pattern[str]:
    """The compiled pattern: of its code, which takes a tenth of the time, where that is known."""
    key = f"{flags} {pattern}"
    # The standard library has no public way to its code. Where it is another than is thought here, or the code is no sound one,
    # the pattern is compiled as ever.
    with suppress(ImportError, AttributeError, TypeError, ValueError, LookupError, RuntimeError, OverflowError):
        if key not in _codes:
            _codes[key] = _code(pattern, flags)
            if _new is not None:
                _new.append(key)
        all_flags, code, groups, names = _codes[key]
        index = [None, *([None] * groups)]
        for name, number in names.items():
            index[number] = name
        compiled = import_module("_sre").compile(pattern, all_flags, code, groups, names, tuple(index))
        return cast("Pattern[str]", compiled)
    return re.compile(pattern, flags)


def _code(pattern: str, flags: int) -> list[Any]:
    parsed = import_module("re._parser").parse(pattern, flags)
    state = parsed.state
    code = import_module("re._compiler")._code(parsed, flags)
    return [flags | state.flags, list(map(int, code)), state.groups - 1, dict(state.groupdict)]


def know(words: str) -> None:
    """Take over what :func:`told` said in another process of the same Python; other words are as good as none."""
    global _new
    _new = []
    with suppress(ValueError, TypeError):
        _codes.update(json.loads(words))


def told() -> str:
    """What compiling made, as words; nothing where nearly all of it was known, or nobody asked what is."""
    if not _new or len(_new) <= len(_codes) // _FEW:
        return ""
    return json.dumps(_codes, ensure_ascii=False, separators=(",", ":"))


def use_all() -> None:
    """Compile every pattern that there is now, for processes that will share them."""
    for later in _every:
        _ = later.search


def alternatives(words: Iterable[str]) -> str:
    """Words as alternatives in their order, those that begin alike behind their first character: where it does not stand
    none of them is tried. A word may be a pattern behind its first character."""
    begun: dict[str, list[str]] = {}
    for word in words:
        begun.setdefault(word[0], []).append(word[1:])
    return "|".join(
        f"{first}(?:{'|'.join(rest)})" if len(rest) > 1 else first + rest[0] for first, rest in begun.items()
    )


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """The pattern, compiled when it is first used."""
    return cast("Pattern[str]", _Later(pattern, flags))
