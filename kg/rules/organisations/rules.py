"""Organisations: the rules in the order in which they settle overlapping readings of one length."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.model import Mention, OrganisationMention, Text
from kg.rules.engine import Family, Found, Rule
from kg.rules.organisations.context import Context
from kg.rules.organisations.hosted import departments
from kg.rules.organisations.lists import listed
from kg.rules.organisations.media import media
from kg.rules.organisations.named import centre, defined, named, national
from kg.rules.organisations.offices import (
    beside_committee,
    listed_offices,
    of_level,
    of_place,
    of_region,
    youth_leagues,
)
from kg.rules.organisations.party import bare_bodies, bodies, committees
from kg.rules.organisations.shared import posted, shared_bodies
from kg.rules.organisations.special import (
    away,
    corps,
    division,
    founded,
    host_offices,
    mass_bodies,
    two_committees,
    working_committees,
)
from kg.rules.organisations.teams import owned_teams, teams
from kg.rules.organisations.units import units

_Reader = Callable[[Context], Iterable[OrganisationMention]]


def _reading(*readers: _Reader) -> Callable[[Text, Found], Iterable[Mention]]:
    """A rule's function from readers of the context."""

    def find(text: Text, found: Found) -> Iterable[Mention]:
        context = Context.of(text, found)
        for reader in readers:
            yield from reader(context)

    return find


def _rule(name: str, reads: str, *readers: _Reader) -> Rule:
    return Rule(f"organisation.{name}", reads, _reading(*readers))


FAMILY = Family(
    "organisations",
    (
        _rule("youth-league", "the Youth League of a level or region", youth_leagues),
        _rule("committee", "a Party committee from province to county, or its office", committees),
        _rule("office", "a government office or institution after a region", of_region),
        _rule("listed-office", "an office on a list that leaves out its level", listed_offices),
        _rule("division", "the committee of a division of the corps", division),
        _rule("host-office", "an office of a host that the context tells", host_offices),
        _rule("mass-body", "the union or Youth League of a named host", mass_bodies),
        _rule("team", "a team that bears a name", teams, owned_teams),
        _rule("away", "a body for members who work elsewhere", away),
        _rule("corps", "a body of the Xinjiang corps", corps),
        _rule("bare-office", "an office or institution after a bare level", of_level),
        _rule("place-office", "an office of a place that only the text names", of_place),
        _rule("body", "a Party body with its host's name", bodies),
        _rule("unit", "a Party body of a unit within the host that the text is about", units),
        _rule("beside-committee", "the government named beside its committee", beside_committee),
        _rule("two-committees", "a village's “两委”", two_committees),
        _rule("working-committee", "a zone's working committee", working_committees),
        _rule("bare-body", "a Party body whose host the context tells", bare_bodies),
        _rule("national", "a body of the whole country", national),
        _rule("centre", "the Central Committee where it acts", centre),
        _rule("media", "media in a dateline or source line", media),
        _rule("named", "a name before a kind word", named),
        _rule("defined", "the short form that the text gives a name", defined),
        _rule("department", "a department of the host that the text is about", departments),
        _rule("shared", "a body that each region of a list has", shared_bodies),
        _rule("posted", "a discipline group posted to an office", posted),
        _rule("founded", "the committee of a sector that the text says was set up", founded),
        _rule("listed", "short names in a list of enterprises", listed),
    ),
)
