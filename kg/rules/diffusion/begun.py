"""Who began a programme, tried it out, or was chosen to."""

from __future__ import annotations

from kg.lexicon.words import of_class
from kg.rules.diffusion.learned import Reading
from kg.rules.diffusion.pieces import ROLES, Piece
from kg.rules.diffusion.rows import Row, adopted
from kg.rules.numbers.dates import SINCE
from kg.syntax.tokens import Token

BEGIN = ("verb.trial", "verb.begin", "verb.start")
"""The classes of the verbs by which something begins."""
_UNDERTAKING = of_class("pattern.undertaking")
_GOES_ON = "于在由从经已正自先率启上落全开推探实试是率被就也"
_GAP, _AREA, _WIDE, _CLOSE = 14, 5, 12, 3
_DAY = 2  # hyphens of a date with its day


def trial_place(row: Row, verb: Token) -> Reading:
    """甲县作为“X”制度的首个试点县; 甲县被列为“X”建设试点; 甲县选择乙镇作为“X”试点; 甲县承担“X”试点; 确定甲县、
    乙县为“X”试点县; 选择甲镇、乙镇开展X试点."""
    programmes = row.after(verb.end, "programme")
    who = [p for p in row.after(verb.end, "place") if programmes and p.end < programmes[0].start]
    if not who:
        who = row.last_list(row.before(verb.start, "place", role="subject owner"))
    for named in programmes if who else []:
        inside = row.analysis.tokens.ending(named.end, "noun.pilot") is not None and row.end - named.end <= _AREA
        nouns = row.words("place.trial", "noun.pilot", start=named.end)
        if inside or (nouns and nouns[0].end - named.end <= _WIDE):
            return adopted(row, "trial", verb, who=who, what=[named])
    return None


def begun(row: Row, verb: Token) -> Reading:
    """甲县探索X; 2021年，甲县推行X; 在乙镇试点X."""
    if row.is_noun(verb):  # 100个试点成效明显的村开展X
        behind = [t for t in row.verbs(*BEGIN) if t.start > verb.start and not row.is_noun(t)]
        return begun(row, behind[0]) if behind else None
    if row.goes_on(verb) or row.lasted(verb.start) or row.words("verb.honour", end=verb.start):
        return None
    trial = "verb.trial" in verb.classes or _on_trial(row, verb)
    at = row.before(verb.start, "place", "body", role="at")
    what = _object(row, verb, at, trial=trial)
    who, acting = row.who(verb.start), row.acting(verb.start)
    push, when = row.pushed_by(), row.when(verb.start)
    new = trial or not verb.classes.isdisjoint(("verb.begin", "verb.new")) or _called_new(row, verb, what)
    order = max(len(who), len(at)) > 1 and row.in_order()
    if not (new or when or order or push) or _of_a_day(row, what, when):
        return None
    tried = trial or (acting and "verb.begin" in verb.classes)  # 甲县在乙镇探索X: the town does
    if at and (tried or not acting):
        if not tried and when is None:
            return None  # where it was held
        who = row.last_list(at)
    return adopted(row, "trial" if trial else "begun", verb, who=who, what=what, when=when)


def newly(row: Row, verb: Token) -> Reading:
    """创新 where a quoted name follows at once."""
    named = row.after(verb.end, "programme")[:1]
    follows = bool(named) and named[0].start == verb.end
    return begun(row, verb) if follows else None


def opened(row: Row, verb: Token) -> Reading:
    """2021年10月，X正式上线; 甲县启用X; X是……，自2022年5月投入运行以来."""
    acting, when = row.acting(verb.start), row.when(verb.start)
    behind = [p for p in row.after(verb.end, "programme") if p.start - verb.end <= 1]
    what = row.before(verb.start, "programme")[:1] or (behind if acting else row.told(0))
    alone = behind or row.closes(verb) or row.clean.startswith(SINCE, verb.end)
    if when is None or not alone or _of_a_day(row, what, when):
        return None
    return adopted(row, "begun", verb, what=what, when=when)


def _called_new(row: Row, verb: Token, what: list[Piece]) -> bool:
    """Whether it is done in a new way, or the word for what it is says that it is new: “X”新模式."""
    clean = row.clean
    called = any("”新" in clean[p.start : p.end] or clean.startswith("新", p.end) for p in what)
    return called or row.analysis.tokens.ending(verb.start, "adverb.new") is not None


def _of_a_day(row: Row, what: list[Piece], when: str | None) -> bool:
    """Whether what begins is but an event: an activity with its day."""
    activity = bool(what) and row.analysis.tokens.ending(what[0].end, "noun.event") is not None
    return activity and when is not None and when.count("-") == _DAY


def _on_trial(row: Row, verb: Token) -> bool:
    """Whether what is run is only tried: 开展X试点; 作为全省首批试点，甲县推行X."""
    tokens, before = row.analysis.tokens, next(row.earlier(), None)
    if before is not None and row.clean.startswith(ROLES["as"], before.start):
        return tokens.ending(before.end, "noun.pilot", "place.trial") is not None
    behind = row.after(verb.end, "programme")[-1:]
    return any(tokens.starting(p.end, "verb.trial") or tokens.ending(p.end, "verb.trial") for p in behind)


def _object(row: Row, verb: Token, at: list[Piece], *, trial: bool) -> list[Piece]:
    """What is begun: near behind the verb with no carrying out between, or before it in 由甲县于2019年探索, 于2019年在甲县启动."""
    front, behind = row.before(verb.start, "programme"), row.after(verb.end, "programme")
    if behind and behind[0].start - verb.end <= _GAP:
        carried = row.words("verb.carry", start=verb.start, end=behind[0].start)
        return [] if carried or row.words("noun.times", start=verb.end) else row.what(verb)
    if row.clean.startswith(SINCE, verb.end):  # 自2019年实施以来，X……
        return front[-1:] or [p for r in row.later(1) for p in r.of("programme")[:1]]
    closes, acting = row.end - verb.end <= _CLOSE, row.acting(verb.start)
    if closes and front and (at or acting):
        return front[-1:] if _whole(row, front[-1]) else []
    if front and row.clean.startswith("是", front[0].end):
        return front[:1]  # X是甲县2019年推出的一项制度
    if closes and ((at and trial) or row.points(verb.start)):
        return row.what(verb, back=2, ahead=1)
    others = {p.kind for p in acting} == {"place"} or {p.role for p in acting} == {"agent"}
    if others and closes and "verb.begin" in verb.classes:
        return row.told(0)  # 乙县同步启动; X，2016年由县委发起
    return []


def _whole(row: Row, piece: Piece) -> bool:
    """Whether a name is all that is spoken of: “X”于, “X”试点工作在, not “X”运动会."""
    rest = row.clean[piece.end : row.end]
    for word in _UNDERTAKING:
        rest = rest.removeprefix(word)
    ordered = row.analysis.tokens.starting(piece.end, "adverb.order") is not None
    return ordered or not rest or rest[0] in _GOES_ON or rest[0].isdigit()
