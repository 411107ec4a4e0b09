"""Programmes by the short form that a bracket behind their name gives them."""

from __future__ import annotations

from dataclasses import replace

from kg.model import ProgrammeMention, Text
from kg.syntax.aliases import alias_behind
from kg.syntax.analysis import analyse
from kg.syntax.quotations import UNQUOTED


def with_short_form(text: Text, mention: ProgrammeMention) -> ProgrammeMention:
    """A mention with the short form that a bracket after its name gives."""
    told = alias_behind(analyse(text), mention.end)
    if told is None:
        return mention
    short = text.clean[slice(*told)]
    return replace(mention, aliases=(*mention.aliases, short, short.translate(UNQUOTED)))
