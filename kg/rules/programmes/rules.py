"""Rules for named programmes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.model import Part, ProgrammeMention, Text
from kg.rules.engine import Family, Found, Rule
from kg.rules.programmes import bounds, heads, names, nested, numerals, parts, unquoted
from kg.rules.programmes.names import Draft
from kg.rules.programmes.quotes import Quoted, quotations


def _mention(draft: Draft, found: tuple[Part, ...], declared: int | None, parent: str | None) -> ProgrammeMention:
    return ProgrammeMention(
        start=draft.start, end=draft.end, rule=draft.rule, name=draft.name, kind=draft.kind,
        aliases=draft.aliases, parts=found, declared=declared, parent=parent,
    )  # fmt: skip


def _announced(draft: Draft, found: tuple[Part, ...]) -> int | None:
    """How many parts the name announces; figures like 632 are read by what was found."""
    declared = numerals.declared(draft.core) or numerals.declared(names.tail_count(draft))
    figures = numerals.figures(draft.core)
    if figures and found:
        return len(figures) if len(found) == len(figures) else sum(figures)
    return declared


def _complete(text: Text, found: Found, draft: Draft, quoted: tuple[Quoted, ...]) -> Iterator[ProgrammeMention]:
    """A draft with its parts, and the programmes that are named inside it."""
    declared = _announced(draft, ())
    inner = nested.inner(text, draft, quoted)
    if inner:
        components = nested.parts(text, draft, inner)
        yield _mention(draft, components, len(components), None)
        for q in inner:
            yield from _inner(text, found, draft, q)
        return
    components = parts.find(text, found, draft, declared) or heads.below(text, draft, declared)
    yield _mention(draft, components, _announced(draft, components), None)


def _inner(text: Text, found: Found, outer: Draft, q: Quoted) -> Iterator[ProgrammeMention]:
    """A segment of an abbreviation as a programme of its own."""
    declared = numerals.declared(q.core)
    draft = Draft(q.start, q.end, q.start, q.end, q.core, q.core, None, (), None, "programme.inner")
    components = parts.find(text, found, draft, declared)
    if len(components) != declared:
        components = ()
    yield _mention(draft, components, declared, outer.name)


def _reading(read: Callable[[Text, Found], Iterator[Draft]], rule: str) -> Rule:
    def find(text: Text, found: Found) -> Iterable[ProgrammeMention]:
        quoted = quotations(text)
        for draft in read(text, found):
            yield from (m for m in _complete(text, found, draft, quoted) if m.rule == rule)

    return Rule(rule, (read.__doc__ or "").splitlines()[0], find)


FAMILY = Family(
    "programmes",
    (
        _reading(names.quoted, "programme.quoted"),
        _reading(names.quoted, "programme.shared"),
        _reading(names.quoted, "programme.bare"),
        _reading(names.quoted, "programme.inner"),
        _reading(unquoted.by_list, "programme.list"),
        _reading(unquoted.by_kind, "programme.kind"),
        _reading(unquoted.by_bodies, "programme.bodies"),
    ),
)
