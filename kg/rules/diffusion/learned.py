"""Who learned a programme from whom, took it over, or did what another place had done before."""

from __future__ import annotations

from kg.model import AdoptionMention
from kg.rules.diffusion.pieces import Piece
from kg.rules.diffusion.rows import Row, adopted, first, last
from kg.syntax.tokens import Token

Reading = AdoptionMention | None
_NEAR = 6


def learned(row: Row, verb: Token) -> Reading:
    """甲县学习借鉴乙县X; X被乙县复制; 乙县前来取经; 学习X的乙县."""
    if row.clean.startswith("供", row.start):
        return _offered(row, verb)
    taught = _taught(row, verb)
    over = row.before(verb.start, "area", role="at") and not (taught and row.acting(verb.start))
    if over or "各" in row.clean[row.start : verb.start] or _brings(row, verb):
        return None  # 在全市复制: it is spread; 各地学习: anybody does
    copies, visits, follows = (f"verb.{c}" in verb.classes for c in ("copy", "visit", "follow"))
    if follows and row.words("status.call"):
        return None  # 县委要求各镇照此办理
    taken = row.before(verb.start, "place", "body", role="agent") if "verb.inspire" not in verb.classes else []
    source = None if taken else _source(row, verb)
    described = _described(row, verb)
    who = taken or described or _adopters(row, verb, source)
    if source is not None and not who:
        who = [p for r in row.later(1) for p in r.of("place", "unit", "body", role="subject")[:1]]
    untold = bool(who) and (visits or follows) and row.closes(verb)
    ahead = 2 if source is not None else int(follows)
    if source is not None and row.clean.startswith("“", source.end):
        ahead = 0  # what was learned stands there, whatever it is
    what = row.what(verb, back=2 * untold, ahead=ahead) or (row.pointed() if untold and visits else [])
    if source is None and visits and not taken:
        source = _host(row)
    named = (who or not visits) if source is not None else who and (taken or described or visits or follows or taught)
    if not what or not (named or (copies and who)):
        return None  # 乙县引进X: the linker knows whose it is
    when = row.when(verb.start)
    if what[0].start >= row.end:  # told in a later clause, and so may be its date
        when = when or next((d for r in row.later(ahead) if (d := r.date(r.start, r.end))), None)
        who = _of_these(row, who, what[0], ahead)
    rule = "followed" if follows else "taken" if taken else "learned"
    by = {"push": None} if follows else {}
    return adopted(row, "learned", verb, rule=rule, who=who, what=what, source=source, when=when, **by)


def returned(row: Row, verb: Token) -> Reading:
    """赴乙县考察X后，在两个镇落地实施: who went there does the same at home."""
    before = next(row.earlier(), None)
    if before is None or row.of("programme") or not row.clean.endswith("后", before.start, before.end):
        return None
    source = first(before.of("place", role="goal"))
    if source is None:
        return None
    who = before.before(source.head, "place", "body", role="subject")
    return adopted(row, "learned", verb, who=who, what=before.of("programme")[-1:], source=source)


def also(row: Row, verb: Token) -> Reading:
    """继甲县之后，乙县推行X; 其后，乙县也推行了X: the linker knows whether another place had it before."""
    before = next(row.earlier(), None)
    leader = first(before.of("place")) if before is not None and row.clean.startswith("继", before.start) else None
    if leader is not None and (what := row.what(verb)):
        return adopted(row, "learned", verb, who=row.acting(verb.start), what=what, source=leader)
    adverb = next(iter(row.words("adverb.also")), None)
    who = row.acting(adverb.start) if adverb is not None else []
    if not who or adverb is None or adverb.end > verb.start:
        return None
    what = row.what(verb, back=2 * row.closes(verb))[:1]
    words = row.clean[what[0].start : what[0].end] if what else ""
    core = words.partition("“")[2].partition("”")[0] or words
    named = what and row.clean.find(core, 0, row.start) >= 0
    return adopted(row, "learned", verb, rule="also", who=who, what=what if named else [])


def _of_these(row: Row, who: list[Piece], what: Piece, ahead: int) -> list[Piece]:
    """Those of several learners whom the later clause names that tells what was learned: 甲县、乙县到丙县学习，甲县随后推出X."""
    acting = [p for r in row.later(ahead) if r.start <= what.start < r.end for p in r.acting(what.start)]
    named = {row.clean[p.head : p.end] for p in acting}
    return [p for p in who if row.clean[p.head : p.end] in named] or who


def _offered(row: Row, verb: Token) -> Reading:
    """省委改革办刊发甲县X的做法，供全省学习借鉴: a body spreads it over its area."""
    area = first(row.before(verb.start, "area"))
    push = next((p for r in row.earlier() for p in r.of("body")[:1]), None)
    what = row.spoken_of() if area is not None else []
    return adopted(row, "spread", verb, who=[area] if area else [], what=what, within=area, push=push)


def _taught(row: Row, verb: Token) -> bool:
    """Whether a way is learned that may bear the name of its place, right behind the verb: 掀起学习|“北留经验”热潮."""
    near = [p.end for p in row.after(verb.end, "programme")[:1] if p.start - verb.end <= 1]
    quoted = bool(near) and row.clean.endswith("”", 0, near[0])
    return "verb.learn" in verb.classes and quoted and bool(row.analysis.tokens.ending(near[0] - 1, "kind.of_place"))


def _brings(row: Row, verb: Token) -> bool:
    """Whether something else than a way of working is brought in: 引进乙市一家企业, 一个项目."""
    near = [p for p in row.after(verb.end, "place")[:1] if p.head - verb.end <= _NEAR and row.end - p.end > 1]
    told = row.words("kind.way", "kind.of_place", start=verb.end)
    way = row.of("programme", "title") or any("figure.site" not in t.classes for t in told)
    return verb.classes.issuperset(("verb.copy", "verb.set")) and bool(near) and not way


def _host(row: Row) -> Piece | None:
    """Who receives those that come to learn: ……前来考察，甲县接待20批次."""
    return next((last(r.before(word.start, "place")) for r in row.later(1) for word in r.words("verb.host")), None)


def _adopters(row: Row, verb: Token, source: Piece | None) -> list[Piece]:
    if (going := _going(row)) is not None:
        return going.acting(going.of("place", role="goal")[0].head)
    found = [p for p in row.acting(verb.start) if p is not source and p.role != "agent"]
    if found or "verb.follow" in verb.classes:
        return found  # 实时跟进、定期评估: whoever follows somebody is named beside the verb
    return [p for p in row.carried() if p is not source]


def _going(row: Row) -> Row | None:
    """The clause before, where this one goes on with the places that it goes to: 到甲村、乙村，|丙村等参观学习."""
    before, places = next(row.earlier(), None), row.of("place")
    if before is None or not places or places[0].head != row.start or not before.of("place", role="goal"):
        return None
    return before if before.clause.mark == "，" and before.of("place")[-1].end == before.end else None


def _described(row: Row, verb: Token) -> list[Piece]:
    """Who is told apart by what was learned: 学习“X”的|甲县."""
    ends = [p.end for p in row.after(verb.end, "programme")[:1] if p.start - verb.end <= _NEAR]
    return [p for p in row.after(verb.end, "place", "body") if p.head - 1 in ends and row.clean[p.head - 1] == "的"]


def _source(row: Row, verb: Token) -> Piece | None:
    """Whom it was learned from: named before the verb with 从, 向, 赴, 受, of a list the first; right behind the
    verb; else where the clause before goes to: 赴甲县考察，学习X."""
    if "verb.inspire" in verb.classes:
        return last(row.before(verb.start, "place", "body", role="agent"))
    near = [p for p in row.after(verb.end, "place")[:1] if p.head - verb.end <= _NEAR]
    front = row.last_list(row.before(verb.start, "place", role="source goal object"))
    before = next(row.earlier(), None) if not row.of("place") else _going(row)
    gone_to = before.of("place", role="goal") if before is not None else []
    return first(front or near or gone_to)
