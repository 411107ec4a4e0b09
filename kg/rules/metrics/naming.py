"""What a figure measures where the words before it leave something out: filled up by the figures and clauses before."""

from __future__ import annotations

from kg import patterns as re
from kg.choose.lists import OF_WHICH
from kg.lexicon import levels
from kg.lexicon.words import any_of
from kg.rules.metrics import lists, nouns, times
from kg.rules.metrics.clauses import Span
from kg.rules.metrics.reader import Draft, Reader, is_share, of_unit
from kg.rules.metrics.words import (
    ATTRIBUTE,
    COUNT_VERBS,
    EXTENT,
    INCOME,
    LIGHT,
    MEAN,
    MEASURED,
    PERIOD,
    RATIO,
    SHARE,
    TO_VERBS,
    VERBS,
)
from kg.rules.numbers.grammar import REACHED, Figure
from kg.rules.numbers.units import AREA, LENGTH, MONEY, PLACES, POINTS, VISITS

NUMBER_OF = {VISITS: VISITS, "户": "户数", "次": "次数", "场": "场次", "场次": "场次"} | dict.fromkeys(
    ("人", "名", "位"), "人数"
)
PEOPLE, FUNDS = "人口", "资金"
PERSONS = ("人", "名", "位", VISITS)
# What a sum was spent on, up to the end of the clause.
_SPENT_ON = re.compile(rf"，?(?P<on>(?:{any_of('figure.spent')})[^，。；：、\d“”]{{2,16}})(?=[，。；、]|$)")
# 是前年的3倍, 为预算的112%: what the figure is set against; 老人占常住人口的: the whole is told.
_SET_AGAINST = re.compile(
    rf"(?:约|仅|已|相当)*(?:(?:为|是|于|{REACHED}?)(?P<other>[^，、。\d]{{2,12}}|\d{{4}}年)的"
    rf"|完成了?(?P<plan>[^，、。\d]{{0,8}}(?:{any_of('figure.budget')}))的?)"
)
RELATION = re.compile(rf"(?:占|相当于).*{RATIO}")
"""A part of a whole or of what was planned."""
# 拉动经济增长1.1个百分点: whose doing that is, by the figure before.
_PULLS = re.compile(rf"(?:[正负]向)?(?:{any_of('figure.contributes')})")
_OF_PULL = re.compile(rf"(?:对[^，]*的贡献率|占.*|(?:增加值)?(?:{any_of('figure.share', 'figure.up_rate')})?)$")
_OF_WHOLE = re.compile(r"占[^，的]{2,}的$")
_PART = re.compile(r"(?P<whole>[^，；。]{2,14})中(?!全[会体])(?P<part>[^，；。]{2,14}的)")
# 分红80万元，户均1.6万元; 村集体收入……，20万元以上的村…: of what, is told by the figure before.
_BARE_MEAN = re.compile(rf"(?:{TO_VERBS}[到至为])?(?:[户人村亩]均|{MEAN}每(?:[个])?[户人村亩]|每[户人村亩](?:{MEAN})?)")
_PER = re.compile(rf"{MEAN}每(?:[名个位][一-龥]{{2}}|[户人村亩])")
# 最高的一家挣了, 最多的能拿到: the extreme of what has a mean or a range before it.
_EXTREME = re.compile(rf"(?P<most>最[多高少低]的(?:一[户家个人村])?)[能可就]*(?:也?[挣赚拿领分]|{INCOME})?到?")
_FORESEEN = re.compile(any_of("figure.expected", "figure.planned"))
_EARNED_IN = re.compile(rf"{PERIOD}|[一每]年")
_BARE_BOUND = re.compile(
    rf"(?:(?:{any_of('figure.passed')}|过)了?)?(?:(?:\d[\d.]*[~～至到—-])?\d[\d.]*[百千万亿]*|[百千]万)元(?:及?以[上下内]|的)"
)
# 油菜种植面积3万亩，产量4500吨; 生猪出栏8万头、存栏5万头: what a crop or a herd gives, of the one that was told.
_GIVES = r"(?:[存出]栏|总?产[量值]|[单亩]产)量?"
_OF_THING = re.compile(rf"(?P<thing>[一-龥]{{2,8}}?)(?:(?:{any_of('figure.sown')}){EXTENT}|{_GIVES})")
# Of a whole that is measured so, 其中 tells parts by their bare names.
_WHOLE_TAIL = re.compile(
    rf"(?:(?:{any_of('figure.sown')})?{EXTENT}|总?产[量值]|存栏量?|出栏量?|总?{INCOME}|{any_of('figure.whole_tail')}|投资额?)$"
)
_BESIDE = re.compile(rf"、?共?|{any_of('figure.so_far')}")
_BARE_PART, _TOTAL = 6, 10
_TRADE = re.compile(r"[一-龥]{2,3}业")  # 服务业 is no act
# 苗族（3200人）: what stands before a bracket that holds nothing but a number.
_BRACKETED = re.compile(r"(?:^|[、：，；。有是为和及与“])(?P<of>[^、：，；。有是为和及与\d（）]{2,10})”?$")
_STOCK = {"头", "只", "羽", "匹"}
# 烤烟为传统产业，现有1300亩: what the clause before speaks of; 甲村、乙村和丙村的集体收入，分别达到……: what several have.
_TOPIC = re.compile(
    rf"(?:{OF_WHICH})?(?P<topic>[一-龥]{{2,8}}?)(?:种植|养殖)?(?:主要)?(?:以[^，]{{1,30}}为主|为(?:{any_of('figure.trait')})[^，]{{0,8}}|(?:主要)?分为[^，]{{2,16}}|主要(?:"
    rf"{any_of('figure.trade_verb')})?[^，\d]{{1,30}}等[^，\d]{{0,6}})$"
    r"|[^，；。的\d]{1,40}[、和与][^，；。的\d]{1,40}的(?P<noun>[^，；。的、\d]{2,10})"
)


def named(r: Reader, figure: Figure, body: str) -> tuple[str, str]:
    """What a figure measures and the bare noun of it, by the words before it."""
    if LIGHT.fullmatch(body):
        return (_light(r, figure, body),) * 2
    if told := _by_others(r, figure, body):
        return told
    property_ = nouns.shorten(body)
    full = _share(property_) if is_share(figure) else property_
    return nouns.measured(_of_which(r, figure, full) or _listed(r, figure, full)).removesuffix("的"), nouns.head(
        property_
    )


def _by_others(r: Reader, figure: Figure, body: str) -> tuple[str, str] | None:
    """Words that lean on the figures or on the clause before: one kind of those counted, a share, a mean or a bound of it."""
    last = r.last()
    if part := _PART.fullmatch(body.removesuffix("占")):  # 新任书记中35岁以下的
        share = SHARE if body.endswith("占") else ""
        return part["part"] + part["whole"] + share, nouns.head(part["whole"])
    if body.endswith("的") and figure.unit in PERSONS:  # 其中一线职工的230名
        nouns_ = (re.sub("^.*的", "", d.noun) for d in reversed(r.drafts) if d.mention.unit in (*PERSONS, "户"))
        noun = next(nouns_, "")
        return (body + noun, noun) if len(noun) > 1 else (body + NUMBER_OF[figure.unit], body + "人")
    if last is not None and (told := _by_last(r, figure, body, last)):
        return told
    if is_share(figure) and r.clean.endswith("的", 0, figure.at) and body.endswith("的") and not _OF_WHOLE.search(body):
        said = nouns.predicate(r.rest(figure))  # 收入的60%|用于分红
        return (f"{said}的" if len(said) > 1 else "") + body.removesuffix("的") + SHARE, body
    if body.endswith(("的占", "的")) and not _OF_WHOLE.search(body):
        whole = last.noun.rpartition("的")[2] if last is not None else re.sub(r"中$", "", clause_before(r))
        return (body.removesuffix("占") + whole + (SHARE if body.endswith("占") else ""), whole) if whole else None
    return None


def _by_last(r: Reader, figure: Figure, body: str, last: Draft) -> tuple[str, str] | None:
    """Words that lean on the figure before."""
    same = last.mention.unit == figure.unit
    if figure.unit in ("倍", "%") and (against := _SET_AGAINST.fullmatch(r.left(figure).lstrip("，、"))):
        other = against["other"] or against["plan"]
        return f"{last.noun}相当于{other}的{RATIO if figure.unit == '%' else '倍数'}", last.noun
    if figure.unit in POINTS and _PULLS.match(body):
        return (_OF_PULL.sub("", last.mention.property) + body,) * 2
    if re.match(r"约?占(?!地(?![方区]))", body):
        whole = last.mention.property if last.noun in body else last.noun  # 来自林果的收入……，占收入的20%
        return _share(whole + body.removeprefix("约")), last.noun
    if told := _part_of_last(r, figure, body, last):
        return told
    if _BARE_BOUND.match(body) and (measure := _bounded_measure(last)):
        noun = last.noun if body.endswith("的") and same else ""
        return measure + body + noun, noun or body
    if same and body.endswith(("级", "型", "级示范")):  # 平台50个，国家级9个
        noun = re.sub(rf"^(?:.*?[级型]|{any_of('level.national')})(?=.{{2}})", "", last.noun)
        return body + noun, noun
    if last.clause == r.index and nouns.MEAN_OF.match(body):  # 13名书记|平均年龄39岁
        return last.noun + body, nouns.head(body)
    return None


def _part_of_last(r: Reader, figure: Figure, body: str, last: Draft) -> tuple[str, str] | None:
    """A mean, an extreme or another time of what was told before: 户均4万元, 最多的能拿到5000元, 一个月2500元."""
    same, told = last.mention.unit == figure.unit, last.mention.property
    tail = MEASURED.search(told)
    if same and tail and (extreme := _EXTREME.fullmatch(body)):
        return extreme["most"] + re.sub("^[户人村亩]均", "", tail[0]), last.noun
    if figure.unit in MONEY and (measure := _bounded_measure(last)) and (extreme := _EXTREME.fullmatch(body)):
        return extreme["most"] + measure, measure  # 9个村集体收入超过15万元，最低的16万元
    if re.fullmatch(_GIVES, body) and (whose := _OF_THING.fullmatch(told)):
        return (whose["thing"] + body,) * 2
    if same and _EARNED_IN.fullmatch(body):
        return body + re.sub(rf"^(?:{PERIOD})", "", told), last.noun
    if not _BARE_MEAN.fullmatch(body):
        return None
    if same and MEAN in told:  # 平均每名社员分得900元，平均每户2600元
        per = _PER.split(told)
        return body + per[1] if len(per) > 1 else told, last.noun
    if tail:
        return (body + _meant(told, tail[0]),) * 2
    of = of_unit(reversed(r.drafts), figure.unit)  # 贷款1.3亿元，惠及3200户，户均4万元
    return (body + of[0].noun,) * 2 if of else None


def _meant(total: str, tail: str) -> str:
    """What the mean behind a total is of: 村均|集体经济收入 of 村集体经济总收入; ``tail`` is its bare measure."""
    whole = total if ("总" in tail or tail == INCOME) and "均" not in total and len(total) <= _TOTAL else tail
    return re.sub(rf"^村?级?(?={levels.COLLECTIVE})|总(?=[一-龥]{{2}}$)", "", whole)


def _light(r: Reader, figure: Figure, body: str) -> str:
    """带动125户: a verb alone is filled up with what it acts on; 投入23万元改造车棚 with what the sum is for."""
    last, money = r.last(), figure.unit in MONEY
    if money and (told := _SPENT_ON.match(r.clean, figure.end)):
        return told["on"] + body
    near = last is not None and last.clause >= r.index - 1 and last.mention.unit == figure.unit
    if last is not None and near and figure.unit not in PERSONS and body not in last.noun:
        return body + last.noun
    return body + (FUNDS if money else NUMBER_OF.get(figure.unit or "", ""))


def _bounded_measure(last: Draft) -> str:
    """The measure before a threshold: 集体经济收入 of 集体经济收入20万元以上的村."""
    told = re.split(rf"(?:{any_of('figure.passed')}|在|\d)", last.mention.property)[0]
    return told if MEASURED.search(told) else ""


def _share(property_: str) -> str:
    """A share with the word that the text leaves out: 女党员占 is 女党员占比, 产值占全镇 is 产值占全镇比例."""
    property_ = re.sub(r"约占$", "占", property_)
    if property_.endswith("占"):
        return property_ + "比"
    part = re.search(rf"占(?!比)[^，]{{1,12}}(?<!{any_of('figure.share')})$", property_)
    return property_.removesuffix("的") + RATIO if part else property_


def _listed(r: Reader, figure: Figure, property_: str) -> str:
    """The verb of a list holds for all of it, and what is measured: 新建农贸市场18个、口袋公园42处; 书记年均报酬5.3万元、委员3.4万元."""
    last = r.beside()
    same = last is not None and last.mention.unit == figure.unit in (*MONEY, "%", "岁")
    tail = MEASURED.search(last.mention.property) if last and same else None
    if tail and not MEASURED.search(property_):
        return property_ + tail[0]
    verb = VERBS.match(last.mention.property) if last and not _TRADE.match(last.mention.property) else None
    listed = verb and r.clean.startswith("、", r.used) and not COUNT_VERBS.match(property_)
    size = last and last.mention.unit != figure.unit and ATTRIBUTE.fullmatch(property_)  # 实施项目23个、总投资3.6亿元
    return verb[0] + property_ if verb and listed and not size else property_


def _of_which(r: Reader, figure: Figure, property_: str) -> str:
    """存栏60万头，其中猪7166头: a bare thing after 其中 has the measure of the whole before."""
    whole = r.whole(figure.unit)
    if whole is None or len(property_) > _BARE_PART or figure.unit in PERSONS:
        return ""
    tail = _WHOLE_TAIL.search(whole.mention.property)
    alike = whole.mention.unit == figure.unit or {whole.mention.unit, figure.unit} <= _STOCK
    plain = not any(tail.search(property_) for tail in (_WHOLE_TAIL, MEASURED)) and not VERBS.match(property_)
    return property_ + tail[0] if tail and alike and plain else ""


def carried(r: Reader, figure: Figure, body: str) -> tuple[str, Span] | None:
    """What a figure without words of its own measures, and its quotation: told by the figure before it, by what is said
    of those counted, or by the clause before."""
    span, last = (figure.start, figure.end), r.last()
    if last is not None:
        left, whole = r.left(figure), r.whole(figure.unit) or last
        if last.mention.unit == figure.unit and (place := r.place(figure)):  # 其中某某县19个、某某县14个
            return whole.mention.property, (place, figure.end)
        if body == "占":
            return last.mention.property + SHARE, (figure.start - 1, figure.end)
        extent = figure.unit in (*AREA, *LENGTH) and last.mention.unit not in (*AREA, *LENGTH)
        sized = extent and _BESIDE.fullmatch(left)  # 改造房屋45栋、5.6万平方米, 续建公路25条共191公里
        people = figure.unit == "人" and last.mention.unit == "户" and not left.strip("，、计共合有")
        if last.mention.end == figure.start or sized or people:
            return _also(last, figure), (last.mention.start, figure.end)
    if figure.unit in (*PLACES, "人", "户") and not (r.labelled and clause_before(r)):
        return _people_or_places(r, figure)
    told = nouns.predicate(r.rest(figure))
    if last is not None and len(told) >= 2 and last.mention.unit in (figure.unit, "%", "‰", None):
        return f"{told}的{last.noun}", span
    if last is not None and len(told) >= 2 and is_share(figure) and last.clause >= r.index - 1:
        return f"{told}的{last.noun}{SHARE}", (figure.start, figure.end + len(told))
    before = clause_before(r)
    if not before and last is not None and last.mention.unit == figure.unit:  # 2023年只有9起
        dated = times.time_at(r.clean, r.dates, figure.at)
        again = dated not in (None, last.mention.time) or _FORESEEN.search(r.left(figure))  # 预计全年可突破90万元
        before = last.mention.property if again else ""
    if not before and (noun := nouns.late_noun(r.rest(figure))):
        return noun, (figure.start, figure.end + len(noun))
    return (before, span) if before else None


def before_bracket(r: Reader, figure: Figure) -> tuple[str, Span] | None:
    """What a number alone in a bracket counts, the words right before it, and its quotation."""
    alone = r.clause.bracketed and (figure.start, figure.end) == (r.clause.start, r.clause.end)
    if not alone or not r.index:
        return None
    m = _BRACKETED.search(r.clean, max(0, r.clauses[r.index - 1].start - 1), r.clause.start - 1)
    return (m["of"], (m.start("of"), figure.end)) if m and not r.place(figure) else None


def _also(last: Draft, figure: Figure) -> str:
    """The same things by another unit: 农户412户|1683人, 案件23件|31人."""
    if figure.unit == "人" and last.mention.unit == "户":
        return people_of(last.mention.property)
    surface = last.mention.unit in AREA and MEASURED.search(last.mention.property)
    if surface and figure.unit in NUMBER_OF:  # 总面积8.2万亩|77户
        return NUMBER_OF[figure.unit]
    size = EXTENT if figure.unit in AREA else "长度" if figure.unit in LENGTH else NUMBER_OF.get(figure.unit or "", "")
    return last.mention.property + size


def people_of(noun: str) -> str:
    """The people of households that were counted: 贫困户 is 贫困人口."""
    m = re.fullmatch(rf"(?P<kind>.*?)(?:{NUMBER_OF['户']}|(?<=[困贫保收龄的])户|{PEOPLE})", noun)
    return noun + "人数" if m is None else m["kind"].removesuffix("的") + PEOPLE


def _people_or_places(r: Reader, figure: Figure) -> tuple[str, Span]:
    """全县10镇104个村巩固提升…, 7人荣获…: the unit itself is the noun."""
    words, behind = r.rest(figure), r.rest(r.clause.figures[-1])
    act = behind if figure.unit == "户" and nouns.is_act(behind) else ""  # 84户291人脱贫
    if told := said_of(r, words) or act:
        if told.startswith("是"):  # 127户都是脱贫户
            return told[1:], (figure.start, r.clean.find(told, figure.end) + len(told))
        end = figure.end if LISTED.match(words) else figure.end + len(told)
        return f"{told}的{figure.unit}", (figure.start, end)
    scope = re.search(r"全[一-龥]$", r.left(figure))
    return (scope[0] if scope else "") + f"{figure.unit}数", (figure.start - (2 if scope else 0), figure.end)


def clause_before(r: Reader) -> str:
    """The words of the clause before, where they can say what is counted."""
    if r.index == 0:
        return ""
    clause = r.clauses[r.index - 1]
    if any(not f.duration for f in clause.figures):
        label = r.clean[clause.figures[-1].end : clause.end]  # 面积：86平方公里 人口：2.1万人
        return label if r.labelled and len(label) > 1 else ""
    if any(d.clause == r.index - 1 for d in r.drafts):
        return ""
    if topic := _TOPIC.fullmatch(r.clean, clause.start, clause.end):
        return topic["topic"] or topic["noun"]
    body, _ = r.named(clause.start, clause.end)
    return body if 2 <= len(body) <= 20 else ""


# -------------------------------------------------------------------- what is said of the things counted

LISTED = re.compile(r"[、和及与]|\d")
_PASSED = re.compile(
    rf"(?:(?P<what>[^，；。\d]{{2,12}}?)(?:{any_of('figure.every')}|[均都已可])*|[还已仅只就]?)"
    rf"(?P<bound>(?:{any_of('figure.passed', 'figure.above', 'figure.less')}|{REACHED}|[跨闯迈越]?过|在)了?(?:\d[\d.]*[百千万亿]*|[百千]万)元"
    rf"(?:[至到—-]\d[\d.]*[百千万亿]*元)?(?:{any_of('figure.about')})?|\d[\d.]*[百千万亿]*元以[上下])(?:{any_of('figure.mark')})?"
)


def said_of(r: Reader, words: str) -> str:
    """The predicate that follows what was counted; in a list that of the whole list."""
    if words.startswith("中"):
        return ""
    if LISTED.match(words) and not lists.BOUND.match(words):
        words = r.rest(r.clause.figures[-1])
        words = words[nouns.noun_end(words) :]
    told = nouns.predicate(words)
    if not lists.BOUND.search(told):
        told = re.split(r"\d", told)[0]  # 29个村签订订单131公顷
    return told if len(told) >= 2 else ""


def reached(r: Reader, figure: Figure, size: int, *, told: bool) -> str:
    """What each of the things counted has reached (87个村集体收入全部超过10万元), no total of theirs: the words about it, with 的.
    Where those are not ``told`` it is the measure before (其中45个村|超过50万元)."""
    m = _PASSED.fullmatch(nouns.predicate(r.clean[figure.end + size : r.clause.end]))
    if m is None or (m["what"] and not told) or "总" in (m["what"] or ""):
        return ""
    last = r.last()
    return f"{m['what'] or (_bounded_measure(last) if last is not None else '')}{m['bound']}的"
