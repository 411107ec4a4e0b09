"""The date of a figure: absolute dates stand, 今年 and 去年 need the year of the article."""

from __future__ import annotations

import re

from kg.model import Article, MetricMention, Text
from kg.rules.numbers.dates import dates

_RELATIVE = {"今年": 0, "去年": 1, "前年": 2}
_REVIEW = re.compile(
    r"((?:19|20)\d\d)年度?[^，。；]{0,18}(?:总结|报告|述职|年报|公报|综述|盘点|回顾|大事记|情况)"
)
_YEARBOOK = "年鉴"
_VISIT = re.compile(
    r"((?:19|20)\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?[^。；]{0,6}(?:本刊|本报|本台|本社|记者|笔者)"
)
_LAST_YEAR = re.compile(r"去年|上年|同期|上一年|上年度|同比")


class Calendar:
    """The years that the articles of one text tell of themselves."""

    def __init__(self, text: Text) -> None:
        """Read the year of every article once."""
        self._text = text
        self._own = tuple(_own_year(text, article) for article in text.articles)
        self._whole = tuple(_whole_year(text, article) for article in text.articles)

    def year(self, position: int) -> int | None:
        """The year that the article at a position is of, where it tells one."""
        article = self._text.article_at(position)
        return None if article is None else self._own[article.index]

    def date(self, mention: MetricMention) -> tuple[str | None, str]:
        """The date of a figure and in words how it was settled."""
        article = self._text.article_at(mention.at)
        whole = None if article is None else self._whole[article.index]
        if mention.time is None or mention.time == "截至目前":
            if whole is None:
                return None, ""
            return str(whole), f"the article is the account of {whole}"
        word, _, rest = mention.time.partition("-")
        if word not in _RELATIVE:
            return mention.time, ""
        own = self.year(mention.at)
        if own is None:
            return None, f"{word}: the article does not tell its year"
        year = own - _RELATIVE[word]
        return "-".join(filter(None, (str(year), rest))), f"{word}: the article is of {own}"


def _own_year(text: Text, article: Article) -> int | None:
    if article.issued:
        return int(article.issued[:4])
    if (whole := _whole_year(text, article)) is not None:
        return whole
    m = _VISIT.search(text.clean, article.start, min(article.end, article.start + 400))
    return int(m[1]) if m else None


def _whole_year(text: Text, article: Article) -> int | None:
    """The year that a whole article gives account of: a yearly summary, a page of a yearbook."""
    title = article.title or ""
    if m := _REVIEW.search(title):
        return int(m[1])
    if _YEARBOOK in title:
        found = {d.value[:4] for d in dates(text.clean, article.start, article.end)}
        years = sorted(y for y in found if y.isdigit())
        return int(years[0]) if len(years) == 1 else None
    return None


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
