"""What is not run: SERVICE, which would call another server, and updates.

Whether a query calls a server is decided by the parser that is to run it: :func:`masked` replaces every SERVICE, also one
spelled with escapes, by letters that mean nothing. In a string, a name or a comment that changes no syntax; where it
was the keyword, the masked text does not parse, and the query is never handed to an engine. The words of a text
(:func:`objection`) serve the message alone.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

_SKIP = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<long>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*''')
      | (?P<short>"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
      | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<variable>[?$]\w+)
      | (?P<prefixed>[\w.-]*:[\w.:%-]*)
      | (?P<word>[A-Za-z]+)
      | (?P<other>.)""",
    re.X | re.S,
)
_SERVICE = re.compile(
    "".join(
        rf"(?:[{c}{c.lower()}]|\\u00(?:{ord(c):x}|{ord(c.lower()):x})|\\U000000(?:{ord(c):x}|{ord(c.lower()):x}))"
        for c in "SERVICE"
    ),
    re.I,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"))
_JOINS = frozenset(("BIND", "FILTER", "GRAPH", "MINUS", "OPTIONAL", "UNION"))
_DEEPEST, _LONGEST = 300, 1000
FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))


def keywords(query: str) -> Iterator[tuple[str, int]]:
    """The bare words of a query in upper case with their offsets; strings, IRIs, names and comments left out."""
    for found in _SKIP.finditer(query):
        if found.lastgroup == "word":
            yield found.group().upper(), found.start()


def masked(query: str) -> str:
    """The query with other letters for every SERVICE in it, wherever it stands."""
    return _SERVICE.sub(lambda found: "Z" * len(found.group()), query)


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a text is not run: ``reason`` is service, update or prefix; ``word`` stands at ``offset``."""

    reason: str
    word: str
    offset: int


def objection(query: str, prefixes: Container[str]) -> Objection | None:
    """The first thing in a text that does not parse which is not allowed or not declared, or ``None``."""
    plain = unescaped(query)
    for text in (query, plain):
        for word, at in keywords(text):
            if word == "SERVICE":
                return Objection("service", word, at)
            if word in UPDATES and is_update(text):
                return Objection("update", word, at)
    return _unknown_prefix(plain, prefixes)


def is_too_deep(query: str) -> bool:
    """Whether a text nests, or chains operators, so far that an engine, which takes a call for each, would run out of its stack and
    take the whole process with it. Values and triples may be as many as they like."""
    depth = chained = 0
    for found in _SKIP.finditer(query):
        text = found.group()
        if found.lastgroup == "other":
            depth += (text in "{([") - (text in "})]")
            chained += text in "!+-/|&^=<>"
        elif found.lastgroup == "word":
            chained += text.upper() in _JOINS
        if depth > _DEEPEST or chained > _LONGEST:
            return True
    return False


def _unknown_prefix(query: str, prefixes: Container[str]) -> Objection | None:
    declared: set[str] = set()
    after_prefix = False
    for found in _SKIP.finditer(query):
        if found.lastgroup == "prefixed":
            name = found.group().partition(":")[0]
            if after_prefix:
                declared.add(name)
            elif name != "_" and name not in declared and name not in prefixes:
                return Objection("prefix", name, found.start())
        if found.lastgroup == "word":
            after_prefix = found.group().upper() == "PREFIX"
        elif not found.group().isspace() and found.lastgroup != "comment":
            after_prefix = False
    return None


def unescaped(query: str) -> str:
    """The query with plain characters for all escapes."""
    return _ESCAPE.sub(_unescape, query)


def _unescape(found: re.Match[str]) -> str:
    """SPARQL reads \\u0053 as S anywhere; what would not be one character stays as it is."""
    number = int(found[1] or found[2], 16)
    return chr(number) if number < 0x110000 else found.group()


def is_update(text: str) -> bool:
    """Whether a text is an update request: its first verb is one of an update."""
    for word, _ in keywords(text):
        if word in FORMS:
            return False
        if word in UPDATES:
            return True
    return False
