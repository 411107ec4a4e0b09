"""What corresponds in the whole corpus, as the page needs it to compare any two to five regions itself.

Only what corresponds is kept; what one region alone has is all the rest. All numbers are node numbers of the block ``core`` unless a list
below is named. The page's comparison of some regions, its *columns*, is that of ``kg compare``:

``offered``, ``reported``
    The seats that hold programmes or figures, fullest first, without those that no report is about and that only contain others; the regions that
    reports are about. A thing belongs to the nearest column upwards from its home; a column that is reported on leaves out what another reported
    region inside it holds, one that is a mere container holds everything inside it (:func:`kg.use.seats.owner`).
``types``
    ``{programme: type}`` of programmes and formulas. Two of one type have the same names, parts, kind and sector.
``pairs``
    ``[type, type, relation, score, [[term, value] …], [[i, j, likeness] …]]``, the smaller type first; the relation is
    shared, renamed, alike or homonym. A type is paired with itself where two programmes are of it. The last list tells which part
    ``i`` of the first is like which part ``j`` of the second (positions in ``parts``).
``found``, ``scoring``
    How many pairs there are; of more than :data:`MOST_PAIRS` the page gets those of one name and the strongest others, and of a crowd
    (:data:`kg.use.compare.pairs.CROWD`) the most promising were scored. Where a pair is missing for either reason the page lists those that it has, and
    scores itself what it compares (:mod:`kg.use.view.scoring`).
``parts``
    ``{programme: [part …]}`` in order.

Rows: every two programmes of two columns whose types are paired (not as homonyms) are a match. Matches are sorted by (not shared,
score falling, smaller node, larger node) and join their groups where no column would stand in one twice and all cross pairs are matches. A
group of one is "only here". A row has the weakest relation and the lowest score of its matches. A homonym pair is a row of
its own; its members stay where they are as well. Order: shared, renamed, alike, homonym; then wide rows, high scores, columns, first node.

Parts of a row: those of the column with most parts (the leftmost of several) are its lines. Of every other column, left to
right, the pairs (first cell of a line, part) are taken by likeness falling, distance of places, line, part, each once, from .5; other
parts make new lines. A line of one cell is ``only``, else ``same`` where its lowest likeness reaches .95, else ``changed``.

``roles``, ``partners``
    Words of roles; ``{formula: [[role, word] …]}`` (a number in ``roles``). Roles of a table are sorted by regions, then formulas, falling.
``topics``, ``measures``, ``measureOf``, ``bare``, ``tiers``
    ``measures`` are ``[label, topic, [measure …], unit]`` in order, ``measureOf`` is ``{figure: measure}``. A figure's row is (measure, scope,
    home if it is in ``bare``), where the scope is nothing for a figure about the column itself, 组织 for one about an organisation at home in it,
    else the word in ``tiers`` of its home. A measure without a unit joins the row of one of its listed measures with the same scope and home, if
    just one is there. Topics that two columns have figures of (those in ``bare`` apart) stand side by side.
``traits``, ``traitsOf``, ``smooth``
    ``[[aspect, words, weight] …]`` and ``{programme or figure: [trait …]}``: what regions can have in common, see :mod:`kg.use.compare.traits`
    for the aspects. A trait that one region alone has weighs nothing; indicators without weight are left out. The likeness of two columns is the
    sum of weight² over the traits that both hold, divided by both norms; a norm is the root of smooth² and the sum of weight². A shared trait's
    part of the likeness is its weight² by the sum of shared weight².
``like``, ``ranked``
    ``{seat: [[other, likeness] …]}`` the ten most alike of every offered seat, and ``[[seat, seat, likeness] …]`` the pairs of the corpus that are most alike.
``families``
    ``[[head, [programme …]] …]``: programmes that several seats run, every two of them corresponding; ``head`` is the one nearest to all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.use.compare.align import Entry
from kg.use.compare.corpus import Corpus
from kg.use.compare.indicators import Measure
from kg.use.compare.match import Features, Relation
from kg.use.compare.metrics import apart, measure_of
from kg.use.compare.pairs import Scores
from kg.use.compare.partners import addends
from kg.use.compare.parts import CHANGED, Likeness, part_likeness, partner_likeness
from kg.use.compare.report import Comparer
from kg.use.records import Figure
from kg.use.view.scoring import scoring

Data = dict[str, object]
MOST_LIKE = 10
MOST_RANKED = 300
MOST_PAIRS = 50_000  # that a page opens at once with


def corresponding(comparer: Comparer, at: Mapping[str, int], filled: Sequence[str]) -> Data:
    """The data of the corpus. ``filled`` are the IRIs of the seats that hold something, fullest first."""
    reader = comparer.reader
    entries = [comparer.entry(p) for p in reader.all_programmes() if p.iri in at]
    figures = [f for f in reader.all_figures() if f.iri in at]
    types = {features: n for n, features in enumerate(sorted({e.features for e in entries}, key=lambda f: f.key))}
    homes: dict[Features, set[str]] = {}
    for entry in entries:
        homes.setdefault(entry.features, set()).add(entry.programme.region)
    places = reader.places()
    return {
        "offered": [at[iri] for iri in filled if iri in comparer.corpus().told],
        "reported": sorted(at[p.iri] for p in reader.covered() if p.iri in at),
        "tiers": {at[i]: p.tier or p.kind for i, p in sorted(places.items()) if i in at},
        "types": {at[e.programme.iri]: types[e.features] for e in entries},
        **_pairs(comparer.all_scores(), types, homes),
        "parts": {
            at[e.programme.iri]: [at[p.iri] for p in e.programme.parts if p.iri in at]
            for e in entries
            if e.programme.parts
        },
        **_partners(entries, at),
        **_measures(figures, at),
        **_likeness(comparer.corpus(), at),
    }


def _likeness(corpus: Corpus, at: Mapping[str, int]) -> Data:
    """Traits, families and who is most like whom."""
    traits = sorted(t for t in corpus.regions if corpus.weight(t) or t.aspect != "indicator")
    number = {t: n for n, t in enumerate(traits)}
    held = {
        at[iri]: sorted(number[t] for t in told if t in number)
        for iri, told in sorted(corpus.traits.items())
        if iri in at
    }
    return {
        "traits": [[t.aspect, t.words, round(corpus.weight(t), 4)] for t in traits],
        "traitsOf": {node: told for node, told in held.items() if told},
        "smooth": round(corpus.smooth, 4),
        "like": {
            at[p.iri]: [[at[other], value] for other, value in near]
            for p in corpus.seats
            if p.iri in at and (near := corpus.nearest(p.iri, MOST_LIKE))
        },
        "ranked": [[at[a], at[b], value] for a, b, value in corpus.ranked(MOST_RANKED)],
        "families": [
            [at[f.head.iri], [at[p.iri] for p in f.members if p.iri in at]] for f in corpus.families if f.head.iri in at
        ],
    }


def _pairs(scores: Scores, types: Mapping[Features, int], homes: Mapping[Features, set[str]]) -> Data:
    """The pairs that can stand in two columns: they have different homes."""
    found = [
        (types[a], types[b], result, a, b)
        for (a, b), result in scores.items()
        if a in types and b in types and len(homes[a] | homes[b]) > 1
    ]
    found.sort(key=lambda p: (p[2].relation is Relation.ALIKE, -p[2].value, p[:2]))
    pairs = [
        [one, two, s.relation.value, s.value, [[e.what, round(e.value, 2)] for e in s.evidence], parts_alike(a, b)]
        for one, two, s, a, b in sorted(found[:MOST_PAIRS], key=lambda p: p[:2])
    ]
    told: Data = {"pairs": pairs, "found": len(found)}
    if len(pairs) < len(found) or not scores.whole:
        told["scoring"] = scoring(types)
    return told


def parts_alike(a: Features, b: Features) -> list[object]:
    """Which part of the one is like which of the other, and how much."""
    likeness: Likeness = partner_likeness if a.formula else part_likeness
    scored = ((i, j, round(likeness(x, y), 3)) for i, x in enumerate(a.parts) for j, y in enumerate(b.parts))
    return [[i, j, value] for i, j, value in scored if value >= CHANGED]


def _partners(entries: Sequence[Entry], at: Mapping[str, int]) -> Data:
    """The addends of every formula that names a partner."""
    told = [(at[e.programme.iri], addends(e.programme)) for e in entries if e.programme.formula]
    roles = sorted({role for _, cells in told for role in cells})
    number = {role: n for n, role in enumerate(roles)}
    return {
        "roles": roles,
        "partners": {
            node: [[number[role], word] for role, words in cells.items() for word in words]
            for node, cells in told
            if cells
        },
    }


def _measures(figures: Sequence[Figure], at: Mapping[str, int]) -> Data:
    """What every figure measures."""
    taken = {f.iri: measure_of(f) for f in figures}
    measures = sorted(set(taken.values()))
    number = {m: n for n, m in enumerate(measures)}
    topics = sorted({m.topic for m in measures})
    topic = {words: n for n, words in enumerate(topics)}
    with_unit: dict[Measure, list[int]] = {}
    for n, one in enumerate(measures):
        if one.unit:
            with_unit.setdefault(_unitless(one), []).append(n)
    return {
        "topics": topics,
        "measures": [
            [m.label, topic[m.topic], [] if m.unit else with_unit.get(_unitless(m), []), m.unit] for m in measures
        ],
        "measureOf": {at[f.iri]: number[taken[f.iri]] for f in figures},
        "bare": sorted(at[f.iri] for f in figures if apart(taken[f.iri], f)),
    }


def _unitless(one: Measure) -> Measure:
    return replace(one, unit="", form="")
