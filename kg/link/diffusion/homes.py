"""Whose a programme is once its spread is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from kg.link.diffusion.named import called, name_of
from kg.link.places import is_above, key
from kg.model import TOLD, Adoption, Programme, Recognition, Region

T = TypeVar("T")


def settled_at_home(
    programmes: tuple[Programme, ...],
    adoptions: tuple[Adoption, ...],
    recognitions: tuple[Recognition, ...],
    homes: dict[str, Region],
) -> tuple[tuple[Programme, ...], tuple[Adoption, ...], tuple[Recognition, ...]]:
    """All of them, with the programmes given to where they are at home: those of no place, those that were taken for a
    level above it, those that a place only took up (learned from there, or began beside others), and what another grew into."""
    taken_up = {(name_of(a.what), key(a.who)): a.kind for a in adoptions if a.kind in ("learned", "begun")}
    first = {name_of(a.what) for a in adoptions if a.kind == "first"}
    grown = {called(a.became) for a in adoptions}
    moved: dict[int, Programme] = {}
    for p in programmes:
        home = homes.get(p.name)
        if home is None or (p.region is not None and key(home) == key(p.region)):
            continue
        above = p.name in first and is_above(p.region, home)
        how = taken_up.get((p.name, key(p.region)))
        apart = how == "begun" and not is_above(p.region, home)
        if p.region is None or above or how == "learned" or apart or p.name in grown:
            why = f"{p.why}; the text says that it is at home in {home.name}"
            moved[id(p)] = replace(p, region=home, why=why, placed=TOLD)
    if not moved:
        return programmes, adoptions, recognitions

    def at_home(thing: T) -> T | Programme:
        """The programme with its new region, where it was given one; anything else as it is."""
        return moved.get(id(thing), thing)

    return (
        tuple(moved.get(id(p), p) for p in programmes),
        tuple(replace(a, what=at_home(a.what), became=at_home(a.became)) for a in adoptions),
        tuple(replace(r, what=at_home(r.what)) for r in recognitions),
    )
