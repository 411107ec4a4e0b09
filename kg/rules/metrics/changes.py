"""Changes: what rose or fell, by how much and against what; old levels with new ones; 翻番."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kg import patterns as re
from kg.choose.lists import IN_TURN, SEVERALLY
from kg.lexicon.words import any_of, members
from kg.model import Change, MetricMention
from kg.rules.metrics import lists, nouns
from kg.rules.metrics.clauses import Clause
from kg.rules.metrics.naming import RELATION, clause_before
from kg.rules.metrics.reader import Draft, Reader, mention
from kg.rules.metrics.words import CHANGE_VERB, EXTENT, HEDGES, LIGHT, MEAN, RATIO, SHARE, TO, TO_VERBS, VERBS
from kg.rules.numbers.dates import HALF
from kg.rules.numbers.grammar import Figure
from kg.rules.numbers.numerals import chinese_year, plain
from kg.rules.numbers.units import AREA, HOUR, MONEY, POINTS, QUARTER, RATES, TIMES

YEARLY = "年均"
# A new level that is told in figures or words (降至个位数).
_NEW = r"(?:[\d一二两三四五六七八九百十千万零]|个位数)"
_VERB = re.compile(rf"(?<!自然)(?P<new>新)?(?:实际|名义)?{CHANGE_VERB}(?:{any_of('figure.kept')})?{HEDGES}$")
_OBJECT = re.compile(
    rf"(?:(?P<up>增加(?!值)|提高|提升|扩大)|(?P<down>{any_of('figure.fall')}))了?(?P<object>[^，、；。\d了至到为]{{2,14}}?)(?:近|约|达|超)*$"
)
_ADDS = ("增加", "扩大")  # 扩大规模3000多万元
# 比上届小3.2岁: a difference is told like a change.
_THAN = re.compile(
    rf"(?<![占评同环对百配])[比较](?P<base>(?:\d{{4}}年)?[^，；、\d]{{1,14}}?)(?:[要又再更还偏]|{MEAN}|整整)?"
    rf"(?:(?P<up>(?<![提升增拔抬拉])高|(?<![增扩壮放])大|(?<![增成])长|贵)|(?P<down>(?<![降减])低|(?<![缩减])小|(?<!缩)短|年轻|(?<!加)快))了?(?:出|近|约)*$"
    rf"|(?:(?P<over>{any_of('figure.over')})|低于)(?P<other>[^，；、。\d]{{2,14}}?)(?:近|约|达)?$"
)
# 拉动经济增长1.1个百分点: what it contributes is a level.
_PULLS = re.compile(rf"(?:{any_of('figure.contributes')})[^，；、。]{{1,12}}?{CHANGE_VERB}(?:了|约|近)*$")
_WEAK = re.compile(r"[增涨升多减降缩少]$")
# 与上年相比, 与目标; behind a year 与 joins another one to it, unless it says what is compared (2018与2019年).
_WITH = rf"(?:(?<![\d年])|(?=与[^，；、]*(?:{any_of('figure.compared')})))与"
_BASE = re.compile(
    rf"(?:(?P<yoy>{any_of('figure.on_base')}|比(?=$|{SEVERALLY}))"
    rf"|(?P<yearly>{any_of('figure.yearly')})"
    rf"|(?:较|(?:{any_of('figure.compared')})于?|(?<![占评同环对百配可])比(?![例重武学拼])|{_WITH})(?P<base>[^，；、]{{1,16}}?)(?:的?(?:{any_of('figure.compared')}))?)"
    rf"(?:{SEVERALLY}|{IN_TURN}|净|均|又|再|大幅|{MEAN}|每[年月天]|实现|共|各|都|可)*$"
)
_TO = re.compile(rf"^，?(?:[^，；、。]{{0,8}}?)(?:{TO_VERBS})?{TO}")
_FROM = re.compile(r"(?:由|从)(?P<pre>[^，；。]{0,16}?)$")
# 将15个支部|优化整合为11个: the same things, numbered anew.
_ANEW = re.compile(r"[将把](?P<pre>)[^，。；]{0,16}$")
_AGAINST = re.compile(r"(?:较|(?<![占评同环对百配])比|与|由|从)[^，；、。]{0,16}$")
_MOVES = re.compile(
    rf"(?:(?:的[^，；、。]{{0,6}})?(?:{any_of('figure.compared')})?[^，；、。\d]{{0,6}}?{TO_VERBS}"
    rf"|，?[^，；、。\d]{{0,4}}(?:到|至|[细拆重变改]\w?[为成]))[^，；、。]{{0,12}}?{_NEW}"
)
# 三年前还是61%: the level of another time, or of others that the figure is set against (高于非党员的41%).
_ONCE = re.compile(
    rf"(?:[一二两三四五六七八九十几\d]+年前|{any_of('figure.once')})(?:还|才|只|仅|曾|就|都)?(?:是|为|{any_of('figure.only')})$"
)
_OTHERS = re.compile(rf"(?:{any_of('figure.against')})[^，。；\d]{{1,14}}的$")
_DOUBLED = re.compile(r"翻(?:了)?(?:近|约)?(?:(?P<n>[一二两三四1-4])(?:个)?番|番|一?倍)(?!半)")
# Of a month, a season and a year what they have at a mean.
_SECONDS = {"秒": 1, "分": 60, HOUR: 3600, "周": 604800, "星期": 604800, "月": 2592000, "季": 7776000, "年": 31536000}
_TIMES = {"二": 2, "两": 2, "三": 3, "四": 4, "2": 2, "3": 3, "4": 4}
_DURATION = re.compile(rf"{any_of('figure.time')}")
_GAINS, _SHARES = members("figure.gain"), members("figure.share")
_PACES, _RATES = members("figure.pace"), members("figure.up_rate") | members("figure.down_rate")
_RANKED = re.compile(rf"(?:{any_of('figure.rank_move')})了?$")
_OF_IT = re.compile("^所占?")
# 增速, 降幅, 所占比例, 总量: of what was told before.
_BARE = re.compile(rf"(?:所占?)?(?P<rate>{'|'.join((*_RATES, *_SHARES))})|(?:现价)?总量")
_MOST = re.compile(r"^.*?[最较][高低快慢大小]的[有是为]")  # 增幅较大的有|家具
_EXTENT = re.compile(rf"(?:{any_of('figure.sown')})?{EXTENT}$")
_EARLIER = re.compile(rf"[年月期季届前去]|{any_of('figure.once')}")
_THEN = re.compile(
    rf"[、，；]?(?:{any_of('figure.last_year', 'figure.in_year')}|[上前]?[一二三四]?{QUARTER}|[上下]{HALF}|上月)+[为是]?"
)
# 实现5%的增长: the noun of a change stands behind its size.
_HAS = re.compile(rf"(?:(?P<yearly>{any_of('figure.yearly')})?(?:{any_of('figure.has_change')})了?)+(?:近|约)?$")
_OF_CHANGE = re.compile(
    rf"的(?:正?(?:{any_of('figure.up_rate')}|增长|速度)|(?P<down>{any_of('figure.down_rate')}|负增长|下降))"
)
_RELATIVE = ("%", "倍", *POINTS, None)


@dataclass(frozen=True, slots=True)
class Shift:
    """A change told before its size: ``subject`` and ``verb_at`` are where, in the words before it, those about the change
    begin and where its verb does; ``verb`` names it where it is no mere difference."""

    direction: str
    subject: int
    verb_at: int
    verb: str = ""
    baseline: str | None = None
    obj: str = ""

    def change(self, figure: Figure) -> Change:
        """The change whose size is ``figure``; a negative growth is a fall."""
        turned = {"up": "down", "down": "up"}[self.direction] if figure.value < 0 else self.direction
        return Change(direction=turned, value=abs(figure.value), unit=figure.unit, baseline=self.baseline)


def base_of(words: str) -> str:
    """What 同比 and 环比 measure against: the year before, the period before."""
    return "上期" if "环" in words else "上年"


def _baseline(words: str) -> tuple[str | None, int]:
    """What the change is measured against and where those words begin."""
    m = _BASE.search(words)
    if m is None:
        return None, len(words)
    if m["base"] is None:
        return (base_of(m["yoy"]) if m["yoy"] else YEARLY), m.start()
    base = re.sub(rf"(?:的[\d.一-龥%]*|{any_of('figure.base_tail')})$", "", m["base"])
    return _digits(base or m["base"]), m.start()


def _digits(words: str) -> str:
    """A year in Chinese digits as a year in Arabic ones, so that baselines compare."""
    year = chinese_year(words[:4]) if words[4:5] == "年" else None
    return f"{year}{words[4:]}" if year else words


def shift(words: str, figure: Figure) -> Shift | None:
    """The change that the words before a figure tell, ``None`` where they tell a level."""
    if (figure.unit in POINTS and _PULLS.search(words)) or (figure.unit == "位" and _RANKED.search(words)):
        return None
    if (m := _THAN.search(words)) and (m["base"] or figure.unit in RATES):
        return Shift(
            "up" if m["up"] or m["over"] else "down", m.start(), m.start(), baseline=_digits(m["base"] or m["other"])
        )
    if m := _VERB.search(words):
        return _moved(m, words, figure)
    m = _OBJECT.search(words)
    relative = figure.unit in (*RATES, "倍") or (figure.unit in MONEY and m is not None and m["up"] in _ADDS)
    if m is not None and (relative or (figure.unit in AREA and m["object"].endswith(EXTENT))):
        base, at = _baseline(words[: m.start()])
        return Shift("up" if m["up"] else "down", at, m.start(), m["up"] or m["down"], base, m["object"])
    return None


def _moved(m: re.Match[str], words: str, figure: Figure) -> Shift | None:
    """A verb of growth or decline before a figure, ``None`` where it tells a level: 新增企业18家, 再增加一批, 多50元."""
    verb = m["up"] or m["down"] or ""
    base, at = _baseline(words[: m.start()])
    relative = figure.unit in (*RATES, *TIMES) or figure.numeral == "fraction"
    few = figure.value == 1 and figure.numeral == "chinese" and not relative
    new = m["new"] and base in (None, YEARLY)
    weak = _WEAK.fullmatch(verb) and base is None and not (words.endswith("了") and relative)
    weak = weak or (verb in _PACES and figure.unit not in POINTS)
    return None if few or new or weak else Shift("up" if m["up"] else "down", at, m.start(), verb, base)


def shift_behind(r: Reader, figure: Figure) -> Shift | None:
    """The change that a noun behind its size tells: GDP实现1.5%的增长."""
    has, of = _HAS.search(r.left(figure)), _OF_CHANGE.match(r.rest(figure))
    if has is None or of is None or figure.unit not in RATES:
        return None
    base = YEARLY if has["yearly"] else None
    return Shift("down" if of["down"] else "up", has.start(), has.start(), of[0], base)


# -------------------------------------------------------------------- old and new levels


@dataclass(frozen=True, slots=True)
class Step:
    """The old level of a new one, the ``index`` of ``count`` in a list; ``start`` is where 从 stands, ``told`` what stands
    behind it."""

    old: Figure
    index: int
    count: int
    start: int
    told: str


def is_old(r: Reader, figure: Figure) -> bool:
    """Whether a figure is only what another one is measured against (比2019年的38万元净增…; 三年前还是61%)."""
    left, last = r.left(figure), r.last()
    others = last is not None and last.mention.unit == figure.unit and _OTHERS.search(left)
    if others or _ONCE.search(left):
        return True
    return _AGAINST.search(left) is not None and _MOVES.match(r.rest(figure)) is not None


def steps(clean: str, clause: Clause) -> dict[Figure, Step]:
    """The new levels of a clause with their old ones: 从71%提高到96%, 由22%、28%和50%调整为21%、28%和51%."""
    found = clause.figures
    for cut in range(1, len(found)):
        size = 1
        while size < cut < len(found) - size and lists.joined(clean, found[cut + size - 1], found[cut + size]):
            size += 1
        olds, news = found[cut - size : cut], found[cut : cut + size]
        lead, alone = clean[clause.start : olds[0].start], news[-1].end == clause.end
        came = _FROM.search(lead) or (_ANEW.search(lead) if alone else None)
        if came and _TO.search(clean[olds[-1].end : news[0].start]) and all(map(_alike, olds, news)):
            pairs = enumerate(zip(olds, news, strict=True))
            return {new: Step(old, i, size, clause.start + came.start(), came["pre"]) for i, (old, new) in pairs}
    return {}


def _alike(old: Figure, new: Figure) -> bool:
    """Whether two figures can be levels of the same thing."""
    if new.duration and (new.unit or "")[0] in "月日年点时":
        return False
    return old.unit == new.unit or {old.unit, new.unit} <= {None, "%"} or (old.duration and new.duration)


def read_step(r: Reader, figure: Figure, step: Step) -> None:
    """A new level with its old one."""
    start = step.start if r.used > step.start else r.used
    body, at = r.named(r.clause.start if step.index else start, step.start)
    if r.clean[step.start] in ("将", "把"):
        body, at = nouns.noun_phrase(r.clean[step.old.end : figure.start])[0], step.old.start
    last = r.last()
    property_ = body if len(body) >= 2 else clause_before(r) or (last.noun if last else "")
    if not property_:
        return
    old = _same_scale(step.old, figure)
    base = _digits(re.sub(r"的$|^每[年月天人户亩]$", "", step.told)) or None
    change = Change(direction="down" if figure.value < old else "up", baseline=base, baseline_value=old)
    parts = lists.members(property_, step.count)
    named = parts[step.index] if len(parts) == step.count else property_
    span = (figure.start if step.index else at, figure.end)
    r.add(mention("from-to", figure, named, span, change=change), property_)


def _same_scale(old: Figure, new: Figure) -> Decimal:
    """The old value in the scale of the new one: 不足三成 against 86% is 30, 2天 against 30分钟 is 2880."""
    if old.unit == new.unit:
        return old.value
    if old.duration:
        return plain(round(old.value * _seconds(old) / _seconds(new), 2))
    return old.value * 100 if old.unit is None else old.value / 100


def _seconds(figure: Figure) -> Decimal:
    """How many seconds a unit of time has; a day where it is none of those above."""
    word = (figure.unit or "").removeprefix("个")
    return Decimal(next((n for start, n in _SECONDS.items() if word.startswith(start)), 86400))


# -------------------------------------------------------------------- whose change it is


def read_change(r: Reader, figure: Figure, found: Shift) -> None:
    """同比下降9%: a change, of the figure before or of what stands before it."""
    if r.clause.bracketed and _THEN.fullmatch(r.left(figure)[: found.verb_at]):
        r.used = figure.end  # （上年同期下降9%）
        return
    found = replace(found, baseline=found.baseline or r.clause.against)
    last = r.last()
    goes_on = last is not None and figure.unit in (last.mention.unit, last.mention.change and last.mention.change.unit)
    if figure.duration and not goes_on and not _DURATION.search(r.clean, r.clause.start, figure.start):
        return
    if goes_on and figure.threshold and "控制" in r.left(figure):
        return  # 涨幅控制在3%以内: the aim of what was told
    gains = found.verb in _GAINS
    stop = found.verb_at if gains and found.baseline in (None, YEARLY) else found.subject
    body, at = r.named(r.used, r.used + stop)
    if last is not None and _OF_IT.sub("", body) in _SHARES and figure.unit in POINTS and last.mention.unit == "%":
        body = ""  # 占比12.3%，比重下降0.6个百分点
    place = r.place(figure) if len(body) < 2 else 0  # 甲县增长5%: not what the one before had
    if len(body) < 2 and not found.obj and not place and _attach(r, figure, found):
        return
    others = figure.unit in POINTS and not _EARLIER.search(found.baseline or "")  # 增速高于全省0.7个百分点
    difference = not found.verb and (len(body) < 2 or figure.unit not in _RELATIVE or others)
    property_ = "" if difference else lists.share_of(r, figure) or _changed(r, figure, body, found)
    if property_:
        told = {"value": None, "unit": None, "change": found.change(figure)}
        r.add(mention("change", figure, property_, (place or at, figure.end), **told), property_)


def _changed(r: Reader, figure: Figure, body: str, found: Shift) -> str:
    """What changed: the words before the change, with 增收 and the object of the verb."""
    last = r.last()
    if found.obj:
        return nouns.shorten((body if len(body) <= 8 else "") + found.obj)
    if found.verb in _GAINS:
        near = r.beside()
        those = near.noun if near and nouns.MEAN_OF.match(body) and not LIGHT.match(near.noun) else ""
        return those + body + found.verb
    if (bare := _BARE.fullmatch(body)) and last:
        return _rate_of(_dealt_to(r, figure, last), bare["rate"])
    if len(body) < 2:
        before = nouns.measured(_MOST.sub("", clause_before(r)) or (last.noun if last else ""))
        if figure.unit == "%" and last and last.mention.change and last.mention.change.unit in POINTS:
            before = next((before.removesuffix(rate) for rate in _RATES if before.endswith(rate)), before)
        if figure.unit in POINTS and last and last.mention.change and last.mention.unit != "%":
            return _rate_of(before, "增速" if last.mention.change.direction == "up" else "降幅")
        return before.removesuffix("减收") if figure.unit in _RELATIVE else re.sub(rf"(?:{SHARE}|{RATIO})$", "", before)
    return nouns.measured(nouns.without_cause(nouns.shorten(_MOST.sub("", body))))


def _dealt_to(r: Reader, figure: Figure, last: Draft) -> str:
    """What the figure before measured to which a rate belongs that is dealt out: 降幅分别收窄1.2个和0.8个百分点."""
    _, index, count = r.dealt(figure.at) or (0, 0, 1)
    before = [d for d in r.drafts if d.clause < r.index]
    return (before[index - count] if 1 < count <= len(before) else last).mention.property


def _rate_of(measure: str, rate: str | None) -> str:
    """The rate at which what was told before changes, or its share: 工业增加值|增速."""
    return measure if rate is None or measure.endswith((*_RATES, *_SHARES)) else measure + rate


def _attach(r: Reader, figure: Figure, found: Shift) -> bool:
    """Add a change without a subject of its own to the figure that it follows."""
    draft = _followed(r, figure, found)
    if draft is None or figure.unit not in (*_RELATIVE, draft.mention.unit):
        return False
    change, old = found.change(figure), draft.mention.change
    if old is None and found.verb in _GAINS and figure.unit not in _RELATIVE and found.baseline in (None, YEARLY):
        return False
    if old is not None:  # 由3万元增加到9万元，增长2倍
        change = replace(old, value=change.value, unit=change.unit)
    r.change(draft, figure.end, change=change)
    return True


def _followed(r: Reader, figure: Figure, found: Shift) -> Draft | None:
    """The figure that a change without subject belongs to; those that are dealt out belong to as many before, in order."""
    in_turn = r.dealt(figure.at)
    index, count = in_turn[1:] if in_turn else lists.row(r, figure)
    last = r.last()
    related = last is not None and _relates(last.mention)  # the subject stands one clause back
    open_ = [d for d in r.drafts if d.clause >= r.index - count - related and _open(d, figure, found)]
    behind = count - index if in_turn or count - index <= len(open_) else 1
    return open_[-behind] if behind <= len(open_) else None


def _open(draft: Draft, figure: Figure, found: Shift) -> bool:
    """Whether a figure that was read may still take a change: a multiple takes no further rate."""
    told = draft.mention
    if told.value is None or (figure.unit not in POINTS and _relates(told)):
        return False
    return told.change is None or (told.change.value is None and found.baseline != YEARLY)


def _relates(told: MetricMention) -> bool:
    """Whether a figure is itself a relation (2.3倍, 占计划的106%): what grows by a rate is its subject."""
    return told.unit == "倍" or (told.unit == "%" and RELATION.search(told.property) is not None)


def read_listed(r: Reader, figure: Figure, found: Shift | None) -> bool:
    """The second of two changes that share a verb (分别增长12%和18%)."""
    if found is None or not re.fullmatch(r"[、和与及]", r.left(figure)):
        return False
    found = replace(found, subject=0, verb_at=0, baseline=found.baseline or r.clause.against)
    last = r.beside()
    if last is None or last.mention.rule != "metric.change":
        return _attach(r, figure, found)
    if figure.duration and last.mention.change and last.mention.change.unit != figure.unit:
        return False
    rate = next(filter(last.noun.endswith, _RATES), None)
    property_ = lists.share_of(r, figure) or (_rate_of(_dealt_to(r, figure, last), rate) if rate else last.noun)
    told = {"value": None, "unit": None, "change": found.change(figure)}
    r.add(mention("change", figure, property_, (last.mention.start, figure.end), **told), last.noun)
    return True


def read_more(r: Reader, figure: Figure, found: Shift | None) -> bool:
    """增加水稻面积6万亩、药材1万亩: what the verb before a list does to the things that follow in it."""
    last, left = r.beside(), r.left(figure)
    if found is None or not found.obj or last is None or last.mention.change is None or left[:1] != "、":
        return False
    more = nouns.before(left)[0]
    if last.mention.change.unit != figure.unit or len(more) < 2 or VERBS.match(more):
        return False
    if (measure := _EXTENT.search(found.obj)) and not more.endswith(EXTENT):
        more += measure[0]
    r.used += 1
    read_change(r, figure, replace(found, subject=0, verb_at=0, obj=more))
    return True


def read_doubled(r: Reader) -> None:
    """翻番 says a change without any figure: of 100 per cent, 翻两番 of 300."""
    m = _DOUBLED.search(r.clean, r.clause.start, r.clause.end)
    if m is None or any(m[0] in d.mention.property for d in r.drafts if d.clause == r.index):
        return  # 三成的村|收入翻番
    if r.used > m.start() or any(f.start < m.end() and f.end > m.start() for f in r.clause.figures):
        return
    base, at = _baseline(r.clean[r.used : m.start()])
    body, start = r.named(r.used, r.used + at)
    size = Decimal(2 ** _TIMES.get(m["n"] or "", 1) * 100 - 100)
    change, last = Change(direction="up", value=size, unit="%", baseline=base), r.last()
    if len(body) >= 2:
        told = nouns.shorten(body)
        rule = "metric.change"
        r.add(MetricMention(start=start, end=m.end(), at=m.start(), rule=rule, property=told, change=change), body)
    elif last is not None and not (last.mention.change and last.mention.change.value):
        r.change(last, m.end(), change=replace(last.mention.change or change, value=size, unit="%"))
