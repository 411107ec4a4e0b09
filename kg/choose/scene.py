"""What stands where around the regions of a text: how each is placed in its clause, and the words that mean one unnamed.

Everything is found once for a text; the features of a choice are looked up here by position.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.choose import units
from kg.choose.frame import Frame, Group
from kg.choose.units import UnitWord
from kg.lexicon import levels
from kg.lexicon.words import any_of
from kg.model import Article, Block, BlockKind, Text
from kg.syntax.analysis import Analysis
from kg.syntax.clauses import LISTED
from kg.text.positions import blocks_of

BEFORE = ("example", "with", "help", "go", "at", "from", "lead", "chosen")
"""What the word before a region may say of it (the classes ``place.*`` of the lexicon). A region that only tells where
another lies or that a list spells out (下辖3个村：……) is ``beside`` the matter: it stands nowhere. One that helps another is ``from``, too (甲市援建的学校)."""
_OWNING = ("", "example", "at", "help", "lead")
_FILLING = "年月日号第一二三四五六七八九十百、.．,（）()“”‘’【】①②③④⑤⑥⑦⑧⑨▲●◆■—·：: "
JOINT = (*LISTED, "，")
"""What stands between the regions of a list."""
_OPENING = 120  # characters of the body in which an article says what it is about
_FIRST_WORDS = 40  # and those in which it names the institution that it is of
_NEAR = 8  # characters in which a verb of giving stands behind who gives, and what is given behind it
# Where a report was sent from: 本报甲市讯, 乙社甲市11月3日电.
_FILED = re.compile(rf"(?:(?:\d{{4}}年)?\d+月\d+日)?(?:[讯电]|{any_of('place.filed')})")
# What a mere illustration does not hold: a quotation, or a number of two digits and more.
_WEIGHTY = re.compile(r"“|\d\d|[万千百十]")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a region stands: ``before`` is the class of the word before it (empty: none of them), ``opens`` tells that
    nothing else stands before it in its clause, ``listed`` that another region of a list does, ``after`` is label,
    body, of, dateline, name or empty, ``sited`` that it is where the thing spoken of stands, or frames what follows (在甲县，……)."""

    group: Group
    clause: int
    sentence: int
    block: int
    before: str
    opens: bool
    listed: bool
    after: str
    sited: bool = False

    @property
    def subject(self) -> bool:
        """Whether it stands as the subject of its clause."""
        return (self.opens and self.before == "") or self.sited


class Scene:
    """The regions and unit words of one text by position."""

    def __init__(
        self,
        text: Text,
        analysis: Analysis,
        frame: Frame,
        bodies: Sequence[tuple[int, int]] = (),
        inside: Collection[int] = (),
        ruling: Collection[tuple[int, int]] = (),
    ) -> None:
        """Find how each region stands. ``bodies`` are the ranges of the names of bodies, sorted; a region that ends at
        one of ``inside`` is only part of a longer name; ``ruling`` are the bodies whose programmes are their region's."""
        self.text = text
        self._ruling = ruling
        self.analysis = analysis
        self.frame = frame
        self.inside = inside
        self._bodies = bodies
        self._block_starts = [b.start for b in text.blocks]
        self._listed = self._counted_lists()
        found: list[Standing] = []
        for group in frame.groups:
            found.append(self._standing(group, found[-1] if found else None))
        self.standings = [s for s in found if s.before != "beside"]
        self._rows = frozenset(self.block_index(row[0][0]) for table in text.tables for row in table.rows)
        self.starts = [s.group.start for s in self.standings]
        self.ends = [s.group.end for s in self.standings]
        self.units = self._unit_words()
        self.unit_starts = [u.start for u in self.units]

    # ------------------------------------------------------------------ by position

    def block_index(self, position: int) -> int:
        """The index of the block that holds a position."""
        return max(0, bisect_right(self._block_starts, position) - 1)

    def block(self, position: int) -> Block:
        """The block that holds a position."""
        return self.text.blocks[self.block_index(position)]

    def between(self, start: int, end: int) -> list[Standing]:
        """The regions that begin in ``start:end``."""
        return self.standings[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def told_before(self, first: int, position: int, most: int) -> list[Standing]:
        """The regions named from the number ``first`` on before a statement; those of a row of a table only in that row. A
        village whose one sentence only illustrates what the place around it does stands as an example in what follows: the
        sentences behind it go on about the whole."""
        i = bisect_left(self.starts, position)
        own = self.block_index(position)
        named = [s for s in self.standings[max(first, i - most) : i] if s.block == own or s.block not in self._rows]
        if not named or not self._illustrates(named, position):
            return named
        last = named[-1]
        return [replace(s, before="example", opens=False) if s.group.key == last.group.key else s for s in named]

    def _illustrates(self, named: Sequence[Standing], position: int) -> bool:
        """Whether the last region is an example: below a subject of its paragraph, in one sentence before the statement's,
        without a quotation or a figure of weight there, and taken up nowhere since."""
        last, text, nodes = named[-1], self.text, self.frame.nodes
        low = nodes[last.group.key].level in levels.LOW
        if not low or last.sentence < 0 or last.block != self.block_index(position):
            return False
        sentence = text.sentences[last.sentence]
        if sentence.end > position or self.units_between(sentence.start, position):
            return False
        if _WEIGHTY.search(text.clean, last.group.end, sentence.end):
            return False
        here = [s for s in named if s.block == last.block and s.group.key != last.group.key]
        again = sum(s.group.key == last.group.key and s.block == last.block for s in named) > 1
        return not again and any(
            s.subject and s.sentence < last.sentence and self.frame.holds(s.group.key, last.group.key) for s in here
        )

    def units_between(self, start: int, end: int) -> list[UnitWord]:
        """The unit words that begin in ``start:end``."""
        return self.units[bisect_left(self.unit_starts, start) : bisect_left(self.unit_starts, end)]

    def fits(self, key: str, unit: str) -> bool:
        """Whether a region is a unit of a kind: 县 is every county that is called one."""
        return units.fits(self.frame.nodes[key], unit)

    # ------------------------------------------------------------------ how a region stands

    def head(self, start: int, end: int) -> int:
        """Where the words of a clause begin that are more than an opening or a filling."""
        at = start
        while at < end:
            token = self.analysis.tokens.starting(at, "place.opener")
            if token is not None and token.end <= end:
                at = token.end
            elif self.text.clean[at] in _FILLING or self.text.clean[at].isdigit():
                at += 1
            else:
                break
        return at

    def _standing(self, group: Group, last: Standing | None) -> Standing:
        clause = self.analysis.clause_index(group.start)
        own = self.analysis.clauses[clause] if clause >= 0 else None
        first = own.start if own is not None and own.end > group.start else group.start
        block = self.block_index(group.start)
        listed = last is not None and self._joined(last.group, group)
        before, opens, after = "", False, self._after(group)
        if self._beside(first, group) or self._spelt_out(group.start):
            before = "beside"
        elif listed and last is not None:
            before, opens = last.before, last.opens
        elif own is not None and self._side(group, own.end):
            before = "at"
        else:
            before, at = self._before(first, group.start)
            closes = own is not None and own.end == group.end and self.text.clean[group.start - 1] == "的"
            opens = self.head(first, at) >= at or closes  # 地处山腰的某某村，……
            if before in ("", "from") and self._gives(
                self.body_end(group.end), own.end if own is not None else group.end
            ):
                before, opens = "from", False
        opens = opens and after != "dateline"
        sentence = self.text.sentence_index(group.start)
        alone = last is None or last.clause != clause
        framed = opens and own is not None and own.end == group.end  # 在某某县，……
        framed = framed or self.analysis.tokens.ending(group.start, "place.sited") is not None
        sited = before == "at" and alone and framed
        return Standing(group, clause, sentence, block, before, opens, listed, after, sited)

    def _joined(self, before: Group, group: Group) -> bool:
        """Whether two regions are items of one list; a comma joins them only where the list goes on behind it (甲村，乙村、
        丙村), for else a clause begins there."""
        clean = self.text.clean
        mark, behind = clean[before.end : group.start], clean[group.end : group.end + 1]
        return mark in JOINT and (mark != "，" or behind in ("、", "，", "和", "与", "及", "等"))

    def _side(self, group: Group, end: int) -> bool:
        """Whether a clause only tells in which side of a region something lies: ……，乙镇西北部，……"""
        token = self.analysis.tokens.starting(group.end, "place.side")
        return token is not None and token.end == end

    def _beside(self, first: int, group: Group) -> bool:
        """Whether a region only tells where another lies: 东邻甲村, 与乙镇接壤; one that opens the clause is the other one
        (甲村距县城23公里)."""
        tokens = self.analysis.tokens
        token = tokens.ending(group.start, "place.beside")
        if token is None:
            heads = self.head(first, group.start) >= group.start
            return not heads and tokens.starting(group.end, "place.beside") is not None
        return token.start >= first

    def _gives(self, at: int, end: int) -> bool:
        """Whether the place that ends at ``at`` helps another one, whose the thing then is: 甲市援建的学校, 甲市的帮扶资金,
        甲市投入协作资金……"""
        tokens, clean = self.analysis.tokens, self.text.clean
        given = tokens.starting(at, "place.giver")
        if given is not None and clean.startswith("的", given.end):
            return True
        if tokens.starting(at + clean.startswith("的", at), "place.aid") is not None:
            return True
        gives = tokens.within(at, min(end, at + _NEAR), "place.gives")
        return bool(gives and tokens.within(gives[0].end, min(end, gives[0].end + _NEAR), "place.aid"))

    def _counted_lists(self) -> set[int]:
        """Where the regions begin whose list a count of places ends."""
        found: set[int] = set()
        behind: Group | None = None
        for group in reversed(self.frame.groups):
            mark = "" if behind is None else self.text.clean[group.end : behind.start]
            goes_on = behind is not None and behind.start in found and mark in JOINT and mark != "，"
            counted = units.COUNT.match(self.text.clean, group.end)
            if goes_on or (counted and (counted["etc"] or self.fits(group.key, counted["unit"]))):
                found.add(group.start)
            behind = group
        return found

    def _spelt_out(self, position: int) -> bool:
        """Whether a region stands in a list that only spells out a count of places: 下辖3个村：……, 甲村、乙村等7个村"""
        if position in self._listed:
            return True
        listing, index = self.analysis.listing_at(position), self.analysis.clause_index(position)
        if listing is None or index <= 0:
            return False
        above = self.analysis.clauses[index - 1]
        counted = units.COUNTED.search(self.text.clean, above.start, above.end)
        return counted is not None and above.mark in ("：", "；")

    def _before(self, first: int, start: int) -> tuple[str, int]:
        """The class of the word right before a region, and where that word begins."""
        whole = self.analysis.tokens.ending(start, "verb.speak", "verb.liken")
        for how in BEFORE:
            token = self.analysis.tokens.ending(start, f"place.{how}")
            torn = token is not None and whole is not None and whole.start < token.start  # 认|为
            if token is not None and token.start >= first and not torn:
                return how, token.start
        return "", start

    def _after(self, group: Group) -> str:
        clean = self.text.clean
        if clean[group.end : group.end + 1] in ("：", ":"):
            return "label"
        if self.body_end(group.end) > group.end:
            return "body"
        token = self.analysis.tokens.starting(group.end, "place.institution", "unit.body")
        if token is not None:
            return "body"
        if clean[group.end : group.end + 1] == "的":
            return "of"
        if _FILED.match(clean, group.end):
            return "dateline"
        return "name" if group.end in self.inside else ""

    def body_end(self, at: int) -> int:
        """Where the body ends inside whose name a place ends at ``at``; ``at`` itself where there is none."""
        i = bisect_right(self._bodies, (at, 0)) - 1
        return max((b for a, b in self._bodies[max(0, i - 2) : i + 1] if a < at < b), default=at)

    # ------------------------------------------------------------------ words that mean a unit

    def _unit_words(self) -> list[UnitWord]:
        found: list[UnitWord] = []
        for token in self.analysis.tokens.of(*(f"unit.{h}" for h in units.WORDS)):
            hows = [h for h in units.WORDS if f"unit.{h}" in token.classes]
            if found and token.end <= found[-1].end:
                continue
            inside = self.frame.within(max(0, token.start - 12), token.end)
            if any(g.start < token.end and token.start < g.end for g in inside):
                continue
            if self.analysis.tokens.ending(token.start, "place.beside") or units.inside_word(
                self.text.clean, token.start
            ):
                continue
            unit = next((u for u in units.UNITS if u in token.word), "")
            if not unit:
                continue
            clause = self.analysis.clause_index(token.start)
            start = self.analysis.clauses[clause].start if clause >= 0 else token.start
            opens = self.head(start, token.start) >= token.start
            if hows[0] == "bare" and not opens:
                continue
            how = "ranked" if hows[0] == "whole" and self.ranked(token.end) else hows[0]
            sentence = self.text.sentence_index(token.start)
            found.append(UnitWord(token.start, token.end, unit, how, clause, sentence, opens))
        return found

    def ranked(self, end: int) -> bool:
        """Whether what follows a unit word tells a rank within it."""
        return any(self.analysis.tokens.starting(at, "place.rank") is not None for at in (end, end + 1))

    def _measured(self, position: int, start: int | None) -> str:
        """The region right before a number, or before what it measures: 其中某某县|19个, 将某某村的|种植面积扩大到……"""
        ends = [position] if self.text.clean[position].isdigit() else []
        ends += [] if start is None else [start - self.text.clean.startswith("的", start - 1)]
        near = (self.standings[bisect_left(self.ends, end) : bisect_left(self.ends, end + 1)] for end in ends)
        own = (s for found in near for s in found if s.before in _OWNING and not s.listed)
        return next((s.group.key for s in own), "")

    def _behind(self, at: int) -> str:
        """The region that the 的 at a position binds a name to: 某某县的|“……”, 某某县推行的|“……”."""
        if not self.text.clean.startswith("的", at):
            return ""
        done = self.analysis.tokens.ending(at, "verb.set", "verb.run", "verb.first")
        end = at if done is None else done.start
        i = bisect_left(self.ends, end)
        own = self.standings[i] if self.ends[i : i + 1] == [end] else None
        bound = own is not None and (done is not None or (self.text.clean.startswith("“", at + 1) and not own.listed))
        return own.group.key if own is not None and bound else ""

    def owner(self, position: int, start: int | None = None) -> tuple[str, str]:
        """The region whose body is named right before a position, and the unit of a word that stands there (市委“…”,
        全省“…”, 省“…”); both may be empty. Quotation marks and a 的 may stand between. A figure is of the place right before
        it or, from ``start`` on, before what it measures."""
        at = position
        while at > 0 and self.text.clean[at - 1] in "“‘的":
            at -= 1
        if measured := self._measured(position, start):
            return measured, ""
        if own := self._behind(at):
            return own, ""
        for unit in reversed(self.units_between(max(0, at - 6), at)):
            if unit.how in ("body", "whole", "own") and unit.end == at:
                return "", unit.unit
        for i in range(bisect_left(self._bodies, (max(0, at - 24), 0)), len(self._bodies)):
            start, end = self._bodies[i]
            if start >= at or self.analysis.tokens.ending(start, "place.beside"):
                break
            rules = end == at and (start, end) in self._ruling
            inside = self.between(start, end) if rules else []
            if inside:
                return inside[-1].group.key, ""
        alone = at > 1 and self.text.clean[at - 1] in "省市县区" and not self.between(at - 6, at)
        alone = alone and not units.inside_word(self.text.clean, at - 1)
        quoted = at < position or self.text.clean[at : at + 1] == "“"
        return "", self.text.clean[at - 1] if alone and quoted else ""


def extent(article: Article) -> tuple[int, int]:
    """Where an article begins, with its headline, and ends."""
    return min(article.start, article.start if article.title_start is None else article.title_start), article.end + 1


def headline(text: Text, article: int) -> list[tuple[int, int]]:
    """The ranges of an article's headline and what stands with it."""
    blocks = blocks_of(text, article)
    found = [(b.start, b.end) for b in blocks if b.kind is BlockKind.TITLE]
    own = text.articles[article]
    if own.title_start is not None and own.title_end is not None:
        found.append((own.title_start, own.title_end))
    return found


def body_of(text: Text, article: int) -> Block | None:
    """The first paragraph of an article."""
    return next((b for b in blocks_of(text, article) if b.kind is BlockKind.BODY), None)


def opening(text: Text, article: int, most: int = _OPENING) -> tuple[int, int]:
    """The range of the first words of an article's body, empty where it has none."""
    body = body_of(text, article)
    return (0, 0) if body is None else (body.start, min(body.end, body.start + most))


def institution(scene: Scene, article: int) -> str:
    """Where an article names an institution first: in the headline, in the first words (opening), or nowhere."""
    tokens = scene.analysis.tokens
    if any(tokens.within(*span, "place.institution") for span in headline(scene.text, article)):
        return "headline"
    return "opening" if tokens.within(*opening(scene.text, article, _FIRST_WORDS), "place.institution") else ""
