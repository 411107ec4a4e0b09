"""What one graph says otherwise than another, in words: appeared, vanished, changed; by region and programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.graph import store as st
from kg.use.compare.cells import figure_text
from kg.use.reader import Reader
from kg.use.records import Figure, ProgrammeOf

OTHERS = {
    "dj:PartyOrganisation": "organisation",
    "org:Organization": "organisation",
    "dj:Formulation": "formulation",
    "dj:PolicyDocument": "policy",
    "dj:Document": "document",
}


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One difference: ``how`` is appeared, vanished or changed; ``what`` is region, programme, formula, figure,
    organisation, formulation, policy or document; ``before`` and ``after`` say what the graphs hold."""

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


def _things(reader: Reader, lang: str) -> dict[tuple[str, ...], Change]:
    """Everything that is compared, by what it is; ``before`` holds what is said of it."""
    found: dict[tuple[str, ...], Change] = {}
    for iri, place in reader.places().items():
        others = frozenset(reader.places()) - {iri}
        found["region", iri] = Change(place.name, "", "region", place.name, "", place.code or "")
        for programme in reader.programmes(iri, others):
            what = "formula" if programme.formula else "programme"
            said = "；".join(_programme(reader, programme))
            found[what, iri, programme.name] = Change(
                place.name, programme.name, what, programme.name, "", said
            )
        for figure in reader.figures(iri, others):
            key, change = _figure(reader, figure, place.name, lang)
            if key in found:  # two values of one figure stand beside each other
                change = replace(change, before=f"{found[key].before} / {change.before}")
            found[key] = change
    for cls, what in OTHERS.items():
        for node in st.instances(reader.store, cls):
            name = reader.name(node.value)
            place_of = st.link(reader.store, node, "dcterms:spatial")
            region = reader.name(place_of.value) if place_of is not None else ""
            found[what, node.value] = Change(region, "", what, name, "")
    return found


def _programme(reader: Reader, programme: ProgrammeOf) -> Iterator[str]:
    """What is said of a programme."""
    parts = "、".join(p.name + (p.multiplicity or "") for p in programme.parts)
    for words in (programme.kind, programme.sector, parts, "、".join(programme.leaders)):
        if words:
            yield words
    if programme.declared is not None:
        yield f"{programme.found}/{programme.declared}"
    if programme.parent:
        yield "⊂ " + reader.name(programme.parent)


def _figure(
    reader: Reader, figure: Figure, region: str, lang: str
) -> tuple[tuple[str, ...], Change]:
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
