"""A name with what its parts are looked for in, and a list that may be its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.rules.engine import Found
from kg.rules.programmes.names import Draft
from kg.rules.programmes.plans import Plan
from kg.syntax.analysis import Analysis
from kg.syntax.clauses import Span


class Candidate(NamedTuple):
    """``spans`` are the items, ``place`` where they stand, ``link`` what joins them to the name, ``close`` what ends the
    list, ``gap`` how much stands between them and the name."""

    spans: tuple[Span, ...]
    place: str
    link: str = ""
    close: str = ""
    gap: int = 0

    @property
    def start(self) -> int:
        """Where the first item begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last item ends."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Around:
    """What the candidates of one name are looked for in."""

    analysis: Analysis
    found: Found
    draft: Draft
    plans: tuple[Plan, ...]
    wanted: tuple[int, ...]

    @property
    def clean(self) -> str:
        """The cleaned text."""
        return self.analysis.text.clean

    @property
    def stop(self) -> int:
        """Where the article of the name ends."""
        article = self.analysis.text.article_at(self.draft.start)
        return article.end if article else len(self.clean)
