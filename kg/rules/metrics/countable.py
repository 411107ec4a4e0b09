"""Which figures measure something: norms, ages of persons, kinds and idioms do not."""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon import kinds, levels
from kg.lexicon.words import any_of
from kg.rules.metrics.draft import is_share
from kg.rules.metrics.naming import MONEY_AHEAD, PEOPLE
from kg.rules.metrics.words import AGE, HEDGES, KINDS, MEAN, MEASURES, RATE
from kg.rules.numbers.grammar import REACHED, Figure
from kg.rules.numbers.units import (
    AGES,
    DAYS,
    ENERGY,
    EXACT,
    HOURS,
    KILOGRAM,
    PLACES,
    QUARTER,
    RATES,
    SHORT_TIMES,
    TIMES,
    VOLTAGE,
)

_BARE = re.compile(r"[百千万]万?亿?|十[万亿]")
_LAUNCH = re.compile(rf"(?:{any_of('figure.launch')})了?$")
_PROGRAMME = re.compile(rf"[^，。；]{{0,16}}?(?:{any_of('figure.campaign')})")
_PERSON = re.compile(rf"[^，。；、]{{0,10}}?(?:{any_of('figure.person')})")
_CONCRETE = re.compile(
    rf"(?:{any_of('figure.thing')}|村|镇|乡|县|{any_of('figure.concrete')}|员|者|师|户|屯|寨|厂|队|点|站|所|园|馆|校|院|班)$"
)
_NORM = re.compile(
    rf"每(?:一)?(?:个|名|位|家|支|条|户|村|镇|乡|县|{levels.COMMUNITY}|{any_of('figure.per')}|所|万|千|百|\d+|{QUARTER}?|个?月|周|天)|各(?:配备|设|配)|至少配备|人手|一对一|1对1|"
    r"(?:1|一)(?:个|名|支|户)[一-龥]{1,4}?(?:1|一)(?:名|个|支)|"
    rf"[\dNX]+”(?:{any_of('pattern.stands_for')})"  # “1”即1名网格长: what an addend of a formula stands for
)
_PER_HEAD = re.compile(
    rf"每(?:一)?(?:人|户|村|亩|家|吨|斤|{KILOGRAM}|只|头|株|棵|个?月|天|年|名?[一-龥]{{0,4}}(?:{any_of('figure.person')}))[^，。；]{{0,8}}?"
    rf"(?:{any_of('figure.yield')})"
)
_DUTY = re.compile(rf"^[^\d一二两三]{{0,4}}(?:{any_of('figure.norm')})")
_REQUIRED = re.compile(rf"(?:{any_of('figure.bound')}|原则上[^，。；]{{0,12}}|不得[^，。；]{{0,6}})$")
_SCORE = re.compile(rf"(?:{any_of('figure.score')})[^，。；]{{0,8}}$")
_POINTS = re.compile(rf"(?:{any_of('figure.points')})\d*$")
_DAYS = re.compile(r"(?:[天日]数|无霜期|生长期)[^，。；]{0,4}$")
_HOURS = re.compile(rf"(?:{any_of('figure.served')})[^，。；]{{0,6}}$")
# So many hours are no time of the day and no deadline: they were served or taught.
_MANY_HOURS = 100
_TAKES = re.compile(
    rf"(?:{any_of('figure.time')})[^，。；]{{0,6}}?(?:{any_of('figure.shorter')})[至到为在]?$|(?:{any_of('figure.average')}|"
    rf")[^，。；]{{0,8}}(?:{any_of('figure.time')})(?:仅|只)?{HEDGES}$|[比较][^，。；]{{2,12}}(?:快|慢|早|提前|缩短)了?$|(?:省时|耗时|"
    r"用时|节时)(?:间)?(?:仅|约|只|为)?$"
)
# 40学时的要求: what is required; 某某乡8村的…, 3村党支部: a number that is a name.
_DEMAND = re.compile(rf"的?(?:{any_of('figure.demand')})|的标准")
_NUMBERED = re.compile(r"[一-龥](?<!全)(?<!各)(?<!乡)(?<!该)(?<!我)(?<!本)(?<!个)[乡镇]$")
_OF_PLACE = re.compile(rf"的|党|“?{kinds.TWO_COMMITTEES}|{any_of('figure.of_place')}")
# 没有一处拥堵超过500米, 是其中的两处: what is denied, and members of a set named before.
_NOTHING = re.compile(r"(?:没有|无)一(?:例(?!外)|[个处起件户人家名次])[^，；。]{0,8}$|其中的$")
_RANKED = re.compile(r"(?<![以之换届])前$|(?<![以之届])后$|末位$|倒数$|排名$")
_REWARD = re.compile(
    rf"(?:积|加|扣|计|得|奖)\d+(?:\.\d+)?分|一(?:村|户|人|个|名|件|次|项|亩|例|头|条|处)[^，。；]{{0,4}}(?:{any_of('figure.grant')})(?=[\d一二两三四五六七八九十百千])"
)
_AGE = re.compile(rf"{any_of('figure.age_told')}")
# 年满18岁, 80岁高龄老人: an age that is asked for.
_OLD_ENOUGH = re.compile(
    rf"(?:{any_of('figure.old')}|[到至、]\d*)\|?$|\|(?:高龄|老人|及?以[上下]|的?(?:{any_of('figure.aged')}))"
)
_CLASS = 100  # 2201班: the number of a class
_OUTPUT = re.compile(rf"(?:{any_of('figure.output')})$")
_PLANT = re.compile(rf"[^，。；、\d]{{0,18}}(?:{any_of('figure.plant')})")
_CHANNELS = re.compile(rf"(?:{any_of('figure.channel')})(?:共|约|近|达)*$")
# Measure words of machines, vehicles, houses, animals and plants: what they count is a real thing.
_COUNTERS = tuple("个名位家户所座处支")
_PIECES = tuple("台辆艘架栋幢间眼棵株头只匹")
_SIZED = re.compile(rf"(?:{any_of('figure.power')}){HEDGES}$")
_CAPACITY = re.compile(rf"[^，。；、]{{0,10}}?(?:{any_of('figure.plant')})")


def norm_opens(words: str) -> bool:
    """Whether a clause sets a norm (每个网格由1名…): its small numbers measure nothing."""
    mean = f"{MEAN}每" in words
    return bool(_NORM.search(words)) and not mean and not _PER_HEAD.search(words)


def norm_goes_on(words: str) -> bool:
    """Whether a clause continues the norm of the clause before it (配备1名…)."""
    return bool(_DUTY.match(words))


def is_reward(words: str) -> bool:
    """Whether a clause tells the price of a reward (交10节废电池积2分)."""
    return bool(_REWARD.search(words))


def countable(figure: Figure, left: str, right: str, noun: str) -> bool:
    """Whether a figure measures something; ``left`` and ``right`` are the words around it."""
    required = figure.limit and not (figure.unit == "%" and RATE.search(left))
    if _demanded(figure, left, right) or _names(figure, left, right):
        return False
    if _NOTHING.search(left) or required or left.endswith("每") or _REQUIRED.search(left[-18:]):
        return False
    if figure.duration:
        return _lasting(figure, left)
    if figure.unit == "分":
        return bool(_SCORE.search(left)) and not _POINTS.search(left)
    if figure.unit in AGES:
        return bool(_AGE.search(left)) or not _OLD_ENOUGH.search(left + "|" + right)
    if figure.unit in ENERGY and _CAPACITY.match(right) and not _SIZED.search(left):
        return False
    if (_OUTPUT.search(left) and _PLANT.match(right)) or (figure.unit == "班" and figure.value >= _CLASS):
        return False
    if figure.unit is None and figure.numeral == "arabic":
        return _magnitude(left, right)
    if figure.numeral == "chinese":
        return _chinese(figure, left, right, noun)
    return not (figure.unit in ("项", "条") and noun and MEASURES.match(right))


def _demanded(figure: Figure, left: str, right: str) -> bool:
    """40学时的要求, 每人1000元标准: what is required; 迈过10万元门槛 was reached."""
    return bool(_DEMAND.match(right) and figure.hedge != "余") or (right.startswith("标准") and "每" in left)


def _names(figure: Figure, left: str, right: str) -> bool:
    """A rank (前5%), or a number that is a name: 公交12路, 某某乡8村的…."""
    if right.startswith("级") or (figure.unit in VOLTAGE and right[:1].isalpha()):
        return True  # 1000吨级船舶, 10千伏线路: a class of the things
    if figure.unit == "路":
        return not _CHANNELS.search(left)
    if figure.unit in ("%", "名", "位"):
        return bool(_RANKED.search(left))
    return figure.unit in PLACES and bool(_NUMBERED.search(left) and _OF_PLACE.match(right))


def _lasting(figure: Figure, left: str) -> bool:
    """Durations measure nothing but hours of service and the time that something takes."""
    if _TAKES.search(left):
        return figure.unit in SHORT_TIMES
    if _DAYS.search(left):
        return figure.unit in DAYS
    served = _HOURS.search(left) or figure.value >= _MANY_HOURS
    return figure.unit in HOURS and bool(served)


def _magnitude(left: str, right: str) -> bool:
    """A number in 万 or 亿 without a unit counts people or money that is named beside it."""
    return right.startswith(PEOPLE) or bool(
        MONEY_AHEAD.match(right)
        or re.search(
            rf"(?:{any_of('figure.person')}|人[数次口]|{any_of('figure.magnitude')}|税"
            rf"|额|[一-龥]量|{any_of('figure.score', 'figure.index')})[^，。；、\d]{{0,7}}$",
            left,
        )
        or re.match(rf"(?:[一-龥]{{0,4}}(?:{any_of('figure.person')}))", right)
    )


def _chinese(figure: Figure, left: str, right: str, noun: str) -> bool:
    """Chinese numerals: 一 is indefinite, small ones count kinds unless a concrete thing is counted."""
    if (figure.word == "四" and figure.unit == "起") or (figure.unit == "字" and left[-1:] == "”"):
        return False  # 扬尘四起, “试行”两字
    if _BARE.fullmatch(figure.word) and figure.hedge != "余":
        near = figure.hedge is not None and not left.endswith(("上", "数", "成"))
        return _bare(left, right) or (near and bool(_CONCRETE.search(noun)))
    if figure.value == 1:
        return figure.unit in TIMES or figure.unit in RATES
    if figure.unit in EXACT:
        return not (figure.unit in ("元", "米", "斤", "升", "克") and figure.value < 10)
    if not noun:
        told = figure.value > 10 or not right or right[0] in "、，；"
        return told and not KINDS.search(left[-2:]) and len(left) >= (2 if figure.value > 10 else 3)
    if figure.value > 10 or figure.hedge == "余":
        return not KINDS.search(noun[-2:])
    if "、" in left:
        return False  # the total of an enumeration (……和……四个中心)
    concrete = (_CONCRETE.search(noun) or figure.unit in _PIECES) and not KINDS.search(noun[-2:])
    return bool(concrete) and figure.unit in (*_COUNTERS, *_PIECES)


def _bare(left: str, right: str) -> bool:
    """千名机关党员干部…: a count, but not in the name of a campaign (开展万名党员进党校集中轮训)."""
    return bool(_PERSON.match(right)) and not _LAUNCH.search(left) and not _PROGRAMME.match(right[:24])


def is_threshold(figure: Figure, left: str, right: str, more: bool) -> bool:
    """Whether a figure only bounds what another one counts (收入50万元以上的村12个, 35岁以下党员占25%).

    ``more`` tells that another figure follows in the clause.
    """
    if figure.unit in AGES:
        return figure.threshold and not re.search(rf"{AGE}[^，]{{0,6}}$", left)
    if is_share(figure):
        return (
            figure.threshold and more and right.startswith("的") and bool(re.search(rf"[率比]$|占$|{REACHED}?$", left))
        )
    bounded = figure.threshold or figure.hedge is not None
    if figure.threshold and right and not re.match(r"[，。；、]", right):
        return True
    if right.startswith("的") and more and re.search(rf"{any_of('figure.measure')}|达|超|占|在", left):
        return True
    return bounded and more and right.startswith("的")
