"""Write what a person decided into the file of corrections: addressed so that it holds when rules change, and never over what is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from kg.graph.correction import KINDS, Correction, CorrectionError, parse
from kg.graph.corrections import Corrected
from kg.graph.write import write_whole

ACTIONS = ("accept", "reject", "rename", "region", "value", "sector", "same-as", "order")
"""What can be decided about a thing that was read."""
POSSIBLE = {
    "metric": ("accept", "reject", "value", "region", "rename"),
    "parts": ("accept", "reject"),
    "": tuple(action for action in ACTIONS if action != "value"),
}
"""What of that can be decided about a figure, a list of parts that one document gives otherwise, and all else."""
_WRITTEN = re.compile(r"([+-]?\d[\d,，]*(?:\.\d+)?)(万|亿)?(?:[元%个名人户亩家件次]|人次)?")
_TIMES = {None: 1, "万": 10_000, "亿": 100_000_000}
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,6})?")
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BETWEEN = re.compile(r"[；;\n]+")


def string(words: str) -> str:
    """Words as TOML writes them."""
    shown = (_ESCAPED.get(c) or (f"\\u{ord(c):04X}" if ord(c) < 32 or ord(c) == 127 else c) for c in words)
    return '"' + "".join(shown) + '"'


def addressed(graph: Corrected, iri: str, said: Mapping[str, str]) -> dict[str, str]:
    """The fields of ``said`` (kind, name, quote, document) that mean this thing and no other: by what was read of it, so that a
    change of rules keeps it; only where nothing else tells it apart by its IRI."""
    for wanted in (("quote", "document"), ("quote", "document", "name"), ("name",)):
        fields = {f: said[f] for f in ("kind", *wanted) if said.get(f)}
        if fields.keys() & {"quote", "name"} and graph.find(Correction(0, "", **fields)) == [iri]:
            return fields
    return {"kind": said["kind"], "iri": iri} if said.get("kind") else {"iri": iri}


def _plain(to: str) -> str:
    """A number in base units: 65万元 is 650000."""
    written = _WRITTEN.fullmatch("".join(to.split()))
    if written is None:
        return to
    number = Decimal(re.sub("[,，]", "", written[1])) * _TIMES[written[2]]
    return format(number.normalize(), "f")


def entry(do: str, address: Mapping[str, str], to: str, signed: Mapping[str, str]) -> str:
    """One correction as it stands in the file. Raises :class:`CorrectionError` for what cannot be set."""
    if do not in ACTIONS or address.get("kind", "") not in ("", *KINDS):
        raise CorrectionError(f"{do}: no such action")
    lines = ["[[correction]]", f"do = {string(do)}"]
    lines += [f"{field} = {string(words)}" for field, words in address.items()]
    if do == "value":
        to = _plain(to)
        if not _NUMBER.fullmatch(to):
            raise CorrectionError(f"{to}: no number")
        lines.append(f"to = {to}")
    elif do == "order":
        names = ", ".join(string(name.strip()) for name in _BETWEEN.split(to) if name.strip())
        lines.append(f"to = [{names}]")
    elif do not in ("accept", "reject"):
        lines.append(f"to = {string(to)}")
    lines += [f"{field} = {string(words)}" for field, words in signed.items() if words]
    return "\n".join(lines) + "\n"


def append(path: Path, text: str) -> None:
    """Put a correction at the end of the file, which stays readable as a whole. Raises :class:`CorrectionError`."""
    before = ""
    try:
        if path.exists():
            before = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{path}: {error}") from error
    whole = before + ("\n" if before.endswith("\n") else "\n\n" if before else "") + text
    parse(whole, path)
    try:
        write_whole(path, whole.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise CorrectionError(f"{path}: {error.object[error.start]!r} is half a character") from error
