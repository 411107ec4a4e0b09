"""What a text tells of its years: the account of a year, the year that opens a paragraph or heads a section, the date of issue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import Article, BlockKind, Text
from kg.rules.numbers.dates import LAST_YEAR, NOW, SINCE, WHOLE_YEAR, YEAR, Date, dates, last_month
from kg.rules.numbers.units import PERCENT
from kg.text.positions import blocks_of, section_end

# Words of a title that tell an account of the year that it names; a plan for a year is none.
_ACCOUNT = re.compile(rf"{any_of('figure.account')}|工作$")
_PLAN = re.compile(rf"{any_of('figure.plan')}")
# A title that announces the account of one year, or a report, without naming it.
_THIS_YEAR = re.compile(
    rf"这一年|年终|{YEAR}(?:工作)?(?:{any_of('figure.review')})|{WHOLE_YEAR}"
    rf"|一年(?:来|间)?(?:{any_of('figure.review')})|{any_of('figure.report')}|(?:{any_of('figure.told_of')})$"
)
_YEARBOOK = re.compile(rf"{any_of('figure.book')}")
# The year that opens a report, or an entry of a yearbook, and is not one that things began in.
_BARE_YEAR = re.compile(
    rf"(?P<entry>【[^】]{{2,16}}】\s*)?(?P<year>(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{{2}}){YEAR}?"
    rf"(?!\d|[一二三四五六七八九十]|{SINCE}|{any_of('date.since')}|底|初|末|前|后)"
)
_SINCE = re.compile(rf"{any_of('figure.no_account')}|[到至]20\d\d年")
_ISSUE = re.compile(rf"第[\d一二三四五六七八九十百]+期|月|{any_of('figure.issue')}|[〔\[（(](?:19|20)\d\d[〕\])）]")
# A change in per cent, of which a communiqué is full; its goals and baselines tell the year it is of.
_CHANGED = re.compile(rf"(?:{any_of('figure.risen')})了?\d+(?:\.\d+)?{PERCENT}")
_GOAL = re.compile(rf"((?:19|20)\d\d)年(?:度|{any_of('figure.of_year')})?(?:{any_of('figure.set')})")
_BASE = re.compile(rf"[比较与]((?:19|20)\d\d)年(?:度|{any_of('figure.of_year')})")
_MANY = 8
_PARAGRAPHS = 3  # paragraphs that one year opens, where it is the year of them all
_FIRST_WORDS = 10
_HEAD_LINES = 6
# What may stand before a date that opens a paragraph: a label, who speaks, an ordinal; 截至.
_OPENS = re.compile(
    r"(?:[^，。：；\d]{1,12}：|[^，。：；]{0,8}[说道]，|[（(]?[一二三四五六七八九十\d]+[）)、.．]|[一二三四五六七八九]是)?\s*(?:截[至止]到?至?|到)?"
)
# Where a report was sent from; who says what follows: ……发布的数据显示，
_FILED = re.compile(r"[^，。；]{2,30}?[讯电](?:[（(][^（）()]{2,24}[）)])?\s*")
_SOURCE = re.compile(rf"[^，。；：]{{0,40}}(?:{any_of('figure.source')})，")
_BASED = re.compile(r"(?:较|比|与|同|由|从|自|于|在)$")
_SPAN = re.compile(r"[-—–~～至到]+$")
_NOW = re.compile(r"目前|现[有共已]|已有|如今|每[年月天周]")
_ALL_YEAR = re.compile(rf"(?<!每)(?:{any_of('figure.in_year')})")
_LAST_YEAR = re.compile(rf"{any_of('figure.last_year')}")


def years_in(words: str) -> list[int]:
    """The years that words name, in order."""
    return [int(d.value[:4]) for d in dates(words) if d.value[:4].isdigit()]


# -------------------------------------------------------------------- the year of an article


def own_year(text: Text, article: Article, whole: int | None) -> int | None:
    """The year that an article is of: of its issue, of which it gives account, of the file, of a communiqué by its goals
    and baselines."""
    if article.issued:
        return int(article.issued[:4])
    if (year := whole or _file_year(text)) or not is_statistics(text, article):
        return year
    own = text.clean[article.start : article.end]
    told = [int(y) for y in _GOAL.findall(own)] + [int(y) + 1 for y in _BASE.findall(own)]
    return max(told, default=None)


def whole_year(text: Text, article: Article) -> int | None:
    """The year that a whole article gives account of: a yearly summary, a page of a yearbook."""
    title, own = article.title or "", blocks_of(text, article.index)
    lines = [title]
    for block in own:  # subtitles, and titles that were not told
        words = text.clean[block.start : block.end]
        if len(words) > 40 or words.endswith(("。", "：")):
            break
        lines.append(words)
    for line in lines:
        years = set(years_in(line))
        if len(years) == 1 and _is_account(line):
            heads = (text.clean[b.start : b.end] for b in own if b.kind is BlockKind.HEADING)
            later = any(y > max(years) for words in heads if _is_account(words) for y in years_in(words))
            return None if later else years.pop()
    if _YEARBOOK.search(title):  # the year that most of the dates of a page name
        named = years_in(text.clean[article.start : article.end])
        year = max(named, key=named.count, default=0)
        return year if named.count(year) > len(named) / 2 else None
    if years_in(title) or _PLAN.search(title):
        return None
    first = next((b for b in own if b.kind is BlockKind.BODY and b.end - b.start > 24), None)
    bare = _BARE_YEAR.match(text.clean, first.start, first.end) if first else None
    entries = sum(text.clean.startswith("【", b.start) for b in own) > _PARAGRAPHS - 1
    whole = bare and (bare["entry"] is None or entries)
    told = whole and (entries or _THIS_YEAR.search(title) or is_statistics(text, article))
    return years_in(bare["year"] + "年")[0] if bare and told else None


def _is_account(words: str) -> bool:
    return bool(_ACCOUNT.search(words)) and not _PLAN.search(words)


def opened_year(text: Text, article: Article) -> int | None:
    """The year that paragraph after paragraph of an article opens with."""
    own = (b for b in blocks_of(text, article.index) if b.kind is BlockKind.BODY)
    bare = (_BARE_YEAR.match(text.clean, b.start, b.end) for b in own)
    opened = [years_in(m["year"] + "年")[0] for m in bare if m and not m["entry"]]
    year = max(opened, key=opened.count, default=0)
    return year if opened.count(year) >= max(_PARAGRAPHS, len(opened) // 2 + 1) else None


def period(text: Text, article: Article) -> tuple[str, int] | None:
    """The part of a year that a communiqué is of, as its year and last month: told in its headline, or where its first
    change stands (一季度……同比增长2%)."""
    title = article.title or ""
    if (titled := last_month(title, 0, len(title))) is not None or not is_statistics(text, article):
        return titled
    first = _CHANGED.search(text.clean, article.start, article.end)
    sentence = text.sentence_at(first.start()) if first else None
    return last_month(text.clean, sentence.start, min(sentence.end, sentence.start + 12)) if sentence else None


def is_statistics(text: Text, article: Article) -> bool:
    """Whether an article reports indicators and their changes: a communiqué."""
    changes = len(_CHANGED.findall(text.clean, article.start, article.end))
    return changes >= _MANY and article.end - article.start <= 100 * changes


@lru_cache(maxsize=4)
def _file_year(text: Text) -> int | None:
    """The year in the head or foot of the file (2024年第8期), where there is only one."""
    frame = (BlockKind.MASTHEAD, BlockKind.COLOPHON, BlockKind.BYLINE)
    years: set[int] = set()
    for i, block in enumerate(text.blocks):
        words = text.clean[block.start : block.end]
        line = len(words) <= 40 and not words.endswith(("。", "！", "？", "；"))
        if (block.kind in frame or i < _HEAD_LINES) and line and _ISSUE.search(words):
            years.update(years_in(words) or map(int, re.findall(r"(?:19|20)\d\d", words)))
    return years.pop() if len(years) == 1 else None


# -------------------------------------------------------------------- years around a position


def headed(text: Text) -> list[tuple[int, int, str]]:
    """The sections whose heading names a year: 2023年工作情况, 2024年工作打算, 2019年：起步."""
    found = []
    for i, block in enumerate(text.blocks):
        if block.kind is BlockKind.HEADING:
            words = text.clean[block.start : block.end]
            years = set(years_in(words))
            if len(years) == 1 and not _SINCE.search(words):
                found.append((block.end, section_end(text, i), str(years.pop())))
    return found


def beside(text: Text, position: int) -> int | None:
    """The year that the paragraph told last before a position, else the first that its sentence tells behind it."""
    block, sentence = text.block_at(position), text.sentence_at(position)
    before = _years(text.clean[block.start : position]) if block else []
    behind = _years(text.clean[position : sentence.end]) if sentence and not before else []
    return next(iter(before[-1:] or behind), None)


def told_before(text: Text, position: int) -> int | None:
    """The year that the paragraph, or else the one before, told last before the sentence at a position."""
    block, sentence = text.block_at(position), text.sentence_at(position)
    if block is None or sentence is None:
        return None
    above = text.blocks[max(0, text.block_index(block) - 1)]
    start = above.start if above.article == block.article and above.kind is BlockKind.BODY else block.start
    return next(reversed(years_in(text.clean[start : sentence.start])), None)


def held(text: Text, subjects: list[int]) -> dict[int, str]:
    """The sentences for which the date that opened their paragraph still holds: until another one, a word such as 目前
    (not behind 截至), or a sentence that begins with a place or body of its own; 全年 and 年末 mean the year that opened
    the last one before."""
    held: dict[int, str] = {}
    article, block, date, year, until = -1, -1, "", "", False
    for sentence in text.sentences:
        if _FILED.fullmatch(text.clean, sentence.start, sentence.end):
            continue
        opens = sentence.block != block
        if sentence.article != article:
            article, year = sentence.article, ""
        words = text.clean[sentence.start : sentence.end]
        told = _told(words) if opens or date else ()
        if opens or told:
            block, date = sentence.block, _opening_date(words, told) if opens else ""
            year, until = date[: 4 * date[:1].isdigit()] or year, words.startswith("截")
        elif (not until and _NOW.search(words)) or _begins(subjects, sentence.start):
            date = ""
        elif date:
            held[sentence.start] = date
        if year and not date and not told and _ALL_YEAR.search(words):
            held[sentence.start] = year
    return held


def _told(words: str) -> list[Date]:
    """The dates of a sentence but those that something is measured against."""
    return [d for d in dates(words) if d.value != NOW and not _BASED.search(words[: d.start])]


def _years(words: str) -> list[int]:
    """The years that words name, but those that something is measured against."""
    return [int(d.value[:4]) for d in _told(words) if d.value[:4].isdigit()]


def _begins(subjects: list[int], start: int) -> bool:
    """Whether a place or body is named in the first words of a sentence."""
    i = bisect_left(subjects, start)
    return i < len(subjects) and subjects[i] < start + _FIRST_WORDS


def _opening_date(words: str, told: Sequence[Date]) -> str:
    """The date that opens a sentence, of a span its end, and 去年; empty where nothing but words such as 今年 does."""
    lead = m.end() if (m := _SOURCE.match(words)) else 0
    told = [d for d in told if d.start >= lead]
    if not told or _OPENS.fullmatch(words[lead : told[0].start]) is None:
        return ""
    span = len(told) > 1 and _SPAN.fullmatch(words[told[0].end : told[1].start])
    value = told[1 if span else 0].value
    return value if value[:4].isdigit() or value == LAST_YEAR else ""


def baseline_year(baseline: str | None, date: str | None, own: int | None) -> int | None:
    """The year that a change is measured against: a named one, or the one before the figure's."""
    named = re.search(r"(?:19|20)\d\d", baseline or "")
    if named or not baseline or not _LAST_YEAR.search(baseline):
        return int(named[0]) if named else None
    year = int(date[:4]) if date else own
    return None if year is None else year - 1
