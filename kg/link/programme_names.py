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


class _Known:
    """The programmes of a text by what others may be of them: a name without a kind word that is nothing but the parts of
    one, and “三长”, a segment of “一网三长” whose parts have been told with the others."""

    def __init__(self, mentions: tuple[ProgrammeMention, ...]) -> None:
        self._lists: dict[frozenset[str], ProgrammeMention] = {}
        self._segments: dict[str, list[frozenset[str]]] = {}
        for m in mentions:
            parts = _names(m)
            if m.kind is not None:
                self._lists.setdefault(parts, m)
            for group in numerals.groups(sole(m.name) or m.name) if parts else ():
                self._segments.setdefault(group.words, []).append(parts)

    def listed(self, mention: ProgrammeMention) -> ProgrammeMention | None:
        """The programme whose parts a name lists."""
        return self._lists.get(frozenset(mention.name.split("、")))

    def is_segment(self, mention: ProgrammeMention) -> bool:
        """Whether a name is only a segment of another."""
        return any(_names(mention) < parts for parts in self._segments.get(mention.name, ()))


def _renamed(mention: ProgrammeMention, other: ProgrammeMention, own: str) -> ProgrammeMention:
    aliases = tuple(dict.fromkeys((own, *mention.aliases, *other.aliases)))
    return replace(mention, name=other.name, kind=other.kind, aliases=aliases)


def unify(text: Text, mentions: tuple[ProgrammeMention, ...]) -> tuple[ProgrammeMention, ...]:
    """The mentions with those under one name that the text shows to be one thing."""
    unified: list[ProgrammeMention] = []
    brackets = {m.start: s for m in mentions if (s := _short_form(text, m))}
    known = _Known(mentions)
    for m in mentions:
        segment = bool(m.parts) and not m.parent and not m.kind
        if segment and known.is_segment(m):
            continue
        same = None
        if m.kind is None and "、" in m.name:
            same = known.listed(m)
        current = m if same is None else _renamed(m, same, m.name)
        if short := brackets.get(m.start):
            plain = short[2].replace("“", "").replace("”", "")
            current = replace(current, aliases=(*current.aliases, short[2], plain))
        unified.append(current)
    return tuple(unified)
