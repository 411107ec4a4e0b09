"""Which places carry out a programme of a higher level."""

from __future__ import annotations

from collections.abc import Sequence

from kg.link.places import Places, is_above, key
from kg.model import CarriedOut, Programme, Quote, Text
from kg.syntax.analysis import analyse


def carried_out(text: Text, places: Places, programmes: Sequence[Programme]) -> tuple[CarriedOut, ...]:
    """The places that carry out a higher level's programme for which the text names none of their own: 落实市委“…”行动."""
    analysis = analyse(text)
    own = {name for p in programmes for name in p.carries_out}
    found: dict[tuple[str, str], CarriedOut] = {}
    for p in programmes:
        for quote in p.quotes if p.name not in own else ():
            clause, who = analysis.clause_at(quote.start), places.subject(quote.start)
            if clause is None or who is None or not is_above(p.region, who):
                continue
            if analysis.tokens.within(clause.start, quote.start, "verb.carry"):
                told = Quote(clause.start, max(clause.end, quote.end), "diffusion.carried")
                found.setdefault((key(who), p.name), CarriedOut(who=who, what=p, quote=told))
    return tuple(found.values())
