"""What a programme was recognised with, by whom, and of which level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.gazetteer.registry import registry
from kg.lexicon.words import of_class
from kg.link.diffusion.named import UNITS, Named, Range, Thing, level_of, name_of, quoted
from kg.model import Organisation, Recognition, RecognitionMention, Region, RegionMention

_NATION = of_class("place.nation")
_By = Organisation | Region | str | None


def recognised(named: Named, m: RecognitionMention) -> Iterator[Recognition]:
    """The recognitions of one statement, with their body and level; none by a list of somebody's own."""
    clean = named.text.clean
    by: _By = named.body(m.by) or named.region(m.by) or (clean[slice(*m.by)].strip("《》") if m.by else None)
    title = clean[slice(*m.title)].strip("了的：、被并") if m.title else None
    for what in named.things(m.what):
        level = _level(named, m, by, what)
        if m.kind != "selected" or level is not None or by is not None:
            yield Recognition(
                kind=m.kind,
                what=what,
                by=None if m.kind == "instruction" else by,
                level=level,
                title=title or None,
                date=named.date(m, m.when),
                quotes=quoted(m),
            )


def _level(named: Named, m: RecognitionMention, by: _By, what: Thing) -> str | None:
    """The level of a recognition: what its title says, else that of the body."""
    own = level_of(by.region if isinstance(by, Organisation) else by if isinstance(by, Region) else None)
    if own is None and m.by is not None:
        start = m.scope[0] if m.kind == "media" and m.scope is not None else m.by[0]  # 中央组织部《党建研究》
        own = "national" if named.nation(start, m.by[1]) else None
    if m.kind in ("instruction", "media"):
        return own or m.level or (_of_paper(by) if isinstance(by, str) else None)
    booked = m.scope is not None and named.text.clean.startswith("《", m.scope[0])  # its places are what it is about
    told = _told(named, m.scope, what) if m.scope is not None and not booked else None
    return told or m.level or own


def _told(named: Named, span: Range, what: Thing) -> str | None:
    """The level of the place, or of the unit (全市), that a title names."""
    for mention in named.found.within(RegionMention, *span):
        return level_of(named.places.of(mention))
    if named.tokens.within(*span, "level.national"):
        return "national"
    for unit in named.tokens.within(*span, "unit.whole", "unit.own"):
        of = named.region((unit.start, unit.end), named.home(what))
        return level_of(of) or next(iter(UNITS.get(unit.word[1:], ())), None)
    return None


def _of_paper(name: str) -> str | None:
    """The level of a paper by what its name begins with: 《河北日报》, 《中国青年报》."""
    if name.startswith(_NATION):
        return "national"
    known = (registry().by_name.get(name[:n], ()) for n in (2, 3))
    return next((e.level for found in known for e in found if e.level == "province"), None)


def unique(found: Iterable[Recognition]) -> list[Recognition]:
    """Each recognition once."""
    kept: dict[tuple[str | None, ...], Recognition] = {}
    for r in found:
        by = r.by if isinstance(r.by, str) else r.by.name if r.by is not None else None
        told = None if r.kind == "instruction" else r.title or r.date
        kept.setdefault((r.kind, name_of(r.what), by, told, r.level), r)
    return list(kept.values())
