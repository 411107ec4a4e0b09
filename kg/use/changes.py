"""What one graph says otherwise than another, in words: appeared, vanished, changed; by region and programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.terms import DCTERMS, DJ, RDF, SCHEMA, SKOS
from kg.use.compare.cells import figure_text
from kg.use.fields import Fields
from kg.use.reader import Reader
from kg.use.records import Figure, ProgrammeOf

OTHERS = {
    "dj:PartyOrganisation": "organisation",
    "org:Organization": "organisation",
    "dj:Formulation": "formulation",
    "dj:PolicyDocument": "policy",
    "dj:Document": "document",
    "dj:Adoption": "adoption",
    "dj:Recognition": "recognition",
}
_NAMED = (DJ + "adopter", DJ + "adopted", DJ + "recognised")
"""What names a thing that has no name of its own."""
_SILENT = {RDF + "type", DJ + "evidence", DJ + "linkReason", SCHEMA + "name", SKOS + "prefLabel"}


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One difference: ``how`` is appeared, vanished or changed; ``what`` is region, programme, formula, figure,
    organisation, formulation, policy, document, adoption or recognition; ``before`` and ``after`` say what the graphs hold."""

    region: str
    under: str
    what: str
    name: str
    how: str
    before: str = ""
    after: str = ""


def changes(old: ox.Store, new: ox.Store, lang: str) -> list[Change]:
    """All changes, by region, programme and kind."""
    before, after = _things(Reader(old), lang), _things(Reader(new), lang)
    found = []
    for key in before.keys() | after.keys():
        a, b = before.get(key), after.get(key)
        if a is None and b is not None:
            found.append(replace(b, how="appeared", after=b.before, before=""))
        elif b is None and a is not None:
            found.append(replace(a, how="vanished"))
        elif a is not None and b is not None and a.before != b.before:
            found.append(replace(b, how="changed", before=a.before, after=b.before))
    return sorted(found)


def otherwise(old: ox.Store, new: ox.Store) -> int:
    """How many statements only one of two graphs makes, of whatever kind."""
    return sum(q not in new for q in old) + sum(q not in old for q in new)


Things = dict[tuple[str, ...], Change]


def _things(reader: Reader, lang: str) -> Things:
    """Everything that is compared, by what it is; ``before`` holds what is said of it."""
    found: Things = {}
    places = reader.places()
    for iri, place in places.items():
        found["region", iri] = Change(place.name, "", "region", place.name, "", place.code or "")
    for programme in (p for place in reader.everywhere() for p in reader.programmes_of(place.iri)):
        what = "formula" if programme.formula else "programme"
        place_of = places[programme.region].name if programme.region in places else ""
        said = "；".join(_programme(reader, programme))
        change = Change(place_of, programme.name, what, programme.name, "", said)
        _put(found, (what, programme.region, programme.name), change)
    for figure in (*reader.all_figures(), *reader.unplaced_figures()):
        place_of = places[figure.region].name if figure.region in places else ""
        _put(found, *_figure(reader, figure, place_of, lang))
    for cls, what in OTHERS.items():
        for node in st.instances(reader.store, cls):
            said_of = reader.fields(node)
            name = reader.name(node.value)
            if name == node.value:
                name = " · ".join(_words(reader, said_of, lambda p: p in _NAMED)) or name
            region = next(iter(_words(reader, said_of, lambda p: p == DCTERMS + "spatial")), "")
            rest = _words(reader, said_of, lambda p: p not in (*_SILENT, *_NAMED))
            found[what, node.value] = Change(region, "", what, name, "", "；".join(rest))
    return found


def _put(found: Things, key: tuple[str, ...], change: Change) -> None:
    """Keep a change; what is said of two things of one key (two values of one figure) stands beside each other."""
    if key in found:
        both = sorted((found[key].before, change.before))
        change = replace(change, before=" / ".join(both))
    found[key] = change


def _words(reader: Reader, said: Fields, wanted: Callable[[str], bool]) -> list[str]:
    """What some properties say, in words."""
    terms = (term for p, every in sorted(said.items()) if wanted(p) for term in every)
    words = []
    for term in terms:
        name = term.value if isinstance(term, ox.Literal) else reader.name(term.value)
        words.append((reader.notation(name) or name) if name.startswith("https://") else name)
    return words


def _programme(reader: Reader, programme: ProgrammeOf) -> Iterator[str]:
    """What is said of a programme."""
    parts = "、".join(p.name + (p.multiplicity or "") for p in programme.parts)
    aliases = "、".join(programme.aliases)
    leaders = "、".join(programme.leaders)
    for words in (programme.kind, programme.sector, parts, leaders, aliases):
        if words:
            yield words
    if programme.declared is not None:
        yield f"{programme.found}/{programme.declared}"
    if programme.parent:
        yield "⊂ " + reader.name(programme.parent)


def _figure(reader: Reader, figure: Figure, region: str, lang: str) -> tuple[tuple[str, ...], Change]:
    """A figure by what is measured, when, and under which programme: its value may change."""
    under = reader.name(figure.under) if figure.under else ""
    when = figure.date or str(figure.year or "")
    about = reader.name(figure.about)
    against = str(figure.baseline_year or figure.baseline or "")
    which = (figure.indicator, figure.unit or "", when, under, figure.condition or "", against)
    key = ("figure", figure.about, *which)
    name = figure.indicator if about == region else f"{about} {figure.indicator}"
    shown = figure_text(figure, lang)
    return key, Change(region, under, "figure", f"{name} {when}".strip(), "", shown)
