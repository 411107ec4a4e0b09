"""The types that travel along the path of the data.

Two coordinate systems exist, and their types never mix:

* **raw** offsets count code points of ``Document.raw``, the file as decoded. Only :class:`Span` holds them.
* **clean** offsets count code points of ``Text.clean``, the text that rules read. Everything with
  ``start``/``end`` fields (blocks, sentences, mentions, quotes) holds those; ``Text.raw_span`` converts.

All ranges are half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in ``Document.raw``."""

    start: int
    end: int


class Given(NamedTuple):
    """What a person's manifest says of a file: of which day it is, whose it is, where and when it was got."""

    date: str = ""
    source: str = ""
    url: str = ""
    retrieved: str = ""


NOTHING_GIVEN = Given()
"""What no manifest says."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of ``Document.raw`` as a page shows it: from ``start`` on it holds a left and a right edge for each character
    (0 and 0 for one that is not printed), all in points from the upper left corner of the page; ``sure`` tells how sure text
    recognition is of it, where the page is a picture."""

    start: int
    page: int
    top: int
    bottom: int
    edges: tuple[int, ...]
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: ``id`` is the SHA-256 of its bytes, ``name`` its path below the input folder, ``given`` what
    the manifest beside it says, ``layout`` where its lines stand on pages, in order, for a file that has them."""

    id: str
    name: str
    raw: str
    given: Given = NOTHING_GIVEN
    layout: tuple[Printed, ...] = ()


class BlockKind(StrEnum):
    """What a paragraph is in the layout of its article."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    BYLINE = "byline"
    COLOPHON = "colophon"
    MASTHEAD = "masthead"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the cleaned text. ``level`` is 1 for the headings just below the headline, 2 below those, 0 for anything else.
    ``lead`` is the end of a run-in heading: the paragraph's first sentence where it reads as the
    title of the paragraph (“严把质量，用好力量。按照……”), else ``None``; ``section`` the innermost section that holds it.
    """

    start: int
    end: int
    kind: BlockKind
    article: int
    level: int = 0
    lead: int | None = None
    section: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline: an article (``level`` 0), the stretch below a heading, or a paragraph (and what follows it)
    with a run-in heading. ``parent`` is the index of the section that holds it; ``head_start:head_end`` the words of its
    headline without number; ``about`` where the headline names the place or body that the section is about.
    """

    index: int
    article: int
    level: int
    start: int
    end: int
    parent: int | None = None
    head_start: int | None = None
    head_end: int | None = None
    about: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells that stand below each other: the clean range of each cell (empty where nothing stands in it), of the
    line that names the table, and of the unit that a line above it gives. Each row is also a block.
    """

    start: int
    end: int
    article: int
    section: int
    rows: tuple[tuple[tuple[int, int], ...], ...]
    caption: tuple[int, int] | None = None
    unit: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``number`` counts from 1 in its article."""

    start: int
    end: int
    block: int
    article: int
    number: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a file. ``issued`` is an ISO date or its beginning (2025, 2025-03), ``None`` where
    the text does not date itself; ``basis`` what the date rests on, a notation of the list date-basis; ``source`` whom
    a line names as its source; ``title`` is cleaned and simplified."""

    index: int
    start: int
    end: int
    title: str | None = None
    title_start: int | None = None
    title_end: int | None = None
    issued: str | None = None
    basis: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """The cleaned text of a document with the way back to the raw text. ``offsets[i]`` is the raw offset of ``clean[i]``. Blocks are joined by
    one line feed each; inside a block offsets never go back. A caption that cut a sentence in two is a block of its own that follows the block it
    had cut.
    """

    document: Document
    clean: str
    offsets: tuple[int, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    articles: tuple[Article, ...]
    script: str = "zh-Hans"
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())
    _block_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sentence_starts", tuple(s.start for s in self.sentences))
        object.__setattr__(self, "_block_starts", tuple(b.start for b in self.blocks))

    def raw_span(self, start: int, end: int) -> Span:
        """The raw range that the non-empty clean range ``start:end`` was read from."""
        if not 0 <= start < end <= len(self.clean):
            raise ValueError(f"not a range of the cleaned text: {start}:{end}")
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def sentence_index(self, position: int) -> int:
        """The index of the sentence that holds a clean position, or of the one before a gap; -1 before the first."""
        return bisect_right(self._sentence_starts, position) - 1

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a clean position, or the one before a gap between sentences."""
        i = self.sentence_index(position)
        return self.sentences[i] if i >= 0 else None

    def sentences_in(self, start: int, end: int) -> tuple[Sentence, ...]:
        """The sentences that begin in ``start:end``."""
        starts = self._sentence_starts
        return self.sentences[bisect_left(starts, start) : bisect_left(starts, end)]

    def blocks_in(self, start: int, end: int) -> tuple[Block, ...]:
        """The blocks that begin in ``start:end``."""
        starts = self._block_starts
        return self.blocks[bisect_left(starts, start) : bisect_left(starts, end)]

    def block_index(self, block: Block) -> int:
        """The place of a block among the blocks."""
        return bisect_right(self._block_starts, block.start) - 1

    def block_at(self, position: int) -> Block | None:
        """The block that holds a clean position."""
        i = bisect_right(self._block_starts, position) - 1
        return self.blocks[i] if i >= 0 else None

    def table_at(self, position: int) -> Table | None:
        """The table that holds a clean position."""
        return next((t for t in self.tables if t.start <= position < t.end), None)

    def section_at(self, position: int) -> Section | None:
        """The innermost section that holds a clean position."""
        block = self.block_at(position)
        return None if block is None else self.sections[block.section]

    def sections_above(self, section: Section) -> Iterator[Section]:
        """The sections that hold a section, innermost first; the article's own is the last."""
        while section.parent is not None:
            section = self.sections[section.parent]
            yield section

    def article_at(self, position: int) -> Article | None:
        """The article that holds a clean position."""
        block = self.block_at(position)
        return None if block is None else self.articles[block.article]


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
    ``because`` the features that decided for these parts, with their weights."""

    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    declared: int | None = None
    parent: str | None = None
    because: tuple[tuple[str, int], ...] = ()


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


@dataclass(frozen=True, slots=True)
class Quote:
    """A clean range that a statement rests on, and the rule that read it."""

    start: int
    end: int
    rule: str


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
    document (the latter those of higher levels); ``sector`` is a notation of the sector list."""

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
    """A resolved adoption: ``who`` took up ``what``. ``first_in`` is the region in which it was the first (全国 for the
    nation), ``source`` from whom it was learned, ``push`` the body that made it happen, ``became`` the new name."""

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


class Fact(NamedTuple):
    """One RDF triple in plain strings. ``datatype`` is empty for an IRI object, ``@zh-Hans`` (with the
    language) for a language-tagged text, else the IRI of the literal's datatype."""

    subject: str
    predicate: str
    object: str
    datatype: str = ""
