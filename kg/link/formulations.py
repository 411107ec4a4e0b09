"""Formulations: one entry for each name that a document uses."""

from __future__ import annotations

from kg.model import Formulation, FormulationMention, Quote, Text
from kg.rules.engine import Found
from kg.rules.formulations.rules import CAMPAIGN
from kg.syntax.quotations import UNMARKED


def _full_name(text: Text, mentions: tuple[FormulationMention, ...]) -> str:
    """What bare 主题教育 stands for: the campaign that the same document names in full, if it does."""
    for m in mentions:
        if m.name != CAMPAIGN and text.clean[m.start : m.end].endswith(CAMPAIGN):
            return m.name
    return CAMPAIGN


def resolve_formulations(text: Text, found: Found) -> tuple[Formulation, ...]:
    """The formulations of a document in the order of their first use, each with the forms that it prints and all its quotes."""
    mentions = found.of(FormulationMention)
    campaign = _full_name(text, mentions)
    quotes: dict[str, list[Quote]] = {}
    forms: dict[str, set[str]] = {}
    for m in mentions:
        name = campaign if m.name == CAMPAIGN else m.name
        quotes.setdefault(name, []).append(Quote(m.start, m.end, m.rule))
        forms.setdefault(name, set()).add(text.clean[m.start : m.end].translate(UNMARKED))
    return tuple(
        Formulation(name=name, aliases=frozenset(forms[name] - {name.translate(UNMARKED)}), quotes=tuple(q))
        for name, q in quotes.items()
    )
