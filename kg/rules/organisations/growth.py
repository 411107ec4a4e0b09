"""Bodies that grow to the right: from a place, a level or another body to the end of what it owns.

县|公安局|交警大队: behind its owner a body needs no name of its own, only words that names are made of and a suffix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.lexicon.words import members
from kg.model import RegionMention
from kg.rules.organisations.context import LEVELS, LONGEST, Context
from kg.rules.organisations.edges import prefixed
from kg.rules.organisations.vocabulary import GENERIC, HARD_STOPS, fits, is_hard
from kg.syntax.tokens import Token
from kg.text.words import Word, words

KINDS = {
    "body.personnel": "组织部",
    "body.discipline": "纪委",
    "body.firm": "企业",
    "body.coop": "合作社",
    "body.school": "学校",
    "body.media": "媒体",
    "body.team": "社会组织",
    "body.society": "社会组织",
    "body.gov": "政府部门",
    "body.other": "其他",
}
SUFFIXES = ("body.party", *KINDS)
_COUNT_AFTER = re.compile(r"[一二三四五六七八九十百\d]+[余多]?[个家所支]")
_LOW = ("街道", "社区", "苏木", "嘎查", "镇", "乡", "村")
_BRANCHES = ("分行", "支行", "分公司", "支公司", "总队", "支队", "大队", "分局", "分院", "分社")
_RURAL = ("农村", "乡村", "城乡", "乡镇", "城镇")
_LINKS = frozenset("—→+")
_AWAY = re.compile(
    r"驻[\u4e00-\u9fff]{1,8}(?:流动(?:党员)?|务工人员)(?:联合|临时)?(?:党委|党总支|党支部|党工委|服务站|工作站|联络站|服务中心)"
)
_JOINT_ZONES = re.compile(r"([^，。；：！？\n“”（）]{3,24})（以下简称[“‘]?([两三]区)[”’]?）")
_ZONE = re.compile(
    r"(?:(?<![\u4e00-\u9fff）])|(?<=[由对按照在和]))(?:党工委|党建办公室|党群工作部|党政办公室)(?![）—])|"
    r"(?:[两三新]|高新|开发|经开|示范|度假|实验|合作)区(?:党工委|党建办公室|管委会)"
)
_ORGANISED = re.compile(
    r"党组织(?:现|共|下)?(?:设[有立]?|为)(党总支|党支部|党委)(?![一-鿿]?[\d一二两三四五六七八九十]+个)"
)
_OF_VILLAGE = re.compile(
    r"(党支部|党总支|居委会)(?=[\u4e00-\u9fff]?(?:副?书记|副?主任)(?!们|等|[的一-鿿]?(?:要|应)))"
)
_TWO = re.compile(r"([“‘]?(?:支|三)?[两二]委[”’]?)(?!员)(换届|班子换届|干部|其他)?")
_PARTY = {"工委": "党工委", "工作委员会": "党工委", "总支": "党总支", "支部": "党支部"}
_COMMITTEES = frozenset({"province", "prefecture", "county", "zone"})
_OF_ONE = frozenset({"body.firm", "body.coop", "body.school", "body.team", "body.media"})
_MERE = frozenset(
    [
        "行业",
        "民间",
        "各类",
        "相关",
        "职业",
        "中",
        "国有",
        "国营",
        "民营",
        "私营",
        "集体",
        "龙头",
        "物业",
        "农民",
        "专业",
        "乡镇",
        "村企",
        "骨干",
        "重点",
        "大型",
        "中小",
        "下属",
        "所属",
        "本地",
        "优质",
        "知名",
    ]
)
_NO_COMMITTEE = frozenset("员托屈派任")
_FULL = frozenset({"常委会", "全委会"})
_SECTORS = frozenset({"行业", "产业链", "商圈", "园区", "协会", "联盟", "系统", "片区", "市场"})
_JOINT = frozenset({"联合", "综合", "流动", "临时"})
_OF_HOST = frozenset({"body.party", "body.discipline", "body.child", "body.section", "body.other"})
_GO_ON = ("body.post", *SUFFIXES)
_JOINS = frozenset("和与及")
_BESIDE = ("和", "与", "及", "会同", "协同", "配合", "携手")
_POSTED = frozenset({"派驻", "驻"})
_ACTING = ("中心", "办", "办公室", "小组", "工作组", "督查组", "督察组", "工作队", "专班", "指挥部")
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


def counted(context: Context, end: int) -> bool:
    """Whether a number of such bodies follows: 党支部12个."""
    return _COUNT_AFTER.match(context.clean, end) is not None


def chained(context: Context, start: int, end: int) -> bool:
    """Whether a bare name is a link of a chain or an addend of a formula, and so a kind."""
    return context.clean[end : end + 1] in _LINKS or context.clean[start - 1 : start] in _LINKS


def _among_kinds(context: Context, body: Body) -> bool:
    """Whether a bare body stands on a list of kinds: 农村党支部、|社区党支部|、机关党支部."""
    clause = context.analysis.listing_at(body.start)
    for a, b in clause.items if clause is not None else ():
        token = context.tokens.ending(b, "body.party", since=a + 1)
        if token is not None and b != body.end and clause is not None:
            host = words(context.clean, a, token.start)
            if all(w.text in GENERIC for w in host):
                return True
    return False


def words_around(context: Context, token: Token) -> tuple[Word, ...]:
    """The words from three characters before a token to three behind it, within its segment and run."""
    low = max(context.segment_start(token.start), token.start - 3)
    stop = context.run_end(token.end, min(len(context.clean), token.end + 3))
    return words(context.clean, low, stop)


def begins_in_word(context: Context, token: Token) -> bool:
    """Whether a token begins inside a word of general language that ends in it: 集|中办|公."""
    return any(w.start < token.start < w.end < token.end for w in words_around(context, token))


def kind_of(token: Token) -> str:
    """The type that a suffix stands for."""
    if "body.party" in token.classes:
        return _PARTY.get(token.word, token.word if token.word[0] == "党" else "党工委")
    return next((kind for name, kind in KINDS.items() if name in token.classes), "社会组织")


def stretch(context: Context, at: int) -> list[Word]:
    """The words from ``at`` to where no name goes on; places, quotations and brackets are words of their own."""
    found: list[Word] = []
    position, stop = at, min(len(context.clean), at + LONGEST)
    while position < stop:
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
    inner: list[Word] = []
    for w in taken:
        if w.end <= start:
            inner.append(w)
        elif w.start < start:
            inner.append(Word(w.start, start, w.text[: start - w.start], "n"))
    return inner


def _members(context: Context, end: int) -> bool:
    """Whether a body's members follow: 政协|委员."""
    return context.clean.startswith("委员", end) and context.clean[end + 2 : end + 3] != "会"


def _ends_word(context: Context, taken: list[Word], token: Token) -> bool:
    """Whether a suffix ends where a word ends, and is not torn out of one like 部门."""
    end = token.end
    next_one = context.tokens.starting(end, *_GO_ON)
    torn = next((w for w in taken if w.start < end < w.end), None)
    if torn is not None and (next_one is None or next_one.end < end + 2):
        rest = context.clean[end : torn.end]
        person = torn.start == token.start and rest in members("noun.person") - {"队"}
        return person or context.clean.startswith("会同", end)
    if context.clean[end : end + 1] == "长" and not any(
        w.start == end and len(w.text) > 1 for w in taken
    ):
        return False
    if len(token.word) == 1 and any(
        w.start < token.start and w.end == end and w.flag[:1] in "vda" for w in taken
    ):
        return False  # 判|处
    if context.clean.startswith("代表", end) or _members(context, end):
        return False
    if token.word[-1] == "会" and context.clean[end : end + 1] == "同":
        return context.clean[end + 1 : end + 2] == "意"  # 发展改革委|会同市财政局
    longer = context.tokens.ending(token.end, "stop.unit")
    return longer is None or longer.start > token.start or len(token.word) > len(longer.word)


def _may_join(context: Context, inner: list[Word], i: int) -> bool:
    """Whether 和 or 与 stands inside a name: 发展|和|改革委, but not 公安局和|…局."""
    if inner[i].text not in _JOINS or i == 0 or inner[i - 1].text[-1] in "）”":
        return False
    return context.tokens.ending(inner[i].start, *SUFFIXES) is None


def _all_fit(context: Context, inner: list[Word], token: Token) -> bool:
    if inner and inner[0].text in _POSTED and "body.discipline" in token.classes:
        return True  # 派驻|县教育局|纪检监察组
    sizes = [2, *(len(w.text) for w in inner), 2 if inner and inner[-1].end == token.start else 1]
    if any(
        w.flag == "v"
        and max(sizes[i : i + 3]) != 1
        and sizes[i + 1] == 1
        and min(sizes[i], sizes[i + 2]) > 1
        for i, w in enumerate(inner)
    ):
        return False  # 党组织|设|党支部
    begins = bool(inner) and fits(inner[0]) and not (len(inner) > 1 and inner[0].text in HARD_STOPS)
    if token.word.endswith(_ACTING) and begins and token.start - inner[0].start < 12:
        return all(fits(w) or _acts(w) or _may_join(context, inner, i) for i, w in enumerate(inner))
    if token.word in _ANY_FIELD and len(inner) < 6:
        return all(
            fits(w) or not is_hard(w) or _may_join(context, inner, i) for i, w in enumerate(inner)
        )
    return all(fits(w) or _may_join(context, inner, i) for i, w in enumerate(inner))


def _acts(word: Word) -> bool:
    """Whether a word is a plain verb, as bodies that act hold it behind a noun: 社会治理|指挥|服务中心."""
    return word.flag[:1] == "v" and word.text not in HARD_STOPS and len(word.text) > 1


def _own_words(inner: list[Word]) -> bool:
    return any(w.text not in GENERIC for w in inner)


def _follows_place(token: Token, inner: list[Word], region: RegionMention | None) -> bool:
    """Whether a suffix with the words before it is the body of a place, and not a kind of bodies there."""
    if any(_has_level(w) or (len(w.text) == 1 and w.text in LEVELS) for w in inner):
        return False
    if not inner:
        long = region is not None and len(token.word) > 3 and token.classes.isdisjoint(_OF_ONE)
        long = long or (region is not None and token.word == "集团")  # 南街村|集团
        return long or not token.classes.isdisjoint({"body.level", "body.party"})
    own = _own_words(inner)
    if token.word == "中心" and region is None and not own:
        return False
    if "body.party" in token.classes:
        quoted = all(w.flag == "quoted" for w in inner)
        sector = inner[-1].text in _SECTORS and token.word in {"党委", "党工委", "党总支"}
        kind = not (own or sector or any(w.text in _JOINT for w in inner))
        return not quoted and (not kind or (region is not None and region.level == "village"))
    if "body.section" in token.classes:
        return False
    if "body.level" in token.classes:
        return own or token.classes.isdisjoint(_OF_ONE) or len(inner) > 1
    if "body.firm" in token.classes and (region is None or region.level != "village"):
        return not any(w.text in _MERE or w.text[-1] == "级" for w in inner)
    if not token.classes.isdisjoint(_OF_ONE):
        return own
    return not all(w.text in _MERE for w in inner)


def _has_level(word: Word) -> bool:
    return word.flag == "ns" and word.text.endswith(tuple(LEVELS)) and len(word.text) > 2


def _follows_body(token: Token, inner: list[Word]) -> bool:
    """Whether a suffix with the words before it is a part of the body that it follows."""
    behind = token.classes & {"body.child", "body.party", "body.discipline"}
    if not inner:
        return bool(behind)
    if inner[0].text == "联合" and ("body.party" not in token.classes or len(inner) > 1):
        return False
    if not behind and token.classes & {"body.society", "body.coop", "body.media"}:
        return "body.section" in token.classes
    if token.word in {"委", "厅", "局"}:
        return False
    if any(_has_level(w) for w in inner) and not token.word.endswith(_BRANCHES):
        return False
    if token.classes & {"body.firm", "body.coop"} and not inner[0].flag.startswith("ns"):
        return token.word[-3:] == "分公司" or token.word[-2:] in {"支行", "公司", "支部"}
    return True


def _step(
    context: Context, at: int, region: RegionMention | None, *, body: bool
) -> tuple[int, Token] | None:
    """The end of the longest body that begins behind ``at``, and its suffix."""
    taken = stretch(context, at)
    if not taken or (taken[0].start in context.by_start and not body):
        return None
    if body and (at in context.level_starts or context.clean.startswith("会同", at)):
        return None
    best: tuple[int, Token] | None = None
    for end in range(at + 1, taken[-1].end + 1):
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
            if inner[0].text in _POSTED:
                continue
            break
        if body and "body.school" not in token.classes and any(w.text in _JOINS for w in inner):
            break
        follows = _follows_body(token, inner) if body else _follows_place(token, inner, region)
        short = (
            "body.unit" in token.classes and len(inner) + sum(len(w.text) > 1 for w in inner) < 2
        )
        if follows and not short:
            best = end, token
    return best


def _committee(context: Context, start: int, at: int, level: str) -> int | None:
    """Where the committee ends whose level closes at ``at``: 县|委."""
    clean = context.clean
    if level == "township" and clean.startswith("街道办", at - 2):
        return at + 1 if clean[at + 1 : at + 2] not in {"事", "公", "好", "理"} else None
    if (
        level == "village"
        and clean[at : at + 1] == "委"
        and clean[at + 1 : at + 2] not in set("员托会")
    ):
        return at + 1
    if level not in _COMMITTEES or clean[at : at + 1] != "委":
        return None
    if clean[at : at + 3] == "委员会":
        return at + 3 if context.founder_before(start) else None
    if clean[at + 1 : at + 2] in _NO_COMMITTEE or clean[at + 1 : at + 3] == "会同":
        return None if clean[at + 1 : at + 3] != "会同" else at + 1
    return at + 1


def grown(context: Context, body: Body) -> Body:
    """A body with all that follows as its parts: 县委|组织部|办公室."""
    founder = context.founder_before(body.start)
    if founder and context.clean.startswith("委员会", body.end):
        return replace(body, start=body.start - len(founder), end=body.end + 3, kind="其他")
    while (step := _step(context, body.end, None, body=True)) is not None:
        end, token = step
        kind = body.kind if token.word in _FULL else kind_of(token)
        body = replace(body, end=end, kind=kind, parts=(*body.parts, body.end))
    return body


def behind(
    context: Context, start: int, at: int, level: str, region: RegionMention | None
) -> Body | None:
    """The body that a place or level owns which ends at ``at``."""
    bare = None if region is not None else level
    if (end := _committee(context, start, at, level)) is not None:
        kind = {"township": "政府部门", "village": "其他"}.get(level, "党委")
        made = Body(start, end, kind, bare, at, rule="organisation.committee")
        return grown(context, made) if kind == "党委" else made
    if (two := _two(context, start, at, bare)) is not None:
        return two
    step = _step(context, at, region, body=False)
    if step is None:
        return None
    return grown(context, Body(start, step[0], kind_of(step[1]), bare, at))


def follows(context: Context, first: Body, at: int, *, post: bool) -> tuple[int, str, int] | None:
    """The item of a list that begins at ``at`` and belongs to the owner of ``first``: its end, its type, and where
    the committee ends that stands above it."""
    taken = stretch(context, at)
    if any(w.text in LEVELS for w in taken[1:3]):
        return None
    if not taken or at in context.by_start or at in context.level_starts:
        return None
    host = first.parts[-1] if first.parts else 0
    above = first.parts[0] if host and context.clean[first.parts[0] - 1] == "委" else 0
    if first.stem == first.start and post and first.bare is None:
        step = _step(context, at, None, body=True)
        return (step[0], kind_of(step[1]), first.end) if step else None
    if first.bare == "organisation" or (host and not above):
        if step := _step(context, at, None, body=True):
            party = step[1].word in {"组织部", "宣传部", "统战部"}
            return step[0], kind_of(step[1]), host if party or first.bare is None else first.stem
        return None
    if step := _step(context, at, None, body=False):
        token = step[1]
        if token.classes & {
            "body.level",
            "body.gov",
            "body.discipline",
            "body.party",
            "body.other",
        }:
            return step[0], kind_of(token), above if "body.child" in token.classes else 0
    if above and (step := _step(context, at, None, body=True)):
        return step[0], kind_of(step[1]), above
    return None


def _two(context: Context, start: int, at: int, bare: str | None) -> Body | None:
    """The two committees of a village: 金原村|“两委”."""
    m = _TWO.match(context.clean, at)
    if m is None or (bare is not None and m[2]):
        return None
    name = f"{context.clean[start:at]}“两委”"
    end = m.end(1)
    return Body(start, end, "其他", bare, at, name=name, rule="organisation.two-committees")


def _twice(context: Context, region: RegionMention) -> int:
    """How long the level's word is that a place's name says once more: 思明区|区|委."""
    word = next((w for w in LEVELS if context.clean.endswith(w, region.start, region.end)), "")
    return len(word) if word and context.clean.startswith(word, region.end) else 0


def _of_place_inside(context: Context, body: Body) -> Body:
    """A body whose own village or town stands behind the place that is known: 白蒲镇|法宝社区|党委."""
    at = context.tokens.ending(
        body.parts[0] if body.parts else body.end, *SUFFIXES, since=body.stem
    )
    level = next(
        (w for w in _LOW if at is not None and context.clean.endswith(w, body.stem, at.start)), ""
    )
    if at is None or not level or at.start - body.stem < len(level) + 2:
        return body
    if context.clean.endswith(_RURAL, body.stem, at.start):
        return body  # 太仓市|农业农村|局
    return replace(body, start=body.stem, stem=at.start)


def of_regions(context: Context) -> Iterator[Body]:
    """Bodies behind the name of a place: 萧山区政府, 金安社区文明督导队."""
    for end, region in sorted(context.by_end.items()):
        start = context.name_start(region)
        body = behind(context, start, end, region.level, region)
        if body is not None and start < region.start and body.kind == "党委" and not body.parts:
            body = replace(
                body, kind="社会组织" if "团" in context.clean[start : region.start] else "其他"
            )
        if body is None and (twice := _twice(context, region)):
            body = behind(context, start, end + twice, region.level, region)
            name = context.clean[start:end] + context.clean[end + twice : body.end] if body else ""
            body = replace(body, name=body.name or name, stem=end) if body else None
        if body is not None and not counted(context, body.end):
            short = body.kind in {"企业", "学校"} or bool(body.parts)
            begin = min(body.start, prefixed(context, region, short=short))
            yield _of_place_inside(context, replace(body, start=begin))


def of_organised(context: Context) -> Iterator[Body]:
    """The Party body that a place's organisation is said to be: 柳坪村党组织|设|党总支."""
    for end, region in sorted(context.by_end.items()):
        if m := _ORGANISED.match(context.clean, end):
            name = context.clean[region.start : end] + m[1]
            yield Body(region.start, m.end(1), m[1], None, end, name=name)


def of_levels(context: Context) -> Iterator[Body]:
    """Bodies behind a bare level: 县委, 镇综治办, 省农科院."""
    for start, word in context.levels:
        if word == "地" and context.clean[start + 1] != "委":
            continue  # 属地派出所
        body = behind(context, start, start + len(word), LEVELS[word], None)
        if body is None or counted(context, body.end) or chained(context, start, body.end):
            continue
        if context.clean[start - 1 : start] == "团" and body.kind == "党委":
            yield replace(body, start=start - 1, kind="社会组织", rule="organisation.youth-league")
        elif not (body.kind.startswith("党") and _among_kinds(context, body)):
            yield body


def of_heads(context: Context) -> Iterator[Body]:
    """Departments at the head of a clause or list, without a word for their host: 教务处, 党委组织部."""
    for token in context.tokens.of("body.child"):
        if token.word.endswith(("部", "处", "委办公室", "政办公室")):
            before = context.clean[max(0, token.start - 1) : token.start]
            if before in set("\n。；，！？：”） ") or token.start == 0:
                yield Body(
                    token.start,
                    token.end,
                    kind_of(token),
                    "organisation",
                    token.start,
                    rule="organisation.bare-host",
                )


def of_members(context: Context) -> Iterator[Body]:
    """Bodies for the members who work elsewhere: 固始县|驻昆山市流动党员党总支."""
    for m in _AWAY.finditer(context.clean):
        token = context.tokens.ending(m.end(), *SUFFIXES)
        if token is not None and not counted(context, m.end()):
            home = context.by_end.get(m.start())
            start = m.start() if home is None else home.start
            yield Body(start, m.end(), kind_of(token), None if home else "county", m.start())


def of_zones(context: Context) -> Iterator[Body]:
    """党工委 and its offices alone, in a zone or street that the article is about; 两区|党工委."""
    for m in _ZONE.finditer(context.clean):
        if context.region_over(m.start()) is None and not chained(context, m.start(), m.end()):
            kind = "党工委" if m[0].endswith("党工委") else "其他"
            stem = m.start() + m[0].find("区") + 1
            made = Body(m.start(), m.end(), kind, "zone", stem, rule="organisation.zone")
            joint = _JOINT_ZONES.search(context.clean)
            if joint and m[0].startswith((joint[2], "党")):
                made = replace(
                    made,
                    bare=None,
                    name=joint[1] + m[0].removeprefix(joint[2]),
                    owner_at=joint.start(1),
                )
            yield made


def of_hosts(context: Context) -> Iterator[Body]:
    """Party bodies and offices behind a bare word for their host: 集团党委, 院纪委."""
    for start, word in context.hosts:
        step = _step(context, start + len(word), None, body=True)
        if step is None and word == "总公司":
            end = start + len(word)
            yield Body(start, end, "企业", "organisation", end, rule="organisation.bare-host")
        if step is None or step[1].classes.isdisjoint(_OF_HOST) or chained(context, start, step[0]):
            continue
        made = Body(start, step[0], kind_of(step[1]), "organisation", start + len(word))
        yield replace(grown(context, made), rule="organisation.bare-host")


def of_villages(context: Context) -> Iterator[Body]:
    """A village's body without the village's name, before a post: 党支部书记, 居委会主任."""
    for m in _OF_VILLAGE.finditer(context.clean):
        listed = context.tokens.ending(m.start() - 1, "body.post") is not None
        if not (listed or context.in_title(m.start())) and context.free_before(m.start()):
            kind = "其他" if m[1] == "居委会" else m[1]
            yield Body(
                m.start(), m.end(1), kind, "village", m.start(), rule="organisation.bare-host"
            )


def owned(context: Context) -> Iterator[Body]:
    """All bodies that grow from what owns them."""
    for reader in (
        of_regions,
        of_organised,
        of_levels,
        of_hosts,
        of_heads,
        of_zones,
        of_members,
        of_villages,
    ):
        yield from reader(context)
