"""A clause as a row of pieces, with the questions that every reading asks of it: who, what, when, and whether at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile, zip_longest
from typing import Any

from kg import patterns as re
from kg.lexicon.words import of_class
from kg.model import AdoptionMention, Text
from kg.rules.diffusion.pieces import Laid, Piece, Range, begun, with_roles
from kg.rules.diffusion.times import between
from kg.rules.engine import Found
from kg.syntax.analysis import Analysis, analyse
from kg.syntax.clauses import LISTED, Clause
from kg.syntax.tokens import Token

ACTORS = ("place", "body", "unit")
_TO = ("至", "到", "—", "-")
_FROM = of_class("date.since")
_MUST = "要应需须"
_SCORES = re.compile(r"得\d+分。?")  # how many points one gets for doing what stands before it
_TAIL, _LIGHT, _OPENING, _OBJECT, _DESCRIBED = 3, 5, 3, 12, 18
_POINTED = 3
"""How many sentences a word like 该做法 may reach back."""


class Rows:
    """The clauses of one text as rows of pieces."""

    def __init__(self, text: Text, found: Found) -> None:
        """Lay out the pieces; a row looks for its own when they are asked for."""
        self.text = text
        self.analysis: Analysis = analyse(text)
        self.laid = Laid(found, self.analysis)
        self.rows = tuple([Row(self, i, clause) for i, clause in enumerate(self.analysis.clauses)])

    def with_words(self, *classes: str) -> Iterator[Row]:
        """The rows that hold a word of some classes outside of names and titles, in order."""
        held = {self.analysis.clause_index(t.start) for t in self.analysis.tokens.of(*classes)}
        yield from (self.rows[i] for i in sorted(held) if i >= 0 and self.rows[i].words(*classes))

    def at(self, position: int) -> Row:
        """The row that holds a position."""
        return self.rows[max(0, self.analysis.clause_index(position))]


@dataclass(frozen=True, eq=False)
class Row:
    """A clause, the ``index``-th of its text."""

    all: Rows
    index: int
    clause: Clause

    @property
    def whole(self) -> Clause:
        """The clause of which this may be a part."""
        return self.all.rows[self.index].clause

    def parts(self, *classes: str) -> tuple[Row, ...]:
        """The two parts of a clause in which a verb of some classes and 的 stand before a programme (甲县首创的X|在全市推广), which both
        hold that; else the whole."""
        for p in self.of("programme"):
            verbs = self.words(*classes, start=p.start - _DESCRIBED, end=p.start)
            if any(self.clean.startswith("的", t.end) for t in verbs):
                cut = (self.clause._replace(end=p.end), self.clause._replace(start=p.start))
                return tuple(replace(self, clause=clause) for clause in cut)
        return (self,)

    # ------------------------------------------------------------------ words and pieces

    @property
    def start(self) -> int:
        """Where the clause begins."""
        return self.clause.start

    @property
    def end(self) -> int:
        """Where the clause ends, without its mark."""
        return self.clause.end

    @property
    def clean(self) -> str:
        """The text that the clause stands in."""
        return self.all.text.clean

    @property
    def analysis(self) -> Analysis:
        """The analysis of that text."""
        return self.all.analysis

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the clause, none of a bracket in it."""
        asides = [r for r in self._marked if self.clean[r[0]] == "（" and r[0] > self.start]
        own = [
            p
            for p in begun(self.all.laid.free, self.start, self.end)
            if not any(a < p.start and p.end < b for a, b in asides)
        ]
        return with_roles(self.analysis, self.clause, own)

    @property
    def inner(self) -> list[Piece]:
        """The programmes in titles."""
        return begun(self.all.laid.inner, self.start, self.end)

    @cached_property
    def _marked(self) -> list[Range]:
        return begun(self.all.laid.marked, self.start, self.end)

    @cached_property
    def _covered(self) -> tuple[Range, ...]:
        """The ranges inside which no word counts: names, titles, brackets, quotations but for those that only set off a verb (前来“取经”)."""
        names = [(p.head, p.end) for p in self.pieces if p.kind not in ("unit", "area")]
        return (*names, *((a, b) for a, b in self._marked if b <= self.end and not self._sets_off(a, b)))

    def _sets_off(self, start: int, end: int) -> bool:
        verb = self.analysis.tokens.starting(start + 1, "verb.learn", "verb.copy", "verb.follow")
        return verb is not None and verb.end == end - 1

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of the words of the clause."""
        return self.analysis.tokens.classes(self.start, self.end)

    def holds(self, position: int) -> bool:
        """Whether a position lies in a name, a title or a bracket."""
        return any(a <= position < b for a, b in self._covered)

    def words(self, *classes: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The words of some classes outside of names and titles, none inside a longer one."""
        if self.classes.isdisjoint(classes):
            return []
        low, high = max(start, self.start), self.end if end is None else min(end, self.end)
        found = self.analysis.tokens.within(low, high, *classes)
        return [t for t in found if not any(a < t.end and t.start < b for a, b in self._covered)]

    def verbs(self, *classes: str) -> list[Token]:
        """The words of some classes, none that only begins like one."""
        if self.classes.isdisjoint(classes):
            return []
        return [t for t in self.words(*classes, "stop.learn") if "stop.learn" not in t.classes]

    def verb(self, *classes: str) -> Token | None:
        """The first word of some classes, none that only begins like one."""
        return next(iter(self.verbs(*classes)), None)

    def of(self, *kinds: str, role: str = "") -> list[Piece]:
        """The pieces of some kinds, those of some roles alone where they are named."""
        return [p for p in self.pieces if p.kind in kinds and (not role or p.role in role.split())]

    def before(self, end: int, *kinds: str, role: str = "") -> list[Piece]:
        """The pieces of some kinds, and roles, before a position."""
        return [p for p in self.of(*kinds, role=role) if p.end <= end]

    def after(self, start: int, *kinds: str, role: str = "") -> list[Piece]:
        """The pieces of some kinds, and roles, behind a position."""
        return [p for p in self.of(*kinds, role=role) if start <= p.start]

    def earlier(self, sentences: int = 0) -> Iterator[Row]:
        """The clauses before this one, nearest first, of the same sentence and of so many before it."""
        for i in range(self.index - 1, -1, -1):
            if self.clause.sentence - self.all.rows[i].clause.sentence > sentences:
                return
            yield self.all.rows[i]

    def later(self, most: int) -> Iterator[Row]:
        """The clauses of the same sentence behind this one."""
        behind = self.all.rows[self.index + 1 : self.index + 1 + most]
        return takewhile(lambda row: row.clause.sentence == self.clause.sentence, behind)

    # ------------------------------------------------------------------ who

    def acting(self, end: int) -> list[Piece]:
        """Who acts before a position: 由 who, else whom somebody makes act, else the subject."""
        front = self.before(end, *ACTORS)
        by, pushed = ([p for p in front if p.role == role] for role in ("agent", "lead"))
        return by or pushed or self.last_list([p for p in front if p.role in ("subject", "owner")])

    def carried(self) -> list[Piece]:
        """Who acted last in the clauses before, in the same sentence."""
        for row in self.earlier():
            acting = row.of(*ACTORS, role="subject agent lead")
            own = [p for p in acting if p.role != "agent" or not row.words("verb.inspire", start=p.end)]
            if own:
                return row.last_list(own)
        return []

    def who(self, end: int) -> list[Piece]:
        """Who acts before a position, in the clause or in those before; empty where nobody is named."""
        return self.acting(end) or self.carried()

    def pushed_by(self) -> Piece | None:
        """The body by whose push it happens: 在市委推动下, 市委推动甲县……."""
        for row in (self, *self.earlier()):
            for p in row.of("body"):
                if row.words("verb.push", start=p.end, end=p.end + 6):
                    return p
        return None

    def in_order(self) -> bool:
        """Whether 先后 or a word like it stands in the sentence so far."""
        return any(row.words("adverb.order") for row in (self, *self.earlier()))

    def last_list(self, pieces: list[Piece]) -> list[Piece]:
        """The last of some pieces, with those before it that stand in one list."""
        found = pieces[-1:]
        for p in reversed(pieces[:-1]):
            if not self._joined(p, found[0]):
                break
            found.insert(0, p)
        return found

    def first_list(self, pieces: list[Piece]) -> list[Piece]:
        """The first of some pieces, with those behind it that stand in one list."""
        found = pieces[:1]
        for p in pieces[1:]:
            if not self._joined(found[-1], p):
                break
            found.append(p)
        return found

    def _joined(self, one: Piece, other: Piece) -> bool:
        """Whether two pieces are neighbours in a list; a programme may have its owner before it: 甲县X、乙县|Y."""
        owned = [p.head for p in self.pieces if p.role == "owner" and p.end == other.start]
        return self.clean[one.end : (owned or [other.head])[0]] in ("", *LISTED)

    # ------------------------------------------------------------------ what

    def what(self, verb: Token, *, back: int = 0, ahead: int = 0) -> list[Piece]:
        """The programmes that a verb is about: behind it, before it, pointed to, in the clauses ``ahead``, or told ``back``
        sentences ago and not named again."""
        named = [p for p in self.of("programme") if p.role != "as"]
        if behind := [p for p in named if p.start >= verb.end]:
            return self.first_list(behind)
        if front := [p for p in named if p.end <= verb.start]:
            return self.last_list(front)
        if self.points():
            return self.pointed()
        for row in self.later(ahead):
            if found := row.of("programme"):
                return row.first_list(found)
        return self.told(back - 1) if back and not self.unread(verb.end, verb.end + _OBJECT) else []

    def unread(self, start: int, end: int) -> bool:
        """Whether something is quoted in a part of the clause behind which no programme is named."""
        return self.clean.find("“", start, min(self.end, end)) >= 0 and not self.after(start, "programme")

    def points(self, end: int | None = None) -> str:
        """The word for what words like 该|做法 before a position point to, if there are any."""
        end = self.end if end is None else end
        ways = (self.words("noun.way", start=t.end, end=min(t.end + 6, end)) for t in self.words("point.this", end=end))
        return next((found[-1].word for found in ways if found), "")

    def moves_this(self, end: int) -> bool:
        """Whether what was told is the object of what follows: 将其, 把该做法."""
        return any(self.clean[t.start - 1] in "将把" for t in self.words("point.this", end=end))

    def told(self, sentences: int, kind: str = "") -> list[Piece]:
        """The programme that was named last, or last by a word of that kind, at most so many sentences ago, in the same article."""
        for row in self.earlier(sentences):
            if found := [p for p in row.of("programme") if self.clean.endswith(kind, p.start, p.end)][-1:]:
                same = self.all.text.article_at(row.start) == self.all.text.article_at(self.start)
                return found if same else []
        return []

    def pointed(self) -> list[Piece]:
        """What a word like 该机制 means: the programme of that kind that was told shortly before, else any, else that of the
        headline; nothing where something else was quoted in the clause before."""
        before = next(self.earlier(), None)
        if before is not None and before.unread(before.start, before.end):
            return []
        article = self.all.text.article_at(self.start)
        told = self.told(_POINTED, self.points()) or self.told(_POINTED)
        if told or article is None or article.title_end is None:
            return told
        headed = begun(self.all.laid.free, article.title_start or 0, article.title_end)
        return [p for p in headed if p.kind == "programme"][:1]

    def spoken_of(self) -> list[Piece]:
        """The programme that the clauses before in the same sentence are about, named or pointed to."""
        for row in self.earlier():
            if row.of("programme"):
                break
            if row.of("title", role="subject"):
                return []
        return self.told(0) or (self.pointed() if any(row.points() for row in self.earlier()) else [])

    def owner(self, what: Piece) -> Piece | None:
        """The place right before a programme, in the clause that names it: 大湖镇|“…”做法."""
        near = [p for p in self.all.at(what.start).of("place") if what.start - p.end in (0, 1)]
        return near[-1] if near else None

    # ------------------------------------------------------------------ when

    def date(self, start: int, end: int) -> str | None:
        """The last date that stands in a part of the clause, not in a bracket."""
        found = [d for d in between(self.all.text, start, end) if d.end <= self.end and not self.holds(d.start)]
        return found[-1].value if found else None

    def when(self, end: int) -> str | None:
        """The date of what stands before a position: that of its clause, or the one that opens its sentence."""
        return self.date(self.start, end) or self.opened(self.earlier())

    def opened(self, earlier: Iterator[Row]) -> str | None:
        """The date that the clauses before, nearest first, open with: 2021年3月，……. It holds up to the next ；."""
        told = list(earlier)
        for row, above in zip_longest(told, told[1:]):
            if row.clause.mark == "；":
                return None
            found = between(self.all.text, row.start, row.end)
            if not found:
                continue
            if row.index == self.index - 1 and self.clean[found[-1].end : row.end] in _FROM:
                return found[-1].value  # 甲县自2017年起，……
            first = above is None or above.clause.mark == "；"
            if found[0].start - row.start <= _OPENING and (first or row.end - found[-1].end <= _OPENING):
                return found[0].value
        return None

    def lasted(self, end: int) -> bool:
        """Whether a span of time stands before a position: 2018年至2021年."""
        parts = [(self.start, end), *((row.start, row.end) for row in self.earlier())]
        spans = (pair for part in parts for pair in pairwise(between(self.all.text, *part)))
        return any(self.clean[a.end : b.start].strip("底末初") in _TO for a, b in spans)

    # ------------------------------------------------------------------ whether at all

    def planned(self, verb: Token) -> bool:
        """Whether what a verb tells is only wanted: 将, 力争, 下一步, 会议要求."""
        called = self.words("status.call", end=verb.start) and not self.words("place.lead", end=verb.start)
        if self.clause.mark == "？" or called or self.words("status.plan", "status.ahead", end=verb.start):
            return True
        at = self.clean.find("将", self.start, verb.start)
        moves = any(p.role == "object" for p in self.pieces) or self.holds(at) or verb.word.endswith(("为", "成"))
        if at >= 0 and not moves and self.analysis.tokens.starting(at + 1, "point.this") is None:
            return True
        heads = [self.start, *(p.end for p in self.pieces if p.end < verb.start)]
        asked = any(self.clean[h] in _MUST for h in heads) or any(row.calls() for row in self.earlier())
        return asked or any(_SCORES.fullmatch(self.clean, row.start, row.end) for row in self.later(2))

    def calls(self) -> bool:
        """Whether a clause announces what is to come, or what somebody asks for and nobody carries out."""
        asked = self.analysis.tokens.ending(self.end, "status.call") is not None
        return bool(self.words("status.ahead")) or (asked and not self.words("verb.carry", "doc.basis"))

    def goes_on(self, verb: Token) -> bool:
        """Whether the words before a verb say that it goes on, or is used on an occasion: 持续, 深入, 立即."""
        return bool(self.words("adverb.again", "adverb.soon", start=verb.start - 8, end=verb.start))

    def is_noun(self, verb: Token) -> bool:
        """Whether a word that may be a verb stands as a noun: 甲县的探索, 试点成效, 在市委推广下."""
        result = self.analysis.tokens.starting(verb.end, "noun.abstract") if "verb.trial" in verb.classes else None
        behind = self.clean.startswith(("下", "之一"), verb.end)
        return result is not None or behind or self.clean.startswith("的", verb.start - 1)

    def light(self, end: int) -> bool:
        """Whether nothing that could be a subject stands before a position but what the pieces name."""
        told = sum("㐀" <= c <= "鿿" for c in self.clean[self.start : end])
        return told - sum(p.end - p.start for p in self.before(end, *ACTORS, "area")) <= _LIGHT

    def closes(self, verb: Token) -> bool:
        """Whether nothing that could be its object follows a verb."""
        return self.end - verb.end <= _TAIL or self.clean.startswith(("并", "、"), verb.end)


def adopted(row: Row, kind: str, verb: Token, *, what: list[Piece], **told: Any) -> AdoptionMention | None:
    """What a verb tells of taking up programmes, by the rule of its kind unless told otherwise; nothing without a programme. Who
    acts before the verb, by whose push, and the date of that, are told so unless they are given."""
    if not what:
        return None
    rule = f"diffusion.{told.pop('rule', kind)}"
    who = told.pop("who") if "who" in told else row.who(verb.start)
    told.setdefault("when", row.when(verb.start))
    told.setdefault("push", row.pushed_by())
    told.setdefault("ordered", len(who) > 1 and row.in_order())
    told = {k: ranges([v])[0] if isinstance(v, Piece) else v for k, v in told.items()}
    return AdoptionMention(
        start=row.whole.start, end=row.whole.end, rule=rule, kind=kind, what=ranges(what), who=ranges(who), **told
    )


def ranges(pieces: list[Piece]) -> tuple[Range, ...]:
    """Where pieces stand."""
    return tuple((p.start, p.end) for p in pieces)


def first(pieces: list[Piece]) -> Piece | None:
    """The first of some pieces."""
    return pieces[0] if pieces else None


def last(pieces: list[Piece]) -> Piece | None:
    """The last of some pieces."""
    return pieces[-1] if pieces else None
