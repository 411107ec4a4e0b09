"""Spread and recognition: the ranges of what texts say of them, resolved to regions, bodies and programmes.

Spread over an area of a level above the place where a programme is at home is a recognition (popularised); within a
county, or where the programme is the whole area's own, it is an adoption. Of several things that one place is said to have
done first the strongest stays: being first, learning, trying, beginning.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.link.diffusion.named import Named, Thing, called, name_of
from kg.link.diffusion.recognised import recognised, unique
from kg.link.diffusion.taken_up import adopted, spread, strongest
from kg.link.places import Places, key
from kg.model import Adoption, AdoptionMention, Organisation, Recognition, RecognitionMention, Region, Text
from kg.rules.engine import Found


def resolve_diffusion(
    text: Text, found: Found, places: Places, organisations: Sequence[Organisation], things: Sequence[Thing]
) -> tuple[tuple[Adoption, ...], tuple[Recognition, ...], dict[str, Region]]:
    """Who took up which programme, and what each was recognised with, in the order of the text; and where the programmes
    are at home of which the text tells that."""
    named = Named(text, found, places, organisations, things)
    mentions = found.of(AdoptionMention)
    adoptions: list[Adoption] = []
    for m in sorted(mentions, key=lambda m: (m.kind != "first", m.kind == "learned", m.start)):
        if m.kind != "spread":
            made = list(adopted(named, m))
            _settle(named, m, made)
            adoptions += made
    over = [told for m in mentions if m.kind == "spread" and (told := spread(named, m)) is not None]
    adoptions += [told for told in over if isinstance(told, Adoption)]
    recognitions = [told for told in over if isinstance(told, Recognition)]
    recognitions += [r for m in found.of(RecognitionMention) for r in recognised(named, m)]
    order = sorted(strongest(adoptions), key=lambda a: (a.quotes[0].start, a.order or 0, key(a.who), a.kind))
    ladder = sorted(unique(recognitions), key=lambda r: (r.quotes[0].start, r.kind, str(r.title)))
    return tuple(order), tuple(ladder), {**named.owners, **named.homes}


def _settle(named: Named, m: AdoptionMention, made: list[Adoption]) -> None:
    """Where programmes are at home after a statement: with the one place that began it, of those that did one after the other
    the first, and what one grew into with whose that was."""
    told = named.homes if len(made) == 1 else named.owners if m.ordered else None
    for a in made:
        if m.kind in ("first", "trial", "begun") and m.who and told is not None:
            told.setdefault(name_of(a.what), a.who)
        if a.became is not None:
            named.homes.setdefault(called(a.became), a.who)
        named.started.add(name_of(a.what))
