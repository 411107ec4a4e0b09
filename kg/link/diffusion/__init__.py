"""Spread and recognition: the ranges of what texts say of them, resolved to regions, bodies and programmes.

Spread over an area of a level above the place where a programme is at home is a recognition (popularised); within a
county, or where the programme is the whole area's own, it is an adoption. Of several things that one place is said to have
done first the strongest stays: being first, learning, trying, beginning.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.link.diffusion.named import Thing, called, name_of
from kg.link.diffusion.recognised import Recognised, unique
from kg.link.diffusion.taken_up import TakenUp, strongest
from kg.link.places import Places, key
from kg.model import Adoption, AdoptionMention, Organisation, Recognition, RecognitionMention, Region, Text
from kg.rules.engine import Found

__all__ = ["Thing", "called", "name_of", "resolve_diffusion"]


class _Linker(TakenUp, Recognised):
    """What the statements of one text are linked with."""


def resolve_diffusion(
    text: Text, found: Found, places: Places, organisations: Sequence[Organisation], things: Sequence[Thing]
) -> tuple[tuple[Adoption, ...], tuple[Recognition, ...], dict[str, Region]]:
    """Who took up which programme, and what each was recognised with, in the order of the text; and where the programmes
    are at home of which the text tells that."""
    linker = _Linker(text, found, places, organisations, things)
    mentions = found.of(AdoptionMention)
    adoptions: list[Adoption] = []
    for m in sorted(mentions, key=lambda m: (m.kind != "first", m.kind == "learned", m.start)):
        if m.kind == "spread":
            continue
        made = linker.adopted(m)
        told = linker.homes if len(made) == 1 else linker.owners if m.ordered else None
        if m.kind in ("first", "trial", "begun") and m.who and told is not None:
            for a in made:  # of those that came one after the other the first
                told.setdefault(name_of(a.what), a.who)
        for a in made:
            if a.became is not None and not isinstance(a.became, str):
                linker.homes.setdefault(name_of(a.became), a.who)
        linker.started.update(name_of(a.what) for a in made)
        adoptions += made
    spread = [told for m in mentions if m.kind == "spread" for told in linker.spread(m)]
    adoptions += [told for told in spread if isinstance(told, Adoption)]
    recognitions = [told for told in spread if isinstance(told, Recognition)]
    recognitions += [r for m in found.of(RecognitionMention) for r in linker.recognised(m)]
    order = sorted(strongest(adoptions), key=lambda a: (a.quotes[0].start, a.order or 0, key(a.who), a.kind))
    ladder = tuple(sorted(unique(recognitions), key=lambda r: (r.quotes[0].start, r.kind, str(r.title))))
    return tuple(order), ladder, {**linker.owners, **linker.homes}
