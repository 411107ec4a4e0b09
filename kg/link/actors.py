"""Who stands around the titles of policy documents: subjects, signatures, lists of bodies."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise
from operator import itemgetter

from kg.lexicon.words import of_class
from kg.link.issuers import by_title
from kg.link.places import Places, chain
from kg.model import BlockKind, Organisation, PolicyMention, Quote, Region, RegionMention, Text
from kg.rules.engine import Found
from kg.syntax.analysis import analyse
from kg.syntax.clauses import LISTED
from kg.text.positions import blocks_of

_PARTY = of_class("party.name")  # before the committee of a place
_CLAUSE_MARKS = tuple("，。；：！？\n”）")
_REACH = 600  # characters before a statement in which its subject stands
_ISSUED = 12  # characters between a verb of issuing and a title that names only a place
_JOINED = 12  # characters between two bodies of a list, with what joins them
_OPENING, _LINE = 6, 40  # where a body begins that stands alone on a line, and how long that line is
_ABOUT = of_class("pattern.about")
_GLUE = ("、", "和", "及")
_JOINT = ("", *LISTED, *of_class("body.with"))
_FRAME = frozenset(BlockKind) - {BlockKind.BODY, BlockKind.CAPTION}
Actor = Organisation | Region
_Named = tuple[int, int, Organisation]


class Actors:
    """Finds the actors around the titles of one document."""

    def __init__(self, text: Text, found: Found, places: Places, organisations: tuple[Organisation, ...]) -> None:
        """Lay out where the text names bodies and places."""
        self.text = text
        self.analysis = analyse(text)
        self._found = found
        self._places = places
        bodies = [(q.start, q.end, o) for o in organisations for q in o.quotes]
        self._bodies: list[_Named] = sorted(bodies, key=lambda b: (b[0], -b[1]))
        self._where: dict[int, list[int]] = defaultdict(list)
        for i, (_, _, o) in enumerate(self._bodies):
            self._where[id(o)].append(i)
        self._ending = {end: o for _, end, o in bodies}
        self._longest = max((end - start for start, end, _ in bodies), default=0)
        self._spans = sorted([*((a, b) for a, b, _ in bodies), *((r.start, r.end) for r in found.of(RegionMention))])
        told = (*places.subjects, *places.regions)
        self._everywhere = {id(region): region for one in told for region in chain(one)}
        self._around: dict[int, list[Region]] = {}

    def _beginning(self, first: int, last: int) -> list[_Named]:
        """The names of bodies that begin at ``first`` or behind it and before ``last``."""
        low, high = (bisect_left(self._bodies, at, key=itemgetter(0)) for at in (first, last))
        return self._bodies[low:high]

    def _actor_over(self, start: int, end: int) -> Actor | None:
        """The body, the longest, else the region, that the words of a range name."""
        over = [b for b in self._beginning(start - self._longest, end) if start < b[1]]
        if over:
            return max(over, key=lambda b: (b[1] - b[0], -b[0], b[2].name))[2]
        place = next(iter(self._found.touching(RegionMention, start, end)), None)
        return self._places.named(self.text.clean[start:end]) if place is None else self._places.of(place)

    def _begins_clause(self, start: int) -> bool:
        party = next((p for p in _PARTY if self.text.clean.endswith(p, 0, start)), "")
        return start == len(party) or self.text.clean.endswith(_CLAUSE_MARKS, 0, start - len(party))

    def subject(self, position: int) -> Actor | None:
        """Who acts in the clause at a position: the last actor before it that begins a clause."""
        article = self.text.article_at(position)
        low = max(position - _REACH, article.start if article is not None else 0)
        first, last = (bisect_left(self._spans, (at,)) for at in (low, position))
        for start, end in reversed(self._spans[first:last]):
            if self._begins_clause(start) and (actor := self._actor_over(start, end)) is not None:
                return actor
        return self._places.about(position)

    def issuer(self, m: PolicyMention) -> Actor | None:
        """Who the text says issued a document."""
        if m.rule == "document.itself":
            return self._signed(m)
        named = by_title(m.title, self.around(m.start), Quote(m.start, m.end, m.rule))
        if isinstance(named, Organisation):
            return named
        for _, end, body in self._beginning(m.start + 1, m.start + 2):
            if self.text.clean.startswith(_ABOUT, end):
                return body
        if m.issuer is not None:
            return self._of_title(m, *m.issuer) if m.rule == "policy.titled" else self._actor_over(*m.issuer)
        before = self._right_before(m.start)
        return before or (self.subject(m.start) if m.rule == "policy.issued" else None) or named

    def _of_title(self, m: PolicyMention, start: int, end: int) -> Actor | None:
        """Whom a title names at a range; for a region its body that issues the document in the same sentence."""
        held = (o for _, b, o in self._beginning(start, start + 1) if b == end)
        covering = self._found.covering(RegionMention, start, end)
        region = next((self._places.of(r) for r in covering if (r.start, r.end) == (start, end)), None)
        named = next(held, None) or region or self._places.named(self.text.clean[start:end])
        sentence = self.text.sentence_at(m.start)
        issued = self.analysis.tokens.within(max(0, m.start - _ISSUED), m.start, "doc.make")
        if not isinstance(named, Region) or not issued or sentence is None:
            return named
        acting = sorted(
            (b for b in self._beginning(sentence.start, m.start) if b[2].region == named), key=itemgetter(0, 1)
        )
        return next((o for a, _, o in reversed(acting) if self._begins_clause(a)), named)

    def joint(self, issuer: Actor | None, position: int) -> tuple[Organisation, ...]:
        """The bodies that stand in one list with the issuer where it is named nearest to a document: 甲县教育局、财政局印发《…》."""
        own = self._where.get(id(issuer))
        if own is None:
            return ()
        at = min(own, key=lambda i: (abs(self._bodies[i][0] - position), i))
        found: dict[str, Organisation] = {}
        for listed in (self._bodies[at:], self._bodies[at::-1]):
            for one, other in pairwise(listed):
                if not self._joined(*sorted((one, other), key=itemgetter(0))):
                    break
                found.setdefault(other[2].name, other[2])
        found.pop(self._bodies[at][2].name, None)
        return tuple(found.values())

    def _joined(self, one: _Named, other: _Named) -> bool:
        between = self.text.clean[one[1] : other[0]]
        return one[1] <= other[0] and between.strip() in _JOINT and len(between) <= _JOINED

    def _signed(self, m: PolicyMention) -> Actor | None:
        """The body that the headline of a document begins with, else one alone on a line of its frame, those above first."""
        within = [b for b in self._beginning(m.start, m.end) if not self.analysis.in_title(b[0])]
        if within and within[0][0] <= m.start + 2:
            return within[0][2]
        article = self.text.article_at(m.start)
        frames = [b for b in blocks_of(self.text, article.index) if b.kind in _FRAME] if article else []
        for block in (*(b for b in frames if b.end <= m.start), *(b for b in frames if b.start >= m.end)):
            opening = min(block.start + _OPENING + 1, block.end)
            alone = [b for b in self._beginning(block.start, opening) if b[1] <= block.end]
            if alone and block.end - block.start <= _LINE:
                return alone[0][2]
        return self._actor_over(m.start, m.start + 4)

    def _right_before(self, position: int) -> Organisation | None:
        """The body right before a title, or before the list of titles that it goes on."""
        began: int | None = position
        while began:
            position = began
            began = self.analysis.title_ending(position - self.text.clean.endswith(_GLUE, 0, position))
        return self._ending.get(position)

    def around(self, position: int) -> list[Region]:
        """The regions whose bodies a number near a position may name: of the article and of the text, with those above."""
        article = self.text.article_at(position)
        index = -1 if article is None else article.index
        if index not in self._around:
            own = {id(region): region for region in chain(None if article is None else self._places.subjects[index])}
            self._around[index] = list({**own, **self._everywhere}.values())
        return self._around[index]
