"""What a programme was recognised with, by whom, and of which level."""

from __future__ import annotations

from collections.abc import Iterable

from kg.gazetteer.registry import registry
from kg.lexicon.words import of_class
from kg.link.diffusion.named import UNITS, Named, Range, Thing, level_of, name_of, quoted
from kg.model import Organisation, Recognition, RecognitionMention, Region, RegionMention
from kg.syntax.analysis import analyse

_NATION = tuple(of_class("place.nation"))


class Recognised(Named):
    """Recognitions with their body and level."""

    def recognised(self, m: RecognitionMention) -> list[Recognition]:
        """The recognitions of one statement, with their body and level."""
        return [r for what in self.all_of(m.what) if (r := self.honoured(m, what)) is not None]

    def honoured(self, m: RecognitionMention, what: Thing) -> Recognition | None:
        """The recognition of one programme."""
        by: Organisation | Region | str | None = self.body(m.by)
        if by is None and m.by is not None:
            by = self.region(m.by) or self.text.clean[slice(*m.by)].strip("《》")
        level = self.level(m, by, what)
        if m.kind == "selected" and level is None and by is None:
            return None  # put on a list of somebody's own
        title = self.text.clean[slice(*m.title)].strip("了的：、被并") if m.title else None
        by = None if m.kind == "instruction" else by
        return Recognition(
            kind=m.kind,
            what=what,
            by=by,
            level=level,
            title=title or None,
            date=self.date(m.when, m.start),
            quotes=(quoted(m),),
        )

    def level(self, m: RecognitionMention, by: Organisation | Region | str | None, what: Thing) -> str | None:
        """The level of a recognition: what its title says, else that of the body."""
        own = level_of(by if isinstance(by, Region) else getattr(by, "region", None))
        if own is None and m.by is not None and self.nation((self._before(m), m.by[1])):
            own = "national"
        if m.kind in ("instruction", "media"):
            return own or m.level or (_of_paper(by) if isinstance(by, str) else None)
        booked = m.scope is not None and self.text.clean.startswith("《", m.scope[0])  # its places are what it is about
        if m.scope is not None and not booked and (area := self._scope(m.scope, what)) is not None:
            return area
        return m.level or own

    def _before(self, m: RecognitionMention) -> int:
        """Where the words before the body begin that may tell its level: 中央组织部《党建研究》."""
        return m.scope[0] if m.kind == "media" and m.scope is not None else (m.by or (0, 0))[0]

    def _scope(self, span: Range, what: Thing) -> str | None:
        """The level of the place, or of the unit (全市), that a title names."""
        tokens = analyse(self.text).tokens
        for mention in self.found.within(RegionMention, *span):
            return level_of(self.places.of(mention))
        if tokens.within(*span, "level.national"):
            return "national"
        units = tokens.within(*span, "unit.whole", "unit.own")
        if not units:
            return None
        named = level_of(self.region((units[0].start, units[0].end), self.home(what)))
        return named or next(iter(UNITS.get(units[0].word[1:], ())), None)


def _of_paper(name: str) -> str | None:
    """The level of a paper by what its name begins with: 《河北日报》, 《中国青年报》."""
    if name.startswith(_NATION):
        return "national"
    known = (registry().by_name.get(name[:n], ()) for n in (2, 3))
    return next((e.level for found in known for e in found if e.level == "province"), None)


def unique(found: Iterable[Recognition]) -> list[Recognition]:
    """Each recognition once."""
    kept: dict[tuple[str, str, str, str], Recognition] = {}
    for r in found:
        by = r.by if isinstance(r.by, str) else r.by.name if r.by is not None else ""
        told = None if r.kind == "instruction" else r.title or r.date
        kept.setdefault((r.kind, name_of(r.what), by, f"{told or ''}|{r.level}"), r)
    return list(kept.values())
