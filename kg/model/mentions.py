"""Mentions: what rules read in a text, each at its place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Something a rule read at ``start:end`` of the cleaned text; ``rule`` is the rule's identifier."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer, or a place that only a text names (``code`` is ``None``). ``code`` is the code of 6 (county and above), 9 (town)
    or 12 digits (village); ``kind`` a notation of the region kinds in ontology/kinds.ttl (省, 地级市, 自治州, 盟, 县, 县级市, 区, 旗, 镇, 乡, 苏木, 街道, 村, 嘎查, 社区,
    开发区 …); ``level`` one of province, prefecture, county, township, village, zone.
    """

    name: str
    kind: str
    level: str
    code: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMention(Mention):
    """A region named in the text. ``places`` are the candidates of the gazetteer, best known first;
    without any, ``name``, ``kind`` and ``level`` say what the words themselves tell. ``because`` holds the cues that
    decided for a town or village, with their weights."""

    name: str
    kind: str
    level: str
    places: tuple[Place, ...] = ()
    because: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationMention(Mention):
    """An organisation. ``kind`` is the GUIDE's type (党委 … 其他); ``bare`` is set where the name needs
    the region of its context (县委, 村“两委”, 党工委) and then holds the level that it belongs to
    (province, prefecture, county, township, village, zone). The first ``owner`` characters of the name are its
    place, level or host; bodies that it begins with end at ``inside``; ``owner_at`` is where the owner's place is
    printed, if not in the name's own words."""

    name: str
    kind: str
    bare: str | None = None
    owner: int = 0
    inside: tuple[int, ...] = ()
    owner_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One component at its place in the cleaned text, its name as printed (simplified); ``rule`` is what read or
    chose it, where that is not what read the whole."""

    start: int
    end: int
    name: str
    rule: str = ""
    segment: str | None = None
    actor: str | None = None
    multiplicity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeMention(Mention):
    """A named programme. ``kind`` is the kind word that the text uses; ``declared`` the number of parts
    that the name announces; ``parent`` the name of the programme that the wording says it belongs to;
    ``because`` the features that decided for these parts, with their weights; ``reached`` the score of a quoted name."""

    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    declared: int | None = None
    parent: str | None = None
    because: tuple[tuple[str, int], ...] = ()
    reached: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaMention(Mention):
    """A formula joined by + or ×; ``name`` is how the text names it otherwise; ``parts`` its addends."""

    text: str
    parts: tuple[Part, ...]
    name: str | None = None
    kind: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulationMention(Mention):
    """A set phrase of national doctrine, a national campaign or a party institution."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyMention(Mention):
    """A policy document in 《》. ``issuer`` is the clean range of the words that name who issued it;
    ``implements`` tells that the text says it is being carried out."""

    title: str
    issuer: tuple[int, int] | None = None
    implements: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularMention(Mention):
    """What the text says of the document whose mention begins at ``about``. ``what`` is number, date, since, until, span,
    trial, alias (with ``value``), or how it stands to the document whose mention begins at ``other``: basis, carries,
    issues, replaces, names."""

    about: int
    what: str
    value: str = ""
    other: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of a figure: ``direction`` is up or down, ``value`` its size (never negative) in ``unit``
    (base units), ``baseline`` the words it is measured against (上届, 2023年, 上年), ``baseline_value``
    the old level where the text gives that instead (从71%提高到96%: 71)."""

    direction: str
    value: Decimal | None = None
    unit: str | None = None
    baseline: str | None = None
    baseline_value: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricMention(Mention):
    """One number that measures something. ``start:end`` is the GUIDE's quote; ``at`` the clean offset of
    the number itself. ``value`` is written out in base units; ``hedge`` a notation of the precision
    list (余, 以上, 近, 约 …) or ``None``; ``time`` the words that date it, already resolved where they are
    absolute (2024, 2018-04), or 今年, 去年, 前年, 截至目前 … to be resolved against the article's date;
    ``basis`` what it is taken over (total, mean, each, one, share), ``per`` the unit of a mean, ``status``
    reached, planned or expected; ``heads`` the heads of its row and column, for a cell of a table."""

    at: int
    property: str
    value: Decimal | None = None
    unit: str | None = None
    hedge: str | None = None
    time: str | None = None
    change: Change | None = None
    condition: str | None = None
    basis: str | None = None
    per: str | None = None
    status: str = "reached"
    heads: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffusionMention(Mention):
    """Words that say of programmes how they spread or what they were recognised with. ``kind`` is a notation of the kinds
    of adoption or recognition, ``what`` the clean ranges of the programmes, ``when`` a date, or 今年, 去年."""

    kind: str
    what: tuple[tuple[int, int], ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionMention(DiffusionMention):
    """Words that say that somebody took up, spread, renamed or ended a programme. All ranges are those of mentions, or
    of words that stand for them: ``who`` (none: whom the text is about), ``within`` (the area), ``source`` (from whom),
    ``push`` (by whose push), ``to`` (what it became). ``ordered`` where those of ``who`` came one after the other."""

    who: tuple[tuple[int, int], ...] = ()
    within: tuple[int, int] | None = None
    source: tuple[int, int] | None = None
    push: tuple[int, int] | None = None
    to: tuple[int, int] | None = None
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionMention(DiffusionMention):
    """Words that say that a programme was made a pilot, an example, was chosen, praised or reported: ``by`` is the range of
    who did, ``title`` that of what it was chosen for, ``scope`` that of the words that may tell the level; ``level`` a
    notation of the levels where the words themselves tell it."""

    by: tuple[int, int] | None = None
    title: tuple[int, int] | None = None
    scope: tuple[int, int] | None = None
    level: str | None = None
