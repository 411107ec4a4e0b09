"""Whose a programme is once its spread is known, and which places carry out one of a higher level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.link.diffusion import Thing, name_of
from kg.link.places import Places, is_above, key
from kg.model import Adoption, CarriedOut, Programme, Quote, Recognition, Region, Text
from kg.syntax.analysis import analyse


def carried_out(
    text: Text, places: Places, programmes: Sequence[Programme]
) -> tuple[CarriedOut, ...]:
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


def settled_at_home(
    programmes: tuple[Programme, ...],
    adoptions: tuple[Adoption, ...],
    recognitions: tuple[Recognition, ...],
    homes: dict[str, Region],
) -> tuple[tuple[Programme, ...], tuple[Adoption, ...], tuple[Recognition, ...]]:
    """All of them, with the programmes given to where they are at home: those of no place, those that were taken for a
    level above it, those that a place only took up (learned from there, or began beside others), and what another grew into."""
    takers = {
        (name_of(a.what), key(a.who)): a.kind for a in adoptions if a.kind in ("learned", "begun")
    }
    first = {name_of(a.what) for a in adoptions if a.kind == "first"}
    grown = {_name(a.became) for a in adoptions}
    moved: dict[int, Programme] = {}
    for p in programmes:
        home = homes.get(p.name)
        if home is None or (p.region is not None and key(home) == key(p.region)):
            continue
        above = p.name in first and is_above(p.region, home)
        taken = takers.get((p.name, key(p.region)))
        apart = taken == "begun" and not is_above(p.region, home)
        if p.region is None or above or taken == "learned" or apart or p.name in grown:
            why = f"{p.why}; the text says that it is at home in {home.name}"
            moved[id(p)] = replace(p, region=home, why=why)
    if not moved:
        return programmes, adoptions, recognitions
    return (
        tuple(moved.get(id(p), p) for p in programmes),
        tuple(
            replace(a, what=_new(a.what, moved), became=_became(a.became, moved)) for a in adoptions
        ),
        tuple(replace(r, what=_new(r.what, moved)) for r in recognitions),
    )


def _name(thing: Thing | str | None) -> str | None:
    return thing if thing is None or isinstance(thing, str) else name_of(thing)


def _new(thing: Thing, moved: dict[int, Programme]) -> Thing:
    return moved.get(id(thing), thing)


def _became(thing: Thing | str | None, moved: dict[int, Programme]) -> Thing | str | None:
    return thing if thing is None or isinstance(thing, str) else _new(thing, moved)
