"""Which figures measure something: norms, rewards, thresholds, ranks, kinds and idioms do not."""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon import kinds, levels
from kg.lexicon.words import any_of
from kg.rules.metrics.naming import FUNDS, PEOPLE
from kg.rules.metrics.reader import Reader, is_share
from kg.rules.metrics.words import AGE, ATTRIBUTE, HEDGES, KINDS, MEAN, RATE
from kg.rules.numbers import units
from kg.rules.numbers.grammar import REACHED, Figure

_NORM = re.compile(
    rf"每(?:一)?(?:个|名|位|家|支|条|户|村|镇|乡|县|{levels.COMMUNITY}|{any_of('figure.per')}|所|万|千|百|\d+|{units.QUARTER}?|个?月|周|天)|各(?:配备|设|配)|至少配备|人手|一对一|1对1|"
    r"(?:1|一)(?:个|名|支|户)[一-龥]{1,4}?(?:1|一)(?:名|个|支)|"
    rf"[\dNX]+”(?:{any_of('pattern.stands_for')})"  # “1”即1名网格长: what an addend of a formula stands for
)
_PER_HEAD = re.compile(
    rf"{MEAN}每|每(?:一)?(?:人|户|村|亩|家|吨|斤|{units.KILOGRAM}|只|头|株|棵|个?月|天|年|名?[一-龥]{{0,4}}(?:{any_of('figure.person')}))[^，。；]{{0,8}}?"
    rf"(?:{any_of('figure.yield')})"
)
# 每千人口床位, 每万户拥有汽车: an indicator, where nothing says that it must be so
_DENSITY = re.compile(
    rf"每[百千万]+(?![^，；。]*(?:{any_of('figure.norm')}))[^，；。\d]*(?:{PEOPLE}|{any_of('figure.doer_verb')})[^，；。\d]*\d"
)
_SMALL = 20  # a norm sets small numbers: 每个网格由1名…
_CLASS = 100  # 2201班: the number of a class
_REWARD = re.compile(
    rf"(?:积|加|扣|计|得|奖)\d+(?:\.\d+)?分|一(?:村|户|人|个|名|件|次|项|亩|例|头|条|处)[^，。；]{{0,4}}(?:{any_of('figure.grant')})(?=[\d一二两三四五六七八九十百千])"
)
_DEMAND = re.compile(rf"的?(?:{any_of('figure.demand')})")  # 40学时的要求; but 迈过10万元门槛 was reached
# What stands around a number (|) that measures nothing, by its unit; any unit where none is named.
_NO_MEASURES = tuple(
    (of, re.compile(around))
    for of, around in (
        # 1000吨级船舶, what is denied
        (
            (),
            r"\|的标准|每[^|]*\|标准|每\||\|级|(?:没有|无)一(?:例(?!外)|[个处起件户人家名次])[^，；。|]{0,8}\||其中的\|",
        ),
        ((), rf"(?:{any_of('figure.bound')}|原则上[^，。；|]{{0,12}}|不得[^，。；|]{{0,6}})\|"),
        (units.POINTS, rf"^(?![^|]*(?:{any_of('figure.contributes')}))"),  # points tell how two shares differ
        (("位",), rf"(?:{any_of('figure.rank_move')})了?\|(?=[，。；、]|$)"),
        ((), r"控制在[^，。；、约近|\d]{2,8}\|"),
        (("%", "名", "位"), r"(?<![以之换届])前\||(?<![以之届])后\||末位\||倒数\||排名\|"),
        (
            units.PLACES,
            rf"[一-龥](?<![全各乡该我本个])[乡镇]\|(?:的|党|“?{kinds.TWO_COMMITTEES}|{any_of('figure.of_place')})",
        ),
        (units.ENERGY, rf"(?<![机量率模])\|[^，。；、]{{0,10}}?(?:{any_of('figure.plant')})"),
        ((), rf"(?:{any_of('figure.output')})\|[^，。；、\d]{{0,18}}(?:{any_of('figure.plant')})"),
        (units.MASS, rf"\|[^，。；、的\d]{{0,6}}(?:{any_of('figure.rated')})"),
        (("项", "条"), r"\|[^，。]{0,12}?(?:措施|举措)(?![^，。；、的]{0,6}\d)"),
        (
            units.AGES,
            rf"(?:{any_of('figure.old')}|[到至、]\d*)\||\|(?:高龄|老人|及?以[上下]|的?(?:{any_of('figure.aged')}))",
        ),
        (units.VOLTAGE, r"\|[A-Za-z一-龥]"),  # 10千伏线路
        (("字",), r"”\|"),
        # 2组、3组, 石桥村7组村民: groups by their numbers
        (("组",), rf"\d组、\||\|[、和]\d+组|[一-龥](?<![全各该本我个])(?:{levels.ANY_VILLAGE})\|[一-龥]"),
        (("次",), r"\|(?:全会|全体会议|代表大会)"),
    )
)
# ……全部突破30万元，较2020年翻一番: a bound that changed is a figure.
_CHANGED = re.compile(rf"(?:{any_of('figure.mark')})?，(?:{any_of('figure.on_base')}|[较比]|增|翻|是)")
_AGE = re.compile(rf"{any_of('figure.age_told')}")
_SCORE = re.compile(rf"(?:{any_of('figure.score')})[^，。；积加扣减记换]{{0,8}}$")
# So many hours are no time of the day and no deadline: they were served or taught.
_MANY_HOURS = 100
_HOURS = re.compile(rf"(?:{any_of('figure.served')})[^，。；]{{0,6}}$")
_DAYS = re.compile(r"(?:[天日]数|无霜期|生长期)[^，。；]{0,4}$")
_TAKES = re.compile(
    rf"(?:{any_of('figure.time')})[^，。；]{{0,6}}?(?:{any_of('figure.shorter')})[至到为在]?$|(?:{any_of('figure.average')}|"
    rf")[^，。；]{{0,8}}(?:{any_of('figure.time')})(?:仅|只)?{HEDGES}$|[比较][^，。；]{{2,12}}(?:快|慢|早|提前|缩短)了?$|(?:省时|耗时|用时|节时)(?:间)?(?:仅|约|只|为)?$"
)
# Numbers in 万 or 亿 without a unit count people or money that is named beside them.
_MAGNITUDE = re.compile(
    rf"(?:{any_of('figure.person')}|人[数次口]|{any_of('figure.magnitude')}|税|额|[一-龥]量|{any_of('figure.score', 'figure.index')})"
    rf"[^，。；、\d|]{{0,7}}\||\|[一-龥]{{0,12}}?(?:{FUNDS}|经费|补贴款?|贷款|善款)|\|(?:{PEOPLE}|[一-龥]{{0,4}}(?:{any_of('figure.person')}))"
)
_ROUND = re.compile(r"[百千万]万?亿?|十[万亿]")
_CAMPAIGN = re.compile(rf"(?:{any_of('figure.launch')})了?\||\|[^，。；]{{0,16}}?(?:{any_of('figure.campaign')})")
_PERSON = re.compile(rf"[^，。；、]{{0,10}}?(?:{any_of('figure.person')})")
_CONCRETE = re.compile(
    rf"(?:{any_of('figure.thing')}|村|镇|乡|县|{any_of('figure.concrete')}|员|者|师|户|屯|寨|厂|队|点|站|所|园|馆|校|院|班)$"
)
# Measure words of what is surely a thing, and those of machines, vehicles, houses, animals and plants.
_COUNTERS, _PIECES = tuple("个名位家户所座处支"), tuple("台辆艘架栋幢间眼棵株头只匹")


# 低于25万元的村: whom a bound is told of
_BEARER = re.compile(rf"的[^，；。、\d]{{0,6}}(?:{levels.ANY_VILLAGE}|户|{kinds.COMPANY}|{kinds.COOP})(?!的)")


def sets_norm(words: str, before: bool) -> bool:
    """Whether a clause sets a norm (每个网格由1名…), or goes on with the one of the clause before it (配备1名…)."""
    if before and re.match(rf"[^\d一二两三]{{0,4}}(?:{any_of('figure.norm')})", words):
        return True
    return _NORM.search(words) is not None and not _PER_HEAD.search(words) and not _DENSITY.search(words)


def is_normal(figure: Figure, words: str) -> bool:
    """Whether a figure is one that a norm sets."""
    return (figure.value <= _SMALL and figure.unit not in (*units.MONEY, "%")) or "每万" in words


def is_reward(words: str) -> bool:
    """Whether a clause tells the price of a reward (交10节废电池积2分)."""
    return _REWARD.search(words) is not None


def is_told(r: Reader, figure: Figure) -> bool:
    """Whether a figure is the bound in the name of the one before: 84%的村|年收入2万元以上."""
    last = r.beside()
    told = last is not None and r.clean[figure.at : figure.end] in last.mention.property
    return told and (figure.threshold or figure.unit in units.MONEY) and _CHANGED.match(r.clean, figure.end) is None


def is_threshold(r: Reader, figure: Figure) -> bool:
    """Whether a figure only bounds what another one counts (收入50万元以上的村12个, 35岁以下党员占25%)."""
    left, right = r.left(figure), r.right(figure)
    if figure.hedge and figure.unit in units.MONEY and _BEARER.match(right):
        return True
    named = right.startswith("的") and r.later(figure) is not None
    if figure.unit in units.AGES:
        return figure.threshold and not re.search(rf"{AGE}[^，]{{0,6}}$", left)
    if is_share(figure):
        return figure.threshold and named and re.search(rf"[率比]$|占$|{REACHED}?$", left) is not None
    if figure.threshold and right and right[0] not in "，。；、":
        return True
    sized = figure.unit in (*units.AREA, *units.LENGTH) and figure.hedge is None
    if sized and ATTRIBUTE.search(left):  # 占地12亩的冷库
        return False
    bounds = figure.hedge is not None or re.search(rf"{any_of('figure.measure')}|达|超|占|在", left) is not None
    return named and bounds


def countable(figure: Figure, left: str, right: str, noun: str) -> bool:
    """Whether a figure measures something; ``left`` and ``right`` are the words around it, ``noun`` what is counted."""
    around = f"{left[-24:]}|{right[:24]}"
    if any((not of or figure.unit in of) and no.search(around) for of, no in _NO_MEASURES):
        return figure.unit in units.AGES and _AGE.search(left) is not None
    if figure.hedge != "余" and _DEMAND.match(right):
        return False
    if figure.limit and not (figure.unit == "%" and RATE.search(left)):
        return False
    if figure.unit == "班" and figure.value >= _CLASS:
        return False
    if figure.duration:
        return _lasting(figure, left)
    if figure.unit == "分":
        return _SCORE.search(left) is not None
    if figure.unit == "路":
        return re.search(rf"(?:{any_of('figure.channel')})(?:共|约|近|达)*$", left) is not None
    if figure.unit is None and figure.numeral == "arabic":
        return _MAGNITUDE.search(around) is not None
    return figure.numeral != "chinese" or _chinese(figure, left, right, noun)


def _lasting(figure: Figure, left: str) -> bool:
    """Durations measure nothing but hours of service, days of a kind and the time that something takes."""
    if _TAKES.search(left):
        return figure.unit in units.SHORT_TIMES
    if _DAYS.search(left):
        return figure.unit in units.DAYS
    return figure.unit in units.HOURS and (figure.value >= _MANY_HOURS or _HOURS.search(left) is not None)


def _chinese(figure: Figure, left: str, right: str, noun: str) -> bool:
    """Chinese numerals: 一 is indefinite, small ones count kinds unless a concrete thing is counted."""
    if _ROUND.fullmatch(figure.word) and figure.hedge != "余":
        named = figure.hedge and not left.endswith(("上", "数", "成")) and _CONCRETE.search(noun)
        people = _PERSON.match(right) and not _CAMPAIGN.search(f"{left}|{right[:24]}")
        return bool(named or people)
    if figure.value == 1 or figure.word + (figure.unit or "") in ("四起", "三方", "四方"):
        return figure.unit in (*units.TIMES, *units.RATES)
    if figure.unit in units.EXACT:
        return figure.value >= 10 or figure.unit not in ("元", "米", "斤", "升", "克")
    if KINDS.search((noun or left)[-2:]):
        return False
    many = figure.value > 10 or figure.hedge == "余"
    if not noun:
        many = figure.value > 10
        return len(left) >= (2 if many else 3) and (many or not right or right[0] in "、，；")
    thing = _CONCRETE.search(noun) is not None or figure.unit in _PIECES
    # behind 、 it may sum an enumeration up: ……和……四个中心
    return many or (thing and "、" not in left and figure.unit in (*_COUNTERS, *_PIECES))
