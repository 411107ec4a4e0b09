"""Mentions that name a programme in other words: its short form in brackets, its list, a segment of it."""

from __future__ import annotations

from dataclasses import replace

from kg.model import ProgrammeMention, Text
from kg.rules.programmes import numerals
from kg.syntax.aliases import alias_behind
from kg.syntax.analysis import analyse
from kg.syntax.quotations import sole


def _short_form(text: Text, mention: ProgrammeMention) -> tuple[int, int, str] | None:
    """The short form that a bracket after the name gives: its range and its words."""
    told = alias_behind(analyse(text), mention.end)
    return None if told is None else (*told, text.clean[slice(*told)])


def _names(mention: ProgrammeMention) -> frozenset[str]:
    return frozenset(p.name for p in mention.parts)


def _is_list_of(mention: ProgrammeMention, other: ProgrammeMention) -> bool:
    """Whether a name without a kind word is nothing but the parts of another programme."""
    return other.kind is not None and frozenset(mention.name.split("、")) == _names(other)


def _is_segment_of(mention: ProgrammeMention, other: ProgrammeMention) -> bool:
    """Whether “三长” is only a segment of “一网三长” whose parts have been told with the others."""
    if not _names(mention) < _names(other):
        return False
    words = {g.words for g in numerals.groups(sole(other.name) or other.name)}
    return mention.name in words


def _renamed(mention: ProgrammeMention, other: ProgrammeMention, own: str) -> ProgrammeMention:
    aliases = tuple(dict.fromkeys((own, *mention.aliases, *other.aliases)))
    return replace(mention, name=other.name, kind=other.kind, aliases=aliases)


def unify(text: Text, mentions: tuple[ProgrammeMention, ...]) -> tuple[ProgrammeMention, ...]:
    """The mentions with those under one name that the text shows to be one thing."""
    unified: list[ProgrammeMention] = []
    brackets = {m.start: s for m in mentions if (s := _short_form(text, m))}
    inside = {
        n.start: m
        for m in mentions
        if (s := brackets.get(m.start))
        for n in mentions
        if s[0] <= n.start and n.end <= s[1]
    }
    for m in mentions:
        if outer := inside.get(m.start):
            unified.append(_renamed(m, outer, m.name))
            continue
        segment = bool(m.parts) and not m.parent and not m.kind
        if segment and any(_is_segment_of(m, other) for other in mentions):
            continue
        same = None
        if m.kind is None and "、" in m.name:
            same = next((other for other in mentions if _is_list_of(m, other)), None)
        current = m if same is None else _renamed(m, same, m.name)
        if short := brackets.get(m.start):
            plain = short[2].replace("“", "").replace("”", "")
            current = replace(current, aliases=(*current.aliases, short[2], plain))
        unified.append(current)
    return tuple(unified)
