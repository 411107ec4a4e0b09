"""Levels: a number with a unit, and the words before or after it that say what it measures."""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon import levels
from kg.lexicon.words import any_of, members
from kg.rules.metrics import countable, lists, nouns
from kg.rules.metrics.naming import NUMBER_OF, PERSONS, before_bracket, carried, named, reached, said_of
from kg.rules.metrics.reader import Reader, is_share, mention
from kg.rules.metrics.status import AIM_BEHIND
from kg.rules.metrics.words import (
    AGE,
    ATTRIBUTE,
    COLLECTIVE,
    COUNT_VERBS,
    EXTENT,
    HEDGES,
    INCOME,
    LIGHT,
    MEASURED,
    PERIOD,
    RATE,
    SHARE,
    TO_VERBS,
    VERBS,
)
from kg.rules.numbers.grammar import BROKEN, PASSED, REACHED, Figure
from kg.rules.numbers.units import AGES, AREA, MASS, MONEY, POINTS

_PERSON_END = re.compile(rf"(?:{any_of('person.end')})$")
_ANYONE = re.compile(rf"(?:{any_of('person.end', 'noun.person', 'figure.person')}|[人员长者手师民])$")
_MONEY = re.compile(rf"(?:{any_of('figure.money')})$")
# 社区住着3100户、9000余人: who lives there, told by nothing but a verb of living.
_DWELT = re.compile(r"(?:居?住|守|管|常住|生活)(?:着|有|了)$")
_THOSE = re.compile(rf"..(?:{any_of('noun.person')}|[户人])$")
_RESIDENTS = {"户": "居民户数", "人": "居民人数"}
_FIELDS = ("亩", "公顷")
# Animals and crops of one character, which are counted (猪7100头、羊640只).
_STOCK = "猪牛羊鸡鸭鹅鱼虾蟹马驴骡兔鹿蜂蚕桑茶麦稻豆菜果药"
# What one character says of a sum of money, and of what time it is: 一天|能挣100元, 每月5000元|工资.
_TRADES = {"卖": "销售额", "挣": INCOME, "赚": INCOME, "花": "花费"}
_SHARES = members("figure.share")
_TRADED = re.compile(rf"(?:.*?(?:{PERIOD}))?[下来能可就还也又净]*(?P<trade>[{''.join(_TRADES)}])")
_PERIOD = re.compile(rf"(?:{PERIOD}|[一每]年)(?=[^，；。]{{0,6}}$)")
_OWN = re.compile(rf"{MEASURED.pattern}|(?:{any_of('figure.economy')})$")
_ABOUT = re.compile(rf"(?:{any_of('figure.hedge')})占[^占]*$|(?:约|{any_of('figure.roughly')})有[^，、有]{{1,12}}$")
_COVER = re.compile(rf"全?(?:{any_of('figure.covered')})")
_WHOLE = re.compile(any_of("figure.whole"))
_EXTREME = re.compile(rf"(?:{AGE})?最(?P<end>[大小长])的?(?:{AGE})?(?:已经?|才|仅|只有|有|是|为|达)?$")
# What alone stands before the level of a change that was told: 预期, 达到, 总量达.
_ONLY_LEVEL = re.compile(
    rf"[，、]?(?:{any_of('figure.level_head', 'figure.level_adverb', 'figure.level_verb')}|[已将可并为]|{REACHED}?|{BROKEN}|{PASSED}|{TO_VERBS}[到至])+了?"
)
_UNTIL = re.compile("[，、到]+$")
# 突破100万元，达到108万元: the level itself; 月均20万元，受旱情影响降至13万元: another one of the same thing.
_AGAIN = re.compile(rf"[，、]?(?:受[^，；。]{{2,14}})?已?(?:{REACHED}?|{TO_VERBS}[到至为])了?")
# What belongs to the next figure, not to those counted: 16个村|集体积累合计870万元, 18名党员|捐款3.6万元.
_THEIRS = re.compile(
    rf"(?:级?{COLLECTIVE}|[年月总纯]|可支配|{any_of('figure.before_income')})*(?:{any_of('figure.measured', 'figure.gain')}|[销交营进出][一-龥]?额)$"
    rf"|(?<=[员人户民众者友属])(?:{any_of('figure.light')})$|(?<=村)级?{COLLECTIVE}$"
)
# 18个科室被评为重点学科: what they became says what is counted.
_NAMED = re.compile(
    rf"(?:{any_of('figure.adverb')})?(?:被|获)?(?:省|市|县|区|{any_of('pattern.nationwide')})?(?P<as>(?:{any_of('figure.honoured')})[^，。；、\d]{{2,16}})"
)
# Verbs right before what is named behind its number: 完成了300亩的造林任务.
_ACTS = re.compile(rf"{COUNT_VERBS.pattern}|{any_of('figure.spent')}")
_DONE = re.compile(rf"(?:{_ACTS.pattern}){HEDGES}$")
_SUMMED = re.compile(rf"共|{any_of('figure.so_far')}")
_KEPT = re.compile(rf"(?:{COUNT_VERBS.pattern}|保留|预留)$")


def read_level(r: Reader, figure: Figure) -> None:
    """Keep what a figure measures, where it measures something."""
    left, right = r.left(figure), r.right(figure)
    right = "" if AIM_BEHIND.match(right) and not _DONE.search(left) else right
    noun, size = _noun_behind(figure, left, right.removeprefix("的"))
    later = r.later(figure)
    if "、" in noun and later is not None and later.start == figure.end + size:  # 19个村|、农户1752户
        noun = noun.partition("、")[0]
        size = len(noun)
    if not countable.countable(figure, left, right, noun):
        return
    if sized := _sized(r, figure, right):
        r.add(mention("count", figure, sized, (figure.start, figure.end)), sized)
        return
    body, start = r.named(r.used, figure.start)
    if figure.unit in AGES and (age := _age(left)):
        extreme = _EXTREME.search(left)
        r.add(mention("count", figure, age, (figure.start - len(extreme[0] if extreme else ""), figure.end)), age)
    elif told := lists.share_of(r, figure) or ("" if body else _dealt_again(r, figure)):
        last = r.beside()
        start = last.mention.start if last and not body else start
        bound = lists.BOUND.search(told)
        r.add(mention("level", figure, told, (start, figure.end), condition=bound and bound[0]), told)
    elif not _completes_change(r, figure):
        _read_placed(r, figure, (body, start), (noun, size, right))


def _sized(r: Reader, figure: Figure, right: str) -> str:
    """The things that are counted before their size: 36个|装机规模12.5兆瓦的村级电站, 27条|共320公里水泥路."""
    summed = _SUMMED.fullmatch(right) is not None
    later = r.later(figure) if summed or ATTRIBUTE.fullmatch(right) else None
    if later is None or not (summed or r.clean.startswith("的", later.end)):
        return ""
    return nouns.noun_phrase(r.clean[later.end : r.clause.end].removeprefix("的"))[0]


def _dealt_again(r: Reader, figure: Figure) -> str:
    """What the figure before measured, where both are dealt out in one list (集体收入，分别达到66万元、42万元)."""
    _, index, _ = r.dealt(figure.at) or (0, 0, 0)
    last = r.beside()
    return last.mention.property if index and last and last.mention.unit == figure.unit else ""


def _noun_behind(figure: Figure, left: str, words: str) -> tuple[str, int]:
    """The noun phrase that is counted, with what describes it (9名|坚决不同意的村民), or else all that a verb with 了 acts on."""
    is_ = words.startswith("是")  # 12户|是低保户
    noun, size = nouns.noun_phrase(words[is_:])
    size += is_ and size > 0
    person = figure.unit in PERSONS and not _ANYONE.search(noun)
    if not noun or person:
        told, end = nouns.described(words)
        if told and (not person or _ANYONE.search(told)):
            return told, end
    if not noun and left.endswith("了") and re.fullmatch(r"[一-龥“”]{2,14}", words):
        return words, len(words)
    if len(noun) == 1 and figure.unit in (*PERSONS, "户", None) and "一" <= words[1:2] <= "龥":
        return "", 0  # 5人迟|到: the beginning of what they do
    return noun, size


def _age(left: str) -> str:
    """The age of a person, whoever it is; nothing where the words before it tell whose age is measured."""
    if extreme := _EXTREME.search(left):
        return f"最{extreme['end']}{AGE}"
    return "" if re.search(any_of("figure.age_told"), left) else AGE


def _completes_change(r: Reader, figure: Figure) -> bool:
    """财政收入增长24%，预期128亿元: the level of what the clause before told a change of; a second level
    (力争133亿元) measures the same thing."""
    last, date = r.last(), next((d for d in r.dates if r.used <= d.start < d.end <= figure.start), None)
    left = _UNTIL.sub("", r.clean[r.used : date.start]) + r.clean[date.end : figure.start] if date else r.left(figure)
    left = left or r.clean[figure.start : figure.at]  # 突破
    again = _AGAIN.fullmatch(left)
    if last is None or last.clause < r.index - 1 or not (again or _ONLY_LEVEL.fullmatch(left)):
        return False
    told = last.mention
    first = told.rule == "metric.change" and told.change and told.value is None
    pointed = told.change is not None and told.change.unit in POINTS
    if is_share(figure) != pointed:  # 普及率提高5个百分点，达到88%
        return False
    whole = first and told.change and (pointed or told.change.unit in ("%", figure.unit))
    exact = again and told.hedge == "余" and told.unit == figure.unit and told.change is None
    if (whole or exact) and not date:
        r.change(last, figure.end, value=figure.value, unit=figure.unit, hedge=figure.hedge, at=figure.at)
        last.clause = r.index
        return True
    if whole or (told.unit == figure.unit and (again or told.change is not None)):  # 年均增长7%，到2025年突破200亿元
        r.add(mention("count", figure, told.property, (r.used, figure.end)), last.noun)
        return True
    return False


def _read_placed(r: Reader, figure: Figure, before: tuple[str, int], behind: tuple[str, int, str]) -> None:
    """Keep a level by what stands before it (the words and where they start) and the noun behind it."""
    (body, start), (noun, size, right) = before, behind
    attached = right.startswith("的")
    end, later = figure.end + attached + size, r.later(figure)
    if attached and noun and later and later.start <= end + 1:  # 日处理能力50吨的污水处理站|1座
        noun, end = r.clean[figure.end + 1 : later.start], figure.end
    if attached and body in _SHARES:  # 占比63%的电力供应业
        r.add(mention("level", figure, noun + body, (start, figure.end)), noun)
    elif is_share(figure) and _is_part(right, noun, body):
        _read_part(r, figure, attached)
    elif noun and (size_of := _described(r, figure, noun, attached, before)) is not None:
        r.add(mention("count", figure, size_of[0], (size_of[1], end)), noun)
    elif len(noun) > 1 and _acted(r, figure, body, noun):
        r.add(mention("count", figure, nouns.shorten(noun), (figure.start, end)), noun)
    elif noun and not attached and _counts(r, figure, body, noun, size):
        _read_counted(r, figure, noun, size)
    elif short := _in_short(r, figure, body):
        r.add(mention("count", figure, short, (start, figure.end)), short)
    elif len(body) >= 2 or (body and body in _STOCK):
        _read_named(r, figure, body, start)
    elif told := before_bracket(r, figure) or carried(r, figure, body):
        last = r.last()
        r.add(mention("level", figure, *told), last.noun if last else told[0])


def _described(r: Reader, figure: Figure, noun: str, attached: bool, before: tuple[str, int]) -> tuple[str, int] | None:
    """A figure that describes the noun behind it (占地35亩的产业园, 4000平方米展馆): what it measures, and where it begins."""
    body, start = before
    if figure.unit in AREA and figure.unit not in _FIELDS and not _measured(body):
        return noun + EXTENT, figure.start
    if not attached or is_share(figure):
        return None
    if (attribute := ATTRIBUTE.search(r.left(figure))) is not None:
        return noun + attribute["a"], r.used + attribute.start()
    if len(body) < 2 or re.search(r"一[支个家座处条批所栋片间群套]$", body):  # 拉起一支30多人的夜巡队
        return noun + NUMBER_OF.get(figure.unit or "", ""), figure.start
    if figure.unit in PERSONS and LIGHT.fullmatch(body):
        return body + noun + NUMBER_OF[figure.unit], start
    left = r.left(figure)  # 守着2600亩的山林
    done = figure.unit not in ("个", "家", "户") and (left.endswith(("着", "了")) or _DONE.search(left))
    if done or (figure.unit in PERSONS and VERBS.fullmatch(body)):
        return noun, start
    return (noun, figure.start) if figure.unit in MONEY or (figure.unit or "").startswith("元") else None


def _in_short(r: Reader, figure: Figure, body: str) -> str:
    """What a verb of living or of trade measures by itself."""
    if figure.unit in _RESIDENTS and _DWELT.search(body):
        return _RESIDENTS[figure.unit]
    traded = _TRADED.fullmatch(body) if figure.unit in MONEY else None
    return _period(r, figure) + _TRADES[traded["trade"]] if traded else ""


def _period(r: Reader, figure: Figure) -> str:
    """Of what time a sum is: 每月|5000元工资."""
    period = _PERIOD.search(r.left(figure)) if figure.unit in MONEY else None
    return period[0] if period else ""


def _acted(r: Reader, figure: Figure, body: str, noun: str) -> bool:
    """Whether a sum or an area is what a verb right before it acts on, named after it (拿出2万元积蓄, 承包了30亩茶园)."""
    did = r.left(figure).rstrip("了过近约共")  # 送|上
    acts = nouns.ends_in_act(did) or nouns.ends_in_act(did.rstrip("上下出来去到给回"))
    if figure.unit not in (*MONEY, *AREA, *MASS) or _measured(body) or not acts:
        return False
    return VERBS.match(noun) is None and not MEASURED.search(noun[:4])


def _measured(body: str) -> bool:
    return MEASURED.search(body) is not None or ATTRIBUTE.search(body) is not None


# -------------------------------------------------------------------- shares of a named whole


def _is_part(right: str, noun: str, body: str) -> bool:
    """Whether a rate tells the part of a whole that is named after it (92%的党支部)."""
    if right.startswith("的"):
        return not RATE.search(body)
    return bool(noun) and len(body) < 2 and body != "占" and not _COVER.match(right)


def _read_part(r: Reader, figure: Figure, attached: bool) -> None:
    """92%的党支部争创为四星级: what is counted is the part that the predicate tells."""
    offset = figure.end + attached
    words = r.clean[offset : r.clause.end]
    noun, size = nouns.noun_phrase(words)
    told = said_of(r, words[size:])
    if told[:1].isdigit() and (whole := _WHOLE.match(noun)):  # 71%的村|收入8万元以上
        told, noun, size = noun[whole.end() :] + told, whole[0], whole.end()
    share = "" if RATE.search(noun) else SHARE  # 7.1%的贡献率
    if not told and share and (done := _KEPT.search(r.left(figure))):  # 保留70%的土地
        told = done[0]
    property_ = f"{told}的{noun}{share}" if told else noun + share
    r.add(mention("part", figure, property_, (figure.start, offset + size)), noun)


# -------------------------------------------------------------------- the noun after the number


def _counts(r: Reader, figure: Figure, body: str, noun: str, size: int) -> bool:
    """Whether the noun after a figure is what it counts, and not the beginning of something else."""
    if figure.unit in ("%", "‰"):
        return False
    if figure.unit in MONEY:
        return _MONEY.search(noun) is not None
    if figure.unit in PERSONS and (_PERSON_END.search(body) or (body.endswith("”") and not _PERSON_END.search(noun))):
        return False
    if figure.unit in (*PERSONS, "户") and _THOSE.search(body) and nouns.ends_in_act(noun):
        return False  # 吸纳脱贫户45户|就业
    if (did := VERBS.match(body)) and did.end() < len(body) and _ACTS.match(noun):
        return False  # 流转土地1800亩|发展……
    follows = r.later(figure)
    if noun in levels.VILLAGES:  # 惠及沿线17个村2.1万人
        return True
    if follows is None or follows.start != figure.end + size or len(body) < 2 or LIGHT.fullmatch(body):
        return True
    return bool(nouns.noun_phrase(r.right(follows))[0])


def _of_next(r: Reader, figure: Figure, noun: str) -> str:
    """The end of the noun behind a figure, where it says what the next one measures: 16个村|集体积累合计870万元."""
    theirs, later = _THEIRS.search(noun), r.later(figure)
    if theirs is None or later is None or later.unit not in (*MONEY, "%"):
        return ""
    if theirs[0] == noun and figure.unit not in (*_RESIDENTS, *AREA):
        return ""
    ahead = nouns.before(r.right(figure))[0]  # 15个村|集体经济年增收20万元以上
    return theirs[0] if ahead.endswith(theirs[0]) or (ahead.startswith(noun) and ahead != noun) else ""


def _read_counted(r: Reader, figure: Figure, noun: str, size: int) -> None:
    """576个基层党组织."""
    words = r.rest(figure)
    whose = _OWN.search(noun) if figure.unit in ("个", "家") else None
    if theirs := _of_next(r, figure, noun) or (whose[0] if whose and len(whose[0]) < len(noun) else ""):
        noun, size = noun.removesuffix(theirs), size - len(theirs)
    link = words.startswith("的", size)
    told = reached(r, figure, size + link, told=bool(theirs) or (link and "可" in words))
    if told:  # 87个行政村|集体经济收入全部超过10万元, 40个村|的集体收入可达30万元
        property_ = told + (noun or figure.unit or "")
    elif named_as := _NAMED.match(words, size):
        property_ = f"{named_as['as']}的{noun}"
    elif not noun:  # 120户|年收入3万元
        body = r.named(r.used, figure.start)[0]
        property_ = (body if LIGHT.fullmatch(body) else "") + NUMBER_OF.get(figure.unit or "", EXTENT)
    elif len(noun) < 2 and not theirs:  # 65个村|的收入: what is said is of their income; 带动6个村|的210户
        said = ("" if link else said_of(r, words[size:])) or r.named(r.used, r.listed(figure))[0]
        property_ = f"{said}的{noun}" if 2 <= len(said) <= 18 and said[-1] != "等" else noun
    elif figure.unit in _RESIDENTS and nouns.is_act(noun):
        property_ = f"{noun}的{figure.unit}"
    else:
        property_ = _period(r, figure) + nouns.shorten(noun)
    r.add(mention("count", figure, property_, (figure.start, figure.end + size)), noun)


# -------------------------------------------------------------------- the words before the number


def _read_named(r: Reader, figure: Figure, body: str, start: int) -> None:
    """组建党员先锋队18支: the words before the figure say what it counts."""
    property_, noun = named(r, figure, body)
    hedge = "约" if _ABOUT.search(r.left(figure)) else figure.hedge
    bound = _condition(r, figure, start)
    r.add(mention("level", figure, property_, (start, figure.end), condition=bound, hedge=hedge), noun)


def _condition(r: Reader, figure: Figure, start: int) -> str | None:
    """The threshold among the words that say what is counted (100万元以上)."""
    for f in r.clause.figures:
        bounds = f.threshold or f.hedge is not None or r.clean.startswith("的", f.end)
        if start <= f.start and f.end < figure.start and bounds and not f.duration:
            return r.clean[f.start : f.end]
    return None
