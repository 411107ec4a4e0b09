"""Who began a programme, tried it out, or did what another had begun before."""

from __future__ import annotations

from kg.lexicon.words import of_class
from kg.rules.diffusion.learned import Reading, first, mention
from kg.rules.diffusion.pieces import ROLES, Piece, Range
from kg.rules.diffusion.stretches import Stretch, last_list, spans
from kg.rules.numbers.dates import SINCE
from kg.syntax.tokens import Token

BEGIN = ("verb.trial", "verb.begin", "verb.start")
"""The classes of the verbs by which something begins."""
_UNDERTAKING = of_class("pattern.undertaking")
_GAP = 14
_AREA = 5
_WIDE = 12
_GOES_ON = "于在由从经已正自先率启上落全开推探实试是率被就也"
_DAY = 2  # hyphens of a date with its day


def trial_place(s: Stretch, verb: Token) -> Reading:
    """甲县作为“X”制度的首个试点县; 甲县被列为“X”建设试点; 甲县选择乙镇作为“X”试点; 甲县承担“X”试点; 确定甲县、
    乙县为“X”试点县; 选择甲镇、乙镇开展X试点."""
    programmes = s.after(verb.end, "programme")
    chosen = [p for p in s.after(verb.end, "place") if programmes and p.end < programmes[0].start]
    if not chosen or not _made(s, chosen[-1].end, programmes[0].start):
        front = s.before(verb.start, "place")
        chosen = last_list(s.row, [p for p in front if p.role in ("subject", "owner")])
    who, tokens = chosen, s.row.analysis.tokens
    for named in reversed(programmes if who else []):
        nouns = s.row.words("place.trial", "noun.pilot", start=named.end, end=s.high)
        inside = tokens.ending(named.end, "noun.pilot") is not None and s.high - named.end <= _AREA
        if inside or (nouns and nouns[0].end - named.end <= _WIDE):
            return mention(s, "trial", verb, who=who, what=[named])
    return None


def _made(s: Stretch, start: int, end: int) -> bool:
    """Whether the words between places and a programme say what they were chosen for: 为, 开展."""
    return s.row.clean.find("为", start, end) >= 0 or bool(s.row.words(*BEGIN, start=start, end=end))


def begun(s: Stretch, verb: Token) -> Reading:
    """甲县探索X; 2021年，甲县推行X; 在乙镇试点X."""
    if s.is_noun(verb):  # 100个试点成效明显的村开展X
        behind = [t for t in s.verbs(*BEGIN) if t.start > verb.start and not s.is_noun(t)]
        return begun(s, behind[0]) if behind else None
    if s.goes_on(verb) or s.lasted(verb.start):
        return None
    if s.row.words("verb.honour", start=s.low, end=verb.start):
        return None
    trial = "verb.trial" in verb.classes or _on_trial(s, verb)
    at = s.before(verb.start, "place", "body", role="at")
    what = _object(s, verb, at, trial=trial)
    who = s.who(verb.start)
    push = s.pushed_by(verb.start)
    when = s.when(verb.start)
    order = max(len(who), len(at)) > 1 and s.in_order(verb.start)
    new = s.row.analysis.tokens.ending(verb.start, "adverb.new") is not None or _called_new(s, what)
    bound = trial or new or not verb.classes.isdisjoint(("verb.begin", "verb.new"))
    if not what or not (bound or when or order or push) or _of_a_day(s, what, when):
        return None
    acting = bool(s.acting(verb.start))
    tried = trial or (acting and "verb.begin" in verb.classes)  # 甲县在乙镇探索X: the town does
    if at and (tried or not acting):
        if not tried and when is None:
            return None  # where it was held
        who = spans(last_list(s.row, at))
    return mention(s, "trial" if trial else "begun", verb, who=who, what=what, when=when, push=push)


def _called_new(s: Stretch, what: tuple[Range, ...]) -> bool:
    """Whether the word for what it is says that it is new: “X”新模式."""
    clean = s.row.clean
    return any("”新" in clean[a:b] or clean.startswith("新", b) for a, b in what)


def _whole(s: Stretch, piece: Piece) -> bool:
    """Whether a name is all that is spoken of: “X”于, “X”试点工作在, not “X”运动会."""
    rest = s.row.clean[piece.end : s.high]
    for word in _UNDERTAKING:
        rest = rest.removeprefix(word)
    ordered = s.row.analysis.tokens.starting(piece.end, "adverb.order") is not None
    return ordered or not rest or rest[0] in _GOES_ON or rest[0].isdigit()


def _of_a_day(s: Stretch, what: tuple[Range, ...], when: str | None) -> bool:
    """Whether what begins is but an event: an activity with its day."""
    activity = s.row.analysis.tokens.ending(what[0][1], "noun.event") is not None
    return activity and when is not None and when.count("-") == _DAY


def also(s: Stretch, verb: Token) -> Reading:
    """其后，乙县也推行了X: the linker knows whether another place had it before."""
    before = next(s.earlier(), None)
    if before is not None and s.row.clean.startswith("继", before.clause.start):
        leader, what = first(before.of("place")), s.what(verb)
        if leader is not None and what:  # 继甲县之后，乙县推行X
            return mention(s, "learned", verb, who=s.acting(verb.start), what=what, source=leader)
    adverbs = s.words("adverb.also")
    who = [p for p in s.acting(adverbs[0].start) if p.role == "subject"] if adverbs else []
    run = s.verb(*BEGIN) if who and adverbs[0].end <= verb.start else None
    what = s.what(run, back=2 * s.closes(run)) if run is not None else ()
    if not what or not _said_before(s, what[0]):
        return None
    return mention(s, "learned", verb, rule="also", who=who, what=what[:1])


def _said_before(s: Stretch, what: Range) -> bool:
    """Whether the words of a programme stand in the text before the stretch, too."""
    words = s.row.clean[slice(*what)]
    core = words.partition("“")[2].partition("”")[0] or words
    return s.row.clean.find(core, 0, s.low) >= 0


def newly(s: Stretch, verb: Token) -> Reading:
    """创新 where a quoted name follows at once."""
    named = s.after(verb.end, "programme")
    follows = bool(named) and named[0].start == verb.end and s.row.clean.startswith("“", verb.end)
    return begun(s, verb) if follows else None


def _on_trial(s: Stretch, verb: Token) -> bool:
    """Whether what is run is only tried: 开展X试点; 作为全省首批试点，甲县推行X."""
    behind = s.after(verb.end, "programme")
    tokens = s.row.analysis.tokens
    before = next(s.earlier(), None)
    if before is not None and s.row.clean.startswith(ROLES["as"], before.clause.start):
        return tokens.ending(before.clause.end, "noun.pilot", "place.trial") is not None
    return bool(behind) and any(
        (tokens.starting(p.end, "verb.trial") or tokens.ending(p.end, "verb.trial")) is not None for p in behind[-1:]
    )


def opened(s: Stretch, verb: Token) -> Reading:
    """2021年10月，X正式上线; 甲县启用X; X是……，自2022年5月投入运行以来."""
    behind = [p for p in s.after(verb.end, "programme") if p.start - verb.end <= 1]
    what = spans(s.before(verb.start, "programme", role="subject")[:1])
    what = what or spans(behind if s.acting(verb.start) else [])
    since = s.row.clean.startswith(SINCE, verb.end)
    what = what or (s.told(0) if since or not s.acting(verb.start) else ())
    when = s.when(verb.start)
    told = since or behind or s.closes(verb)
    if not what or when is None or not told or _of_a_day(s, what, when):
        return None
    return mention(s, "begun", verb, who=s.who(verb.start), what=what, when=when)


def _object(s: Stretch, verb: Token, at: list[Piece], *, trial: bool) -> tuple[Range, ...]:
    """What is begun: near behind the verb with no carrying out between, or before it in 由甲县于2019年探索, 于2019年在甲县启动."""
    behind = [p for p in s.after(verb.end, "programme") if p.start - verb.end <= _GAP]
    if behind:
        carried = s.row.words("verb.carry", start=verb.start, end=behind[0].start)
        times = s.row.words("noun.times", start=verb.end, end=s.high)
        return () if carried or times else s.what(verb)
    if s.row.clean.startswith(SINCE, verb.end):  # 自2019年实施以来，X……
        front = s.before(verb.start, "programme")[-1:]
        behind = [p for r in s.later(1) for p in r.of("programme")]
        return spans(front or behind[:1])
    closes = s.high - verb.end <= 3
    front = s.before(verb.start, "programme")
    if closes and front and (at or s.acting(verb.start)):
        return spans(front[-1:]) if _whole(s, front[-1]) else ()
    if front and s.row.clean.startswith("是", front[0].end):
        return spans(front[:1])  # X是甲县2019年推出的一项制度
    if closes and ((at and trial) or s.points(verb.start)):
        return s.what(verb, back=2, ahead=1)
    acting = s.acting(verb.start)
    others = {p.kind for p in acting} == {"place"} or {p.role for p in acting} == {"agent"}
    others &= closes and "verb.begin" in verb.classes
    return s.told(0) if others else ()  # 乙县同步启动; X，2016年由县委发起
