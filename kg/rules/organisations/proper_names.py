"""Bodies with a name of their own before the suffix: 绿源蔬菜种植专业合作社, 恒泰公司党支部."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import patterns as re
from kg.lexicon import kinds
from kg.lexicon.words import any_of, classes_of, members, of_class
from kg.rules.organisations.context import LEVELS, LOW, SUFFIXES, Context
from kg.rules.organisations.edges import Edge, left_edge, whole_suffix
from kg.rules.organisations.extension import Body, grown, is_sent, kind_of
from kg.rules.organisations.vocabulary import GENERIC, HARD_STOPS, JOINERS, fits
from kg.syntax.tokens import Token
from kg.text.words import Word, words

_ANY_TRADE = re.compile(rf"(?:{any_of('pattern.any_trade')})[\u4e00-\u9fff]{{0,2}}?(?:{any_of('pattern.trade')})")
_TRADES = of_class("pattern.trade")
_COUNT_AFTER = re.compile(r"[一二三四五六七八九十百\d]+[余多]?[个家所支]|[—→/+-]")
_PLACE_AFTER = re.compile(r"大厦|大楼|大院|广场|家属院|旧址|门口|南路|北路|东路|西路|路口|小区|附近|周边|校区")
_LEVELLED = re.compile(r"[镇村县乡市省]级")
_FIRST = re.compile(r"[两几多首]|[一二三四五六七八九十]+期")
_COUNTS = frozenset("9876543210两几")
_LISTABLE = frozenset({"body.firm", "body.society", "body.school", "body.other"})
_UNLISTED = frozenset({"body.unit", "body.section", "body.owned", "body.child", "body.national"})
_MARKS = frozenset("、，。；：\n" + JOINERS)
_JOINERS = frozenset("、" + JOINERS)
_ANY = frozenset("某各每")
_OF_ANY = _ANY | {"的"}
_BEHIND_OWNERS = frozenset(("局", "厅", "委", "办", "所", kinds.HUB, "院", "馆"))
_ORDINAL = re.compile(r"第?[一二三四五六七八九十]+$")
_COUNTED_AFTER = re.compile(r"共?有?\d")
_WHOLE = re.compile(rf"{any_of('pattern.whole_party')}")
_PLACE = re.compile(rf"[\u4e00-\u9fffA-Z]{{1,3}}({'|'.join(LOW)}|街)")
_QUARTER = re.compile(r"[\u4e00-\u9fff]{2,3}()")  # 坦头|居委会
_QUOTED_WHOLE = frozenset({"body.firm", "body.coop", "body.society"})
_ALSO_NAMED = members("pattern.also_named")
_NO_OWN = frozenset({"body.national"})
_BEARING = frozenset({kinds.FIRM, kinds.COOP, kinds.SOCIETY, kinds.SCHOOL})
"""What bears a name of its own, so that a place and a kind word may be no name."""
_HOST = (*SUFFIXES, "body.host")


def _torn(context: Context, token: Token) -> bool:
    """Whether a suffix ends inside a word: 党组|织."""
    stop = context.run_end(token.end, min(len(context.clean), token.end + 3))
    near = words(context.clean, token.start, stop)
    crossing = any(w.start < token.end < w.end for w in near)
    return crossing and context.tokens.starting(token.end, "body.post", "body.party") is None


def _free(context: Context, token: Token) -> bool:
    """Whether a suffix may end a name here: no title around it, no place's name over it, no count behind."""
    if context.clean.startswith("了", token.end) and not context.clean.startswith("了解", token.end):
        return False  # 古丽娜尔|学会了
    if context.clean.startswith("的", token.end) and "verb.in_name" in token.classes:
        return False  # 某某集团|控股|的公司
    if context.in_title(token.start) or context.region_over(token.start) is not None:
        return False
    return not (_COUNT_AFTER.match(context.clean, token.end) or _PLACE_AFTER.match(context.clean, token.end))


def _is_a_regions(context: Context, edge: Edge, suffix: int, kind: str) -> bool:
    """Whether a region and kind words alone are a name: 歙县茶业公司, but not 歙县国有公司."""
    if edge.region is None:
        return False
    if edge.start < edge.region.start:
        return True  # 人保财险|河池市|分公司
    if kind not in _BEARING:
        return True
    return (
        edge.region.level != "village"
        and edge.region.end < suffix
        and _LEVELLED.search(context.clean, edge.region.end, suffix) is None
        and not context.tokens.within(edge.region.end, suffix, "modifier.firm")
    )


def _level_word(context: Context, edge: Edge) -> str:
    """The word for a level that a name begins with instead of a region: 县|水务公司."""
    first = words(context.clean, edge.start, edge.start + 4)[0].text
    return first if edge.region is None and first in LEVELS else ""


def _named(context: Context, token: Token) -> Body | None:
    """A name before a kind word: 德令哈景润种植专业合作社, 中国农业大学, 萧山民营经济展示馆."""
    if token.classes & {"body.section", "body.media"} or token.word in _BEHIND_OWNERS:
        return None
    if "body.owned" in token.classes and token.word not in _ALSO_NAMED:
        place = _unknown_place(context, token)
        free = place is not None and not context.counted(place)
        return Body(place, token.end, kind_of(token), None, token.start) if free and place is not None else None
    if not whole_suffix(context, token.start, token.end):
        return None
    edge = left_edge(context, token.start, token.end, legal="body.legal" in token.classes)
    edge = edge or _faculty(context, token)
    kind = kind_of(token)
    if edge and token.word == "学会" and edge.region is None and token.start - edge.start < 4:
        return None
    if edge is None and "body.brand" in token.classes:
        edge = _branded(context, token)
    if edge is None or not (edge.own or _is_a_regions(context, edge, token.start, kind)):
        return None
    if is_sent(context, edge.start, token.end):
        return None  # 支援|武汉医疗队
    if context.clean[edge.start - 1 : edge.start] in _ANY or _cut_off(context, edge):
        return None
    if context.counted(edge.start) or _is_kind(context, edge, token):
        return None
    word = _level_word(context, edge)
    stem = edge.start + len(word)
    owners = context.tokens.within(edge.start + 2, token.start, "body.owner")
    parts = tuple(t.end for t in owners[-1:] if t.end < token.start)  # 国网某某供电公司|下马关供电所
    return Body(edge.start, token.end, kind, LEVELS.get(word), stem, parts, rule="organisation.named")


def _cut_off(context: Context, edge: Edge) -> bool:
    """Whether a name begins inside a short quotation: “乡村共|富微工厂”."""
    nearest = context.clean.rfind("“", max(0, edge.start - 10), edge.start)
    return 0 <= nearest < edge.start - 1 and context.marked.get(nearest, 0) > edge.start


def _faculty(context: Context, token: Token) -> Edge | None:
    """Where a faculty's name begins that only its subjects tell, at the head of its clause or list: 公共管理|学院."""
    begin = token.start
    for word in reversed(words(context.clean, context.segment_start(begin), begin)):
        if not fits(word):
            break
        begin = word.start
    subjects = words(context.clean, begin, token.start)
    told = len(subjects) > 1 and token.start - begin > 3 and context.free_before(begin)
    told = told and context.clean[begin - 1 : begin] not in _OF_ANY
    return Edge(begin, None, True) if told and token.word == kinds.COLLEGE else None


def _branded(context: Context, token: Token) -> Edge | None:
    """Where the name begins of a body that always bears one, be it a common word: 友好|社会工作服务中心."""
    before = words(context.clean, context.segment_start(token.start), token.start)[-1:]
    named = [w for w in before if len(w.text) > 1 and w.text not in GENERIC and (fits(w) or not classes_of(w.text))]
    free = named and context.free_before(named[0].start)
    return Edge(named[0].start, None, True) if free else None


def _unknown_place(context: Context, token: Token) -> int | None:
    """Where the name begins of a place that no gazetteer knows and a body follows: 鸳鸯|街道|办事处."""
    level = next((w for w in LEVELS if token.word.startswith(w)), "")
    end = token.start + len(level)
    pattern = _QUARTER if token.word[0] == "居" else _PLACE
    place = pattern.fullmatch(context.clean, context.segment_start(end), end)
    if place is None:
        return None
    before = words(context.clean, place.start(), place.start(1))
    loose = [len(w.text) for w in before] == [1, 1]
    if loose and before[0].text not in GENERIC | HARD_STOPS:
        return place.start()  # 春|和|社区
    kind = any(w.text in GENERIC | HARD_STOPS or w.flag[:1] in "vpcrmd" for w in before)
    return None if kind else place.start()


def _is_kind(context: Context, edge: Edge, token: Token) -> bool:
    """Whether a name is a kind of bodies after all: counted, quoted whole, or set up in every place."""
    clean = context.clean
    if clean[edge.start - 1 : edge.start] in _COUNTS or _FIRST.match(clean, edge.start):
        return True
    if clean[edge.start - 1 : edge.start] == "“" and clean[token.end : token.end + 1] == "”":
        return edge.region is None and not token.classes & _QUOTED_WHOLE
    whole = words(clean, edge.start, token.end)
    if len(whole) == 1 and whole[0].flag == "n":
        return True  # the dictionary has 理发店
    inner = words(clean, edge.region.end if edge.region else edge.start, token.start)
    if any(w.text[-1] in "级等性" for w in inner) or (inner and inner[-1].text[-1] == "式"):
        return True  # 县级融媒体中心, 众筹模式合作社
    if "+" in clean[edge.start : token.start] or clean.endswith("一体”", edge.start, token.start):
        return True  # “党建+”合作社, “村社一体”合作社
    quoted = clean[edge.start] in "“‘" and "body.level" in token.classes
    if quoted and all(
        w.text in GENERIC or not w.text.isalpha() for w in words(clean, clean.find("”", edge.start) + 1, token.start)
    ):
        return True
    return kind_of(token) == kinds.SOCIETY and context.everywhere(edge.start)


def _unit_edge(context: Context, token: Token) -> Edge | None:
    """Where the name of a unit begins that only nouns tell, from the head of its clause or list: 财务处支部."""
    stem = _before_sorts(context, token.start)
    host = context.tokens.ending(stem, *_HOST)
    low = context.segment_start(token.start)
    taken = words(context.clean, low, stem)
    begin = stem
    for i in range(len(taken) - 1, -1, -1):
        if not fits(taken[i]) and not _joins(context, taken, i):
            break
        begin = taken[i].start
    own = [w for w in taken if w.start >= begin]
    length = token.start - begin
    if length < 2 or not context.free_before(begin):
        return None
    if len(own) > 1 and context.clean.endswith(_TRADES, begin, stem):
        return Edge(begin, None, True)  # 快递行业|党委
    founded = context.tokens.ending(begin, "verb.found", "verb.set", "verb.form") or context.clean[begin - 1] == "了"
    founded = founded and length > 3 and not context.everywhere(begin)
    if host is None:
        counted = _COUNTED_AFTER.match(context.clean, token.end)
        numbered = begin == stem and _ORDINAL.search(context.clean, begin, token.start)
        noun = [w for w in own[:1] if w.text not in GENERIC and not classes_of(w.text) and not own[1:]]
        repeated = noun and noun[0].flag[:1] == "n" and context.clean.count(context.clean[begin : token.end]) > 1
        clause = context.analysis.clause_at(token.start)
        formed = clause and context.tokens.within(token.end, clause.end, "verb.form")
        joint = (founded or formed) and begin < stem < token.start  # 成立|中药材产业|联合|党支部
        listed = len(own) > 1 and length >= 4 and _beside_like(context, token, begin)
        return Edge(begin, None, True) if (numbered and not counted) or joint or listed or repeated else None
    specific = [w for w in own if w.text not in GENERIC and w.end <= stem]
    if len(own) > 1 and host.word != kinds.COLLEGE:
        specific = [w for w in specific if w.end <= host.start] or [w for w in specific if len(w.text) > len(host.word)]
    known = "body.host" in host.classes and len(own) == 1
    if len(own) == 1 and (length < 3 or own[0].text[: -len(host.word)] in GENERIC) and not known:
        return None
    return Edge(begin, None, True) if specific or (founded and _WHOLE.search(token.word)) else None


def _beside_like(context: Context, token: Token, begin: int) -> bool:
    """Whether another body of the same kind stands beside it in a list: …党支部、…党支部."""
    clean = context.clean
    before = clean[begin - 1 : begin] in {"、", "和"} and clean.endswith(token.word, 0, begin - 1)
    listing = context.analysis.listing_at(begin)
    after = listing is not None and any(
        a > token.end and clean.startswith(token.word, clean.find(token.word, a, b))
        for a, b in listing.items
        if clean.find(token.word, a, b) > a + 1
    )
    return before or after


def _before_sorts(context: Context, end: int) -> int:
    """Where the host ends that a Party body's sort follows: 检修公司|第三|党支部."""
    while True:
        ordinal = _ORDINAL.search(context.clean, max(0, end - 4), end)
        sort = context.tokens.ending(end, "body.sort")
        if ordinal is None and sort is None:
            return end
        end = ordinal.start() if ordinal is not None else sort.start if sort else end


def _joins(context: Context, taken: Sequence[Word], i: int) -> bool:
    """Whether 与 stands inside a name: 科学|与|艺术学院, but not 甲支部|与|乙支部."""
    inside = taken[i].text == "与" and 0 < i < len(taken) - 1
    return inside and context.tokens.ending(taken[i].start, *SUFFIXES) is None


def _party_edge(context: Context, token: Token) -> Edge | None:
    """Where the name of a Party body's host begins."""
    edge = left_edge(context, token.start, token.end)
    if edge is not None and edge.region is None:
        stem = _before_sorts(context, token.start)
        host = context.tokens.ending(stem, *_HOST) or context.clean[stem - 1] in "”）"
        if not host or token.start - edge.start < 2:
            edge = None
    if edge is None and (place := _unknown_place(context, token)) is not None:
        return Edge(place, None, True)
    return edge or _unit_edge(context, token)


def _party(context: Context, token: Token) -> Body | None:
    """A Party body with its host's name: 珙县分公司采卤车间党支部, “红梯田”党建联盟党委, 财务处支部."""
    clean = context.clean
    edge = None if _torn(context, token) else _party_edge(context, token)
    if edge is None or clean[edge.start : token.start].find("”") == token.start - edge.start - 1:
        return None  # “五星”党支部
    if clean[edge.start - 1 : edge.start] in _ANY or _ANY_TRADE.match(clean, edge.start):
        return None
    if edge.region is not None and not edge.own:
        return None  # what only kind words join to a place is read from the place
    word = _level_word(context, edge)
    rule = "organisation.party-body"
    stem = _before_sorts(context, token.start)
    parts = (stem,) if context.tokens.ending(stem, *SUFFIXES, since=edge.start + 1) else ()
    head, bare = edge.start + len(word), LEVELS.get(word)
    return Body(edge.start, token.end, kind_of(token), bare, head, parts, rule=rule)


def own_names(context: Context) -> Iterator[Body]:
    """All bodies with names of their own, with the parts that follow them."""
    for token in context.tokens.of(*SUFFIXES):
        if (
            context.tokens.ending(token.end, "stop.unit", *SUFFIXES) != token
            or token.classes & _NO_OWN
            or not _free(context, token)
        ):
            continue
        party = token.classes & {"body.party", "body.discipline"}
        body = _party(context, token) if party else _named(context, token)
        if body is not None:
            made = grown(context, body)
            if not _COUNT_AFTER.match(context.clean, made.end):
                yield made if made.end == body.end else replace(made, bare=body.bare)


def common_names(context: Context) -> Iterator[Body]:
    """Names of common nouns alone, from the head of their clause or list: they count beside a body that is known."""
    for token in context.tokens.of(*_LISTABLE):
        if token.classes & _UNLISTED or not _free(context, token):
            continue
        if context.tokens.ending(token.end, "stop.unit", *SUFFIXES) != token:
            continue
        begin, at = token.start, context.segment_start(token.start)
        for word in reversed(words(context.clean, at, token.start)):
            if not fits(word):
                break
            begin = word.start
        inner = words(context.clean, begin, token.start)
        own = [w for w in inner if w.text not in GENERIC]
        before = context.clean[begin - 1 : begin]
        many = len(inner) > 1 or (token.word == kinds.CORPORATION and token.start - begin > 1)
        free = many and own and before in _MARKS and begin not in context.by_end
        if free and not _is_kind(context, Edge(begin, None, True), token):
            yield Body.by_itself(begin, token.end, kind_of(token), "named")


def beside(context: Context, known: list[Body]) -> list[Body]:
    """Of the common names those that a list puts beside a known body of their kind."""
    found: list[Body] = []
    ends = {b.end: b.kind for b in known}
    starts = {b.start: b.kind for b in known}
    for body in common_names(context):
        after = starts.get(body.end + 1) if context.clean[body.end : body.end + 1] in _JOINERS else None
        before = ends.get(body.start - 1) if context.clean[body.start - 1] in _JOINERS else None
        if body.kind in {after, before} and body.end not in ends:
            found.append(body)
            ends[body.end] = body.kind
    return found
