"""The date of a figure: absolute dates stand, 今年 and 去年 need the year of the article."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Article, MetricMention, Text
from kg.rules.metrics import years
from kg.rules.numbers.dates import dates

_RELATIVE = {"今年": 0, "去年": 1, "前年": 2, "明年": -1}


class Calendar:
    """The years that the articles of one text tell of themselves."""

    def __init__(self, text: Text, subjects: Iterable[int] = ()) -> None:
        """Read the year of every article once; ``subjects`` are where places and bodies are named."""
        self._text = text
        self._whole = tuple(years.whole_year(text, article) for article in text.articles)
        self._headed = years.headed(text)
        self._opened = tuple(years.opened_year(text, article) for article in text.articles)
        self._periods = tuple(years.period(text, article) for article in text.articles)
        self._held = years.held(text, sorted(subjects))
        self._own = tuple(
            years.own_year(text, article, whole)
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
        opened = None if article is None else self._opened[article.index]
        if (found := self._carried(mention)) is not None:
            return found
        if mention.time is None or mention.time == "截至目前":
            return self._undated(mention.at, whole or opened)
        if mention.time in ("去年", "全年") and opened is not None and whole is None:
            return str(opened), f"{mention.time}: the article is the account of {opened}"
        word, _, rest = mention.time.partition("-")
        if word == "月" and article is not None:
            return self._month(article, rest, mention.at)
        if word == "当日":
            return self._event(article, mention.at) or self._undated(mention.at, whole or opened)
        if word == "当年":
            return self._same(mention.at, whole)
        if word not in _RELATIVE:
            return mention.time, ""
        own = self.year(mention.at)
        if own is None:
            return None, f"{word}: the article does not tell its year"
        year = own - _RELATIVE[word]
        return "-".join(filter(None, (str(year), rest))), f"{word}: the article is of {own}"

    def _carried(self, mention: MetricMention) -> tuple[str, str] | None:
        """What an earlier sentence says of the time of a figure whose own tells none."""
        open_ = mention.time in (None, "截至目前")
        if open_ and (held := self._paragraph(mention.at)):
            return held, f"{held} opens its paragraph"
        if mention.time is None and (told := years.told_for_whole_year(self._text, mention.at)):
            return told, f"全年: {told} opened the account"
        return self._period(mention.at) if open_ or mention.time == "今年" else None

    def _paragraph(self, position: int) -> str | None:
        """The year that opened the paragraph, where it holds for the sentence."""
        sentence = self._text.sentence_at(position)
        return None if sentence is None else self._held.get(sentence.start)

    def _period(self, position: int) -> tuple[str, str] | None:
        """The part of a year that the article gives account of, by its last month."""
        article = self._text.article_at(position)
        told = None if article is None else self._periods[article.index]
        if article is None or told is None:
            return None
        year, month = told
        own = year if year.isdigit() else self._own[article.index]
        date = f"{own}-{month:02}"
        return None if own is None else (date, f"the article is the account of {date}")

    def _undated(self, position: int, whole: int | None) -> tuple[str | None, str]:
        """The year of the section or of the whole article."""
        held = [s for s in self._headed if s[0] <= position < s[1]]
        if held:
            year = min(held, key=lambda s: s[1] - s[0])[2]
            return year, f"the heading of its section says {year}"
        return (
            (None, "") if whole is None else (str(whole), f"the article is the account of {whole}")
        )

    def _event(self, article: Article | None, position: int) -> tuple[str | None, str] | None:
        """当日, 会上: the day that the article told last, with its year."""
        if article is None:
            return None
        found = [
            d for d in dates(self._text.clean, article.start, position) if d.value[-3:-2] == "-"
        ]
        days = [d for d in found if d.value.count("-") == 2]
        if not days:
            return None
        last = days[-1]
        if last.value[:4].isdigit():
            return last.value, "the day that the article told before"
        word, _, rest = last.value.partition("-")
        if word != "月" or self._whole[article.index] is not None:
            return None
        return self._month(article, rest, last.start)

    def _month(self, article: Article, told: str, position: int) -> tuple[str | None, str]:
        """A month without a year: of the year of the article, or the one before where it is still to come."""
        whole, issued = self._whole[article.index], years.issue_date(self._text, article)
        if whole is not None:
            return f"{whole}-{told}", f"the article is the account of {whole}"
        own = self._own[article.index]
        if own is None and (own := years.only_year(self._text, position)) is None:
            return None, f"{told[:2]}月: the article does not tell its year"
        ahead = issued is not None and len(issued) >= 7 and int(told[:2]) > int(issued[5:7])
        return f"{own - ahead}-{told}", f"{told[:2]}月: the article is of {issued or own}"

    def _same(self, position: int, whole: int | None) -> tuple[str | None, str]:
        """当年: the year that the paragraph named last."""
        block, sentence = self._text.block_at(position), self._text.sentence_at(position)
        end = position if sentence is None else sentence.start  # its own told were asked before
        found = dates(self._text.clean, block.start, end) if block is not None else ()
        told = [d.value[:4] for d in found if d.value[:4].isdigit()]
        if told:
            return told[-1], f"当年: the paragraph told {told[-1]} before"
        if whole is None and block is not None and (before := years.last_told(self._text, block)):
            return before, f"当年: the paragraph before told {before}"
        return (
            (None, "") if whole is None else (str(whole), f"the article is the account of {whole}")
        )
