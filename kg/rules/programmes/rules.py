"""Rules for named programmes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.model import Part, ProgrammeMention, Text
from kg.rules.engine import Family, Found, Rule
from kg.rules.programmes import heads, lists, names, nested, numerals, parts, spelled, unquoted
from kg.rules.programmes.bare import own_kind
from kg.rules.programmes.names import Draft
from kg.rules.programmes.plans import plans
from kg.syntax.analysis import analyse
from kg.syntax.quotations import Quoted


def _mention(draft: Draft, found: tuple[Part, ...], declared: int | None) -> ProgrammeMention:
    return ProgrammeMention(
        start=draft.start, end=draft.end, rule=draft.rule, name=draft.name, kind=draft.kind,
        aliases=draft.aliases, parts=found, declared=declared, parent=draft.parent,
    )  # fmt: skip


def _announced(draft: Draft, found: tuple[Part, ...]) -> int | None:
    """How many parts the name announces; figures like 632 and 一馆一院 are read by what was found."""
    if draft.children:
        return len(draft.children)
    declared = numerals.declared(draft.core) or numerals.declared(names.tail_count(draft))
    if found and len(found) != declared and len(found) in numerals.counts(draft.core):
        return len(found)
    return declared


def _wanted(text: Text, draft: Draft) -> tuple[int, ...]:
    """The numbers of parts that fit the name."""
    tail = names.tail_count(draft)
    own = numerals.counts(draft.core) or numerals.counts(tail)
    before = text.clean[draft.start : draft.core_start]
    return tuple(dict.fromkeys((*own, *(p.total for p in plans(draft.core, tail, before)))))


def _complete(
    text: Text, found: Found, draft: Draft, quoted: tuple[Quoted, ...]
) -> Iterator[ProgrammeMention]:
    """A draft with its parts, and the programmes that are named inside it."""
    if draft.children:
        yield _mention(draft, nested.parts(text, draft, draft.children), len(draft.children))
        return
    flat = spelled.by_segment(text, draft)
    inner = () if flat else nested.inner(text, draft, quoted)
    if inner:
        yield _mention(draft, nested.parts(text, draft, inner), len(inner))
        for q in inner:
            yield _inner(text, found, draft, q)
        return
    wanted = _wanted(text, draft)
    components = lists.parts(text.clean, list(draft.listed), draft.core)
    segments = () if components else heads.segmented(text, draft)
    components = components or segments or parts.find(text, found, draft, wanted)
    components = components or heads.below(text, draft, wanted)
    if draft.tentative and len(components) not in (
        *wanted,
        *(g.count for g in numerals.groups(draft.core)),
    ):
        return
    yield _mention(draft, components, _announced(draft, components))
    for part in segments:
        if kind := own_kind(part.name):
            yield ProgrammeMention(
                start=part.start, end=part.end, rule="programme.inner", name=part.name, kind=kind, parent=draft.name,
            )  # fmt: skip


def _inner(text: Text, found: Found, outer: Draft, q: Quoted) -> ProgrammeMention:
    """A segment of an abbreviation as a programme of its own."""
    draft = Draft(
        start=q.start, end=q.end, core_start=q.start, core_end=q.end, core=q.core, name=q.core,
        rule="programme.inner", parent=outer.name,
    )  # fmt: skip
    wanted = numerals.counts(q.core)
    components = parts.find(text, found, draft, wanted)
    if len(components) not in wanted:
        components = ()
    return _mention(draft, components, numerals.declared(q.core))


def _reading(read: Callable[[Text, Found], Iterator[Draft]], rule: str, reads: str) -> Rule:
    def find(text: Text, found: Found) -> Iterable[ProgrammeMention]:
        quoted = analyse(text).quotations
        for draft in read(text, found):
            if rule not in (draft.rule, "programme.inner"):
                continue
            yield from (m for m in _complete(text, found, draft, quoted) if m.rule == rule)

    return Rule(rule, reads, find)


FAMILY = Family(
    "programmes",
    (
        _reading(names.quoted, "programme.quoted", "a quotation with a kind word after it"),
        _reading(
            names.quoted, "programme.shared", "neighbouring quotations that share a kind word"
        ),
        _reading(names.quoted, "programme.sum", "quotations and the number that sums them up"),
        _reading(
            names.quoted, "programme.inner", "a segment of an abbreviation made of abbreviations"
        ),
        _reading(
            names.quoted, "programme.bare", "a quotation without a kind word that names what is run"
        ),
        _reading(unquoted.by_sum, "programme.sum_of_list", "a list and the number that sums it up"),
        _reading(unquoted.by_chain, "programme.chain", "links joined by — before a kind word"),
        _reading(
            unquoted.by_list,
            "programme.list",
            "the parts before a kind word, without quotation marks",
        ),
        _reading(
            unquoted.by_kind, "programme.kind", "distinctive words and a kind word after a verb"
        ),
        _reading(unquoted.by_bodies, "programme.bodies", "bodies listed before 等平台"),
    ),
)
