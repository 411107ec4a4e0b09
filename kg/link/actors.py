"""Who stands around the titles of policy documents: subjects, signatures, lists of bodies."""

from __future__ import annotations

from bisect import bisect_left
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
_REACH = 600
_NEAR = 12
_ABOUT = of_class("pattern.about")
_GLUE = ("、", "和", "及")
_JOINT = ("", *LISTED, *of_class("body.with"))
_FRAME = frozenset(BlockKind) - {BlockKind.BODY, BlockKind.CAPTION}
Actor = Organisation | Region


class Actors:
    """Finds the actors around the titles of one document."""

    def __init__(self, text: Text, found: Found, places: Places, organisations: tuple[Organisation, ...]) -> None:
        self.text = text
        self.places = places
        self.seen = analyse(text)
        self.found = found
        actors = [(q.start, q.end, o) for o in organisations for q in o.quotes]
        self._ending = {end: o for _, end, o in actors}
        self.actors = sorted(actors, key=lambda a: (a[0], -a[1]))
        self._places: dict[int, list[int]] = {}
        for i, (_, _, o) in enumerate(self.actors):
            self._places.setdefault(id(o), []).append(i)
        self._longest = max((end - start for start, end, _ in actors), default=0)
        regions = [(r.start, r.end) for r in found.of(RegionMention)]
        self._spans = sorted([*((a, b) for a, b, _ in actors), *regions])
        told = (*places.subjects, *places.regions)
        self._everywhere = {id(region): region for one in told for region in chain(one)}
        self._around: dict[int, list[Region]] = {}

    def _beginning(self, first: int, last: int) -> list[tuple[int, int, Organisation]]:
        """The names of organisations that begin at ``first`` or behind it and before ``last``."""
        low, high = (bisect_left(self.actors, at, key=itemgetter(0)) for at in (first, last))
        return self.actors[low:high]

    def _actor_over(self, start: int, end: int) -> Actor | None:
        """The organisation, else the region, that the words of a range name."""
        over = [a for a in self._beginning(start - self._longest, end) if start < a[1]]
        if over:
            return max(over, key=lambda a: (a[1] - a[0], -a[0], a[2].name))[2]
        for r in self.found.touching(RegionMention, start, end):
            return self.places.of(r)
        return self.places.named(self.text.clean[start:end])

    def subject(self, position: int) -> Actor | None:
        """Who acts in the clause at a position: the last actor before it that begins a clause."""
        article = self.text.article_at(position)
        low = max(position - _REACH, article.start if article is not None else 0)
        best: Actor | None = None
        spans = self._spans
        for start, end in spans[bisect_left(spans, (low,)) : bisect_left(spans, (position,))]:
            if self._begins_clause(start):
                best = self._actor_over(start, end) or best
        return best if best is not None else self.places.about(position)

    def _begins_clause(self, start: int) -> bool:
        party = next((p for p in _PARTY if self.text.clean.endswith(p, 0, start)), "")
        start -= len(party)
        return start == 0 or self.text.clean.endswith(_CLAUSE_MARKS, 0, start)

    def issuer(self, m: PolicyMention) -> Actor | None:
        """Who the text says issued a document."""
        if m.rule == "document.itself":
            return self._signed(m)
        named = by_title(m.title, self.around(m.start), Quote(m.start, m.end, m.rule))
        if isinstance(named, Organisation):
            return named
        for _, end, organisation in self._beginning(m.start + 1, m.start + 2):
            if self.text.clean.startswith(_ABOUT, end):
                return organisation
        if m.issuer is not None and m.rule == "policy.titled":
            start, end = m.issuer
            held = [o for _, b, o in self._beginning(start, start + 1) if b == end]
            over = self.found.covering(RegionMention, start, end)
            regions = [self.places.of(r) for r in over if (r.start, r.end) == m.issuer]
            place = self.places.named(self.text.clean[start:end])
            return self._body_of(next(iter([*held, *regions]), None) or place, m)
        if m.issuer is not None:
            return self._actor_over(*m.issuer)
        if (body := self._right_before(m.start)) is not None:
            return body
        actor = self.subject(m.start) if m.rule == "policy.issued" else None
        return actor or named

    def joint(self, issuer: Actor | None, position: int) -> tuple[Organisation, ...]:
        """The bodies that stand in one list with the issuer where it is named nearest to a document: 甲县教育局、财政局印发《…》."""
        spans = self.actors
        own = self._places.get(id(issuer))
        if own is None:
            return ()
        at = min(own, key=lambda i: (abs(spans[i][0] - position), i))
        found: dict[str, Organisation] = {}
        for step in (1, -1):
            i = at
            while 0 <= i + step < len(spans):
                one, other = sorted((spans[i], spans[i + step]))
                between = self.text.clean[one[1] : other[0]]
                if one[1] > other[0] or between.strip() not in _JOINT or len(between) > _NEAR:
                    break
                i += step
                found.setdefault(spans[i][2].name, spans[i][2])
        found.pop(issuer.name if issuer is not None else "", None)
        return tuple(found.values())

    def _signed(self, m: PolicyMention) -> Actor | None:
        """The body that the headline of a document begins with, else the one in its frame."""
        within = [a for a in self._beginning(m.start, m.end) if not self.seen.in_title(a[0])]
        if within and min(within)[0] <= m.start + 2:
            return min(within, key=lambda a: (a[0], -a[1]))[2]
        article = self.text.article_at(m.start)
        own = blocks_of(self.text, article.index) if article else ()
        frames = [b for b in own if b.kind in _FRAME]
        above = [b for b in frames if b.end <= m.start]
        for block in (*above, *(b for b in frames if b.start >= m.end)):
            over = [a for a in self._beginning(block.start, block.end) if a[1] <= block.end]
            alone = [a for a in over if block.start + 6 >= a[0]]
            if alone and block.end - block.start <= 40:
                return min(alone, key=lambda a: (a[0], -a[1]))[2]
        return self._actor_over(m.start, m.start + 4)

    def _right_before(self, position: int) -> Organisation | None:
        """The organisation right before a title, or before the list of titles that it goes on."""
        while position:
            end = position - 1 if self.text.clean.endswith(_GLUE, 0, position) else position
            began = self.seen.title_ending(end)
            if began is None:
                break
            position = began
        return self._ending.get(position)

    def _body_of(self, named: Actor | None, m: PolicyMention) -> Actor | None:
        """The region that a title names, or its body that issues the document in the same sentence."""
        sentence = self.text.sentence_at(m.start)
        issued = self.seen.tokens.within(max(0, m.start - _NEAR), m.start, "doc.make")
        if not isinstance(named, Region) or not issued or sentence is None:
            return named
        before = self._beginning(sentence.start, m.start)
        acting = sorted((a for a in before if a[2].region == named), key=lambda a: a[:2])
        return next((o for a, _, o in reversed(acting) if self._begins_clause(a)), named)

    def around(self, position: int) -> list[Region]:
        """The regions whose bodies a number near a position may name: of the article and of the text, with those above."""
        article = self.text.article_at(position)
        index = -1 if article is None else article.index
        if index not in self._around:
            subject = None if article is None else self.places.subjects[index]
            own = {id(region): region for region in chain(subject)}
            self._around[index] = list({**own, **self._everywhere}.values())
        return self._around[index]
