"""Rules for named programmes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from kg import patterns as re
from kg.lexicon.words import classes_of
from kg.model import Part, ProgrammeMention, RegionMention, Text
from kg.rules.engine import Family, Found, Rule, told_apart
from kg.rules.programmes import bounds, kinds, listed, names, nested, numerals, spread, unquoted
from kg.rules.programmes.chosen import scores
from kg.rules.programmes.names import Draft
from kg.rules.programmes.parts import choice
from kg.rules.programmes.parts.defined import defined
from kg.syntax.analysis import analyse
from kg.syntax.quotations import Quoted

_NAMED_PART = re.compile(f"[{kinds.HAN}]{{1,6}}“([^”]{{2,6}})”")
Read = Callable[[Text, Found], Iterator[Draft]]
Why = tuple[tuple[str, int], ...]


def _mention(
    draft: Draft, found: tuple[Part, ...], declared: int | None, because: Why = (), reached: int | None = None
) -> ProgrammeMention:
    return ProgrammeMention(
        start=draft.start,
        end=draft.end,
        rule=draft.rule,
        name=draft.name,
        kind=draft.kind,
        aliases=draft.aliases,
        parts=found,
        declared=declared,
        parent=draft.parent,
        because=because,
        reached=reached,
    )


def _is_of_place(text: Text, found: Found, draft: Draft) -> bool:
    """Whether the number of a name is that of a place of the text: 七里坪模式."""
    stem = draft.core.removesuffix(draft.kind or "")
    if len(stem) < 2 or stem[:2] not in _places(text, found):
        return False
    return any(text.clean.startswith(stem, m.start) for m in found.of(RegionMention))


@lru_cache(maxsize=4)
def _places(text: Text, found: Found) -> frozenset[str]:
    """The first two characters of the places of a text."""
    return frozenset(text.clean[m.start : m.start + 2] for m in found.of(RegionMention))


def _announced(draft: Draft, found: tuple[Part, ...]) -> int | None:
    """How many parts the name announces; figures like 632 and 一馆一院 are read by what was found."""
    if draft.children:
        return len(draft.children)
    declared = numerals.declared(draft.core) or numerals.declared(names.tail_count(draft))
    if found and len(found) != declared and len(found) in numerals.counts(draft.core):
        return len(found)
    venue = not found and "kind.venue" in classes_of(draft.core[2:])  # 三味|书屋
    return None if venue else declared


def _complete(text: Text, found: Found, draft: Draft, quoted: tuple[Quoted, ...]) -> Iterator[ProgrammeMention]:
    """A draft with its parts, and the programmes that are named inside it."""
    if (draft.kind is None or not draft.alone) and _spells_out(text, found, draft):
        return
    if draft.rule == "programme.list" and not draft.alone and draft.start in _counted_parts(text, found):
        return
    reached = scores(text, found).get(draft.core)
    if draft.children:
        yield _mention(draft, _named_inside(text, draft, draft.children), len(draft.children), (), reached)
        return
    if inner := inner_names(text, found, draft):
        yield _mention(draft, _named_inside(text, draft, inner), len(inner), (), reached)
        for q in inner:
            yield _inner(text, found, names.quoted_draft(q, "programme.inner", draft.name))
        return
    components, because = _parts(text, found, draft)
    if draft.tentative and not choice.fits(draft, len(components)):
        return
    if draft.kind is None and not components and numerals.only_counts(draft.core):
        return  # “一套机制”, “三个声音” count something, unless the text tells what
    announced = _announced(draft, components)
    if announced and not components and _is_of_place(text, found, draft):
        announced = None
    yield _mention(draft, components, announced, because, reached)
    for part in _named_parts(draft, components):
        yield _named_part(text, found, draft, part, quoted)


def _named_inside(text: Text, draft: Draft, inner: Sequence[Quoted]) -> tuple[Part, ...]:
    """Quoted names as parts of the one that sums them up."""
    return choice.parts(text.clean, [(q.start + 1, q.end - 1) for q in inner], draft.core, "inner")


def _named_parts(draft: Draft, components: tuple[Part, ...]) -> list[Part]:
    """The parts that are named themselves: of “三个清” 办事“一站清”, 账目“一榜清”, 纠纷“一周清”, words before a quotation that all
    end as what the name counts does."""
    named = [m for p in components if (m := _NAMED_PART.fullmatch(p.name))]
    whole = len(named) == len(components) == numerals.declared(draft.core)
    return list(components) if whole and {m[1][-1] for m in named} == {draft.core[-1]} else []


def _named_part(text: Text, found: Found, outer: Draft, part: Part, quoted: tuple[Quoted, ...]) -> ProgrammeMention:
    """A part that bears a quotation as a programme, with the parts that stand at it or where it is taken up again."""
    core = part.name[part.name.index("“") + 1 : -1]
    at = part.end - len(core) - 1
    verb = analyse(text).tokens.ending(at - 1, "verb.set", "verb.run") is not None  # 实施“甲工程”
    start, name, aliases = (at - 1, core, ()) if verb else (part.start, part.name, (core,))
    draft = Draft(
        start, part.end, at, part.end - 1, core, name, None, aliases, rule="programme.inner", parent=outer.name
    )
    for q in quoted:
        if q.core == core and q.start > part.end:
            tail = bounds.tail(text.clean, q.end)
            end, kind = (tail.end, tail.kind) if tail else (q.end, None)
            again = replace(names.quoted_draft(q, draft.rule, outer.name), end=end, kind=kind)
            if found_parts := _parts(text, found, again)[0]:
                return _mention(draft, found_parts, None)
    return _mention(draft, (), None)


def _parts(text: Text, found: Found, draft: Draft) -> tuple[tuple[Part, ...], Why]:
    """The parts of a draft, and why: the words of its own name where its reader took them for a list, else the list
    that was chosen."""
    told = choice.told(text, draft)
    if not told or choice.are_keys(draft):
        dealt = _dealt(text, found)
        chosen = dealt[draft] if draft in dealt else choice.choose(text, found, draft)
        if chosen is not None:
            list_ = chosen.candidate
            return choice.parts(text.clean, list_.spans, draft.core, list_.place), chosen.why
    return choice.parts(text.clean, told, draft.core, "told"), ()


@lru_cache(maxsize=4)
def _dealt(text: Text, found: Found) -> Mapping[Draft, choice.Choice | None]:
    """Which list is whose, of all names of a text."""
    drafts = (d for read in READERS for d in _drafts(read, text, found) if not d.children)
    return choice.dealt(text, found, tuple(dict.fromkeys(drafts)))


def _spells_out(text: Text, found: Found, draft: Draft) -> bool:
    """Whether a quotation only lists the parts of the name soon behind it: “甲、乙、丙”的“三字”工作法, “甲、乙、丙”“三字”模式."""
    starts = _lists(text, found).get((draft.core_start + 1, draft.core_end - 1), ())
    return any(0 <= start - draft.end <= 8 for start in starts)


@lru_cache(maxsize=4)
def _lists(text: Text, found: Found) -> Mapping[tuple[int, int], list[int]]:
    """Where the names begin to which lists were dealt, by where their lists begin and end."""
    lists: dict[tuple[int, int], list[int]] = {}
    for draft, chosen in _dealt(text, found).items():
        if chosen is not None:
            spans = chosen.candidate.spans
            lists.setdefault((spans[0][0], spans[-1][1]), []).append(draft.start)
    return lists


@lru_cache(maxsize=4)
def _counted_parts(text: Text, found: Found) -> frozenset[int]:
    """Where the parts begin of names that count them: “三张清单”, 列出|甲清单、|乙清单、|丙清单."""
    dealt = (chosen for draft, chosen in _dealt(text, found).items() if numerals.counts_things(draft.core))
    return frozenset(start for chosen in dealt if chosen is not None for start, _ in chosen.candidate.spans)


def inner_names(text: Text, found: Found, draft: Draft) -> tuple[Quoted, ...]:
    """The quotations that name the segments of an abbreviation, where the text does not define these by themselves."""
    flat = any(True for _ in defined(choice.around(text, found, draft)))
    return () if flat else nested.inner(text, draft)


def _inner(text: Text, found: Found, draft: Draft) -> ProgrammeMention:
    """A segment of an abbreviation as a programme of its own, with as many parts as it counts or none."""
    components, because = _parts(text, found, draft)
    if len(components) not in numerals.counts(draft.core):
        components, because = (), ()
    return _mention(draft, components, numerals.declared(draft.core), because)


@lru_cache(maxsize=16)
def _drafts(read: Read, text: Text, found: Found) -> tuple[Draft, ...]:
    """The names that one reader finds."""
    return tuple(read(text, found))


def _read_by(read: Read, rules: dict[str, str]) -> tuple[Rule, ...]:
    """The rules of what one reader finds, its names completed once."""

    def find(text: Text, found: Found) -> Iterator[ProgrammeMention]:
        quoted = analyse(text).quotations
        for draft in _drafts(read, text, found):
            yield from _complete(text, found, draft, quoted)

    return told_apart(find, {f"programme.{name}": reads for name, reads in rules.items()})


READERS: tuple[Read, ...] = (
    names.quoted,
    listed.by_sum,
    listed.by_net,
    listed.by_list,
    listed.by_level,
    unquoted.by_kind,
    spread.spread,
)
"""What reads names, before their parts are looked for."""

FAMILY = Family(
    "programmes",
    (
        *_read_by(
            names.quoted,
            {
                "quoted": "a quotation with a kind word after it",
                "shared": "neighbouring quotations that share a kind word",
                "sum": "quotations and the number that sums them up",
                "inner": "a segment of an abbreviation made of abbreviations",
                "bare": "a quotation without a kind word that names what is run",
            },
        ),
        *_read_by(spread.spread, {"spread": "a quotation that was first, copied, spread or ended"}),
        *_read_by(listed.by_net, {"net": "a quoted list and the number of its items"}),
        *_read_by(listed.by_level, {"levels": "levels that work together"}),
        *_read_by(listed.by_sum, {"sum_of_list": "a list and the number that sums it up"}),
        *_read_by(listed.by_list, {"list": "parts with verbs of their own before a kind word"}),
        *_read_by(unquoted.by_kind, {"kind": "distinctive words before a kind word"}),
    ),
)
