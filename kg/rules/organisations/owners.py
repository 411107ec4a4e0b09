"""What bodies grow from: the name of a place, a bare level, a host, the head of a clause or list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import patterns as re
from kg.lexicon import kinds
from kg.lexicon.words import any_of, of_class
from kg.model import RegionMention
from kg.rules.organisations.context import LEVELS, LOW, SUFFIXES, Context
from kg.rules.organisations.edges import prefixed
from kg.rules.organisations.extension import Body, behind, chained, grown, is_sent, kind_of, step
from kg.rules.organisations.vocabulary import GENERIC, fits
from kg.text.words import words

_PARTY = f"{kinds.COMMITTEE}|{kinds.GENERAL}|{kinds.BRANCH}|{kinds.WORKING}"
_POSTED = re.compile(
    rf"驻[^\W\d的了]{{1,12}}?(?:((?:{any_of('pattern.away')})(?:{any_of('sort.joint')})?(?:{_PARTY}|服务站|工作站|联络站|服务中心))|"
    rf"{any_of('body.posted')})"
)
_NUMBERED = re.compile(
    rf"(?:{any_of('body.mark')})(?:[一二三四五六七八九十]+航?[局院冶建](?:{kinds.CORPORATION})?|[\u4e00-\u9fff]{{2,3}}电[力网])(?![有股公])"
)
_ZONE = re.compile(
    rf"(?:(?<![\u4e00-\u9fff）])|(?<=[由对按照在和]))(?:{kinds.WORKING}|党建办公室|党群工作部|党政办公室)(?![）—])|"
    rf"(?:[两三新园]|高新|开发|经开|示范|度假|实验|合作)区(?:{kinds.WORKING}|党建办公室|管委会)"
)
_ORGANISED = re.compile(
    rf"{kinds.PARTY_BODY}(?:现|共|下)?(?:设[有立]?|为)({_PARTY})(?![一-鿿]?[\d一二两三四五六七八九十]+个)"
)
_OF_VILLAGE = re.compile(
    rf"({kinds.BRANCH}|{kinds.GENERAL}|{kinds.RESIDENTS})(?=[\u4e00-\u9fff]?(?:副?书记|副?主任)(?!们|等|[的一-鿿]?(?:要|应)))"
)
_DEPARTMENTS = of_class("pattern.department")
_OF_HOST = frozenset({"body.party", "body.discipline", "body.child", "body.section", "body.other"})
_HEADS = frozenset("\n。；，！？：”） ")


def _of_place_inside(context: Context, body: Body) -> Body:
    """A body whose own village or town stands behind the place that is known: 白蒲镇|法宝社区|党委."""
    at = context.tokens.ending(body.parts[0] if body.parts else body.end, *SUFFIXES, since=body.stem)
    level = next((w for w in LOW if at is not None and context.clean.endswith(w, body.stem, at.start)), "")
    if at is None or not level or at.start - body.stem < len(level) + 2:
        return body
    return replace(body, start=body.stem, stem=at.start)


def _kind_of_founder(founder: str) -> str:
    """The type of the committees of the youth league, and of those of other parties and of congresses."""
    return kinds.SOCIETY if founder[-1] == "团" else kinds.OTHER


def _of_region(context: Context, region: RegionMention) -> Body | None:
    """The body behind a place: of the place, of its league or party (民盟|衢州市|委); its level may be said once more."""
    end, founder = region.end, context.founder_of(region)
    start = region.start - (len(founder) if context.clean.endswith(founder, 0, region.start) else 0)
    printed = context.clean[start:end]
    twice = next((w for w in LEVELS if printed.endswith(w) and context.clean.startswith(w, end)), "")
    body = behind(context, start, end, region.level, region)
    if body is None and founder and (body := behind(context, start, end, region.level, None)):
        body = replace(body, bare=None)  # 民建|某某县|支部
    if body is None and twice:  # 思明区|区|委
        body = behind(context, start, end + len(twice), region.level, region)
        name = printed + context.clean[end + len(twice) : body.end] if body else ""
        body = replace(body, name=body.name or name, stem=end) if body else None
    if body is None or not founder:
        return body
    name = "" if start < region.start else founder + context.clean[start : body.end]
    whole = body.kind == kinds.COMMITTEE and not body.parts
    kind = _kind_of_founder(founder) if whole else body.kind
    return replace(body, kind=kind, name=name, length=len(founder) + end - region.start)


def of_regions(context: Context) -> Iterator[Body]:
    """Bodies behind the name of a place: 萧山区政府, 金安社区文明督导队."""
    for _, region in sorted(context.by_end.items()):
        body = _of_region(context, region)
        if body is not None and not is_sent(context, region.start, body.end):  # 支援|湖北|医疗队
            short = body.kind in {kinds.FIRM, kinds.SCHOOL} or bool(body.parts)
            begin = min(body.start, prefixed(context, region, short=short))
            yield _of_place_inside(context, replace(body, start=begin))


def of_organised(context: Context) -> Iterator[Body]:
    """The Party body that a place's organisation is said to be: 柳坪村党组织|设|党总支."""
    for end, region in sorted(context.by_end.items()):
        if m := _ORGANISED.match(context.clean, end):
            name = context.clean[region.start : end] + m[1]
            yield Body(region.start, m.end(1), m[1], None, end, name=name)


def _among_kinds(context: Context, body: Body) -> bool:
    """Whether a bare body stands on a list of kinds: 农村党支部、|社区党支部|、机关党支部."""
    listing = context.analysis.listing_at(body.start)
    others = [(a, b) for a, b in listing.items if b != body.end] if listing is not None else []
    parties = [(a, t.start) for a, b in others if (t := context.tokens.ending(b, "body.party", since=a + 1))]
    return any(all(w.text in GENERIC for w in words(context.clean, a, b)) for a, b in parties)


def of_levels(context: Context) -> Iterator[Body]:
    """Bodies behind a bare level: 县委, 镇综治办, 省农科院."""
    for start, word in context.levels:
        if word == "地" and not context.clean.startswith("委", start + 1):
            continue  # 属地派出所
        body = behind(context, start, start + len(word), LEVELS[word], None)
        if body is None or chained(context, start, body.end):
            continue
        if body.bare == "village" and body.kind in {kinds.SCHOOL, kinds.FIRM}:
            continue  # 村小学, 村办企业
        founder = context.founder_before(start)
        if founder and body.kind == kinds.COMMITTEE:
            begin, kind = start - len(founder), _kind_of_founder(founder)
            yield replace(body, start=begin, kind=kind, rule="organisation.youth-league")
        elif not (body.kind.startswith("党") and _among_kinds(context, body)):
            yield body


def of_heads(context: Context) -> Iterator[Body]:
    """Departments at the head of a clause or list, without a word for their host: 教务处, 党委组织部."""
    for token in context.tokens.of("body.child"):
        if token.word.endswith(_DEPARTMENTS) and len(token.word) > 2:
            before = context.clean[max(0, token.start - 1) : token.start]
            if before in _HEADS or token.start == 0:
                yield Body(
                    token.start, token.end, kind_of(token), "organisation", token.start, rule="organisation.bare-host"
                )


def of_posted(context: Context) -> Iterator[Body]:
    """Bodies posted elsewhere: 固始县|驻昆山市流动党员党总支, 广东省乡村振兴|驻芦洲镇帮镇扶村工作队."""
    for m in _POSTED.finditer(context.clean):
        token = context.tokens.ending(m.end(), *SUFFIXES)
        placed = m.start() + 1 in context.by_start
        if token is None or not (placed or m[1]):
            continue
        low = context.segment_start(m.start())
        home = context.by_end.get(m.start()) or context.by_end.get(low)
        fit = all(fits(w) for w in words(context.clean, low, m.start()))
        if home is not None and fit:
            yield Body(home.start, m.end(), kind_of(token), None, home.end)
        elif m[1] or context.free_before(m.start()):
            bare = "county" if m[1] else None
            yield Body(m.start(), m.end(), kind_of(token), bare, m.start())


def of_zones(context: Context) -> Iterator[Body]:
    """党工委 and its offices alone, in a zone or street that the article is about."""
    for m in _ZONE.finditer(context.clean):
        if context.region_over(m.start()) is None and not chained(context, m.start(), m.end()):
            kind = kinds.WORKING if m[0].endswith(kinds.WORKING) else kinds.OTHER
            stem = m.start() + m[0].find("区") + 1
            yield Body(m.start(), m.end(), kind, "zone", stem, rule="organisation.zone")


def of_hosts(context: Context) -> Iterator[Body]:
    """Party bodies and offices behind a bare word for their host: 集团党委, 院纪委."""
    for start, word in context.hosts:
        taken = step(context, start + len(word), None, body=True)
        if taken is None and word == kinds.HEAD_COMPANY:
            end = start + len(word)
            yield Body(start, end, kinds.FIRM, "organisation", end, rule="organisation.bare-host")
        if taken is None or taken[1].classes.isdisjoint(_OF_HOST) or chained(context, start, taken[0]):
            continue
        made = Body(start, taken[0], kind_of(taken[1]), "organisation", start + len(word))
        yield replace(grown(context, made), rule="organisation.bare-host")


def of_villages(context: Context) -> Iterator[Body]:
    """A village's body without the village's name, before a post: 党支部书记, 居委会主任."""
    for m in _OF_VILLAGE.finditer(context.clean):
        listed = context.tokens.ending(m.start() - 1, "body.post") is not None
        if not (listed or context.in_title(m.start())) and context.free_before(m.start()):
            kind = kinds.OTHER if m[1] == kinds.RESIDENTS else m[1]
            yield Body(m.start(), m.end(1), kind, "village", m.start(), rule="organisation.bare-host")


def of_marks(context: Context) -> Iterator[Body]:
    """The numbered firms of a great one (中铁四局), and those of its provinces (国网|河北|电力)."""
    for m in _NUMBERED.finditer(context.clean):
        if not context.in_title(m.start()):
            made = Body.by_itself(m.start(), m.end(), kinds.FIRM, "named")
            yield grown(context, made)


_READERS = (of_regions, of_organised, of_levels, of_hosts, of_heads, of_zones, of_posted, of_villages, of_marks)


def owned(context: Context) -> Iterator[Body]:
    """All bodies that grow from what owns them."""
    for reader in _READERS:
        yield from reader(context)
