"""Who began and who learned the programmes that are compared, and what these were recognised with."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from kg.use.diffusion import adoptions, recognitions
from kg.use.reader import Reader
from kg.use.records import AdoptionOf, RecognitionOf


@dataclass(frozen=True, slots=True)
class Spread:
    """The adoptions and recognitions of a comparison; ``names`` are those of what they refer to, by IRI."""

    adoptions: tuple[AdoptionOf, ...]
    recognitions: tuple[RecognitionOf, ...]
    names: dict[str, str]


def spread(reader: Reader, programmes: Set[str], regions: Set[str]) -> Spread:
    """What is told of ``programmes``, or of what one of ``regions`` took up."""
    told = tuple(a for a in adoptions(reader) if a.what in programmes or {a.who, a.learned_from} & regions)
    ladder = tuple(r for r in recognitions(reader) if r.what in programmes)
    ends = {iri for a in told for iri in (a.who, a.what, a.first_in, a.learned_from, a.pushed_by, a.became) if iri}
    names = {iri: reader.name(iri) for iri in sorted(ends | {r.what for r in ladder})}
    return Spread(told, ladder, names)
