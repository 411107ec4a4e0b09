"""What a person should look at, the most doubtful first: disagreements, low confidence, missing parts, likely aliases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

from kg.graph import store as st
from kg.graph.decide import string
from kg.graph.store import GraphError, load
from kg.graph.terms import ID, normal
from kg.text.outfolder import LAST
from kg.use.compare.cells import figure_text
from kg.use.conflicts import conflicts
from kg.use.reader import Reader
from kg.use.records import Place, ProgrammeOf, Source, surest

DOUBTFUL = Decimal("0.5")
"""What is less sure than this is more likely wrong than right."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at: ``why`` is conflict, parts, alias, incomplete, changed, region or confidence (nothing where somebody
    asked for it); ``weight`` from 0 to 1; ``context`` the sentence that holds the ``quote``."""

    weight: float
    why: str
    kind: str
    iri: str
    name: str
    region: str
    says: str
    document: str = ""
    quote: str = ""
    context: str = ""


def before(graph: Path) -> Reader | None:
    """The graph that stood before the build that changed it last; nothing where none was kept."""
    last = graph.with_name(LAST)
    try:
        return Reader(load(last, built=True)) if last.is_file() else None
    except GraphError:
        return None


def doubts(reader: Reader, lang: str, last: Reader | None = None) -> list[Doubt]:
    """All doubts, the heaviest first; with the graph of the ``last`` build also what is new or changed since."""
    found: list[Doubt] = list(_changed(reader, last, lang)) if last is not None else []
    for place in reader.everywhere():
        others = frozenset(reader.places()) - {place.iri}
        figures = reader.figures(place.iri, others)
        programmes = reader.programmes(place.iri, others)
        found += _aliases(programmes, place)
        found += _incomplete(programmes, place)
        for figure in figures:
            about = (figure.iri, figure.indicator, place.name, figure_text(figure, lang))
            found += _unsure("metric", *about, figure.sources)
        for programme in programmes:
            kind = "formula" if programme.formula else "programme"
            found += _unsure(kind, programme.iri, programme.name, place.name, "", programme.sources)
    found += _conflicts(reader, lang)
    found += _placeless(reader)
    seen = {n.value for n in st.linked(reader.store, "dj:corrects")}  # a person has decided
    left = (d for d in found if d.iri not in seen)
    return sorted(left, key=lambda d: (-d.weight, d.region, d.name, d.iri, d.why))


def asked(reader: Reader, lang: str, words: str) -> list[Doubt]:
    """The programmes and figures of whose name, place, value or words each of the ``words`` is a part."""
    found = []
    for thing in _things(reader, lang):
        told = "\n".join((thing.region, thing.name, thing.says, thing.quote, thing.document)).casefold()
        if all(word in told for word in words.casefold().split()):
            found.append(replace(thing, why="", weight=0.0))
    return found


def _changed(reader: Reader, last: Reader, lang: str) -> Iterator[Doubt]:
    """Programmes and figures that the last build did not have, or had otherwise."""
    known = {doubt.iri: doubt.says for doubt in _things(last, lang)}
    for doubt in _things(reader, lang):
        was = known.get(doubt.iri)
        if was is None:
            yield replace(doubt, says=f"＋ {doubt.says}")
        elif was != doubt.says:
            yield replace(doubt, says=f"{was} → {doubt.says}")


def _things(reader: Reader, lang: str) -> Iterator[Doubt]:
    """Every programme and figure, with what is said of it."""
    for place in reader.everywhere():
        others = frozenset(reader.places()) - {place.iri}
        for p in reader.programmes(place.iri, others):
            says = "；".join(filter(None, (p.sector, "、".join(part.name for part in p.parts))))
            kind = "formula" if p.formula else "programme"
            yield Doubt(0.5, "changed", kind, p.iri, p.name, place.name, says, *_where(p.sources))
        for f in reader.figures(place.iri, others):
            about = (f.iri, f.indicator, place.name, figure_text(f, lang))
            yield Doubt(0.5, "changed", "metric", *about, *_where(f.sources))


def _conflicts(reader: Reader, lang: str) -> Iterator[Doubt]:
    """Every side of every disagreement of documents."""
    for c in conflicts(reader, lang):
        why = "parts" if c.what == "parts" else "conflict"
        for side in c.positions:
            # what one document lists otherwise; the programme is the other side
            rival = side.iri.startswith(f"{ID}parts/")
            kind = "metric" if why == "conflict" else "parts" if rival else "programme"
            others = " / ".join(o.says for o in c.positions if o is not side)
            about = (side.iri, c.name, c.region, f"{side.says} ≠ {others}")
            yield Doubt(0.9 if why == "parts" else 1.0, why, kind, *about, *_where(side.sources))


def _aliases(programmes: tuple[ProgrammeOf, ...], place: Place) -> Iterator[Doubt]:
    """Two programmes of one region of which the one bears a name that holds a name of the other."""
    ways = [(p, {normal(n) for n in (p.name, *p.aliases)}) for p in programmes if not p.formula]
    for (one, some), (two, others) in combinations(ways, 2):
        pairs = (sorted((a, b), key=len) for a in some for b in others)
        if any(len(a) >= 3 and a != b and a in b for a, b in pairs):
            about = (one.iri, one.name, place.name, f"≟ {two.name}")
            yield Doubt(0.7, "alias", "programme", *about, *_where(one.sources))


def _incomplete(programmes: tuple[ProgrammeOf, ...], place: Place) -> Iterator[Doubt]:
    for p in programmes:
        if p.declared and p.found < p.declared:
            says = f"{p.found}/{p.declared}：{'、'.join(part.name for part in p.parts)}"
            about = (p.iri, p.name, place.name, says)
            weight = 0.6 if p.found else 0.3  # many a text only names it
            yield Doubt(weight, "incomplete", "programme", *about, *_where(p.sources))


def _placeless(reader: Reader) -> Iterator[Doubt]:
    """Programmes without a region."""
    for node in st.instances(reader.store, "dj:Programme"):
        if st.link(reader.store, node, "dcterms:spatial") is None:
            programme = reader.programme(node.value)
            about = (node.value, programme.name, "", "")
            yield Doubt(0.4, "region", "programme", *about, *_where(programme.sources))


def _unsure(kind: str, iri: str, name: str, region: str, told: str, sources: tuple[Source, ...]) -> Iterator[Doubt]:
    """What is more likely wrong than right, a figure with all that is ``told`` of it."""
    best = surest(sources)
    if best is not None and best.confidence is not None and best.confidence < DOUBTFUL:
        says = f"{told} · {best.confidence}" if told else f"{best.confidence}（{best.rule}）"
        yield Doubt(float(1 - best.confidence), "confidence", kind, iri, name, region, says, *_where((best,)))


def _where(sources: tuple[Source, ...]) -> tuple[str, str, str]:
    """The document, the words and the sentence of the first piece of evidence."""
    return (sources[0].document, sources[0].quote, sources[0].context) if sources else ("", "", "")


def as_correction(doubt: Doubt) -> str:
    """A correction of it to fill in, as a comment that does nothing yet."""
    words = {"kind": doubt.kind, "quote": doubt.quote, "document": doubt.document}
    action = {"conflict": "value", "alias": "same-as", "region": "region"}.get(doubt.why, "reject")
    if (doubt.why, doubt.kind) == ("parts", "programme"):
        action = "order"  # to reject it would take the programme away
    told = f"{doubt.region} {doubt.name}: {doubt.why} {doubt.says}"
    head = "# " + "".join(c if c.isprintable() else " " for c in told)
    lines = [head, "# [[correction]]", f'# do = "{action}"']
    lines += [f"# {k} = {string(v)}" for k, v in words.items() if v]
    if action != "reject":
        lines.append("# to = ")
    return "\n".join([*lines, '# author = ""', '# reason = ""', ""])
