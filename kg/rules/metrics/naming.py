"""What the words before a figure measure: verbs filled up, lists and pairs shared out, purposes added."""

from __future__ import annotations

from kg import patterns as re
from kg.choose.lists import OF_WHICH, SEVERALLY
from kg.lexicon import levels
from kg.lexicon.words import any_of
from kg.model import MetricMention
from kg.rules.metrics import nouns
from kg.rules.metrics.draft import Draft, Reader, is_share
from kg.rules.metrics.words import (
    AGE,
    COLLECTIVE,
    COUNT_VERBS,
    EXTENT,
    INCOME,
    LIGHT,
    MEAN,
    MEASURED,
    RATIO,
    SHARE,
    VERBS,
)
from kg.rules.numbers.grammar import PASSED, REACHED, Figure
from kg.rules.numbers.units import MONEY, VISITS

NUMBER_OF = {
    "人": "人数",
    "名": "人数",
    "位": "人数",
    VISITS: VISITS,
    "户": "户数",
    "次": "次数",
    "场": "场次",
    "场次": "场次",
}
PEOPLE = "人口"
PERSONS = ("人", "名", "位", VISITS)
MONEY_NOUN = re.compile(rf"(?:{any_of('figure.money')})$")
MONEY_AHEAD = re.compile(r"[一-龥]{0,12}?(?:资金|经费|补贴款?|贷款|善款)")
# What a sum was spent on, up to the end of the clause.
_SPENT_ON = re.compile(rf"(?:{any_of('figure.spent')})[^，。；：、\d“”]{{2,16}}(?=[，。；、]|$)")
_UNIT = rf"(?:{any_of('measure.divisor')}|[元亩人户岁米吨头只])"
_BOUND = re.compile(r"以[上下](?:的[一-龥“”]+)?$")
_THRESHOLD = re.compile(rf"(?:\d[\d.]*)?[百千万亿]*{_UNIT}(?:及|或)?以[上下内]")
_BOUND_ONLY = re.compile(
    rf"\d[\d.]*[百千万亿]*{_UNIT}(?:及|或)?以[上下内]的?"
    rf"|(?:{any_of('figure.passed')})(?:\d[\d.]*[百千万亿]*|[百千]万)元的?"
)
_BARE_MEAN = re.compile(r"[户人村亩]均")
# 为预算的112%, 是前年的3倍: the words before 的 are what the figure is set against.
_AGAINST = re.compile(
    rf"(?:^|[，、])?(?:约|仅|已|相当)?(?:为|是|于|{REACHED}?|等于|相当于)([^，、。\d]{{2,12}}?|\d{{4}}年)的(?:近|约)?$"
)
_MEAN = re.compile(rf"(?:{any_of('figure.mean')})[一-龥]{{2}}")
_OF_WHOLE = re.compile(r"占[^，的]{2,}的$")  # 老人占常住人口的: the whole is told
# Of a whole that is measured so, 其中 tells parts by their bare names.
_WHOLE_TAIL = re.compile(
    rf"(?:(?:{any_of('figure.sown')})?{EXTENT}|总?产[量值]|存栏量?|出栏量?|总?{INCOME}|{any_of('figure.whole_tail')}|投资额?)$"
)
_BARE_PART = 6
_HEADS_OF_STOCK = {"头", "只", "羽", "匹"}
_SHARED_TAIL = re.compile(
    rf"(?:[人户村亩]均[一-龥]*|[一-龥]{{2}}[率量额数度]|{MEAN}{AGE}|(?:{COLLECTIVE})?年?(?:{any_of('figure.shared')}))$"
)


# 甲村、乙村和丙村的集体收入，分别达到……: what several have, told in a clause of its own.
_SHARED_SUBJECT = re.compile(r"[^，。；的\d]{1,40}[、和与][^，。；的\d]{1,40}的(?P<noun>[^，。；的、\d]{2,10})")


def named(r: Reader, figure: Figure, body: str) -> tuple[str, str]:
    """What a figure measures and the bare noun of it, by the words before it."""
    told = _by_last(r, figure, body)
    if told is None:
        property_ = nouns.shorten(body)
        told = property_, nouns.head(property_)
    property_, noun = told
    if not property_.endswith(SHARE):
        property_ = nouns.measured(_completed(r, figure, property_).removesuffix("的"))
    return property_, noun


def _by_last(r: Reader, figure: Figure, body: str) -> tuple[str, str] | None:
    """Words that lean on the figure before: a verb alone, a share, a grade, a mean."""
    last = r.last()
    if LIGHT.fullmatch(body):
        return (_light(r, figure, body, last),) * 2
    if last is not None and (told := _set_against(r, figure, body, last)) is not None:
        return told
    if body.endswith("的") and figure.unit in PERSONS:
        noun = next((d.noun for d in reversed(r.drafts) if _persons(d)), "")
        return (body + noun, noun) if noun else (body + NUMBER_OF[figure.unit], body + "人")
    if body.endswith(("的占", "的")) and not _OF_WHOLE.search(body) and (whole := _whole(r, last)):
        return body.removesuffix("占") + whole + (SHARE if body.endswith("占") else ""), whole
    if last is None:
        return None
    if last.mention.unit == figure.unit and body.endswith(("级", "型")):  # 平台50个，国家级9个
        noun = re.sub(r"^.*?[级型](?=.{2})", "", last.noun)
        return body + noun, noun
    if last.clause == r.index and _MEAN.match(body):
        return last.noun + body, nouns.head(body)
    return None


def _set_against(r: Reader, figure: Figure, body: str, last: Draft) -> tuple[str, str] | None:
    """A share, a multiple or another threshold of what the figure before counted."""
    against = _AGAINST.search(r.left(figure))
    if against is not None and figure.unit == "倍":
        return f"{last.noun}相当于{against[1]}的倍数", last.noun
    if figure.unit == "%" and (against := _AGAINST.search(r.left(figure))) is not None:
        return f"{last.noun}占{against[1]}的{RATIO}", last.noun
    if _BARE_MEAN.fullmatch(body) and (tail := MEASURED.search(last.mention.property)):
        return (body + tail[0],) * 2  # 分红80万元，户均1.6万元
    if _BOUND_ONLY.match(body) and (told := _measure_of(last.mention)):
        same = body.endswith("的") and last.mention.unit == figure.unit
        return told + body + (last.noun if same else ""), last.noun if same else nouns.head(body)
    if re.match(r"约?占", body):
        return last.noun + body.removeprefix("约"), nouns.head(body)
    return None


def _persons(last: Draft) -> bool:
    return last.mention.unit in (*PERSONS, "户")


def _measure_of(last: MetricMention) -> str:
    """The measure before a threshold: 集体经济收入 of 集体经济收入20万元以上的村."""
    m = _THRESHOLD.search(last.property)
    if m is None:
        return last.property if last.unit in MONEY and MEASURED.search(last.property) else ""
    told = re.sub(rf"{REACHED}?了?$|在$|{PASSED}?$", "", last.property[: m.start()])
    return told if MEASURED.search(told) else ""


def _whole(r: Reader, last: Draft | None) -> str:
    """What “35岁以下的占…” is a part of: what was counted before, or the words of the clause before."""
    return last.noun if last is not None else re.sub(r"中$", "", clause_before(r))


def _light(r: Reader, figure: Figure, body: str, last: Draft | None) -> str:
    """带动125户: a verb alone is filled up with what it acts on; 投入23万元改造车棚 with what the sum is for."""
    ahead = r.clean[figure.end : figure.end + 24]
    if figure.unit in MONEY and (told := _SPENT_ON.match(ahead.removeprefix("，"))):
        return told[0] + body
    if last is not None and last.mention.unit == figure.unit and figure.unit not in PERSONS and body not in last.noun:
        return body + last.noun
    if figure.unit in MONEY:
        return body + "资金"
    return body + NUMBER_OF.get(figure.unit or "", "")


def _completed(r: Reader, figure: Figure, property_: str) -> str:
    """Fill up what the words leave out: 占 to 占比, the measured noun or the verb of the item before."""
    if is_share(figure):
        property_ = re.sub(r"约占$", "占", property_)
        if property_.endswith("占"):
            return property_ + "比"
        if re.search(rf"占(?!比)[^，]{{1,12}}(?<!{any_of('figure.share')})$", property_):
            return property_.removesuffix("的") + RATIO
    last = r.last()
    if told := _of_which(r, figure, property_):
        return told
    if last is None or last.clause != r.index:
        return property_
    tail = MEASURED.search(last.mention.property)
    same = tail and last.mention.unit == figure.unit and figure.unit in (*MONEY, "%", "岁")
    if tail and same and not MEASURED.search(property_):
        return property_ + tail[0]
    verb = VERBS.match(last.mention.property)
    if verb and r.clean.startswith("、", r.used) and not COUNT_VERBS.match(property_):
        return verb[0] + property_
    return property_


def _of_which(r: Reader, figure: Figure, property_: str) -> str:
    """存栏60万头，其中猪7166头: a bare thing after 其中 has the measure of the whole before."""
    part = r.part
    if part is None or len(property_) > _BARE_PART or figure.unit in PERSONS:
        return ""
    tail = _WHOLE_TAIL.search(part.mention.property)
    alike = part.mention.unit == figure.unit or {part.mention.unit, figure.unit} <= _HEADS_OF_STOCK
    if tail is None or not alike or _WHOLE_TAIL.search(property_) or VERBS.match(property_):
        return ""
    return property_ + tail[0]


def distributed(r: Reader, figure: Figure, subject: str) -> str | None:
    """The member of “甲、乙人均收入分别达…” that a figure belongs to, where they pair off."""
    lead = r.lead(figure)
    if SEVERALLY not in lead:
        return None
    after = r.clause.start + lead.index(SEVERALLY)
    count = sum(1 for f in r.clause.figures if f.start > after)
    parts = members(subject, count)
    if count < 2 or len(parts) != count or min(len(p) for p in parts) < 2:
        return None
    part = parts[r.group(figure)]
    tail = _tail(parts)
    if r.group(figure) and (whole := re.match(r".*?[一-龥]中(?=.{2})", parts[0])):
        part = whole[0] + part
    if lead.endswith("占") or SEVERALLY + "占" in lead:
        return part + SHARE
    if (bound := _BOUND.search(parts[-1])) and not part.endswith(bound[0]):
        part += bound[0]
    if r.group(figure) and part[:1].isdigit():
        part = re.split(r"\d", parts[0])[0] + part
    return part if part.endswith(tail) or _SHARED_TAIL.search(part) else part + tail


_JOINTS = re.compile(r"[、和与]|及(?!以)")
# 一般公共预算收入和支出: a bare measure of the same thing.
_BARE_MEASURE = re.compile(rf"(?:{any_of('figure.bare')})$")
# 第一、第二产业增加值, 18-34岁、35岁以上人口: the beginnings are alike, so what follows the last is shared.
_ALIKE = re.compile(r"第[一二三四五]|[一二三]产|[\d-]+岁?(?:及?以[上下])?")


def members(subject: str, count: int) -> list[str]:
    """The things that 分别 deals figures out to, each whole at its beginning."""
    parts = _JOINTS.split(subject)
    if len(parts) == 1 and count == 2 and (both := re.match(r"(.*?)城乡(.{2,})", subject)):
        return [f"{both[1]}{half}{both[2]}" for half in levels.URBAN_RURAL]
    shared = _BARE_MEASURE.search(parts[0])
    if shared is not None:
        parts[1:] = [parts[0][: shared.start()] + p if _BARE_MEASURE.fullmatch(p) else p for p in parts[1:]]
    return parts


def _tail(parts: list[str]) -> str:
    """What the members share that only the last one tells."""
    if all(_ALIKE.fullmatch(p) for p in parts[:-1]) and (last := _ALIKE.match(parts[-1])):
        return parts[-1][last.end() :]
    tail = _SHARED_TAIL.search(parts[-1])
    # 利润总额 is whole: 润总额 is no tail that the others share
    return "" if tail is None or tail.start() == 1 else tail[0]


# 烤烟为传统产业，现有1300亩: what the clause before speaks of.
_TOPIC = re.compile(
    rf"(?:{OF_WHICH})?(?P<topic>[一-龥]{{2,8}}?)(?:种植|养殖)?(?:主要)?(?:以[^，]{{1,30}}为主|为(?:{any_of('figure.trait')})[^，]{{0,8}}|(?:主要)?分为[^，]{{2,16}}|主要(?:"
    rf"{any_of('figure.trade_verb')})?[^，\d]{{1,30}}等[^，\d]{{0,6}})$"
)


def people_of(noun: str) -> str:
    """The people of households that were counted: 贫困户 is 贫困人口."""
    m = re.fullmatch(rf"(?P<kind>.*?)(?:{NUMBER_OF['户']}|(?<=[困贫保收龄])户)", noun)
    return noun + "人数" if m is None else m["kind"].removesuffix("的") + PEOPLE


def clause_before(r: Reader) -> str:
    """The words of the clause before, where they can say what is counted."""
    if r.index == 0 or any(not f.duration for f in r.clauses[r.index - 1].figures):
        return ""
    clause = r.clauses[r.index - 1]
    words = r.clean[clause.start : clause.end]
    if shared := _SHARED_SUBJECT.fullmatch(words):
        return shared["noun"]
    if topic := _TOPIC.match(words):
        return topic["topic"]
    body, _ = nouns.before(words)
    return body if 2 <= len(body) <= 20 else ""
