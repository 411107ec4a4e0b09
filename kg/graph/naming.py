"""What a programme is called in the graph.

People ask for a numeral abbreviation by itself (一强三创), so that is the plain name of a programme whose name
quotes one; the name in full (党建统领“一强三创”行动) stays its label. Where two programmes of a region share the
abbreviation (two “三张清单” of one county), each keeps its full name, which tells them apart; so does one that is called
by a formula of its region, which is a thing of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kg.graph.terms import normal, programme_iri, region_key
from kg.model import Formula, Programme

Key = tuple[str, str]


def key_of(programme: Programme) -> Key:
    """What tells the programmes of one document apart: the full name and the region."""
    return normal(programme.name), region_key(programme.region)


def _abbreviation(programme: Programme) -> str | None:
    """The numeral abbreviation that the name quotes, where the name announces a number of parts."""
    if programme.declared is None:
        return None
    quoted = [a for a in programme.aliases if f"“{a}”" in programme.name]
    return min(quoted, key=lambda a: (len(a), a)) if quoted else None


def plain_names(programmes: Iterable[Programme], formulas: Iterable[Formula] = ()) -> Mapping[Key, str]:
    """The plain name of each programme of a document."""
    known = list(programmes)
    short = {key_of(p): _abbreviation(p) for p in known}
    bearers = Counter((normal(name), region_key(p.region)) for p in known for name in {p.name, *p.aliases})
    bearers.update((normal(f.text), region_key(f.region)) for f in formulas)
    return {
        key_of(p): name if (name := short[key_of(p)]) and bearers[normal(name), region_key(p.region)] == 1 else p.name
        for p in known
    }


class ProgrammeNames:
    """Plain names and IRIs of the programmes of one document."""

    def __init__(self, programmes: Iterable[Programme] = (), formulas: Iterable[Formula] = ()) -> None:
        """Settle the names."""
        self._plain = plain_names(programmes, formulas)

    def plain(self, programme: Programme) -> str:
        """The plain name."""
        return self._plain.get(key_of(programme), programme.name)

    def iri(self, thing: Programme | Formula) -> str:
        """The IRI of a programme, minted from its plain name, or of a formula."""
        name = thing.text if isinstance(thing, Formula) else self.plain(thing)
        return programme_iri(name, thing.region)
