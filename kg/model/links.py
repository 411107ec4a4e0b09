"""Links: what mentions are resolved to, each thing with its quotes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.model.mentions import Change, Part

Choice = tuple[str, int]
"""What was settled and how (``region.other``, ``time.told``), and by how much it won where it was weighed."""
TOLD: Choice = ("region.told", 0)
"""A region that words tell and nothing had to be weighed for."""
NATION = "全国"
"""What stands for the nation where something was the first, or spread, in an area."""


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A clean range that a statement rests on, the rule that read it and the choices that made the statement; they stand in
    the order of the text."""

    start: int
    end: int
    rule: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A resolved region. ``code`` as in :class:`Place`; ``within`` the next higher region; ``why`` says
    in words how an ambiguous name was settled, or why it stays without code."""

    name: str
    kind: str
    level: str
    code: str | None = None
    within: Region | None = None
    aliases: frozenset[str] = frozenset()
    quotes: tuple[Quote, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A resolved organisation; ``above`` is the organisation that it is part of, ``host`` the region or
    organisation in which a Party organisation is set up."""

    name: str
    kind: str
    region: Region | None = None
    above: str | None = None
    host: str | None = None
    aliases: frozenset[str] = frozenset()
    quotes: tuple[Quote, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A resolved programme of one region. ``parent`` and ``carries_out`` name other programmes of the same
    document (the latter those of higher levels); ``sector`` is a notation of the sector list; ``placed`` how its region was settled."""

    name: str
    kind: str | None
    region: Region | None
    aliases: frozenset[str] = frozenset()
    parts: tuple[Part, ...] = ()
    declared: int | None = None
    parent: str | None = None
    carries_out: tuple[str, ...] = ()
    sector: str | None = None
    led_by: Organisation | None = None
    quotes: tuple[Quote, ...] = ()
    why: str = ""
    placed: Choice = TOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A resolved formula; ``name`` is the way of working that it expresses, where the text names one."""

    text: str
    parts: tuple[Part, ...]
    region: Region | None
    name: str | None = None
    kind: str | None = None
    aliases: frozenset[str] = frozenset()
    quotes: tuple[Quote, ...] = ()
    placed: Choice = TOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Formulation:
    """A formulation that a document uses; ``aliases`` are the other forms that it prints."""

    name: str
    aliases: frozenset[str]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy document; ``issuer`` is an organisation, or a region where the text names only that, ``joint`` who issued it with it;
    ``carried_out_by`` are the regions, organisations and programmes that the text says carry it out. ``kind`` is the last word of its
    title, ``level`` a notation of the region tiers or 国家级, ``since`` and ``until`` when it is in force; ``edges`` are
    relations to other documents of the text, by their keys; ``programmes`` those that its title names."""

    title: str
    issuer: Organisation | Region | None = None
    joint: tuple[Organisation, ...] = ()
    carried_out_by: tuple[tuple[Organisation | Region | Programme, Quote], ...] = ()
    quotes: tuple[Quote, ...] = ()
    key: str = ""
    number: str | None = None
    kind: str | None = None
    level: str | None = None
    date: str | None = None
    since: str | None = None
    until: str | None = None
    trial: bool = False
    edges: tuple[tuple[str, str, Quote], ...] = ()
    programmes: tuple[Programme, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A resolved figure. ``date`` is 2024, 2024-03 or 2024-03-15; ``under`` the programme that it is
    reported under and ``under_part`` the 1-based position of the measure, where it is one."""

    property: str
    region: Region | None
    value: Decimal | None = None
    unit: str | None = None
    hedge: str | None = None
    date: str | None = None
    change: Change | None = None
    baseline_year: int | None = None
    condition: str | None = None
    about: Organisation | None = None
    under: Programme | Formula | None = None
    under_part: int | None = None
    basis: str | None = None
    per: str | None = None
    status: str = "reached"
    quotes: tuple[Quote, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """A resolved adoption: ``who`` took up ``what``. ``first_in`` is the region in which it was the first (:data:`NATION`
    for the nation), ``source`` from whom it was learned, ``push`` the body that made it happen, ``became`` the new name."""

    kind: str
    who: Region
    what: Programme | Formula
    date: str | None = None
    first_in: Region | str | None = None
    source: Region | None = None
    push: Organisation | None = None
    became: Programme | Formula | str | None = None
    order: int | None = None
    quotes: tuple[Quote, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """A resolved recognition of ``what``; ``by`` an organisation, a region, or the name of a medium; ``title`` in words."""

    kind: str
    what: Programme | Formula
    by: Organisation | Region | str | None = None
    level: str | None = None
    title: str | None = None
    date: str | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOut:
    """A region that carries out a programme of a higher level, where the text names no programme of its own for it."""

    who: Region
    what: Programme
    quote: Quote


@dataclass(frozen=True, slots=True)
class Links:
    """Everything that one document says, resolved. ``subjects[i]`` is the region article i is about."""

    subjects: tuple[Region | None, ...] = ()
    regions: tuple[Region, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    programmes: tuple[Programme, ...] = ()
    formulas: tuple[Formula, ...] = ()
    formulations: tuple[Formulation, ...] = ()
    policies: tuple[Policy, ...] = ()
    metrics: tuple[Metric, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    carried: tuple[CarriedOut, ...] = ()
