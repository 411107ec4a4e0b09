"""Whose a programme is once its spread is known, and which places carry out one of a higher level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from kg.link.diffusion import called, name_of
from kg.link.places import Places, is_above, key
from kg.model import TOLD, Adoption, CarriedOut, Programme, Quote, Recognition, Region, Text
from kg.syntax.analysis import analyse

T = TypeVar("T")


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


def settled_at_home(
    programmes: tuple[Programme, ...],
    adoptions: tuple[Adoption, ...],
    recognitions: tuple[Recognition, ...],
    homes: dict[str, Region],
) -> tuple[tuple[Programme, ...], tuple[Adoption, ...], tuple[Recognition, ...]]:
    """All of them, with the programmes given to where they are at home: those of no place, those that were taken for a
    level above it, those that a place only took up (learned from there, or began beside others), and what another grew into."""
    takers = {(name_of(a.what), key(a.who)): a.kind for a in adoptions if a.kind in ("learned", "begun")}
    first = {name_of(a.what) for a in adoptions if a.kind == "first"}
    grown = {called(a.became) for a in adoptions}
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
            moved[id(p)] = replace(p, region=home, why=why, placed=TOLD)
    if not moved:
        return programmes, adoptions, recognitions

    def now(thing: T) -> T | Programme:
        return moved.get(id(thing), thing)

    return (
        tuple(moved.get(id(p), p) for p in programmes),
        tuple(replace(a, what=now(a.what), became=now(a.became)) for a in adoptions),
        tuple(replace(r, what=now(r.what)) for r in recognitions),
    )
