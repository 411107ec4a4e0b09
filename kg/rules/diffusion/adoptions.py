"""Who took up, tried, spread, learned, renamed or ended a programme: one reading for each sort of verb."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from kg.lexicon.words import of_class
from kg.model import AdoptionMention
from kg.rules.diffusion.begun import BEGIN, begun, newly, opened, trial_place
from kg.rules.diffusion.learned import Reading, also, learned, returned
from kg.rules.diffusion.pieces import Piece
from kg.rules.diffusion.rows import Row, adopted, last
from kg.syntax.clauses import CLEFT
from kg.syntax.tokens import Token

_NEAR, _TARGET, _AREA, _DATE, _WIDE = 4, 6, 5, 10, 12
_WHOLLY = of_class("adverb.wholly")
_PLACES = ("place", "unit", "area")
_IS = ("为", "是", "在", "系", "属")
_ALL = (*of_class("figure.every"), "各", "其余")


def _renamed(row: Row, verb: Token) -> Reading:
    """X更名为Y, 将X升级为Y; 由X衍生出Y."""
    to = next((p for p in row.after(verb.end, "programme") if p.start - verb.end <= _NEAR), None)
    what = row.last_list(row.before(verb.start, "programme")) or row.told(0)
    return (
        adopted(row, "derived" if "verb.derive" in verb.classes else "renamed", verb, what=what, to=to) if to else None
    )


def _grown(row: Row, verb: Token) -> Reading:
    """Y由X升级而来; Y的前身是X; ……Y。其前身是X."""
    told = row.before(verb.start, "programme")
    if "noun.former" in verb.classes:
        told = (told or row.told(1)) + row.after(verb.end, "programme")[:1]
    if len(told) < 2:
        return None
    return adopted(row, "renamed", verb, who=row.who(told[-1].start), what=told[-1:], to=told[0])


def _ended(row: Row, verb: Token) -> Reading:
    """停止实施X; X行动至某年终止."""
    what = [p for p in row.after(verb.end, "programme") if _ruled(row, verb, p)][:1]
    if row.end - verb.end <= 1:
        way = row.analysis.tokens.starting(row.start, "noun.way") is not None
        what = what or row.what(verb) or row.told(2 if way else 0)
    return adopted(row, "ended", verb, what=what)


def _ruled(row: Row, verb: Token, piece: Piece) -> bool:
    """Whether a programme is what a verb ends: nothing but a verb of running, its owner or what describes it stands between."""
    if row.clean.startswith("的", piece.start - 1) and piece.start - verb.end <= _WIDE:
        return True  # 关停了运行四年的X
    run = row.analysis.tokens.starting(verb.end, "verb.start", "verb.begin", "verb.trial")
    at = run.end if run is not None else verb.end
    owner = next((p.end for p in row.after(at, "place", "unit") if p.head == at), at)
    return piece.start - owner <= 1


def _since(row: Row, verb: Token) -> Reading:
    """X始于2018年; X始于2018年的甲县."""
    what = row.before(verb.start, "programme")[-1:] or row.what(verb)
    when = row.date(verb.end, min(row.end, verb.end + _DATE))
    if when is None:
        return None
    if where := [p for p in row.after(verb.end, "place") if row.end - p.end <= 1]:
        return adopted(row, "first", verb, rule="arose", who=where[:1], what=what, when=when)
    return adopted(row, "begun", verb, rule="since", who=row.acting(verb.start), what=what, when=when)


def _reached(row: Row, verb: Token) -> Reading:
    """由甲县推广到乙县、丙县; 推广到全县; 推广至全部七个镇; 在乙县、丙县推广."""
    what = row.what(verb, back=2)
    if row.clean.startswith(_ALL, verb.end) and row.words("figure.division", start=verb.end):
        return adopted(row, "spread", verb, what=what)
    targets = row.after(verb.end, *_PLACES)
    if not targets or targets[0].head - verb.end > _TARGET:
        return None
    source = last(row.before(verb.start, "place", role="source agent"))
    area = targets[0]
    if area.kind != "place":
        by = last([p for p in row.acting(verb.start) if p.kind == "body"])
        return adopted(row, "spread", verb, who=[area], what=what, within=area, source=source, push=by)
    who = row.first_list([p for p in targets if p.kind == "place"])
    return adopted(row, "learned", verb, rule="reached", who=who, what=what, source=source, ordered=len(who) > 1)


def _first(row: Row, verb: Token) -> Reading:
    """甲县首创X; 甲县在全省率先推行X; 全省首个X; 最早由甲县于2019年试点."""
    adverb, counts = "rank.first" in verb.classes, "rank.only" in verb.classes
    if adverb and (row.verb("verb.arise") or row.words("noun.origin")):
        return None  # 最早诞生于: where it arose is told next
    acting = row.acting(verb.start)
    untold = any(p.role == "agent" for p in acting) and row.closes(verb) and row.light(verb.start)  # 2019年由甲镇首创
    back = 2 if untold else int(_opens(row, verb) if adverb else row.points(verb.start) != "")
    what = (
        _counted(row, verb)
        if counts
        else row.what(verb, ahead=int(adverb and not row.unread(verb.end, row.end)), back=back)
    )
    person = row.words("body.post", "noun.person", end=verb.start)  # 总书记首次……
    if not what or person or _means(row, verb, what[0]):
        return None
    area = _area(row, verb)
    who = _cleft(row, verb) or [p for p in acting if p is not area]
    if not who:
        who = row.after(verb.end, "place", role="at goal agent" if counts else "agent")
    when = row.when(verb.start) or row.when(row.end)
    return adopted(row, "first", verb, who=who or row.carried(), what=what, within=area, when=when)


def _opens(row: Row, adverb: Token) -> bool:
    """Whether what was told before is what opens, or was done for the first time: 率先|挂牌, 尚属|首次."""
    if adverb.end == row.end and row.clean.endswith(_IS, row.start, adverb.start):
        return True
    verb = row.analysis.tokens.starting(adverb.end, "verb.open", *BEGIN)
    return verb is not None and row.closes(verb)


def _cleft(row: Row, verb: Token) -> list[Piece]:
    """Who is named behind 的是, or 是 right behind the verb: 最先探索X的是|甲县, X最早是|甲县想出来的."""
    at = verb.end + 1 if row.clean.startswith("是", verb.end) else row.clean.find(CLEFT, verb.end, row.end) + len(CLEFT)
    return [p for p in row.after(verb.end, "place", "body") if p.head == at]


def _counted(row: Row, verb: Token) -> list[Piece]:
    """What 首个 counts: the programme right behind it or whose place it counts (第一个推行X的县), the one that a dash gives its name,
    or the subject of 为全国首个, be it told before."""
    clean = row.clean
    near = [
        p
        for p in row.after(verb.end, "programme")
        if p.start - verb.end <= 2 or (clean.startswith("的", p.end) and row.end - p.end <= _AREA)
    ]
    if not near and (verb.end == row.end or row.analysis.tokens.starting(verb.end, "point.sort")):
        subject = row.before(verb.start, "programme")[-1:]
        return subject or (row.told(0) if clean.startswith(_IS, row.start) else [])  # ……，为全国首例
    named = [(p, row.owner(p)) for r in row.later(1) for p in r.of("programme")[:1]]
    return near[:1] or [p for p, owner in named if clean.endswith("——", 0, p.head if owner is None else owner.head)]


def _means(row: Row, verb: Token, what: Piece) -> bool:
    """Whether a programme is only that by which somebody is first in something else: X推动甲县率先实现……."""
    return (
        row.start <= what.start
        and what.end <= verb.start
        and bool(row.before(verb.start, "place", "unit", "body", role="lead"))
    )


def _area(row: Row, verb: Token) -> Piece | None:
    """In which area it is the first: 在全省率先, 率先在全国, 全市首个, 是某市最早……的乡镇."""
    counts = "rank.only" in verb.classes
    front = [
        p
        for p in row.before(verb.start, "area", "place")
        if p.kind == "area"
        or p.role == "at"
        or (p.end == verb.start and (counts or row.clean.startswith("是", p.head - 1)))
    ]
    return last(front or [p for p in row.after(verb.end, "area") if p.start - verb.end <= 1])


def _arose(row: Row, verb: Token) -> Reading:
    """X发源于甲县; X从甲县起步."""
    behind = [p for p in row.after(verb.end, "place") if p.head - verb.end <= 1][:1]
    who = behind or row.before(verb.start, "place", role="at source")[-1:]
    what = row.before(verb.start, "programme")[-1:] or row.what(verb, back=1)
    return adopted(row, "first", verb, rule="arose", who=who, what=what) if who else None


def _origin(row: Row, noun: Token) -> Reading:
    """甲县是X的发源地; 作为X的发源地，甲县……; X……，发源地为甲县."""
    behind = row.after(noun.end, "place")[:1] if row.clean.startswith(_IS, noun.end) else []
    what = row.before(noun.start, "programme")[-1:] or (row.told(0) if behind else [])
    who = behind or row.acting(noun.start)
    who = who or [p for r in row.later(1) for p in r.of("place", "body", role="subject")[:1]]
    return adopted(row, "first", noun, rule="arose", who=who, what=what) if who else None


def _spread(row: Row, verb: Token) -> Reading:
    """在全县推广; 被省委组织部在全省推广; 全面推开."""
    trial = row.analysis.tokens.starting(verb.end, "noun.pilot", "place.trial") is not None
    trial |= any(t.start <= verb.start < t.end for t in row.words("verb.trial"))
    describes = row.clean.startswith("的", verb.end) and not row.after(verb.end, "programme")
    if trial or describes or row.clean.startswith("下", verb.end):
        return None  # 推广试点, 试点推行; 在全省推广的建设; 在市委推广下
    front = [p for p in row.before(verb.start, *_PLACES) if verb.start - p.end <= _WIDE]
    each = row.last_list([p for p in front if p.kind == "place" and p.role == "at"])
    if len(each) > 1:  # 在甲县、乙县推广: each takes it up
        what = row.what(verb, back=2) if "verb.spread" in verb.classes else []
        return adopted(row, "learned", verb, rule="reached", who=each, what=what)
    area = last([p for p in front if p.role == "at" or (p.kind == "area" and p.role != "with")])
    if area is not None and row.words("rank.early", start=area.end, end=verb.start):
        return None  # 在全省较早推行: among whom, not over whom
    if "verb.open" in verb.classes and (area is None or area.kind == "place"):
        return None  # 在甲县落地
    brings_in = verb.classes.issuperset(("verb.copy", "verb.set"))
    what = row.what(verb, back=0 if brings_in else 2)  # 全县引进项目206个: nothing that was told before
    if not what:
        return None
    entire = any(w in verb.word for w in _WHOLLY) or row.clean.endswith(_WHOLLY, row.start, verb.start)
    run = "verb.wide" in verb.classes
    owner = row.owner(what[0])
    given = row.before(verb.start, "body", role="agent")
    taken = owner is not None and any(p is not owner for p in row.before(verb.start, "place", "body"))
    if (run and row.lasted(verb.start)) or (area is None and (run or not (entire or given or taken))):
        return None
    acting = [p for p in row.acting(verb.start) if p is not area and p is not owner]
    actors = acting or row.carried()
    by = last([p for p in actors if p.kind == "body"] or [p for p in actors if p.role == "agent"])
    if by is None and owner is not None:
        by = last(acting)  # 某市将甲县X在全市推行
    rule, source = "wide" if run and not entire else "spread", owner if owner is not area else None
    who = [area] if area is not None else actors
    return adopted(row, "spread", verb, rule=rule, who=who, what=what, within=area, push=by, source=source)


READINGS: tuple[tuple[Callable[[Row, Token], Reading], tuple[str, ...]], ...] = (
    (_renamed, ("verb.rename", "verb.derive")),
    (_grown, ("verb.renamed_from", "noun.former")),
    (_ended, ("verb.end",)),
    (_since, ("verb.since",)),
    (_reached, ("verb.spread_to",)),
    (learned, ("verb.copy", "verb.learn", "verb.follow", "verb.inspire")),
    (returned, (*BEGIN, "verb.open")),
    (_first, ("verb.first", "rank.first", "rank.only")),
    (_arose, ("verb.arise",)),
    (_origin, ("noun.origin",)),
    (_spread, ("verb.spread", "verb.wide", "verb.copy")),
    (also, BEGIN),
    (trial_place, ("verb.honour", "verb.liken", "verb.bear")),
    (begun, BEGIN),
    (newly, ("verb.new",)),
    (opened, ("verb.open",)),
)
"""Which reading the first verb of some classes asks for; none of what is only planned."""
VERBS = tuple(dict.fromkeys(c for _, classes in READINGS for c in classes))


def adoptions(row: Row) -> Iterator[AdoptionMention]:
    """What a clause says of taking up programmes: the first reading that fits, with each thing that something grew into."""
    planned = cache(row.planned)
    for read, classes in READINGS:
        verb = row.verb(*classes)
        if verb is not None and not planned(verb) and (told := read(row, verb)) is not None:
            yield told
            if told.kind == "derived":
                grown = row.first_list([p for p in row.of("programme") if told.to and p.start >= told.to[0]])
                yield from (replace(told, to=(p.start, p.end)) for p in grown[1:])
            return
