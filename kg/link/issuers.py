"""Which body a document's number or title names: 张办发 is the office of the Party committee of 张掖, where the text is about that place."""

from __future__ import annotations

from collections.abc import Iterable

from kg.gazetteer.registry import Entry, registry
from kg.lexicon import kinds, levels
from kg.lexicon.sectors import EDUCATION
from kg.lexicon.words import of_class, opening
from kg.link.places import chain
from kg.model import Organisation, Quote, Region

_BODIES = {
    "committee": ("{committee}", kinds.COMMITTEE),
    "office": ("{committee}{office}", kinds.OTHER),
    "personnel": (f"{{committee}}{kinds.PERSONNEL}", kinds.PERSONNEL),
    "publicity": ("{committee}宣传部", kinds.OTHER),
    "discipline": (f"{{place}}{kinds.DISCIPLINE}", kinds.DISCIPLINE),
    "state": (f"{{place}}{kinds.GOVERNMENT}", kinds.STATE),
    "state_office": (f"{{place}}{kinds.GOVERNMENT}{{office}}", kinds.STATE),
    "civil": ("{place}民政{bureau}", kinds.STATE),
    "rural": ("{place}农业农村{bureau}", kinds.STATE),
    "justice": ("{place}司法{bureau}", kinds.STATE),
    "finance": ("{place}财政{bureau}", kinds.STATE),
    "education": (f"{{place}}{EDUCATION}{{bureau}}", kinds.STATE),
}
"""The bodies of a place by the codes of their documents (``pattern.code_…``): what they are called, and their kind."""
_NATIONAL = {
    "centre": (kinds.CENTRE, kinds.COMMITTEE),
    "centre_office": (kinds.CENTRE + kinds.GENERAL_OFFICE, kinds.OTHER),
    "centre_personnel": ("中央组织部", kinds.PERSONNEL),
    "council": (kinds.COUNCIL, kinds.STATE),
    "council_office": (kinds.COUNCIL + kinds.GENERAL_OFFICE, kinds.STATE),
}
_CODES = {word: code for code in (*_BODIES, *_NATIONAL) for word in of_class(f"pattern.code_{code}")}
_OFFICES = (kinds.GENERAL_OFFICE, kinds.OFFICE)
_COMMITTEES = (kinds.FULL_COMMITTEE, "委", kinds.COMMITTEE)
_ENDINGS = {
    **{of + office: "office" for of in _COMMITTEES for office in _OFFICES},
    **{of + kinds.PERSONNEL: "personnel" for of in _COMMITTEES},
    **{of + "宣传部": "publicity" for of in _COMMITTEES},
    **dict.fromkeys(_COMMITTEES, "committee"),
    **{of + office: "state_office" for of in of_class("pattern.state") for office in _OFFICES},
    **dict.fromkeys(of_class("pattern.state"), "state"),
}
"""What titles call the bodies behind their place."""
_LONGEST = 20
_NATION = ("中华人民共和国", "中国共产党", kinds.CENTRE, kinds.COUNCIL)
_CENTRE = of_class("pattern.centre_named")


def rank_of(issuer: Organisation | Region | None, title: str = "") -> str | None:
    """The rank of who issued a document: that of a tier of regions, or 国家级."""
    if title.startswith(_NATION) or (issuer is not None and issuer.name.startswith(_CENTRE)):
        return levels.NATIONAL
    region = issuer.region if isinstance(issuer, Organisation) else issuer
    return levels.RANKS.get(region.level) if region is not None else None


def by_number(number: str, regions: Iterable[Region], quote: Quote) -> Organisation | None:
    """The body whose code a number bears, among those of the places that the text is about; none where several fit."""
    head, year, _ = number.partition("〔")
    why = f"told by the number {number}"
    if not year:
        return None
    if _CODES.get(head) in _NATIONAL:
        name, kind = _NATIONAL[_CODES[head]]
        return Organisation(name=name, kind=kind, quotes=(quote,), why=why)
    coded = {
        (region.name, region.code): (region, _CODES[head[size:]])
        for region in regions
        for size in range(1, min(len(head), 5))
        if _CODES.get(head[size:]) in _BODIES and _abbreviates(head[:size], region)
    }
    found = list(coded.values())
    if len(found) > 1:  # the province, else the one whose name begins with the number's first character
        found = [f for f in found if f[0].level == "province"] or [f for f in found if f[0].name.startswith(head[0])]
    return _body(*found[0], quote, why) if len(found) == 1 else None


def by_title(title: str, regions: Iterable[Region], quote: Quote) -> Organisation | Region | None:
    """The body, or the place, that a title begins with: 《四川省委关于……的决定》, 《威海市……办法》."""
    words = title.removeprefix(opening(title, "party.name"))
    region = max((r for r in regions if words.startswith(r.name)), key=lambda r: len(r.name), default=None)
    region = region or _listed(words)
    if region is None:
        return None
    rest = words.removeprefix(region.name)
    for ending, code in _ENDINGS.items():
        if rest.startswith(ending) and rest.removeprefix(ending).startswith(of_class("pattern.title_opens")):
            return _body(region, code, quote, "told by the title")
    return region


def _listed(words: str) -> Region | None:
    """The one place of the gazetteer, by its name in full, that a title begins with."""
    for size in range(min(len(words), _LONGEST), 2, -1):
        found = [e for e in registry().by_name.get(words[:size], ()) if e.name == words[:size]]
        if found:
            return _region(found[0]) if len(found) == 1 else None
    return None


def _region(entry: Entry) -> Region:
    above = registry().above(entry.key)
    within = None if above is None else _region(above)
    return Region(name=entry.name, kind=entry.kind, level=entry.level, code=entry.code, within=within)


def _abbreviates(short: str, region: Region) -> bool:
    """Whether a few characters stand for a region: 甘, 张, 榆, 黔南, 泾源镇; that of its province may stand before them."""
    known = registry().abbreviated
    if region.level == "province" or known.get(short) == region.name:
        return known.get(short) == region.name
    above = next((r.name for r in chain(region) if r.level == "province"), None)
    own = above is not None and known.get(short[0]) == above
    return _in_order(short, region.name) or (own and _in_order(short[1:], region.name))


def _in_order(short: str, name: str) -> bool:
    """Whether the characters stand in a name in this order, the first of them among its first two."""
    rest = iter(name)
    return short[:1] in name[:2] and all(character in rest for character in short)


def _body(region: Region, code: str, quote: Quote, why: str) -> Organisation:
    """The body of a place that a code means."""
    place, province = region.name, region.level == "province"
    committee = f"{place}委"
    if place.endswith(levels.STREET):
        committee = place + kinds.WORKING
    elif place.endswith(levels.REGION) or region.level in levels.LOW:
        committee = place + kinds.COMMITTEE
    words, kind = _BODIES[code]
    office = kinds.GENERAL_OFFICE if province else kinds.OFFICE
    name = words.format(place=place, committee=committee, office=office, bureau="厅" if province else "局")
    return Organisation(name=name, kind=kind, region=region, quotes=(quote,), why=why)
