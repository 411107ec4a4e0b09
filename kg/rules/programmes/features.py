"""What is known about a quotation when it is asked whether it names a programme: classes of cues, no words of its own.

A feature is a name that holds or does not: what stands inside the marks, what follows, what precedes, where in the
document the quotation stands and beside which others. ``kg/choose/weights/names.tsv`` holds what each one weighs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg import patterns as re
from kg.choose.linear import holding, upto
from kg.lexicon.words import any_of, classes_of, of_class
from kg.model import BlockKind, FormulaMention, FormulationMention, Mention, OrganisationMention, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds, kinds, numerals
from kg.rules.programmes.kinds import HAN
from kg.syntax.analysis import Analysis, analyse
from kg.syntax.quotations import Quoted
from kg.text.positions import block_start
from kg.text.words import words

# Classes of words that tell what stands right behind a place, and right before it.
_THINGS = tuple(f"noun.{n}" for n in ("person", "firm", "place", "work", "product", "media", "honour", "abstract"))
_SORTS = ("kind.aim", "kind.strong", "kind.weak", "modifier.common")
_MAKES = ("verb.make", "verb.reach")
_NEXT = (*_THINGS, *_SORTS, *_MAKES, "noun.trouble", "noun.time", "verb.set", "verb.soft", "modifier.body")
_OPENING = ("verb.set", "verb.soft", "verb.run", "verb.found", "verb.state")
_SAYS = ("verb.speak", "verb.liken", "verb.award")
_BEFORE = (*_THINGS, *_SORTS, *_MAKES, *_OPENING, *_SAYS, "noun.prefix", "adverb")
_NEAR = ("kind.aim", "noun.trouble", "noun.work", "noun.honour")
_IN_CLAUSE = (*_SAYS, *_MAKES, "verb.set", "verb.run")
_MARK = re.compile(r"[，。；：！？、“”‘’《》（）()…—\n,;:!?|【】\[\]]")
_NUMBER = re.compile(r"[一二两三四五六七八九\d十万千百]")
_LATIN = re.compile("[A-Za-z]")
_SENTENCE = re.compile("[。！？…；：]")
_SPOKEN = re.compile("[的了是不我你他她们让把被在有来去就都也吗呢吧啊]")
_TEAM = re.compile("(?:队|团|兵|联盟|专班|班|军|组)$")
_PERSON = re.compile("[员者族代客匠师手哥姐妹嫂妈爸爷叔舅娃郎婆翁士星王人户兵]$")
_PERIOD = re.compile(
    r"十[一二三四五六七八九]五|二十大|十九大|十八大|\d+·\d+|[6-9]\d后|[01]\d后|五一|七一|八一|十一|九五"
)
_SKIPPED = re.compile(rf"(?:{any_of('pattern.skipped')}|了|的|好|出|起|着|过|：)+$")
_PARTICLES_AFTER = frozenset("的之等这为作一和与及中上里是在也、式型版化")
_PARTICLES_BEFORE = frozenset("的以用把从是为叫称由在对和与及将按让向到成做当有")
_ACCORDING = of_class("pattern.according")
_SERVING = re.compile(f"(?:作)?为(?:{any_of('pattern.which_brand')})?(?:{any_of('pattern.serving')})")
_COUNTED = re.compile(r"(?:[两三四五六七八九十几多]|\d)[余多]?[个项大条种类支批]$")
_MOVES = re.compile(r"(?:[一二两三四五六七八九十\d]+[增减升降涨跌稳平快慢缓高低优好长落收窄扩]{1,2})+")
"""How many figures of a report went up or down: “两升一降”."""
_MEASURED = re.compile(r"\d+[余多]?[名人位]")
_CALLED = re.compile(
    rf"(?:把|将|管)?(?:这|此|该|其|它|之)[{HAN}]{{0,6}}(?:叫|{any_of('pattern.called')}|取名为?)$|"
    r"(?:叫它|称之为|称它为|称其为|唤作|取名为?|定名为|谓之|管它叫|名为)$"
)
_WAY_CALLED = re.compile(
    rf"(?:{any_of('kind.way', 'pattern.custom')})[{HAN}]{{0,8}}?(?:叫|称|{any_of('pattern.called')}|取名为?)[作做为]?$|[起取]了?个[{HAN}]{{0,4}}名[字儿]?，就?叫[作做]?$"
)
"""Calls a way of working so: 把这套办法叫作“…”; 取了个名字，叫“…”."""
_LETTERS = re.compile(rf"[{HAN}A-Za-z0-9·+‘’—-]+")
_KIND_STATES = ("kind.strong", "shared-kind.strong", "kind.weak", "shared-kind.weak")
_PAIRED = ("inside.", "before", "directly:", "head:", "owner")
_WINDOW = 14
_MENTIONS: tuple[tuple[str, type[Mention]], ...] = (
    ("formulation", FormulationMention),
    ("region", RegionMention),
    ("organisation", OrganisationMention),
)
_OWNERS: tuple[tuple[str, type[Mention], int], ...] = (("body", OrganisationMention, 24), ("region", RegionMention, 12))


@dataclass(frozen=True, slots=True)
class _Place:
    """A quotation, the run of neighbouring ones that it stands in, and the document around it."""

    text: Text
    found: Found
    analysis: Analysis
    q: Quoted
    run: tuple[Quoted, ...]
    floor: int

    @property
    def clean(self) -> str:
        return self.text.clean


def features(text: Text, found: Found, q: Quoted, run: tuple[Quoted, ...]) -> frozenset[str]:
    """The names of all features that hold for a quotation."""
    at = _Place(text, found, analyse(text), q, run, block_start(text, q.start))
    single = {name for part in _PARTS for name in part(at)}
    return frozenset(single | set(_pairs(single)) | set(_usual(at, single)))


def _pairs(single: set[str]) -> Iterator[str]:
    """How what stands inside and before weighs depends on whether a kind word follows."""
    kind = next((k for k in _KIND_STATES if k in single), "kind.none")
    yield from (f"{kind} & {name}" for name in single if name.startswith(_PAIRED))


def _usual(at: _Place, single: set[str]) -> Iterator[str]:
    """The usual constructions in which a quotation without a kind word is a name, and those with one."""
    core = at.q.core
    plain = bool(_LETTERS.fullmatch(core)) and "inside.person" not in single
    ends = any(name.startswith("next.mark") for name in single) or "next.particle:和" in single
    run = "directly:verb.run" in single
    bears = "kind.none" not in single or not single.isdisjoint(("shared-kind.strong", "shared-kind.weak"))
    usual = {
        "run": not bears and run and ends and 3 <= len(core) <= 16,
        "run-plain": not bears and run and ends and plain and 3 <= len(core) <= 10,
        "owned": "owner.body" in single and plain and 3 <= len(core) <= 10,
        "serving": "next.serving" in single and "before.particle:以" in single and plain,
        "numeral-run": "inside.numeral" in single and not single.isdisjoint(("head:verb.run", "head:verb.set")),
        "thing": "inside.thing" in single and not bears and 3 <= len(core) <= 10,
        "own-kind": "inside.kind" in single and len(core) >= 4,
        "called": "before.called" in single and plain,
        "steps": "inside.listed" in single and at.clean.endswith(_ACCORDING, 0, at.q.start),
        "place-named": bool(kinds.PLACE_NAMED.fullmatch(core)) and not bears,
        "free-kind": "kind.strong" in single and single.isdisjoint(("inside.sentence", "place.title", "inside.image")),
    }
    yield from holding(usual, "usual.")


def _inside(at: _Place) -> Iterator[str]:
    core = at.q.core
    yield "inside.length" + upto(len(core), 2, 3, 4, 5, 6, 8, 10, 14, 20, 30)
    shape = {
        "numeral": numerals.is_abbreviation(core),
        "figures": bool(numerals.figures(core)),
        "segments": len(numerals.groups(core)) > 1,
        "number-first": bool(_NUMBER.match(core)),
        "digit": any(c.isdigit() for c in core),
        "latin": bool(_LATIN.search(core)),
        "plus": "+" in core,
        "dot": "·" in core,
        "listed": "、" in core,
        "sentence": bool(_SENTENCE.search(core)),
        "comma": "，" in core,
        "even-halves": "，" in core and len({len(p) for p in core.split("，")}) == 1,
        "spoken": bool(_SPOKEN.search(core)),
        "team": bool(_TEAM.search(core)),
        "person": bool(_PERSON.search(core)),
        "period": bool(_PERIOD.fullmatch(core)),
        "moves": bool(_MOVES.fullmatch(core)),
    }
    yield from holding(shape, "inside.")


def _words_inside(at: _Place) -> Iterator[str]:
    core, tokens = at.q.core, at.analysis.tokens
    told = {
        "term": core in kinds.TERMS,
        "image": core in kinds.METAPHORS and not _strong(at),
        "kind": bounds.own_kind(core),
        "thing": kinds.THINGS.search(core),
    }
    yield from holding(told, "inside.")
    flags = (w.flag[:1] for w in words(at.clean, at.q.start + 1, at.q.end - 1))
    yield "words.inside:" + "".join(flags)[:6]
    last = tokens.ending(at.q.end - 1, *_NEXT)
    if last is not None and last.start > at.q.start + 1:
        yield from (f"inside.ends:{c}" for c in _NEXT if c in last.classes)
    first = tokens.starting(at.q.start + 1, *_BEFORE)
    if first is not None and first.end < at.q.end - 1:
        yield from (f"inside.starts:{c}" for c in _BEFORE if c in first.classes)


def _strong(at: _Place) -> bool:
    """Whether a kind word that names a way of working follows: “头雁”成长计划."""
    bears = bounds.tail(at.clean, at.run[-1].end)
    return bears is not None and bounds.is_strong(bears.kind)


def _mentions(at: _Place) -> Iterator[str]:
    start, end = at.q.start + 1, at.q.end - 1
    for name, cls in _MENTIONS:
        if at.found.covering(cls, start, end):
            yield f"is.{name}"
        elif at.found.within(cls, start, end):
            yield f"holds.{name}"
    if at.found.within(FormulaMention, start, end):
        yield "holds.formula"


@lru_cache(maxsize=4)
def _document(text: Text) -> tuple[Counter[str], frozenset[int]]:
    """How often each wording is quoted, and where the quotations begin that stand in another one."""
    quotations = analyse(text).quotations
    inside: set[int] = set()
    end = 0
    for q in quotations:
        if q.end <= end:
            inside.add(q.start)
        end = max(end, q.end)
    return Counter(q.core for q in quotations), frozenset(inside)


def _place(at: _Place) -> Iterator[str]:
    q, text = at.q, at.text
    block, article = text.block_at(q.start), text.article_at(q.start)
    counts, spoken = _document(text)
    told = {
        "title": q.titled,
        "heading": block is not None and block.kind is not BlockKind.BODY,
        "lead": block is not None and block.lead is not None and q.start < block.lead,
        "headline": article is not None and article.title and q.core in article.title,
        "speech": q.start in spoken,
    }
    yield from holding(told, "place.")
    if counts[q.core] > 1:
        yield "place.repeated" + upto(counts[q.core], 2, 4)


def _neighbours(at: _Place) -> Iterator[str]:
    run = at.run
    if len(run) == 1:
        return
    yield "list" + upto(len(run), 2, 3, 5)
    yield "list.first" if at.q is run[0] else "list.last" if at.q is run[-1] else "list.middle"
    if len({len(x.core) for x in run}) == 1:
        yield "list.even"


def _kind(at: _Place) -> Iterator[str]:
    q, last = at.q, at.run[-1]
    own = bounds.tail(at.clean, q.end)
    shared = bounds.tail(at.clean, last.end) if q is not last else None
    for name, bears in (("kind", own), ("shared-kind", shared)):
        if bears is None:
            yield f"{name}.none"
            continue
        yield f"{name}.strong" if bounds.is_strong(bears.kind) else f"{name}.weak"
        yield f"{name}.after" + upto(len(bears.between), 0, 2, 4, 8)
        yield f"{name}:{bears.kind}"
        traits = {
            "short": len(bears.kind) == 1,
            "such": bears.shared,
            "de": bears.between.startswith("的"),
            "team": bool(_TEAM.search(bears.kind)),
            "body": bool(at.found.within(OrganisationMention, q.end, bears.end)),
            "of-body": bool(at.found.covering(OrganisationMention, q.start, bears.end)),
        }
        yield from holding(traits, f"{name}.")


def _after(at: _Place) -> Iterator[str]:
    clean, end, tokens = at.clean, at.q.end, at.analysis.tokens
    follows = clean[end : end + 1]
    if not follows or _MARK.match(follows):
        yield f"next.mark:{follows.strip() or 'end'}"
        return
    start = end
    if follows in _PARTICLES_AFTER:
        yield f"next.particle:{follows}"
        start += follows in "的等"
    if _SERVING.match(clean, end):
        yield "next.serving"
    if _MEASURED.match(clean, end):
        yield "next.persons"
    first = tokens.starting(start, *_NEXT)
    if first is not None:
        yield from (("next:" if start == end else "later:") + c for c in _NEXT if c in first.classes)
    stop = _MARK.search(clean, start, start + _WINDOW)
    if stop is None:
        yield "stretch.long"
        return
    yield "stretch" + upto(stop.start() - end, 2, 4, 6, 9)
    noun = tokens.ending(stop.start(), *_NEXT)
    if noun is not None and noun.start >= start:
        yield from (f"stretch:{c}" for c in _NEXT if c in noun.classes)
    near = tokens.within(start, min(stop.start(), start + 10), *_NEAR)
    yield from (f"near:{c}" for c in _NEAR if near and c in near[0].classes)


def _before(at: _Place) -> Iterator[str]:
    clean, begin, tokens = at.clean, at.run[0].start, at.analysis.tokens
    if at.q is not at.run[0]:
        yield "before.listed"
    previous = clean[begin - 1 : begin]
    if begin <= at.floor or _MARK.match(previous):
        yield f"before.mark:{previous.strip() or 'start'}"
        if previous != "：":
            return
    if previous in _PARTICLES_BEFORE:
        yield f"before.particle:{previous}"
    if _COUNTED.search(clean, max(at.floor, begin - 4), begin):
        yield "before.counted"
    if _CALLED.search(clean[max(at.floor, begin - 18) : begin]):
        yield "before.called"
    if _WAY_CALLED.search(clean[max(at.floor, begin - 22) : begin]):
        yield "before.called-way"
    token = tokens.ending(begin, *_BEFORE)
    if token is None and (skipped := _SKIPPED.search(clean[max(at.floor, begin - 5) : begin])):
        yield "before.skipped"
        token = tokens.ending(begin - len(skipped[0]), *_BEFORE)
    if token is None:
        yield "before.unknown"
    else:
        yield from (f"before:{c}" for c in _BEFORE if c in token.classes)


def _clause(at: _Place) -> Iterator[str]:
    begin, tokens, found = at.run[0].start, at.analysis.tokens, at.found
    head = bounds.head(at.text, found, begin, at.floor)
    yield "head.distance" + upto(begin - head.start, 0, 2, 4, 8)
    classes = [c for c in _OPENING if c in classes_of(head.verb or "")]
    yield from (f"head:{c}" for c in classes)
    if not classes:
        yield "head.none"
    elif begin == head.start:
        yield from (f"directly:{c}" for c in classes)
    start = bounds.clause_start(at.clean, begin, at.floor)
    inside = tokens.classes(start, begin)
    yield from (f"clause:{c}" for c in _IN_CLAUSE if c in inside)
    for name, cls, reach in _OWNERS:
        ends = {m.end for m in found.within(cls, max(0, begin - reach), begin)}
        if ends & {begin, begin - 1}:
            yield f"owner.{name}" if at.clean[begin - 1] == "的" else f"before.{name}"
    sentence = at.text.sentence_at(at.q.start)
    told = {
        "bracket": at.clean[start - 1 : start] == "（",
        "opens-sentence": sentence is not None and at.q.start == sentence.start,
        "closes-sentence": sentence is not None and sentence.end - at.q.end <= 1,
    }
    yield from holding(told, "place.")


_PARTS = (_inside, _words_inside, _mentions, _place, _neighbours, _kind, _after, _before, _clause)
