"""Levels: a number with a unit, and the words before or after it that say what it measures."""

from __future__ import annotations

from dataclasses import replace

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.rules.metrics import countable, nouns
from kg.rules.metrics.bare import AIM, read_bare
from kg.rules.metrics.draft import Reader, is_share, mention
from kg.rules.metrics.naming import MONEY_AHEAD, MONEY_NOUN, NUMBER_OF, PERSONS, distributed, named
from kg.rules.metrics.predicates import HOLDERS, NAMED, reached, said_of, unmarked
from kg.rules.metrics.words import AGE, ATTRIBUTE, EXTENT, HEDGES, LIGHT, MEASURED, RATE, SHARE, TO_VERBS, VERBS
from kg.rules.numbers.grammar import BROKEN, REACHED, Figure
from kg.rules.numbers.units import AGES, AREA, MASS, MONEY, PLACES

_PERSON_END = re.compile(rf"(?:{any_of('person.end')})$")
# 社区住着3100户、9000余人: who lives there, told by nothing but a verb of living.
_DWELT = re.compile(r"(?:居?住|守|管|常住|生活)(?:着|有|了)$")
_RESIDENTS = {"户": "居民户数", "人": "居民人数"}
# 拉起一支30多人的夜巡队: the number describes what follows.
_OF_ONE = re.compile(r"一[支个家座处条批所栋片间群套]$")
_ANYONE = re.compile(rf"(?:{any_of('person.end', 'noun.person', 'figure.person')}|[人员长者手师民])$")
_OBJECT = re.compile(r"[一-龥“”]{2,14}")
_FIELDS = ("亩", "公顷")
_ABOUT = re.compile(rf"(?:{any_of('figure.hedge')})占[^占]*$")
_COVER = re.compile(rf"全?(?:{any_of('figure.covered')})")
_WHOLE = re.compile(any_of("figure.whole"))
_REACHING = re.compile(rf"(?:{any_of('figure.reach')})了?$")
_BOUNDED = re.compile(r"\d[\d.]*[百千万亿]*[一-龥]{1,3}?以[上下]")
# 某某村9户在茶园务工: the place where those counted live, before what they do.
_SETTLED = re.compile(rf"[一-龥]{{1,12}}(?:{any_of('figure.settled')})")
# What alone stands before the level of a change that was told: 预期, 达到, 力争.
_ONLY_LEVEL = re.compile(
    rf"[，、]?(?:{any_of('figure.level_head')})?(?:已|{any_of('figure.level_adverb')}|将|可|并)*"
    rf"(?:{REACHED}?了?|{BROKEN}了?|{any_of('figure.level_verb')}|为|{TO_VERBS}[到至])了?"
)
# Animals and crops of one character, which are counted (猪7100头、羊640只).
_STOCK = "猪牛羊鸡鸭鹅鱼虾蟹马驴骡兔鹿蜂蚕桑茶麦稻豆菜果药"
_EXTREME = re.compile(rf"(?:{AGE})?最(?P<end>[大小长])的?(?:{AGE})?(?:已经?|才|仅|只有|有|是|为|达)?$")
# A verb of giving, taking or working the soil that ends the words before a sum or an area.
_ACTED = re.compile(
    rf"(?:[拿掏捐交送付借贷领退转汇寄取]出?[出上去给到来回下]|{any_of('figure.trade')}|租[用赁]|收到|领取|支付|赔偿|种下?|栽下?|养|给|捐|花|挣|赚){HEDGES}$"
)


def read_level(r: Reader, figure: Figure) -> None:
    """Keep what a figure measures, where it measures something."""
    left, right = r.left(figure), _behind(r, figure)
    noun, size = _noun_behind(r, figure, right.removeprefix("的"))
    if figure.unit in (*PERSONS, "户", None):
        if figure.unit is None and (money := MONEY_AHEAD.match(right)):
            noun = money[0]
        if len(noun) == 1 and right[1:2] and "一" <= right[1] <= "龥":
            noun = ""  # 5人迟|到: the beginning of what they do
        size = min(size, right.find(noun) + len(noun)) if noun else 0
    if not countable.countable(figure, left, right, noun):
        return
    body, cut = nouns.before(left)
    if _completes_change(r, figure, body) or _bounds_count(r, figure) or _read_age(r, figure):
        return
    if figure.unit in (*PLACES, "人", "户") and _SETTLED.fullmatch(body) and said_of(r, right):
        body = ""
    _read_placed(r, figure, (body, r.used + cut), noun, size)


def _noun_behind(r: Reader, figure: Figure, words: str) -> tuple[str, int]:
    """The noun phrase that is counted, with what describes it (9名|坚决不同意的村民), or else all that a verb with 了 acts on."""
    noun, size = nouns.noun_phrase(words)
    person = figure.unit in PERSONS and not _ANYONE.search(noun)
    if not noun or person:
        told, end = nouns.described(words)
        if told and (not person or _ANYONE.search(told)):
            return told, end
    if not noun and r.left(figure).endswith("了") and (m := _OBJECT.fullmatch(words)):
        return m[0], m.end()
    return noun, size


def _behind(r: Reader, figure: Figure) -> str:
    """The words after a figure; none where it is an aim (超过50万元|的目标), which the words before it name."""
    right = r.right(figure)
    return "" if right.startswith("的") and AIM.match(right, 1) else right


def _read_placed(r: Reader, figure: Figure, told_before: tuple[str, int], noun: str, size: int) -> None:
    """Keep a level by what stands before it (the words and where they start) and the noun after it."""
    body, start = told_before
    right = _behind(r, figure)
    attached = right.startswith("的")
    if is_share(figure) and _is_part(right, noun, body):
        _read_part(r, figure, attached)
    elif noun and (told := _described(r, figure, noun, body, start)) is not None:
        property_, start, whole = told
        end = figure.end + (attached + size if whole else 0)
        r.add(mention("count", figure, property_, (start, end)), noun)
    elif figure.unit in PLACES and not noun and (verb := _REACHING.search(body)):
        named_for = f"{verb[0].removesuffix('了')}的{figure.unit}"
        r.add(mention("count", figure, named_for, (figure.start, figure.end)), body)
    elif noun and _acted(r, figure, body, noun):
        end = figure.end + attached + size
        r.add(mention("count", figure, nouns.shorten(noun), (figure.start, end)), noun)
    elif noun and not attached and _counts(r, figure, body, noun, size):
        _read_counted(r, figure, noun, size)
    elif figure.unit in _RESIDENTS and _DWELT.search(body):
        living = _RESIDENTS[figure.unit or ""]
        r.add(mention("count", figure, living, (figure.start, figure.end)), "居民")
    elif noun and attached and figure.unit in PERSONS and VERBS.fullmatch(body):
        end = figure.end + attached + size  # 组建60余人的巡逻队
        r.add(mention("count", figure, noun, (start, end)), noun)
    elif len(body) < 2 and not (body and body in _STOCK):
        read_bare(r, figure, body)
    else:
        _read_named(r, figure, body, start)


def _read_age(r: Reader, figure: Figure) -> bool:
    """The age of a person, whoever it is."""
    if figure.unit not in AGES:
        return False
    if extreme := _EXTREME.search(r.left(figure)):
        told = f"最{extreme['end']}{AGE}"
        r.add(mention("count", figure, told, (figure.start - len(extreme[0]), figure.end)), told)
        return True
    if re.search(any_of("figure.age_told"), r.left(figure)):
        return False
    r.add(mention("count", figure, AGE, (figure.start, figure.end)), AGE)
    return True


def _completes_change(r: Reader, figure: Figure, body: str) -> bool:
    """财政收入增长24%，预期128亿元: the level of what the clause before told a change of; a second level
    (力争133亿元) measures the same thing."""
    last = r.last()
    if last is None or last.clause not in (r.index - 1, r.index) or is_share(figure):
        return False
    told = last.mention
    words = r.left(figure)
    if told.change is None or not (_ONLY_LEVEL.fullmatch(words) or body == "总量"):
        return False
    if told.value is None and told.change.unit in ("%", figure.unit) and told.rule == "metric.change":
        last.mention = replace(
            told, value=figure.value, unit=figure.unit, hedge=figure.hedge, end=figure.end, at=figure.at
        )
        r.used, last.clause = figure.end, r.index
        return True
    if told.unit == figure.unit and not re.search(r"[再又]", words):
        r.add(mention("count", figure, told.property, (figure.start, figure.end)), last.noun)
        return True
    return False


def _bounds_count(r: Reader, figure: Figure) -> bool:
    """Whether a sum only bounds what was counted before it: no change of the sum follows."""
    last = r.last()
    if last is None or last.clause != r.index or figure.unit not in MONEY or "的" not in last.mention.property:
        return False
    told = unmarked(r.clean[r.used : figure.end].removeprefix("的"))
    if not last.mention.property.startswith(told):
        return False
    return (
        re.match(
            rf"(?:{any_of('figure.mark')})?，(?:{any_of('figure.on_base')}|[较比]|增|翻|是)",
            r.clean[figure.end : figure.end + 8],
        )
        is None
    )


def _described(r: Reader, figure: Figure, noun: str, body: str, start: int) -> tuple[str, int, bool] | None:
    """A figure that describes the noun after it (占地35亩的产业园, 4000平方米展馆): what it measures,
    where its words start, and whether they go on to the noun."""
    attached = r.clean.startswith("的", figure.end)
    if figure.unit in AREA and figure.unit not in _FIELDS and not _measured(body):
        return noun + EXTENT, figure.start, True
    if not attached or is_share(figure):
        return None
    if (attribute := ATTRIBUTE.search(r.left(figure))) is not None:
        return noun + attribute["a"], r.used + attribute.start(), True
    if len(body) < 2 or _OF_ONE.search(body):
        return noun + NUMBER_OF.get(figure.unit or "", ""), figure.start, True
    if figure.unit in PERSONS and LIGHT.fullmatch(body):
        return body + noun + NUMBER_OF[figure.unit], start, False
    return (noun, figure.start, True) if figure.unit in MONEY else None


def _acted(r: Reader, figure: Figure, body: str, noun: str) -> bool:
    """Whether a sum or an area is what a verb right before it acts on, named after it (拿出2万元积蓄, 承包了30亩茶园)."""
    if figure.unit not in (*MONEY, *AREA, *MASS) or _measured(body) or len(noun) < 2:
        return False
    done = _ACTED.search(r.left(figure))
    return done is not None and VERBS.match(noun) is None and not MEASURED.search(noun[:4])


def _measured(body: str) -> bool:
    return bool(MEASURED.search(body) or ATTRIBUTE.search(body))


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
    property_ = f"{told}的{noun}{SHARE}" if told else f"{noun}{SHARE}"
    r.add(mention("part", figure, property_, (figure.start, offset + size)), noun)


# -------------------------------------------------------------------- the noun after the number


def _counts(r: Reader, figure: Figure, body: str, noun: str, size: int) -> bool:
    """Whether the noun after a figure is what it counts, and not the beginning of something else."""
    if figure.unit in ("%", "‰"):
        return False
    if figure.unit in MONEY:
        return bool(MONEY_NOUN.search(noun))
    if figure.unit in PERSONS and (_PERSON_END.search(body) or (body.endswith("”") and not _PERSON_END.search(noun))):
        return False
    follows = next((f for f in r.clause.figures if f.start == figure.end + size), None)
    if follows is None or len(body) < 2 or LIGHT.fullmatch(body):
        return True
    return bool(nouns.noun_phrase(r.right(follows))[0])


def _read_counted(r: Reader, figure: Figure, noun: str, size: int) -> None:
    """576个基层党组织."""
    words = r.rest(figure)
    may = words.startswith("的", size) and "可" in words
    if may and (told := reached(r, figure, size + 1)):  # 40个村|的集体收入可达30万元
        r.add(mention("count", figure, told + noun, (figure.start, figure.end + size)), noun)
        return
    if (split := HOLDERS.match(noun)) and (told := reached(r, figure, split.end())):
        end = figure.end + split.end()
        r.add(mention("count", figure, told + split[0], (figure.start, end)), split[0])
        return
    property_ = noun
    if named := NAMED.match(words, size):
        property_ = f"{named['as']}的{noun}"
    if len(noun) < 2:
        owns = words.startswith("的", size)  # 65个村|的收入: what is said is of their income
        told = "" if owns else said_of(r, words[size:]) or nouns.before(r.left(figure))[0]
        property_ = f"{told}的{noun}" if 2 <= len(told) <= 18 else noun
    end = figure.end + words.find(noun) + len(noun)
    r.add(mention("count", figure, nouns.shorten(property_), (figure.start, end)), noun)


# -------------------------------------------------------------------- the words before the number


def _read_named(r: Reader, figure: Figure, body: str, start: int) -> None:
    """组建党员先锋队18支: the words before the figure say what it counts."""
    property_, noun = named(r, figure, body)
    shared = distributed(r, figure, body)
    condition = _condition(r, figure, start)
    if shared is not None:
        bound = _BOUNDED.search(shared)
        property_, condition = shared, bound[0] if bound else None
    roughly = _ABOUT.search(r.left(figure))
    told = {"condition": condition, "hedge": "约" if roughly else figure.hedge}
    kept = mention("level", figure, property_, (start, figure.end), **told)
    r.add(kept, noun, r.group(figure))


def _condition(r: Reader, figure: Figure, start: int) -> str | None:
    """The threshold among the words that say what is counted (100万元以上)."""
    for f in r.clause.figures:
        bounds = f.threshold or f.hedge is not None or r.clean.startswith("的", f.end)
        if start <= f.start and f.end < figure.start and bounds and not f.duration:
            return r.clean[f.start : f.end]
    return None
