"""Whether the words before a name say that it is set up, run or pushed, so that figures are reported under it."""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon.words import any_of

# What a sentence reports after such a verb and the name is reported under the programme;
# 围绕, 按照, 结合, 落实 and 采取……方式 name something beside the figure.
_RUN = re.compile(
    rf"(?:{any_of('figure.run')})了?(?![^，。；]{{0,12}}(?:{any_of('figure.beside')}))[^，。；：]{{0,12}}$"
)


def run_before(clean: str, start: int, at: int) -> bool:
    """Whether such words stand before the name at ``at``, in the sentence that begins at ``start``."""
    return _RUN.search(clean[max(start, at - 18) : at]) is not None
