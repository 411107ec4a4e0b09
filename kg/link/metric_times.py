"""The date of a figure: absolute dates stand, 今年 and 去年 need the year of the article."""

from __future__ import annotations

import re
from collections import Counter

from kg.model import Article, Block, BlockKind, MetricMention, Text
from kg.rules.numbers.dates import dates

_RELATIVE = {"今年": 0, "去年": 1, "前年": 2, "明年": -1}
# Words of a title that tell an account of the year that it names; a plan for a year is none.
_ACCOUNT = re.compile(
    r"总结|小结|报告|汇报|述职|年报|公报|综述|盘点|大事记|情况|纪实|巡礼|成绩单|答卷|回眸|回望|回顾|亮点|统计|通报|数说|数读|这一年|年度人物|年终|岁末|工作$"
)
_PLAN = re.compile(r"要点|计划|安排|方案|部署|规划|意见|通知|任务|清单|打算|展望|办法|动员")
# A title that announces the account of one year without naming it.
_THIS_YEAR = re.compile(
    r"这一年|年终|年度(?:工作)?(?:总结|报告|盘点|述职|回顾)|全年|一年(?:来|间)?(?:盘点|回眸|回望|回顾|总结|答卷|成绩单)"
)
# What the opening of such an account says after its year.
_OPENED = re.compile(
    r"现将[^。]{0,24}(?:情况|工作)[^。]{0,6}(?:总结|汇报|报告|通报)|(?:主要)?(?:情况|工作|做法)[^。，]{0,6}(?:总结|汇报|报告)如下|交出[^。]{0,20}(?:答卷|成绩单)"
)
_YEARBOOK = re.compile(r"年鉴|县志|市志|区志|大事记")
_VISIT = re.compile(
    r"((?:19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?[^。；]{0,6}(?:本刊|本报|本台|本社|记者|笔者)"
)
# The year that opens a report, and is not one that things began in.
_BARE_YEAR = re.compile(
    r"(?:(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2})年度?(?!\d|[一二三四五六七八九十]|以来|起|底|初|末|前|后|开始)"
)
_REPORT = re.compile(r"总结|小结|报告|汇报|述职|年报|情况$")
_YEARLY = re.compile(r"年终|年度|(?:工作|全年)总结$|述职")
_ONE_YEAR = re.compile(r"一年来|今年|全年|本年度|过去的?一年")
_SINCE = re.compile(r"年以来|年起|[到至]20\d\d年|力争|目标")
_ISSUE = re.compile(
    r"第[\d一二三四五六七八九十百]+期|月|日报|印发|编印|发布|供稿|[〔\[（(](?:19|20)\d\d[〕\])）]"
)
_HEAD_LINES = 6
_LAST_YEAR = re.compile(r"去年|上年|同期|上一年|上年度|同比")


class Calendar:
    """The years that the articles of one text tell of themselves."""

    def __init__(self, text: Text) -> None:
        """Read the year of every article once."""
        self._text = text
        self._whole = tuple(_whole_year(text, article) for article in text.articles)
        self._headed = _headed(text)
        self._own = tuple(
            _own_year(text, article, whole)
            for article, whole in zip(text.articles, self._whole, strict=True)
        )

    def year(self, position: int) -> int | None:
        """The year that the article at a position is of, where it tells one."""
        article = self._text.article_at(position)
        return None if article is None else self._own[article.index]

    def date(self, mention: MetricMention) -> tuple[str | None, str]:
        """The date of a figure and in words how it was settled."""
        article = self._text.article_at(mention.at)
        whole = None if article is None else self._whole[article.index]
        if mention.time is None or mention.time == "截至目前":
            return self._undated(mention.at, whole)
        word, _, rest = mention.time.partition("-")
        if word == "月" and article is not None:
            return self._month(article, int(rest))
        if word == "当年":
            return self._same(mention.at, whole)
        if word not in _RELATIVE:
            return mention.time, ""
        own = self.year(mention.at)
        if own is None:
            return None, f"{word}: the article does not tell its year"
        year = own - _RELATIVE[word]
        return "-".join(filter(None, (str(year), rest))), f"{word}: the article is of {own}"

    def _undated(self, position: int, whole: int | None) -> tuple[str | None, str]:
        """The year of the section or of the whole article."""
        held = [s for s in self._headed if s[0] <= position < s[1]]
        if held:
            year = min(held, key=lambda s: s[1] - s[0])[2]
            return year, f"the heading of its section says {year}"
        return (
            (None, "") if whole is None else (str(whole), f"the article is the account of {whole}")
        )

    def _month(self, article: Article, month: int) -> tuple[str | None, str]:
        """A month without a year: of the year of the article, or the one before where it is still to come."""
        whole, issued = self._whole[article.index], _issued(self._text, article)
        if whole is not None:
            return f"{whole}-{month:02}", f"the article is the account of {whole}"
        own = self._own[article.index]
        if own is None:
            return None, f"{month}月: the article does not tell its year"
        ahead = issued is not None and len(issued) >= 7 and month > int(issued[5:7])
        return f"{own - ahead}-{month:02}", f"{month}月: the article is of {issued or own}"

    def _same(self, position: int, whole: int | None) -> tuple[str | None, str]:
        """当年: the year that the paragraph named last."""
        block = self._text.block_at(position)
        found = dates(self._text.clean, block.start, position) if block is not None else ()
        years = [d.value[:4] for d in found if d.value[:4].isdigit()]
        if years:
            return years[-1], f"当年: the paragraph told {years[-1]} before"
        if whole is None and block is not None and (before := self._last_told(block)):
            return before, f"当年: the paragraph before told {before}"
        return (
            (None, "") if whole is None else (str(whole), f"the article is the account of {whole}")
        )

    def _last_told(self, block: Block) -> str | None:
        """The year that the paragraph before told last."""
        i = self._text.blocks.index(block)
        above = self._text.blocks[i - 1] if i else None
        if above is None or above.article != block.article or above.kind is not BlockKind.BODY:
            return None
        told = dates(self._text.clean, above.start, above.end)
        years = [d.value[:4] for d in told if d.value[:4].isdigit()]
        return years[-1] if years else None


def _own_year(text: Text, article: Article, whole: int | None) -> int | None:
    if issued := _issued(text, article):
        return int(issued[:4])
    if whole is not None:
        return whole
    m = _VISIT.search(text.clean, article.start, min(article.end, article.start + 400))
    return int(m[1]) if m else _file_year(text)


def _file_year(text: Text) -> int | None:
    """The year in the head or foot of the file (2024年第8期), where there is only one."""
    frame = (BlockKind.MASTHEAD, BlockKind.COLOPHON, BlockKind.BYLINE)
    years: set[int] = set()
    for i, block in enumerate(text.blocks):
        words = text.clean[block.start : block.end]
        if (block.kind in frame or i < _HEAD_LINES) and len(words) <= 40 and _ISSUE.search(words):
            years.update(_years(words) or (int(y) for y in re.findall(r"(?:19|20)\d\d", words)))
    return years.pop() if len(years) == 1 else None


def _years(words: str) -> list[int]:
    return [int(d.value[:4]) for d in dates(words) if d.value[:4].isdigit()]


def _issued(text: Text, article: Article) -> str | None:
    """When an article was issued: as it was read, or the date of a line that holds nothing else."""
    if article.issued:
        return article.issued
    for block in text.blocks:
        words = text.clean[block.start : block.end].strip("（）() ")
        if block.article == article.index and len(words) <= 24:
            found = [d for d in dates(words) if d.value[:4].isdigit() and len(d.value) > 4]
            if found and found[-1].end == len(words):
                return found[-1].value
    return None


def _accounted(issued: str | None) -> int | None:
    """The year that a yearly account issued then must be of."""
    if issued is None or len(issued) < 7:
        return None
    year, month = int(issued[:4]), int(issued[5:7])
    return year if month >= 11 else year - 1 if month <= 2 else None


def _whole_year(text: Text, article: Article) -> int | None:
    """The year that a whole article gives account of: a yearly summary, a page of a yearbook."""
    title = article.title or ""
    for line in (title, *_head(text, article)):
        years = _years(line)
        if len(set(years)) == 1 and _ACCOUNT.search(line) and not _PLAN.search(line):
            return years[0]
    years = _years(title)
    if _YEARBOOK.search(title):
        return _prevailing(_years(text.clean[article.start : article.end]))
    if years or _PLAN.search(title):
        return None
    opening = _opening(text, article)
    first = re.match(r"[^。！？]{0,60}", opening)
    bare = _BARE_YEAR.match(first[0]) if first else None
    if bare and (_THIS_YEAR.search(title) or _REPORT.search(title) or _OPENED.search(opening)):
        return _years(bare[0])[0]
    if _YEARLY.search(title) or (_REPORT.search(title) and _ONE_YEAR.match(opening)):
        return _accounted(_issued(text, article))
    return None


def _head(text: Text, article: Article) -> list[str]:
    """The short lines that stand before the running text: subtitles, and titles that were not told."""
    lines = []
    for block in text.blocks:
        words = text.clean[block.start : block.end]
        if block.article != article.index:
            continue
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
    for block in text.blocks:
        words = text.clean[block.start : block.end]
        if block.article == article.index and block.kind is BlockKind.BODY and len(words) > 24:
            return words
    return ""


def _headed(text: Text) -> list[tuple[int, int, str]]:
    """The sections whose heading names a year: 2023年工作情况, 2024年工作打算, 2019年：起步."""
    found = []
    for i, block in enumerate(text.blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        words = text.clean[block.start : block.end]
        years = set(_years(words))
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
