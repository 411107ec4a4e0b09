"""Organisations: the rules in the order in which they settle overlapping readings of one length."""

from __future__ import annotations

from kg.lexicon import kinds
from kg.model import OrganisationMention, Text
from kg.rules.engine import Family, Found, told_apart
from kg.rules.organisations.canonical import mention
from kg.rules.organisations.context import Context
from kg.rules.organisations.continued import continued, defined
from kg.rules.organisations.extension import Body
from kg.rules.organisations.groups import founded, listed, teams
from kg.rules.organisations.media import media
from kg.rules.organisations.national import centre, national
from kg.rules.organisations.owners import owned
from kg.rules.organisations.proper_names import beside, own_names
from kg.text.officials import in_number


def _bodies(text: Text, found: Found) -> tuple[OrganisationMention, ...]:
    """All readings of a text."""
    context = Context.of(text, found)
    behind = list(owned(context))
    begins = {b.end: b.start for b in behind}
    own = [b for b in own_names(context) if b.name or not b.start < begins.get(b.end, 0) < max(b.parts, default=b.end)]
    own += beside(context, [*behind, *own])
    read = [*behind, *own]
    for reader in (national, centre, teams, founded, listed, media):
        read += reader(context)
    read += [*continued(context, _longest([*behind, *own])), *defined(context, [*behind, *own])]
    free = [
        b
        for b in read
        if (b.kind == kinds.MEDIA or not context.in_title(b.start))
        and not in_number(text.clean, b.end)
        and not _awarded(context, b)
    ]
    return tuple(mention(context, b) for b in dict.fromkeys(free))


def _awarded(context: Context, body: Body) -> bool:
    """Whether a name in quotation marks is what somebody was awarded: 获评“全省示范医院”."""
    if context.clean[body.start - 1 : body.start] != "“" or context.clean[body.end : body.end + 1] != "”":
        return False
    clause = context.analysis.clause_at(body.start)
    return bool(clause and context.tokens.within(clause.start, body.start, "verb.award"))


def _longest(bodies: list[Body]) -> list[Body]:
    """Of overlapping bodies the longest, in the order of the text."""
    kept: list[Body] = []
    taken: set[int] = set()
    for body in sorted(bodies, key=lambda b: (b.start - b.end, b.start)):
        if taken.isdisjoint(range(body.start, body.end)):
            taken.update(range(body.start, body.end))
            kept.append(body)
    return sorted(kept, key=lambda b: b.start)


FAMILY = Family(
    "organisations",
    told_apart(
        _bodies,
        {
            "organisation.defined": "the short form that the text gives a name",
            "organisation.committee": "a Party committee from province to county, or its office",
            "organisation.office": "a body behind the name of its place, a level or its owner",
            "organisation.two-committees": f"a village's “{kinds.TWO_COMMITTEES}”",
            "organisation.listed-body": "a body on a list that leaves out its owner",
            "organisation.youth-league": "the league or a party of a level",
            "organisation.zone": "a zone's working committee or its offices",
            "organisation.bare-host": "a Party body or office of a host that the context tells",
            "organisation.party-body": "a Party body with its host's name",
            "organisation.national": "a body of the whole country",
            "organisation.centre": "the Central Committee where it acts",
            "organisation.team": "a team that bears a name",
            "organisation.founded": "a group of common words that the text says was founded",
            "organisation.named": "a name of its own before a suffix",
            "organisation.media": "media where they report, or are a source",
            "organisation.listed": "short names in a list that a class noun closes",
        },
    ),
)
