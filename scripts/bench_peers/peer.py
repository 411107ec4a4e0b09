"""What an adapter is, and the pieces of text that tools are given."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Any

from kg.model import Text

Facts = dict[str, list[dict[str, Any]]]
_CLAUSE = re.compile(r"[^，。；：、！？“”（）《》\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A tool: ``kinds`` are the scorer's kinds that it is compared in, ``package`` the distribution it comes
    from (``None`` for a few lines of our own), ``how`` what was asked of it and how the answer was read."""

    name: str
    kinds: tuple[str, ...]
    read: Callable[[Text], Facts]
    how: str
    package: str | None = None
    licence: str = "–"

    @property
    def version(self) -> str | None:
        """The installed version; ``None`` where it is not installed."""
        if self.package is None:
            return "–"
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None


def load(module: str) -> ModuleType:
    """Import a tool, without the greetings and warnings that some print."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(module)


def sentences(text: Text) -> Iterator[str]:
    """The sentences."""
    for sentence in text.sentences:
        yield text.clean[sentence.start : sentence.end]


def clauses(text: Text) -> Iterator[str]:
    """The pieces between punctuation: the nearest thing to the address that an address parser expects."""
    yield from _CLAUSE.findall(text.clean)
