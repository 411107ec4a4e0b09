"""Whether a figure was reached, is planned or expected: the last cue before it in its sentence tells, or the text around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.lexicon.words import any_of, classes_of, members
from kg.model import BlockKind, MetricMention, Text
from kg.rules.metrics.basis import MARKS
from kg.rules.metrics.words import INCOME
from kg.text.positions import behind_last, blocks_from, section_end
from kg.text.words import Word, words

# Cues of more than a word, or that stand between others: the last of a kind that ends before the number.
_PHRASES = {
    "planned": re.compile(
        r"(?<![实完超])目标(?:任务)?(?=[很十]?分?明确|是|为|：|:)|预期目标|(?<![按照据应合])要求(?![的，。；])"
        rf"|规划(?=[建到面用总投装新在至])|设计(?={any_of('figure.designed')}|总)|(?<![模虚比草])拟(?![人定订])"
        r"|确保(?!了)(?![^，。；]{0,12}[，。；])|(?:“十[四五六]五”|本世纪)末|未来[一二两三四五六\d]+年"
        r"|再[有过用][一二两三四五六\d]+年|下一?步|接下来|新一年|20\d\d年(?:年?底|末)?(?:之|以)?前(?![后\d一二三四五六七八九十])"
        rf"|(?:{INCOME}|支出|预算)安排(?=[^，。；]{{0,4}}\d)"
        rf"|年内(?={any_of('figure.goal')})|(?<![需主重紧纪首只])要(?={any_of('figure.goal')})"
    ),
    "expected": re.compile(
        rf"(?:{any_of('figure.site')})?(?:{any_of('figure.works')})+后(?!的|续)"
        rf"|(?<![许认不])可(?=达|增[加收]|{any_of('figure.effect', 'figure.could')})"
    ),
    "reached": re.compile(
        rf"{any_of('figure.now_reached')}|{any_of('figure.now')}|(?:{any_of('figure.reached')})了|(?<![而不])已(?![婚故])|截[至止]"
    ),
}
_WORDS = {word: status for status in ("planned", "expected") for word in members(f"figure.{status}")}
_SAID = re.compile(any_of("figure.planned", "figure.expected"))
_EXPECTED = re.compile(any_of("figure.expected"))
_NOUNS = frozenset(("将", "计划", "准备", "争取", "谋划", "筹备", "打算", "未来"))  # nouns too, or of other senses
_POINTED = ("该", "这", "此", "本", "一", "项", "个", "问", "期")  # before 计划 these make a noun of it
# What is done to the noun behind 将, which tells no time: 将产业变资产, 将标准由50元提高到80元.
_DONE_TO = re.compile(
    r"(?!在|使|把|对|于|按|会|由)[^，。；]{2,}?(?:(?<![达])[一-龥](?:成|为|到|至|入|作)|变|与[^，。；]+?结合|调整|整合)"
)
# What was won: 争取上级资金300万元, 争取到项目12个.
_WON = re.compile(rf"到(?![\d年全今明“])|[^，。；\d年月底再新引达完实]{{0,12}}?(?:{any_of('figure.money')})")
# A demand that is met is no plan: 按照党委要求.
_MET_DEMAND = re.compile(r"(?:按|据|根据|结合|应|此前)[^，。；]{0,10}要求$")
# A cue tells nothing behind the end of the speech that holds it.
_SPOKEN, _STOP = re.compile("[。！？]”"), re.compile("[。！？]")
_NO_PLAN = frozenset(("到位", "争取到"))  # 争取到位资金
_MEASURED = re.compile(rf"(?:{any_of('figure.measured', 'figure.attribute', 'figure.total')})$")
# 年度目标任务1.2万人, 超过50万元的目标: what is aimed at, where nothing says that it was met.
_AIM = re.compile(rf"(?:{any_of('figure.aim')})(?:为|是)?$")
AIM_BEHIND = re.compile(rf"(?:、[^，。；]*)?的[一-龥]{{0,4}}(?:{any_of('figure.aim')})")
_MET = re.compile(rf"(?:{any_of('figure.reached')})了?[^，。；]*$")
_ALL_MET = re.compile(rf"(?:{any_of('figure.every')}|均|都|已)+(?:{any_of('figure.reached')})")
# What headlines, headings and paragraphs announce: a plan, what is ahead; but no account.
_PLANS = re.compile(
    rf"预算(?!执行)|(?:{any_of('figure.plan_title', 'figure.draft')})(?=[书表（(：:、—]|及|和|与|的?通知|纲要|草案|$)|下一?步"
)
_AHEAD = re.compile(rf"{any_of('figure.ahead')}|工作的建议")
_REPORTS = re.compile(rf"{any_of('figure.told')}")
# ……明年的主要目标是：
_AIMS = re.compile(rf"(?:{any_of('figure.set')}|打算|{any_of('status.ahead')})[^。；：]{{0,12}}[：:]$")
# A paragraph that opens with what is to come: 下一步，……; 三、明年打算。……
_OPENS_AHEAD = re.compile(rf"(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?(?:{any_of('status.ahead')})")


def status_of(clean: str, mention: MetricMention, start: int, planned: bool) -> str:
    """The status of a figure in the sentence that begins at ``start``; ``planned`` tells that the text around it is a plan."""
    if _aimed(clean, mention, start):
        return "planned"
    cues = sorted(_cues(clean, start, mention.at))
    if not cues:
        return "planned" if planned else "reached"
    end, last = cues[-1]
    before = cues if clean.endswith("预期", start, end) else cues[-2:-1] if clean.endswith("可", start, end) else []
    if any(status == "planned" for _, status in before):
        return "planned"
    foreseen = clean.endswith("将", start, end) and _EXPECTED.search(clean, start, end)
    return "expected" if foreseen else last  # 预计……将达到10万元


def _cues(clean: str, start: int, at: int) -> Iterator[tuple[int, str]]:
    """Where the cues before a number end, and what they tell."""
    clause = behind_last(clean, MARKS, at, start)
    for status, phrases in _PHRASES.items():
        for m in phrases.finditer(clean, start, at + 2):
            near = m.end() <= at and (m[0] != "可" or m.end() > clause)
            heard = near and not _SPOKEN.search(clean, m.end(), at)
            if heard and not _MET_DEMAND.search(clean, start, m.end()):
                yield m.end(), status
    row = words(clean, start, min(len(clean), at + 6)) if _SAID.search(clean, start, at) else ()
    for i, word in enumerate(row):
        told = _WORDS.get(word.text) if word.end <= at and not clean.startswith("初步", word.start - 2) else None
        if told and word.text in _NOUNS:
            told = told if _acts(clean, word, row[i + 1 : i + 3]) else None
        over = _SPOKEN if told == "planned" else _STOP
        if told and not over.search(clean, word.end, at):
            yield word.end, told


def _acts(clean: str, plan: Word, behind: Sequence[Word]) -> bool:
    """Whether what follows a word of planning is what is planned: a verb, or words that say when, where or how it is done;
    a noun behind it says what the plan is called (计划生育), 将 before one that it is acted on (将15个支部……)."""
    if not behind or behind[0].text in _NO_PLAN or not behind[0].text.isalnum():
        return False
    if _DONE_TO.match(clean, plan.end) if plan.text == "将" else clean.startswith(_POINTED, plan.start - 1):
        return False
    if plan.text == "争取" and _WON.match(clean, plan.end):
        return False
    if plan.text not in ("将", "争取") and (behind[0].flag[:1] == "m" or _MEASURED.search(behind[0].text)):
        return True
    # not by its part of speech alone: 新建 is also a county
    return behind[0].flag[:1] in tuple("vpdtfb") or any(
        c.startswith("verb.") for w in behind for c in classes_of(w.text)
    )


def _aimed(clean: str, mention: MetricMention, start: int) -> bool:
    """Whether a figure is an aim by the word right before or behind it; 完成目标任务300人 without 的90% is done."""
    left = clean[behind_last(clean, MARKS, mention.at, start) : mention.at]
    if _MET.search(left):
        return _AIM.search(left) is not None and clean.startswith("的", mention.end)
    aim = _AIM.search(left) is not None and not _ALL_MET.match(clean, mention.end)
    return aim or AIM_BEHIND.match(clean, mention.end) is not None


def plans(text: Text) -> list[tuple[int, int]]:
    """The ranges of articles that are plans, of sections whose heading tells what is to be done, of what a line announces."""
    found = [(a.start, a.end) for a in text.articles if _announces(a.title or "", _PLANS)]
    for i, block in enumerate(text.blocks):
        line = text.clean[block.start : block.end]
        if block.kind is BlockKind.HEADING and (_announces(line, _PLANS) or _announces(line, _AHEAD)):
            found.append((block.end, section_end(text, i)))
        elif _AIMS.search(line[-40:]):
            listed = (b for b in blocks_from(text, i + 1) if not text.clean[b.start : b.end].endswith("；"))
            found.append((block.end, next((b.end for b in listed), len(text.clean))))
        elif _OPENS_AHEAD.match(line):
            found.append((block.start, block.end))
    return found


def _announces(title: str, cue: re.Pattern[str]) -> bool:
    return cue.search(title) is not None and not _REPORTS.search(title)
