"""Names without quotation marks: distinctive words before a kind word, where what was learnt takes them for a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from kg import patterns as re
from kg.choose.linear import score, telling, weights
from kg.lexicon.words import any_of, of_class
from kg.model import Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds, kinds, listed
from kg.rules.programmes.bounds import Head
from kg.rules.programmes.features_unquoted import features, repeated
from kg.rules.programmes.names import Draft, written
from kg.syntax.analysis import analyse
from kg.syntax.clauses import AND
from kg.syntax.occurrences import occurrences
from kg.syntax.quotations import holds
from kg.text.positions import block_start
from kg.text.shapes import mark_of

CHOICE = "unquoted"
_KIND = re.compile(re.alternatives(k + "(?!度)" * k.endswith("制") for k in of_class("kind.free")))
_NOT_AFTER = re.compile(
    rf"为(?:{any_of('pattern.not_head')})|[力化师家者员性法们体度班]|{any_of('pattern.not_tail')}|造|作"
)
_WHOLE = re.compile(r"[^机体]制$|积分制")
_CUT = re.compile(rf"{kinds.BREAKS.pattern}|在(?![线职岗册])|从(?![业严])")
_NUMBERED = re.compile(r"\d{1,2}(?![\d年月日大个项类条种多级+%])(?=[\u3400-\u9fff]{3})")
_SUMMED = re.compile(r"(?:[二两三四五六七八九十]|\d{1,2})[大项种类]$")  # 甲乙、丙丁两大|举措 is a sum, not a name
_PHASE = re.compile(r"[一二三四五\d]期$|^[于自从]\d")
_COUNTED = re.compile(r"\d[余多]?[个项条处种类]$")
_LONGEST = 34
_OWN = ("制", "法")
"""Endings of a name beside the strong kind words, where every item of a list ends so."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a name: they begin at ``head.start`` and end with the kind word ``kind_at:end``."""

    head: Head
    kind_at: int
    end: int
    kind: str


def _head(text: Text, found: Found, position: int, least: int) -> Head:
    """What opens a name: also a verb before an earlier item of a list (建立甲制度、乙机制), or the first half of a name
    with 、 (县领导包抓、挂牌督战工作机制)."""
    clean = text.clean
    floor = block_start(text, position)
    own = bounds.head(text, found, position, floor, least=least)
    at = own
    for _ in range(3):
        start = bounds.clause_start(clean, at.start, floor)
        if at.verb is not None or clean[start - 1 : start] != "、" or start - 1 < floor:
            break
        at = bounds.head(text, found, start - 1, floor)
        if at.verb is not None:
            earlier = clean[at.start : start - 1]
            whole = clean[at.start : position]
            divided = (
                bool(_KIND.search(earlier))
                or bounds.own_kind(earlier) is not None
                or earlier.endswith(_OWN)
                or bool(re.search(r"[“的等向]|\d[个项家次]", whole))
                or len(earlier) < 6
            )
            return Head(own.start if divided else at.start, at.verb)
    return own


@lru_cache(maxsize=4)
def candidates(text: Text, found: Found) -> tuple[Candidate, ...]:
    """Every kind word outside quotations with words before it that may be a name."""
    return tuple(_candidates(text, found))


def _candidates(text: Text, found: Found) -> Iterator[Candidate]:
    clean = text.clean
    inside = [(q.start, q.end) for q in analyse(text).quotations if len(q.core) <= 24]
    for m in _KIND.finditer(clean):
        if _NOT_AFTER.match(clean, m.end()) or holds(inside, m.start()):
            continue
        head = _head(text, found, m.start(), 0 if _WHOLE.search(m[0]) else 3)
        if clean.startswith(("和", "与", "及"), head.start):  # 建立和完善|某某制度
            head = Head(bounds.strip_head(clean, head.start + 1, m.start())[0], head.verb)
        if clean[head.start - 1 : head.start] in ("", "\n"):
            numbered = _NUMBERED.match(clean, head.start)
            head = Head(numbered.end() if numbered else head.start, head.verb)  # 6|限时联合验收改革
        head = Head(_behind_joint(clean, head.start, m.start()), head.verb)
        for broken in _CUT.finditer(clean, head.start, m.start()):
            head = Head(broken.end(), head.verb)  # 矛盾都汇总在|某某平台
        own = clean[head.start : m.start()]
        if ("等" in own and clean[head.start - 1] == "、") or clean[head.start - 1] == "”":
            continue  # the end of a list: 甲、乙等机制; of a name: “甲+乙”某某机制
        if _PHASE.search(own) or _SUMMED.search(own) or _COUNTED.search(clean, head.start - 4, head.start):
            continue  # 管网二期工程 is built; 于2020年试点 tells when; 37个|议事平台 are counted
        formed = analyse(text).tokens.within(head.start + 1, m.start(), "verb.form")
        short = formed and m.start() - formed[-1].end < 3  # 产业链|组建党建联盟
        named = 2 <= len(own) <= _LONGEST or m[0].startswith("积分制")
        if short or not named or own.endswith("、") or listed.PLURAL.match(own):
            continue
        if not bounds.is_known(found, head.start, m.end()):
            yield Candidate(head, m.start(), m.end(), m[0])


def _behind_joint(clean: str, start: int, kind_at: int) -> int:
    """Where the second of two names begins that 和 joins and that both have a kind word: 甲计划和|乙计划."""
    for kind in _KIND.finditer(clean, start, kind_at):
        joint = AND.match(clean, kind.end())
        if joint and kind_at - joint.end() >= 3 and joint.start() - start >= 5:
            return joint.end()
    return start


@lru_cache(maxsize=4)
def cues(text: Text, found: Found) -> Mapping[str, frozenset[str]]:
    """The features of each wording: those that hold at any of its places."""
    gathered: dict[str, frozenset[str]] = {}
    named = [(c, text.clean[c.head.start : c.end]) for c in candidates(text, found)]
    places = occurrences(text.clean, (name for _, name in named))
    for c, name in named:
        here = features(text, found, c.head, c.kind_at, c.end, c.kind) | {repeated(len(places[name]))}
        gathered[name] = gathered.get(name, frozenset()) | here
        gathered.setdefault(name[_numbered(text.clean, c) :], gathered[name])
    return gathered


def by_kind(text: Text, found: Found) -> Iterator[Draft]:
    """The candidates that were chosen: 健全|某某联席会议制度."""
    learnt = weights(CHOICE)
    told = cues(text, found)
    within = {d.end for d in listed.by_list(text, found)}
    for c in candidates(text, found):
        if c.end not in within and score(told[text.clean[c.head.start : c.end]], learnt) >= 0:
            yield _draft(text.clean, c)


def why(text: Text, found: Found, start: int, end: int) -> list[tuple[str, int]]:
    """What decided about the name at ``start:end``: its weightiest features."""
    return telling(cues(text, found).get(text.clean[start:end], ()), weights(CHOICE))


def _numbered(clean: str, c: Candidate) -> int:
    """How long the number of a list is before words that open a line: 1.网格包联机制."""
    opens = clean[c.head.start - 1 : c.head.start] in ("", "\n")
    return mark_of(clean[c.head.start : c.kind_at])[1] if opens else 0


def _draft(clean: str, c: Candidate) -> Draft:
    kind = "制" if _WHOLE.search(c.kind) and c.kind.endswith("制") else c.kind
    start = c.head.start + _numbered(clean, c)
    name = clean[start : c.end]
    whole = written(clean, (start, c.end), (start, c.end), "programme.kind", kind)
    return replace(whole, core=name[: len(name) - len(kind)] or name, verb=c.head.verb)
