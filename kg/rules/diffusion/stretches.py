"""A clause, or the part of it that one verb rules, with the questions that every reading asks: who, what, when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from kg.model import BlockKind, FormulaMention, ProgrammeMention, Text
from kg.rules.diffusion.pieces import Piece, Range, Role, Row, rows
from kg.rules.diffusion.times import lasted, opening_date, own_date
from kg.rules.engine import Found
from kg.syntax.analysis import analyse
from kg.syntax.clauses import LISTED
from kg.syntax.tokens import Token

HEADS = (
    "verb.first",
    "rank.first",
    "verb.arise",
    "verb.begin",
    "verb.start",
    "verb.trial",
    "verb.copy",
    "verb.learn",
    "verb.spread",
    "verb.rename",
    "verb.end",
)
_BESIDE = (
    "rank.only",
    "verb.since",
    "verb.derive",
    "verb.follow",
    "verb.inspire",
    "verb.spread_to",
    "verb.wide",
    "verb.open",
    "verb.honour",
    "verb.instruct",
    "verb.report",
    "noun.origin",
    "verb.renamed_from",
    "verb.listed",
    "verb.new",
    "verb.liken",
    "verb.bear",
    "place.trial",
    "noun.former",
)
_NEAR = 14
_TAIL = 3
_LIGHT = 5
_OBJECT = 12
_POINTED = 3
"""How many sentences a word like 该做法 may reach back."""
_MUST = "要应需须"
_ACTORS = ("place", "body", "unit")


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """The part ``low:high`` of row ``index`` of a text."""

    text: Text
    rows: tuple[Row, ...]
    index: int
    low: int
    high: int

    @property
    def row(self) -> Row:
        """The clause that holds the stretch."""
        return self.rows[self.index]

    # ------------------------------------------------------------------ words and pieces

    def words(self, *classes: str) -> list[Token]:
        """The words of some classes in the stretch."""
        return self.row.words(*classes, start=self.low, end=self.high)

    def verb(self, *classes: str) -> Token | None:
        """The first word of some classes, none that only begins like one."""
        return next(iter(self.verbs(*classes)), None)

    def verbs(self, *classes: str) -> list[Token]:
        """The words of some classes, none that only begins like one."""
        if self.row.classes.isdisjoint(classes):
            return []
        return [t for t in self.words(*classes, "stop.learn") if "stop.learn" not in t.classes]

    def before(self, end: int, *kinds: str, role: Role = ()) -> list[Piece]:
        """The pieces of some kinds, and roles, before a position."""
        return self.row.of(*kinds, start=self.low, end=end, role=role)

    def after(self, start: int, *kinds: str, role: Role = ()) -> list[Piece]:
        """The pieces of some kinds, and roles, behind a position."""
        return self.row.of(*kinds, start=start, end=self.high, role=role)

    def earlier(self) -> Iterator[Row]:
        """The clauses of the same sentence before this one, nearest first."""
        for i in range(self.index - 1, -1, -1):
            if self.rows[i].clause.sentence != self.row.clause.sentence:
                return
            yield self.rows[i]

    def later(self, most: int) -> Iterator[Row]:
        """The clauses of the same sentence behind this one."""
        for row in self.rows[self.index + 1 : self.index + 1 + most]:
            if row.clause.sentence != self.row.clause.sentence:
                return
            yield row

    # ------------------------------------------------------------------ who

    def acting(self, end: int) -> list[Piece]:
        """Who acts before a position of the stretch: 由 who, else the subject or whom somebody makes act."""
        found = self.before(end, *_ACTORS)
        by = [p for p in found if p.role == "agent"]
        pushed = [p for p in found if p.role == "lead"]
        own = [p for p in found if p.role in ("subject", "owner")]
        return _lowest(by or pushed or last_list(self.row, own))

    def carried(self) -> list[Piece]:
        """Who acted last in the clauses before, in the same sentence."""
        for row in self.earlier():
            agents = row.of(*_ACTORS, role="agent")
            idle = {p for p in agents if row.words("verb.inspire", start=p.end)}
            acting = row.of(*_ACTORS, role=("subject", "agent", "lead"))
            own = [p for p in acting if p not in idle]
            if own:
                return _lowest(last_list(row, own))
        return []

    def who(self, end: int) -> tuple[Range, ...]:
        """The ranges of who acts; empty where nobody is named."""
        return spans(self.acting(end) or self.carried())

    def general(self, end: int) -> bool:
        """Whether anybody in general is meant: 各地, 各级."""
        return "各" in self.row.clean[self.low : end]

    # ------------------------------------------------------------------ what

    def what(self, verb: Token, *, back: int = 0, ahead: int = 0) -> tuple[Range, ...]:
        """The programmes that a verb is about: behind it, before it, pointed to, in the clauses ``ahead``, or told ``back``
        sentences ago and not named again."""
        behind = [p for p in self.after(verb.end, "programme") if p.role != "as"]
        if behind:
            return spans(first_list(self.row, behind))
        front = [p for p in self.before(verb.start, "programme") if p.role != "as"]
        if front:
            return spans(last_list(self.row, front))
        if self.points(self.high):
            return self.pointed()
        for row in self.later(ahead):
            if found := row.of("programme"):
                return spans(first_list(row, found))
        return self.told(back - 1) if back and not self.names_else(verb.end) else ()

    def names_else(self, start: int) -> bool:
        """Whether a verb that ends here has an object of its own, quoted and no programme."""
        return _unread(self.row, start, min(self.high, start + _OBJECT))

    def points(self, end: int) -> bool:
        """Whether a word like 该做法 stands before a position, or a bare 行动 opens the clause."""
        return _pointing(self.row, end, self.low) is not None

    def moves_this(self, end: int) -> bool:
        """Whether what was told is the object of what follows: 将其, 把该做法."""
        clean = self.row.clean
        return any(clean[t.start - 1] in "将把" for t in self.row.words("point.this", start=self.low, end=end))

    def told(self, sentences: int, kind: str = "") -> tuple[Range, ...]:
        """The programme that was named last, or last by a word of that kind, at most so many sentences ago, in the same article."""
        here = self.text.sentence_index(self.low)
        for i in range(self.index, -1, -1):
            row = self.rows[i]
            if here - row.clause.sentence > sentences:
                return ()
            found = [
                p for p in row.of("programme") if p.end <= self.low and row.clean.startswith(kind, p.end - len(kind))
            ]
            if found:
                same = self.text.article_at(found[-1].start) == self.text.article_at(self.low)
                return spans(found[-1:]) if same else ()
        return ()

    def pointed(self) -> tuple[Range, ...]:
        """What a word like 该机制 means: the programme of that kind that was told shortly before, else any, else that of the headline."""
        before = next(self.earlier(), None)
        if before is not None and _unread(before, before.clause.start, before.clause.end):
            return ()
        kind = _pointing(self.row, self.high, self.low) or ""
        if told := self.told(_POINTED, kind) or self.told(_POINTED):
            return told
        article = self.text.article_at(self.low)
        opening = 0 if article is None else article.start
        first = bisect_left(self.rows, opening, key=lambda row: row.clause.start)
        for row in self.rows[first : self.index]:
            block = self.text.block_at(row.clause.start)
            titled = block is not None and block.kind is BlockKind.TITLE
            found = row.of("programme") if titled else []
            if found and self.text.article_at(row.clause.start) == article:
                return spans(found[:1])
        return ()

    def owner(self, what: Range) -> Piece | None:
        """The place right before a programme, in the clause that names it: 大湖镇|“…”做法."""
        before = bisect_right(self.rows, what[0], hi=self.index + 1, key=lambda row: row.clause.start)
        row = self.rows[before - 1] if before else self.row
        near = [p for p in row.of("place") if what[0] - p.end in (0, 1)]
        return near[-1] if near else None

    def spoken_of(self) -> tuple[Range, ...]:
        """The programme that the clauses before in the same sentence are about, named or pointed to."""
        for row in self.earlier():
            if row.of("programme"):
                return self.told(0)
            if row.of("title", role="subject"):
                return ()
        if named := self.told(0):
            return named
        pointing = any(_pointing(r, r.clause.end) for r in self.earlier())
        return self.pointed() if pointing else ()

    # ------------------------------------------------------------------ when, and whether at all

    def when(self, end: int) -> str | None:
        """The date of what stands before a position."""
        return own_date(self.text, self.row, self.low, end) or opening_date(self.text, list(self.earlier()))

    def when_alone(self, end: int) -> str | None:
        """The date of what stands before a position, none that belongs to what another clause tells."""
        silent = takewhile(lambda r: not r.words(*HEADS, *_BESIDE), self.earlier())
        return own_date(self.text, self.row, self.low, end) or opening_date(self.text, list(silent))

    def planned(self, end: int) -> bool:
        """Whether what follows is only wanted: 将, 力争, 下一步, 会议要求."""
        row, clean = self.row, self.row.clean
        if row.clause.mark == "？" or row.words("status.plan", "status.ahead", end=end):
            return True
        if row.words("status.call", end=end) and not row.words("place.lead", end=end):
            return True
        moved = any(p.role == "object" for p in row.pieces)
        at = clean.find("将", row.clause.start, end)
        shielded = any(a <= at < b for a, b in row.covered)
        shielded |= row.analysis.tokens.starting(at + 1, "point.this") is not None  # 将其列为
        made = row.analysis.tokens.starting(end, *HEADS, *_BESIDE)
        shielded |= made is not None and made.word.endswith(("为", "成"))  # 将做法提炼为
        if at >= 0 and not moved and not shielded:
            return True
        heads = [row.clause.start, *(p.end for p in row.pieces if p.end < end)]
        if any(clean[h] in _MUST for h in heads):
            return True
        return any(_calls(r) for r in self.earlier()) or any(map(_scores, self.later(2)))

    def goes_on(self, verb: Token) -> bool:
        """Whether the words before a verb say that it goes on, or is used on an occasion: 持续, 深入, 立即."""
        low = max(self.low, verb.start - 8)
        return bool(self.row.words("adverb.again", "adverb.soon", start=low, end=verb.start))

    def is_noun(self, verb: Token) -> bool:
        """Whether a word that may be a verb stands as a noun: 甲县的探索, 试点成效, 在市委推广下."""
        clean = self.row.clean
        result = self.row.analysis.tokens.starting(verb.end, "noun.abstract")
        tried = result is not None and "verb.trial" in verb.classes
        behind = clean.startswith(("下", "之一"), verb.end)
        return tried or behind or clean.startswith("的", verb.start - 1)

    def lasted(self, end: int) -> bool:
        """Whether a span of time stands before a position: 2018年至2021年."""
        before = [(r.clause.start, r.clause.end) for r in self.earlier()]
        return any(lasted(self.text, *span) for span in [(self.low, end), *before])

    def light(self, end: int) -> bool:
        """Whether nothing that could be a subject stands before a position but what the pieces name."""
        told = sum("㐀" <= c <= "鿿" for c in self.row.clean[self.low : end])
        named = sum(p.end - p.start for p in self.before(end, "place", "body", "unit", "area"))
        return told - named <= _LIGHT

    def closes(self, verb: Token) -> bool:
        """Whether nothing that could be its object follows a verb."""
        return self.high - verb.end <= _TAIL or self.row.clean.startswith(("并", "、"), verb.end)

    def by_person(self, end: int) -> bool:
        """Whether a person acts before a position: 总书记首次……."""
        return bool(self.row.words("body.post", "noun.person", start=self.low, end=end))

    def in_order(self, end: int) -> bool:
        """Whether 先后 or a word like it stands before a position."""
        if self.row.words("adverb.order", end=end):
            return True
        return not self.acting(end) and any(r.words("adverb.order") for r in self.earlier())

    def pushed_by(self, end: int) -> Range | None:
        """The body by whose push it happens: 在市委推动下, 市委推动甲县……."""
        for row in (self.row, *self.earlier()):
            for p in row.of("body", end=end if row is self.row else -1):
                if row.words("verb.push", start=p.end, end=min(row.clause.end, p.end + 6)):
                    return p.start, p.end
        return None


def _unread(row: Row, start: int, end: int) -> bool:
    """Whether something is quoted in a part of a clause behind which no programme is named."""
    at = row.clean.find("“", start, end)
    return at >= 0 and not row.of("programme", start=start)


def _pointing(row: Row, end: int, start: int = -1) -> str | None:
    """The word for what is pointed to: 该|做法, 这一|机制."""
    for t in row.words("point.this", start=start, end=end):
        if ways := row.words("noun.way", start=t.end, end=min(end, t.end + 6)):
            return ways[-1].word
    return None


def _scores(row: Row) -> bool:
    """Whether a clause says how many points one gets for doing what stands before it: 得2分."""
    start, end = row.clause.start, row.clause.end
    points = row.clean[start:end].removesuffix("。")
    return points.startswith("得") and points.endswith("分") and points[1:-1].isdigit()


def _calls(row: Row) -> bool:
    """Whether a clause announces what is to come, or what somebody asks for."""
    asked = row.analysis.tokens.ending(row.clause.end, "status.call") is not None
    done = asked and bool(row.words("verb.carry", "doc.basis"))  # 按照市委要求, 落实改革要求
    return (asked and not done) or bool(row.words("status.ahead"))


def last_list(row: Row, pieces: list[Piece]) -> list[Piece]:
    """The last of some pieces, with those before it that stand in one list."""
    found = pieces[-1:]
    for p in reversed(pieces[:-1]):
        if not _joined(row, p, found[0]):
            break
        found.insert(0, p)
    return found


def _lowest(pieces: list[Piece]) -> list[Piece]:
    """Pieces without those that only say where the next one lies: 甲镇|乙村党总支."""
    inner = {p.head for p in pieces}
    return [p for p in pieces if p.end not in inner]


def first_list(row: Row, pieces: list[Piece]) -> list[Piece]:
    """The first of some pieces, with those behind it that stand in one list."""
    found = pieces[:1]
    for p in pieces[1:]:
        if not _joined(row, found[-1], p):
            break
        found.append(p)
    return found


def _joined(row: Row, one: Piece, other: Piece) -> bool:
    """Whether two pieces are neighbours in a list; a programme may have its owner before it: 甲县X、乙县|Y."""
    owned = [p.head for p in row.pieces if p.role == "owner" and p.end == other.start]
    return row.clean[one.end : (owned or [other.head])[0]] in ("", *LISTED)


def spans(pieces: list[Piece]) -> tuple[Range, ...]:
    """The ranges of pieces."""
    return tuple((p.start, p.end) for p in pieces)


@lru_cache(maxsize=4)
def stretches(text: Text, found: Found) -> tuple[Stretch, ...]:
    """The stretches of a text that have a verb of spread or recognition: a clause, or the two parts of one in which a verb
    and 的 stand before a programme."""
    if not found.of(ProgrammeMention) and not found.of(FormulaMention):
        return ()
    told = rows(text, found)
    analysis = analyse(text)
    tokens = analysis.tokens.of(*HEADS, *_BESIDE)
    near = {analysis.clause_index(t.start): None for t in tokens}  # in the order of the text
    telling = [i for i in near if i >= 0 and told[i].words(*HEADS, *_BESIDE)]
    return tuple(s for i in telling for s in _of_row(text, told, i))


def _of_row(text: Text, told: tuple[Row, ...], index: int) -> Iterator[Stretch]:
    row = told[index]
    low, high = row.clause.start, row.clause.end
    for p in row.of("programme"):
        heads = [
            t for t in row.words(*HEADS, end=p.start) if row.clean.startswith("的", t.end) and p.start - t.end <= _NEAR
        ]
        if heads:
            yield Stretch(text, told, index, low, p.end)
            low = p.start
            break
    yield Stretch(text, told, index, low, high)
