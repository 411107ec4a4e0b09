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

from kg import patterns as re
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
_AT = re.compile(r"line (\d+), column (\d+)")
_WITHOUT = ("accept", "reject", "add")  # what sets nothing
_TO = {"value": ("a number", "一个数（不加引号）"), "order": ("a list of all its parts", "全部要素的列表")}


class CorrectionError(Exception):
    """A file of corrections that cannot be read: which, where and why, and that in Chinese as well."""

    def __init__(self, said: str, zh: str = "") -> None:
        """Say it; in Chinese alike where it is the system's words."""
        super().__init__(said)
        self.zh = zh or said


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
        raise CorrectionError(
            f"{path}: it is not UTF-8; save it again as UTF-8", f"{path}：不是 UTF-8 编码，请另存为 UTF-8"
        ) from error
    except FileNotFoundError as error:
        raise CorrectionError(f"{path}: no such file; check the path", f"{path}：没有这个文件，请检查路径") from error
    except OSError as error:
        raise CorrectionError(f"{path}: {error.strerror}") from error


def parse(text: str, path: Path) -> tuple[Correction, ...]:
    """The corrections of a text that is, or will be, that of the file ``path``. Raises :class:`CorrectionError`."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        zh = f"{path}：{f'第 {at[1]} 行第 {at[2]} 列' if at else '末尾'}写法有误（文字要放在英文引号中，引号要成对）"
        raise CorrectionError(f"{path}: {error}", zh) from error
    rows = said.pop("correction", [])
    if said:  # [[corrections]], say: what would be passed over is told
        name = next(iter(said))
        raise CorrectionError(
            f"{path}: {name} is unknown; write [[correction]]", f"{path}：不认识 {name}；每条更正写作 [[correction]]"
        )
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorrectionError(
            f"{path}: write each correction as [[correction]]", f"{path}：每条更正写作 [[correction]]"
        )
    return tuple(_read(path, number, row) for number, row in enumerate(rows, 1))


def _fault(row: Mapping[str, object]) -> tuple[str, str] | None:
    """What is wrong with the fields of a correction, in English and Chinese."""
    if unknown := sorted(set(row) - _FIELDS):
        return f"unknown field {unknown[0]}", f"没有 {unknown[0]} 这一项；可写：{', '.join(sorted(_FIELDS))}"
    if str(row.get("do", "")) not in DO:
        return f"do is one of {', '.join(DO)}", f"do 只能写：{', '.join(DO)}"
    if str(row.get("kind", "")) not in ("", *KINDS):
        return f"kind is one of {', '.join(KINDS)}", f"kind 只能写：{', '.join(KINDS)}"
    if not _visible(str(row.get("name", ""))):
        return "name holds a sign that cannot be seen", "name 中有看不见的字符"
    if not any(row.get(f) for f in ("iri", "name", "quote")):
        return "say which thing by iri, name or quote", "请用 iri、name 或 quote 指明更正的是什么"
    return _misses(str(row["do"]), row.get("to"))


def _misses(do: str, to: object) -> tuple[str, str] | None:
    """What is wrong with what a correction sets."""
    fits = {"value": (int, float), "order": (list,), **dict.fromkeys(_WITHOUT, (type(None),))}
    if isinstance(to, fits.get(do, (str,))) and not isinstance(to, bool) and _says(to):
        return None
    if do in _WITHOUT:
        return f"{do} takes no to", f"{do} 不写 to"
    en, zh = _TO.get(do, ("words in quotation marks", "放在引号中的文字"))
    return f"{do} needs as to {en}", f"{do} 的 to 要写{zh}"


def _read(path: Path, number: int, row: Mapping[str, object]) -> Correction:
    if fault := _fault(row):
        raise CorrectionError(f"{path}, correction {number}: {fault[0]}", f"{path} 第 {number} 条：{fault[1]}")
    do, to = str(row.get("do", "")), row.get("to")
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
