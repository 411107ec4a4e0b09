"""Which mentions of programmes are one thing: full name, abbreviation and alias together."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import ProgrammeMention, Region
from kg.rules.programmes import numerals
from kg.syntax.quotations import UNMARKED, sole


def plain(name: str) -> str:
    """A name without quotation marks and dots, as names are compared."""
    return "".join(name.translate(UNMARKED).replace("·", "").split())


@dataclass(slots=True)
class Group:
    """Mentions of one programme, in the order of the text."""

    region: Region | None
    article: int = 0
    mentions: list[ProgrammeMention] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def add(self, mention: ProgrammeMention) -> None:
        """Take in a mention and the names it goes by."""
        self.mentions.append(mention)
        self.keys |= keys(mention)
        self.names.add(plain(mention.name))

    def distance(self, mention: ProgrammeMention) -> int:
        """How far the nearest mention stands from another."""
        return min((abs(m.start - mention.start) for m in self.mentions), default=0)

    @property
    def best(self) -> ProgrammeMention:
        """The mention whose name says most: with its kind word, its own words, its parts; the first of equals."""
        return max(self.mentions, key=lambda m: (m.kind is not None, bool(m.parts), len(m.name), -m.start))

    @property
    def fullest(self) -> ProgrammeMention:
        """The mention with most parts; those that match the announced number before any."""
        return max(
            self.mentions,
            key=lambda m: (
                m.declared is not None and len(m.parts) == m.declared,
                len(m.parts),
                bool(m.parts) and abs(m.parts[0].start - m.end) <= 60,
            ),
        )


def keys(mention: ProgrammeMention) -> set[str]:
    """The names by which a mention may be recognised."""
    return {plain(n) for n in (mention.name, *mention.aliases)}


def _counts(mention: ProgrammeMention) -> bool:
    """Whether the name is no more than a number of things (三张清单), so that two of them may differ."""
    core = sole(mention.name) or mention.name
    return numerals.counts_things(core) and numerals.is_abbreviation(core[:6])


def _prefix(mention: ProgrammeMention) -> str:
    return mention.name.split("“")[0] if "“" in mention.name else ""


def same(group: Group, mention: ProgrammeMention, region: Region | None, article: int) -> bool:
    """Whether a mention names what the group's mentions name. In one article a name stands for one thing, whichever
    place the words around it are about; in two articles (two counties of a bulletin) for two."""
    shared = group.keys & keys(mention)
    if not shared or not (group.article == article or _same_region(group.region, region)):
        return False
    if plain(mention.name) in group.names:
        return not (_counts(mention) and mention.parts and _differ(group, mention))
    if mention.parts and not _differ(group, mention) and group.fullest.parts:
        return True
    if _counts(mention):
        prefixes = {_prefix(m) for m in group.mentions}
        return (
            bool(not mention.parts or not group.fullest.parts)
            and _prefix(mention) in {"", *prefixes}
            and (not mention.parts or prefixes == {""})
        )
    kinds = {m.kind for m in group.mentions if m.kind}
    if mention.kind and kinds and mention.kind not in kinds:
        longest = max(shared, key=len)
        return len(longest) >= 3 or numerals.is_abbreviation(longest)
    return True


def _differ(group: Group, mention: ProgrammeMention) -> bool:
    mine = {p.name for p in mention.parts}
    theirs = {p.name for p in group.fullest.parts}
    return bool(theirs) and not mine & theirs


def _same_region(one: Region | None, other: Region | None) -> bool:
    if one is None or other is None:
        return True
    return (one.name, one.code) == (other.name, other.code)


def group(pairs: list[tuple[ProgrammeMention, Region | None, int]]) -> list[Group]:
    """The mentions of a text, gathered by what they name; a longer name gathers before a shorter one."""
    groups: list[Group] = []
    by_key: dict[str, set[int]] = {}
    order = sorted(pairs, key=lambda p: (p[0].kind is None, -len(p[0].name), p[0].start, p[0].end))
    for mention, region, article in order:
        near = sorted(set().union(*(by_key.get(k, ()) for k in keys(mention))))
        fitting = [i for i in near if same(groups[i], mention, region, article)]
        if not fitting:
            fitting = [len(groups)]
            groups.append(Group(region, article))
        i = min(fitting, key=lambda i: groups[i].distance(mention))
        groups[i].add(mention)
        groups[i].region = groups[i].region or region
        for k in groups[i].keys:
            by_key.setdefault(k, set()).add(i)
    for g in groups:
        g.mentions.sort(key=lambda m: (m.start, m.end))
    return sorted(groups, key=lambda g: (g.mentions[0].start, g.mentions[0].end, g.mentions[0].name))
