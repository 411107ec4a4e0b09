"""What a figure is taken over (basis, per) and whether it was reached, is planned or expected (status)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.lexicon import levels
from kg.lexicon.words import any_of, classes_of, members
from kg.model import BlockKind, MetricMention, Text
from kg.rules.metrics.words import MEAN
from kg.rules.numbers.units import AGES, AREA, HOUR, LENGTH, MASS, MINUTE, VOLUME
from kg.text.positions import behind_last, blocks_from
from kg.text.words import Word, words

_SIZES = tuple(w for w in (*AREA, *VOLUME, *MASS, *LENGTH) if len(w) > 1)
_BEARERS = "人户村社镇乡县岗站栋家件车场组队班校店头只株棵季日月年天片股瓶箱张套位台座间床"
# 人均收入, 平均每栋大棚: what a mean is over stands before 均 or after 每.
_MEAN = re.compile(
    rf"(?P<per>[{_BEARERS}亩吨斤])均(?![由为已超达能将]|可(?!支配))|(?:^|(?<=[，、年平]))(?P<yield>亩)产(?!业)|[一每](?P<field>亩)地"
    rf"|{MEAN}每(?:个|名|位)?(?P<each>[一-龥]{{1,3}}?)(?=[\d一-龥]|$)|(?P<bare>{MEAN}|均价|均龄)"
)
# 每亩补助300元, 3元/人, 元每公斤. A year or a month is the time in which a total came together.
_RATE = re.compile(
    r"(?:每(?:一|1)?(?:个|名|位|台|片|条|座|套|张)?|[/／]"
    r"|(?<![第统唯十之同万])[一1](?=[一-龥]{1,3}(?:才|就|只|可|能|约|大约)?[卖补奖收赚给值]))"
    rf"(?P<per>{'|'.join(_SIZES)}|{HOUR}|{MINUTE}|大棚|{levels.ANY_VILLAGE}|套间|床位|光伏板|[{_BEARERS}亩吨斤克度秒米课条])(?![家年月季])"
)
_TIMES = frozenset("年月季")
_MEASURES = frozenset((*_SIZES, *"亩吨斤克度秒米股", HOUR, MINUTE, *levels.VILLAGES[1:]))
# 都过了20万元, 各6幅, 均低于3万元: every one of several.
_EACH = re.compile(
    rf"(?:{any_of('figure.every')}|(?<![{_BEARERS}亩吨平])均|都|(?<![由])各)(?:地)?"
    rf"(?:已|能|可|会|在|将|{any_of('figure.every_link')})*"
    rf"(?:(?:{any_of('figure.more')}|[跨迈越闯冲]过?|[达超过有在破为至是增])了?)?$"
)
# 单日接待, 一户就有: one of several.
_ONE = re.compile(
    r"单(?:日|个|户|人|村|株|棵|次|家|体|项|笔|场|店|车|台)(?!位)"
    r"|[仅光]一[户家人个村天项地]|其中一[户家人个村]|一[户家人村]就|最[高大长小低年][的者]?"
)
_VILLAGES_OWN = re.compile(rf"(?:{levels.ANY_VILLAGE})(?:级?{levels.COLLECTIVE}|[的年收])")
_SUMMED = re.compile(
    rf"[两二三四五六七八九十\d]个?(?:{any_of('pattern.sort_of_unit')})?(?:{levels.ANY_VILLAGE})[^，。；]{{2,16}}(?:合计|总计|共计?)"
)
_APART = re.compile(r"相?距|离.{1,12}(?:仅|只|有|约|近)*$|之遥")
_HEDGED = re.compile(rf"(?:{any_of('figure.hedge')})$")
_SHARED = re.compile(rf"(?:{any_of('figure.share')}|率)$")
_SHARES = ("%", "‰")
_MARKS = "，。；：！？"

# What no single word says: is planned, can be expected, was reached.
_PHRASES = (
    (
        "planned",
        re.compile(
            rf"(?<![实完超])目标(?:任务)?(?=[很十]?分?明确|是|为|：|:)|(?<![按照据应合])要求(?![的，。；])|预期目标|规划(?=[建到面用总投装新在至])|设计(?={any_of('figure.designed')}|总)"
            r"|确保(?!了)(?![^，。；]{0,12}[，。；])|到?(?:“十[四五六]五”|本世纪)末|未来[一二两三四五六\d]+年|再[有过用][一二两三四五六\d]+年|下一?步|接下来|新一年|(?<![模虚比草])拟(?![人定订])"
            rf"|年内(?={any_of('figure.goal')})|20\d\d年(?:年?底|末)?(?:之|以)?前(?!后)|(?<![需主重紧纪首只])要(?={any_of('figure.goal')})"
        ),
    ),
    (
        "expected",
        re.compile(
            rf"(?:{any_of('figure.site')})?(?:{any_of('figure.works')})(?:{any_of('figure.works')})*后(?!的|续)"
            rf"|(?<![许认不])可(?=达|增[加收]|{any_of('figure.effect', 'figure.could')})"
        ),
    ),
    (
        "reached",
        re.compile(
            rf"{any_of('figure.now_reached')}|(?<![而不])已(?![婚故])|截[至止]|{any_of('figure.now')}|(?:{any_of('figure.reached')})了"
        ),
    ),
)
_WORDS = {w: s for s in ("planned", "expected") for w in members(f"figure.{s}")}
_SAID = re.compile(any_of("figure.planned", "figure.expected"))
_NOUNS = frozenset(("将", "计划", "准备", "争取", "谋划", "筹备"))  # nouns too, or of other senses
# 年度目标任务1.2万人, 超过50万元的目标: what is aimed at, where nothing says that it was met.
_AIM = re.compile(rf"(?:{any_of('figure.aim')})(?:为|是)?$")
_AIM_BEHIND = re.compile(rf"的[一-龥]{{0,4}}(?:{any_of('figure.aim')})")
_MET = re.compile(rf"(?:{any_of('figure.reached')})了?[^，。；]*$")
_NO_PLAN = frozenset(("到位", "争取到"))  # 争取到位资金
_MEASURED = re.compile(rf"(?:{any_of('figure.measured', 'figure.attribute', 'figure.total')})$")
_HEADS = (BlockKind.HEADING, BlockKind.TITLE)
_PLANS = re.compile(rf"预算(?!执行)|{any_of('figure.plan_title')}|{any_of('figure.draft')}|下一?步")
_AHEAD = re.compile(rf"{any_of('figure.ahead')}|工作的建议")
# ……明年的主要目标是：
_AIMS = re.compile(rf"(?:{any_of('figure.set')}|打算|{any_of('status.ahead')})[^。；：]{{0,12}}[：:]$")
# A paragraph that opens with what is to come: 下一步，……; 三、明年打算。……
_OPENS_AHEAD = re.compile(rf"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?(?:{any_of('status.ahead')})")
_REPORTS = re.compile(rf"{any_of('figure.told')}")


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure is taken over: a notation of dk:basis, and what a mean is over."""

    basis: str
    per: str | None = None


def basis_of(clean: str, mention: MetricMention, start: int) -> Basis:
    """The basis of a figure in the sentence that begins at ``start``."""
    cut = behind_last(clean, _MARKS, mention.at, start)
    left = clean[cut : mention.at]
    around = left + clean[mention.at : max(mention.end, mention.at)]
    unit = mention.unit if mention.value is not None else (mention.change and mention.change.unit)
    told = mention.property + (unit or "")
    if unit in AGES and MEAN not in told + left:
        return Basis("one")
    mean = _mean(mention.property) or _mean(left[-24:])
    if mean is not None:
        return mean
    near = (unit or "", left[-16:], around[len(left) :])
    rates = (r for words in near for r in _RATE.finditer(words))
    if rate := next((r for r in rates if r["per"] not in _TIMES), None):
        return Basis("mean" if rate["per"] in _MEASURES else "each", rate["per"])
    if _share(mention):
        return Basis("share")
    if _EACH.search(_before(clean, cut, mention)):
        return Basis("each")
    if _ONE.search(left[-12:]) or _APART.search(mention.property) or _APART.search(left[-14:]):
        return Basis("one")
    return Basis("total")


def _before(clean: str, cut: int, mention: MetricMention) -> str:
    """The words before a number without its hedges."""
    words = clean[cut : mention.at]
    return _HEDGED.sub("", words)


def of_villages(clean: str, mention: MetricMention) -> bool:
    """Whether a figure is of several villages together, so of no single one: 三个村集体收入合计, 村集体收入全部超过……."""
    told = clean[mention.start : mention.at] + mention.property
    each = mention.basis == "each" and _VILLAGES_OWN.search(told) is not None
    return mention.per in levels.VILLAGES or each or _SUMMED.search(told) is not None


def _mean(words: str) -> Basis | None:
    m = next(iter([*_MEAN.finditer(words)][-1:]), None)
    if m is None:
        return None
    return Basis("mean", m["per"] or m["each"] or m["yield"] or m["field"])


def _share(mention: MetricMention) -> bool:
    """Whether a level is a share: a rate, or a fraction such as 三分之二."""
    if _SHARED.search(mention.property):
        return True
    if mention.value is None:
        return False
    fraction = mention.unit is None and mention.value < 1
    return mention.unit in _SHARES or fraction


def status_of(clean: str, mention: MetricMention, start: int, planned: bool = False) -> str:
    """Whether a figure was reached, is planned or expected, by the words before it in its sentence.

    ``planned`` tells that the whole text is a plan.
    """
    at = mention.at
    marks = [
        (m.end(), status)
        for status, pattern in _PHRASES
        for m in pattern.finditer(clean, start, at + 2)
        if m.end() <= at
    ]
    end = min(len(clean), at + 6)
    told = words(clean, start, end) if _SAID.search(clean, start, end) else ()
    for i, word in enumerate(told):
        status = _WORDS.get(word.text)
        acts = word.text not in _NOUNS or _acts(word, told[i + 1 : i + 3])
        told_of = clean.startswith("初步", word.start - 2)  # 据初步测算: of what was reached
        if status and word.end <= at and acts and not told_of:
            marks.append((word.end, status))
    if _aimed(clean, mention, start):
        return "planned"
    if not marks:
        return "planned" if planned else "reached"
    end, last = max(marks)
    weak = clean.startswith(("预期", "可"), end - len("预期")) or clean[end - 1] == "可"
    if weak and any(s == "planned" for _, s in marks):
        return "planned"
    foreseen = clean[end - 1] == "将" and any(_WORDS.get(w.text) == "expected" for w in told)
    return "expected" if foreseen else last  # 预计……将达到10万元


def _aimed(clean: str, mention: MetricMention, start: int) -> bool:
    """Whether a figure is an aim by the word right before or behind it; 完成目标任务300人 without 的90% is done."""
    cut = behind_last(clean, _MARKS, mention.at, start)
    left = clean[cut : mention.at]
    met = _MET.search(left) is not None
    if _AIM.search(left):
        return not met or clean.startswith("的", mention.end)
    return not met and _AIM_BEHIND.match(clean, mention.end) is not None


def _acts(plan: Word, behind: Sequence[Word]) -> bool:
    """Whether what follows a word of planning is what is planned: a verb, or words that say when, where or how it is done;
    a noun behind it says what the plan is called (计划生育), 将 before one that it is acted on (将15个支部……)."""
    if not behind or behind[0].text in _NO_PLAN:
        return False
    if plan.text != "将" and (behind[0].flag[:1] == "m" or _MEASURED.search(behind[0].text)):
        return True
    # not by its part of speech alone: 新建 is also a county
    verbs = (any(c.startswith("verb.") for c in classes_of(w.text)) for w in behind)
    return any(w.flag[:1] in tuple("vpdtfb") for w in behind[:1]) or any(verbs)


def _plan(title: str | None, *, section: bool = False) -> bool:
    """Whether a title, or the heading of a section, announces a plan and no account of one."""
    if not title or _REPORTS.search(title):
        return False
    return bool(_PLANS.search(title) or (section and _AHEAD.search(title)))


def plans(text: Text) -> list[tuple[int, int]]:
    """The ranges of articles that are plans, and of sections whose heading tells what is to be done."""
    found = [(a.start, a.end) for a in text.articles if _plan(a.title)]
    for i, block in enumerate(text.blocks):
        if block.kind is BlockKind.HEADING and _plan(text.clean[block.start : block.end], section=True):
            later = (b for b in blocks_from(text, i + 1) if b.kind in _HEADS and b.level <= block.level)
            end = next((b.start for b in later), len(text.clean))
            found.append((block.end, end))
        elif _AIMS.search(text.clean, max(block.start, block.end - 40), block.end):
            listed = (b for b in blocks_from(text, i + 1) if not text.clean[b.start : b.end].endswith("；"))
            found.append((block.end, next((b.end for b in listed), len(text.clean))))
        elif _OPENS_AHEAD.match(text.clean, block.start):
            found.append((block.start, block.end))
    return found


def stated(text: Text, found: Iterable[MetricMention]) -> Iterator[MetricMention]:
    """The figures with basis, per and status."""
    clean, planned = text.clean, plans(text)
    for mention in found:
        sentence = text.sentence_at(mention.at)
        start = sentence.start if sentence is not None else 0
        told = basis_of(clean, mention, start)
        within = any(a <= mention.at < b for a, b in planned)
        if mention.heads:  # the heads of a cell tell it, not the cells before it
            status = "planned" if within else mention.status
        else:
            status = status_of(clean, mention, start, within)
        yield replace(mention, basis=told.basis, per=told.per, status=status)
