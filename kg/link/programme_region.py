"""Which region runs a programme: named in its name, by the body that set it up, or what the text is about."""

from __future__ import annotations

from itertools import pairwise

from kg.lexicon import kinds, levels
from kg.lexicon.words import of_class
from kg.link.bodies import Bodies
from kg.link.places import Places
from kg.model import TOLD, Block, BlockKind, Choice, Organisation, ProgrammeMention, Region, Text
from kg.syntax.analysis import analyse
from kg.syntax.quotations import sole

_AFTER_PLACE = of_class("kind.of_place", "pattern.place_way")
_ADVERB = 4  # characters between a place and the verb that says that it set something up
_OPENS = ("", "是", "这是")
_JOINS = ("、", "和")
_KIND = 8  # characters of a kind word behind a name in a list, with what joins it to the next place
_STOPS = frozenset("，。；：、")

Settled = tuple[Region | None, str, bool, Choice]


def place_in_name(name: str, places: Places) -> Region | None:
    """The place that a name begins with: “庄浪方式”, 庄浪“…”经验."""
    core = sole(name) or name
    word = next((w for w in _AFTER_PLACE if core.endswith(w) or name.endswith(w)), "")
    before = name.partition("“")[0] if "“" in name else ""
    stem = before or core.removesuffix(word)
    return _place_called(stem, places) if word and 2 <= len(stem) <= 6 else None


def _place_called(stem: str, places: Places) -> Region | None:
    """The region that a stem without 县 or 市 names, where it names just one."""
    named = places.named(stem)
    if named is not None:
        return named
    found = [r for r in places.regions if r.name.startswith(stem) and len(r.name) - len(stem) <= 2]
    return found[0] if len(found) == 1 else None


def _owner(text: Text, mention: ProgrammeMention, bodies: Bodies) -> Organisation | None:
    """The ruling body whose name ends right before the programme's, or before a 的 there: 市委“…”行动."""
    sentence = text.sentence_at(mention.start)
    floor = sentence.start if sentence else 0
    end = mention.start
    ends = {end, end - 1} if text.clean[floor:end].endswith("的") else {end}
    named = [
        (b - a, o.name, o)
        for a, b, o in bodies.within(floor, end)
        if b in ends and o.kind in kinds.RULING and o.region is not None
    ]
    return max(named, key=lambda t: t[:2])[2] if named else None


def _right_before(text: Text, mention: ProgrammeMention, places: Places, bodies: Bodies) -> Region | None:
    """The place right before a programme whose kind is a place's own (甲县“…”经验), or in a list that names one with
    each: 甲县“…”、乙县“…”机制获奖."""
    sentence = text.sentence_at(mention.start)
    low, high = (sentence.start, sentence.end) if sentence else (mention.start, mention.end)
    named = {m.end: m for m in bodies.named_between(low, high) if text.clean.startswith("“", m.end)}
    here = named.get(mention.start)
    between = [text.clean[text.clean.find("”", a.end) + 1 : b.start] for a, b in pairwise(named.values())]
    listed = any(gap.endswith(_JOINS) and len(gap) <= _KIND and not set(gap[:-1]) & _STOPS for gap in between)
    return places.of(here) if here is not None and (listed or mention.kind in _AFTER_PLACE) else None


def _visited(text: Text, mention: ProgrammeMention, places: Places, bodies: Bodies) -> Region | None:
    """The first place that somebody goes to to look at it: 赴甲县、乙县考察“…”."""
    analysis = analyse(text)
    clause = analysis.clause_at(mention.start)
    low = clause.start if clause is not None else mention.start
    going = list(analysis.tokens.within(low, mention.start, "place.go"))
    starts = {m.start for m in bodies.named_between(low, mention.start)}
    goal = next((t.end for t in going if t.end in starts), mention.start)
    there = bodies.named_between(goal, going[-1].start) if going else []
    if not there or going[-1].start - there[-1].end > 2 or mention.start - going[-1].end > 1:
        return None
    chained = {m.start for m in there}
    return next(places.of(m) for m in there if m.end not in chained)


def _carried(
    text: Text, mention: ProgrammeMention, places: Places, bodies: Bodies, subject: Region | None
) -> tuple[Region, str] | None:
    """The higher place or body whose programme the clause says is carried out: of several the one that is named last before it
    (落实省委“…”工程和市委“…”“…”行动)."""
    analysis = analyse(text)
    clause = analysis.clause_at(mention.start)
    low = clause.start if clause is not None else mention.start
    quoted = analysis.quotations_in(low, mention.start)
    verbs = [
        t
        for t in analysis.tokens.within(low, mention.start, "verb.carry", "verb.set")
        if not any(q.start < t.start < q.end for q in quoted)
    ]
    if not verbs or "verb.carry" not in verbs[-1].classes:
        return None
    named = [
        (b, b - a, a, o.name, o.region)
        for a, b, o in bodies.within(verbs[-1].end, mention.start)
        if o.kind in kinds.RULING
    ]
    named += [
        (m.end, m.end - m.start, m.start, r.name, r)
        for m in bodies.named_between(verbs[-1].end, mention.start)
        if (r := places.of(m)) is not None
    ]
    if all(start != verbs[-1].end for _, _, start, _, _ in named):
        return None
    _, _, _, name, region = max(named, key=lambda t: t[:3])
    return (region, name) if region is not None and _is_higher(region, subject) else None


def _set_up(text: Text, mention: ProgrammeMention, places: Places) -> Region | None:
    """The place that the clause says set it up, right before it: 甲县积极探索“…”."""
    analysis = analyse(text)
    clause = analysis.clause_at(mention.start)
    named = places.scene.between(clause.start, mention.start) if clause is not None else []
    if clause is None or len(named) != 1 or named[0].after:
        return None
    start, end = named[0].group.start, named[0].group.end
    verbs = analysis.tokens.within(end, mention.start, "verb.set", "verb.run")
    near = verbs and verbs[-1].end == mention.start and verbs[0].start - end <= _ADVERB
    return places.region(named[0].group.key) if near and text.clean[clause.start : start] in _OPENS else None


def _is_higher(region: Region, about: Region | None) -> bool:
    """Whether a region is of a level above that of another one, wherever that lies."""
    return about is not None and levels.DEPTH[region.level] < levels.DEPTH[about.level]


def region_of(text: Text, mention: ProgrammeMention, places: Places, bodies: Bodies) -> Settled:
    """The region that runs a programme, why, whether the words name it as a higher level's, and how it was settled."""
    named = place_in_name(mention.name, places)
    if named is not None:
        return named, f"the name begins with the place {named.name}", False, TOLD
    subject = places.subject(mention.start)
    owner_place = _right_before(text, mention, places, bodies)
    if owner_place is not None:
        return owner_place, f"{owner_place.name} stands right before it", False, TOLD
    visited = _visited(text, mention, places, bodies)
    if visited is not None:
        return visited, f"somebody goes to {visited.name} to look at it", False, TOLD
    body = _owner(text, mention, bodies)
    told = (body.region, body.name) if body is not None and body.region is not None else None
    owner = told or _carried(text, mention, places, bodies, subject)
    if owner is not None:
        return owner[0], f"it is called {owner[1]}'s", _is_higher(owner[0], subject), TOLD
    if (setting := _set_up(text, mention, places)) is not None:
        return setting, f"{setting.name} sets it up", False, TOLD
    about = places.about(mention.start)
    owned = about is not None and places.owned(mention.start)
    if not owned and (acting := bodies.acting(mention.start, places)) is not None:
        return acting[0], f"{acting[1]} acts", False, TOLD
    if about is None and (body := bodies.of_article(mention.start)) is not None:
        return body.region, f"the article is about {body.name}", False, TOLD
    return about, places.why(mention.start), owned, places.placed(mention.start)


def deciding(
    text: Text, mentions: list[ProgrammeMention], fullest: ProgrammeMention, places: Places
) -> ProgrammeMention:
    """The mention whose surroundings tell the region: one in running text whose sentence names the place before it, else
    one in running text or in a title that names a region itself, else any."""
    body = [m for m in mentions if _in_body(text.block_at(m.start), m)]
    told = [m for m in mentions if m in body or _names_region(text, m, places)]
    if fullest.parts and (fullest in told or not told):
        return fullest
    first = (told or mentions)[0]
    ran = next((m for m in body if _is_placed(text, m, places)), first)
    return first if first in body else ran


def _is_placed(text: Text, mention: ProgrammeMention, places: Places) -> bool:
    """Whether the sentence names a region before the programme."""
    sentence = text.sentence_at(mention.start)
    return sentence is not None and bool(places.scene.frame.within(sentence.start, mention.start))


def _names_region(text: Text, mention: ProgrammeMention, places: Places) -> bool:
    """Whether the title that holds a mention names a region itself."""
    block = text.block_at(mention.start)
    return block is not None and bool(places.scene.frame.within(block.start, block.end))


def _in_body(block: Block | None, mention: ProgrammeMention) -> bool:
    if block is None or block.kind is not BlockKind.BODY:
        return False
    return block.lead is None or mention.start >= block.lead
