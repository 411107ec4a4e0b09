"""What the finished graph says, as plain records: places, programmes, figures and the words they rest on.

Every record turns into JSON with :func:`jsonable`; references to other nodes are IRIs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """One piece of evidence: the quotation, its sentence, and the report and file that hold it.

    ``start`` and ``end`` are offsets into the file's text; ``sentence`` is the number of the sentence in
    its report; ``issued`` the date of the report where it is known, ``basis`` what that rests on (line, name …),
    ``medium`` whose report it is, ``confidence`` how often such a statement was right when that was measured.
    """

    iri: str
    quote: str
    start: int
    end: int
    document: str
    report: str | None = None
    issued: str | None = None
    sentence: int | None = None
    context: str = ""
    rule: str = ""
    basis: str | None = None
    medium: str | None = None
    confidence: Decimal | None = None


def surest(sources: Iterable[Source]) -> Source | None:
    """The piece of evidence that states the greatest confidence; nothing where one states none: it is unknown, not low."""
    every = tuple(sources)
    rated = [(s.confidence, s.iri, s) for s in every if s.confidence is not None]
    return max(rated)[2] if rated and len(rated) == len(every) else None


@dataclass(frozen=True, slots=True)
class Place:
    """A region; ``tier`` is the notation of the broader kind (县级), ``parent`` the containing region."""

    iri: str
    name: str
    kind: str = ""
    tier: str = ""
    code: str | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartOf:
    """One component of a programme, or one addend of a formula; ``actor`` is the notation of its role."""

    name: str
    position: int = 0
    iri: str = ""
    segment: str | None = None
    actor: str | None = None
    multiplicity: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeOf:
    """A programme or formula as one region runs it.

    ``name`` is the short name, ``label`` that in full (一强三创; 党建统领“一强三创”行动). ``kind`` is the notation of the kind, ``kind_word`` the word of the
    text; ``found`` how many parts the graph holds; ``leaders`` the names of the leading organisations; ``parent`` and ``carries_out`` name other
    programmes; ``expressions`` are the formulas that express it.
    """

    iri: str
    name: str
    label: str = ""
    region: str = ""
    formula: bool = False
    kind: str | None = None
    kind_word: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    parts: tuple[PartOf, ...] = ()
    declared: int | None = None
    found: int = 0
    leaders: tuple[str, ...] = ()
    parent: str | None = None
    carries_out: str | None = None
    expressions: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric as one passage states it. ``about`` is the node measured, ``region`` the region it lies in."""

    iri: str
    indicator: str
    region: str
    about: str = ""
    value: Decimal | None = None
    unit: str | None = None
    hedge: str | None = None
    year: int | None = None
    date: str | None = None
    change_percent: Decimal | None = None
    change_amount: Decimal | None = None
    baseline: str | None = None
    baseline_year: int | None = None
    baseline_value: Decimal | None = None
    condition: str | None = None
    under: str | None = None
    basis: str | None = None
    per: str | None = None
    status: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class AdoptionOf:
    """What texts say of one region taking up one programme. ``kind`` is the notation of the kind; ``who``, ``what``,
    ``first_in``, ``learned_from``, ``pushed_by`` and ``became`` are IRIs; ``level`` is set for a first of the nation."""

    iri: str
    kind: str
    who: str
    what: str
    year: int | None = None
    date: str | None = None
    order: int | None = None
    first_in: str | None = None
    level: str | None = None
    learned_from: str | None = None
    pushed_by: str | None = None
    became: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class RecognitionOf:
    """What texts say of the recognition of one programme; ``by`` is the name of a body, a region or a medium."""

    iri: str
    kind: str
    what: str
    level: str | None = None
    by: str | None = None
    title: str | None = None
    year: int | None = None
    date: str | None = None
    sources: tuple[Source, ...] = ()


def jsonable(value: Any) -> Any:
    """Turn records into what :mod:`json` writes: numbers stay numbers, whole decimals become integers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: jsonable(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {str(k): jsonable(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [jsonable(v) for v in value]
    if isinstance(value, set | frozenset):
        return sorted(jsonable(v) for v in value)
    return value
