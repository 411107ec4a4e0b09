"""Policy documents: one entry for each title, with who issued it and who carries it out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.link.places import Places
from kg.model import Organisation, Policy, PolicyMention, Quote, Region, RegionMention, Text
from kg.rules.engine import Found

_CLAUSE_START = re.compile(r"[，。；：！？\n”）]$|^$")
_LISTED = re.compile(r"《[^《》\n]*》[、和及]?$")
_ISSUED = re.compile(r"(?:印发|出台|制定|制发|下发|修订|发布|起草|编制)")
_REACH = 600


@dataclass(slots=True)
class _Entry:
    issuer: Organisation | Region | None = None
    by: list[tuple[Organisation | Region, Quote]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)


class _Linker:
    """Finds the actors around the titles of one document."""

    def __init__(
        self, text: Text, found: Found, places: Places, organisations: tuple[Organisation, ...]
    ) -> None:
        self.text = text
        self.places = places
        self.regions = found.of(RegionMention)
        self.actors = [(q.start, q.end, o) for o in organisations for q in o.quotes]

    def _actor_over(self, start: int, end: int) -> Organisation | Region | None:
        """The organisation, else the region, that the words of a range name."""
        over = [a for a in self.actors if a[0] < end and start < a[1]]
        if over:
            return max(over, key=lambda a: (a[1] - a[0], -a[0], a[2].name))[2]
        for r in self.regions:
            if r.start < end and start < r.end:
                return self.places.of(r)
        return self.places.named(self.text.clean[start:end])

    def subject(self, position: int) -> Organisation | Region | None:
        """Who acts in the clause at a position: the last actor before it that begins a clause."""
        article = self.text.article_at(position)
        low = max(position - _REACH, article.start if article is not None else 0)
        best: tuple[int, Organisation | Region] | None = None
        spans = [(a, b) for a, b, _ in self.actors] + [(r.start, r.end) for r in self.regions]
        for start, end in sorted(spans):
            if low <= start < position and self._begins_clause(start):
                actor = self._actor_over(start, end)
                best = best if actor is None else (start, actor)
        return best[1] if best is not None else self.places.about(position)

    def _begins_clause(self, start: int) -> bool:
        return bool(_CLAUSE_START.search(self.text.clean[max(0, start - 1) : start]))

    def issuer(self, m: PolicyMention) -> Organisation | Region | None:
        """Who the text says issued a document."""
        title = m.start + 1
        for start, _end, organisation in self.actors:
            if start == title:
                return organisation
        if m.issuer is not None:
            named = self._actor_over(*m.issuer)
            return self._body_of(named, m) if m.rule == "policy.titled" else named
        if (actor := self._right_before(m.start)) is not None:
            return actor
        return self.subject(m.start) if m.rule == "policy.issued" else None

    def _right_before(self, position: int) -> Organisation | None:
        """The organisation right before a title, or before the list of titles that it goes on."""
        clean = self.text.clean
        while (listed := _LISTED.search(clean, max(0, position - 80), position)) is not None:
            position = listed.start()
        ends = [o for _, end, o in self.actors if end == position]
        return ends[-1] if ends else None

    def _body_of(
        self, named: Organisation | Region | None, m: PolicyMention
    ) -> Organisation | Region | None:
        """The region that a title names, or its body that issues the document in the same sentence."""
        sentence = self.text.sentence_at(m.start)
        issued = _ISSUED.search(self.text.clean, max(0, m.start - 12), m.start)
        if not isinstance(named, Region) or issued is None or sentence is None:
            return named
        bodies = [
            o
            for start, _end, o in sorted(self.actors, key=lambda a: a[:2])
            if sentence.start <= start < m.start
            and o.region == named
            and self._begins_clause(start)
        ]
        return bodies[-1] if bodies else named


def resolve_policies(
    text: Text, found: Found, places: Places, organisations: tuple[Organisation, ...]
) -> tuple[Policy, ...]:
    """The policy documents that a document names, each title once."""
    linker = _Linker(text, found, places, organisations)
    entries: dict[str, _Entry] = {}
    for m in found.of(PolicyMention):
        entry = entries.setdefault(m.title, _Entry())
        quote = Quote(m.start, m.end, m.rule)
        entry.quotes.append(quote)
        entry.issuer = entry.issuer or linker.issuer(m)
        if (
            m.implements
            and (actor := linker.subject(m.start)) is not None
            and actor != entry.issuer
        ):
            entry.by.append((actor, quote))
    return tuple(
        Policy(title=title, issuer=e.issuer, carried_out_by=tuple(e.by), quotes=tuple(e.quotes))
        for title, e in entries.items()
    )
