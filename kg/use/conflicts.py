"""Where documents disagree: different values of one figure, and different parts of one programme.

Two figures disagree when everything but the value agrees: the place or body, what is measured (the threshold, what it is taken over,
whether it was reached), the time, the programme, and for a change what it is measured against; when no document gives both; and when
neither their hedges (20余万, 近三成) nor rounding (62万 and 62.3万) can explain it. A figure without a time, and a count of a common noun
that is not said to be the whole stock, may be of anything and disagree with nothing. Lists of parts disagree when one names a part
that has no counterpart, in other words either, in the list that stands; a list that only leaves parts out does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.settle_lists import BETWEEN
from kg.use.compare.cells import figure_text
from kg.use.compare.metrics import apart, measure_of
from kg.use.compare.parts import CHANGED
from kg.use.compare.wording import words_alike
from kg.use.reader import Reader
from kg.use.records import Figure, Place, ProgrammeOf, Source
from kg.use.spreadsheet import table

COLUMNS = ("conflict", "what", "region", "name", "of", "says", "hint", "document", "issued", "quote", "iri")
_ABOVE = frozenset(("超", "突破", "逾", "以上"))
_JUST_ABOVE = frozenset(("余", "多"))
_BELOW = frozenset(("不到", "不足", "以下"))
_ABOUT = frozenset(("约", "左右"))
_ENDLESS = Decimal("1e40")
_SLIPS = tuple(Decimal(10) ** n for n in (1, 2, 3, 4, 8))
_ROUND = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Position:
    """What some of the documents say: in words, and the evidence for it."""

    says: str
    iri: str
    sources: tuple[Source, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents."""
        return tuple(sorted({s.document for s in self.sources}))


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement: ``what`` is value, change or parts; ``of`` says on what all agree (time, programme, basis, status);
    ``hint`` is ``unit`` where the values differ by a power of ten, as when 万 was lost."""

    what: str
    region: str
    name: str
    of: str
    positions: tuple[Position, ...]
    hint: str = ""


def conflicts(reader: Reader, lang: str) -> list[Conflict]:
    """All disagreements, by region, kind and name."""
    found: list[Conflict] = []
    for place in reader.everywhere():
        found += of_figures(reader, reader.figures_of(place.iri), place, lang)
        for programme in reader.programmes_of(place.iri):
            found += of_parts(reader, programme, place.name)
    return sorted(found, key=lambda c: (c.region, c.what, c.name, c.of, c.positions[0].iri))


# --------------------------------------------------------------------------- figures


def of_figures(reader: Reader, figures: Iterable[Figure], place: Place, lang: str) -> Iterator[Conflict]:
    """The figures of a region on which documents disagree."""
    groups: dict[tuple[object, ...], list[tuple[Decimal, Figure]]] = defaultdict(list)
    for f in figures:
        what = measure_of(f)
        if not (f.about and (f.date or f.year)) or apart(what, f):
            continue
        key = (f.about, what, f.date or f.year, f.under)
        if f.value is not None:
            groups["value", *key].append((f.value, f))
        if f.change_percent is not None and (f.baseline or f.baseline_year):
            against = (f.baseline, f.baseline_year)
            groups["change", *key, *against].append((f.change_percent, f))
    for agreed, group in groups.items():
        kept = sorted({f.iri: (value, f) for value, f in group}.values(), key=lambda r: (r[0], r[1].iri))
        odd = [pair for pair in combinations(kept, 2) if _disagree(*pair)]
        if odd:
            figure = kept[0][1]
            name = figure.indicator
            if figure.about != place.iri:
                name = f"{reader.name(figure.about)} {name}"
            sides = {f.iri: f for pair in odd for _, f in pair}
            positions = (Position(figure_text(f, lang), f.iri, f.sources) for _, f in kept if f.iri in sides)
            said = _agreed(reader, figure)
            hint = "unit" if any(_slip(a[0], b[0]) for a, b in odd) else ""
            yield Conflict(str(agreed[0]), place.name, name, said, tuple(positions), hint)


def _agreed(reader: Reader, figure: Figure) -> str:
    """On what the figures of a disagreement agree."""
    under = reader.name(figure.under) if figure.under else ""
    said = (figure.date or str(figure.year), under, figure.condition, figure.basis, figure.status)
    return " · ".join(words for words in said if words)


def _disagree(one: tuple[Decimal, Figure], two: tuple[Decimal, Figure]) -> bool:
    """Whether two figures of one thing cannot both be right, and no document gives both."""
    (a, first), (b, second) = one, two
    homes = ({s.document for s in f.sources} for f in (first, second))
    if set.intersection(*homes) or a == b:
        return False
    low, high = _range(a, first.hedge, b)
    other_low, other_high = _range(b, second.hedge, a)
    return high < other_low or other_high < low


def _range(value: Decimal, hedge: str | None, other: Decimal) -> tuple[Decimal, Decimal]:
    """The values that a figure may stand for beside another: what its hedge, or rounding, leaves open."""
    size = abs(value)
    if hedge in _ABOVE:
        return value, _ENDLESS
    if hedge in _JUST_ABOVE:
        return value, value + _step(value)
    if hedge in _BELOW:
        return -_ENDLESS, value
    if hedge == "近":
        return value - size / 5, value
    slack = size / 10 if hedge in _ABOUT else _rounding(value, other)
    return value - slack, value + slack


def _rounding(value: Decimal, other: Decimal) -> Decimal:
    """How far a figure may be from one that is given more finely: 62万 of 62.3万, 12% of 12.4%."""
    step, finer = _step(value), _step(other)
    digits = len(value.normalize().as_tuple().digits)
    rounded = step > finer and digits > 1 and (step >= _ROUND or finer < 1)
    return step / 2 if rounded else Decimal(0)


def _step(value: Decimal) -> Decimal:
    """What the last digit that is not nought counts: 10000 in 620000."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(1)


def _slip(a: Decimal, b: Decimal) -> bool:
    small, large = sorted((abs(a), abs(b)))
    return small > 0 and any(small * slip == large for slip in _SLIPS)


# --------------------------------------------------------------------------- parts


def of_parts(reader: Reader, programme: ProgrammeOf, region: str) -> Iterator[Conflict]:
    """A programme of which documents spell out different parts."""
    others: list[Position] = []
    node = ox.NamedNode(programme.iri)
    for known in st.subjects(reader.store, "dj:listOf", node):
        said = st.value(reader.store, known, "dj:spelledOut") or ""
        if any(not _counterpart(name, programme) for name in said.split(BETWEEN)):
            sources = reader.sources(reader.fields(known))
            others.append(Position(said, known.value, sources))
    if others and programme.parts:
        words = BETWEEN.join(part.name for part in programme.parts)
        homes = ({s.document for s in part.sources} for part in programme.parts)
        whole = set.intersection(*homes)  # the documents that spell out all of it
        pieces = {s.iri: s for p in programme.parts for s in p.sources if s.document in whole}
        standing = Position(words, programme.iri, tuple(pieces[iri] for iri in sorted(pieces)))
        others.sort(key=lambda p: (p.says, p.iri))
        yield Conflict("parts", region, programme.name, "", (standing, *others))


def _counterpart(name: str, programme: ProgrammeOf) -> bool:
    return any(words_alike(name, part.name) >= CHANGED for part in programme.parts)


# --------------------------------------------------------------------------- as a table


def rows(found: Iterable[Conflict]) -> Iterator[Mapping[str, object]]:
    """A row for each piece of evidence of each side; the rows of one disagreement bear one number."""
    for number, c in enumerate(found, 1):
        for side in c.positions:
            head = (number, c.what, c.region, c.name, c.of, side.says, c.hint)
            for s in side.sources:
                row = (*head, s.document, s.issued or "", " ".join(s.quote.split()), side.iri)
                yield dict(zip(COLUMNS, row, strict=True))


def as_csv(found: Iterable[Conflict]) -> str:
    """The rows as CSV that opens in a spreadsheet."""
    return table(COLUMNS, rows(found))
