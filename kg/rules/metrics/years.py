"""What a text tells of its years: the account of a year, the year that opens a paragraph or heads a section, the date of issue."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import Article, Block, BlockKind, Text
from kg.rules.numbers.dates import Date, dates, last_month
from kg.text.positions import blocks_of

# Words of a title that tell an account of the year that it names; a plan for a year is none.
_ACCOUNT = re.compile(rf"{any_of('figure.account')}|工作$")
_PLAN = re.compile(rf"{any_of('figure.plan')}")
# A title that announces the account of one year without naming it.
_THIS_YEAR = re.compile(
    rf"这一年|年终|年度(?:工作)?(?:{any_of('figure.review')})|全年|一年(?:来|间)?(?:{any_of('figure.review')})"
)
# 以上是2019年……的成绩单: what stands before is of that year, and so is what follows.
_SUMMED = re.compile(
    rf"(?:以上|上述|这)[^，。；]{{0,4}}是((?:19|20)\d\d)年[^。]{{0,30}}(?:{any_of('figure.sheet')})"
)
# What the opening of such an account says after its year.
_OPENED = re.compile(
    r"现将[^。]{0,24}(?:情况|工作)[^。]{0,6}(?:总结|汇报|报告|通报)|(?:主要)?(?:情况|工作|做法)[^。，]{0,6}(?:总结|汇报|报告)如下|交出[^。]{0,20}(?:答卷|成绩单)"
)
_YEARBOOK = re.compile(rf"{any_of('figure.book')}")
_VISIT = re.compile(
    rf"((?:19|20)\d\d)年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[^。；]{{0,6}}(?:{any_of('figure.press')})"
)
# The year that opens a report, and is not one that things began in.
_BARE_YEAR = re.compile(
    r"(?:(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2})年度?(?!\d|[一二三四五六七八九十]|以来|起|底|初|末|前|后|开始)"
)
_REPORT = re.compile(rf"{any_of('figure.report')}|情况$")
# An entry of a yearbook; three make a page of it.
_ENTRY = re.compile(r"【[^】]{2,16}】\s*")
_SINCE = re.compile(r"时间|日期|年以来|年起|[到至]20\d\d年|力争|目标")
_ISSUE = re.compile(
    rf"第[\d一二三四五六七八九十百]+期|月|{any_of('figure.issue')}|[〔\[（(](?:19|20)\d\d[〕\])）]"
)
_ALL_YEAR = re.compile(r"(?<!每)全年|年末")
# A change in per cent, of which a communiqué is full; its goals and baselines tell the year it is of.
_CHANGED = re.compile(rf"(?:{any_of('figure.risen')})了?\d+(?:\.\d+)?(?:%|个?百分点)")
_GOAL = re.compile(r"((?:19|20)\d\d)年(?:度|全年)?(?:计划|预期|目标)")
_BASE = re.compile(r"[比较与]((?:19|20)\d\d)年(?:度|全年|同期)")
_MANY = 8
_FIRST_WORDS = 10
_HEAD_LINES = 6
# What may stand before a year that opens a sentence: a label, a speaker, an ordinal; 截至.
_OPENS = re.compile(
    r"(?:[^，。：；]{1,10}：|[^，。：；]{0,8}[说道]，)?(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[一二三四五六七八九]是)?\s*(?P<until>截[至止]到?至?)?"
)
_EVENT = re.compile(rf"以?来|起|底?前|后|[^，。]{{0,8}}(?:{any_of('figure.founded')})")
_BASED = re.compile(r"(?:较|比|与|同|由|从|自|于|在)$")
_UNTIL = re.compile(r"[^，。]{0,4}截[至止]")
_NOW_WORDS = ("目前", "现有", "现共", "已有")
_SPAN = re.compile(r"[-—–~～至到]+$")
_SCOPE = re.compile(
    r"全[省市县区镇乡州旗盟年]|我[省市县区镇乡]|(?:是|为)[^，。]{2,24}之年|[^，。]{2,10}工作[^，。]{0,6}(?:成效|亮点|成果)"
)
_ANEW = re.compile(
    r"目前|现[有共已]|已有|仍|每[年月天周]|常来|照此|推广到|如今|近年|今年|去年|多年|历年|一直|后来|从此|明年|下一?步|计划|平均每年|下辖|辖区"
)
_ACCOUNT_OPENS = re.compile(
    r"(?:(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2})年(?:度)?，[^。]{0,20}?(?:全[省市县区州旗盟]|我[省市县区州旗盟])(?:[^。]{0,6}(?:上下|经济|工作|各级)|坚持|深入|认真)"
)
_LAST_YEAR = re.compile(rf"{any_of('figure.last_year')}")


def told_for_whole_year(text: Text, position: int) -> str | None:
    """For 全年 and 年末 the year that opened a sentence of the article before."""
    sentence = text.sentence_at(position)
    if sentence is None or not _ALL_YEAR.search(text.clean, sentence.start, position):
        return None
    told = _opened(text)
    at = bisect_left(told, (sentence.article, sentence.start, "")) - 1
    return told[at][2] if at >= 0 and told[at][0] == sentence.article else None


@lru_cache(maxsize=4)
def _opened(text: Text) -> list[tuple[int, int, str]]:
    """The sentences that a year opens: their article, where they begin, and the year."""
    found = ((s, _BARE_YEAR.match(text.clean, s.start, s.end)) for s in text.sentences)
    return sorted((s.article, s.start, str(years_in(m[0])[0])) for s, m in found if m)


def only_year(text: Text, position: int) -> int | None:
    """The year in the sentence of an event, where it names only one (4月23日，召开2019年…会议)."""
    sentence = text.sentence_at(position)
    told = dates(text.clean, sentence.start, sentence.end) if sentence else ()
    named = [d for d in told if d.value[:4].isdigit()]
    if any(text.clean[d.end - 1] == "度" for d in named):
        return None  # 2023年度述职会 may be of the next year
    years = {int(d.value[:4]) for d in named}
    return years.pop() if len(years) == 1 else None


def last_told(text: Text, block: Block) -> str | None:
    """The year that the paragraph before told last."""
    i = text.block_index(block)
    above = text.blocks[i - 1] if i else None
    if above is None or above.article != block.article or above.kind is not BlockKind.BODY:
        return None
    told = dates(text.clean, above.start, above.end)
    years = [d.value[:4] for d in told if d.value[:4].isdigit()]
    return years[-1] if years else None


def held(text: Text, subjects: list[int]) -> dict[int, str]:
    """The sentences for which a year that opened an earlier one of their paragraph still holds: until another
    date, a word such as 目前, or a sentence that begins with a place or body of its own."""
    held: dict[int, str] = {}
    block, year, until = -1, "", False
    for sentence in text.sentences:
        words = text.clean[sentence.start : sentence.end]
        if sentence.block != block:
            block, year = sentence.block, ""
        told = _opening_date(words)
        anew = _ANEW.search(words)
        if told is not None:
            year = "" if _years_later(words, told) else told
            until = _UNTIL.match(words) is not None
        elif (anew and not (until and anew[0] in _NOW_WORDS)) or _begins(subjects, sentence.start):
            year = ""
        elif year:
            held[sentence.start] = year
    return held


def _years_later(words: str, year: str) -> bool:
    """Whether a sentence goes on to another year than the one that opens it."""
    named = [d for d in dates(words) if d.value[:4].isdigit()]
    return any(d.value[:4] > year[:4] and not _BASED.search(words[: d.start]) for d in named[1:])


def _begins(subjects: list[int], start: int) -> bool:
    """Whether a place or body is named in the first words of a sentence."""
    i = bisect_left(subjects, start)
    return i < len(subjects) and subjects[i] < start + _FIRST_WORDS


def _opening_date(words: str) -> str | None:
    """The year that opens a sentence about a whole year or with a figure; empty for any other date."""
    found = dates(words)
    if not found:
        return None
    first = next(
        (d for d, e in pairwise(found) if not _SPAN.fullmatch(words[d.end : e.start])), found[-1]
    )
    span = _SPAN.search(words[: first.start])
    opens = _OPENS.fullmatch(words[: found[0].start if span else first.start])
    event = _EVENT.match(words, first.end) or words[: first.end].endswith(("以来", "底", "末"))
    if event or not first.value[:4].isdigit():
        return ""
    if opens is not None and opens["until"]:
        return first.value
    clause = re.match(r"，?[^。；，]*(?:，[^，。；]*)?", words[first.end :])
    counted = clause is not None and re.search(r"\d", clause[0])
    if opens is None:
        return _inside(words, first, found)
    told = len(first.value) == 4 and (counted or _SCOPE.search(words))
    return first.value if told else ""


def _inside(words: str, date: Date, found: Sequence[Date]) -> str | None:
    """A year inside a sentence holds where its clause counts at once (……为主，2020年养猪户505户)."""
    if all(_BASED.search(words[: d.start]) for d in found):
        return None
    begins = words[: date.start].endswith("，")
    counts = re.match(r"[^，。；\d]{2,8}\d", words[date.end :])
    return date.value if begins and counts and len(date.value) == 4 else ""


def opened_year(text: Text, article: Article) -> int | None:
    """The year that the running text of an article opens with, where it speaks of all that was done in it."""
    if summed := _SUMMED.search(text.clean, article.start, min(article.end, article.start + 600)):
        return int(summed[1])
    m = _ACCOUNT_OPENS.match(_opening(text, article))
    return None if m is None else years_in(m[0])[0]


def own_year(text: Text, article: Article, whole: int | None) -> int | None:
    """The year that an article is of: of its issue, of which it gives account, of a visit, of the file."""
    if issued := issue_date(text, article):
        return int(issued[:4])
    if whole is not None:
        return whole
    m = _VISIT.search(text.clean, article.start, min(article.end, article.start + 400))
    return int(m[1]) if m else _file_year(text) or _reckoned(text, article)


def is_statistics(text: Text, article: Article) -> bool:
    """Whether an article reports indicators and their changes: a communiqué."""
    own = text.clean[article.start : article.end]
    return len(_CHANGED.findall(own)) >= _MANY and len(own) <= 100 * len(_CHANGED.findall(own))


def _reckoned(text: Text, article: Article) -> int | None:
    """The year of a communiqué that does not tell it: that of the goals it speaks of, or the one after its baselines."""
    if not is_statistics(text, article):
        return None
    own = text.clean[article.start : article.end]
    goals = [int(y) for y in _GOAL.findall(own)]
    return max([*goals, *(int(y) + 1 for y in _BASE.findall(own))], default=None)


def period(text: Text, article: Article) -> tuple[str, int] | None:
    """The part of a year that a communiqué is of, as its year and last month: told in its headline, or where its first
    change stands (一季度……同比增长2%)."""
    title = article.title or ""
    if (titled := last_month(title, 0, len(title))) is not None:
        return titled
    if not is_statistics(text, article):
        return None
    for sentence in text.sentences:
        if sentence.article == article.index and _CHANGED.search(
            text.clean, sentence.start, sentence.end
        ):
            return last_month(text.clean, sentence.start, min(sentence.end, sentence.start + 12))
    return None


@lru_cache(maxsize=4)
def _file_year(text: Text) -> int | None:
    """The year in the head or foot of the file (2024年第8期), where there is only one."""
    frame = (BlockKind.MASTHEAD, BlockKind.COLOPHON, BlockKind.BYLINE)
    years: set[int] = set()
    for i, block in enumerate(text.blocks):
        words = text.clean[block.start : block.end]
        line = len(words) <= 40 and not words.endswith(("。", "！", "？", "；"))
        if (block.kind in frame or i < _HEAD_LINES) and line and _ISSUE.search(words):
            years.update(years_in(words) or (int(y) for y in re.findall(r"(?:19|20)\d\d", words)))
    return years.pop() if len(years) == 1 else None


def years_in(words: str) -> list[int]:
    """The years that words name, in order."""
    return [int(d.value[:4]) for d in dates(words) if d.value[:4].isdigit()]


def issue_date(text: Text, article: Article) -> str | None:
    """When an article was issued: as it was read, or the date of a line that holds nothing else."""
    if article.issued:
        return article.issued
    for block in blocks_of(text, article.index):
        words = text.clean[block.start : block.end].strip("（）() ")
        if len(words) <= 24:
            found = [d for d in dates(words) if d.value[:4].isdigit() and len(d.value) > 4]
            if found and found[-1].end == len(words):
                return found[-1].value
    return None


def whole_year(text: Text, article: Article) -> int | None:
    """The year that a whole article gives account of: a yearly summary, a page of a yearbook."""
    title = article.title or ""
    for line in (title, *_head(text, article)):
        years = years_in(line)
        if len(set(years)) == 1 and _ACCOUNT.search(line) and not _PLAN.search(line):
            return years[0]
    years = years_in(title)
    if _YEARBOOK.search(title):
        return _prevailing(years_in(text.clean[article.start : article.end]))
    if years or _PLAN.search(title):
        return None
    opening = _opening(text, article)
    entry = _ENTRY.match(opening) if _entries(text, article) > 2 else None
    first = re.match(r"[^。！？]{0,60}", opening[entry.end() :] if entry else opening)
    bare = _BARE_YEAR.match(first[0]) if first else None
    if bare and (
        entry or _THIS_YEAR.search(title) or _REPORT.search(title) or _OPENED.search(opening)
    ):
        return years_in(bare[0])[0]
    return None


def _entries(text: Text, article: Article) -> int:
    """How many paragraphs of an article begin as entries of a yearbook do (【人才工作】)."""
    own = blocks_of(text, article.index)
    return sum(bool(_ENTRY.match(text.clean, b.start, b.end)) for b in own)


def _head(text: Text, article: Article) -> list[str]:
    """The short lines that stand before the running text: subtitles, and titles that were not told."""
    lines = []
    for block in blocks_of(text, article.index):
        words = text.clean[block.start : block.end]
        if len(words) > 40 or words.endswith(("。", "：")):
            break
        lines.append(words)
    return lines


def _prevailing(years: list[int]) -> int | None:
    """The year that most of the dates of a page name."""
    counts = Counter(years).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] < 2 * counts[1][1]):
        return None
    return counts[0][0]


def _opening(text: Text, article: Article) -> str:
    """The first paragraph of the running text that is more than a line of address."""
    first = text.block_at(article.start)
    for block in islice(text.blocks, 0 if first is None else text.block_index(first), None):
        if block.article > article.index:
            break
        words = text.clean[block.start : block.end]
        if block.article == article.index and block.kind is BlockKind.BODY and len(words) > 24:
            return words
    return ""


def headed(text: Text) -> list[tuple[int, int, str]]:
    """The sections whose heading names a year: 2023年工作情况, 2024年工作打算, 2019年：起步."""
    found = []
    for i, block in enumerate(text.blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        words = text.clean[block.start : block.end]
        years = set(years_in(words))
        if len(years) != 1 or _SINCE.search(words):
            continue
        end = block.end
        for later in text.blocks[i + 1 :]:
            heads = later.kind is BlockKind.HEADING and later.level <= block.level
            if heads or later.kind is BlockKind.TITLE or later.article != block.article:
                break
            end = later.end
        found.append((block.end, end, str(years.pop())))
    return found


def baseline_year(baseline: str | None, date: str | None, own: int | None) -> int | None:
    """The year that a change is measured against: a named one, or the one before the figure's."""
    if baseline is None:
        return None
    if m := re.search(r"(?:19|20)\d\d", baseline):
        return int(m[0])
    if not _LAST_YEAR.search(baseline):
        return None
    year = int(date[:4]) if date else own
    return None if year is None else year - 1
