"""The named queries: each a file that is valid SPARQL as it stands, with an example for every parameter.

The first comment line says in Chinese and English what the query answers; a line ``# param NAME TYPE: 中文 |
English`` declares a parameter of the type region, text or number, whose example stands in the query as
``VALUES ?NAME { … }``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_PARAM = re.compile(r"# param (\w+) (region|text|number): (.*?) \| (.*)")
_LATIN = re.compile(r"^(.*?)\s+([A-Z][^\u4e00-\u9fff].*)$")


class UnknownQuery(Exception):
    """No query has this name; ``candidates`` are the nearest names."""

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        """Keep what a message needs."""
        self.name = name
        self.candidates = candidates
        super().__init__(f"there is no query named {name}; nearest: {', '.join(candidates)}")


class ParameterError(Exception):
    """A parameter that the query does not take, or a value of the wrong type."""

    def __init__(self, query: str, parameter: str, value: str, expected: str) -> None:
        """``expected`` is the type, or the names of the parameters where this one is unknown."""
        self.query = query
        self.parameter = parameter
        self.value = value
        self.expected = expected
        super().__init__(f"{query}: {parameter}={value}: expected {expected}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter with its type, what it is in Chinese and English, and its example."""

    name: str
    type: str
    zh: str
    en: str
    example: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with a name: ``text`` is SPARQL that runs with the examples."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    text: str

    def fill(self, values: Mapping[str, str]) -> str:
        """The SPARQL with values in place of the examples. Raises :class:`ParameterError`."""
        known = {p.name: p for p in self.parameters}
        text = self.text
        for name, value in values.items():
            if name not in known:
                raise ParameterError(self.name, name, value, ", ".join(known))
            term = self._term(known[name], value)
            line = f"VALUES ?{name} {{ {term} }}".replace("\\", "\\\\")
            text = _values(name).sub(line, text)
        return text

    def _term(self, parameter: Parameter, value: str) -> str:
        if parameter.type != "number":
            return literal(value)
        if not re.fullmatch(r"-?[0-9]{1,18}", value):
            raise ParameterError(self.name, parameter.name, value, "number")
        return value

    @property
    def usage(self) -> str:
        """How to call it, with the examples: ``programmes-of region=高台县``."""
        return self.called({})

    def called(self, values: Mapping[str, str]) -> str:
        """How to call it with ``values``, else the examples."""
        given = ((p.name, values.get(p.name, p.example)) for p in self.parameters)
        return " ".join([self.name, *(f'{n}="{v}"' if " " in v else f"{n}={v}" for n, v in given)])


def _values(name: str) -> re.Pattern[str]:
    return re.compile(r"VALUES \?" + name + r' \{ ("(?:[^"\\]|\\.)*"|[^}\s]+) \}')


def literal(words: str) -> str:
    """Words as a SPARQL string that can hold nothing but themselves."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c) for c in words) + '"'


@cache
def catalogue() -> dict[str, NamedQuery]:
    """All named queries by name."""
    folder = files("kg.use") / "queries"
    texts = {
        f.name.removesuffix(".rq"): f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".rq")
    }
    return {name: _read(name, texts[name]) for name in sorted(texts)}


def _read(name: str, text: str) -> NamedQuery:
    first = text.partition("\n")[0].removeprefix("# ")
    said = _LATIN.match(first)
    parameters = []
    for found in _PARAM.finditer(text):
        example = _values(found[1]).search(text)
        if example is None:
            raise ValueError(f"{name}: the parameter {found[1]} has no VALUES ?{found[1]} {{ … }}")
        parameters.append(Parameter(found[1], found[2], found[3], found[4], example[1].strip('"')))
    zh, en = (said[1], said[2]) if said else (first, first)
    return NamedQuery(name, zh, en, tuple(parameters), text)


def find(name: str) -> NamedQuery:
    """The query of a name. Raises :class:`UnknownQuery` with the nearest names."""
    known = catalogue()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=4, cutoff=0.3)
        raise UnknownQuery(name, tuple(near) or tuple(known)[:4])
    return known[name]
