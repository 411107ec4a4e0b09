"""The date of a figure: absolute dates stand, 今年 and 去年 need the year of the article."""

from __future__ import annotations

from kg.model import Article, MetricMention, OrganisationMention, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.metrics import years
from kg.rules.numbers.dates import LAST_YEAR, NOW, THAT_DAY, THIS_YEAR, YEARS_AGO, YEARS_LATER, dates

Told = tuple[str | None, str]


class Calendar:
    """The years that the articles of one text tell of themselves."""

    def __init__(self, text: Text, found: Found) -> None:
        """Read the year of every article once."""
        named = (*found.of(RegionMention), *found.of(OrganisationMention))
        self._text = text
        self._whole = tuple(years.whole_year(text, article) for article in text.articles)
        self._headed = years.headed(text)
        self._opened = tuple(years.opened_year(text, article) for article in text.articles)
        self._periods = tuple(years.period(text, article) for article in text.articles)
        self._held = years.held(text, sorted({m.start for m in named}))
        self._own = tuple(
            years.own_year(text, article, whole) for article, whole in zip(text.articles, self._whole, strict=True)
        )

    def year(self, position: int) -> int | None:
        """The year that the article at a position is of, where it tells one."""
        article = self._text.article_at(position)
        return None if article is None else self._own[article.index]

    def date(self, mention: MetricMention) -> Told:
        """The date of a figure and in words how it was settled."""
        article = self._text.article_at(mention.at)
        word, _, rest = (mention.time or NOW).partition("-")
        if article is None or word.isdigit():
            return (mention.time if word.isdigit() else None), ""
        if word == THIS_YEAR and (part := self._period(article)) is not None:
            return (f"{part[0][:4]}-{rest}", part[1]) if rest else part
        if word == "月":
            return self._month(article, rest, mention.at, ahead=mention.status != "reached")
        if word in YEARS_LATER:
            return self._same(word, rest, mention.at) or self._undated(article, mention.at)
        if word not in YEARS_AGO:
            day = self._event(article, mention.at) if word == THAT_DAY else None
            return day or self._undated(article, mention.at)
        opened = self._opened[article.index]
        if word == LAST_YEAR and opened is not None and self._whole[article.index] is None:
            return str(opened), f"{word}: the article is the account of {opened}"
        own = self._own[article.index]
        if own is None:
            return None, f"{word}: the article does not tell its year"
        year = own - YEARS_AGO[word]
        return "-".join(filter(None, (str(year), rest))), f"{word}: the article is of {own}"

    def _undated(self, article: Article, position: int) -> Told:
        """The date that opened the paragraph, of the section, or of the whole article."""
        sentence = self._text.sentence_at(position)
        if sentence is not None and (held := self._held.get(sentence.start)):
            own = self._own[article.index]
            if held != LAST_YEAR or own is not None:
                held = str((own or 0) - 1) if held == LAST_YEAR else held
                return held, f"{held} opens its paragraph"
        if (part := self._period(article)) is not None:
            return part
        headed = [s for s in self._headed if s[0] <= position < s[1]]
        if headed:
            year = min(headed, key=lambda s: s[1] - s[0])[2]
            return year, f"the heading of its section says {year}"
        whole = self._whole[article.index] or self._opened[article.index]
        return (None, "") if whole is None else (str(whole), _account(whole))

    def _period(self, article: Article) -> tuple[str, str] | None:
        """The part of a year that the article gives account of, by its last month."""
        year, month = self._periods[article.index] or ("", 0)
        own = year if year.isdigit() else self._own[article.index]
        return (date := f"{own}-{month:02}", _account(date)) if month and own else None

    def _event(self, article: Article, position: int) -> Told | None:
        """当日: the day that the article told last, with its year."""
        told = dates(self._text.clean, article.start, position)
        last = next((d for d in reversed(told) if d.value.count("-") == 2), None)
        if last is None:
            return None
        if last.value[:4].isdigit():
            return last.value, "the day that the article told before"
        word, _, rest = last.value.partition("-")
        if word != "月" or self._whole[article.index] is not None:
            return None
        return self._month(article, rest, last.start)

    def _month(self, article: Article, told: str, position: int, *, ahead: bool = False) -> Told:
        """A month without a year: of the year of the article, or the one before where it is still to come and nothing is
        told of what lies ahead."""
        whole, issued = self._whole[article.index], article.issued
        if whole is not None:
            return f"{whole}-{told}", _account(whole)
        own = self._own[article.index]
        if own is None and (own := years.beside(self._text, position)) is None:
            return None, f"{told[:2]}月: the article does not tell its year"
        past = not ahead and issued is not None and len(issued) >= 7 and int(told[:2]) > int(issued[5:7])
        return f"{own - past}-{told}", f"{told[:2]}月: the article is of {issued or own}"

    def _same(self, word: str, rest: str, position: int) -> Told | None:
        """当年, 次年: the year that the paragraph, or the one before, told last, or the one after it."""
        last = years.told_before(self._text, position)  # its own sentence was asked before
        if last is None:
            return None
        year = str(last + YEARS_LATER[word])
        return "-".join(filter(None, (year, rest))), f"{word}: {last} was told before"


def _account(date: object) -> str:
    return f"the article is the account of {date}"
