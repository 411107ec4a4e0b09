"""What people have corrected, as they write it: a plain file that every build reads and none changes.

A correction names a thing by its IRI, by its name (and region), or by the words that it was read in (and their document); so it still
holds when rules change or files come in another order.
"""

from __future__ import annotations

import datetime
import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kg.graph import terms as t

FILE = "corrections.toml"
KINDS = {
    "programme": (t.DJ + "Programme",),
    "formula": (t.DJ + "Formula",),
    "part": (t.DJ + "Component",),
    "parts": (t.DJ + "PartList",),
    "metric": (t.DJ + "Metric",),
    "region": (t.DJ + "Region",),
    "organisation": (t.DJ + "PartyOrganisation", t.ORG + "Organization"),
    "formulation": (t.DJ + "Formulation",),
    "policy": (t.DJ + "PolicyDocument",),
}
_FIELDS = frozenset(("do", "kind", "iri", "name", "region", "quote", "document", "to", "author", "date", "reason"))


DO = ("accept", "reject", "add", "rename", "same-as", "not-same", "region", "order", "value", "sector")
"""What a correction can do."""
_WITHOUT = ("accept", "reject", "add")  # what sets nothing
_TO = {"value": "a number", "order": "a list of all its parts"}


class CorrectionError(Exception):
    """A file of corrections that cannot be read: which, where and why."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; ``number`` is its place in the file, ``to`` what it sets."""

    number: int
    do: str
    to: str | Decimal | tuple[str, ...] | None = None
    kind: str = ""
    iri: str = ""
    name: str = ""
    region: str = ""
    quote: str = ""
    document: str = ""
    author: str = ""
    date: str = ""
    reason: str = ""

    @property
    def words(self) -> str:
        """What it does to what, for messages."""
        what = self.iri or self.name or self.quote
        return " ".join(filter(None, (f"{self.number}.", self.do, self.kind, what)))


def read(path: Path) -> tuple[Correction, ...]:
    """The corrections of a file. Raises :class:`CorrectionError`."""
    try:
        return parse(path.read_text("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        raise CorrectionError(f"{path}: it is not UTF-8; save it again as UTF-8") from error
    except OSError as error:
        raise CorrectionError(f"{path}: {error}") from error


def parse(text: str, path: Path) -> tuple[Correction, ...]:
    """The corrections of a text that is, or will be, that of the file ``path``. Raises :class:`CorrectionError`."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CorrectionError(f"{path}: {error}") from error
    rows = said.pop("correction", [])
    if said:  # [[corrections]], say: what would be passed over is told
        raise CorrectionError(f"{path}: {next(iter(said))} is unknown; write [[correction]]")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorrectionError(f"{path}: write each correction as [[correction]]")
    return tuple(_read(path, number, row) for number, row in enumerate(rows, 1))


def _read(path: Path, number: int, row: Mapping[str, object]) -> Correction:
    where = f"{path}, correction {number}"
    unknown = sorted(set(row) - _FIELDS)
    if unknown:
        raise CorrectionError(f"{where}: unknown field {unknown[0]}")
    do, to = str(row.get("do", "")), row.get("to")
    if do not in DO:
        raise CorrectionError(f"{where}: do is one of {', '.join(DO)}")
    if str(row.get("kind", "")) not in ("", *KINDS):
        raise CorrectionError(f"{where}: kind is one of {', '.join(KINDS)}")
    if not _visible(str(row.get("name", ""))):
        raise CorrectionError(f"{where}: name holds a sign that cannot be seen")
    if not any(row.get(f) for f in ("iri", "name", "quote")):
        raise CorrectionError(f"{where}: say which thing by iri, name or quote")
    fits = {"value": (int, float), "order": (list,), **dict.fromkeys(_WITHOUT, (type(None),))}
    if not isinstance(to, fits.get(do, (str,))) or isinstance(to, bool) or not _says(to):
        needed = f"needs as to {_TO.get(do, 'words in quotation marks')}"
        raise CorrectionError(f"{where}: {do} {'takes no to' if do in _WITHOUT else needed}")
    words = {f: _words(row.get(f)) for f in _FIELDS - {"do", "to"}}
    value: str | Decimal | tuple[str, ...] | None = None
    if isinstance(to, list):
        value = tuple(map(str, to))
    elif to is not None:
        value = Decimal(str(to)) if do == "value" else str(to)
    return Correction(number, do, value, **words)


def _says(to: object) -> bool:
    """Whether there is something in it: words that can be seen, a number that is one."""
    if isinstance(to, str):
        return bool(to.strip()) and _visible(to)
    return not isinstance(to, float) or math.isfinite(to)


def _visible(words: str) -> bool:
    """Whether there is no sign among them that steers or cannot be seen."""
    return all(c.isprintable() or c.isspace() for c in words)


def _words(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value or "")


def apart(corrections: Iterable[Correction]) -> frozenset[frozenset[str]]:
    """The names that are not one thing, for :func:`kg.graph.settle.settle`."""
    return frozenset(frozenset((t.normal(c.name), t.normal(str(c.to)))) for c in corrections if c.do == "not-same")
