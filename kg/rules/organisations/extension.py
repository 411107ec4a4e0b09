"""Bodies that grow to the right: from a place, a level or another body to the end of what it owns.

县|公安局|交警大队: behind its owner a body needs no name of its own, only words that names are made of and a suffix.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.lexicon import kinds, levels
from kg.lexicon.words import any_of, members, of_class
from kg.model import RegionMention
from kg.rules.organisations.context import LEVELS, LONGEST, SUFFIXES, Context
from kg.rules.organisations.vocabulary import GENERIC, HARD_STOPS, JOINERS, POSTS, fits, is_hard
from kg.syntax.tokens import Token
from kg.text.words import Word, words

SHORT_FORM = re.compile(rf"（(?:{any_of('alias.says')})[：:]?[“‘]?([\u4e00-\u9fffA-Za-z]{{2,12}})[”’]?）")
"""The short form that a text gives a name, in its bracket."""
_LINKS = frozenset("—→+")
_TWO = re.compile(rf"([“‘]?(?:支|三)?[两二]委[”’]?)(?!员)({any_of('pattern.two_behind')})?")
_OF_ONE = frozenset({"body.firm", "body.coop", "body.school", "body.team", "body.media"})
_MERE = members("modifier.firm")
_NO_COMMITTEE = frozenset("员托屈派任")
_NO_OFFICE = frozenset("公事好理成学起得了实的过")
_SENT = frozenset("队组团")  # how the names of teams end that are sent elsewhere
_HELP = {w for w in members("place.help") if len(w) > 1}
_HEADED = frozenset("部局")
_WITHIN = frozenset({"body.gov", "body.other"})
_POSTED = frozenset({"body.posted", "body.outpost"})
_SAME = frozenset({"常委会", "全委会", "委"})  # of the sort of what they belong to
_SECTORS = members("body.sector")
_JOINT = members("sort.joint")
_GO_ON = ("body.post", *SUFFIXES)
_JOINS = frozenset(JOINERS)
_JOINTLY = members("pattern.jointly")  # before a body also: of several
_BESIDE = (*JOINERS, *(w for w in of_class("body.with") if w not in _JOINTLY))
_WHOLE = frozenset({kinds.COMMITTEE, kinds.GENERAL})
_LISTED = frozenset({"body.level", "body.gov", "body.discipline", "body.party", "body.other"})
_ACTING = of_class("body.acting")
_HIGH = frozenset({"province", "prefecture", "county"})
_ANY_FIELD = frozenset({"局", "厅", "司"})


@dataclass(frozen=True, slots=True)
class Body:
    """A body at ``start:end``; its owner ends at ``stem``, bodies inside its name end at ``parts``; ``owner`` is
    what a list takes over from the body before it and prints no more; ``name`` is set where it is not as printed."""

    start: int
    end: int
    kind: str
    bare: str | None = None
    stem: int = 0
    parts: tuple[int, ...] = ()
    owner: str = ""
    owner_at: int | None = None
    name: str = ""
    inside: tuple[int, ...] = ()
    length: int = 0
    rule: str = "organisation.office"

    @classmethod
    def by_itself(cls, start: int, end: int, kind: str, rule: str, name: str = "") -> Body:
        """A body whose name begins with no owner."""
        return cls(start, end, kind, stem=start, name=name, rule=f"organisation.{rule}")


def is_sent(context: Context, start: int, end: int) -> bool:
    """Whether a team's name at ``start:end`` begins with the place that it is sent to: 支援|湖北|医疗队."""
    help_ = context.tokens.ending(start, "place.help")
    return context.clean[end - 1] in _SENT and help_ is not None and help_.word not in "为替"


def chained(context: Context, start: int, end: int) -> bool:
    """Whether a bare name is a link of a chain or an addend of a formula, and so a kind."""
    return context.clean[end : end + 1] in _LINKS or context.clean[start - 1 : start] in _LINKS


def words_around(context: Context, token: Token) -> tuple[Word, ...]:
    """The words from three characters before a token to three behind it, within its segment and run."""
    low = max(context.segment_start(token.start), token.start - 3)
    stop = context.run_end(token.end, min(len(context.clean), token.end + 3))
    return words(context.clean, low, stop)


def torn_out(context: Context, token: Token) -> bool:
    """Whether a token is torn out of other words: 申报|社, 卫生部|门; but 某网|讯, 中办|国办."""
    near = words_around(context, token)
    goes_on = context.clean.startswith("讯", token.end)
    goes_on = goes_on or context.tokens.starting(token.end, "body.national") is not None
    ends = not goes_on and any(w.start < token.end < w.end for w in near)
    return ends or any(w.start < token.start < w.end < token.end for w in near)


def kind_of(token: Token) -> str:
    """The type that a suffix stands for."""
    if "body.party" in token.classes:
        return kinds.BY_WORD.get(token.word, token.word if token.word[0] == "党" else kinds.WORKING)
    told = (kind for name, kind in kinds.BY_CLASS.items() if name in token.classes)
    return next(told, kinds.SOCIETY)


def stretch(context: Context, at: int) -> list[Word]:
    """The words from ``at`` to where no name goes on; places, quotations and brackets are words of their own."""
    found: list[Word] = []
    position, stop = at, min(len(context.clean), at + LONGEST)
    while position < stop and not SHORT_FORM.match(context.clean, position):
        if (end := context.piece_end(position)) is not None:
            found.append(Word(position, end, context.clean[position:end], "ns"))
            position = end
            continue
        end = context.run_end(position, stop)
        if end == position:
            break
        found += words(context.clean, position, end)
        position = end
    return found


def _inner(taken: list[Word], start: int) -> list[Word]:
    """The words before a suffix that begins at ``start``."""
    whole = [w for w in taken if w.end <= start]
    cut = (w for w in taken if w.start < start < w.end)
    return [*whole, *(Word(w.start, start, w.text[: start - w.start], "n") for w in cut)]


def delegates(context: Context, end: int) -> bool:
    """Whether a body's delegates follow: 人大|代表."""
    return context.clean.startswith("代表", end)


def _ends_word(context: Context, taken: list[Word], token: Token) -> bool:
    """Whether a suffix ends where a word ends, and is not torn out of one like 部门."""
    end = token.end
    next_one = context.tokens.starting(end, *_GO_ON)
    torn = next((w for w in taken if w.start < end < w.end), None)
    if torn is not None and (next_one is None or next_one.end < end + 2):
        rest = context.clean[end : torn.end]
        person = torn.start == token.start and rest in members("noun.person") - {"队"} and token.word[-1] != "委"
        headed = rest == "长" and token.word[-1] in _HEADED and torn.text not in POSTS
        person |= headed and context.tokens.starting(end + 1, "surname") is not None  # 县委|组织部|长|王强
        return person or context.tokens.starting(end, "body.with") is not None
    if any(w.start == token.start - 1 and w.end == end == token.start + 1 and w.flag[:1] in "vda" for w in taken):
        return False  # 判|处
    seats = context.clean.startswith("委员", end) and not context.clean.startswith("会", end + 2)
    if (seats and "body.party" not in token.classes) or delegates(context, end):
        return False  # 政协|委员, but 镇党委|委员
    if token.word[-1] == "办" and context.clean[end : end + 1] in _NO_OFFICE:
        return False  # 法院|办的培训班
    if context.tokens.starting(end - len(kinds.HUB), "stop.central") and not context.tokens.starting(end, "body.post"):
        return False  # 县残联|服务中心工作
    longer = context.tokens.ending(token.end, "stop.unit")
    return longer is None or longer.start >= token.start


def _may_join(context: Context, inner: list[Word], i: int) -> bool:
    """Whether 和 or 与 stands inside a name: 发展|和|改革委, but not 公安局和|…局."""
    if inner[i].text not in _JOINS or i == 0 or inner[i - 1].text[-1] in "）”":
        return False
    return context.tokens.ending(inner[i].start, *SUFFIXES) is None


def _all_fit(context: Context, inner: list[Word], token: Token) -> bool:
    sizes = [2, *(len(w.text) for w in inner), 2 if inner and inner[-1].end == token.start else 1]
    if token.word.endswith(kinds.SHORT_BRANCH) and inner and all(w.text[0] in "“‘" for w in inner):
        return False  # “五星”|党支部
    if any(
        w.flag in {"v", "r"} and max(sizes[i : i + 3]) != 1 and sizes[i + 1] == 1 and min(sizes[i], sizes[i + 2]) > 1
        for i, w in enumerate(inner)
    ):
        return False  # 党组织|设|党支部, 兰阳大队|任|党支部书记
    begins = bool(inner) and fits(inner[0]) and not (len(inner) > 1 and inner[0].text in HARD_STOPS)
    if token.word.endswith(_ACTING) and begins and token.start - inner[0].start < 12:
        last = len(inner) - 1 if token.word == kinds.HUB else -1
        return all(
            fits(w) or _acts(w, i == last) or w.text in _HELP or _may_join(context, inner, i)
            for i, w in enumerate(inner)
        )
    if len(inner) == 1 and "body.section" in token.classes:
        return fits(inner[0]) or _acts(inner[0])  # 某某公司|操作|部
    if token.word[-1] in _SENT and inner and inner[-1].flag != "v":
        return all(fits(w) or (i == 0 and w.text in _HELP) for i, w in enumerate(inner))  # 支援|湖北|医疗队
    if token.word in _ANY_FIELD and len(inner) < 6:
        return all(fits(w) or not is_hard(w) or _may_join(context, inner, i) for i, w in enumerate(inner))
    return all(fits(w) or _may_join(context, inner, i) or _numbers(context, w) for i, w in enumerate(inner))


def _numbers(context: Context, word: Word) -> bool:
    """Whether a numeral tells which firm of a corporation is meant: 十二局集团|三|公司."""
    return word.flag == "m" and len(word.text) == 1 and context.clean.startswith(kinds.COMPANY, word.end)


def _acts(word: Word, last: bool = False) -> bool:
    """Whether a word is a verb, as bodies that act hold it behind a noun: 社会治理|指挥|服务中心, 困难职工|帮扶|中心."""
    return word.flag[:1] == "v" and (last or word.text not in HARD_STOPS) and len(word.text) > 1


def _follows_name(token: Token, region: RegionMention | None) -> bool:
    """Whether a suffix right behind the name of a place, or a level, makes a body of it."""
    level = region.level if region is not None else ""
    if token.word.endswith(kinds.SHORT_BRANCH) and level in _HIGH:
        return False  # 某某县|党支部领办合作社: branches that it has
    long = region is not None and len(token.word) > 3 and token.classes.isdisjoint(_OF_ONE)
    long = long or (region is not None and token.word == kinds.CORPORATION)  # 南街村|集团
    long = long or (level == "village" and token.word == kinds.COOP)
    return long or not token.classes.isdisjoint({"body.level", "body.party"})


def _follows_place(token: Token, inner: list[Word], region: RegionMention | None) -> bool:
    """Whether a suffix with the words before it is the body of a place, and not a kind of bodies there."""
    sent = any(w.text in _HELP for w in inner)  # 某某区|对口帮扶|某某县|指挥部
    if any((_has_level(w) and not sent) or (len(w.text) == 1 and w.text in LEVELS) for w in inner):
        return False
    own = any(w.text not in GENERIC for w in inner)
    if token.word == kinds.HUB and region is None and not own:
        return False
    if not inner:
        return _follows_name(token, region)
    if "body.party" in token.classes:
        sector = inner[-1].text in _SECTORS and token.word in _WHOLE
        sector |= token.word == kinds.WORKING and inner[0].text not in LEVELS
        numbered = any(w.text[0] == "第" for w in inner)  # 第三网格|党支部
        kind = not (own or sector or numbered or any(w.text in _JOINT for w in inner))
        return not kind or (region is not None and region.level == "village")
    if "body.section" in token.classes:
        return False
    if "body.level" in token.classes:
        if all(w.text in _MERE for w in inner):
            return False  # 江苏省|公立|医院
        return own or token.classes.isdisjoint(_OF_ONE) or len(inner) > 1
    if "body.firm" in token.classes and (region is None or region.level != "village"):
        return not any(w.text in _MERE or w.text[-1] == "级" for w in inner)
    if not token.classes.isdisjoint(_OF_ONE):
        return own
    return not all(w.text in _MERE for w in inner)


def _has_level(word: Word) -> bool:
    return word.flag == "ns" and word.text.endswith(tuple(LEVELS)) and len(word.text) > 2


def _follows_body(context: Context, at: int, token: Token, inner: list[Word]) -> bool:
    """Whether a suffix with the words before it is a part of the body that ends at ``at``."""
    behind = token.classes & {"body.child", "body.party", "body.discipline"}
    branch = context.tokens.ending(at, "body.party") is not None
    if branch and not behind and token.classes & {"body.level", "body.firm"} and token.word[0] != "党":
        return False  # 党支部|“红手套”赋能医院
    if not inner:
        own = len(token.word) > 2 and token.classes & _WITHIN and token.classes.isdisjoint(_OF_ONE | {"body.group"})
        return bool(behind or own) or token.word.endswith(of_class("body.branch"))
    if inner[0].text in _JOINTLY and ("body.party" not in token.classes or len(inner) > 1):
        return False
    if not behind and token.classes & {"body.society", "body.coop", "body.media"}:
        return "body.section" in token.classes
    if token.word in {"委", "厅", "局"}:
        return context.tokens.ending(at, "body.national", "body.founder") is not None  # 水利部|水文局, 政协|经济委
    if any(_has_level(w) for w in inner) and not token.word.endswith(of_class("body.branch")):
        return False
    if token.classes & {"body.firm", "body.coop"} and not inner[0].flag.startswith("ns"):
        return token.word[-3:] == "分公司" or token.word[-2:] in {"支行", kinds.COMPANY, kinds.SHORT_BRANCH}
    return True


def step(context: Context, at: int, region: RegionMention | None, *, body: bool) -> tuple[int, Token] | None:
    """The end of the longest body that begins behind ``at``, and its suffix."""
    ends = context.suffix_ends
    first = bisect_right(ends, at)
    if first == len(ends) or ends[first] > at + 2 * LONGEST:
        return None  # no piece is as long as that
    taken = stretch(context, at)
    if not taken or (taken[0].start in context.by_start and not body):
        return None
    if body and (at in context.level_starts or context.clean.startswith(_BESIDE, at)):
        return None
    best: tuple[int, Token] | None = None
    for end in ends[first : bisect_right(ends, taken[-1].end)]:
        token = context.tokens.ending(end, *SUFFIXES, since=at)
        if (
            token is None
            or token.start < at
            or (best and (token.start >= best[0] or context.clean.startswith(_BESIDE, best[0])))
            or not _ends_word(context, taken, token)
        ):
            continue
        inner = _inner(taken, token.start)
        if not _all_fit(context, inner, token):
            continue
        if body and "body.school" not in token.classes and any(w.text in _JOINS for w in inner):
            break
        follows = _follows_body(context, at, token, inner) if body else _follows_place(token, inner, region)
        short = "body.unit" in token.classes and len(inner) + sum(len(w.text) > 1 for w in inner) < 2
        if follows and not short:
            best = end, token
    return best


def _committee(context: Context, start: int, at: int, level: str) -> int | None:
    """Where the committee ends whose level closes at ``at``: 县|委."""
    clean = context.clean
    if level == "township" and clean.startswith("街道办", at - 2):
        return at + 1 if clean[at + 1 : at + 2] not in {"事", "公", "好", "理"} else None
    if clean[at : at + 1] != "委" or level == "nation":
        return None
    for word in of_class("pattern.committee"):
        if clean.startswith(word, at):
            founded = clean.startswith(of_class("body.founder"), start) or context.of_party(start)
            if founded or word == kinds.FULL_COMMITTEE:
                return at + len(word) if founded else None
    none = _NO_COMMITTEE | {"会"} if level in levels.LOW else _NO_COMMITTEE
    return None if clean[at + 1 : at + 2] in none else at + 1


def posted(context: Context, at: int) -> tuple[int, Token] | None:
    """The part of a body that it has posted somewhere, and its suffix: 县供电公司|驻三墩营村“连心”工作队."""
    if not context.clean.startswith("驻", at):
        return None
    ends, taken = context.suffix_ends, stretch(context, at + 1)
    stop = taken[-1].end if taken else at
    for end in ends[bisect_right(ends, at) : bisect_right(ends, stop)]:
        token = context.tokens.ending(end, *SUFFIXES, since=at)
        if token is not None and token.classes & _POSTED and token.start > at + 2:
            inner = _inner(taken, token.start)
            return None if any(w.text in HARD_STOPS for w in inner) else (end, token)
    return None


def grown(context: Context, body: Body) -> Body:
    """A body with all that follows as its parts: 县委|组织部|办公室."""
    while True:
        called = SHORT_FORM.match(context.clean, body.end)  # 恒泰公司（简称“恒泰”）|党委
        at = called.end() if called and not body.name else body.end
        taken = posted(context, at) or step(context, at, None, body=True)
        if taken is None:
            break
        end, token = taken
        kind = body.kind if token.word in _SAME or body.kind == kinds.MEDIA else kind_of(token)
        name = context.clean[body.start : body.end] + context.clean[at:end]
        parts = (*body.parts, body.end)
        body = replace(body, end=end, kind=kind, parts=parts, name=name if at > body.end else "")
    after = context.clean[body.end : body.end + 2]
    office = after[:1] == "办" and after[1:] not in _NO_OFFICE  # 县委|办
    if body.kind == kinds.COMMITTEE and office:
        return replace(body, end=body.end + 1, kind=kinds.OTHER, parts=(*body.parts, body.end))
    return body


def behind(context: Context, start: int, at: int, level: str, region: RegionMention | None) -> Body | None:
    """The body that a place or level owns which ends at ``at``."""
    bare = None if region is not None else level
    if (end := _committee(context, start, at, level)) is not None:
        party = context.clean[at] == "委"
        kind = kinds.OTHER if level == "village" else kinds.COMMITTEE if party else kinds.STATE
        made = Body(start, end, kind, bare, at, rule="organisation.committee")
        return grown(context, made) if kind == kinds.COMMITTEE else made
    if (two := _two(context, start, at, bare)) is not None:
        return two
    taken = step(context, at, region, body=False)
    if taken is None:
        return None
    aids = region is not None and context.tokens.starting(at, "place.help") is not None  # its own, not the place helped
    return grown(context, Body(start, taken[0], kind_of(taken[1]), bare, at, owner_at=start if aids else None))


def follows(context: Context, first: Body, at: int, *, post: bool) -> tuple[int, str, int] | None:
    """The item of a list that begins at ``at`` and belongs to the owner of ``first``: its end, its type, and where
    the committee ends that stands above it."""
    host = first.parts[-1] if first.parts else 0
    above = first.parts[0] if host and context.clean[first.parts[0] - 1] == "委" else 0
    if first.stem == first.start and post and first.bare is None:
        taken = step(context, at, None, body=True)
        return (taken[0], kind_of(taken[1]), first.end) if taken else None
    if first.bare == "organisation" or (host and not above):
        taken = step(context, at, None, body=True)
        if taken and not (first.kind.startswith("党") and taken[1].classes & _OF_ONE):
            party = "body.of_committee" in taken[1].classes
            return taken[0], kind_of(taken[1]), host if party or first.bare is None else first.stem
        return None
    if taken := step(context, at, None, body=False):
        token = taken[1]
        if token.classes & _LISTED:
            return taken[0], kind_of(token), above if "body.child" in token.classes else 0
    return None


def _two(context: Context, start: int, at: int, bare: str | None) -> Body | None:
    """The two committees of a village: 金原村|“两委”."""
    m = _TWO.match(context.clean, at)
    if m is None or (bare is not None and m[2]):
        return None
    name = f"{context.clean[start:at]}“{kinds.TWO_COMMITTEES}”"
    end = m.end(1)
    return Body(start, end, kinds.OTHER, bare, at, name=name, rule="organisation.two-committees")
